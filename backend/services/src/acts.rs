//! What people write down about a case beside its moves, through one door: parsed by the domain's table of
//! acts, loaded in scope, kept with its audit row. Start at [`perform`].

use sojourn_domain::{Actor, CaseId, Refusal, Role, act, act::Act, registration::Fields};
use sojourn_storage::{Source, Tx};
use uuid::Uuid;

use crate::{
    Context, Part, Result, ServiceError,
    access::pin,
    cases::{self, CaseView, Loaded, load},
    placement,
    record::audit,
    recruitment, reintegration, remittance,
};

/// An act that may be done, while its transaction is open.
pub(crate) struct Doing<'a> {
    pub(crate) ctx: &'a Context,
    pub(crate) tx: &'a Tx,
    pub(crate) actor: &'a Actor,
    pub(crate) loaded: &'a Loaded,
    pub(crate) values: act::Values,
    /// Whether the worker acts: signed in, or at the desk with the PIN.
    pub(crate) by_worker: bool,
}

impl Doing<'_> {
    /// A day that must not lie ahead; the programme's today where the field may stay empty.
    pub(crate) fn past_day(&self, name: &str) -> Result<chrono::NaiveDate> {
        let today = self.loaded.file.today;
        let day = self.values.day(name).unwrap_or(today);
        if day <= today { Ok(day) } else { Err(ServiceError::field(name, "in_the_future")) }
    }

    /// A code that parsing has checked.
    pub(crate) fn code(&self, name: &str) -> String {
        self.values.line(name)
    }
}

/// Writes an act down on a case of the actor's scope.
///
/// # Errors
/// [`Refusal::Invalid`] with the fields at fault, [`Refusal::Forbidden`] for another role's act,
/// [`Refusal::WrongStage`] where the case's state has no such act, [`ServiceError::NotFound`] out of scope.
pub async fn perform(ctx: &Context, actor: &Actor, case: CaseId, act: Act, fields: &Fields) -> Result<()> {
    if !act.by().iter().any(|role| actor.has(*role)) {
        return Err(Refusal::Forbidden.into());
    }
    let values = act::parse(&act.fields(), fields)?;
    let by_worker = is_worker_there(ctx, actor, case, act, &values).await?;
    let tx = ctx.db.begin().await?;
    let loaded = load(&tx, actor, case, ctx.now()).await?;
    if !act.states().contains(&loaded.case.state) {
        return Err(Refusal::WrongStage.into());
    }
    if loaded.is_newcomer(actor) && !matches!(act, Act::SignContract | Act::DropContract) {
        return Err(Refusal::Forbidden.into());
    }
    let doing = Doing { ctx, tx: &tx, actor, loaded: &loaded, values, by_worker };
    carry_out(&doing, act).await?;
    audit(ctx, &tx, Some(actor.account), case, "act", act.code()).await?;
    Ok(tx.commit().await?)
}

/// Whether the worker acts, signed in or at the desk with the PIN. What is the worker's alone to say wants one of
/// the two.
async fn is_worker_there(ctx: &Context, actor: &Actor, case: CaseId, act: Act, values: &act::Values) -> Result<bool> {
    if actor.has(Role::Worker) {
        return Ok(true);
    }
    let Some(pin) = values.text("pin") else {
        return if act == Act::AgreePlan { Err(ServiceError::field("pin", "required")) } else { Ok(false) };
    };
    // Nobody signs for the worker at the employer's desk.
    if act == Act::SignContract && !actor.has(Role::Mission) {
        return Err(Refusal::Forbidden.into());
    }
    let found = ctx.db.reader().cases().find(actor, case).await?.ok_or(ServiceError::NotFound)?;
    pin::verify_in_person(ctx, actor, found.worker, pin).await?;
    Ok(true)
}

async fn carry_out(doing: &Doing<'_>, act: Act) -> Result<()> {
    let done: Part<'_> = match act {
        Act::HandOver => Box::pin(placement::acts::hand_over(doing)),
        Act::PlanDeparture => Box::pin(placement::acts::plan_departure(doing)),
        Act::RecordCost => Box::pin(placement::acts::record_cost(doing)),
        Act::LogRemittance => Box::pin(remittance::log(doing)),
        Act::RecordAttempt => Box::pin(reintegration::acts::record_attempt(doing)),
        Act::RequestSupport => Box::pin(reintegration::acts::request_support(doing)),
        Act::Assess => Box::pin(reintegration::acts::assess(doing)),
        Act::PreparePlan => Box::pin(reintegration::acts::prepare_plan(doing)),
        Act::AddItem => Box::pin(reintegration::acts::add_item(doing)),
        Act::AgreePlan => Box::pin(reintegration::acts::agree_plan(doing)),
        Act::DeliverItem => Box::pin(reintegration::acts::deliver_item(doing)),
        Act::FollowUp => Box::pin(reintegration::acts::follow_up(doing)),
        Act::AskReview => Box::pin(recruitment::ask_review(doing)),
        Act::DrawUpTransfer => Box::pin(placement::renewal::draw_up_transfer(doing)),
        Act::DrawUpExtension => Box::pin(placement::renewal::draw_up_extension(doing)),
        Act::SignContract => Box::pin(placement::renewal::sign(doing)),
        Act::DropContract => Box::pin(placement::renewal::drop_contract(doing)),
        // Not about a case: they have doors of their own.
        Act::SubmitOrder | Act::CreateCourse | Act::CreateSession => return Err(Refusal::WrongStage.into()),
    };
    done.await
}

/// An act's form: about which case, and what its field `record` can choose from.
///
/// # Errors
/// As [`perform`], before anything is typed.
pub async fn form(ctx: &Context, actor: &Actor, case: CaseId, act: Act) -> Result<(CaseView, Vec<(Uuid, String)>)> {
    let (view, choices) = form_again(ctx, actor, case, act).await?;
    if view.acts.contains(&act) { Ok((view, choices)) } else { Err(Refusal::WrongStage.into()) }
}

/// An act's form for what was refused in it, also where the case has moved on and there is no such act any more: what
/// was typed is not lost.
///
/// # Errors
/// [`Refusal::Forbidden`] for another role's act, [`ServiceError::NotFound`] out of scope.
pub async fn form_again(
    ctx: &Context,
    actor: &Actor,
    case: CaseId,
    act: Act,
) -> Result<(CaseView, Vec<(Uuid, String)>)> {
    let view = cases::view(ctx, actor, case).await?;
    if !act.by().iter().any(|role| actor.has(*role)) {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let loaded = load(&reader, actor, case, ctx.now()).await?;
    let choices = choices(&reader, &loaded, act).await?;
    Ok((view, choices))
}

/// What the field `record` of an act can choose from: ids with what they are called.
///
/// # Errors
/// As any read.
async fn choices(source: &impl Source, loaded: &Loaded, act: Act) -> Result<Vec<(Uuid, String)>> {
    match act {
        Act::AddItem => reintegration::acts::partners(source).await,
        Act::DeliverItem => reintegration::acts::open_items(source, loaded).await,
        Act::FollowUp => reintegration::acts::open_follow_ups(source, loaded).await,
        Act::DrawUpTransfer => placement::renewal::orders_elsewhere(source, loaded).await,
        Act::SignContract | Act::DropContract => Ok(placement::renewal::drawn_up(loaded)),
        _ => Ok(Vec::new()),
    }
}
