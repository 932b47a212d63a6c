//! Recruitment: one record a person, opened with consent and identity. Owns registering, the check for
//! possible duplicates, workers' own proposals and imported lists; refuses to move a case: [`crate::cases`] does. Start at [`register`].

mod candidates;
pub mod import;
pub mod proposals;
pub mod propose;
mod register;
mod review;
mod workers;

pub use candidates::{Candidate, Evidence, resolve_duplicate, score};
pub use register::{Registered, open_case_for, open_programmes, register};
pub(crate) use review::ask_review;
pub use workers::{WorkerLine, WorkerView, search, worker, workers};
