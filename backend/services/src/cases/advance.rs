//! The one way a case moves: load in scope, let the domain decide, keep everything in one transaction.

use sojourn_domain::{
    Actor, ApprovalId, CaseId, EventId, Refusal, State, Transition, Unmet,
    act::{self, Kind, Spec, must},
    case::{Approval, ApprovalStatus, Case, CaseEvent},
    decide::{self, Decision, Move, Mover, QuotaChange},
    guard::Guard,
    role::Role,
};
use sojourn_storage::{ApprovalDecision, Tx};

use super::{
    effects::{self, Step},
    file::{Loaded, load, load_for, load_for_system},
};
use crate::{Context, Result, ServiceError, access::pin, messages, placement, record::audit};

/// A move asked for on a case, as it was when the person looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance {
    /// The case.
    pub case: CaseId,
    /// The version the person saw; a stale one is refused.
    pub version: i32,
    /// The move.
    pub transition: Transition,
    /// What they say about it.
    pub mv: Move,
    /// The PIN of the worker who stands at the desk and makes the worker's own move.
    pub pin: Option<String>,
}

/// What came of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advanced {
    /// The case now stands here.
    Moved(State),
    /// It waits for a second person.
    Proposed,
    /// The contract is signed by this party and waits for another.
    Signed,
}

/// Moves a case, or proposes the move to a second person where the table wants one.
///
/// # Errors
/// Every [`Refusal`] of [`decide::decide`]; [`Refusal::Stale`] when somebody saved first; the field `pin` for
/// a PIN that is not the worker's; [`ServiceError::NotFound`] outside the actor's scope.
pub async fn advance(ctx: &Context, actor: &Actor, command: Advance) -> Result<Advanced> {
    let Advance { case, version, transition, mv, pin } = command;
    let by_worker = is_worker_there(ctx, actor, case, pin.as_deref()).await?;
    let mv = Move { by_worker, ..mv };
    let tx = ctx.db.begin().await?;
    let chosen = mv.record.map(|record| (transition, record));
    let loaded = load_for(&tx, actor, case, ctx.now(), chosen).await?;
    if loaded.case.version != version {
        return Err(Refusal::Stale.into());
    }
    if loaded.is_newcomer(actor) {
        return Err(Refusal::Forbidden.into());
    }
    let advanced = Box::pin(make(ctx, &tx, Mover::Person(actor), loaded, transition, mv)).await?;
    tx.commit().await?;
    Ok(advanced)
}

/// Moves a case for a schedule, where the facts still ask for it.
///
/// # Errors
/// As [`advance`], without a person.
pub async fn advance_for_system(ctx: &Context, case: CaseId, transition: Transition, mv: Move) -> Result<Advanced> {
    let tx = ctx.db.begin().await?;
    let chosen = mv.record.map(|record| (transition, record));
    let loaded = load_for_system(&tx, case, ctx.now(), chosen).await?;
    let advanced = Box::pin(make(ctx, &tx, Mover::System, loaded, transition, mv)).await?;
    tx.commit().await?;
    Ok(advanced)
}

/// Whether the worker asks: signed in, or at the desk with the PIN. The PIN is hashed before the transaction
/// begins, since nothing slow may happen in one.
async fn is_worker_there(ctx: &Context, actor: &Actor, case: CaseId, pin: Option<&str>) -> Result<bool> {
    let Some(pin) = pin.filter(|p| !p.is_empty()) else { return Ok(actor.has(Role::Worker)) };
    let found = ctx.db.reader().cases().find(actor, case).await?.ok_or(ServiceError::NotFound)?;
    pin::verify_in_person(ctx, actor, found.worker, pin).await?;
    Ok(true)
}

/// Makes a move on an open transaction: decides, keeps the case with its event, audit row, quota and what the
/// stage writes. Boxed where it is awaited, so that whoever asks for a move does not hold all of it on the stack.
pub(crate) async fn make(
    ctx: &Context,
    tx: &Tx,
    mover: Mover<'_>,
    mut loaded: Loaded,
    transition: Transition,
    said: Move,
) -> Result<Advanced> {
    let actor = match mover {
        Mover::Person(actor) => Some(actor),
        Mover::System => None,
    };
    let proposal = loaded.proposal.clone().filter(|p| p.transition == transition);
    let said = match &proposal {
        Some(open) => said.completed_by(&open.said),
        None => said,
    };
    let signed = transition == Transition::Sign && placement::sign_as_party(ctx, tx, actor, &mut loaded, &said).await?;
    match decide::decide(&loaded.file, transition, mover, &said) {
        Err(Refusal::Unmet(unmet)) if signed && unmet.iter().all(|u| u.guard == Guard::AllSigned) => {
            audit(ctx, tx, actor.map(|a| a.account), loaded.case.id, "sign", "").await?;
            Ok(Advanced::Signed)
        }
        Err(refusal) => Err(refusal.into()),
        Ok(Decision::Proposed) => {
            propose(ctx, tx, actor.ok_or(Refusal::Forbidden)?, &loaded, transition, said).await?;
            Ok(Advanced::Proposed)
        }
        Ok(Decision::Moved { to, pool, quota, .. }) => {
            let case = Case { state: to, pool, ..loaded.case.clone() };
            let step = Step { ctx, tx, actor, loaded: &loaded, transition, said: &said, case };
            apply(step, proposal, quota).await?;
            Ok(Advanced::Moved(to))
        }
    }
}

async fn propose(
    ctx: &Context,
    tx: &Tx,
    actor: &Actor,
    loaded: &Loaded,
    transition: Transition,
    said: Move,
) -> Result<()> {
    let approval = Approval {
        id: ApprovalId::new(ctx.new_id()),
        case: loaded.case.id,
        transition,
        proposed_by: actor.account,
        proposed_at: ctx.now(),
        said,
        status: ApprovalStatus::Open,
        decided_by: None,
        decided_at: None,
        answer: None,
    };
    // One proposal at a time: whoever proposes something else has seen that the first is off.
    tx.cases().overtake_approvals(loaded.case.id, None, ctx.now()).await?;
    tx.cases().insert_approval(&approval).await?;
    audit(ctx, tx, Some(actor.account), loaded.case.id, "propose", transition.code()).await
}

async fn apply(mut step: Step<'_>, proposal: Option<Approval>, quota: QuotaChange) -> Result<()> {
    let (ctx, tx, now) = (step.ctx, step.tx, step.ctx.now());
    let by = step.actor.map(|a| a.account);
    let approval = proposal.filter(|p| Some(p.proposed_by) != by);
    if let (Some(open), Some(account)) = (&approval, by) {
        let agreed = ApprovalDecision { status: ApprovalStatus::Approved, by: account, at: now, answer: None };
        if !tx.cases().decide_approval(open.id, agreed).await? {
            return Err(Refusal::Stale.into());
        }
    }
    move_quota(&step, quota).await?;
    effects::carry_out(&mut step).await?;
    messages::tell(&step).await?;
    let Step { loaded, transition, said, mut case, .. } = step;
    if case.state != loaded.case.state {
        case.moved_at = now;
        tx.cases().overtake_approvals(case.id, approval.as_ref().map(|a| a.id), now).await?;
    }
    let event = CaseEvent {
        id: EventId::new(ctx.new_id()),
        case: case.id,
        sequence: i32::try_from(loaded.events.len()).unwrap_or(i32::MAX - 1) + 1,
        transition,
        from: Some(loaded.case.state),
        to: case.state,
        by,
        at: now,
        said: said.clone(),
        approval: approval.map(|a| a.id),
        rules: Some(loaded.rules.id),
    };
    tx.cases().save(&case).await?;
    tx.cases().append_event(&event).await?;
    audit(ctx, tx, by, case.id, "move", transition.code()).await
}

async fn move_quota(step: &Step<'_>, quota: QuotaChange) -> Result<()> {
    let (tx, case) = (step.tx, &step.loaded.case);
    match quota {
        QuotaChange::Keep => {}
        QuotaChange::Take => {
            let order = step.order()?;
            let year = step.loaded.stages.year(order);
            let sex = step.loaded.worker.sex;
            if !tx.programmes().take_place(case.id, case.programme, year, &order.sector, sex).await? {
                return Err(unmet(Guard::QuotaLeft, "quota_used_up"));
            }
        }
        QuotaChange::Free => {
            tx.programmes().free_place(case.id).await?;
        }
    }
    Ok(())
}

/// The refusal of a guard that only the conditional update could answer.
pub(crate) fn unmet(guard: Guard, because: &str) -> ServiceError {
    Refusal::Unmet(vec![Unmet { guard, because: because.into(), facts: Vec::new() }]).into()
}

/// What saying no takes.
const WHY: &[Spec] = &[must("reason", Kind::Text)];

/// A second person says no to what was proposed, and why; the case stays where it is, and may be proposed again.
///
/// # Errors
/// [`Refusal::SecondPersonNeeded`] for one's own proposal, [`Refusal::Forbidden`] for roles that could not
/// have approved it, the field `reason`, [`Refusal::Stale`] for what was decided meanwhile.
pub async fn decline_proposal(ctx: &Context, actor: &Actor, case: CaseId, reason: Option<&str>) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let loaded = load(&tx, actor, case, ctx.now()).await?;
    let Some(open) = loaded.proposal.clone() else { return Err(Refusal::WrongStage.into()) };
    if !decide::may_decide(&loaded.file, open.transition, actor)? {
        return Err(Refusal::SecondPersonNeeded.into());
    }
    let said = act::parse(WHY, &[("reason".to_owned(), reason.unwrap_or_default().to_owned())].into())?;
    let answer = said.text("reason").map(str::to_owned);
    let declined = ApprovalDecision { status: ApprovalStatus::Declined, by: actor.account, at: ctx.now(), answer };
    if !tx.cases().decide_approval(open.id, declined).await? {
        return Err(Refusal::Stale.into());
    }
    if open.said.by_worker {
        messages::tell_worker(ctx, &tx, &loaded.case).await?;
    }
    audit(ctx, &tx, Some(actor.account), case, "decline", open.transition.code()).await?;
    Ok(tx.commit().await?)
}
