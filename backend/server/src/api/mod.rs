//! The JSON API: the same use cases as the pages, for programs. Bearer tokens, problem documents,
//! idempotency keys, and a description made from the code. Start at [`v1`]; one file a room beside it.

mod access;
mod accounts;
mod answer;
mod audit;
mod body;
pub mod caller;
mod cases;
pub mod describe;
mod figures;
pub mod idempotency;
mod import;
mod join;
mod messages;
pub mod operation;
mod organisations;
mod overview;
mod papers;
mod placement;
mod programme;
mod proposals;
mod recruitment;
mod reintegration;
mod training;
pub mod v1;
mod work;

pub use body::Body;
pub use caller::{Caller, CallerMay};
pub use operation::{About, Api, Operation, Takes};
