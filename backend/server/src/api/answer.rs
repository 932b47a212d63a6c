//! What handlers answer with: an object, something made, or nothing; and what of a list comes next.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use sojourn_storage::{CaseKey, Page};

use crate::{routes::key, web::WebResult};

/// A success with an object.
pub(super) type Answer<T> = WebResult<Json<T>>;

/// Something was made (201).
pub(super) fn created<T: Serialize>(made: T) -> WebResult<Response> {
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

/// It was done (204).
pub(super) fn done() -> WebResult<StatusCode> {
    Ok(StatusCode::NO_CONTENT)
}

/// The key of the page of cases after this one.
pub(super) fn next_case(page: &Page<sojourn_domain::view::CaseRow>) -> Option<String> {
    let last = page.rows.last().filter(|_| page.more)?;
    Some(key::write(CaseKey { moved_at: last.moved_at, id: last.id }))
}
