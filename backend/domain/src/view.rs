//! Read models, already cut to a role: what a list or a page may show.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    id::{CaseId, ProgrammeId, WorkerId},
    money::Money,
    number::{CaseNumber, WorkerNumber},
    role::Role,
    state::State,
};

/// What a first page counts, it counts up to here; one more stands for all that were not counted.
pub const COUNTED: u64 = 10_000;

/// A case as a row of a list, for those who may read the worker's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// The programme.
    pub programme_id: ProgrammeId,
    /// Title of the programme.
    pub programme: String,
    /// When the state was last changed.
    pub moved_at: DateTime<Utc>,
    /// Planned first day of work.
    pub planned_start: NaiveDate,
    /// The day of departure, planned or past.
    pub departs_on: Option<NaiveDate>,
    /// The version a move on it names.
    pub version: i32,
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

coded! {
    /// What the stages wrote down about a case.
    pub enum RecordKind {
        /// A seat in a session, marks and scores.
        Training = "training",
        /// An offer.
        Offer = "offer",
        /// A contract.
        Contract = "contract",
        /// A recruitment cost.
        Cost = "cost",
        /// Money sent home.
        Remittance = "remittance",
        /// An attempt to reach the worker.
        Attempt = "attempt",
        /// A request for support; what it tells is not shown here.
        Request = "request",
        /// An assessment.
        Assessment = "assessment",
        /// An item of the plan.
        Item = "item",
        /// A follow-up.
        FollowUp = "follow_up",
    }
}

impl RecordKind {
    /// Who sees records of this kind on a case of their scope. Employers see no cost, no money sent, nothing of
    /// the return.
    pub const fn seen_by(self, role: Role) -> bool {
        use Role as R;
        match self {
            Self::Training => matches!(
                role,
                R::Worker | R::RecruitmentOfficer | R::VerifyingOfficer | R::CentreManager | R::ProgrammeManager
            ),
            Self::Offer => {
                matches!(
                    role,
                    R::Worker | R::RecruitmentOfficer | R::VerifyingOfficer | R::Mission | R::ProgrammeManager
                )
            }
            Self::Contract => matches!(
                role,
                R::Worker
                    | R::RecruitmentOfficer
                    | R::VerifyingOfficer
                    | R::Employer
                    | R::Mission
                    | R::CaseWorker
                    | R::ProgrammeManager
            ),
            Self::Cost => matches!(
                role,
                R::Worker
                    | R::RecruitmentOfficer
                    | R::VerifyingOfficer
                    | R::Mission
                    | R::CaseWorker
                    | R::ProgrammeManager
            ),
            Self::Remittance => matches!(role, R::Worker | R::CaseWorker),
            Self::Attempt => {
                matches!(role, R::RecruitmentOfficer | R::Mission | R::CaseWorker | R::ProgrammeManager)
            }
            Self::Request | Self::Assessment | Self::Item | Self::FollowUp => {
                matches!(role, R::Worker | R::CaseWorker | R::ProgrammeManager)
            }
        }
    }
}

/// A part of a record's line: what it is, for the page to put into the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// Words somebody wrote.
    Text(String),
    /// A code with the family of its words.
    Code(String, String),
    /// An amount.
    Money(Money),
    /// A day.
    Day(NaiveDate),
    /// Thousandths of a percent.
    Percent(i64),
}

/// Something a stage wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordLine {
    /// What it is.
    pub kind: RecordKind,
    /// The day it is about.
    pub on: Option<NaiveDate>,
    /// What it says.
    pub words: Vec<Word>,
}
