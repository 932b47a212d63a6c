//! The papers of a case, and each as a file.

use axum::{Json, extract::State, response::Response};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{CaseId, DocumentId};
use sojourn_services::papers::{self, PaperLine};

use super::{Api, Caller, answer::Answer, operation::About};
use crate::{
    state::AppState,
    web::{Path, WebResult, respond::file},
};

const PDF: &str = "application/pdf";

pub(super) fn operations() -> Api {
    Api::of("papers")
        .get(
            "/cases/{id}/papers",
            list,
            About::reads::<Papers>("The papers of a case that the caller sees, the newest first."),
        )
        .get("/documents/{id}", print, About::file("A paper as a file; the reading is noted.", PDF))
}

/// Papers of a case, the newest first.
#[derive(Serialize, JsonSchema)]
struct Papers {
    papers: Vec<Paper>,
}

/// A paper.
#[derive(Serialize, JsonSchema)]
struct Paper {
    id: DocumentId,
    /// `registration_slip`, `training_certificate` or `employment_contract`.
    kind: String,
    number: String,
    version: i32,
    /// Whether a newer one took its place.
    superseded: bool,
    /// Whether it no longer counts.
    void: bool,
}

fn paper(line: PaperLine) -> Paper {
    let PaperLine { id, kind, number, revision, superseded, void } = line;
    Paper { id, kind, number, version: revision, superseded, void }
}

async fn list(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<CaseId>) -> Answer<Papers> {
    let found = papers::list(&app.ctx, &actor, id).await?;
    Ok(Json(Papers { papers: found.into_iter().map(paper).collect() }))
}

async fn print(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<DocumentId>) -> WebResult<Response> {
    let printed = papers::print(&app.ctx, &actor, id).await?;
    Ok(file(&printed.name, PDF, printed.bytes))
}
