//! Signing in and out, invitations, resets, activation codes, one's devices, the language.

use axum::{
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use sojourn_domain::{AccountId, FieldError, Locale, Role, SessionId};
use sojourn_services::{
    ServiceError,
    access::{
        account, api, demo, link,
        pin::{self, Activate},
        session::{self, Opened},
        sign_in::{self, SignIn},
    },
};
use sojourn_storage::TokenPurpose;
use sojourn_ui::{
    FormState,
    pages::access::{
        AccountProps, ActivateProps, Device, ForgotProps, InvitationProps, PasswordProps, SignInProps, TokenLine,
        account as account_page, activate as activate_page, forgot as forgot_page, invitation as invitation_page,
        link_expired, reset as reset_page, sign_in as sign_in_page,
    },
    paths,
};
use uuid::Uuid;

use crate::{
    state::AppState,
    web::{
        Form, Page, Path, SignedIn, WebError, WebResult,
        cookies::CookieKind,
        respond::{again, done, own_path, page, see},
        resume,
        routing::{Routes, get, post},
        visit::{Visit, locale_cookie},
    },
};

/// The routes of access.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::SIGN_IN, get(show_sign_in).post(do_sign_in))
        .route(paths::SIGN_IN_DEMO, post(enter_demo))
        .route(paths::SIGN_OUT, post(sign_out))
        .route(paths::LANGUAGE, post(choose_language))
        .route(paths::FORGOT, get(show_forgot).post(send_reset))
        .route("/reset/{secret}", get(show_reset).post(do_reset))
        .route("/invitation/{secret}", get(show_invitation).post(accept_invitation))
        .route(paths::ACTIVATE, get(show_activate).post(do_activate))
        .route(paths::ACCOUNT, get(show_account))
        .route(paths::SIGN_OUT_EVERYWHERE, post(sign_out_everywhere))
        .route("/account/sessions/{id}/end", post(end_session))
        .route(paths::TOKENS, post(make_token))
        .route("/account/tokens/{id}/revoke", post(revoke_token))
}

#[derive(Debug, Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

async fn show_sign_in(
    State(app): State<AppState>,
    ctx: Page,
    who: Option<SignedIn>,
    Query(to): Query<Next>,
) -> Response {
    if who.is_some() {
        return see(own_path(&to.next));
    }
    let next = Some(own_path(&to.next).to_owned()).filter(|n| n != "/");
    let props = SignInProps { next, demo: resume::offered(&app).await, ..SignInProps::default() };
    page(sign_in_page(&ctx, &props))
}

async fn do_sign_in(State(app): State<AppState>, visit: Visit, ctx: Page, form: Form) -> WebResult {
    let command = SignIn {
        login: form.value("identifier").to_owned(),
        // Not trimmed: a blank may be part of a password.
        secret: form.values.get("secret").cloned().unwrap_or_default(),
        origin: visit.origin,
    };
    let next = form.value("next");
    match sign_in::sign_in(&app.ctx, command).await {
        Ok(opened) => Ok(enter(&app, &opened, next, visit.chosen).await),
        Err(error) => {
            let props = SignInProps {
                form: form.refused(error)?,
                next: form.some("next").map(str::to_owned),
                form_kept: resume::is_kept(next),
                demo: resume::offered(&app).await,
            };
            Ok(again(sign_in_page(&ctx, &props)))
        }
    }
}

/// Sets the new session's cookie and leads on: to a kept form, to the page that was asked for, or home.
async fn enter(app: &AppState, opened: &Opened, next: &str, chosen: Option<Locale>) -> Response {
    let kept = if resume::is_kept(next) { resume::send(app, opened, next, chosen).await } else { None };
    let mut response = kept.unwrap_or_else(|| see(own_path(next)));
    // The cookie outlives the session, so that a form sent too late is still known to be ours.
    let seconds = app.ctx.settings.session_max.num_seconds();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, app.cookies.set(CookieKind::Session, &opened.token, seconds));
    headers.append(header::SET_COOKIE, app.cookies.set(CookieKind::Visitor, "", 0));
    response
}

async fn enter_demo(State(app): State<AppState>, visit: Visit, form: Form) -> WebResult {
    let account: AccountId = form.value("account").parse().map_err(|_| WebError::NotFound)?;
    let opened = demo::enter(&app.ctx, account, &visit.origin).await?;
    Ok(enter(&app, &opened, form.value("next"), visit.chosen).await)
}

async fn sign_out(State(app): State<AppState>, who: Option<SignedIn>) -> WebResult {
    if let Some(who) = who {
        session::end(&app.ctx, &who.actor, who.live.session).await?;
    }
    let mut response = done(paths::SIGN_IN, "flash-signed-out", &[]);
    response.headers_mut().append(header::SET_COOKIE, app.cookies.set(CookieKind::Session, "", 0));
    // What the browser kept for offline use goes with the session.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

async fn choose_language(State(app): State<AppState>, who: Option<SignedIn>, form: Form) -> WebResult {
    let locale = Locale::from_code(form.value("locale")).ok_or(WebError::Malformed("no such language"))?;
    if let Some(who) = who {
        account::choose_language(&app.ctx, &who.actor, locale).await?;
    }
    let mut response = see(own_path(form.value("next")));
    response.headers_mut().append(header::SET_COOKIE, locale_cookie(&app, locale));
    Ok(response)
}

async fn show_forgot(ctx: Page) -> Response {
    page(forgot_page(&ctx, &ForgotProps::default()))
}

async fn send_reset(State(app): State<AppState>, visit: Visit, ctx: Page, form: Form) -> WebResult {
    if form.some("email").is_none() {
        let errors = vec![FieldError::new("email", "required")];
        return Ok(again(forgot_page(&ctx, &ForgotProps { form: form.state(errors), sent: false })));
    }
    link::request_reset(&app.ctx, form.value("email"), &visit.origin.address).await?;
    Ok(page(forgot_page(&ctx, &ForgotProps { form: FormState::default(), sent: true })))
}

async fn show_reset(State(app): State<AppState>, ctx: Page, Path(secret): Path<String>) -> WebResult {
    match link::look(&app.ctx, TokenPurpose::Reset, &secret).await {
        Ok(_) => Ok(page(reset_page(&ctx, &password_props(FormState::default(), "reset", &secret)))),
        Err(ServiceError::NotFound) => Ok(page(link_expired(&ctx))),
        Err(other) => Err(other.into()),
    }
}

async fn do_reset(State(app): State<AppState>, ctx: Page, Path(secret): Path<String>, form: Form) -> WebResult {
    match set_password(&app, TokenPurpose::Reset, &secret, &form).await {
        Ok(()) => Ok(done(paths::SIGN_IN, "flash-password-changed", &[])),
        Err(ServiceError::NotFound) => Ok(page(link_expired(&ctx))),
        Err(error) => {
            let props = password_props(form.refused(error)?, "reset", &secret);
            Ok(again(reset_page(&ctx, &props)))
        }
    }
}

async fn show_invitation(State(app): State<AppState>, ctx: Page, Path(secret): Path<String>) -> WebResult {
    match invitation_props(&app, &secret, FormState::default()).await {
        Ok(props) => Ok(page(invitation_page(&ctx, &props))),
        Err(ServiceError::NotFound) => Ok(page(link_expired(&ctx))),
        Err(other) => Err(other.into()),
    }
}

async fn accept_invitation(
    State(app): State<AppState>,
    ctx: Page,
    Path(secret): Path<String>,
    form: Form,
) -> WebResult {
    match set_password(&app, TokenPurpose::Invite, &secret, &form).await {
        Ok(()) => Ok(done(paths::SIGN_IN, "flash-password-changed", &[])),
        Err(ServiceError::NotFound) => Ok(page(link_expired(&ctx))),
        Err(error) => {
            let state = form.refused(error)?;
            let props = invitation_props(&app, &secret, state).await?;
            Ok(again(invitation_page(&ctx, &props)))
        }
    }
}

async fn set_password(app: &AppState, purpose: TokenPurpose, secret: &str, form: &Form) -> Result<(), ServiceError> {
    let typed = |name: &str| form.values.get(name).cloned().unwrap_or_default();
    let password = typed("password");
    if password != typed("password_again") {
        return Err(ServiceError::field("password_again", "not_the_same"));
    }
    link::set_password(&app.ctx, purpose, secret, &password).await.map(drop)
}

fn password_props(form: FormState, kind: &str, secret: &str) -> PasswordProps {
    PasswordProps { form, action: format!("/{kind}/{secret}") }
}

async fn invitation_props(app: &AppState, secret: &str, form: FormState) -> Result<InvitationProps, ServiceError> {
    let invited = link::look(&app.ctx, TokenPurpose::Invite, secret).await?;
    let grant = invited.grants.first();
    let organisation = match grant.and_then(|g| g.organisation) {
        Some(id) => app.ctx.db.reader().programmes().find_organisation(id).await?.map(|o| o.name),
        None => None,
    };
    Ok(InvitationProps {
        name: invited.name.clone(),
        organisation: organisation.unwrap_or_else(|| "Sojourn".to_owned()),
        role: grant.map_or(Role::Administrator, |g| g.role),
        form,
        action: format!("/invitation/{secret}"),
    })
}

async fn show_activate(ctx: Page) -> Response {
    page(activate_page(&ctx, &ActivateProps::default()))
}

async fn do_activate(State(app): State<AppState>, visit: Visit, ctx: Page, form: Form) -> WebResult {
    let command = Activate {
        number: form.value("number").to_owned(),
        code: form.value("code").to_owned(),
        pin: form.value("pin").to_owned(),
        origin: visit.origin,
    };
    let opened = if form.value("pin") == form.value("pin_again") {
        pin::activate(&app.ctx, command).await
    } else {
        Err(ServiceError::field("pin_again", "not_the_same"))
    };
    match opened {
        Ok(opened) => Ok(enter(&app, &opened, "/", visit.chosen).await),
        Err(error) => Ok(again(activate_page(&ctx, &ActivateProps { form: form.refused(error)? }))),
    }
}

async fn account_props(app: &AppState, who: &SignedIn) -> WebResult<AccountProps> {
    let devices = session::list(&app.ctx, who.actor.account, Some(who.live.session)).await?;
    let device = |d: session::Device| Device {
        id: d.session.to_string(),
        name: d.device,
        since: d.since,
        last_seen: d.last_seen,
        this: d.current,
    };
    let token =
        |t: api::Token| TokenLine { id: t.id.to_string(), label: t.label, scope: t.scope.code(), until: t.expires_at };
    let tokens = api::list(&app.ctx, &who.actor).await?.into_iter().map(token).collect();
    Ok(AccountProps { devices: devices.into_iter().map(device).collect(), tokens, ..AccountProps::default() })
}

async fn show_account(State(app): State<AppState>, ctx: Page, who: SignedIn) -> WebResult {
    Ok(page(account_page(&ctx, &account_props(&app, &who).await?)))
}

/// Makes a token and shows its secret, once. The form's number is the token's id: sent twice by a double click, it
/// makes one token, and the page that comes last shows the secret that holds.
async fn make_token(State(app): State<AppState>, ctx: Page, who: SignedIn, form: Form) -> WebResult {
    let id = form.once.parse().map_err(|_| WebError::Malformed("a form has a number"))?;
    let made = match api::Wanted::parse(&form.values) {
        Ok(wanted) => api::issue_as(&app.ctx, &who.actor, id, wanted).await,
        Err(refusal) => Err(refusal.into()),
    };
    match made {
        Ok(made) => {
            let props = AccountProps { secret: Some(made.token), ..account_props(&app, &who).await? };
            Ok((StatusCode::CREATED, page(account_page(&ctx, &props))).into_response())
        }
        Err(error) => {
            let form = form.refused(error)?;
            Ok(again(account_page(&ctx, &AccountProps { form, ..account_props(&app, &who).await? })))
        }
    }
}

async fn revoke_token(State(app): State<AppState>, who: SignedIn, Path(id): Path<Uuid>) -> WebResult {
    api::revoke(&app.ctx, &who.actor, id).await?;
    Ok(done(paths::ACCOUNT, "flash-revoked", &[]))
}

async fn sign_out_everywhere(State(app): State<AppState>, who: SignedIn) -> WebResult {
    session::end_all(&app.ctx, who.actor.account, Some(who.live.session)).await?;
    Ok(done(paths::ACCOUNT, "flash-signed-out-everywhere", &[]))
}

async fn end_session(State(app): State<AppState>, who: SignedIn, Path(id): Path<String>) -> WebResult {
    let id: SessionId = id.parse().map_err(|_| WebError::NotFound)?;
    session::end(&app.ctx, &who.actor, id).await?;
    Ok(see(paths::ACCOUNT).into_response())
}
