//! Who the caller is, on which devices, and with which tokens; and the description itself.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use sojourn_domain::{
    AccountId, Locale, Role, SessionId, WorkerId,
    act::{Kind, Spec, must},
};
use sojourn_services::{
    ServiceError,
    access::{
        account,
        api::{self as tokens, Wanted},
        session,
    },
};
use uuid::Uuid;

use super::{
    Api, Body, Caller,
    answer::{Answer, created, done},
    caller::Bearer,
    describe,
    operation::{About, Takes},
};
use crate::{
    state::AppState,
    web::{Path, WebResult},
};

const LANGUAGE: &[Spec] = &[must("locale", Kind::Code("locale", || Locale::ALL.iter().map(|l| l.code()).collect()))];

pub(super) fn operations() -> Api {
    Api::of("access")
        .get("/openapi.json", description, About::reads::<Description>("This description.").open())
        .get("/me", me, About::reads::<Me>("Whose token this is, with its roles."))
        .post(
            "/account/language",
            choose_language,
            About::does("Chooses the language of the caller's pages and mail.", Takes::Fields(LANGUAGE)),
        )
        .get("/account/sessions", sessions, About::reads::<Sessions>("The caller's signed-in devices."))
        .post("/account/sessions/end", end_all, About::does("Signs out of every device.", Takes::Nothing))
        .post("/account/sessions/{id}/end", end, About::does("Signs one device out.", Takes::Nothing))
        .get("/account/tokens", list, About::reads::<Tokens>("The caller's tokens, without their secrets."))
        .post(
            "/account/tokens",
            issue,
            About::creates::<NewToken>(
                "Makes a token, whose secret is answered once. It never outlives the one it is asked for with.",
                Takes::Fields(Wanted::fields()),
            ),
        )
        .post("/account/tokens/{id}/revoke", revoke, About::does("Revokes a token at once.", Takes::Nothing))
}

/// An OpenAPI 3.1 document.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
struct Description(Value);

async fn description(State(app): State<AppState>) -> Json<Description> {
    Json(Description(describe::document(&app.ctx.settings.base_url)))
}

/// The caller.
#[derive(Serialize, JsonSchema)]
struct Me {
    /// The account.
    account: AccountId,
    /// The name shown to others.
    name: String,
    /// The roles held.
    roles: Vec<Role>,
    /// The worker the account belongs to, for a worker's.
    worker: Option<WorkerId>,
}

async fn me(Caller(actor): Caller) -> Json<Me> {
    let roles = actor.roles();
    Json(Me { account: actor.account, name: actor.name, roles, worker: actor.worker })
}

async fn choose_language(
    State(app): State<AppState>,
    Caller(actor): Caller,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let chosen = Locale::from_code(&body.parse(LANGUAGE)?.line("locale"));
    let chosen = chosen.ok_or_else(|| ServiceError::field("locale", "choose_one"))?;
    account::choose_language(&app.ctx, &actor, chosen).await?;
    done()
}

/// Devices, the one last used first.
#[derive(Serialize, JsonSchema)]
struct Sessions {
    sessions: Vec<SessionLine>,
}

/// A signed-in device.
#[derive(Serialize, JsonSchema)]
struct SessionLine {
    /// The session, by which it is ended.
    id: SessionId,
    /// What the browser calls itself.
    device: String,
    /// When it signed in.
    since: DateTime<Utc>,
    /// When it was last used, to within five minutes.
    last_seen_at: DateTime<Utc>,
}

async fn sessions(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Sessions> {
    let found = session::list(&app.ctx, actor.account, None).await?;
    let line =
        |d: session::Device| SessionLine { id: d.session, device: d.device, since: d.since, last_seen_at: d.last_seen };
    Ok(Json(Sessions { sessions: found.into_iter().map(line).collect() }))
}

async fn end_all(State(app): State<AppState>, Caller(actor): Caller) -> WebResult<impl IntoResponse> {
    session::end_all(&app.ctx, actor.account, None).await?;
    done()
}

async fn end(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<SessionId>,
) -> WebResult<impl IntoResponse> {
    session::end(&app.ctx, &actor, id).await?;
    done()
}

/// Tokens, the oldest first.
#[derive(Serialize, JsonSchema)]
struct Tokens {
    tokens: Vec<TokenLine>,
}

/// A token without its secret.
#[derive(Serialize, JsonSchema)]
struct TokenLine {
    /// The token's id, by which it is revoked.
    id: Uuid,
    /// What it is for, in its owner's words.
    label: String,
    /// `read`, or `write` for everything.
    scope: &'static str,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it ends.
    expires_at: DateTime<Utc>,
}

async fn list(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Tokens> {
    let found = tokens::list(&app.ctx, &actor).await?;
    let line = |t: tokens::Token| TokenLine {
        id: t.id,
        label: t.label,
        scope: t.scope.code(),
        created_at: t.created_at,
        expires_at: t.expires_at,
    };
    Ok(Json(Tokens { tokens: found.into_iter().map(line).collect() }))
}

/// A token just made.
#[derive(Serialize, JsonSchema)]
struct NewToken {
    /// The token's id, by which it is revoked.
    id: Uuid,
    /// The secret. It is answered here and nowhere else.
    token: String,
    /// When it ends.
    expires_at: DateTime<Utc>,
}

async fn issue(State(app): State<AppState>, bearer: Bearer, body: Body) -> WebResult<Response> {
    let wanted = Wanted::parse(&body.0).map_err(ServiceError::from)?;
    // A secret that leaks must not make itself last longer.
    let lives = wanted.lives.min(bearer.ends_at - app.ctx.now());
    let made = tokens::issue_as(&app.ctx, &bearer.actor, app.ctx.new_id(), Wanted { lives, ..wanted }).await?;
    created(NewToken { id: made.id, token: made.token, expires_at: made.expires_at })
}

async fn revoke(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> WebResult<impl IntoResponse> {
    tokens::revoke(&app.ctx, &actor, id).await?;
    done()
}
