//! Who is asking: resolved once a request from its cookies, for extractors and for the failure page.
//! Also where a response leaves: the flash is sealed into its cookie and a failure becomes a page.
//! Start at [`identify`].

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sojourn_domain::Locale;
use sojourn_services::{
    access::session::{self, Live, Origin},
    messages,
};
use sojourn_ui::{
    Flash, FlashKind, PageContext, SignedIn,
    pages::problem::{Problem, ProblemProps, problem},
    paths,
};

use super::{
    assets,
    cookies::CookieKind,
    csrf,
    error::{Failure, WebError},
    headers::RequestId,
    respond,
};
use crate::state::AppState;

/// A visitor's cookie lives as long as a sign-in page may stand open.
const VISITOR_SECONDS: i64 = 24 * 3600;
const LOCALE_SECONDS: i64 = 365 * 24 * 3600;

/// A request's surroundings.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Path and query.
    pub path: String,
    /// The language: chosen by cookie, else the account's, else what the browser asks for.
    pub locale: Locale,
    /// The language chosen in this browser, whoever signs in.
    pub chosen: Option<Locale>,
    /// The cookie's secret, to which forms are bound.
    pub secret: String,
    /// Who is signed in.
    pub live: Option<Live>,
    /// Whether a session's cookie came along, ended or not.
    pub had_session: bool,
    /// What the last act came to.
    pub flash: Option<Flash>,
    /// Where the request comes from.
    pub origin: Origin,
    /// The request's name in the log.
    pub reference: String,
}

impl Visit {
    /// What the page needs of it.
    pub async fn page(&self, app: &AppState) -> PageContext {
        let account = self.live.as_ref().map(|l| l.actor.account);
        PageContext {
            locale: self.locale,
            path: self.path.clone(),
            csrf: csrf::issue(&app.ctx, &self.secret, account),
            user: match &self.live {
                Some(live) => Some(signed_in(app, live).await),
                None => None,
            },
            flash: self.flash.clone(),
            demo: app.ctx.settings.demo,
            client: assets::client(),
            today: app.ctx.clock.today(),
        }
    }
}

/// The bar's facts. A database that fails here fails no page: the bar merely says less.
async fn signed_in(app: &AppState, live: &Live) -> SignedIn {
    let organisation = live.actor.grants.iter().find_map(|g| g.organisation);
    let organisation = match organisation {
        Some(id) => app.ctx.db.reader().programmes().find_organisation(id).await.ok().flatten().map(|o| o.name),
        None => None,
    };
    let unread = messages::unread(&app.ctx, live.actor.account).await.unwrap_or_default();
    let unread = u32::try_from(unread).unwrap_or(u32::MAX);
    SignedIn { name: live.actor.name.clone(), organisation, roles: live.actor.roles(), unread }
}

/// Resolves the visit, runs the route, and dresses what leaves.
pub async fn identify(State(app): State<AppState>, jar: CookieJar, request: Request, next: Next) -> Response {
    // The body is not shared between threads, and what is asked of the database needs the head alone.
    let (parts, body) = request.into_parts();
    let (visit, failure) = resolve(&app, &jar, &parts).await;
    let mut request = Request::from_parts(parts, body);
    let new_visitor = !visit.had_session && cookie(&app, &jar, CookieKind::Visitor).is_none();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let response = match failure {
        Some(failure) => failure.into_response(),
        None => {
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
    };
    let mut response = dress(&app, &visit, response).await;
    let names = app.cookies;
    let mut cookies = Vec::new();
    if new_visitor {
        cookies.push(names.set(CookieKind::Visitor, &visit.secret, VISITOR_SECONDS));
    }
    if let Some(flash) = response.extensions_mut().remove::<Flash>() {
        cookies.push(names.set(CookieKind::Flash, &seal_flash(&app, &flash), 60));
    } else if is_read && visit.flash.is_some() {
        cookies.push(names.set(CookieKind::Flash, "", 0));
    }
    for value in cookies {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

async fn resolve(app: &AppState, jar: &CookieJar, request: &Parts) -> (Visit, Option<Failure>) {
    let token = cookie(app, jar, CookieKind::Session);
    let (live, failure) = match &token {
        None => (None, None),
        Some(token) => match session::resolve(&app.ctx, token).await {
            Ok(live) => (live, None),
            Err(error) => (None, Some(Failure::from(&WebError::from(error)))),
        },
    };
    let chosen = cookie(app, jar, CookieKind::Locale).and_then(|code| Locale::from_code(&code));
    let locale =
        chosen.or_else(|| live.as_ref().map(|l| l.actor.locale)).unwrap_or_else(|| asked_for(&request.headers));
    let visit = Visit {
        path: path_of(&request.uri),
        locale,
        chosen,
        had_session: token.is_some(),
        secret: token.or_else(|| cookie(app, jar, CookieKind::Visitor)).unwrap_or_else(|| app.ctx.token()),
        live,
        flash: cookie(app, jar, CookieKind::Flash).and_then(|text| open_flash(app, &text)),
        origin: origin_of(app, request),
        reference: request.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
    };
    (visit, failure)
}

fn cookie(app: &AppState, jar: &CookieJar, kind: CookieKind) -> Option<String> {
    jar.get(app.cookies.name(kind)).map(|c| c.value().to_owned()).filter(|v| !v.is_empty())
}

fn path_of(uri: &Uri) -> String {
    uri.path_and_query().map_or_else(|| "/".to_owned(), |p| p.as_str().to_owned())
}

/// The first language of `Accept-Language` that there are pages in.
pub(super) fn asked_for(headers: &HeaderMap) -> Locale {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    asked
        .split(',')
        .filter_map(|tag| tag.split([';', '-']).next())
        .find_map(|code| Locale::from_code(code.trim()))
        .unwrap_or(Locale::En)
}

/// The address that throttling counts by: the peer's, or the last one that our own proxy wrote.
pub(crate) fn origin_of(app: &AppState, request: &Parts) -> Origin {
    let header_text = |name| request.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let peer = request.extensions.get::<ConnectInfo<std::net::SocketAddr>>().map(|c| c.0.ip().to_string());
    let forwarded = header_text("x-forwarded-for").rsplit(',').next().map(|a| a.trim().to_owned());
    let forwarded = forwarded.filter(|a| app.config.server.trust_proxy && !a.is_empty());
    Origin { address: forwarded.or(peer).unwrap_or_default(), device: header_text("user-agent").to_owned() }
}

/// A failure, or a bare status of axum's, as the page a person can read; the cause goes to the log, once.
async fn dress(app: &AppState, visit: &Visit, response: Response) -> Response {
    let status = response.status();
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => failure.clone(),
        None if is_bare(&response) => Failure::new(status, "http"),
        None => return response,
    };
    log(&failure, &visit.reference, &visit.path);
    if failure.status == StatusCode::UNAUTHORIZED {
        let next = if visit.path == "/" { String::new() } else { format!("?next={}", encode(&visit.path)) };
        return respond::see(&format!("{}{next}", paths::SIGN_IN));
    }
    let props = ProblemProps {
        problem: kind_of(&failure),
        reference: visit.reference.clone(),
        back: None,
        detail: failure.detail.clone(),
        limit: failure.limit,
    };
    let html = problem(&visit.page(app).await, &props);
    let mut page = (failure.status, respond::page(html)).into_response();
    // When to come back, and what may be asked here instead (RFC 9110, 15.5.6).
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    for value in response.headers().get_all(header::SET_COOKIE) {
        page.headers_mut().append(header::SET_COOKIE, value.clone());
    }
    page
}

/// An error that no handler of ours dressed: an unknown path, a wrong method, a body over the limit.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let status = response.status();
    (status.is_client_error() || status.is_server_error()) && (kind.is_empty() || kind.starts_with("text/plain"))
}

pub(super) fn kind_of(failure: &Failure) -> Problem {
    match (failure.status.as_u16(), failure.code.as_str()) {
        (_, "stale") => Problem::Stale,
        (_, "form-expired") => Problem::Expired,
        (401 | 403, _) => Problem::Forbidden,
        (404 | 405, _) => Problem::NotFound,
        (413, _) => Problem::TooLarge,
        (_, "paper-font-missing") => Problem::NoFont,
        (409, _) => Problem::Conflict,
        (429 | 503, _) => Problem::Busy,
        (400..=499, _) => Problem::Invalid,
        _ => Problem::Failed,
    }
}

/// Writes the cause of a failure where an operator finds it by the reference a person reads out.
pub(super) fn log(failure: &Failure, reference: &str, path: &str) {
    let cause = failure.cause.as_deref().unwrap_or_default();
    if failure.status.is_server_error() {
        tracing::error!(reference, path, code = failure.code, cause, "failed");
    } else {
        tracing::debug!(reference, path, code = failure.code, cause, "refused");
    }
}

/// Percent-encodes a path for a query.
#[must_use]
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}

fn seal_flash(app: &AppState, flash: &Flash) -> String {
    let kind = match flash.kind {
        FlashKind::Done => "done",
        FlashKind::Refused => "refused",
    };
    let text = serde_json::json!([kind, flash.key, flash.args]).to_string();
    let body = BASE64_URL_SAFE_NO_PAD.encode(text);
    format!("{body}.{}", app.ctx.keys.mac("flash", &body))
}

fn open_flash(app: &AppState, cookie: &str) -> Option<Flash> {
    let (body, mac) = cookie.split_once('.')?;
    if !app.ctx.keys.verify("flash", body, mac) {
        return None;
    }
    let text = BASE64_URL_SAFE_NO_PAD.decode(body).ok()?;
    let (kind, key, args): (String, String, Vec<(String, String)>) = serde_json::from_slice(&text).ok()?;
    Some(Flash { kind: if kind == "done" { FlashKind::Done } else { FlashKind::Refused }, key, args })
}

/// The `Set-Cookie` of a chosen language.
#[must_use]
pub fn locale_cookie(app: &AppState, locale: Locale) -> axum::http::HeaderValue {
    app.cookies.set(CookieKind::Locale, locale.code(), LOCALE_SECONDS)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_first_language_with_pages_is_taken() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "bn-BD, ar;q=0.8, en;q=0.5".parse().unwrap());
        assert_eq!(asked_for(&headers), Locale::Ar);
        assert_eq!(asked_for(&HeaderMap::new()), Locale::En);
    }

    #[test]
    fn a_path_survives_the_way_through_a_query() {
        assert_eq!(encode("/cases?state=screened&q=a b"), "/cases%3Fstate%3Dscreened%26q%3Da%20b");
    }
}
