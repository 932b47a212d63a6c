//! What the moves of placement write: offers, the contract that fixes their terms, the placement itself.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::json;
use sojourn_domain::{
    OrganisationId, State,
    guard::Guard,
    placement::{ContractKind, OfferStatus},
    reason::Comparison,
};
use sojourn_storage::{
    Holders,
    entity::placement::{contract, offer, placement},
};

use super::{
    draft::{Agreed, draft},
    renewal,
};
use crate::{
    Result, ServiceError,
    cases::{CONTRACT_DIFFERS, Step, is_open, unmet},
    papers,
};

/// Days an offer holds where the employer names no last day.
const OFFER_DAYS: u64 = 14;

/// Makes the offer, with the order's terms as they are today.
pub(crate) async fn offer(step: &mut Step<'_>) -> Result<()> {
    let (ctx, order) = (step.ctx, step.order()?);
    if step.said.record != Some(order.id) {
        return Err(ServiceError::field("record", "choose_one"));
    }
    let today = step.loaded.file.today;
    let last = step.said.on.or_else(|| today.checked_add_days(Days::new(OFFER_DAYS)));
    let last = last.filter(|day| *day > today).ok_or_else(|| ServiceError::field("on", "in_the_past"))?;
    let row = offer::Model {
        id: ctx.new_id(),
        case_id: step.case.id.uuid(),
        job_order_id: order.id,
        status: OfferStatus::Open.code().into(),
        terms: order.terms.clone(),
        expires_at: end_of(last),
        made_by: step.account().ok_or_else(|| ServiceError::Internal("the system offers no work".into()))?,
        made_at: ctx.now(),
        shown_in: None,
        shown_at: None,
        answered_at: None,
        answer_reason: None,
        version: 1,
    };
    Ok(step.tx.placement().insert_offer(row).await?)
}

/// The last moment of a day.
fn end_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(23, 59, 59).unwrap_or_default().and_utc()
}

/// Ends the offer concerned: declined, retracted or run out.
pub(crate) async fn end_offer(step: &mut Step<'_>) -> Result<()> {
    use sojourn_domain::Transition as T;
    let status = match step.transition {
        T::Decline => OfferStatus::Declined,
        T::Retract => OfferStatus::Retracted,
        _ => OfferStatus::Expired,
    };
    let offer = step.offer()?;
    must_name_one_of_many(step, offer)?;
    // The column holds a code; a note stays with the event.
    let answered = step.tx.placement().answer_offer(offer.id.into(), status.code(), step.ctx.now(), None).await?;
    if answered { Ok(()) } else { Err(unmet(Guard::OfferOpen, "no_open_offer")) }
}

/// Where several offers are open, an answer says to which.
fn must_name_one_of_many(step: &Step<'_>, offer: &offer::Model) -> Result<()> {
    let named = step.said.record == Some(offer.id);
    if named || step.loaded.file.open_offers == 1 { Ok(()) } else { Err(ServiceError::field("record", "choose_one")) }
}

/// Accepts the offer: the others are withdrawn, the vacancy is taken, and the contract fixes its terms.
pub(crate) async fn accept(step: &mut Step<'_>) -> Result<()> {
    let (ctx, tx, now) = (step.ctx, step.tx, step.ctx.now());
    let offer = step.offer()?;
    must_name_one_of_many(step, offer)?;
    if !tx.placement().answer_offer(offer.id.into(), OfferStatus::Accepted.code(), now, None).await? {
        return Err(unmet(Guard::OfferOpen, "no_open_offer"));
    }
    tx.placement().withdraw_other_offers(step.case.id, offer.id.into(), now).await?;
    let order = tx.placement().find_order(offer.job_order_id.into()).await?;
    let order = order.ok_or_else(|| ServiceError::Internal("an offer's order is missing".into()))?;
    if !tx.placement().take_vacancy(order.id.into()).await? {
        return Err(unmet(Guard::VacancyLeft, "all_places_filled"));
    }
    // The words the worker was shown, not the order's as they may have become since.
    let agreed = Agreed { offer: Some(offer.id), terms: offer.terms.clone(), ..Agreed::from(&order) };
    let contract = draft(ctx, tx, (&step.case, step.loaded.worker.language), agreed).await?;
    tx.placement().insert_contract(contract).await?;
    hold(step, Some(order.employer_id.into())).await
}

/// Names the employer as a holder of the case, or nobody.
async fn hold(step: &Step<'_>, employer: Option<OrganisationId>) -> Result<()> {
    let holders = step.tx.cases().holders(step.case.id).await?;
    Ok(step.tx.cases().set_holders(step.case.id, Holders { employer, ..holders }).await?)
}

/// Fixes the dates by the signed contract, opens the placement and issues the contract's paper.
pub(crate) async fn sign(step: &mut Step<'_>) -> Result<()> {
    let contract = take_up(step, step.contract()?.clone()).await?;
    (step.case.planned_start, step.case.planned_end) = (contract.starts_on, contract.ends_on);
    open_placement(step, &contract, None, None).await?;
    papers::issue_contract(step, &contract).await
}

/// From now on a contract is the one that counts.
async fn take_up(step: &Step<'_>, contract: contract::Model) -> Result<contract::Model> {
    let taken_up = contract::Model { taken_up_at: Some(step.ctx.now()), ..contract };
    Ok(step.tx.placement().save_contract(taken_up).await?)
}

async fn open_placement(
    step: &Step<'_>,
    contract: &contract::Model,
    departed_on: Option<NaiveDate>,
    arrived_on: Option<NaiveDate>,
) -> Result<()> {
    let (ctx, tx, now) = (step.ctx, step.tx, step.ctx.now());
    let order = tx.placement().find_order(contract.job_order_id.into()).await?;
    let row = placement::Model {
        id: ctx.new_id(),
        case_id: step.case.id.uuid(),
        contract_id: contract.id,
        employer_id: contract.employer_id,
        workplace: order.map(|o| o.workplace).unwrap_or_default(),
        departed_on,
        arrived_on,
        confirmed_by: arrived_on.and(step.account()),
        confirmed_at: arrived_on.map(|_| now),
        differences: json!({}),
        ended_on: None,
        end_reason: None,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    Ok(tx.placement().insert_placement(row).await?)
}

/// Calls off an accepted offer or a contract: the vacancy is free again, and the employer holds nothing.
pub(crate) async fn cancel(step: &mut Step<'_>) -> Result<()> {
    step.case.departs_on = None;
    call_off(step).await
}

/// Ends what placement holds for somebody who leaves before departure; after it the placement ends.
pub(crate) async fn leave(step: &mut Step<'_>) -> Result<()> {
    let (tx, now) = (step.tx, step.ctx.now());
    if !step.loaded.case.state.is_before_departure() {
        drop_drawn_up(step).await?;
        return end_placement(step, step.transition.code()).await;
    }
    for offer in step.loaded.stages.offers.iter().filter(|o| is_open(o)) {
        tx.placement().answer_offer(offer.id.into(), OfferStatus::Withdrawn.code(), now, None).await?;
    }
    call_off(step).await
}

async fn call_off(step: &Step<'_>) -> Result<()> {
    let (tx, now) = (step.tx, step.ctx.now());
    let Some(contract) = step.loaded.stages.contract.clone() else { return Ok(()) };
    tx.placement().free_vacancy(contract.job_order_id.into()).await?;
    let accepted = step.loaded.stages.offers.iter().find(|o| Some(o.id) == contract.offer_id).cloned();
    if let Some(offer) = accepted {
        let status = OfferStatus::Cancelled.code().into();
        tx.placement().save_offer(offer::Model { status, ..offer }).await?;
    }
    papers::void_contract(step, contract.id.into()).await?;
    tx.placement().save_contract(contract::Model { cancelled_at: Some(now), ..contract }).await?;
    end_placement(step, step.transition.code()).await?;
    hold(step, None).await
}

async fn end_placement(step: &Step<'_>, reason: &str) -> Result<()> {
    let Some(placement) = step.loaded.stages.placement.clone() else { return Ok(()) };
    let ended = placement::Model {
        ended_on: Some(step.day()),
        end_reason: Some(reason.into()),
        updated_at: step.ctx.now(),
        ..placement
    };
    step.tx.placement().save_placement(ended).await?;
    Ok(())
}

/// Records the day of departure.
pub(crate) async fn depart(step: &mut Step<'_>) -> Result<()> {
    let day = step.day();
    step.case.departs_on = Some(day);
    let placement = step.placement()?.clone();
    let departed = placement::Model { departed_on: Some(day), updated_at: step.ctx.now(), ..placement };
    step.tx.placement().save_placement(departed).await?;
    Ok(())
}

/// Records the arrival, and flags a contract that is not the one signed.
pub(crate) async fn confirm_arrival(step: &mut Step<'_>) -> Result<()> {
    let placement = step.placement()?.clone();
    let differs = step.said.comparison == Some(Comparison::Differs);
    let confirmed = placement::Model {
        arrived_on: Some(step.day()),
        confirmed_by: step.account(),
        confirmed_at: Some(step.ctx.now()),
        differences: json!({ "comparison": step.said.comparison.map(Comparison::code) }),
        updated_at: step.ctx.now(),
        ..placement
    };
    step.tx.placement().save_placement(confirmed).await?;
    if differs { step.raise(CONTRACT_DIFFERS).await } else { Ok(()) }
}

/// Takes a disowned confirmation back.
pub(crate) async fn unconfirm(step: &mut Step<'_>) -> Result<()> {
    let placement = step.placement()?.clone();
    let disowned = placement::Model {
        arrived_on: None,
        confirmed_by: None,
        confirmed_at: None,
        differences: json!({}),
        updated_at: step.ctx.now(),
        ..placement
    };
    step.tx.placement().save_placement(disowned).await?;
    Ok(())
}

/// Ends the placement and works on under the contract drawn up, with another employer or the same. The rules judge
/// it once more on this day; its paper takes the place of the one before.
pub(crate) async fn work_under_new_contract(step: &mut Step<'_>) -> Result<()> {
    let drawn = step.next_contract()?.clone();
    renewal::must_hold(step.tx, step.loaded, &drawn).await?;
    if renewal::kind_of(&drawn)? == ContractKind::Transfer {
        change_places(step, &drawn).await?;
    }
    let contract = take_up(step, drawn).await?;
    let departed_on = step.loaded.stages.placement.as_ref().and_then(|p| p.departed_on);
    end_placement(step, step.transition.code()).await?;
    step.case.planned_end = contract.ends_on;
    let today = step.day();
    open_placement(step, &contract, departed_on.or(Some(today)), Some(today)).await?;
    hold(step, Some(contract.employer_id.into())).await?;
    papers::issue_contract(step, &contract).await
}

/// Takes a vacancy of the new order and gives the former one back; the former employer's offer is over.
async fn change_places(step: &Step<'_>, drawn: &contract::Model) -> Result<()> {
    if !step.tx.placement().take_vacancy(drawn.job_order_id.into()).await? {
        return Err(unmet(Guard::VacancyLeft, "all_places_filled"));
    }
    let former = step.contract()?;
    step.tx.placement().free_vacancy(former.job_order_id.into()).await?;
    let accepted = OfferStatus::Accepted.code();
    for offer in step.loaded.stages.offers.iter().filter(|o| o.status == accepted) {
        let status = OfferStatus::Cancelled.code().into();
        step.tx.placement().save_offer(offer::Model { status, ..offer.clone() }).await?;
    }
    Ok(())
}

/// A contract drawn up for somebody who does not work on is off.
pub(crate) async fn drop_drawn_up(step: &Step<'_>) -> Result<()> {
    let Some(drawn) = step.loaded.stages.next_contract.clone() else { return Ok(()) };
    let dropped = contract::Model { cancelled_at: Some(step.ctx.now()), ..drawn };
    step.tx.placement().save_contract(dropped).await?;
    Ok(())
}

/// Ends the placement by the return home.
pub(crate) async fn come_home(step: &mut Step<'_>) -> Result<()> {
    debug_assert!(matches!(step.case.state, State::Returned | State::Reintegrating));
    let kind = step.said.return_kind.map_or(step.transition.code(), |k| k.code());
    drop_drawn_up(step).await?;
    end_placement(step, kind).await
}
