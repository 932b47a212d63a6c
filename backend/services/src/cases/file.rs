//! Gathers the facts of a case into the domain's [`CaseFile`]. Reads only; decides nothing.

use chrono::{DateTime, NaiveDate, Utc};
use sojourn_domain::{
    Actor, CaseId, ProgrammeId, Role, State,
    case::{Approval, ApprovalStatus, Case, CaseEvent},
    file::{CaseFile, Identity, Training},
    programme::{Programme, RulesVersion},
    reason::Outcome,
    requirement::{Requirement, RequirementKind, RequirementResult},
    table::Transition,
    worker::{Consent, IdentityDocument, IdentityDocumentKind, Worker},
};
use sojourn_storage::{
    Source,
    entity::{case::flag, placement::contract},
};

use super::stages::{self, Chosen, Stages};
use crate::{Context, Result, ServiceError};

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
    /// Everything that was ever proposed to a second person, newest first.
    pub approvals: Vec<Approval>,
    /// The proposal that waits for a second person.
    pub proposal: Option<Approval>,
    /// Open flags of the case and its worker.
    pub flags: Vec<flag::Model>,
    /// What the stages recorded.
    pub stages: Stages,
    /// The facts guards read.
    pub file: CaseFile,
}

impl Loaded {
    /// Whether the actor sees the case only as the employer of a contract drawn up for somebody who works for
    /// another: such an employer reads and signs that contract, and moves nothing.
    pub(crate) fn is_newcomer(&self, actor: &Actor) -> bool {
        let own = |contract: &Option<contract::Model>| {
            contract.as_ref().is_some_and(|c| actor.organisations(Role::Employer).any(|e| e.uuid() == c.employer_id))
        };
        let employer_only = actor.roles().iter().all(|role| *role == Role::Employer);
        employer_only && own(&self.stages.next_contract) && !own(&self.stages.contract)
    }
}

/// Loads a case in the actor's scope.
///
/// # Errors
/// [`ServiceError::NotFound`] where it does not exist or is not theirs: nobody can tell which.
pub async fn load(source: &impl Source, actor: &Actor, id: CaseId, now: DateTime<Utc>) -> Result<Loaded> {
    load_for(source, actor, id, now, None).await
}

/// Loads a case for a move about a record the actor chose.
///
/// # Errors
/// As [`load`]; the field `record` when what was chosen is not there.
pub(crate) async fn load_for(
    source: &impl Source,
    actor: &Actor,
    id: CaseId,
    now: DateTime<Utc>,
    chosen: Chosen,
) -> Result<Loaded> {
    let mut case = source.cases().find(actor, id).await?;
    if case.is_none() && actor.has(Role::Employer) {
        case = source.cases().find_candidate(actor, id).await?;
    }
    Box::pin(gather(source, Some(actor), case.ok_or(ServiceError::NotFound)?, now, chosen)).await
}

/// Loads a case for a move of the system.
pub(crate) async fn load_for_system(
    source: &impl Source,
    id: CaseId,
    now: DateTime<Utc>,
    chosen: Chosen,
) -> Result<Loaded> {
    let case = source.cases().find_for_system(id).await?.ok_or(ServiceError::NotFound)?;
    Box::pin(gather(source, None, case, now, chosen)).await
}

/// Reads all of it. Boxed where it is awaited: it is the largest future there is, and every use case awaits one.
async fn gather(
    source: &impl Source,
    actor: Option<&Actor>,
    case: Case,
    now: DateTime<Utc>,
    chosen: Chosen,
) -> Result<Loaded> {
    let worker = source.workers().find_for_system(case.worker).await?.ok_or_else(|| lost("worker"))?;
    let (programme, rules) = programme_and_rules(source, case.programme, now).await?;
    let documents = source.workers().documents(worker.id).await?;
    let consents = source.workers().consents(worker.id).await?;
    let requirements = source.cases().requirements(case.id).await?;
    let events = source.cases().events(case.id).await?;
    let approvals = source.cases().approvals(case.id).await?;
    let proposal = approvals.iter().find(|a| a.status == ApprovalStatus::Open).cloned();
    let flags = source.cases().open_flags(Some(case.id), worker.id).await?;
    let attempts = source.cases().count_contact_attempts(case.id).await?;
    let today = rules.rules.day_of(now);
    let stages = Stages::load(source, actor, &case, today, chosen).await?;
    let plan_approved = events.iter().any(|e| e.transition == Transition::ApprovePlan);
    let training = stages.training(source, case.id, is_passed(&requirements, RequirementKind::Training)).await?;
    let closed = events.iter().rev().find(|e| e.transition == Transition::Close);
    let paid =
        is_passed(&requirements, RequirementKind::Costs).then(|| stages.worker_paid(&rules.rules)).transpose()?;
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
        cleared_until: cleared_until(case.state, &requirements, &training),
        training,
        requirements: requirements.clone(),
        stays: stages::stays(source, &case, today).await?,
        open_offers: stages.open_offers(),
        offer_expires: stages.offer.as_ref().map(|o| rules.rules.day_of(o.expires_at)),
        terms_shown: stages.offer.as_ref().is_some_and(|o| o.shown_at.is_some()),
        order: stages.order_facts(source, today).await?,
        contract: stages.contract_facts(),
        next_contract: stages.next_contract_facts(rules.rules.mission_signs)?,
        quota_left: stages.quota_left(source, &case, &worker).await?,
        worker_paid: paid,
        holds_quota: case.holds_quota,
        transfers: count(&events, Transition::Transfer),
        turned_back: events.last().is_some_and(|e| e.transition == Transition::TurnBack),
        reintegration: stages.reintegration(source, case.id, plan_approved).await?,
        closed_on: closed.map(|e| rules.rules.day_of(e.at)),
        closed_as_staying: closed.is_some_and(|e| e.said.outcome == Some(Outcome::StayedLawfully)),
        ..CaseFile::new(today, rules.rules.clone(), &programme, worker.sex, worker.born)
    };
    Ok(Loaded {
        case,
        worker,
        programme,
        rules,
        documents,
        consents,
        requirements,
        events,
        approvals,
        proposal,
        flags,
        stages,
        file,
    })
}

/// A programme with its rules in force now, on its own clock.
///
/// # Errors
/// [`ServiceError::NotFound`] for one that does not exist.
pub async fn rules_in_force(ctx: &Context, id: ProgrammeId) -> Result<(Programme, RulesVersion)> {
    programme_and_rules(&ctx.db.reader(), id, ctx.now()).await
}

/// A programme with the rules in force on its own day.
///
/// # Errors
/// [`ServiceError::Internal`] for a programme without rules: none is opened without.
pub(crate) async fn programme_and_rules(
    source: &impl Source,
    id: ProgrammeId,
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

/// Whether the newest record of a kind says yes and another person verified it.
fn is_passed(requirements: &[Requirement], kind: RequirementKind) -> bool {
    let newest = requirements.iter().find(|r| r.kind == kind);
    newest.is_some_and(|r| r.result == RequirementResult::Passed && r.verified_by.is_some())
}

/// The last day everything that clearance asked for is valid together.
fn cleared_until(state: State, requirements: &[Requirement], training: &Training) -> Option<NaiveDate> {
    use RequirementKind as K;
    if state != State::Cleared {
        return None;
    }
    let dated = |kind| requirements.iter().find(|r| r.kind == kind).and_then(|r| r.valid_until);
    let records = [K::Visa, K::Medical, K::Insurance, K::Police].into_iter().filter_map(dated);
    records.chain(training.certificate_until).min().or(Some(NaiveDate::MAX))
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
