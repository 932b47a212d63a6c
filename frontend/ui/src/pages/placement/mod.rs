//! What employers and missions see: confirmations as cards, job orders, the pool by number.

mod contract;
pub(crate) mod employer;
mod mission;
mod new_contract;
mod pool;

pub(crate) use contract::new_contract_notice;
pub use contract::{ContractProps, contract};
pub use employer::{ConfirmCard, EmployerProps, OrderLine, OrdersProps, employer, orders};
pub use mission::{MissionOrdersProps, OrderToApprove, mission_orders};
pub use new_contract::{Change, NewContractProps, new_contract};
pub use pool::{PoolLine, PoolProps, pool};
