//! A case: one journey of a worker under one programme, and the events that prove its state.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    decide::Move,
    id::{AccountId, ApprovalId, CaseId, EventId, OrganisationId, ProgrammeId, RulesVersionId, WorkerId},
    number::CaseNumber,
    state::State,
    table::Transition,
};

/// One journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Case {
    /// The id.
    pub id: CaseId,
    /// The number people read.
    pub number: CaseNumber,
    /// Whose journey.
    pub worker: WorkerId,
    /// Under which programme.
    pub programme: ProgrammeId,
    /// The office that owns it.
    pub office: OrganisationId,
    /// Where it stands.
    pub state: State,
    /// The state an undone offer returns to, while an offer or contract is held.
    pub pool: Option<State>,
    /// First day of work: the intake's until a contract fixes it.
    pub planned_start: NaiveDate,
    /// Last day of work: the intake's until a contract fixes it.
    pub planned_end: NaiveDate,
    /// Day of departure once planned.
    pub departs_on: Option<NaiveDate>,
    /// Whether a quota place is held by this case.
    pub holds_quota: bool,
    /// The account that prepared the file, whom a second person must differ from.
    pub prepared_by: AccountId,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When the state was last changed.
    pub moved_at: DateTime<Utc>,
    /// Optimistic version.
    pub version: i32,
}

/// One move of a case, as it was made. Append-only; the chain of hashes is the storage's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// The id.
    pub id: EventId,
    /// The case.
    pub case: CaseId,
    /// 1 for the first event of the case, then one more each.
    pub sequence: i32,
    /// What was done.
    pub transition: Transition,
    /// The state before; `None` for the registration.
    pub from: Option<State>,
    /// The state after.
    pub to: State,
    /// Who did it; `None` for the system.
    pub by: Option<AccountId>,
    /// When.
    pub at: DateTime<Utc>,
    /// What was said with it: reason, evidence, dates, the record it is about.
    pub said: Move,
    /// The approval by a second person, where the move needs one.
    pub approval: Option<ApprovalId>,
    /// The version of the rules that judged it.
    pub rules: Option<RulesVersionId>,
}

/// The state that a row of events leads to; `None` when the row does not fit together.
///
/// The stored state of a case must always equal this fold of its events.
pub fn fold(events: &[CaseEvent]) -> Option<State> {
    events
        .iter()
        .enumerate()
        .try_fold(None, |state, (i, event)| {
            let follows = event.from == state && event.sequence == i as i32 + 1;
            follows.then_some(Some(event.to))
        })
        .flatten()
}

coded! {
    /// How a proposal for a second person ended.
    pub enum ApprovalStatus {
        /// Waits for a second person.
        Open = "open",
        /// The second person agreed and the move was made.
        Approved = "approved",
        /// The second person said no, with a reason.
        Declined = "declined",
        /// The case moved another way before anybody decided.
        Overtaken = "overtaken",
    }
}

/// A move prepared by one person and decided by another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Approval {
    /// The id.
    pub id: ApprovalId,
    /// The case.
    pub case: CaseId,
    /// The move proposed.
    pub transition: Transition,
    /// Who prepared it.
    pub proposed_by: AccountId,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// What the proposer said with it; it counts when the second person agrees.
    pub said: Move,
    /// Open, approved or declined.
    pub status: ApprovalStatus,
    /// Who decided; never the proposer.
    pub decided_by: Option<AccountId>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// What the second person said, where they said no.
    pub answer: Option<String>,
}
