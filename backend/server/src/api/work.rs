//! What waits for the caller, and what waits for a second person.

use axum::{
    Json,
    extract::{Query, State},
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{
    ApprovalId, CaseId, CaseNumber, Role, State as CaseState, Transition,
    act::{Kind, Spec, may, must},
    case::Approval,
    due::DueKind,
    view::CaseRow,
};
use sojourn_services::{
    placement,
    work::{self, Waiting, due::DueItem},
};
use uuid::Uuid;

use super::{
    Api, Body, Caller,
    answer::{After, Answer},
    cases::Outcome,
    operation::{AFTER, About, Takes},
};
use crate::{
    routes::key::{self, PAGE},
    state::AppState,
    web::{Path, WebError},
};

const DECISION: &[Spec] =
    &[must("decision", Kind::Code("decision", || vec!["approve", "refuse"])), may("reason", Kind::Text)];

pub(super) fn operations() -> Api {
    Api::of("work")
        .get(
            "/work",
            mine,
            About::reads::<Work>("What waits for the caller: proposals and cases, longest waiting first.")
                .query(&[AFTER]),
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

/// A case that waits.
#[derive(Serialize, JsonSchema)]
struct Task {
    case: CaseRow,
    /// What carries it on.
    next: Transition,
    /// By which day, where the rules name one.
    due: Option<NaiveDate>,
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
    let role = actor.roles().first().copied().ok_or(WebError::Forbidden)?;
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
        due: found.due.iter().map(|c| DueOf { kind: c.kind, overdue: c.overdue, listed: c.listed }).collect(),
        first_due: found.first.into_iter().map(due_line).collect(),
        elsewhere: found.elsewhere,
        waiting: found.waiting.into_iter().map(proposal).collect(),
        tasks: found.tasks.into_iter().map(|t| Task { case: t.case, next: t.next, due: t.due }).collect(),
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
    let decision = if agreed { work::Decision::Agree { reason } } else { work::Decision::Refuse };
    Ok(Json(work::decide(&app.ctx, &actor, &found, decision).await?.into()))
}
