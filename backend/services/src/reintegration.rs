//! Return and reintegration: requests, assessments, plans, follow-ups, and what the moves write. Owns plans and
//! follow-ups; the table decides.

pub(crate) mod acts;
pub(crate) mod moves;

pub use acts::{deliver_as_partner, referred};
