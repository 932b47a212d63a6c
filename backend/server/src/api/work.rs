//! What waits for the caller, and what waits for a second person.

use axum::{
    Json,
    extract::{Query, State},
};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{
    Actor, ApprovalId, CaseId, CaseNumber, Role, State as CaseState, Transition,
    act::{Kind, Spec, may, must},
    case::Approval,
    due::DueKind,
    reintegration::Urgency,
    view::CaseRow,
};
use sojourn_services::{
    placement,
    work::{
        self, Waiting,
        due::{DueCount, DueItem},
        incidents::incidents,
    },
};
use sojourn_storage::Page;
use uuid::Uuid;

use super::{
    Api, Body, Caller,
    answer::Answer,
    cases::Outcome,
    operation::{AFTER, About, Takes},
};
use crate::{
    routes::{
        key::{self, After, PAGE},
        work::DueAsked,
    },
    state::AppState,
    web::{Path, WebError, WebResult},
};

const DECISION: &[Spec] =
    &[must("decision", Kind::Code("decision", || vec!["approve", "refuse"])), may("reason", Kind::Text)];

const DUE: &[Spec] = &[may("kind", Kind::Code("due", || DueKind::ALL.iter().map(|k| k.code()).collect())), AFTER];

pub(super) fn operations() -> Api {
    Api::of("work")
        .get(
            "/work",
            mine,
            About::reads::<Work>("What waits for the caller: proposals and cases, longest waiting first.")
                .query(&[AFTER]),
        )
        .get(
            "/due",
            due,
            About::reads::<Due>("Deadlines on the caller's list: the most urgent, or all of one kind.").query(DUE),
        )
        .get(
            "/requests",
            requests,
            About::reads::<Requests>("Requests for support that wait for a case worker, the most urgent first."),
        )
        .get("/approvals", approvals, About::reads::<Approvals>("Proposals in the caller's scope, oldest first."))
        .post(
            "/approvals/{id}",
            decide,
            About::changes::<Outcome>("Agrees to what was proposed, or says no to it.", Takes::Fields(DECISION)),
        )
}

/// A page of one person's work.
#[derive(Serialize, JsonSchema)]
struct Work {
    /// The role it is listed for: the first one held.
    role: Role,
    /// How many cases wait for that role in all.
    steps: u64,
    /// Deadlines past their day.
    overdue: u64,
    /// Deadlines today and in the days ahead.
    ahead: u64,
    /// How much of each kind is due.
    due: Vec<DueOf>,
    /// The most urgent of it.
    first_due: Vec<DueLine>,
    /// How many cases of the caller's scope wait for others.
    elsewhere: u64,
    /// Proposals in the caller's scope.
    waiting: Vec<Proposal>,
    /// Cases that wait for the role.
    tasks: Vec<Task>,
    /// Contracts to sign and arrivals to confirm, for employers and missions.
    confirm: Vec<Confirmation>,
    /// What went wrong abroad and waits for somebody, for missions, the oldest first.
    incidents: Vec<IncidentLine>,
    /// Where the next page of tasks begins.
    next: Option<String>,
}

/// How much of a kind is due.
#[derive(Serialize, JsonSchema)]
struct DueOf {
    kind: DueKind,
    /// Past their day.
    overdue: u64,
    /// All that are listed.
    listed: u64,
}

fn due_of(count: DueCount) -> DueOf {
    DueOf { kind: count.kind, overdue: count.overdue, listed: count.listed }
}

/// A deadline. Who asked for help has no name in a list.
#[derive(Serialize, JsonSchema)]
struct DueLine {
    kind: DueKind,
    /// By which day.
    due: NaiveDate,
    /// The follow-up or thread it is about; else the case or its certificate.
    record: Uuid,
    case: CaseId,
    number: CaseNumber,
    state: CaseState,
    name: Option<String>,
}

fn due_line(item: DueItem) -> DueLine {
    let DueItem { kind, case, due, record, key: _ } = item;
    let name = (kind != DueKind::Help).then_some(case.name);
    DueLine { kind, due, record, case: case.id, number: case.number, state: case.state, name }
}

/// Deadlines of the caller's list.
#[derive(Serialize, JsonSchema)]
struct Due {
    /// The role it is listed for: the first one held.
    role: Role,
    /// How much of each kind there is.
    kinds: Vec<DueOf>,
    /// The longest due first.
    due: Vec<DueLine>,
    /// Where the next page of one kind begins.
    next: Option<String>,
}

async fn due(State(app): State<AppState>, Caller(actor): Caller, Query(asked): Query<DueAsked>) -> Answer<Due> {
    let role = desk_of(&actor)?;
    let kinds = work::due::counts(&app.ctx, &actor, role).await?;
    let found = match DueKind::from_code(&asked.kind) {
        None => Page { rows: work::due::first(&app.ctx, &actor, role, PAGE).await?, more: false },
        Some(kind) => work::due::list(&app.ctx, &actor, role, kind, key::read_due(&asked.after), PAGE).await?,
    };
    let next = found.rows.last().filter(|_| found.more).map(|item| key::write_due(item.key));
    Ok(Json(Due {
        role,
        kinds: kinds.into_iter().map(due_of).collect(),
        due: found.rows.into_iter().map(due_line).collect(),
        next,
    }))
}

/// The desk somebody sits at: the first role in the order of declaration.
fn desk_of(actor: &Actor) -> WebResult<Role> {
    actor.roles().first().copied().ok_or(WebError::Forbidden)
}

/// Requests for support, the most urgent and then the oldest first.
#[derive(Serialize, JsonSchema)]
struct Requests {
    requests: Vec<SupportRequest>,
}

/// A returnee's request for support.
#[derive(Serialize, JsonSchema)]
struct SupportRequest {
    case: CaseRow,
    urgency: Option<Urgency>,
    asked_at: DateTime<Utc>,
}

async fn requests(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Requests> {
    let found = work::requests(&app.ctx, &actor).await?.into_iter();
    let requests = found.map(|(request, case)| SupportRequest {
        case,
        urgency: Urgency::from_code(&request.urgency),
        asked_at: request.asked_at,
    });
    Ok(Json(Requests { requests: requests.collect() }))
}

/// A case that waits.
#[derive(Serialize, JsonSchema)]
struct Task {
    case: CaseRow,
    /// What carries it on.
    next: Transition,
    /// By which day, where the rules name one.
    due: Option<NaiveDate>,
}

/// Something that went wrong abroad.
#[derive(Serialize, JsonSchema)]
struct IncidentLine {
    case: CaseRow,
    since: DateTime<Utc>,
    /// What was said of it.
    reason: Option<String>,
}

/// Something to sign or confirm.
#[derive(Serialize, JsonSchema)]
struct Confirmation {
    case: CaseRow,
    /// What is confirmed.
    transition: Transition,
    /// The job.
    job: String,
    /// By which day.
    due: Option<NaiveDate>,
}

/// What waits for a second person.
#[derive(Serialize, JsonSchema)]
struct Proposal {
    approval: Approval,
    case: CaseRow,
    /// Who proposed it.
    proposed_by: String,
    /// Whether the caller may decide it.
    may_decide: bool,
}

fn proposal(waiting: Waiting) -> Proposal {
    let Waiting { approval, case, proposed_by, may_decide } = waiting;
    Proposal { approval, case, proposed_by, may_decide }
}

async fn mine(State(app): State<AppState>, Caller(actor): Caller, Query(at): Query<After>) -> Answer<Work> {
    let role = desk_of(&actor)?;
    let found = work::work(&app.ctx, &actor, role, key::read(&at.after), PAGE).await?;
    let confirm = match role {
        Role::Employer | Role::Mission => placement::to_confirm(&app.ctx, &actor, role).await?,
        _ => Vec::new(),
    };
    Ok(Json(Work {
        role,
        steps: found.steps,
        overdue: found.overdue(),
        ahead: found.ahead(),
        due: found.due.into_iter().map(due_of).collect(),
        first_due: found.first.into_iter().map(due_line).collect(),
        elsewhere: found.elsewhere,
        waiting: found.waiting.into_iter().map(proposal).collect(),
        tasks: found.tasks.into_iter().map(|t| Task { case: t.case, next: t.next, due: t.due }).collect(),
        incidents: incidents(&app.ctx, &actor)
            .await?
            .into_iter()
            .map(|i| IncidentLine { case: i.case, since: i.since, reason: i.reason })
            .collect(),
        confirm: confirm
            .into_iter()
            .map(|c| Confirmation { case: c.case, transition: c.transition, job: c.job, due: c.due })
            .collect(),
        next: found.next.map(key::write),
    }))
}

/// Proposals, oldest first.
#[derive(Serialize, JsonSchema)]
struct Approvals {
    approvals: Vec<Proposal>,
}

async fn approvals(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Approvals> {
    let found = work::waiting(&app.ctx, &actor).await?;
    Ok(Json(Approvals { approvals: found.into_iter().map(proposal).collect() }))
}

async fn decide(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<ApprovalId>,
    body: Body,
) -> Answer<Outcome> {
    let found = work::find_waiting(&app.ctx, &actor, id).await?;
    let values = body.parse(DECISION)?;
    let agreed = values.line("decision") == "approve";
    let reason = values.text("reason").map(str::to_owned);
    let decision = if agreed { work::Decision::Agree(reason) } else { work::Decision::Refuse(reason) };
    Ok(Json(work::decide(&app.ctx, &actor, &found, decision).await?.into()))
}
