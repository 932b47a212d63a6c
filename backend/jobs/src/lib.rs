//! The queue's runner, its schedules and the mail transports. Owns retries, back-off and dead letters; refuses
//! to decide what is enqueued. Start at [`Runner`].

mod letters;
pub mod post;
mod runner;

pub use post::{Files, Memory, Post, PostError, Smtp};
pub use runner::Runner;
