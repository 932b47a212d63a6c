//! The JSON API: the same use cases as the pages, for programs. Bearer tokens, problem documents,
//! idempotency keys, and a description made from the code. Start at [`v1`].

mod administration;
mod body;
pub mod caller;
pub mod describe;
pub mod idempotency;
pub mod v1;

pub use body::Body;
pub use caller::Caller;
