//! The JSON API: the same use cases as the pages, for programs. Bearer tokens, problem documents.

pub mod caller;
pub mod v1;

pub use caller::Caller;
