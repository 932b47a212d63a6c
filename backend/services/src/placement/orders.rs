//! Job orders: an employer submits, the mission of the corridor decides, either closes. Start at [`submit`].

use sojourn_domain::{
    Actor, JobOrderId, OrganisationId, ProgrammeId, Refusal, Role, Transition,
    act::{self, Act, Values},
    decide::Move,
    locale::PaperLanguage,
    placement::{Clause, OrderStatus, Terms},
    programme::Programme,
    registration::Fields,
    role::Permission,
};
use sojourn_storage::{AuditEntry, OrderScope, Page, Source, Tx, entity::placement::job_order};
use uuid::Uuid;

use crate::{
    Context, Result, ServiceError,
    cases::{advance_for_system, terms},
};

/// What happens to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The mission approves it.
    Approve,
    /// The mission refuses it.
    Refuse,
    /// It hires nobody any more.
    Close,
}

/// Submits an order under a programme.
///
/// # Errors
/// [`Refusal::Invalid`] with the fields at fault, [`Refusal::Forbidden`] without the role.
pub async fn submit(ctx: &Context, actor: &Actor, fields: &Fields) -> Result<JobOrderId> {
    let employer = actor.organisations(Role::Employer).next().ok_or(Refusal::Forbidden)?;
    let values = act::parse(&Act::SubmitOrder.fields(), fields)?;
    let order = parse(ctx, actor, employer, &values)?;
    let tx = ctx.db.begin().await?;
    let programme = ProgrammeId::new(order.programme_id);
    if tx.programmes().find_programme(programme).await?.is_none() {
        return Err(ServiceError::field("programme", "choose_one"));
    }
    let number = format!("JO-{:06}", tx.placement().next_order_serial().await?);
    let id = JobOrderId::new(order.id);
    tx.placement().insert_order(job_order::Model { number, ..order }).await?;
    note(ctx, &tx, actor, id, "submit-order").await?;
    tx.commit().await?;
    Ok(id)
}

fn parse(ctx: &Context, actor: &Actor, employer: OrganisationId, values: &Values) -> Result<job_order::Model> {
    let (now, wage) = (ctx.now(), values.amount("wage").ok_or_else(|| ServiceError::field("wage", "not_an_amount"))?);
    let starts_on = values.day("starts_on").unwrap_or_default();
    let ends_on = values.day("ends_on").unwrap_or_default();
    if ends_on < starts_on {
        return Err(ServiceError::field("ends_on", "before_start"));
    }
    let occupation = values.line("occupation");
    if occupation.is_empty() || occupation.len() > 4 || !occupation.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ServiceError::field("occupation", "not_isco"));
    }
    let words = |clause: &Clause| values.text(clause.code()).map(|words| (*clause, words.to_owned()));
    // Whoever does not say in which language the words are wrote them in the language of the pages.
    let written_in = PaperLanguage::from_code(&values.line("written_in")).unwrap_or(actor.locale.into());
    let terms = Terms { clauses: Clause::ALL.iter().filter_map(words).collect(), written_in: Some(written_in) };
    Ok(job_order::Model {
        id: ctx.new_id(),
        number: String::new(),
        programme_id: values.record("programme").unwrap_or_default(),
        employer_id: employer.uuid(),
        status: OrderStatus::Submitted.code().into(),
        occupation,
        title: values.line("title"),
        sector: values.line("sector"),
        headcount: values.number("headcount"),
        filled: 0,
        sex: values.line("sex"),
        wage_minor: wage.minor,
        wage_currency: wage.currency.code().into(),
        wage_period: values.line("wage_period"),
        hours_week: values.number("hours_week"),
        starts_on,
        ends_on,
        workplace: values.line("workplace"),
        terms: serde_json::to_value(terms).unwrap_or_default(),
        approved_by: None,
        approved_at: None,
        created_by: actor.account.uuid(),
        version: 1,
        created_at: now,
        updated_at: now,
    })
}

/// Decides an order, or closes it; the open offers of a closed one are retracted.
///
/// # Errors
/// [`ServiceError::NotFound`] for an order that is not the actor's to see, [`Refusal::Forbidden`] for what is
/// the other party's, [`Refusal::SecondPersonNeeded`] for one's own order, [`Refusal::WrongStage`] for one
/// that was decided before.
pub async fn decide(ctx: &Context, actor: &Actor, id: JobOrderId, verdict: Verdict) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let order = find(&tx, actor, id).await?;
    let mission = is_mission_of(&tx, actor, &order).await?;
    let waits = order.status == OrderStatus::Submitted.code();
    let open = waits || order.status == OrderStatus::Approved.code();
    let now = ctx.now();
    let decided = match verdict {
        Verdict::Approve | Verdict::Refuse if !mission => return Err(Refusal::Forbidden.into()),
        Verdict::Approve | Verdict::Refuse if order.created_by == actor.account.uuid() => {
            return Err(Refusal::SecondPersonNeeded.into());
        }
        Verdict::Approve | Verdict::Refuse if !waits => return Err(Refusal::WrongStage.into()),
        Verdict::Close if !open => return Err(Refusal::WrongStage.into()),
        Verdict::Approve => job_order::Model {
            status: OrderStatus::Approved.code().into(),
            approved_by: Some(actor.account.uuid()),
            approved_at: Some(now),
            ..order
        },
        Verdict::Refuse => job_order::Model { status: OrderStatus::Refused.code().into(), ..order },
        Verdict::Close => job_order::Model { status: OrderStatus::Closed.code().into(), ..order },
    };
    tx.placement().save_order(job_order::Model { updated_at: now, ..decided }).await?;
    let act = match verdict {
        Verdict::Approve => "approve-order",
        Verdict::Refuse => "refuse-order",
        Verdict::Close => "close-order",
    };
    note(ctx, &tx, actor, id, act).await?;
    tx.commit().await?;
    if verdict == Verdict::Close { retract_offers(ctx, id).await } else { Ok(()) }
}

/// Every open offer of a closed order goes back, each in a transaction of its case.
async fn retract_offers(ctx: &Context, order: JobOrderId) -> Result<()> {
    let offers = ctx.db.reader().placement().offers_of_order(order).await?;
    for offer in offers.into_iter().filter(crate::cases::is_open) {
        let mv = Move { reason: Some("order_closed".into()), record: Some(offer.id), ..Move::default() };
        advance_for_system(ctx, offer.case_id.into(), Transition::Retract, mv).await?;
    }
    Ok(())
}

/// A page of the orders the actor sees, the newest first: the employer's own, or those of the corridors the mission
/// or ministry looks after. `last` is the id of the last row of the page before.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever has nothing to do with orders; storage.
pub async fn orders(
    ctx: &Context,
    actor: &Actor,
    status: Option<OrderStatus>,
    last: Option<JobOrderId>,
    size: u64,
) -> Result<Page<job_order::Model>> {
    if !actor.may(Permission::ReadOrders) {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let looks_after = |p: &Programme| {
        let mission = actor.organisations(Role::Mission).any(|o| o == p.mission);
        mission || actor.organisations(Role::ProgrammeManager).any(|o| o == p.manager)
    };
    let programmes = reader.programmes().programmes().await?;
    let scope = OrderScope {
        employers: actor.organisations(Role::Employer).collect(),
        programmes: programmes.into_iter().filter(looks_after).map(|p| p.id).collect(),
    };
    Ok(reader.placement().list_orders(&scope, status, last, size).await?)
}

/// An order of the actor's.
///
/// # Errors
/// [`ServiceError::NotFound`] for one that is not the actor's to see.
pub async fn order(ctx: &Context, actor: &Actor, id: JobOrderId) -> Result<job_order::Model> {
    find(&ctx.db.reader(), actor, id).await
}

/// The name of an order's employer.
///
/// # Errors
/// As any read.
pub async fn employer_of(ctx: &Context, order: &job_order::Model) -> Result<String> {
    let employer = ctx.db.reader().programmes().find_organisation(order.employer_id.into()).await?;
    Ok(employer.map(|e| e.name).unwrap_or_default())
}

/// The clauses of an order.
pub fn terms_of_order(order: &job_order::Model) -> Terms {
    terms(&order.terms)
}

/// Programmes an order can be under: id and title.
///
/// # Errors
/// As any read.
pub async fn programmes(ctx: &Context) -> Result<Vec<(Uuid, String)>> {
    let all = ctx.db.reader().programmes().programmes().await?;
    Ok(all.into_iter().map(|p| (p.id.uuid(), p.title)).collect())
}

async fn find(source: &impl Source, actor: &Actor, id: JobOrderId) -> Result<job_order::Model> {
    let order = source.placement().find_order(id).await?.ok_or(ServiceError::NotFound)?;
    let own = actor.organisations(Role::Employer).any(|e| e.uuid() == order.employer_id);
    if own || is_mission_of(source, actor, &order).await? { Ok(order) } else { Err(ServiceError::NotFound) }
}

async fn is_mission_of(source: &impl Source, actor: &Actor, order: &job_order::Model) -> Result<bool> {
    let programme = source.programmes().find_programme(order.programme_id.into()).await?;
    Ok(programme.is_some_and(|p| actor.organisations(Role::Mission).any(|o| o == p.mission)))
}

async fn note(ctx: &Context, tx: &Tx, actor: &Actor, order: JobOrderId, act: &str) -> Result<()> {
    let entry = AuditEntry {
        case: None,
        account: Some(actor.account),
        act: act.into(),
        subject_kind: "job_order".into(),
        subject: Some(order.uuid()),
        details: String::new(),
        at: ctx.now(),
    };
    Ok(tx.audit().append(&entry).await?)
}
