//! Workers found, listed and registered, and cases opened for those on record.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Query, State},
    response::Response,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use sojourn_domain::{
    CaseId, CaseNumber, PartialDate, State as CaseState, WorkerId, WorkerNumber,
    act::{Kind, Spec, may, must},
    case::{Approval, Case},
    country::Country,
    registration::{self, Fields, field},
    worker::{Consent, IdentityDocument, IdentityDocumentKind, Worker},
};
use sojourn_services::{
    ServiceError,
    recruitment::{self, Registered, WorkerLine as Found},
};

use super::{
    Api, Body, Caller, CallerMay,
    answer::{Answer, created},
    operation::{AFTER, About, Takes},
};
use crate::{
    routes::key::{PAGE, Searched},
    state::AppState,
    web::{Path, WebError, WebResult, rights},
};

const SEARCH: &[Spec] = &[may("q", Kind::Line), AFTER];
pub(super) const ZONE: &[Spec] = &[must(field::MRZ, Kind::Text)];

pub(super) fn operations() -> Api {
    Api::of("recruitment")
        .get(
            "/workers",
            list,
            About::reads::<Workers>("Workers of the caller's scope: by name, or those who match what is searched for.")
                .query(SEARCH),
        )
        .post(
            "/workers",
            register,
            About::creates::<NewCase>("Registers a worker and opens a case.", Takes::Registration),
        )
        .post(
            "/workers/zone",
            read_zone,
            About::changes::<Zone>(
                "Reads a passport's machine-readable zone into the fields of a registration; nothing is kept.",
                Takes::Fields(ZONE),
            ),
        )
        .get("/workers/{id}", show, About::reads::<WorkerAnswer>("A worker with documents, consents and cases."))
        .post(
            "/workers/{id}/cases",
            open_case,
            About::creates::<NewCase>("Opens a case for a worker on record.", Takes::Registration),
        )
}

/// A page of workers.
#[derive(Serialize, JsonSchema)]
struct Workers {
    workers: Vec<WorkerLine>,
    /// Where the next page begins; a search has one page.
    next: Option<WorkerId>,
}

/// A worker as a row of a list.
#[derive(Serialize, JsonSchema)]
struct WorkerLine {
    id: WorkerId,
    number: WorkerNumber,
    /// `Surname, Given names`.
    name: String,
    born: PartialDate,
    district: Option<String>,
    /// The state of the newest case.
    state: Option<CaseState>,
}

async fn list(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ReadWorkers>,
    Query(asked): Query<Searched>,
) -> Answer<Workers> {
    let line = |(worker, state): Found| WorkerLine {
        id: worker.id,
        number: worker.number,
        name: worker.listed_name(),
        born: worker.born,
        district: worker.district,
        state,
    };
    if !asked.typed().is_empty() {
        let found = recruitment::search(&app.ctx, &actor, asked.typed(), PAGE).await?;
        return Ok(Json(Workers { workers: found.into_iter().map(line).collect(), next: None }));
    }
    let found = recruitment::workers(&app.ctx, &actor, asked.after.parse().ok(), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|(w, _)| w.id);
    Ok(Json(Workers { workers: found.rows.into_iter().map(line).collect(), next }))
}

/// A worker's record with its journeys.
#[derive(Serialize, JsonSchema)]
struct WorkerAnswer {
    worker: Worker,
    /// Identity documents; of their numbers only the end for those who do not keep the file.
    documents: Vec<IdentityLine>,
    /// Consents in force.
    consents: Vec<Consent>,
    /// Journeys in the caller's scope, newest first.
    cases: Vec<Journey>,
    /// The worker's own word that waits for an officer.
    own_word: Option<Approval>,
}

/// An identity document.
#[derive(Serialize, JsonSchema)]
struct IdentityLine {
    kind: IdentityDocumentKind,
    number: String,
    issuer: Country,
    /// The last day it is valid.
    expires: Option<NaiveDate>,
}

/// A journey of a worker.
#[derive(Serialize, JsonSchema)]
struct Journey {
    case: Case,
    /// The programme's title.
    programme: String,
}

async fn show(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<WorkerId>) -> Answer<WorkerAnswer> {
    let view = recruitment::worker(&app.ctx, &actor, id).await?;
    let cases = view.cases.into_iter().map(|(case, programme)| Journey { case, programme }).collect();
    let document =
        |d: IdentityDocument| IdentityLine { kind: d.kind, number: d.number, issuer: d.issuer, expires: d.expires };
    Ok(Json(WorkerAnswer {
        worker: view.worker,
        documents: view.documents.into_iter().map(document).collect(),
        consents: view.consents,
        cases,
        own_word: view.own_word,
    }))
}

/// A case just opened.
#[derive(Serialize, JsonSchema)]
pub(super) struct NewCase {
    worker: WorkerId,
    case: CaseId,
    number: CaseNumber,
    /// The code of the worker's first sign-in, which the slip carries too.
    activation_code: String,
}

pub(super) fn opened(registered: Registered) -> WebResult<Response> {
    match registered {
        Registered::Done { worker, case, number, activation } => {
            created(NewCase { worker, case, number, activation_code: activation.code })
        }
        // Nothing is written before somebody has looked at who this may be.
        Registered::PossibleDuplicates(found) => {
            let candidates: Vec<_> = found.into_iter().map(candidate).collect();
            let error = ServiceError::field(field::ANOTHER_PERSON, "duplicates");
            Err(WebError::explained(error, [("candidates", json!(candidates))]))
        }
    }
}

/// Somebody on record who may be the same person; outside the caller's scope no more than initials and office.
#[derive(Serialize, JsonSchema)]
pub(super) struct Candidate {
    /// The record, where it is in the caller's scope.
    worker: Option<WorkerId>,
    /// The worker's number.
    number: WorkerNumber,
    /// The first letters of the names.
    initials: String,
    /// The office that owns the record.
    office: String,
}

fn candidate(found: recruitment::Candidate) -> Candidate {
    let recruitment::Candidate { worker, masked, .. } = found;
    let worker = worker.map(|w| w.id);
    Candidate { worker, number: masked.number, initials: masked.initials, office: masked.office }
}

async fn register(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult<Response> {
    opened(recruitment::register(&app.ctx, &actor, &fields).await?)
}

async fn open_case(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<WorkerId>,
    Body(fields): Body,
) -> WebResult<Response> {
    opened(recruitment::open_case_for(&app.ctx, &actor, id, &fields).await?)
}

/// What a zone says, as fields of a registration.
#[derive(Serialize, JsonSchema)]
pub(super) struct Zone {
    fields: BTreeMap<String, String>,
}

async fn read_zone(
    State(app): State<AppState>,
    _: CallerMay<rights::WriteWorkers>,
    Body(fields): Body,
) -> Answer<Zone> {
    zone_of(&app, fields)
}

/// The fields of a zone, with those that were sent beside it.
pub(super) fn zone_of(app: &AppState, mut fields: Fields) -> Answer<Zone> {
    let read = registration::fill_from_mrz(&mut fields, app.ctx.now().date_naive());
    read.map_err(|error| ServiceError::field(&error.field, &error.code))?;
    fields.remove(field::MRZ);
    Ok(Json(Zone { fields }))
}
