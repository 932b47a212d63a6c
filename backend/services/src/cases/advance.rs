//! The one way a case moves: load in scope, let the domain decide, keep everything in one transaction.

use sojourn_domain::{
    AccountId, Actor, ApprovalId, CaseId, EventId, Refusal, State, Transition,
    case::{Approval, ApprovalStatus, Case, CaseEvent},
    decide::{self, Decision, Move, Mover, QuotaChange},
};
use sojourn_storage::Tx;

use super::file::{Loaded, load};
use crate::{Context, Result, record::audit};

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
}

/// What came of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advanced {
    /// The case now stands here.
    Moved(State),
    /// It waits for a second person.
    Proposed,
}

/// Moves a case, or proposes the move to a second person where the table wants one.
///
/// # Errors
/// Every [`Refusal`] of [`decide::decide`]; [`Refusal::Stale`] when somebody saved first;
/// [`ServiceError::NotFound`] outside the actor's scope.
pub async fn advance(ctx: &Context, actor: &Actor, command: Advance) -> Result<Advanced> {
    let tx = ctx.db.begin().await?;
    let loaded = load(&tx, actor, command.case, ctx.now()).await?;
    if loaded.case.version != command.version {
        return Err(Refusal::Stale.into());
    }
    let decision = decide::decide(&loaded.file, command.transition, Mover::Person(actor), &command.mv)?;
    let advanced = match decision {
        Decision::Proposed => {
            propose(ctx, &tx, actor, &loaded, &command).await?;
            Advanced::Proposed
        }
        Decision::Moved { to, pool, quota, .. } => {
            apply(ctx, &tx, Some(actor.account), loaded, &command, to, pool, quota).await?;
            Advanced::Moved(to)
        }
    };
    tx.commit().await?;
    Ok(advanced)
}

async fn propose(ctx: &Context, tx: &Tx, actor: &Actor, loaded: &Loaded, command: &Advance) -> Result<()> {
    let approval = Approval {
        id: ApprovalId::new(ctx.new_id()),
        case: loaded.case.id,
        transition: command.transition,
        proposed_by: actor.account,
        proposed_at: ctx.now(),
        reason: command.mv.reason.clone(),
        status: ApprovalStatus::Open,
        decided_by: None,
        decided_at: None,
    };
    tx.cases().insert_approval(&approval).await?;
    audit(ctx, tx, Some(actor.account), loaded.case.id, "propose", command.transition.code()).await
}

#[allow(clippy::too_many_arguments, reason = "the decision's parts, taken apart so that none is forgotten")]
async fn apply(
    ctx: &Context,
    tx: &Tx,
    by: Option<AccountId>,
    loaded: Loaded,
    command: &Advance,
    to: State,
    pool: Option<State>,
    quota: QuotaChange,
) -> Result<()> {
    let now = ctx.now();
    let approval = loaded.proposal.as_ref().filter(|p| p.transition == command.transition);
    if let (Some(open), Some(account)) = (approval, by)
        && !tx.cases().decide_approval(open.id, ApprovalStatus::Approved, account, now).await?
    {
        return Err(Refusal::Stale.into());
    }
    debug_assert_eq!(quota, QuotaChange::Keep, "quota moves with contracts");
    let event = CaseEvent {
        id: EventId::new(ctx.new_id()),
        case: loaded.case.id,
        sequence: i32::try_from(loaded.events.len()).unwrap_or(i32::MAX - 1) + 1,
        transition: command.transition,
        from: Some(loaded.case.state),
        to,
        by,
        at: now,
        reason: command.mv.reason.clone(),
        approval: approval.map(|a| a.id),
        rules: Some(loaded.rules.id),
    };
    let case = Case { state: to, pool, moved_at: now, ..loaded.case };
    tx.cases().save(&case).await?;
    tx.cases().append_event(&event).await?;
    audit(ctx, tx, by, case.id, "move", command.transition.code()).await
}

/// A second person says no to what was proposed; the case stays where it is, and may be proposed again.
///
/// # Errors
/// [`Refusal::SecondPersonNeeded`] for one's own proposal, [`Refusal::Forbidden`] for roles that could not
/// have approved it.
pub async fn decline_proposal(ctx: &Context, actor: &Actor, case: CaseId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let loaded = load(&tx, actor, case, ctx.now()).await?;
    let Some(open) = loaded.proposal.clone() else { return Err(Refusal::WrongStage.into()) };
    if !decide::may_decide(&loaded.file, open.transition, actor)? {
        return Err(Refusal::SecondPersonNeeded.into());
    }
    if !tx.cases().decide_approval(open.id, ApprovalStatus::Declined, actor.account, ctx.now()).await? {
        return Err(Refusal::Stale.into());
    }
    audit(ctx, &tx, Some(actor.account), case, "decline", open.transition.code()).await?;
    Ok(tx.commit().await?)
}
