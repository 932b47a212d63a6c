//! The caller's inbox, the people whom no message reached, and the letters that did not leave.

use axum::{Json, extract::State, response::IntoResponse};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::MessageId;
use sojourn_services::{messages, operations as queue};
use uuid::Uuid;

use super::{
    Api, Caller, CallerMay,
    answer::{Answer, done},
    operation::{About, Takes},
};
use crate::{
    routes::key::PAGE,
    state::AppState,
    web::{Path, WebResult, rights},
};

pub(super) fn operations() -> Api {
    Api::of("messages")
        .get("/inbox", inbox, About::reads::<Inbox>("The caller's messages, newest first."))
        .post(
            "/inbox/{id}/read",
            read,
            About::changes::<Opened>("Opens a message; answers where it leads.", Takes::Nothing),
        )
        .get("/calls", calls, About::reads::<Calls>("People of the caller's scope whom no message reached for days."))
        .post("/calls/{id}", phoned, About::does("Notes that somebody was phoned about a message.", Takes::Nothing))
        .get("/letters", letters, About::reads::<Letters>("Letters that were given up, newest first."))
        .post("/letters/{id}/retry", retry, About::does("Puts a letter back into the queue.", Takes::Nothing))
}

/// A page of messages.
#[derive(Serialize, JsonSchema)]
struct Inbox {
    messages: Vec<Message>,
}

/// A message.
#[derive(Serialize, JsonSchema)]
struct Message {
    id: MessageId,
    /// What it is about, as a code.
    kind: String,
    /// The page it leads to.
    link: String,
    at: DateTime<Utc>,
    /// Whether it was opened.
    read: bool,
}

async fn inbox(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Inbox> {
    let line = |m: messages::Message| Message {
        id: m.id.into(),
        kind: m.kind,
        link: m.link,
        at: m.created_at,
        read: m.read_at.is_some(),
    };
    let found = messages::inbox(&app.ctx, &actor, None, PAGE).await?;
    Ok(Json(Inbox { messages: found.rows.into_iter().map(line).collect() }))
}

/// Where a message leads.
#[derive(Serialize, JsonSchema)]
struct Opened {
    link: String,
}

async fn read(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<MessageId>) -> Answer<Opened> {
    Ok(Json(Opened { link: messages::open(&app.ctx, &actor, id).await? }))
}

/// People to phone.
#[derive(Serialize, JsonSchema)]
struct Calls {
    calls: Vec<Call>,
}

/// Somebody to phone.
#[derive(Serialize, JsonSchema)]
struct Call {
    /// The message, by which the call is noted.
    message: MessageId,
    /// What it is about, as a code.
    kind: String,
    /// The worker's name.
    name: String,
    /// The worker's number.
    worker_number: String,
    phone: String,
    /// Since when the message waits.
    since: DateTime<Utc>,
}

async fn calls(State(app): State<AppState>, CallerMay { actor, .. }: CallerMay<rights::WriteWorkers>) -> Answer<Calls> {
    let call = |u: messages::Unreached| Call {
        message: u.message,
        kind: u.kind,
        name: u.name,
        worker_number: u.number,
        phone: u.phone,
        since: u.since,
    };
    let found = messages::unreached(&app.ctx, &actor).await?;
    Ok(Json(Calls { calls: found.into_iter().map(call).collect() }))
}

async fn phoned(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::WriteWorkers>,
    Path(id): Path<MessageId>,
) -> WebResult<impl IntoResponse> {
    messages::phoned(&app.ctx, &actor, id).await?;
    done()
}

/// The queue.
#[derive(Serialize, JsonSchema)]
struct Letters {
    /// How many jobs wait.
    waiting: u64,
    /// Those that were given up.
    dead: Vec<Letter>,
}

/// A letter that was given up.
#[derive(Serialize, JsonSchema)]
struct Letter {
    id: Uuid,
    kind: String,
    /// When it was given up.
    at: DateTime<Utc>,
    attempts: i32,
    /// Why the last attempt failed.
    error: String,
}

async fn letters(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ManageJobs>,
) -> Answer<Letters> {
    let (state, dead) = queue::dead_letters(&app.ctx, &actor).await?;
    let dead = dead
        .into_iter()
        .map(|job| Letter {
            id: job.id,
            kind: job.kind,
            at: job.dead_at.unwrap_or(job.created_at),
            attempts: job.attempts,
            error: job.last_error.unwrap_or_default(),
        })
        .collect();
    Ok(Json(Letters { waiting: state.waiting, dead }))
}

async fn retry(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ManageJobs>,
    Path(id): Path<Uuid>,
) -> WebResult<impl IntoResponse> {
    queue::retry(&app.ctx, &actor, id).await?;
    done()
}
