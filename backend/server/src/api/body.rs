//! What a program sends: a flat object whose values are texts, numbers or booleans, read as the fields a form
//! would send, so that one parser judges both.

use axum::{
    Json,
    extract::{FromRequest, Request},
};
use serde_json::{Map, Value};
use sojourn_domain::registration::Fields;

use crate::{state::AppState, web::WebError};

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
}

impl FromRequest<AppState> for Body {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let body = Json::<Map<String, Value>>::from_request(request, app).await;
        let Json(object) = body.map_err(|_| WebError::Malformed("a flat JSON object is expected"))?;
        let mut fields = Fields::new();
        for (name, value) in object {
            let text = match value {
                Value::Null | Value::Bool(false) => continue,
                Value::Bool(true) => "yes".to_owned(),
                Value::Number(number) => number.to_string(),
                Value::String(text) => text,
                Value::Array(_) | Value::Object(_) => return Err(WebError::Malformed("values are not nested")),
            };
            fields.insert(name, text);
        }
        Ok(Self(fields))
    }
}
