//! The vocabulary and the rules of Sojourn: who, what, which state, and which move is allowed.
//! Pure and synchronous: nothing here reads a clock, a database or a socket, and it compiles to
//! WebAssembly so that browser and server apply the same rules. Start at [`decide`] and [`table`].

#[macro_use]
mod coded;

pub mod access;
pub mod act;
pub mod actor;
pub mod case;
pub mod country;
pub mod decide;
pub mod due;
pub mod figures;
pub mod file;
pub mod guard;
pub mod id;
pub mod locale;
pub mod money;
pub mod mrz;
pub mod number;
pub mod partial_date;
pub mod placement;
pub mod programme;
pub mod proposal;
pub mod reason;
pub mod refusal;
pub mod registration;
pub mod reintegration;
pub mod remittance;
pub mod requirement;
pub mod role;
pub mod rules;
#[cfg(feature = "schema")]
mod schema;
pub mod state;
pub mod stay;
pub mod table;
pub mod text;
pub mod training;
pub mod view;
pub mod worker;

pub use actor::{Actor, Grant};
pub use id::*;
pub use locale::Locale;
pub use number::{CaseNumber, WorkerNumber};
pub use partial_date::PartialDate;
pub use refusal::{FieldError, Refusal, Unmet};
pub use role::Role;
pub use state::{Stage, State};
pub use table::Transition;
