//! What is written down about a placement: handing the contract over, the day of departure, what the job cost.

use sojourn_domain::case::Case;
use sojourn_storage::entity::placement::{contract, cost_item};

use crate::{Result, ServiceError, acts::Doing};

/// The worker got the contract in the worker's language; the first day counts.
pub(crate) async fn hand_over(doing: &Doing<'_>) -> Result<()> {
    let day = doing.past_day("on")?;
    let contract = doing.loaded.stages.contract.clone();
    let contract = contract.ok_or_else(|| ServiceError::Internal("a contracted case has no contract".into()))?;
    if contract.handed_over_on.is_none() {
        let handed = contract::Model { handed_over_on: Some(day), ..contract };
        doing.tx.placement().save_contract(handed).await?;
    }
    Ok(())
}

/// Plans the day of departure: clearance is judged at it.
pub(crate) async fn plan_departure(doing: &Doing<'_>) -> Result<()> {
    let day = doing.values.day("on");
    let file = &doing.loaded.file;
    if day.is_some_and(|d| d < file.today) {
        return Err(ServiceError::field("on", "in_the_past"));
    }
    if day.is_some_and(|d| d > file.planned_end) {
        return Err(ServiceError::field("on", "after_the_contract"));
    }
    doing.tx.cases().save(&Case { departs_on: day, ..doing.loaded.case.clone() }).await?;
    Ok(())
}

/// Keeps what somebody paid for this job.
pub(crate) async fn record_cost(doing: &Doing<'_>) -> Result<()> {
    let amount = doing.values.amount("amount").ok_or_else(|| ServiceError::field("amount", "not_an_amount"))?;
    let paid_on = doing.values.day("on").map(|_| doing.past_day("on")).transpose()?;
    let row = cost_item::Model {
        id: doing.ctx.new_id(),
        case_id: doing.loaded.case.id.uuid(),
        kind: doing.code("kind"),
        paid_by: doing.code("paid_by"),
        amount_minor: amount.minor,
        currency: amount.currency.code().into(),
        paid_on,
        paid_to: doing.values.text("paid_to").map(str::to_owned),
        treatment: doing.code("treatment"),
        recorded_by: doing.actor.account.uuid(),
        recorded_at: doing.ctx.now(),
    };
    Ok(doing.tx.placement().insert_cost(row).await?)
}
