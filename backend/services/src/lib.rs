//! Use cases of Sojourn, one module a stage: authorise, load, decide, save, record, enqueue.
//! Nothing here knows HTTP or HTML. Start at [`Context`] and the stage you work on.

pub mod access;
pub mod acts;
pub mod audit;
pub mod cases;
pub mod context;
pub mod demo;
pub mod digest;
pub mod error;
pub mod figures;
pub mod help;
pub mod messages;
pub mod operations;
pub mod organisations;
pub mod papers;
pub mod placement;
mod record;
pub mod recruitment;
pub mod reintegration;
pub mod remittance;
pub mod schedules;
pub mod training;
pub mod work;

pub use context::Context;
pub(crate) use error::Part;
pub use error::{Result, ServiceError};
