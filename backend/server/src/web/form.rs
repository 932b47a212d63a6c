//! Forms as they arrive. Every POST of a page passes [`guard`]: from our own origin, small enough, and with a
//! token bound to the sender's cookie, so that no handler can forget to ask. [`Form`] is what was typed.

use std::collections::BTreeMap;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequest, FromRequestParts, Multipart, Request, State},
    http::{HeaderMap, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use sojourn_domain::{FieldError, Refusal, Unmet};
use sojourn_services::ServiceError;
use sojourn_ui::{FormState, form::Refused, parts::UnmetGuard, paths};

use super::{csrf, error::WebError, resume, visit::Visit};
use crate::state::AppState;

/// Largest form without a file, in bytes.
const FORM_LIMIT: usize = 1024 * 1024;
/// The same for a form that anybody may have the server keep.
pub(crate) const STRANGERS_LIMIT: usize = 64 * 1024;

/// What was typed, by HTML name. A name that came several times keeps its last value in `values`, all in `all`.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The last value of each name.
    pub values: BTreeMap<String, String>,
    /// Every pair in the order sent.
    pub all: Vec<(String, String)>,
    /// The number of this form, used once: the idempotency key of what it asks for.
    pub once: String,
}

impl Form {
    fn new(all: Vec<(String, String)>, once: String) -> Self {
        Self { values: all.iter().cloned().collect(), all, once }
    }

    /// What was typed in a field, without blanks around it; empty when the field did not come.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |v| v.trim())
    }

    /// What was typed, where something was.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.value(name)).filter(|v| !v.is_empty())
    }

    /// All values of a name that may come several times: ticked boxes, say.
    pub fn each<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.all.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The form for the page again, with everything typed and what is wrong.
    #[must_use]
    pub fn state(&self, errors: Vec<FieldError>) -> FormState {
        let mut values = self.values.clone();
        values.remove("csrf");
        FormState { values, errors, refused: None }
    }

    /// The form for the page again, with everything typed and why it was refused: at its fields, or as a whole.
    ///
    /// # Errors
    /// What is no refusal of what was asked: another role's form, a record that is not there, a failure.
    pub fn refused(&self, error: ServiceError) -> Result<FormState, WebError> {
        let as_a_whole = |refused| FormState { refused: Some(refused), ..self.state(Vec::new()) };
        match error {
            ServiceError::Refusal(Refusal::Invalid(errors)) => Ok(self.state(errors)),
            ServiceError::Refusal(Refusal::Unmet(unmet)) => {
                Ok(as_a_whole(Refused::Unmet(unmet.into_iter().map(|u| unmet_guard(u, None)).collect())))
            }
            ServiceError::Refusal(refusal @ (Refusal::WrongStage | Refusal::Stale | Refusal::SecondPersonNeeded)) => {
                Ok(as_a_whole(Refused::Because(refusal.code())))
            }
            other => Err(other.into()),
        }
    }
}

/// A guard that does not hold, with the place that mends it.
pub fn unmet_guard(unmet: Unmet, mend: Option<String>) -> UnmetGuard {
    UnmetGuard { guard: unmet.guard, because: unmet.because, facts: unmet.facts, mend }
}

impl FromRequestParts<AppState> for Form {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or(WebError::Malformed("a form was expected"))
    }
}

/// A form with one file. Its token is checked here, before anything else of it is believed.
#[derive(Debug, Clone)]
pub struct Upload {
    /// What was typed beside the file.
    pub form: Form,
    /// The file's name as sent.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl FromRequest<AppState> for Upload {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or(WebError::SignIn)?;
        let limit = app.config.server.upload_limit;
        let mut parts =
            Multipart::from_request(request, app).await.map_err(|_| WebError::Malformed("a file was expected"))?;
        let (mut fields, mut name, mut bytes) = (Vec::new(), String::new(), Vec::new());
        while let Some(part) = parts.next_field().await.map_err(|e| too_large_or(e.status(), limit))? {
            let field = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let content = part.bytes().await.map_err(|e| too_large_or(e.status(), limit))?;
            match file {
                Some(file) => (name, bytes) = (file, content.to_vec()),
                None => fields.push((field, readable(String::from_utf8_lossy(&content).into_owned()))),
            }
        }
        let token = fields.iter().find(|(n, _)| n == "csrf").map(|(_, v)| v.as_str()).unwrap_or_default();
        let checked = csrf::check(&app.ctx.keys, &visit.secret, token).ok_or(WebError::Csrf)?;
        Ok(Self { form: Form::new(fields, checked.once), name, bytes })
    }
}

fn too_large_or(status: axum::http::StatusCode, limit: usize) -> WebError {
    if status == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        WebError::TooLarge { limit }
    } else {
        WebError::Malformed("the upload broke off")
    }
}

/// Lets a POST through that is ours; keeps one whose session has ended for after signing in.
pub async fn guard(State(app): State<AppState>, request: Request, next: Next) -> Response {
    if *request.method() != Method::POST {
        return next.run(request).await;
    }
    match admit(&app, request).await {
        Ok(Admitted::Request(request)) => next.run(request).await,
        Ok(Admitted::Answer(response)) => response,
        Err(error) => error.into_response(),
    }
}

enum Admitted {
    Request(Request),
    Answer(Response),
}

async fn admit(app: &AppState, request: Request) -> Result<Admitted, WebError> {
    if !from_here(app, request.headers()) {
        return Err(WebError::Csrf);
    }
    let visit = request.extensions().get::<Visit>().cloned().ok_or(WebError::Csrf)?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse().ok());
        let limit = app.config.server.upload_limit;
        if announced.is_some_and(|bytes: usize| bytes > limit) {
            return Err(WebError::TooLarge { limit });
        }
        return Ok(Admitted::Request(request));
    }
    let (mut parts, body) = request.into_parts();
    let kept_for_strangers = [paths::JOIN, paths::JOIN_READ].contains(&parts.uri.path());
    let limit = if kept_for_strangers { STRANGERS_LIMIT } else { FORM_LIMIT };
    let bytes = to_bytes(body, limit).await.map_err(|_| WebError::TooLarge { limit })?;
    let fields = parse(&bytes)?;
    let token = fields.iter().find(|(n, _)| n == "csrf").map(|(_, v)| v.as_str()).unwrap_or_default();
    let checked = csrf::check(&app.ctx.keys, &visit.secret, token).ok_or(WebError::Csrf)?;
    let ended = visit.live.is_none() && visit.had_session;
    if let Some(account) = checked.account.filter(|_| ended && !is_open_to_strangers(parts.uri.path())) {
        let kept = resume::keep(app, account, &visit.path, &fields)?;
        return Ok(Admitted::Answer(resume::ask_to_sign_in(app, &visit, kept).await));
    }
    // A form of somebody else's session in this browser is not sent in this person's name.
    if checked.account != visit.live.as_ref().map(|l| l.actor.account) && !is_open_to_strangers(parts.uri.path()) {
        return Err(WebError::Csrf);
    }
    parts.extensions.insert(Form::new(fields, checked.once));
    Ok(Admitted::Request(Request::from_parts(parts, Body::from(bytes))))
}

fn parse(bytes: &Bytes) -> Result<Vec<(String, String)>, WebError> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Pairs(Vec<(String, String)>);
    let pairs: Pairs = serde_html_form::from_bytes(bytes).map_err(|_| WebError::Malformed("not a form's encoding"))?;
    Ok(pairs.0.into_iter().map(|(name, value)| (name, readable(value))).collect())
}

/// A NUL becomes the mark of bytes that were no text, as HTML reads it: no database keeps one, and each field says
/// that it cannot be read.
pub fn readable(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{FFFD}") } else { text }
}

/// Paths whose forms a stranger may send.
fn is_open_to_strangers(path: &str) -> bool {
    use paths as p;
    [p::SIGN_IN, p::SIGN_IN_DEMO, p::SIGN_OUT, p::LANGUAGE, p::FORGOT, p::ACTIVATE].contains(&path)
        || [p::JOIN, p::JOIN_READ].contains(&path)
        || path.starts_with("/reset/")
        || path.starts_with("/invitation/")
}

/// Whether the browser says the form came from our own pages. Browsers that say nothing are judged by the token.
fn from_here(app: &AppState, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    let Some(origin) = text("origin") else { return true };
    let host = text("host").unwrap_or_default();
    origin == app.ctx.settings.base_url || origin.split_once("://").is_some_and(|(_, named)| named == host)
}
