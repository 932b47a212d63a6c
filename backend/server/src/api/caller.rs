//! Who calls the API: the account behind a bearer token whose scope covers the method.

use axum::{
    extract::FromRequestParts,
    http::{Method, header, request::Parts},
};
use sojourn_domain::Actor;
use sojourn_services::{
    ServiceError,
    access::api::{Scope, authenticate},
};

use crate::{state::AppState, web::WebError};

/// The account behind the token. `GET` and `HEAD` need the scope `read`, everything else `write`.
#[derive(Debug, Clone)]
pub struct Caller(pub Actor);

impl FromRequestParts<AppState> for Caller {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
        let token = header.and_then(|text| text.strip_prefix("Bearer ")).ok_or(WebError::SignIn)?;
        let scope = match parts.method {
            Method::GET | Method::HEAD => Scope::Read,
            _ => Scope::Write,
        };
        match authenticate(&app.ctx, token.trim(), scope).await {
            Ok(actor) => Ok(Self(actor)),
            // A token that is not known is not a record that is not found.
            Err(ServiceError::NotFound) => Err(WebError::SignIn),
            Err(other) => Err(other.into()),
        }
    }
}
