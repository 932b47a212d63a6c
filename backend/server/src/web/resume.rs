//! A form whose session ended while it was being filled in: what was typed is sealed for its account alone,
//! carried through the sign-in page, and sent on once that same person has signed in.

use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use sojourn_domain::{AccountId, Locale};
use sojourn_services::access::{demo, session::Opened};
use sojourn_storage::Sealed;
use sojourn_ui::{
    FormState,
    pages::access::{DemoAccount, SignInProps, sign_in},
};
use tower::ServiceExt;

use super::{cookies::CookieKind, csrf, error::WebError, respond, visit::Visit};
use crate::state::AppState;

/// How long a form is kept.
const KEPT: Duration = Duration::hours(12);
/// Stands before what is kept, in the sign-in form's `next`.
const PREFIX: &str = "kept:";
const CONTEXT: &str = "kept-form";

/// A form that waits for its sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    path: String,
    fields: Vec<(String, String)>,
    at: DateTime<Utc>,
}

/// Seals a form for the account whose it was.
///
/// # Errors
/// When it cannot be sealed.
pub fn keep(app: &AppState, account: AccountId, path: &str, fields: &[(String, String)]) -> Result<String, WebError> {
    let fields = fields.iter().filter(|(name, _)| name != "csrf").cloned().collect();
    let kept = Kept { path: path.to_owned(), fields, at: app.ctx.now() };
    let text = serde_json::to_string(&kept).map_err(|_| WebError::Malformed("a form that cannot be kept"))?;
    let sealed = app.ctx.db.vault().seal(CONTEXT, account.uuid(), &text)?;
    Ok(format!("{PREFIX}{}.{}", sealed.key_id, BASE64_URL_SAFE_NO_PAD.encode(sealed.bytes)))
}

/// The sign-in page, which carries the form along (401).
pub async fn ask_to_sign_in(app: &AppState, visit: &Visit, kept: String) -> Response {
    let props = SignInProps { form: FormState::default(), next: Some(kept), form_kept: true, demo: offered(app).await };
    let html = sign_in(&visit.page(app).await, &props);
    (StatusCode::UNAUTHORIZED, respond::page(html)).into_response()
}

/// The demonstration's accounts for the sign-in page; none when the database does not answer.
pub async fn offered(app: &AppState) -> Vec<DemoAccount> {
    let accounts = demo::list(&app.ctx).await.unwrap_or_default();
    accounts.into_iter().map(|a| DemoAccount { id: a.account.to_string(), name: a.name, role: a.role }).collect()
}

/// Whether a sign-in form's `next` carries a form.
#[must_use]
pub fn is_kept(next: &str) -> bool {
    next.starts_with(PREFIX)
}

fn open(app: &AppState, account: AccountId, next: &str) -> Option<Kept> {
    let (key_id, bytes) = next.strip_prefix(PREFIX)?.split_once('.')?;
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(bytes).ok()?;
    // Another account's form does not open: the seal is bound to whose it was.
    let text = app.ctx.db.vault().open(CONTEXT, account.uuid(), &Sealed { key_id: key_id.to_owned(), bytes }).ok()?;
    let kept: Kept = serde_json::from_str(&text).ok()?;
    (app.ctx.now() - kept.at <= KEPT).then_some(kept)
}

/// Sends a kept form on in the new session, as if its sender had pressed the button now, in the language chosen in
/// their browser; `None` when it is not this person's, or too old.
pub async fn send(app: &AppState, opened: &Opened, next: &str, chosen: Option<Locale>) -> Option<Response> {
    let (account, token) = (opened.account, &opened.token);
    let kept = open(app, account, next)?;
    let mut fields = kept.fields;
    fields.push(("csrf".to_owned(), csrf::issue(&app.ctx, token, Some(account))));
    let body = serde_html_form::to_string(&fields).ok()?;
    let name = |kind| app.cookies.name(kind);
    let language = chosen.map(|locale| format!("; {}={locale}", name(CookieKind::Locale))).unwrap_or_default();
    let cookie = format!("{}={token}{language}", name(CookieKind::Session));
    let request = Request::builder()
        .method(Method::POST)
        .uri(&kept.path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, HeaderValue::from_str(&cookie).ok()?)
        .body(Body::from(body))
        .ok()?;
    crate::pages(app).oneshot(request).await.ok()
}
