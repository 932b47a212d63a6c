//! `Idempotency-Key`: a POST that is sent again with its key gets the first answer, and does nothing twice
//! (draft-ietf-httpapi-idempotency-key-header). A key that comes with another request is refused.

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sojourn_services::{ServiceError, context::fingerprint};
use sojourn_storage::{IdempotencyClaim, entity::access::idempotency_key};

use super::{Caller, Operation, describe};
use crate::{
    state::AppState,
    web::{WebError, WebResult, error::Failure, routing::Verb},
};

/// How long a key is remembered.
const REMEMBERED: chrono::Duration = chrono::Duration::hours(24);
/// A claim without an answer for so long is a node that died.
const ABANDONED: chrono::Duration = chrono::Duration::seconds(60);
/// The longest key.
const LONGEST: usize = 100;

/// Runs a POST that carries a key at most once with success.
pub async fn apply(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let key = request.headers().get("idempotency-key").and_then(|v| v.to_str().ok()).map(str::to_owned);
    match key {
        Some(key) if request.method() == Method::POST => match answer(&app, key, request, next).await {
            Ok(response) => response,
            Err(error) => error.into_response(),
        },
        _ => next.run(request).await,
    }
}

async fn answer(app: &AppState, key: String, request: Request, next: Next) -> WebResult {
    if key.is_empty() || key.len() > LONGEST {
        return Err(WebError::Malformed("a key has 1 to 100 characters"));
    }
    if is_strangers(&request) {
        return Ok(next.run(request).await);
    }
    let (mut parts, body) = request.into_parts();
    let Caller(actor) = Caller::from_request_parts(&mut parts, app).await?;
    let limit = app.config.server.upload_limit;
    let bytes = to_bytes(body, limit).await.map_err(|_| WebError::TooLarge { limit })?;
    let request_hash = fingerprint(&format!("{} {}", parts.uri.path(), String::from_utf8_lossy(&bytes)));
    let now = app.ctx.now();
    let claim = idempotency_key::Model {
        id: app.ctx.new_id(),
        account_id: actor.account.uuid(),
        key: format!("api:{key}"),
        request_hash: request_hash.clone(),
        status: None,
        response: None,
        created_at: now,
        expires_at: now + REMEMBERED,
    };
    let tx = app.ctx.db.begin().await?;
    let claimed = tx.access().claim_idempotency(claim).await?;
    tx.commit().await?;
    let id = match claimed {
        IdempotencyClaim::New(id) => id,
        IdempotencyClaim::Seen(row) if row.request_hash != request_hash => {
            let failure = Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused");
            return Ok(failure.into_response());
        }
        IdempotencyClaim::Seen(row) => match (row.status, row.response) {
            (Some(status @ 200..=299), Some(text)) => return Ok(again(status, text)),
            (None, _) if now - row.created_at <= ABANDONED => return Err(WebError::InProgress),
            // The first one failed or its node died: what it asked for is still to be done.
            _ => row.id,
        },
    };
    let response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    remember(app, id, response).await
}

/// Whether somebody without an account sends what anybody may: there is nobody to remember a key for, and the operation
/// heeds it itself.
fn is_strangers(request: &Request) -> bool {
    let path = request.uri().path();
    let is_open =
        |o: &Operation| o.about.open && o.verb == Verb::Post && path.strip_prefix("/v1") == Some(o.path.as_str());
    !request.headers().contains_key(header::AUTHORIZATION) && describe::operations().iter().any(is_open)
}

/// The first answer, once more.
fn again(status: i32, text: String) -> Response {
    let status = u16::try_from(status).ok().and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or(StatusCode::OK);
    let json = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, json)], text).into_response()
}

/// Keeps a success with its body; a failure is forgotten, so that the request can be sent again.
async fn remember(app: &AppState, id: uuid::Uuid, response: Response) -> WebResult {
    let status = response.status();
    if !status.is_success() {
        let tx = app.ctx.db.begin().await?;
        tx.access().finish_idempotency(id, status.as_u16(), "").await?;
        tx.commit().await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.map_err(|e| ServiceError::Internal(e.to_string()))?;
    let tx = app.ctx.db.begin().await?;
    tx.access().finish_idempotency(id, status.as_u16(), &String::from_utf8_lossy(&bytes)).await?;
    tx.commit().await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}
