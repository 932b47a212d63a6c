//! Registering people, finding them, and their lifetime page.

mod import;
mod join;
mod proposals;
mod register;
mod worker;
mod workers;

pub use import::{
    ImportMapping, ImportProps, ImportReport, ImportRow, RowOutcome, import_mapping, import_report, import_upload,
};
pub use join::{JoinProps, ReceiptProps, join, receipt};
pub use proposals::{ProposalLine, ProposalsProps, proposals};
pub use register::{Candidate, ProposalHead, RegisterProps, register};
pub use worker::{IdentityLine, WorkerProps, worker};
pub use workers::{WorkerLine, WorkersProps, workers};
