//! The web server of Sojourn: configuration, sessions, routes, and the command line's work.
//! Owns HTTP; refuses to know SQL and rules. Start at [`router`], then a file of [`routes`].

pub mod api;
pub mod config;
pub mod console;
pub mod routes;
pub mod state;
pub mod web;

use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, middleware::from_fn_with_state};
use tower_http::compression::CompressionLayer;

pub use crate::state::AppState;
use crate::web::{assets, form, headers, health, once, problem, visit};

/// The whole application.
pub fn router(app: AppState) -> Router {
    let api = Router::new()
        .nest("/v1", api::v1::routes().fallback(|| async { StatusCode::NOT_FOUND }))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(app.clone(), api::idempotency::apply))
        .layer(from_fn_with_state(app.clone(), problem::dress))
        .with_state(app.clone());
    Router::new()
        .nest("/api", api)
        .merge(health::routes().with_state(app.clone()))
        .merge(assets::routes().with_state(app.clone()))
        .fallback_service(pages(&app))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app, headers::apply))
}

/// The pages alone, with everything that surrounds them: who is asking, checked forms, failures as pages.
pub fn pages(app: &AppState) -> Router {
    Router::new()
        .merge(routes::all())
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(app.clone(), once::once))
        .layer(from_fn_with_state(app.clone(), form::guard))
        .layer(from_fn_with_state(app.clone(), visit::identify))
        .layer(DefaultBodyLimit::max(app.config.server.upload_limit))
        .with_state(app.clone())
}
