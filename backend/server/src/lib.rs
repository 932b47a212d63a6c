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
use crate::web::{
    assets, form, headers, health, once, problem,
    routing::{Endpoint, Routes},
    visit,
};

/// The whole application.
pub fn router(app: AppState) -> Router {
    let api = Router::new()
        .nest("/v1", api::v1::operations().into_routes().into_router().fallback(|| async { StatusCode::NOT_FOUND }))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(app.clone(), api::idempotency::apply))
        .layer(DefaultBodyLimit::max(app.config.server.upload_limit))
        .layer(from_fn_with_state(app.clone(), problem::dress))
        .with_state(app.clone());
    Router::new()
        .nest("/api", api)
        .merge(around().into_router().with_state(app.clone()))
        .fallback_service(pages(&app))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app, headers::apply))
}

/// What is neither a page nor the API: health, figures, files of the pages.
fn around() -> Routes {
    health::routes().merge(assets::routes())
}

/// Everything the application answers, read off the routers themselves.
#[must_use]
pub fn endpoints() -> Vec<Endpoint> {
    let api = api::v1::operations().into_routes().endpoints().into_iter();
    let api = api.map(|e| Endpoint { path: format!("/api/v1{}", e.path), ..e });
    around().endpoints().into_iter().chain(routes::all().endpoints()).chain(api).collect()
}

/// The pages alone, with everything that surrounds them: who is asking, checked forms, failures as pages.
pub fn pages(app: &AppState) -> Router {
    Router::new()
        .merge(routes::all().into_router())
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(app.clone(), once::once))
        .layer(from_fn_with_state(app.clone(), form::guard))
        .layer(from_fn_with_state(app.clone(), visit::identify))
        .layer(DefaultBodyLimit::max(app.config.server.upload_limit))
        .with_state(app.clone())
}
