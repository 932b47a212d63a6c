//! Version 1 of the API. A stage adds its routes here.

use axum::{Json, Router, routing::get};
use serde::Serialize;

use super::Caller;
use crate::state::AppState;

/// Every route under `/api/v1`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/me", get(me))
}

/// Whose token this is.
#[derive(Debug, Serialize)]
struct Me {
    account: String,
    name: String,
    roles: Vec<&'static str>,
}

async fn me(Caller(actor): Caller) -> Json<Me> {
    let roles = actor.roles().into_iter().map(|r| r.code()).collect();
    Json(Me { account: actor.account.to_string(), name: actor.name, roles })
}
