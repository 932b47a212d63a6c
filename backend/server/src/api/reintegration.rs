//! The confidential thread of a worker who asks for help, from both sides, and what is referred to a partner.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{
    PlanItemId, Role, ThreadId,
    act::{Kind, Spec, must},
    reintegration::{ItemKind, ItemStatus},
};
use sojourn_services::{help, reintegration};
use sojourn_storage::entity::reintegration::plan_item;

use super::{
    Api, Body, Caller,
    answer::{Answer, created, done},
    operation::{About, Takes},
};
use crate::{
    state::AppState,
    web::{Path, WebError, WebResult},
};

const TEXT: &[Spec] = &[must("text", Kind::Text)];
const ON: &[Spec] = &[must("on", Kind::Day)];

pub(super) fn operations() -> Api {
    Api::of("reintegration")
        .get("/help", own_thread, About::reads::<Thread>("The worker's own confidential thread."))
        .post("/help", say, About::creates::<NewMessage>("The worker asks for help.", Takes::Fields(TEXT)))
        .get(
            "/help/threads",
            threads,
            About::reads::<Threads>("Threads that wait for the mission or the case worker, the longest waiting first."),
        )
        .get("/help/threads/{id}", thread, About::reads::<Thread>("A thread; the reading is noted."))
        .post("/help/threads/{id}", answer, About::creates::<NewMessage>("Answers a thread.", Takes::Fields(TEXT)))
        .get("/referred", referred, About::reads::<Referred>("Items referred to the caller's organisation."))
        .post("/referred/{id}/deliver", deliver, About::does("Records a delivery.", Takes::Fields(ON)))
}

/// A thread as its reader sees it.
#[derive(Serialize, JsonSchema)]
struct Thread {
    /// The thread; null while the worker has not asked.
    thread: Option<ThreadId>,
    /// The worker's number.
    worker_number: String,
    /// First to last.
    messages: Vec<Message>,
}

/// Something said.
#[derive(Serialize, JsonSchema)]
struct Message {
    /// Who wrote it.
    by: String,
    /// Whether that is the worker.
    from_worker: bool,
    text: String,
    sent_at: DateTime<Utc>,
}

impl From<help::Thread> for Thread {
    fn from(thread: help::Thread) -> Self {
        let said = thread.messages.into_iter();
        let message = |(m, by): (sojourn_storage::HelpMessage, String)| Message {
            by,
            from_worker: m.from_worker,
            text: m.text,
            sent_at: m.sent_at,
        };
        Self { thread: thread.id, worker_number: thread.number, messages: said.map(message).collect() }
    }
}

async fn own_thread(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Thread> {
    Ok(Json(help::own(&app.ctx, &actor).await?.into()))
}

/// A message just sent.
#[derive(Serialize, JsonSchema)]
struct NewMessage {
    /// When.
    sent_at: DateTime<Utc>,
}

async fn say(State(app): State<AppState>, Caller(actor): Caller, body: Body) -> WebResult<Response> {
    help::say(&app.ctx, &actor, body.value("text")).await?;
    created(NewMessage { sent_at: app.ctx.now() })
}

/// Threads that wait.
#[derive(Serialize, JsonSchema)]
struct Threads {
    threads: Vec<ThreadLine>,
}

/// A thread that waits.
#[derive(Serialize, JsonSchema)]
struct ThreadLine {
    thread: ThreadId,
    /// The worker's number.
    worker_number: String,
    urgent: bool,
    last_message_at: DateTime<Utc>,
}

async fn threads(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Threads> {
    let line = |w: help::Waiting| ThreadLine {
        thread: w.thread.id.into(),
        worker_number: w.number,
        urgent: w.thread.urgent,
        last_message_at: w.thread.last_message_at,
    };
    let found = help::waiting(&app.ctx, &actor).await?;
    Ok(Json(Threads { threads: found.into_iter().map(line).collect() }))
}

async fn thread(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<ThreadId>) -> Answer<Thread> {
    Ok(Json(help::open(&app.ctx, &actor, id).await?.into()))
}

async fn answer(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<ThreadId>,
    body: Body,
) -> WebResult<Response> {
    help::answer(&app.ctx, &actor, id, body.value("text")).await?;
    created(NewMessage { sent_at: app.ctx.now() })
}

/// Items of plans.
#[derive(Serialize, JsonSchema)]
struct Referred {
    items: Vec<Item>,
}

/// An item of a plan, as its partner sees it.
#[derive(Serialize, JsonSchema)]
struct Item {
    id: PlanItemId,
    kind: ItemKind,
    description: String,
    /// In minor units of the currency.
    cost_minor: i64,
    /// ISO 4217.
    currency: String,
    due_on: Option<NaiveDate>,
    status: ItemStatus,
    delivered_on: Option<NaiveDate>,
}

fn item(item: plan_item::Model) -> WebResult<Item> {
    let unknown = |code: &str| sojourn_services::ServiceError::Internal(format!("{code} is no code of an item"));
    Ok(Item {
        id: item.id.into(),
        kind: ItemKind::from_code(&item.kind).ok_or_else(|| unknown(&item.kind))?,
        status: ItemStatus::from_code(&item.status).ok_or_else(|| unknown(&item.status))?,
        description: item.description,
        cost_minor: item.cost_minor,
        currency: item.currency,
        due_on: item.due_on,
        delivered_on: item.delivered_on,
    })
}

async fn referred(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Referred> {
    if !actor.has(Role::ServicePartner) {
        return Err(WebError::Forbidden);
    }
    let found = reintegration::referred(&app.ctx, &actor).await?;
    Ok(Json(Referred { items: found.into_iter().map(item).collect::<WebResult<_>>()? }))
}

async fn deliver(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<PlanItemId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let day = body.parse(ON)?.day("on").unwrap_or_default();
    reintegration::deliver_as_partner(&app.ctx, &actor, id, day).await?;
    done()
}
