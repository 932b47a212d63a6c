//! Moves that nobody makes: offers run out, certificates lapse, returns announce themselves. A job runs them
//! again and again; a case whose facts do not ask for it stays where it is. Start at [`run`].

use chrono::{Days, NaiveDate};
use serde_json::json;
use sojourn_domain::{CaseId, Refusal, Transition, decide::Move, reason::ReturnKind};

use sojourn_storage::entity::jobs::job;

use crate::{
    Context, Result, ServiceError, cases::advance_for_system, digest::DIGEST_JOB, operations::VERIFY_JOB, placement,
};

/// Cases moved in one run, of each kind.
const BATCH: u64 = 200;
/// The longest notice a programme may set, in days.
const LONGEST_NOTICE: u64 = 120;

/// Puts the work of each day into the queue, once whatever the number of nodes.
///
/// # Errors
/// Storage.
pub async fn enqueue_daily(ctx: &Context) -> Result<()> {
    let (now, day) = (ctx.now(), ctx.now().date_naive());
    let tx = ctx.db.begin().await?;
    for kind in [VERIFY_JOB, DIGEST_JOB] {
        let job = job::Model {
            id: ctx.new_id(),
            kind: kind.into(),
            payload: json!({}),
            dedup_key: Some(format!("{kind}:{day}")),
            run_at: now,
            attempts: 0,
            lease_owner: None,
            lease_until: None,
            created_at: now,
            done_at: None,
            dead_at: None,
            last_error: None,
        };
        tx.jobs().enqueue(job).await?;
    }
    Ok(tx.commit().await?)
}

/// Makes every move that is due; answers how many were made.
///
/// # Errors
/// Storage. A refusal is no error: the case was not due after all.
pub async fn run(ctx: &Context) -> Result<usize> {
    let now = ctx.now();
    let mut made = 0;
    for offer in ctx.db.reader().placement().expired_offers(now, BATCH).await? {
        let mv = Move { record: Some(offer.id), ..Move::default() };
        made += attempt(ctx, offer.case_id.into(), Transition::Expire, mv).await?;
    }
    made += placement::retract_of_suspended(ctx).await?;
    for case in ctx.db.reader().cases().with_lapsed_certificate(now.date_naive(), BATCH).await? {
        made += attempt(ctx, case, Transition::Lapse, Move::default()).await?;
    }
    let horizon = now.date_naive().checked_add_days(Days::new(LONGEST_NOTICE)).unwrap_or(NaiveDate::MAX);
    for (case, ends) in ctx.db.reader().cases().ending_by(horizon, BATCH).await? {
        if is_announced(ctx, case, ends).await? {
            let mv = Move { return_kind: Some(ReturnKind::EndOfContract), ..Move::default() };
            made += attempt(ctx, case, Transition::AnnounceReturn, mv).await?;
        }
    }
    Ok(made)
}

/// Whether a contract's end is near enough, by the programme's own notice.
async fn is_announced(ctx: &Context, case: CaseId, ends: NaiveDate) -> Result<bool> {
    let reader = ctx.db.reader();
    let Some(found) = reader.cases().find_for_system(case).await? else { return Ok(false) };
    let (_, rules) = crate::cases::programme_and_rules(&reader, found.programme, ctx.now()).await?;
    let notice = Days::new(u64::from(rules.rules.return_notice_days));
    Ok(ends.checked_sub_days(notice).is_some_and(|day| day <= rules.rules.day_of(ctx.now())))
}

/// Makes a move unless its case is not due after all; answers how many were made.
pub(crate) async fn attempt(ctx: &Context, case: CaseId, transition: Transition, mv: Move) -> Result<usize> {
    match advance_for_system(ctx, case, transition, mv).await {
        Ok(_) => Ok(1),
        // Somebody was faster, or the programme's day has not come yet.
        Err(ServiceError::Refusal(Refusal::Unmet(_) | Refusal::WrongStage | Refusal::Stale)) => Ok(0),
        Err(other) => Err(other),
    }
}
