//! The pages' routes, one module a stage. A stage adds its file and names it here.

pub mod access;

use axum::Router;

use crate::state::AppState;

/// Every page.
pub fn all() -> Router<AppState> {
    Router::new().merge(access::routes())
}
