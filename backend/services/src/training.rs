//! Training before departure: courses, sessions, marks and scores, and what its moves write. Owns seats and
//! certificates; the table decides.

pub(crate) mod moves;
mod sessions;

pub use sessions::{
    CentreChoices, Entry, Inspection, Seat, Session, centre_choices, coming, create_course, create_session, inspect,
    mark, roster, sessions,
};
