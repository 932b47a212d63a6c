//! A program that acts for somebody through the API. Start at [`Program`].

use axum::{body::Body, http::Method};
use chrono::Duration;
use serde_json::Value;
use sojourn_domain::Actor;
use sojourn_services::access::api::{Scope, issue};

use crate::app::{Answer, TestApp};

/// A program with a token of somebody's.
pub struct Program<'a> {
    app: &'a TestApp,
    /// The token.
    pub token: String,
}

impl<'a> Program<'a> {
    /// A program that may write for somebody.
    ///
    /// # Panics
    /// When the token cannot be issued.
    pub async fn of(app: &'a TestApp, actor: &Actor) -> Self {
        let issued = issue(&app.ctx, actor, "test", Scope::Write, Duration::days(1)).await;
        Self { app, token: issued.expect("a token is issued").token }
    }

    /// A program with a token from elsewhere.
    #[must_use]
    pub fn with(app: &'a TestApp, token: &str) -> Self {
        Self { app, token: token.to_owned() }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.post_with(path, body, &[]).await
    }

    /// Sends JSON with more headers.
    pub async fn post_with(&self, path: &str, body: Value, more: &[(&str, &str)]) -> Answer {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend_from_slice(more);
        self.send(Method::POST, path, &headers, Body::from(body.to_string())).await
    }

    /// Sends anything.
    pub async fn send(&self, method: Method, path: &str, more: &[(&str, &str)], body: Body) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend_from_slice(more);
        self.app.stranger().send(method, &format!("/api/v1{path}"), &headers, body).await
    }
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("({}) {}", self.status, self.body))
    }
}
