//! Everybody's first page: what waits for them; and the list of proposals for a second person.

use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;
use sojourn_domain::{ApprovalId, Role, case::Approval, role::Permission};
use sojourn_services::{
    recruitment::proposals,
    work::{self, Decision, Task, Waiting},
};
use sojourn_storage::CaseKey;
use sojourn_ui::{
    PageContext,
    pages::{
        cases::{ApprovalItem, Proposer, approvals as approvals_page},
        work::{Holder, WorkItem, WorkProps, work as work_page},
    },
    parts::{Due, Pager, Queue, QueueKind},
    paths,
};

use super::{
    cases::{Attempt, refused},
    key::{self, PAGE},
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
        .route(paths::APPROVALS, get(approvals))
        .route("/approvals/{id}", post(decide))
}

#[derive(Debug, Deserialize)]
struct After {
    #[serde(default)]
    after: String,
}

async fn home(State(app): State<AppState>, Page(ctx): Page, who: SignedIn, Query(at): Query<After>) -> WebResult {
    // The first role in the order of declaration is the desk somebody sits at; others are in the navigation.
    let role = who.actor.roles().first().copied().ok_or(WebError::Forbidden)?;
    match role {
        Role::Worker => return super::journey::home(&app, &ctx, &who.actor).await,
        Role::Administrator => return super::accounts::home(&app, &ctx, &who.actor).await,
        Role::Auditor => return super::audit::home(&app, &ctx, &who.actor).await,
        Role::Employer => return super::placement::employer_home(&app, &ctx, &who.actor).await,
        _ => {}
    }
    let found = work::work(&app.ctx, &who.actor, role, key::read(&at.after), PAGE).await?;
    let today = u32::try_from(found.due).unwrap_or(u32::MAX);
    let elsewhere = u32::try_from(found.elsewhere).unwrap_or(u32::MAX);
    let queue = |kind, count, href: &str| Queue { kind, count, detail: String::new(), href: href.to_owned() };
    let mut queues = vec![
        queue(QueueKind::Overdue, u32::try_from(found.overdue).unwrap_or(u32::MAX), paths::HOME),
        queue(QueueKind::Due, today, paths::HOME),
    ];
    // What waits for others is behind a list that not everybody may read.
    if who.actor.may(Permission::ReadCases) {
        queues.push(queue(QueueKind::Waiting, elsewhere, paths::CASES));
    }
    let props = WorkProps {
        role,
        today,
        queues,
        items: items(&ctx, found.waiting.iter().filter(|w| w.may_decide), &found.tasks),
        pager: pager(paths::HOME, &at.after, found.next),
        proposals: proposals::count(&app.ctx, &who.actor).await?,
    };
    Ok(page(work_page(&ctx, &props)))
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

pub(super) fn pager(path: &str, after: &str, next: Option<CaseKey>) -> Pager {
    Pager {
        first: (!after.is_empty()).then(|| path.to_owned()),
        next: next.map(|k| format!("{path}{}after={}", if path.contains('?') { '&' } else { '?' }, key::write(k))),
    }
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
        "refuse" => Decision::Refuse,
        _ => Decision::Agree { reason: form.some("reason").map(str::to_owned) },
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
