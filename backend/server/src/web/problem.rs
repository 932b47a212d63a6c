//! Failures of the API as problem documents (RFC 9457). The type is the first unmet guard's code, or the
//! refusal's.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use sojourn_domain::Locale;
use sojourn_ui::messages;

use super::{error::Failure, headers::RequestId, visit};
use crate::state::AppState;

/// Turns every failure under `/api` into a problem document; the cause goes to the log, once.
pub async fn dress(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let reference = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let path = request.uri().path().to_owned();
    let locale = visit::asked_for(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => failure.clone(),
        None if status.is_client_error() || status.is_server_error() => {
            // A bare status of axum's: an unknown path, a wrong method, a query that cannot be read.
            let code = status.canonical_reason().unwrap_or("error").to_lowercase().replace(' ', "-");
            Failure::new(status, code)
        }
        None => return response,
    };
    visit::log(&failure, &reference, &path);
    let document = document(&app.ctx.settings.base_url, &failure, &reference, locale);
    let mut problem = (failure.status, document.to_string()).into_response();
    let headers = problem.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    for name in [header::RETRY_AFTER, header::ALLOW, header::WWW_AUTHENTICATE] {
        if let Some(value) = response.headers().get(&name) {
            headers.insert(name, value.clone());
        }
    }
    problem
}

fn document(base_url: &str, failure: &Failure, reference: &str, locale: Locale) -> Value {
    let mut document = json!({
        "type": format!("{base_url}/problems/{}", failure.code),
        "title": failure.code.replace('-', " "),
        "status": failure.status.as_u16(),
        "detail": detail(failure, locale),
        "instance": format!("urn:sojourn:request:{reference}"),
    });
    if !failure.unmet.is_empty() {
        document["unmet"] = json!(failure.unmet);
    }
    if !failure.fields.is_empty() {
        document["errors"] = json!(failure.fields);
    }
    if let Some(limit) = failure.limit {
        document["limit"] = json!(limit);
    }
    for (name, value) in &failure.members {
        document[name] = value.clone();
    }
    document
}

/// A sentence for whoever reads the answer, in the words of the pages.
fn detail(failure: &Failure, locale: Locale) -> String {
    let refusal = format!("refusal-{}", failure.code);
    let sentence =
        if messages::exists(locale, &refusal) { refusal } else { format!("{}-text", visit::kind_of(failure).key()) };
    messages::text(locale, &sentence, &[])
}
