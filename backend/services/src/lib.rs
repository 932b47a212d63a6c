//! Use cases of Sojourn, one module a stage: authorise, load, decide, save, record, enqueue.
//! Nothing here knows HTTP or HTML. Start at [`Context`] and the stage you work on.

pub mod access;
pub mod context;
pub mod error;

pub use context::Context;
pub use error::{Result, ServiceError};
