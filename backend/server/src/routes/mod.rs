//! The pages' routes, one module a stage. A stage adds its file and names it here.

pub mod access;
pub mod cases;
mod key;
pub mod recruitment;
pub mod work;

use axum::Router;

use crate::state::AppState;

/// Every page.
pub fn all() -> Router<AppState> {
    Router::new().merge(access::routes()).merge(work::routes()).merge(recruitment::routes()).merge(cases::routes())
}
