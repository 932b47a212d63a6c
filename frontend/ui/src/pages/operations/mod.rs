//! Pages of those who keep things running: what needs hands, people to phone, letters that did not leave, the trail.

mod audit;
mod calls;
mod letters;
mod needs;

pub use audit::{AuditLine, AuditProps, audit};
pub use calls::{CallLine, calls};
pub use letters::{LetterLine, letters};
pub use needs::{NeedsProps, TrailState, needs};
