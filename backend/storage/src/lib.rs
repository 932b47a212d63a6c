//! What Sojourn remembers, on SQLite and on PostgreSQL alike.
//! Owns entities, repositories, the one writer and its readers, sealing of sensitive columns;
//! refuses to know business rules and HTTP. Start at [`Db`], then [`Tx`] and [`Reader`].

mod access;
mod audit;
mod case;
mod chain;
mod crowd;
mod db;
pub mod entity;
mod error;
mod imports;
mod jobs;
mod keyset;
mod papers;
mod placement;
mod programme;
mod proposals;
mod reintegration;
mod remittance;
mod scope;
mod source;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod time;
mod training;
mod vault;
mod worker;

pub use access::{Access, IdempotencyClaim, StaffFilter, Throttle, TokenPurpose};
pub use audit::{Audit, AuditEntry, AuditFilter, AuditKey};
pub use case::{ApprovalDecision, CaseFilter, CaseKey, CasePath, Cases, DueKey, DueRow, DueSpan, Holders};
pub use chain::{ChainFault, chain_hash};
pub use crowd::{Crowd, Journey};
pub use db::{Db, Options, Reader, Tx};
pub use error::StorageError;
pub use imports::Imports;
pub use jobs::{JobState, Jobs};
pub use keyset::{Page, after, before};
pub use papers::Papers;
pub use placement::{OrderScope, Placement};
pub use programme::{OrganisationFilter, Programmes};
pub use proposals::{ProposalDecision, ProposalKey, Proposals};
pub use reintegration::{HelpMessage, Reintegration};
pub use remittance::Remittances;
pub use source::Source;
pub use time::micros;
pub use training::{Marked, Training};
pub use vault::{Sealed, Vault, VaultKey};
pub use worker::{Blocks, Workers};

/// What every call into storage answers.
pub type Result<T> = std::result::Result<T, StorageError>;

/// A new time-ordered id (UUIDv7).
#[must_use]
pub fn new_id() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}
