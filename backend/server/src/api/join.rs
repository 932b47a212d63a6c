//! A worker's own proposal to be registered, for programs of people who have no account: where one can go, the
//! proposal, its receipt. The rules are those of the page: nobody is looked up, what is sent is sealed for the office,
//! and many from one address wait.

use axum::{
    Json,
    body::to_bytes,
    extract::{FromRequest, Request, State},
    response::Response,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{OrganisationId, ProgrammeId, registration::Fields};
use sojourn_services::{
    context::fingerprint,
    recruitment::propose::{self, Sender},
};
use sojourn_ui::paths;

use super::{
    Api, Body,
    answer::{Answer, created},
    operation::{About, Takes},
    recruitment::{ZONE, Zone, zone_of},
};
use crate::{
    state::AppState,
    web::{Path, WebError, WebResult, form::STRANGERS_LIMIT, visit},
};

pub(super) fn operations() -> Api {
    Api::of("recruitment")
        .get(
            "/join",
            openings,
            About::reads::<Openings>("Programmes that take people in, and the offices one can come to.").open(),
        )
        .post(
            "/join",
            join,
            About::creates::<Receipt>(
                "Keeps a worker's own proposal for the office they will come to; it never says who is on record.",
                Takes::Proposal,
            )
            .open(),
        )
        .post(
            "/join/zone",
            read_zone,
            About::changes::<Zone>(
                "Reads a passport's machine-readable zone into the fields of a proposal; nothing is kept.",
                Takes::Fields(ZONE),
            )
            .open(),
        )
        .get(
            "/join/{reference}/{seal}",
            receipt,
            About::reads::<Receipt>("A proposal's receipt, for whoever holds its seal.").open(),
        )
}

/// Where people can go now.
#[derive(Serialize, JsonSchema)]
struct Openings {
    programmes: Vec<OpenProgramme>,
    offices: Vec<OpenOffice>,
}

/// A programme that takes people in.
#[derive(Serialize, JsonSchema)]
struct OpenProgramme {
    id: ProgrammeId,
    title: String,
    /// The last day of its intake.
    intake_closes: NaiveDate,
}

/// An office one can come to.
#[derive(Serialize, JsonSchema)]
struct OpenOffice {
    id: OrganisationId,
    name: String,
    /// ISO 3166-1 alpha-3.
    country: String,
    /// The programmes it takes part in.
    programmes: Vec<ProgrammeId>,
}

async fn openings(State(app): State<AppState>) -> Answer<Openings> {
    let found = propose::openings(&app.ctx).await?;
    let office = |o: &sojourn_domain::programme::Organisation| OpenOffice {
        id: o.id,
        name: o.name.clone(),
        country: o.country.alpha3().to_owned(),
        programmes: found.programmes.iter().map(|p| p.id).filter(|id| found.takes(*id, o)).collect(),
    };
    Ok(Json(Openings {
        offices: found.offices.iter().map(office).collect(),
        programmes: found
            .programmes
            .iter()
            .map(|p| OpenProgramme { id: p.id, title: p.title.clone(), intake_closes: p.intake_closes })
            .collect(),
    }))
}

/// What the person takes to the office.
#[derive(Serialize, JsonSchema)]
struct Receipt {
    /// What is read out there.
    reference: String,
    /// What proves that one holds it.
    seal: String,
    /// The office's name.
    office: String,
    /// The programme's title.
    programme: String,
    /// The last day to come.
    until: NaiveDate,
    /// The address of a page to keep or to print.
    page: String,
}

fn receipt_of(app: &AppState, found: propose::Receipt) -> Receipt {
    let propose::Receipt { reference, seal, office, programme, until } = found;
    let page = format!("{}{}", app.ctx.settings.base_url, paths::receipt(&reference, &seal));
    Receipt { reference, seal, office, programme, until, page }
}

async fn join(State(app): State<AppState>, sent: Stranger) -> WebResult<Response> {
    let sender = Sender { address: &sent.address, once: &sent.once };
    created(receipt_of(&app, propose::propose(&app.ctx, &sent.fields, sender).await?))
}

async fn read_zone(State(app): State<AppState>, sent: Stranger) -> Answer<Zone> {
    zone_of(&app, sent.fields)
}

async fn receipt(State(app): State<AppState>, Path((reference, seal)): Path<(String, String)>) -> Answer<Receipt> {
    Ok(Json(receipt_of(&app, propose::receipt(&app.ctx, &reference, &seal).await?)))
}

/// What somebody without an account sends: as much as the page takes from them, and where it comes from.
struct Stranger {
    fields: Fields,
    address: String,
    /// What names this one request.
    once: String,
}

impl FromRequest<AppState> for Stranger {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let (parts, body) = request.into_parts();
        let limit = STRANGERS_LIMIT;
        let bytes = to_bytes(body, limit).await.map_err(|_| WebError::TooLarge { limit })?;
        let address = visit::origin_of(app, &parts).address;
        // A key counts together with what it came with: what another sent under the same one is never answered.
        let once = match parts.headers.get("idempotency-key") {
            Some(key) => fingerprint(&format!("{key:?} {}", String::from_utf8_lossy(&bytes))),
            None => app.ctx.new_id().to_string(),
        };
        let Body(fields) = Body::from_request(Request::from_parts(parts, bytes.into()), app).await?;
        Ok(Self { fields, address, once })
    }
}
