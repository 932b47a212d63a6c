//! What the moves of return write: follow-ups planned at the return, and the plan's approval.

use chrono::Months;
use sojourn_storage::entity::reintegration::{follow_up, plan};

use crate::{Result, ServiceError, cases::Step};

/// Months after the return at which somebody asks how it goes.
const FOLLOW_UPS: [u32; 4] = [1, 3, 6, 12];
/// The plan that counts.
pub(crate) const APPROVED: &str = "approved";

/// Plans the follow-ups from the day of return, those that are not planned yet.
pub(crate) async fn plan_follow_ups(step: &mut Step<'_>) -> Result<()> {
    let (ctx, tx, case) = (step.ctx, step.tx, step.case.id);
    let planned = tx.reintegration().follow_ups_of_case(case).await?;
    for months in FOLLOW_UPS {
        let month = i32::try_from(months).unwrap_or(i32::MAX);
        let due = step.day().checked_add_months(Months::new(months));
        let Some(due_on) = due.filter(|_| planned.iter().all(|f| f.month != month)) else { continue };
        let row = follow_up::Model {
            id: ctx.new_id(),
            case_id: case.uuid(),
            month,
            due_on,
            done_on: None,
            done_by: None,
            outcome: None,
            answers: serde_json::json!({}),
            version: 1,
        };
        tx.reintegration().insert_follow_up(row).await?;
    }
    Ok(())
}

/// Marks the plan approved. The database refuses whoever prepared it.
pub(crate) async fn approve_plan(step: &mut Step<'_>) -> Result<()> {
    let plan = step.loaded.stages.plan.clone();
    let plan = plan.ok_or_else(|| ServiceError::Internal("a guard let a case through without its plan".into()))?;
    let now = step.ctx.now();
    let approved = plan::Model {
        status: APPROVED.into(),
        approved_by: step.account(),
        approved_at: Some(now),
        updated_at: now,
        ..plan
    };
    step.tx.reintegration().save_plan(approved).await?;
    Ok(())
}
