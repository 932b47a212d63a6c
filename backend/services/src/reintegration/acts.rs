//! What is written down about a return: requests, assessments, plans with items, follow-ups, attempts.

use chrono::NaiveDate;
use serde_json::json;
use sojourn_domain::{
    Actor, PlanItemId, Role,
    guard::Guard,
    money::Money,
    programme::OrganisationKind,
    reintegration::{Answers, ItemStatus, Need, Question, Urgency, scores},
};
use sojourn_storage::{
    Source,
    entity::{
        case::contact_attempt,
        reintegration::{follow_up, plan, plan_item, reintegration_assessment, support_request},
    },
};
use uuid::Uuid;

use crate::{
    Context, Result, ServiceError,
    acts::Doing,
    cases::{Loaded, money, programme_and_rules, unmet},
    record::audit,
};

/// A plan that is being written.
const DRAFT: &str = "draft";
/// A plan the returnee agreed to.
const AGREED: &str = "agreed";

/// A returnee asks; what they tell is sealed.
pub(crate) async fn request_support(doing: &Doing<'_>) -> Result<()> {
    let needs: Vec<_> = Need::ALL.iter().map(|n| n.code()).filter(|n| doing.values.ticked(n)).collect();
    if needs.is_empty() {
        return Err(ServiceError::field(Need::Work.code(), "choose_at_least_one"));
    }
    let row = support_request::Model {
        id: doing.ctx.new_id(),
        case_id: doing.loaded.case.id.uuid(),
        kinds: json!(needs),
        story_sealed: None,
        story_key: None,
        urgency: doing.values.text("urgency").unwrap_or(Urgency::Normal.code()).into(),
        status: "open".into(),
        asked_by: doing.actor.account.uuid(),
        asked_at: doing.ctx.now(),
        version: 1,
    };
    match doing.values.text("text") {
        Some(story) => Ok(doing.tx.reintegration().insert_request_with_story(row, story).await?),
        None => Ok(doing.tx.reintegration().insert_request(row).await?),
    }
}

/// Keeps the answers with their scores.
pub(crate) async fn assess(doing: &Doing<'_>) -> Result<()> {
    let step = |q: &Question| Some((*q, doing.values.text(q.code())?.parse().ok()?));
    let answers: Answers = Question::ALL.iter().filter_map(step).collect();
    if answers.is_empty() {
        return Err(ServiceError::field(Question::Means.code(), "required"));
    }
    let scores = scores(&answers);
    let score = |s: Option<u32>| s.and_then(|s| i32::try_from(s).ok());
    let row = reintegration_assessment::Model {
        id: doing.ctx.new_id(),
        case_id: doing.loaded.case.id.uuid(),
        round: doing.code("round"),
        answers: json!(answers),
        economic_score: score(scores.economic),
        social_score: score(scores.social),
        psychosocial_score: score(scores.psychosocial),
        total_score: score(scores.total),
        assessed_by: doing.actor.account.uuid(),
        assessed_on: doing.loaded.file.today,
        created_at: doing.ctx.now(),
    };
    Ok(doing.tx.reintegration().insert_assessment(row).await?)
}

/// Begins a plan; a newer one takes the place of one that nobody approved.
pub(crate) async fn prepare_plan(doing: &Doing<'_>) -> Result<()> {
    let currency = doing.values.currency("currency").ok_or_else(|| ServiceError::field("currency", "choose_one"))?;
    let last = doing.loaded.stages.plan.as_ref().map_or(0, |p| p.revision);
    let now = doing.ctx.now();
    let row = plan::Model {
        id: doing.ctx.new_id(),
        case_id: doing.loaded.case.id.uuid(),
        revision: last + 1,
        status: DRAFT.into(),
        goal: doing.values.line("goal"),
        budget_minor: doing.loaded.rules.rules.plan_budget.map_or(0, |b| b.minor),
        currency: currency.code().into(),
        prepared_by: doing.actor.account.uuid(),
        agreed_at: None,
        approved_by: None,
        approved_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    Ok(doing.tx.reintegration().insert_plan(row).await?)
}

fn draft(loaded: &Loaded) -> Result<&plan::Model> {
    let plan = loaded.stages.plan.as_ref().filter(|p| p.status == DRAFT);
    plan.ok_or_else(|| unmet(Guard::PlanAgreed, "no_plan_in_preparation"))
}

/// Adds an item to the plan that is being written, perhaps for a partner to deliver.
pub(crate) async fn add_item(doing: &Doing<'_>) -> Result<()> {
    let plan = draft(doing.loaded)?;
    let currency = money(0, &plan.currency)?.currency;
    let cost = Money::parse(&doing.values.line("amount"), currency);
    let cost = cost.map_err(|_| ServiceError::field("amount", "not_an_amount"))?;
    let partner_id = doing.values.record("record");
    if let Some(partner) = partner_id
        && partners(doing.tx).await?.iter().all(|(id, _)| *id != partner)
    {
        return Err(ServiceError::field("record", "choose_one"));
    }
    let row = plan_item::Model {
        id: doing.ctx.new_id(),
        plan_id: plan.id,
        kind: doing.code("kind"),
        description: doing.values.line("description"),
        partner_id,
        cost_minor: cost.minor,
        currency: plan.currency.clone(),
        due_on: doing.values.day("on"),
        status: ItemStatus::Open.code().into(),
        delivered_on: None,
        delivered_by: None,
        version: 1,
    };
    Ok(doing.tx.reintegration().insert_item(row).await?)
}

/// The returnee agrees: from now on the plan is what it is.
pub(crate) async fn agree_plan(doing: &Doing<'_>) -> Result<()> {
    let plan = draft(doing.loaded)?.clone();
    if doing.tx.reintegration().items_of_plan(plan.id.into()).await?.is_empty() {
        return Err(unmet(Guard::PlanAgreed, "plan_has_no_items"));
    }
    let now = doing.ctx.now();
    let agreed = plan::Model { status: AGREED.into(), agreed_at: Some(now), updated_at: now, ..plan };
    doing.tx.reintegration().save_plan(agreed).await?;
    Ok(())
}

/// An item of the case's plan was delivered.
pub(crate) async fn deliver_item(doing: &Doing<'_>) -> Result<()> {
    let (day, wanted) = (doing.past_day("on")?, doing.values.record("record"));
    let items = items(doing.tx, doing.loaded).await?;
    let item = items.into_iter().find(|i| Some(i.id) == wanted && i.status == ItemStatus::Open.code());
    let item = item.ok_or_else(|| ServiceError::field("record", "choose_one"))?;
    doing.tx.reintegration().save_item(delivered(item, doing.actor, day)).await?;
    Ok(())
}

fn delivered(item: plan_item::Model, actor: &Actor, day: NaiveDate) -> plan_item::Model {
    plan_item::Model {
        status: ItemStatus::Delivered.code().into(),
        delivered_on: Some(day),
        delivered_by: Some(actor.account.uuid()),
        ..item
    }
}

/// Items referred to the actor's organisations, the first due first: all a service partner sees.
///
/// # Errors
/// As any read.
pub async fn referred(ctx: &Context, actor: &Actor) -> Result<Vec<plan_item::Model>> {
    let mut found = Vec::new();
    for partner in actor.organisations(Role::ServicePartner) {
        found.extend(ctx.db.reader().reintegration().items_of_partner(partner).await?);
    }
    let reader = ctx.db.reader();
    let mut shown = Vec::new();
    for item in found {
        let plan = reader.reintegration().find_plan(item.plan_id.into()).await?;
        // Nothing is referred to anybody before the plan is approved.
        if plan.is_some_and(|p| p.status == super::moves::APPROVED) {
            shown.push(item);
        }
    }
    Ok(shown)
}

/// A service partner delivered an item referred to it.
///
/// # Errors
/// [`ServiceError::NotFound`] for an item referred to somebody else; the field `on` for a day ahead.
pub async fn deliver_as_partner(ctx: &Context, actor: &Actor, item: PlanItemId, day: NaiveDate) -> Result<()> {
    let own = referred(ctx, actor).await?.into_iter().find(|i| i.id == item.uuid());
    let own = own.filter(|i| i.status == ItemStatus::Open.code()).ok_or(ServiceError::NotFound)?;
    let tx = ctx.db.begin().await?;
    let plan = tx.reintegration().find_plan(own.plan_id.into()).await?.ok_or(ServiceError::NotFound)?;
    let case = tx.cases().find_for_system(plan.case_id.into()).await?.ok_or(ServiceError::NotFound)?;
    let (_, version) = programme_and_rules(&tx, case.programme, ctx.now()).await?;
    // East of Greenwich it is tomorrow already.
    if day > version.rules.day_of(ctx.now()) {
        return Err(ServiceError::field("on", "in_the_future"));
    }
    tx.reintegration().save_item(delivered(own, actor, day)).await?;
    audit(ctx, &tx, Some(actor.account), plan.case_id.into(), "act", "deliver_item").await?;
    Ok(tx.commit().await?)
}

/// How somebody is doing, months after the return.
pub(crate) async fn follow_up(doing: &Doing<'_>) -> Result<()> {
    let (day, wanted) = (doing.past_day("on")?, doing.values.record("record"));
    let due = doing.tx.reintegration().follow_ups_of_case(doing.loaded.case.id).await?;
    let due = due.into_iter().find(|f| Some(f.id) == wanted && f.done_on.is_none());
    let due = due.ok_or_else(|| ServiceError::field("record", "choose_one"))?;
    let done = follow_up::Model {
        done_on: Some(day),
        done_by: Some(doing.actor.account.uuid()),
        outcome: Some(doing.code("outcome")),
        ..due
    };
    doing.tx.reintegration().save_follow_up(done).await?;
    Ok(())
}

/// An attempt to reach somebody.
pub(crate) async fn record_attempt(doing: &Doing<'_>) -> Result<()> {
    let row = contact_attempt::Model {
        id: doing.ctx.new_id(),
        case_id: doing.loaded.case.id.uuid(),
        channel: doing.code("channel"),
        outcome: doing.code("outcome"),
        note: doing.values.text("note").map(str::to_owned),
        made_by: doing.actor.account.uuid(),
        made_at: doing.ctx.now(),
    };
    Ok(doing.tx.cases().insert_contact_attempt(row).await?)
}

/// Partners an item can be referred to.
pub(crate) async fn partners(source: &impl Source) -> Result<Vec<(Uuid, String)>> {
    let partners = source.programmes().organisations(OrganisationKind::Partner).await?;
    Ok(partners.into_iter().map(|p| (p.id.uuid(), p.name)).collect())
}

async fn items(source: &impl Source, loaded: &Loaded) -> Result<Vec<plan_item::Model>> {
    match &loaded.stages.plan {
        Some(plan) => Ok(source.reintegration().items_of_plan(plan.id.into()).await?),
        None => Ok(Vec::new()),
    }
}

/// Items still to be delivered.
pub(crate) async fn open_items(source: &impl Source, loaded: &Loaded) -> Result<Vec<(Uuid, String)>> {
    let open = items(source, loaded).await?.into_iter().filter(|i| i.status == ItemStatus::Open.code());
    Ok(open.map(|i| (i.id, i.description)).collect())
}

/// Follow-ups not done yet.
pub(crate) async fn open_follow_ups(source: &impl Source, loaded: &Loaded) -> Result<Vec<(Uuid, String)>> {
    let all = source.reintegration().follow_ups_of_case(loaded.case.id).await?;
    Ok(all.into_iter().filter(|f| f.done_on.is_none()).map(|f| (f.id, f.due_on.to_string())).collect())
}
