//! Cases: the list, one journey with what comes next, its moves, requirement records and acts.

use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use sojourn_domain::{
    CaseId, Refusal, RequirementId, Stage, State as CaseState, Transition, WorkerNumber,
    act::{Act, Kind, Spec, may, must},
    case::{Approval, Case},
    decide::{Move, Offer},
    requirement::Requirement,
    view::{CaseRow, RecordLine},
};
use sojourn_services::{
    ServiceError, acts,
    cases::{self, Advance, Advanced, CaseView, RecordRequirement},
};
use uuid::Uuid;

use super::{
    Api, Body, Caller, CallerMay,
    answer::{Answer, created, done, next_case},
    body::version_of,
    operation::{AFTER, About, Takes},
};
use crate::{
    routes::{
        acts::act_of,
        cases::Filter,
        key::{self, PAGE},
    },
    state::AppState,
    web::{Path, WebError, WebResult, rights},
};

const FILTER: &[Spec] = &[
    may("state", Kind::Code("state", || CaseState::ALL.iter().map(|s| s.code()).collect())),
    may("stage", Kind::Code("stage", || Stage::ALL.iter().map(|s| s.code()).collect())),
    may("programme", Kind::Record),
    AFTER,
];

const REASON: &[Spec] = &[must("reason", Kind::Text)];

pub(super) fn operations() -> Api {
    Api::of("cases")
        .get(
            "/cases",
            list,
            About::reads::<Cases>("Cases of the caller's scope, longest in their state first.").query(FILTER),
        )
        .get(
            "/cases/{id}",
            show,
            About::reads::<CaseAnswer>(
                "A case as the caller sees it: what may happen next, and what stands in the way.",
            ),
        )
        .post(
            "/cases/{id}/advance",
            advance,
            About::changes::<Outcome>("Moves a case, or proposes the move to a second person.", Takes::Move),
        )
        .post("/cases/{id}/decline", decline, About::does("Says no to what was proposed.", Takes::Fields(REASON)))
        .post(
            "/cases/{id}/requirements",
            record,
            About::creates::<NewRequirement>("Writes a requirement record.", Takes::Requirement),
        )
        .post(
            "/cases/{id}/requirements/{record}/verify",
            verify,
            About::does("Verifies a record another person wrote.", Takes::Nothing),
        )
        .get(
            "/cases/{id}/findings/{record}",
            findings,
            About::reads::<Findings>(
                "What was found at an examination, for the health role alone; the reading is noted.",
            ),
        )
        .get(
            "/cases/{id}/acts/{act}",
            choices,
            About::reads::<ActChoices>("What an act of the caller's can be about now: its field `record` names one."),
        )
        .post(
            "/cases/{id}/acts/{act}",
            perform,
            About::creates::<NewAct>("Writes an act down; each act's fields are a schema.", Takes::AnyAct),
        )
}

/// A page of cases.
#[derive(Serialize, JsonSchema)]
struct Cases {
    cases: Vec<CaseRow>,
    /// Where the next page begins.
    next: Option<String>,
}

async fn list(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ReadCases>,
    Query(filter): Query<Filter>,
) -> Answer<Cases> {
    let found = cases::list(&app.ctx, &actor, &filter.wanted(), key::read(&filter.after), PAGE).await?;
    Ok(Json(Cases { next: next_case(&found), cases: found.rows }))
}

/// A case, cut to the caller's roles.
#[derive(Serialize, JsonSchema)]
pub(super) struct CaseAnswer {
    case: Case,
    /// The worker's name, or number for those who may not see it yet.
    name: String,
    /// The worker's number.
    worker_number: WorkerNumber,
    /// The programme's title.
    programme: String,
    /// The number of the rules' version in force.
    rules_version: i32,
    /// Moves that exist from here for the caller, with what stands in the way of each.
    offers: Vec<Offer>,
    /// Records that a move can be about.
    choices: Vec<Choice>,
    /// What the caller may write down.
    acts: Vec<Act>,
    /// What the stages wrote down.
    records: Vec<RecordLine>,
    /// Moves made, newest first.
    events: Vec<Event>,
    /// Requirement records, newest first.
    requirements: Vec<RequirementAnswer>,
    /// What waits for a second person.
    proposal: Option<Approval>,
    /// The last proposal, where a second person said no to it, and why.
    declined: Option<Approval>,
}

/// A record that a move can be about.
#[derive(Serialize, JsonSchema)]
struct Choice {
    /// The move.
    transition: Transition,
    /// What is sent as `record`.
    record: Uuid,
    /// What it is called.
    label: String,
}

/// A move that was made.
#[derive(Serialize, JsonSchema)]
struct Event {
    at: DateTime<Utc>,
    transition: Transition,
    /// Where it led.
    to: CaseState,
    /// Who made it; null for a schedule.
    by: Option<String>,
    /// Who had proposed it, where two persons were needed.
    proposed_by: Option<String>,
    reason: Option<String>,
}

/// A requirement record with the names of its people.
#[derive(Serialize, JsonSchema)]
struct RequirementAnswer {
    record: Requirement,
    recorded_by: String,
    verified_by: Option<String>,
}

impl From<CaseView> for CaseAnswer {
    fn from(view: CaseView) -> Self {
        let choice = |c: cases::Choice| Choice { transition: c.transition, record: c.record, label: c.label };
        let event = |e: cases::EventLine| Event {
            at: e.at,
            transition: e.transition,
            to: e.to,
            by: e.by,
            proposed_by: e.proposed_by,
            reason: e.reason,
        };
        let requirement = |r: cases::RequirementLine| RequirementAnswer {
            record: r.record,
            recorded_by: r.recorded_by,
            verified_by: r.verified_by,
        };
        Self {
            name: view.worker.full_name(),
            worker_number: view.worker.number,
            case: view.case,
            programme: view.programme,
            rules_version: view.rules_version,
            offers: view.offers,
            choices: view.choices.into_iter().map(choice).collect(),
            acts: view.acts,
            records: view.records,
            events: view.events.into_iter().map(event).collect(),
            requirements: view.requirements.into_iter().map(requirement).collect(),
            proposal: view.proposal.map(|(approval, _)| approval),
            declined: view.declined.map(|(approval, _)| approval),
        }
    }
}

async fn show(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ReadCases>,
    Path(id): Path<CaseId>,
) -> Answer<CaseAnswer> {
    Ok(Json(cases::view(&app.ctx, &actor, id).await?.into()))
}

/// What came of a move.
#[derive(Serialize, JsonSchema)]
pub(super) struct Outcome {
    outcome: Came,
    /// Where the case stands now, when it moved.
    state: Option<CaseState>,
}

/// How a move ended.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Came {
    /// The case moved.
    Moved,
    /// It waits for a second person.
    Proposed,
    /// The contract is signed by this party and waits for another.
    Signed,
    /// The second person said no; the case stays where it is.
    Declined,
}

impl From<Advanced> for Outcome {
    fn from(advanced: Advanced) -> Self {
        match advanced {
            Advanced::Moved(state) => Self { outcome: Came::Moved, state: Some(state) },
            Advanced::Proposed => Self { outcome: Came::Proposed, state: None },
            Advanced::Signed => Self { outcome: Came::Signed, state: None },
        }
    }
}

impl From<Option<Advanced>> for Outcome {
    /// Of a decision: nothing was moved where the second person said no.
    fn from(decided: Option<Advanced>) -> Self {
        decided.map_or(Self { outcome: Came::Declined, state: None }, Self::from)
    }
}

async fn advance(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<CaseId>,
    body: Body,
) -> Answer<Outcome> {
    let transition = Transition::from_code(body.value("transition"));
    let transition = transition.ok_or_else(|| ServiceError::field("transition", "choose_one"))?;
    let version = version_of(&body)?;
    let mv = Move::parse(&body.0).map_err(ServiceError::from)?;
    let pin = body.some("pin").map(str::to_owned);
    match cases::advance(&app.ctx, &actor, Advance { case: id, version, transition, mv, pin }).await {
        Ok(advanced) => Ok(Json(advanced.into())),
        Err(ServiceError::Refusal(Refusal::Stale)) => {
            let view = cases::view(&app.ctx, &actor, id).await?;
            Err(stale(view.case.version, &CaseAnswer::from(view)))
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody else saved first: the problem says what stands now, and in which version.
fn stale(version: i32, current: &impl Serialize) -> WebError {
    let error = ServiceError::from(Refusal::Stale);
    WebError::explained(error, [("version", json!(version)), ("current", json!(current))])
}

async fn decline(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<CaseId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    // Whose case it is not, or whose decision, is told that before any field.
    let reason = body.0.get("reason").map(String::as_str);
    cases::decline_proposal(&app.ctx, &actor, id, reason).await?;
    done()
}

/// A record just written.
#[derive(Serialize, JsonSchema)]
struct NewRequirement {
    requirement: RequirementId,
}

async fn record(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<CaseId>,
    Body(fields): Body,
) -> WebResult<Response> {
    let command = RecordRequirement::parse(&fields).map_err(ServiceError::from)?;
    let kind = command.kind;
    let findings = fields.get("findings").map(String::as_str);
    match cases::record_with_findings(&app.ctx, &actor, id, command, findings).await {
        Ok(requirement) => created(NewRequirement { requirement }),
        Err(ServiceError::Refusal(Refusal::Stale)) => {
            let view = cases::view(&app.ctx, &actor, id).await?;
            let newest = view.requirements.into_iter().map(|r| r.record).find(|r| r.kind == kind);
            Err(stale(view.case.version, &newest))
        }
        Err(other) => Err(other.into()),
    }
}

async fn verify(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path((id, record)): Path<(CaseId, RequirementId)>,
) -> WebResult<impl IntoResponse> {
    cases::verify(&app.ctx, &actor, id, record).await?;
    done()
}

/// A medical record with what was found.
#[derive(Serialize, JsonSchema)]
struct Findings {
    record: Requirement,
    /// In the words of the health officer who wrote it.
    findings: String,
}

async fn findings(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::HealthFindings>,
    Path((id, record)): Path<(CaseId, RequirementId)>,
) -> Answer<Findings> {
    let (record, findings) = cases::findings(&app.ctx, &actor, id, record).await?;
    Ok(Json(Findings { record, findings }))
}

/// An act that may be written down.
#[derive(Serialize, JsonSchema)]
struct ActChoices {
    act: Act,
    /// Records it can be about; none where it is about the case alone.
    records: Vec<RecordChoice>,
}

/// A record that an act can be about.
#[derive(Serialize, JsonSchema)]
struct RecordChoice {
    /// What is sent as `record`.
    record: Uuid,
    /// What it is called.
    label: String,
}

async fn choices(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path((id, act)): Path<(CaseId, String)>,
) -> Answer<ActChoices> {
    let act = act_of(&act)?;
    let (_, records) = acts::form(&app.ctx, &actor, id, act).await?;
    let records = records.into_iter().map(|(record, label)| RecordChoice { record, label }).collect();
    Ok(Json(ActChoices { act, records }))
}

/// An act just written down.
#[derive(Serialize, JsonSchema)]
struct NewAct {
    act: Act,
}

async fn perform(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path((id, act)): Path<(CaseId, String)>,
    Body(fields): Body,
) -> WebResult<Response> {
    let act = act_of(&act)?;
    acts::perform(&app.ctx, &actor, id, act, &fields).await?;
    created(NewAct { act })
}
