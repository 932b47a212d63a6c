//! The inbox, the people to phone, and the letters that did not leave.

use axum::{extract::State, response::Response};
use sojourn_documents::mail::{MailKind, mail};
use sojourn_domain::MessageId;
use sojourn_services::{messages, operations};
use sojourn_ui::{
    PageContext,
    pages::{
        journey::{InboxLine, inbox as inbox_page},
        operations::{CallLine, LetterLine, calls as calls_page, letters as letters_page},
    },
    paths,
};
use uuid::Uuid;

use super::key::PAGE;
use crate::{
    state::AppState,
    web::{
        May, Page, Path, SignedIn, WebResult,
        respond::{done, own_path, page, see},
        rights,
        routing::{Routes, get, post},
    },
};

/// The routes of messages.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::INBOX, get(inbox))
        .route("/inbox/{id}", get(open))
        .route(paths::CALLS, get(calls))
        .route("/calls/{id}", post(phoned))
        .route(paths::LETTERS, get(letters))
        .route("/letters/{id}/retry", post(retry))
}

/// What a message is about, in the reader's language: the subject of its mail.
fn subject(ctx: &PageContext, kind: &str) -> String {
    mail(MailKind::from_code(kind).unwrap_or(MailKind::CaseChanged), ctx.locale, "").subject
}

async fn inbox(State(app): State<AppState>, Page(ctx): Page, SignedIn { actor, .. }: SignedIn) -> WebResult {
    let found = messages::inbox(&app.ctx, &actor, None, PAGE).await?;
    let lines: Vec<_> = found
        .rows
        .into_iter()
        .map(|m| InboxLine {
            href: paths::message(&m.id.to_string()),
            subject: subject(&ctx, &m.kind),
            at: m.created_at,
            unread: m.read_at.is_none(),
        })
        .collect();
    Ok(page(inbox_page(&ctx, &lines)))
}

/// Opening a message is what reads it; it leads on to what it is about.
async fn open(
    State(app): State<AppState>,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<MessageId>,
) -> WebResult<Response> {
    let link = messages::open(&app.ctx, &actor, id).await?;
    Ok(see(own_path(&link)))
}

async fn calls(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
) -> WebResult {
    let lines: Vec<_> = messages::unreached(&app.ctx, &actor)
        .await?
        .into_iter()
        .map(|u| CallLine {
            id: u.message.to_string(),
            name: u.name,
            number: u.number,
            phone: u.phone,
            about: subject(&ctx, &u.kind),
            since: u.since.date_naive(),
        })
        .collect();
    Ok(page(calls_page(&ctx, &lines)))
}

async fn phoned(
    State(app): State<AppState>,
    May { actor, .. }: May<rights::WriteWorkers>,
    Path(id): Path<MessageId>,
) -> WebResult<Response> {
    messages::phoned(&app.ctx, &actor, id).await?;
    Ok(done(paths::CALLS, "flash-saved", &[]))
}

async fn letters(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ManageJobs>,
) -> WebResult {
    let (state, dead) = operations::dead_letters(&app.ctx, &actor).await?;
    let lines: Vec<_> = dead
        .into_iter()
        .map(|job| LetterLine {
            id: job.id.to_string(),
            kind: job.kind,
            at: job.dead_at.unwrap_or(job.created_at),
            attempts: job.attempts.into(),
            error: job.last_error.unwrap_or_default(),
        })
        .collect();
    Ok(page(letters_page(&ctx, i64::try_from(state.waiting).unwrap_or(i64::MAX), &lines)))
}

async fn retry(
    State(app): State<AppState>,
    May { actor, .. }: May<rights::ManageJobs>,
    Path(id): Path<Uuid>,
) -> WebResult<Response> {
    operations::retry(&app.ctx, &actor, id).await?;
    Ok(done(paths::LETTERS, "flash-saved", &[]))
}
