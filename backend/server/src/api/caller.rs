//! Who calls the API: the account behind a bearer token whose scope covers the method.

use std::marker::PhantomData;

use axum::{
    extract::FromRequestParts,
    http::{Method, header, request::Parts},
};
use chrono::{DateTime, Utc};
use sojourn_domain::Actor;
use sojourn_services::{
    ServiceError,
    access::api::{Scope, authenticate},
};

use crate::{
    state::AppState,
    web::{WebError, extract::Right},
};

/// The account behind the token, with the token's end. `GET` and `HEAD` need the scope `read`, everything else
/// `write`.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The account.
    pub actor: Actor,
    /// When the token ends.
    pub ends_at: DateTime<Utc>,
}

impl FromRequestParts<AppState> for Bearer {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
        let token = header.and_then(|text| text.strip_prefix("Bearer ")).ok_or(WebError::SignIn)?;
        let scope = match parts.method {
            Method::GET | Method::HEAD => Scope::Read,
            _ => Scope::Write,
        };
        match authenticate(&app.ctx, token.trim(), scope).await {
            Ok((actor, ends_at)) => Ok(Self { actor, ends_at }),
            // A token that is not known is not a record that is not found.
            Err(ServiceError::NotFound) => Err(WebError::SignIn),
            Err(other) => Err(other.into()),
        }
    }
}

/// The account behind the token alone.
#[derive(Debug, Clone)]
pub struct Caller(pub Actor);

impl FromRequestParts<AppState> for Caller {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let Bearer { actor, .. } = Bearer::from_request_parts(parts, app).await?;
        Ok(Self(actor))
    }
}

/// The account behind the token, whose roles carry the permission; others get 403.
#[derive(Debug, Clone)]
pub struct CallerMay<R> {
    /// The account.
    pub actor: Actor,
    right: PhantomData<R>,
}

impl<R: Right> FromRequestParts<AppState> for CallerMay<R> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let Bearer { actor, .. } = Bearer::from_request_parts(parts, app).await?;
        if !actor.may(R::PERMISSION) {
            return Err(WebError::Forbidden);
        }
        Ok(Self { actor, right: PhantomData })
    }
}
