//! Everybody's first page: what waits for them; and the list of proposals for a second person.

use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;
use sojourn_domain::{
    Actor, ApprovalId, Role, Transition, act::Act, case::Approval, due::DueKind, requirement::RequirementKind,
    view::CaseRow,
};
use sojourn_services::{
    placement,
    recruitment::proposals,
    work::{
        self, Decision, Task, Waiting,
        due::DueItem,
        incidents::{Incident, incidents},
    },
};
use sojourn_storage::entity::reintegration::support_request;
use sojourn_ui::{
    FormState, PageContext,
    pages::{
        cases::{ApprovalItem, Proposer, approvals as approvals_page},
        due::{DueProps, KindLine, due as due_page},
        work::{
            DueLine, Figure, Holder, IncidentLine, MissionWork, RequestLine, WorkFigure, WorkItem, WorkProps,
            work as work_page,
        },
    },
    parts::{Due, Pager},
    paths,
};

use super::{
    cases::{Attempt, refused},
    key::{self, After, PAGE},
    placement::confirm_card,
};
use crate::{
    state::AppState,
    web::{
        Form, Page, Path, SignedIn, WebError, WebResult,
        respond::{done, page},
        routing::{Routes, get, post},
    },
};

/// The routes of the work list.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::HOME, get(home))
        .route(paths::DUE, get(due))
        .route(paths::APPROVALS, get(approvals))
        .route("/approvals/{id}", post(decide))
}

async fn home(State(app): State<AppState>, Page(ctx): Page, who: SignedIn, Query(at): Query<After>) -> WebResult {
    // The first role in the order of declaration is the desk somebody sits at; others are in the navigation.
    let role = who.actor.roles().first().copied().ok_or(WebError::Forbidden)?;
    match role {
        Role::Administrator => super::accounts::home(&app, &ctx, &who.actor).await,
        Role::Auditor => super::audit::home(&app, &ctx, &who.actor).await,
        Role::Analyst => super::figures::home(&app, &ctx, &who.actor).await,
        Role::Trainer => super::training::home(&app, &ctx, &who.actor).await,
        Role::Inspector => super::training::inspection(&app, &ctx, &who.actor, &at.after).await,
        Role::ServicePartner => super::journey::partner_home(&app, &ctx, &who.actor).await,
        Role::Worker => super::journey::home(&app, &ctx, &who.actor).await,
        Role::Employer => super::placement::employer_home(&app, &ctx, &who.actor).await,
        Role::ProgrammeManager => super::figures::programme_home(&app, &ctx, &who.actor).await,
        Role::RecruitmentOfficer
        | Role::VerifyingOfficer
        | Role::CentreManager
        | Role::Mission
        | Role::CaseWorker
        | Role::HealthOfficer => desk(&app, &ctx, &who.actor, role, &at.after).await,
    }
}

/// The first page of those who carry cases on.
async fn desk(app: &AppState, ctx: &PageContext, actor: &Actor, role: Role, after: &str) -> WebResult {
    let found = work::work(&app.ctx, actor, role, key::read(after), PAGE).await?;
    let decisions = found.waiting.iter().filter(|w| w.may_decide).count() as u64;
    let mut figures: Vec<Figure> = vec![
        (WorkFigure::Overdue, found.overdue(), paths::DUE.to_owned()),
        (WorkFigure::Ahead, found.ahead(), paths::DUE.to_owned()),
    ];
    if role != Role::RecruitmentOfficer {
        figures.push((WorkFigure::Decide, decisions, paths::APPROVALS.to_owned()));
    }
    let (mut requests, mut mission) = (Vec::new(), None);
    match role {
        Role::Mission => {
            let own = mission_work(app, actor).await?;
            let here = |section: &str| format!("{}#{section}", paths::HOME);
            figures.push((WorkFigure::Orders, work::orders_waiting(&app.ctx, actor).await?, paths::ORDERS.to_owned()));
            figures.push((WorkFigure::Contracts, own.contracts.len() as u64, here("contracts")));
            figures.push((WorkFigure::Incidents, own.incidents.len() as u64, here("incidents")));
            mission = Some(own);
        }
        Role::CaseWorker => {
            requests = work::requests(&app.ctx, actor).await?.into_iter().map(request_line).collect::<Vec<_>>();
            figures.push((WorkFigure::Requests, requests.len() as u64, paths::CASES.to_owned()));
        }
        _ => figures.push((WorkFigure::Next, found.steps, paths::CASES.to_owned())),
    }
    figures.push((WorkFigure::Others, found.elsewhere, paths::CASES.to_owned()));
    let listed: u64 = found.overdue() + found.ahead();
    let props = WorkProps {
        role,
        today: u32::try_from(listed + decisions + found.steps).unwrap_or(u32::MAX),
        figures,
        due: found.first.iter().map(due_line).collect(),
        requests,
        mission,
        items: items(ctx, found.waiting.iter().filter(|w| w.may_decide), &found.tasks),
        pager: key::pager(paths::HOME, after, found.next.map(key::write)),
        proposals: proposals::count(&app.ctx, actor).await?,
    };
    Ok(page(work_page(ctx, &props)))
}

/// What waits for the mission's signature, and what went wrong in its corridors.
async fn mission_work(app: &AppState, actor: &Actor) -> WebResult<MissionWork> {
    let asked = placement::to_confirm(&app.ctx, actor, Role::Mission).await?;
    let line = |incident: Incident| IncidentLine {
        href: paths::case(&incident.case.id.to_string()),
        name: incident.case.name,
        number: incident.case.number.to_string(),
        state: incident.case.state,
        since: incident.since.date_naive(),
        reason: incident.reason.unwrap_or_default(),
    };
    Ok(MissionWork {
        // Arrivals stand among what is due.
        contracts: asked.into_iter().filter(|c| c.transition == Transition::Sign).map(confirm_card).collect(),
        incidents: incidents(&app.ctx, actor).await?.into_iter().map(line).collect(),
    })
}

fn request_line((request, case): (support_request::Model, CaseRow)) -> RequestLine {
    RequestLine {
        href: paths::case(&case.id.to_string()),
        name: case.name,
        number: case.number.to_string(),
        urgency: request.urgency,
        asked: request.asked_at.date_naive(),
    }
}

/// Something due, with the place that mends it.
fn due_line(item: &DueItem) -> DueLine {
    let case = item.case.id.to_string();
    let href = match item.kind {
        DueKind::Passport => paths::requirement(&case, RequirementKind::Passport.code()),
        DueKind::Medical | DueKind::MedicalMissing => paths::requirement(&case, RequirementKind::Medical.code()),
        DueKind::Visa => paths::requirement(&case, RequirementKind::Visa.code()),
        DueKind::Insurance => paths::requirement(&case, RequirementKind::Insurance.code()),
        DueKind::HandOver => paths::contract(&case),
        DueKind::FollowUp => paths::act(&case, Act::FollowUp.code()),
        DueKind::Help => paths::thread(&item.record.to_string()),
        DueKind::Departure | DueKind::Arrival | DueKind::Certificate | DueKind::Plan => paths::case(&case),
    };
    // Who asked for help is not named in a list: the thread itself is read under an audit row.
    let confidential = item.kind == DueKind::Help;
    DueLine {
        href,
        name: if confidential { item.case.worker_number.to_string() } else { item.case.name.clone() },
        number: item.case.number.to_string(),
        state: item.case.state,
        kind: item.kind,
        due: item.due,
    }
}

/// What a list of deadlines was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DueAsked {
    /// The code of a kind.
    pub(crate) kind: String,
    pub(crate) after: String,
}

/// Everything that is due on the reader's list.
async fn due(State(app): State<AppState>, Page(ctx): Page, who: SignedIn, Query(asked): Query<DueAsked>) -> WebResult {
    let role = who.actor.roles().first().copied().ok_or(WebError::Forbidden)?;
    let counts = work::due::counts(&app.ctx, &who.actor, role).await?;
    let shown = DueKind::from_code(&asked.kind);
    let (items, next) = match shown {
        None => (work::due::first(&app.ctx, &who.actor, role, PAGE).await?, None),
        Some(kind) => {
            let found = work::due::list(&app.ctx, &who.actor, role, kind, key::read_due(&asked.after), PAGE).await?;
            let next = found.rows.last().filter(|_| found.more).map(|item| item.key);
            (found.rows, next)
        }
    };
    let here = format!("{}?kind={}", paths::DUE, shown.map_or("", DueKind::code));
    let props = DueProps {
        kinds: counts.iter().map(|c| KindLine { kind: c.kind, overdue: c.overdue, listed: c.listed }).collect(),
        shown,
        lines: items.iter().map(due_line).collect(),
        pager: key::pager(&here, &asked.after, next.map(key::write_due)),
    };
    Ok(page(due_page(&ctx, &props)))
}

fn items<'a>(ctx: &PageContext, mine: impl Iterator<Item = &'a Waiting>, tasks: &[Task]) -> Vec<WorkItem> {
    let decisions = mine.map(|w| WorkItem {
        href: paths::case(&w.case.id.to_string()),
        name: w.case.name.clone(),
        number: w.case.number.to_string(),
        state: w.case.state,
        next: ctx.t_code("transition", w.approval.transition.code()),
        detail: w.proposed_by.clone(),
        held_by: Holder::You,
        due: None,
    });
    let tasks = tasks.iter().map(|t| WorkItem {
        href: paths::case(&t.case.id.to_string()),
        name: t.case.name.clone(),
        number: t.case.number.to_string(),
        state: t.case.state,
        next: ctx.t_code("transition", t.next.code()),
        detail: t.case.programme.clone(),
        held_by: Holder::You,
        due: t.due.map(Due),
    });
    decisions.chain(tasks).collect()
}

/// Whether a proposal is the worker's own word.
pub(super) fn proposer_of(approval: &Approval) -> Proposer {
    if approval.said.by_worker { Proposer::Worker } else { Proposer::Colleague }
}

pub(super) fn approval_item(waiting: Waiting) -> ApprovalItem {
    ApprovalItem {
        id: waiting.approval.id.to_string(),
        transition: waiting.approval.transition,
        name: waiting.case.name,
        number: waiting.case.number.to_string(),
        href: paths::case(&waiting.case.id.to_string()),
        proposed_by: waiting.proposed_by,
        proposed_at: waiting.approval.proposed_at,
        proposer: proposer_of(&waiting.approval),
        on: waiting.approval.said.on,
        return_kind: waiting.approval.said.return_kind,
        reason: waiting.approval.said.reason,
        may_decide: waiting.may_decide,
        form: FormState::default(),
    }
}

async fn approvals(State(app): State<AppState>, Page(ctx): Page, who: SignedIn) -> WebResult {
    let items: Vec<_> = work::waiting(&app.ctx, &who.actor).await?.into_iter().map(approval_item).collect();
    Ok(page(approvals_page(&ctx, &items, &Pager::default())))
}

async fn decide(
    State(app): State<AppState>,
    Page(ctx): Page,
    who: SignedIn,
    Path(id): Path<ApprovalId>,
    form: Form,
) -> WebResult<Response> {
    let found = work::find_waiting(&app.ctx, &who.actor, id).await?;
    let case = found.case.id;
    let decision = match form.value("decision") {
        "refuse" => Decision::Refuse(form.some("reason").map(str::to_owned)),
        _ => Decision::Agree(form.some("reason").map(str::to_owned)),
    };
    match work::decide(&app.ctx, &who.actor, &found, decision).await {
        Ok(None) => Ok(done(&paths::case(&case.to_string()), "flash-saved", &[])),
        Ok(Some(_)) => Ok(done(&paths::case(&case.to_string()), "flash-moved", &[])),
        Err(error) => {
            let attempt = Attempt { case, transition: found.approval.transition, form: &form };
            refused(&app, &ctx, &who.actor, attempt, error).await
        }
    }
}
