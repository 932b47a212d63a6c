//! What a worker sees of their own journey, on a telephone first: one thing to do, then everything else.

mod help;
mod home;
mod inbox;
mod offers;
mod support;
mod threads;

pub use help::{HelpProps, Said, help};
pub use home::{HomeProps, NowCard, home};
pub use inbox::{InboxLine, inbox};
pub use offers::{OfferCard, OffersProps, offers};
pub use support::{SupportProps, support};
pub use threads::{ThreadLine, threads};
