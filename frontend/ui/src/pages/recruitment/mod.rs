//! Registering people, finding them, and their lifetime page.

mod import;
mod register;
mod worker;
mod workers;

pub use import::{
    ImportMapping, ImportProps, ImportReport, ImportRow, RowOutcome, import_mapping, import_report, import_upload,
};
pub use register::{Candidate, RegisterProps, register};
pub use worker::{IdentityLine, WorkerProps, worker};
pub use workers::{WorkerLine, WorkersProps, workers};
