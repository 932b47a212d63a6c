//! What a worker sees of their own journey, on a telephone first: one thing to do, then everything else.

mod help;
mod home;
mod inbox;
mod support;

pub use help::{HelpProps, Said, help};
pub use home::{HomeProps, NowCard, home};
pub use inbox::{InboxLine, inbox};
pub use support::{SupportProps, support};
