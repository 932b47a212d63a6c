//! What a load balancer and a monitor ask.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};

use super::routing::{Routes, get};
use crate::state::AppState;

/// `/healthz` (the process), `/readyz` (the database too), `/metrics`.
pub fn routes() -> Routes {
    Routes::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

async fn ready(State(app): State<AppState>) -> impl IntoResponse {
    match app.ctx.db.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

async fn metrics(State(app): State<AppState>) -> impl IntoResponse {
    let mut text = app.metrics.text();
    if let Ok(state) = app.ctx.db.reader().jobs().state().await {
        text.push_str(&format!("# TYPE sojourn_jobs gauge\nsojourn_jobs{{state=\"waiting\"}} {}\n", state.waiting));
        text.push_str(&format!("sojourn_jobs{{state=\"dead\"}} {}\n", state.dead));
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text)
}
