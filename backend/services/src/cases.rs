//! Journeys: what a case shows, and the one way it moves. Owns loading the facts, deciding through the
//! domain and keeping event, audit and jobs in the move's own transaction. Start at [`advance`].

mod advance;
mod file;
mod requirement;
mod view;

pub use advance::{Advance, Advanced, advance, decline_proposal};
pub use file::{Loaded, load};
pub(crate) use file::{POSSIBLE_DUPLICATE, programme_and_rules};
pub use requirement::{RecordRequirement, record, verify};
pub use view::{CaseView, EventLine, RequirementLine, list, view};
