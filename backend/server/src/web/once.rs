//! A double click sends a form once. The form's number is claimed before the handler runs; the second request
//! waits for the first one's answer and gets the same redirect.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sojourn_domain::AccountId;
use sojourn_storage::{IdempotencyClaim, entity::access::idempotency_key};
use uuid::Uuid;

use super::{
    error::{WebError, WebResult},
    form::Form,
    respond,
    visit::Visit,
};
use crate::state::AppState;

/// How long a form's number is remembered.
const REMEMBERED: chrono::Duration = chrono::Duration::hours(24);
/// How often, and how many times, the second request looks whether the first is done.
const LOOK_EVERY: Duration = Duration::from_millis(100);
const LOOKS: u32 = 50;
/// A claim without an answer for so long is a node that died: the form may be sent again.
const ABANDONED: chrono::Duration = chrono::Duration::seconds(30);

/// Runs the handler of a form at most once with success.
pub async fn once(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let form = request.extensions().get::<Form>().map(|f| f.once.clone());
    let live = request.extensions().get::<Visit>().and_then(|v| v.live.clone());
    let (Some(key), Some(live)) = (form, live) else { return next.run(request).await };
    match claim(&app, live.actor.account, &key, request.uri().path()).await {
        Ok(Claimed::Mine(id)) => {
            let response = next.run(request).await;
            let location = response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
            remember(&app, id, response.status(), location.to_owned()).await;
            response
        }
        Ok(Claimed::Answered(location)) => respond::see(&location),
        Err(error) => error.into_response(),
    }
}

enum Claimed {
    Mine(Uuid),
    Answered(String),
}

async fn claim(app: &AppState, account: AccountId, key: &str, path: &str) -> WebResult<Claimed> {
    for _ in 0..LOOKS {
        let now = app.ctx.now();
        let tx = app.ctx.db.begin().await?;
        let claim = idempotency_key::Model {
            id: app.ctx.new_id(),
            account_id: account.uuid(),
            key: format!("form:{key}"),
            request_hash: sojourn_services::context::fingerprint(path),
            status: None,
            response: None,
            created_at: now,
            expires_at: now + REMEMBERED,
        };
        let claimed = tx.access().claim_idempotency(claim).await?;
        tx.commit().await?;
        match claimed {
            IdempotencyClaim::New(id) => return Ok(Claimed::Mine(id)),
            IdempotencyClaim::Seen(row) => match (row.status, row.response) {
                (Some(303), Some(location)) => return Ok(Claimed::Answered(location)),
                // The first one did not succeed: what it asked for is still to be done.
                (Some(_), _) => return Ok(Claimed::Mine(row.id)),
                (None, _) if now - row.created_at > ABANDONED => return Ok(Claimed::Mine(row.id)),
                (None, _) => tokio::time::sleep(LOOK_EVERY).await,
            },
        }
    }
    Err(WebError::InProgress)
}

/// Keeps where the person was sent. If this fails, the worst is that a second click is heard twice, and then
/// the record's version refuses it.
async fn remember(app: &AppState, id: Uuid, status: StatusCode, location: String) {
    let kept = async {
        let tx = app.ctx.db.begin().await?;
        tx.access().finish_idempotency(id, status.as_u16(), &location).await?;
        tx.commit().await
    };
    if let Err(error) = kept.await {
        tracing::warn!(%error, "a form's answer was not kept");
    }
}
