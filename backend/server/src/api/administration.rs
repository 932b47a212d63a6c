//! Accounts, organisations and the audit trail, for programs: the use cases of the pages.

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use sojourn_domain::{
    AccountId, Grant, Locale, OrganisationId, Role,
    access::{Account, AccountStatus},
    programme::{Organisation, OrganisationKind},
};
use sojourn_services::{
    ServiceError,
    access::{
        account::{self, Authority, NewAccount},
        staff,
    },
    audit, operations,
    organisations::{self, Change},
};
use sojourn_storage::{AuditKey, OrganisationFilter, StaffFilter};

use super::{Body, Caller};
use crate::{
    routes::{
        audit::{Search, read, write},
        key::PAGE,
        organisations::accreditation,
    },
    state::AppState,
    web::WebResult,
};

type Answer = WebResult<Json<Value>>;

/// The routes under `/api/v1`.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/accounts", get(accounts).post(invite))
        .route("/accounts/{id}", get(profile))
        .route("/accounts/{id}/roles", post(grant))
        .route("/accounts/{id}/roles/end", post(take_back))
        .route("/accounts/{id}/disable", post(disable))
        .route("/accounts/{id}/enable", post(enable))
        .route("/accounts/{id}/link", post(send_link))
        .route("/organisations", get(list).post(create))
        .route("/organisations/{id}", get(show).post(describe))
        .route("/organisations/{id}/accredit", post(accredit))
        .route("/organisations/{id}/suspend", post(suspend))
        .route("/organisations/{id}/lift", post(lift))
        .route("/audit", get(trail))
        .route("/audit/state", get(trail_state))
}

fn created(value: Value) -> WebResult {
    Ok((StatusCode::CREATED, Json(value)).into_response())
}

fn nothing() -> WebResult {
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// An account as programs read it: the secret's hash is not among it.
fn shown(a: &Account) -> Value {
    json!({ "id": a.id, "name": a.name, "email": a.email, "language": a.locale.code(), "status": a.status(),
        "roles": a.grants, "version": a.version })
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    after: String,
}

async fn accounts(State(app): State<AppState>, Caller(actor): Caller, Query(asked): Query<Asked>) -> Answer {
    let filter = StaffFilter {
        text: asked.q,
        status: AccountStatus::from_code(&asked.status),
        organisation: asked.organisation.parse().ok(),
    };
    let found = staff::list(&app.ctx, &actor, &filter, asked.after.parse().ok(), PAGE).await?;
    let accounts: Vec<_> = found.accounts.iter().map(shown).collect();
    Ok(Json(json!({ "accounts": accounts, "next": found.next })))
}

async fn profile(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<AccountId>) -> Answer {
    let found = staff::profile(&app.ctx, &actor, id).await?;
    let sessions: Vec<_> = found
        .sessions
        .iter()
        .map(|s| json!({ "device": s.device, "since": s.created_at, "last_seen": s.last_seen_at }))
        .collect();
    Ok(Json(json!({ "account": shown(&found.account), "sessions": sessions, "invited_until": found.invited_until })))
}

fn grant_of(body: &Body) -> Result<Grant, ServiceError> {
    Ok(Grant {
        role: Role::from_code(body.value("role")).ok_or_else(|| ServiceError::field("role", "choose_one"))?,
        organisation: id_of(body, "organisation")?,
        district: body.some("district").map(str::to_owned),
    })
}

fn id_of(body: &Body, field: &str) -> Result<Option<OrganisationId>, ServiceError> {
    body.some(field).map(str::parse).transpose().map_err(|_| ServiceError::field(field, "choose_one"))
}

fn version_of(body: &Body) -> Result<i32, ServiceError> {
    body.value("version").parse().map_err(|_| ServiceError::field("version", "number"))
}

async fn invite(State(app): State<AppState>, Caller(actor): Caller, body: Body) -> WebResult {
    let locale = match body.some("locale") {
        Some(code) => Locale::from_code(code).ok_or_else(|| ServiceError::field("locale", "choose_one"))?,
        None => actor.locale,
    };
    let new = NewAccount {
        name: body.value("name").to_owned(),
        email: body.value("email").to_owned(),
        locale,
        grants: vec![grant_of(&body)?],
    };
    created(json!({ "account": account::create(&app.ctx, Authority::Of(&actor), new).await? }))
}

async fn grant(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<AccountId>, body: Body) -> WebResult {
    staff::grant(&app.ctx, &actor, id, version_of(&body)?, grant_of(&body)?).await?;
    nothing()
}

async fn take_back(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<AccountId>,
    body: Body,
) -> WebResult {
    staff::take_back(&app.ctx, &actor, id, version_of(&body)?, &grant_of(&body)?).await?;
    nothing()
}

async fn disable(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<AccountId>) -> WebResult {
    staff::profile(&app.ctx, &actor, id).await?;
    account::disable(&app.ctx, Authority::Of(&actor), id).await?;
    nothing()
}

async fn enable(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<AccountId>) -> WebResult {
    staff::enable(&app.ctx, &actor, id).await?;
    nothing()
}

async fn send_link(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<AccountId>) -> WebResult {
    staff::send_link(&app.ctx, &actor, id).await?;
    nothing()
}

async fn list(State(app): State<AppState>, Caller(actor): Caller, Query(asked): Query<Asked>) -> Answer {
    let kind = OrganisationKind::from_code(&asked.kind);
    let filter = OrganisationFilter { text: asked.q, kind, countries: None };
    let found = organisations::list(&app.ctx, &actor, filter, asked.after.parse().ok(), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|o| o.id);
    Ok(Json(json!({ "organisations": found.rows, "next": next })))
}

async fn show(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<OrganisationId>) -> Answer {
    let (organisation, version): (Organisation, i32) = organisations::show(&app.ctx.db.reader(), &actor, id).await?;
    Ok(Json(json!({ "organisation": organisation, "version": version })))
}

async fn create(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult {
    created(json!({ "organisation": organisations::create(&app.ctx, &actor, &fields).await? }))
}

async fn describe(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult {
    let version = version_of(&body)?;
    organisations::change(&app.ctx, &actor, id, version, Change::Describe(body.0)).await?;
    nothing()
}

async fn accredit(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult {
    let change = accreditation(|field| body.value(field).to_owned())?;
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, change).await?;
    nothing()
}

async fn suspend(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult {
    let change = Change::Suspend(body.value("reason").to_owned());
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, change).await?;
    nothing()
}

async fn lift(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult {
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, Change::Lift).await?;
    nothing()
}

async fn trail(State(app): State<AppState>, Caller(actor): Caller, Query(search): Query<Search>) -> Answer {
    let asked = search.asked().map_err(|errors| ServiceError::from(sojourn_domain::Refusal::Invalid(errors)))?;
    let found = audit::list(&app.ctx, &actor, &asked, read(&search.after), PAGE).await?;
    let last = found.rows.last().filter(|_| found.more).map(|l| AuditKey { at: l.row.at, id: l.row.id });
    let rows: Vec<_> = found
        .rows
        .iter()
        .map(|l| {
            json!({ "id": l.row.id, "at": l.row.at, "account": l.row.account_id, "by": l.by, "act": l.row.act,
                "subject_kind": l.row.subject_kind, "subject": l.row.subject_id, "case": l.case,
                "details": l.row.details, "hash": l.row.hash })
        })
        .collect();
    Ok(Json(json!({ "rows": rows, "next": last.map(write) })))
}

async fn trail_state(State(app): State<AppState>, Caller(actor): Caller) -> Answer {
    let trail = operations::trail(&app.ctx, &actor).await?;
    let check = trail.check.map(|c| {
        json!({ "at": c.at, "chains": c.chains, "seals": c.seals, "faults": c.faults, "first_fault_chain": c.fault_chain,
            "first_fault_row": c.fault_seq })
    });
    Ok(Json(json!({ "sealed_until": trail.sealed_until, "unsealed_rows": trail.unsealed, "last_check": check })))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_account_is_shown_without_its_secret() {
        let account = Account {
            id: "0190a000-0000-7000-8000-000000000000".parse().unwrap(),
            name: "Amina".into(),
            email: None,
            worker: None,
            secret_hash: Some("$argon2id$secret".into()),
            locale: Locale::En,
            disabled_at: None,
            demo: false,
            grants: Vec::new(),
            version: 1,
        };
        let text = shown(&account).to_string();
        assert!(text.contains("\"status\":\"active\"") && !text.contains("argon2id"), "{text}");
    }
}
