//! Training before departure: courses, sessions, marks and scores, and what its moves write. Owns seats and
//! certificates; the table decides.

pub(crate) mod moves;
mod sessions;

pub use sessions::{
    CentreChoices, Entry, Seat, Session, centre_choices, create_course, create_session, mark, roster, sessions,
};
