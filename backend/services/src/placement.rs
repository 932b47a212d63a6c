//! Placement: orders, contracts, costs, and what the moves write. Owns offers, contracts and placements; the
//! table decides.

pub(crate) mod acts;
mod confirm;
mod contracts;
mod draft;
mod job;
pub(crate) mod moves;
mod offers;
mod orders;
mod pool;
pub(crate) mod renewal;
mod signature;
mod suspension;

pub(crate) use confirm::rules_of;
pub use confirm::{Confirmation, to_confirm};
pub use contracts::{ContractView, NewContractView, contract, new_contract};
pub(crate) use contracts::{acts_of, reads_new_contract};
pub use job::Job;
pub use offers::{OfferTerms, show};
pub use orders::{Verdict, decide, employer_of, order, orders, programmes, submit, terms_of_order};
pub use pool::pool;
pub(crate) use signature::sign_as_party;
pub(crate) use suspension::retract_of_suspended;
