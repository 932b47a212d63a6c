//! What a program sends. Most requests are flat objects, read as the fields a form would send, so that one parser
//! judges both; a few have a shape of their own, and lists come as CSV.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{StatusCode, header},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sojourn_domain::{
    FieldError, Refusal,
    act::{self, Kind, Spec, Values},
    registration::Fields,
};
use sojourn_services::ServiceError;

use crate::{
    state::AppState,
    web::{WebError, form::readable},
};

/// The version of a record that was seen before it is changed.
pub(super) const VERSION: Spec = act::must("version", Kind::Number(1, i32::MAX as i64));

/// The version a change names.
pub(super) fn version_of(body: &Body) -> Result<i32, ServiceError> {
    body.value("version").parse().map_err(|_| ServiceError::field("version", "number"))
}

/// The code of a value whose type is another one than the field's.
const WRONG_TYPE: &str = "wrong_type";

/// The fields of a request.
#[derive(Debug, Clone, Default)]
pub struct Body(pub Fields);

impl Body {
    /// A field's text; empty where it did not come.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |v| v.trim())
    }

    /// A field's text, where something came.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.value(name)).filter(|v| !v.is_empty())
    }

    /// The fields, judged by what the description says of them.
    ///
    /// # Errors
    /// One error a field.
    pub fn parse(&self, specs: &[Spec]) -> Result<Values, WebError> {
        Ok(act::parse(specs, &self.0).map_err(ServiceError::from)?)
    }
}

impl FromRequest<AppState> for Body {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let bytes = json_bytes(request, app).await?;
        // A request without a body has no fields; each that is needed says so.
        let object: Map<String, Value> = if bytes.is_empty() { Map::new() } else { read(&bytes)? };
        let (mut fields, mut errors) = (Fields::new(), Vec::new());
        for (name, value) in object {
            let text = match value {
                Value::Null | Value::Bool(false) => continue,
                Value::Bool(true) => "yes".to_owned(),
                Value::Number(number) => number.to_string(),
                Value::String(text) => readable(text),
                Value::Array(_) | Value::Object(_) => {
                    errors.push(FieldError::new(name, WRONG_TYPE));
                    continue;
                }
            };
            fields.insert(name, text);
        }
        if errors.is_empty() { Ok(Self(fields)) } else { Err(invalid(errors)) }
    }
}

/// A request of a shape of its own.
#[derive(Debug, Clone)]
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<AppState> for Sent<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        read(&json_bytes(request, app).await?).map(Self)
    }
}

/// A list as it was uploaded.
#[derive(Debug, Clone)]
pub(super) struct List(pub(super) Bytes);

impl FromRequest<AppState> for List {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("text/csv") {
            return Err(WebError::MediaType);
        }
        all(request, app).await.map(Self)
    }
}

async fn json_bytes(request: Request, app: &AppState) -> Result<Bytes, WebError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let is_json = kind.starts_with("application/json");
    let bytes = all(request, app).await?;
    if is_json || bytes.is_empty() { Ok(bytes) } else { Err(WebError::MediaType) }
}

async fn all(request: Request, app: &AppState) -> Result<Bytes, WebError> {
    Bytes::from_request(request, app).await.map_err(|rejection: BytesRejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            WebError::TooLarge { limit: app.config.server.upload_limit }
        } else {
            WebError::Malformed("the body broke off")
        }
    })
}

/// Reads JSON; what is well formed and of another type is an error at the field's own path.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WebError> {
    let reader = &mut serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let path = error.path().to_string();
        if error.inner().is_data() && path != "." {
            invalid(vec![FieldError::new(path, WRONG_TYPE)])
        } else {
            WebError::Malformed("a JSON object is expected")
        }
    })
}

fn invalid(errors: Vec<FieldError>) -> WebError {
    ServiceError::from(Refusal::Invalid(errors)).into()
}
