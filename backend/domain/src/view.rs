//! Read models, already cut to a role: what a list or a page may show.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    id::{CaseId, WorkerId},
    number::{CaseNumber, WorkerNumber},
    state::State,
};

/// A case as a row of a list, for those who may read the worker's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// Where it stands.
    pub state: State,
    /// The worker.
    pub worker: WorkerId,
    /// The worker's number.
    pub worker_number: WorkerNumber,
    /// `Surname, Given names`.
    pub name: String,
    /// Title of the programme.
    pub programme: String,
    /// When the state was last changed.
    pub moved_at: DateTime<Utc>,
    /// Planned first day of work.
    pub planned_start: NaiveDate,
}

/// A worker as a row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkerRow {
    /// The worker.
    pub id: WorkerId,
    /// The worker's number.
    pub number: WorkerNumber,
    /// `Surname, Given names`.
    pub name: String,
    /// Date of birth, as far as known.
    pub born: String,
    /// District.
    pub district: Option<String>,
    /// State of the newest case.
    pub state: Option<State>,
    /// The newest case.
    pub case: Option<CaseId>,
}

/// A possible duplicate outside one's scope: enough to ask the office, nothing to recognise by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskedCandidate {
    /// The worker's number.
    pub number: WorkerNumber,
    /// First letters of the names.
    pub initials: String,
    /// The office that owns the record.
    pub office: String,
}
