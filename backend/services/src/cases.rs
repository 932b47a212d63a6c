//! Journeys: what a case shows, and the one way it moves. Owns loading the facts, deciding through the
//! domain and keeping event, audit and jobs in the move's own transaction. Start at [`advance`].

mod advance;
mod effects;
mod file;
mod records;
mod requirement;
mod stages;
mod view;

pub(crate) use advance::unmet;
pub use advance::{Advance, Advanced, advance, advance_for_system, decline_proposal};
pub(crate) use effects::{CONTRACT_DIFFERS, INCIDENT, Step};
pub use file::{Loaded, load, rules_in_force};
pub(crate) use file::{POSSIBLE_DUPLICATE, REVIEW, programme_and_rules};
pub use requirement::{RecordRequirement, SEEN_NONE, Seen, findings, record, record_with_findings, verify};
pub use stages::Stages;
pub(crate) use stages::{corrupt, is_open, money, order_facts, terms};
pub use view::{CaseView, Choice, EventLine, RequirementLine, list, view};
pub(crate) use view::{cut, offered};
