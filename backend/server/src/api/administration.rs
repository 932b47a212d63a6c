//! Accounts, organisations and the audit trail, for programs: the use cases of the pages.

use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sojourn_domain::{
    AccountId, Grant, Locale, OrganisationId, Role,
    access::{Account, AccountStatus},
    act::{Kind, Spec, may, must},
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
use uuid::Uuid;

use super::{
    Api, Body, Caller, CallerMay,
    answer::{Answer, created, done},
    operation::{AFTER, About, Takes},
};
use crate::{
    routes::{
        audit::{Search, read, write},
        key::PAGE,
        organisations::accreditation,
    },
    state::AppState,
    web::{Path, WebResult, rights},
};

const ACCOUNTS: &[Spec] = &[may("q", Kind::Line), may("status", STATUS), may("organisation", Kind::Record), AFTER];
const ORGANISATIONS: &[Spec] = &[may("q", Kind::Line), may("kind", KIND), AFTER];
const TRAIL: &[Spec] = &[
    may("account", Kind::Line),
    may("case", Kind::Line),
    may("act", Kind::Line),
    may("from", Kind::Day),
    may("until", Kind::Day),
    AFTER,
];
const STATUS: Kind = Kind::Code("account-status", || AccountStatus::ALL.iter().map(|s| s.code()).collect());
const KIND: Kind = Kind::Code("organisation-kind", || OrganisationKind::ALL.iter().map(|k| k.code()).collect());
const LOCALE: Kind = Kind::Code("locale", || Locale::ALL.iter().map(|l| l.code()).collect());
const ROLE: Kind = Kind::Code("role", || Role::given().map(Role::code).collect());
/// The version that was seen.
const VERSION: Spec = must("version", Kind::Number(1, i32::MAX as i64));
const INVITED: &[Spec] = &[
    must("name", Kind::Line),
    must("email", Kind::Line),
    may("locale", LOCALE),
    must("role", ROLE),
    may("organisation", Kind::Record),
    may("district", Kind::Line),
];
/// What a role is given and taken back by.
const GRANT: &[Spec] = &[VERSION, must("role", ROLE), may("organisation", Kind::Record), may("district", Kind::Line)];
/// What describes an organisation.
const DESCRIBED: &[Spec] = &[must("name", Kind::Line), must("organisation_kind", KIND), must("country", Kind::Line)];
const REDESCRIBED: &[Spec] =
    &[VERSION, must("name", Kind::Line), must("organisation_kind", KIND), must("country", Kind::Line)];
const ACCREDITED: &[Spec] = &[VERSION, must("accredited_from", Kind::Day), may("accredited_until", Kind::Day)];
const SUSPENDED: &[Spec] = &[VERSION, must("reason", Kind::Text)];

pub(super) fn operations() -> Api {
    let api = Api::of("administration")
        .get(
            "/accounts",
            accounts,
            About::reads::<Accounts>("Accounts of those who work here, by name.").query(ACCOUNTS),
        )
        .post(
            "/accounts",
            invite,
            About::creates::<NewAccountAnswer>("Opens an account and mails its invitation.", Takes::Fields(INVITED)),
        )
        .get(
            "/accounts/{id}",
            profile,
            About::reads::<ProfileAnswer>("An account with its roles and where it is signed in."),
        )
        .post("/accounts/{id}/roles", grant, About::does("Gives a role; never to oneself.", Takes::Fields(GRANT)))
        .post("/accounts/{id}/roles/end", take_back, About::does("Takes a role back.", Takes::Fields(GRANT)))
        .post(
            "/accounts/{id}/disable",
            disable,
            About::does("Switches an account off; its sessions end at once.", Takes::Nothing),
        )
        .post("/accounts/{id}/enable", enable, About::does("Switches an account on again.", Takes::Nothing))
        .post(
            "/accounts/{id}/link",
            send_link,
            About::does("Mails the invitation again, or a link to a new password.", Takes::Nothing),
        );
    organisation_operations(api)
        .get(
            "/audit",
            trail,
            About::reads::<TrailAnswer>("The audit trail, newest first: who did and who read what.").query(TRAIL),
        )
        .get(
            "/audit/state",
            trail_state,
            About::reads::<TrailState>("Until when the trail is sealed, and what its last check came to."),
        )
}

fn organisation_operations(api: Api) -> Api {
    api.get(
        "/organisations",
        list,
        About::reads::<Organisations>("Organisations the caller keeps, by name.").query(ORGANISATIONS),
    )
    .post(
        "/organisations",
        create,
        About::creates::<NewOrganisation>("Adds an organisation, not accredited yet.", Takes::Fields(DESCRIBED)),
    )
    .get(
        "/organisations/{id}",
        show,
        About::reads::<OrganisationAnswer>("An organisation, with the version a change names."),
    )
    .post("/organisations/{id}", describe, About::does("Describes an organisation anew.", Takes::Fields(REDESCRIBED)))
    .post(
        "/organisations/{id}/accredit",
        accredit,
        About::does("Accredits an organisation from a day on.", Takes::Fields(ACCREDITED)),
    )
    .post(
        "/organisations/{id}/suspend",
        suspend,
        About::does("Suspends an organisation; the open offers of an employer go back.", Takes::Fields(SUSPENDED)),
    )
    .post("/organisations/{id}/lift", lift, About::does("Ends a suspension.", Takes::Fields(&[VERSION])))
}

/// An account as programs read it: the secret's hash is not among it.
#[derive(Serialize, JsonSchema)]
struct AccountAnswer {
    id: AccountId,
    name: String,
    email: Option<String>,
    language: Locale,
    status: AccountStatus,
    roles: Vec<Grant>,
    /// The version a change names.
    version: i32,
}

fn shown(a: &Account) -> AccountAnswer {
    AccountAnswer {
        id: a.id,
        name: a.name.clone(),
        email: a.email.clone(),
        language: a.locale,
        status: a.status(),
        roles: a.grants.clone(),
        version: a.version,
    }
}

/// A page of accounts.
#[derive(Serialize, JsonSchema)]
struct Accounts {
    accounts: Vec<AccountAnswer>,
    /// Where the next page begins.
    next: Option<AccountId>,
}

/// An account with where it is signed in.
#[derive(Serialize, JsonSchema)]
struct ProfileAnswer {
    account: AccountAnswer,
    sessions: Vec<SignedInAt>,
    /// Until when the invitation can be used, while one can.
    invited_until: Option<DateTime<Utc>>,
}

/// A signed-in device of an account.
#[derive(Serialize, JsonSchema)]
struct SignedInAt {
    device: String,
    since: DateTime<Utc>,
    last_seen: DateTime<Utc>,
}

/// An account just opened.
#[derive(Serialize, JsonSchema)]
struct NewAccountAnswer {
    account: AccountId,
}

/// A page of organisations.
#[derive(Serialize, JsonSchema)]
struct Organisations {
    organisations: Vec<Organisation>,
    /// Where the next page begins.
    next: Option<OrganisationId>,
}

/// An organisation with its version.
#[derive(Serialize, JsonSchema)]
struct OrganisationAnswer {
    organisation: Organisation,
    /// The version a change names.
    version: i32,
}

/// An organisation just added.
#[derive(Serialize, JsonSchema)]
struct NewOrganisation {
    organisation: OrganisationId,
}

/// A page of the trail.
#[derive(Serialize, JsonSchema)]
struct TrailAnswer {
    rows: Vec<TrailRow>,
    /// Where the next page begins.
    next: Option<String>,
}

/// A row of the trail: ids and codes, never what a record says.
#[derive(Serialize, JsonSchema)]
struct TrailRow {
    id: Uuid,
    at: DateTime<Utc>,
    /// Who acted; null is a schedule, or the console.
    account: Option<Uuid>,
    /// Their name.
    by: Option<String>,
    act: String,
    subject_kind: String,
    subject: Option<Uuid>,
    /// The number of the case it belongs to.
    case: Option<String>,
    details: String,
    /// The row's place in its chain.
    hash: String,
}

/// How the trail stands.
#[derive(Serialize, JsonSchema)]
struct TrailState {
    /// Until when the newest seal reaches.
    sealed_until: Option<DateTime<Utc>>,
    /// Rows written since.
    unsealed_rows: u64,
    last_check: Option<TrailCheck>,
}

/// What following the chains came to.
#[derive(Serialize, JsonSchema)]
struct TrailCheck {
    at: DateTime<Utc>,
    chains: i32,
    seals: i64,
    faults: i32,
    first_fault_chain: Option<Uuid>,
    first_fault_row: Option<i64>,
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

async fn accounts(State(app): State<AppState>, Caller(actor): Caller, Query(asked): Query<Asked>) -> Answer<Accounts> {
    let filter = StaffFilter {
        text: asked.q,
        status: AccountStatus::from_code(&asked.status),
        organisation: asked.organisation.parse().ok(),
    };
    let found = staff::list(&app.ctx, &actor, &filter, asked.after.parse().ok(), PAGE).await?;
    Ok(Json(Accounts { accounts: found.accounts.iter().map(shown).collect(), next: found.next }))
}

async fn profile(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<AccountId>,
) -> Answer<ProfileAnswer> {
    let found = staff::profile(&app.ctx, &actor, id).await?;
    let sessions: Vec<_> = found
        .sessions
        .iter()
        .map(|s| SignedInAt { device: s.device.clone(), since: s.created_at, last_seen: s.last_seen_at })
        .collect();
    Ok(Json(ProfileAnswer { account: shown(&found.account), sessions, invited_until: found.invited_until }))
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

async fn invite(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ManageAccounts>,
    body: Body,
) -> WebResult<Response> {
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
    created(NewAccountAnswer { account: account::create(&app.ctx, Authority::Of(&actor), new).await? })
}

async fn grant(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<AccountId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    staff::grant(&app.ctx, &actor, id, version_of(&body)?, grant_of(&body)?).await?;
    done()
}

async fn take_back(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<AccountId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    staff::take_back(&app.ctx, &actor, id, version_of(&body)?, &grant_of(&body)?).await?;
    done()
}

async fn disable(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<AccountId>,
) -> WebResult<impl IntoResponse> {
    staff::profile(&app.ctx, &actor, id).await?;
    account::disable(&app.ctx, Authority::Of(&actor), id).await?;
    done()
}

async fn enable(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<AccountId>,
) -> WebResult<impl IntoResponse> {
    staff::enable(&app.ctx, &actor, id).await?;
    done()
}

async fn send_link(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<AccountId>,
) -> WebResult<impl IntoResponse> {
    staff::send_link(&app.ctx, &actor, id).await?;
    done()
}

async fn list(State(app): State<AppState>, Caller(actor): Caller, Query(asked): Query<Asked>) -> Answer<Organisations> {
    let kind = OrganisationKind::from_code(&asked.kind);
    let filter = OrganisationFilter { text: asked.q, kind, countries: None };
    let found = organisations::list(&app.ctx, &actor, filter, asked.after.parse().ok(), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|o| o.id);
    Ok(Json(Organisations { organisations: found.rows, next }))
}

async fn show(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
) -> Answer<OrganisationAnswer> {
    let (organisation, version) = organisations::show(&app.ctx.db.reader(), &actor, id).await?;
    Ok(Json(OrganisationAnswer { organisation, version }))
}

async fn create(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult<Response> {
    created(NewOrganisation { organisation: organisations::create(&app.ctx, &actor, &fields).await? })
}

async fn describe(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let version = version_of(&body)?;
    organisations::change(&app.ctx, &actor, id, version, Change::Describe(body.0)).await?;
    done()
}

async fn accredit(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let change = accreditation(|field| body.value(field).to_owned())?;
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, change).await?;
    done()
}

async fn suspend(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let change = Change::Suspend(body.value("reason").to_owned());
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, change).await?;
    done()
}

async fn lift(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, Change::Lift).await?;
    done()
}

async fn trail(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Query(search): Query<Search>,
) -> Answer<TrailAnswer> {
    let asked = search.asked().map_err(|errors| ServiceError::from(sojourn_domain::Refusal::Invalid(errors)))?;
    let found = audit::list(&app.ctx, &actor, &asked, read(&search.after), PAGE).await?;
    let last = found.rows.last().filter(|_| found.more).map(|l| AuditKey { at: l.row.at, id: l.row.id });
    let row = |l: audit::Line| TrailRow {
        id: l.row.id,
        at: l.row.at,
        account: l.row.account_id,
        by: l.by,
        act: l.row.act,
        subject_kind: l.row.subject_kind,
        subject: l.row.subject_id,
        case: l.case,
        details: l.row.details,
        hash: l.row.hash,
    };
    Ok(Json(TrailAnswer { rows: found.rows.into_iter().map(row).collect(), next: last.map(write) }))
}

async fn trail_state(State(app): State<AppState>, Caller(actor): Caller) -> Answer<TrailState> {
    let trail = operations::trail(&app.ctx, &actor).await?;
    let last_check = trail.check.map(|c| TrailCheck {
        at: c.at,
        chains: c.chains,
        seals: c.seals,
        faults: c.faults,
        first_fault_chain: c.fault_chain,
        first_fault_row: c.fault_seq,
    });
    Ok(Json(TrailState { sealed_until: trail.sealed_until, unsealed_rows: trail.unsealed, last_check }))
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
        let text = serde_json::to_string(&shown(&account)).unwrap();
        assert!(text.contains("\"status\":\"active\"") && !text.contains("argon2id"), "{text}");
    }
}
