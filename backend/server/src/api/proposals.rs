//! Workers' own proposals to be registered: the office's list, confirmed by an officer who saw the person, or declined.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{
    ProposalId,
    act::{Kind, Spec, may, must},
    proposal::field,
};
use sojourn_services::recruitment::proposals;

use super::{
    Api, Body, CallerMay,
    answer::{Answer, done},
    operation::{AFTER, About, Takes},
    recruitment::{NewCase, opened},
};
use crate::{
    routes::key::{self, PAGE, Searched},
    state::AppState,
    web::{Path, WebResult, rights},
};

const SEARCH: &[Spec] = &[may("q", Kind::Line), AFTER];
const REASON: &[Spec] = &[must(field::REASON, Kind::Line)];

pub(super) fn operations() -> Api {
    Api::of("recruitment")
        .get(
            "/proposals",
            list,
            About::reads::<Proposals>("Workers' own proposals that wait in the caller's office, the oldest first.")
                .query(SEARCH),
        )
        .get(
            "/proposals/{id}",
            show,
            About::reads::<ProposalAnswer>("A proposal as it was sent; the reading is noted."),
        )
        .post(
            "/proposals/{id}",
            confirm,
            About::creates::<NewCase>("Registers the person who came with it.", Takes::Confirmation),
        )
        .post("/proposals/{id}/decline", decline, About::does("Says no to a proposal.", Takes::Fields(REASON)))
}

/// A page of proposals.
#[derive(Serialize, JsonSchema)]
struct Proposals {
    proposals: Vec<Proposal>,
    /// Where the next page begins.
    next: Option<String>,
}

/// A proposal as a line.
#[derive(Serialize, JsonSchema)]
struct Proposal {
    id: ProposalId,
    /// As the person noted it.
    reference: String,
    /// `Surname, Given names`, as they say.
    name: String,
    /// The programme's title.
    programme: String,
    proposed_at: DateTime<Utc>,
    /// The last day the person can come with it.
    until: NaiveDate,
}

impl From<proposals::ProposalLine> for Proposal {
    fn from(line: proposals::ProposalLine) -> Self {
        let proposals::ProposalLine { id, reference, name, programme, proposed_at, until } = line;
        Self { id, reference, name, programme, proposed_at, until }
    }
}

async fn list(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::WriteWorkers>,
    Query(asked): Query<Searched>,
) -> Answer<Proposals> {
    let last = key::read_proposal(&asked.after);
    let found = proposals::waiting(&app.ctx, &actor, asked.typed(), last, PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|line| key::write_proposal(line.key()));
    Ok(Json(Proposals { proposals: found.rows.into_iter().map(Proposal::from).collect(), next }))
}

/// A proposal with what was sent.
#[derive(Serialize, JsonSchema)]
struct ProposalAnswer {
    proposal: Proposal,
    /// The fields as the person filled them in, to be corrected and sent back.
    fields: BTreeMap<String, String>,
}

async fn show(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::WriteWorkers>,
    Path(id): Path<ProposalId>,
) -> Answer<ProposalAnswer> {
    let (line, fields) = proposals::open(&app.ctx, &actor, id).await?;
    Ok(Json(ProposalAnswer { proposal: line.into(), fields }))
}

async fn confirm(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::WriteWorkers>,
    Path(id): Path<ProposalId>,
    Body(fields): Body,
) -> WebResult<Response> {
    opened(proposals::confirm(&app.ctx, &actor, id, &fields).await?)
}

async fn decline(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::WriteWorkers>,
    Path(id): Path<ProposalId>,
    Body(fields): Body,
) -> WebResult<impl IntoResponse> {
    proposals::decline(&app.ctx, &actor, id, &fields).await?;
    done()
}
