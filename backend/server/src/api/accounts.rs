//! Accounts of those who work here, for programs: found, opened, given roles, switched off and on, helped in.

use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{
    AccountId, Grant, Locale, OrganisationId, Role,
    access::{Account, AccountStatus},
    act::{Kind, Spec, may, must},
};
use sojourn_services::{
    ServiceError,
    access::{
        account::{self, Authority, NewAccount},
        staff,
    },
};

use super::{
    Api, Body, Caller, CallerMay,
    answer::{Answer, created, done},
    body::{VERSION, version_of},
    operation::{AFTER, About, Takes},
};
use crate::{
    routes::{accounts::Asked, key::PAGE},
    state::AppState,
    web::{Path, WebResult, rights},
};

const ASKED: &[Spec] = &[may("q", Kind::Line), may("status", STATUS), may("organisation", Kind::Record), AFTER];
const STATUS: Kind = Kind::Code("account-status", || AccountStatus::ALL.iter().map(|s| s.code()).collect());
const LOCALE: Kind = Kind::Code("locale", || Locale::ALL.iter().map(|l| l.code()).collect());
const ROLE: Kind = Kind::Code("role", || Role::given().map(Role::code).collect());
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

pub(super) fn operations() -> Api {
    Api::of("administration")
        .get("/accounts", list, About::reads::<Accounts>("Accounts of those who work here, by name.").query(ASKED))
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
        )
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

async fn list(State(app): State<AppState>, Caller(actor): Caller, Query(asked): Query<Asked>) -> Answer<Accounts> {
    let found = staff::list(&app.ctx, &actor, &asked.filter(), asked.after.parse().ok(), PAGE).await?;
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
