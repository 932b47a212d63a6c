//! Pages of those who keep things running: people to phone, letters that did not leave.

mod calls;
mod letters;

pub use calls::{CallLine, calls};
pub use letters::{LetterLine, letters};
