//! Gathers the facts of a case into the domain's [`CaseFile`]. Reads only; decides nothing.

use chrono::{DateTime, Utc};
use sojourn_domain::{
    Actor, CaseId,
    case::{Approval, ApprovalStatus, Case, CaseEvent},
    file::{CaseFile, Identity, Reintegration},
    programme::{Programme, RulesVersion},
    requirement::Requirement,
    table::Transition,
    worker::{Consent, IdentityDocument, IdentityDocumentKind, Worker},
};
use sojourn_storage::{Source, entity::case::flag};

use crate::{Result, ServiceError};

/// The flag of a record that may be the same person as another.
pub(crate) const POSSIBLE_DUPLICATE: &str = "possible_duplicate";
/// The flag of a worker who asked for a review of a rejection.
pub(crate) const REVIEW: &str = "review_requested";

/// A case with everything a decision or a page reads.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The case.
    pub case: Case,
    /// Whose journey.
    pub worker: Worker,
    /// Under which programme.
    pub programme: Programme,
    /// The version of the rules in force today.
    pub rules: RulesVersion,
    /// The worker's identity documents.
    pub documents: Vec<IdentityDocument>,
    /// The worker's consents, withdrawn ones too.
    pub consents: Vec<Consent>,
    /// Every requirement record, newest first.
    pub requirements: Vec<Requirement>,
    /// Every move, oldest first.
    pub events: Vec<CaseEvent>,
    /// The proposal that waits for a second person.
    pub proposal: Option<Approval>,
    /// Open flags of the case and its worker.
    pub flags: Vec<flag::Model>,
    /// The facts guards read.
    pub file: CaseFile,
}

/// Loads a case in the actor's scope.
///
/// # Errors
/// [`ServiceError::NotFound`] where it does not exist or is not theirs: nobody can tell which.
pub async fn load(source: &impl Source, actor: &Actor, id: CaseId, now: DateTime<Utc>) -> Result<Loaded> {
    let case = source.cases().find(actor, id).await?.ok_or(ServiceError::NotFound)?;
    let worker = source.workers().find_for_system(case.worker).await?.ok_or_else(|| lost("worker"))?;
    let (programme, rules) = programme_and_rules(source, case.programme, now).await?;
    let documents = source.workers().documents(worker.id).await?;
    let consents = source.workers().consents(worker.id).await?;
    let requirements = source.cases().requirements(case.id).await?;
    let events = source.cases().events(case.id).await?;
    let approvals = source.cases().approvals(case.id).await?;
    let proposal = approvals.into_iter().find(|a| a.status == ApprovalStatus::Open);
    let flags = source.cases().open_flags(Some(case.id), worker.id).await?;
    let attempts = source.cases().count_contact_attempts(case.id).await?;
    let today = rules.rules.day_of(now);
    let other_active_case = source.cases().active_of(worker.id).await?.is_some_and(|c| c.id != case.id);
    let file = CaseFile {
        state: Some(case.state),
        pool: case.pool,
        prepared_by: Some(case.prepared_by),
        proposal: proposal.clone(),
        planned_start: case.planned_start,
        planned_end: case.planned_end,
        departs_on: case.departs_on,
        consents: consents.iter().filter(|c| c.withdrawn_at.is_none()).map(|c| c.purpose).collect(),
        identity: travelling(&documents),
        open_duplicates: count_flags(&flags, POSSIBLE_DUPLICATE),
        review_requested: count_flags(&flags, REVIEW) > 0,
        contact_attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        other_active_case,
        requirements: requirements.clone(),
        holds_quota: case.holds_quota,
        transfers: count(&events, Transition::Transfer),
        turned_back: events.last().is_some_and(|e| e.transition == Transition::TurnBack),
        reintegration: Reintegration {
            plan_approved: events.iter().any(|e| e.transition == Transition::ApprovePlan),
            ..Reintegration::default()
        },
        closed_on: events.iter().rev().find(|e| e.transition == Transition::Close).map(|e| rules.rules.day_of(e.at)),
        ..CaseFile::new(today, rules.rules.clone(), &programme, worker.sex, worker.born)
    };
    Ok(Loaded { case, worker, programme, rules, documents, consents, requirements, events, proposal, flags, file })
}

/// A programme with the rules in force on its own day.
///
/// # Errors
/// [`ServiceError::Internal`] for a programme without rules: none is opened without.
pub(crate) async fn programme_and_rules(
    source: &impl Source,
    id: sojourn_domain::ProgrammeId,
    now: DateTime<Utc>,
) -> Result<(Programme, RulesVersion)> {
    let programme = source.programmes().find_programme(id).await?.ok_or(ServiceError::NotFound)?;
    let rules = source.programmes().rules_on(id, now.date_naive()).await?;
    Ok((programme, rules.ok_or_else(|| lost("rules"))?))
}

/// The document a worker travels on: the passport that lasts longest, else whatever there is.
fn travelling(documents: &[IdentityDocument]) -> Option<Identity> {
    let rank = |d: &&IdentityDocument| (d.kind == IdentityDocumentKind::Passport, d.expires);
    documents.iter().max_by_key(rank).map(|d| Identity { kind: d.kind, expires: d.expires })
}

fn count_flags(flags: &[flag::Model], kind: &str) -> u32 {
    u32::try_from(flags.iter().filter(|f| f.kind == kind).count()).unwrap_or(u32::MAX)
}

fn count(events: &[CaseEvent], transition: Transition) -> u32 {
    u32::try_from(events.iter().filter(|e| e.transition == transition).count()).unwrap_or(u32::MAX)
}

fn lost(what: &str) -> ServiceError {
    ServiceError::Internal(format!("a case's {what} is missing"))
}
