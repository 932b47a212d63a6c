//! Version 1 of the API: the use cases of the pages, for programs. Every route is named in
//! [`super::describe::ROUTES`], from which the description is made.

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use sojourn_domain::{
    CaseId, JobOrderId, MessageId, PlanItemId, RequirementId, Role, Stage, State as CaseState, ThreadId,
    TrainingSessionId, Transition, WorkerId,
    act::Act,
    decide::Move,
    reason::{Comparison, Fault, Outcome, ReturnKind},
    training::Mark,
};
use sojourn_services::{
    ServiceError, acts,
    cases::{self, Advance, Advanced, CaseView, RecordRequirement},
    help, messages,
    placement::{self, Verdict},
    recruitment::{self, Registered},
    reintegration,
    training::{self, Entry},
    work,
};
use sojourn_storage::{CaseFilter, CaseKey};

use super::{Body, Caller, describe};
use crate::{
    routes::key::{self, PAGE},
    state::AppState,
    web::{WebError, WebResult},
};

/// Every route under `/api/v1`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/openapi.json", get(openapi))
        .route("/me", get(me))
        .route("/work", get(my_work))
        .route("/programmes", get(programmes))
        .route("/workers", get(workers).post(register))
        .route("/workers/{id}", get(worker))
        .route("/cases", get(list))
        .route("/cases/{id}", get(show))
        .route("/cases/{id}/advance", post(advance))
        .route("/cases/{id}/decline", post(decline))
        .route("/cases/{id}/requirements", post(record))
        .route("/cases/{id}/requirements/{record}/verify", post(verify))
        .route("/cases/{id}/acts/{act}", post(perform))
        .route("/cases/{id}/offers", get(offers))
        .route("/cases/{id}/contract", get(contract))
        .route("/orders", get(orders).post(submit))
        .route("/orders/{id}", post(decide))
        .route("/pool", get(pool))
        .route("/courses", post(create_course))
        .route("/sessions", get(sessions).post(create_session))
        .route("/sessions/{id}", get(roster))
        .route("/sessions/{id}/marks", post(mark))
        .route("/help", get(own_thread).post(say))
        .route("/help/threads", get(threads))
        .route("/help/threads/{id}", get(thread).post(answer))
        .route("/referred", get(referred))
        .route("/referred/{id}/deliver", post(deliver))
        .route("/inbox", get(inbox))
        .route("/inbox/{id}/read", post(read))
        .merge(super::administration::routes())
}

type Answer = WebResult<Json<Value>>;

/// A page of a list: the key of the next one, when there is one.
#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    after: String,
}

fn created(value: Value) -> WebResult {
    Ok((StatusCode::CREATED, Json(value)).into_response())
}

fn next_of(last: Option<CaseKey>, more: bool) -> Value {
    last.filter(|_| more).map_or(Value::Null, |k| json!(key::write(k)))
}

async fn openapi(State(app): State<AppState>) -> Json<Value> {
    Json(describe::document(&app.ctx.settings.base_url))
}

async fn me(Caller(actor): Caller) -> Json<Value> {
    let roles: Vec<_> = actor.roles().into_iter().map(Role::code).collect();
    Json(json!({ "account": actor.account, "name": actor.name, "roles": roles, "worker": actor.worker }))
}

async fn my_work(State(app): State<AppState>, Caller(actor): Caller, Query(at): Query<After>) -> Answer {
    let role = actor.roles().first().copied().ok_or(WebError::Forbidden)?;
    let found = work::work(&app.ctx, &actor, role, key::read(&at.after), PAGE).await?;
    let tasks: Vec<_> = found.tasks.iter().map(|t| json!({ "case": t.case, "next": t.next, "due": t.due })).collect();
    let waiting: Vec<_> = found
        .waiting
        .iter()
        .map(|w| json!({ "approval": w.approval, "case": w.case, "proposed_by": w.proposed_by, "may_decide": w.may_decide }))
        .collect();
    let next = found.next.map(key::write);
    Ok(Json(json!({ "role": role, "due": found.due, "waiting": waiting, "tasks": tasks, "next": next })))
}

async fn programmes(State(app): State<AppState>, _: Caller) -> Answer {
    Ok(Json(json!({ "programmes": recruitment::open_programmes(&app.ctx).await? })))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

async fn workers(State(app): State<AppState>, Caller(actor): Caller, Query(asked): Query<Asked>) -> Answer {
    let line = |(worker, state): (sojourn_domain::worker::Worker, Option<CaseState>)| {
        json!({ "id": worker.id, "number": worker.number.to_string(), "name": worker.listed_name(),
            "born": worker.born.to_string(), "district": worker.district, "state": state })
    };
    if !asked.q.trim().is_empty() {
        let found = recruitment::search(&app.ctx, &actor, asked.q.trim(), PAGE).await?;
        return Ok(Json(json!({ "workers": found.into_iter().map(line).collect::<Vec<_>>(), "next": null })));
    }
    let found = recruitment::workers(&app.ctx, &actor, asked.after.parse().ok(), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|(w, _)| w.id);
    Ok(Json(json!({ "workers": found.rows.into_iter().map(line).collect::<Vec<_>>(), "next": next })))
}

async fn worker(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<WorkerId>) -> Answer {
    let view = recruitment::worker(&app.ctx, &actor, id).await?;
    let cases: Vec<_> =
        view.cases.iter().map(|(case, programme)| json!({ "case": case, "programme": programme })).collect();
    Ok(Json(json!({ "worker": view.worker, "consents": view.consents, "cases": cases })))
}

async fn register(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult {
    match recruitment::register(&app.ctx, &actor, &fields).await? {
        Registered::Done { worker, case, number, activation } => created(json!({
            "worker": worker, "case": case, "number": number.to_string(), "activation_code": activation.code,
        })),
        Registered::PossibleDuplicates(_) => Err(ServiceError::field("another_person", "duplicates").into()),
    }
}

#[derive(Debug, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    stage: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    programme: String,
    #[serde(default)]
    after: String,
}

async fn list(State(app): State<AppState>, Caller(actor): Caller, Query(filter): Query<Filter>) -> Answer {
    let states = match (CaseState::from_code(&filter.state), Stage::from_code(&filter.stage)) {
        (Some(state), _) => vec![state],
        (None, Some(stage)) => stage.states(),
        (None, None) => Vec::new(),
    };
    let wanted = CaseFilter { states, programme: filter.programme.parse().ok() };
    let found = cases::list(&app.ctx, &actor, &wanted, key::read(&filter.after), PAGE).await?;
    let last = found.rows.last().map(|c| CaseKey { moved_at: c.moved_at, id: c.id });
    Ok(Json(json!({ "cases": found.rows, "next": next_of(last, found.more) })))
}

async fn show(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<CaseId>) -> Answer {
    Ok(Json(case(cases::view(&app.ctx, &actor, id).await?)))
}

/// A case as the caller's roles see it.
fn case(view: CaseView) -> Value {
    let choices: Vec<_> = view
        .choices
        .iter()
        .map(|c| json!({ "transition": c.transition, "record": c.record, "label": c.label }))
        .collect();
    let events: Vec<_> = view
        .events
        .iter()
        .map(|e| json!({ "at": e.at, "transition": e.transition, "to": e.to, "by": e.by, "proposed_by": e.proposed_by, "reason": e.reason }))
        .collect();
    let requirements: Vec<_> = view
        .requirements
        .iter()
        .map(|r| json!({ "record": r.record, "recorded_by": r.recorded_by, "verified_by": r.verified_by }))
        .collect();
    json!({
        "case": view.case, "name": view.worker.full_name(), "worker_number": view.worker.number.to_string(),
        "programme": view.programme, "rules_version": view.rules_version, "offers": view.offers,
        "choices": choices, "acts": view.acts, "records": view.records, "events": events,
        "requirements": requirements, "proposal": view.proposal.map(|(approval, _)| approval),
    })
}

async fn advance(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<CaseId>, body: Body) -> Answer {
    let transition = Transition::from_code(body.value("transition"));
    let transition = transition.ok_or_else(|| ServiceError::field("transition", "choose_one"))?;
    let version = body.value("version").parse().map_err(|_| ServiceError::field("version", "number"))?;
    let on = body.some("on").map(str::parse).transpose().map_err(|_| ServiceError::field("on", "impossible_date"))?;
    let mv = Move {
        reason: body.some("reason").map(str::to_owned),
        evidence: body.some("evidence").map(str::to_owned),
        fault: Fault::from_code(body.value("fault")),
        on,
        return_kind: ReturnKind::from_code(body.value("return_kind")),
        outcome: Outcome::from_code(body.value("outcome")),
        to: CaseState::from_code(body.value("to")),
        record: body.some("record").and_then(|id| id.parse().ok()),
        comparison: Comparison::from_code(body.value("comparison")),
        by_worker: false,
    };
    let pin = body.some("pin").map(str::to_owned);
    let advanced = cases::advance(&app.ctx, &actor, Advance { case: id, version, transition, mv, pin }).await?;
    Ok(Json(match advanced {
        Advanced::Moved(state) => json!({ "outcome": "moved", "state": state }),
        Advanced::Proposed => json!({ "outcome": "proposed" }),
        Advanced::Signed => json!({ "outcome": "signed" }),
    }))
}

async fn decline(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<CaseId>) -> WebResult {
    cases::decline_proposal(&app.ctx, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn record(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<CaseId>,
    Body(fields): Body,
) -> WebResult {
    let command = RecordRequirement::parse(&fields).map_err(ServiceError::from)?;
    created(json!({ "requirement": cases::record(&app.ctx, &actor, id, command).await? }))
}

async fn verify(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path((id, record)): Path<(CaseId, RequirementId)>,
) -> WebResult {
    cases::verify(&app.ctx, &actor, id, record).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn perform(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path((id, act)): Path<(CaseId, String)>,
    Body(fields): Body,
) -> WebResult {
    let act = Act::from_code(&act).filter(|a| !a.states().is_empty()).ok_or(WebError::NotFound)?;
    acts::perform(&app.ctx, &actor, id, act, &fields).await?;
    created(json!({ "act": act }))
}

async fn offers(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<CaseId>) -> Answer {
    let shown = placement::show(&app.ctx, &actor, id).await?;
    let offers: Vec<_> = shown
        .into_iter()
        .map(|o| {
            json!({ "id": o.id, "status": o.status, "employer": o.employer, "title": o.title, "workplace": o.workplace,
                "wage": o.wage, "wage_period": o.period, "hours_week": o.hours, "starts_on": o.dates.0,
                "ends_on": o.dates.1, "terms": o.terms, "expires_at": o.expires_at })
        })
        .collect();
    Ok(Json(json!({ "offers": offers })))
}

async fn contract(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<CaseId>) -> Answer {
    let c = placement::contract(&app.ctx, &actor, id).await?;
    let signatures: Vec<_> =
        c.signatures.iter().map(|(party, at)| json!({ "party": party, "signed_at": at })).collect();
    Ok(Json(json!({ "number": c.number, "worker": c.worker, "employer": c.employer, "title": c.title,
        "workplace": c.workplace, "wage": c.wage, "wage_period": c.period, "hours_week": c.hours, "starts_on": c.dates.0,
        "ends_on": c.dates.1, "language": c.language, "terms": c.terms, "signatures": signatures,
        "handed_over_on": c.handed_over_on, "hand_over_by": c.hand_over_by, "departs_on": c.departs_on })))
}

async fn orders(State(app): State<AppState>, Caller(actor): Caller, Query(at): Query<After>) -> Answer {
    let found = placement::orders(&app.ctx, &actor, None, at.after.parse().ok(), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|o| o.id);
    let orders: Vec<_> = found
        .rows
        .into_iter()
        .map(|o| {
            json!({ "id": o.id, "number": o.number, "status": o.status, "title": o.title, "occupation": o.occupation,
                "sector": o.sector, "headcount": o.headcount, "filled": o.filled, "workplace": o.workplace,
                "starts_on": o.starts_on, "ends_on": o.ends_on, "wage_minor": o.wage_minor,
                "currency": o.wage_currency, "wage_period": o.wage_period, "hours_week": o.hours_week, "terms": o.terms })
        })
        .collect();
    Ok(Json(json!({ "orders": orders, "next": next })))
}

async fn submit(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult {
    created(json!({ "order": placement::submit(&app.ctx, &actor, &fields).await? }))
}

async fn decide(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<JobOrderId>,
    body: Body,
) -> WebResult {
    let verdict = match body.value("decision") {
        "approve" => Verdict::Approve,
        "refuse" => Verdict::Refuse,
        "close" => Verdict::Close,
        _ => return Err(ServiceError::field("decision", "choose_one").into()),
    };
    placement::decide(&app.ctx, &actor, id, verdict).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn pool(State(app): State<AppState>, Caller(actor): Caller, Query(at): Query<After>) -> Answer {
    let found = placement::pool(&app.ctx, &actor, key::read(&at.after), PAGE).await?;
    let last = found.rows.last().map(|c| CaseKey { moved_at: c.moved_at, id: c.id });
    Ok(Json(json!({ "cases": found.rows, "next": next_of(last, found.more) })))
}

async fn create_course(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult {
    created(json!({ "course": training::create_course(&app.ctx, &actor, &fields).await? }))
}

async fn create_session(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult {
    created(json!({ "session": training::create_session(&app.ctx, &actor, &fields).await? }))
}

fn session(s: &training::Session) -> Value {
    json!({ "id": s.session.id, "course": s.course.title, "place": s.session.place, "starts_at": s.session.starts_at,
        "ends_at": s.session.ends_at, "seats": s.session.seats, "taken": s.session.taken })
}

async fn sessions(State(app): State<AppState>, Caller(actor): Caller) -> Answer {
    let found = training::sessions(&app.ctx, &actor).await?;
    Ok(Json(json!({ "sessions": found.iter().map(session).collect::<Vec<_>>() })))
}

async fn roster(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<TrainingSessionId>) -> Answer {
    let (found, seats) = training::roster(&app.ctx, &actor, id).await?;
    let seats: Vec<_> = seats
        .into_iter()
        .map(|s| json!({ "enrolment": s.enrolment, "name": s.name, "number": s.number, "mark": s.mark, "score": s.score }))
        .collect();
    Ok(Json(json!({ "session": session(&found), "seats": seats })))
}

async fn mark(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<TrainingSessionId>,
    body: Body,
) -> WebResult {
    let enrolment = body.value("enrolment").parse().map_err(|_| ServiceError::field("enrolment", "choose_one"))?;
    let score = body.some("score").map(|s| s.parse().unwrap_or(-1));
    let entry = Entry { enrolment, mark: Mark::from_code(body.value("mark")), score };
    training::mark(&app.ctx, &actor, id, &[entry]).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn messages_of(thread: help::Thread) -> Value {
    let said: Vec<_> = thread
        .messages
        .into_iter()
        .map(|(m, by)| json!({ "by": by, "from_worker": m.from_worker, "text": m.text, "sent_at": m.sent_at }))
        .collect();
    json!({ "thread": thread.id, "worker_number": thread.number, "messages": said })
}

async fn own_thread(State(app): State<AppState>, Caller(actor): Caller) -> Answer {
    Ok(Json(messages_of(help::own(&app.ctx, &actor).await?)))
}

async fn say(State(app): State<AppState>, Caller(actor): Caller, body: Body) -> WebResult {
    help::say(&app.ctx, &actor, body.value("text")).await?;
    created(json!({}))
}

async fn threads(State(app): State<AppState>, Caller(actor): Caller) -> Answer {
    let found = help::waiting(&app.ctx, &actor).await?;
    let lines: Vec<_> = found
        .into_iter()
        .map(|w| json!({ "thread": w.thread.id, "worker_number": w.number, "last_message_at": w.thread.last_message_at }))
        .collect();
    Ok(Json(json!({ "threads": lines })))
}

async fn thread(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<ThreadId>) -> Answer {
    Ok(Json(messages_of(help::open(&app.ctx, &actor, id).await?)))
}

async fn answer(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<ThreadId>,
    body: Body,
) -> WebResult<Response> {
    help::answer(&app.ctx, &actor, id, body.value("text")).await?;
    created(json!({}))
}

async fn referred(State(app): State<AppState>, Caller(actor): Caller) -> Answer {
    if !actor.has(Role::ServicePartner) {
        return Err(WebError::Forbidden);
    }
    let items: Vec<_> = reintegration::referred(&app.ctx, &actor)
        .await?
        .into_iter()
        .map(|i| {
            json!({ "id": i.id, "kind": i.kind, "description": i.description, "cost_minor": i.cost_minor,
                "currency": i.currency, "due_on": i.due_on, "status": i.status, "delivered_on": i.delivered_on })
        })
        .collect();
    Ok(Json(json!({ "items": items })))
}

async fn deliver(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<PlanItemId>,
    body: Body,
) -> WebResult {
    let day = body.value("on").parse().map_err(|_| ServiceError::field("on", "impossible_date"))?;
    reintegration::deliver_as_partner(&app.ctx, &actor, id, day).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn inbox(State(app): State<AppState>, Caller(actor): Caller) -> Answer {
    let found = messages::inbox(&app.ctx, &actor, None, PAGE).await?;
    let lines: Vec<_> = found
        .rows
        .into_iter()
        .map(|m| json!({ "id": m.id, "kind": m.kind, "link": m.link, "at": m.created_at, "read": m.read_at.is_some() }))
        .collect();
    Ok(Json(json!({ "messages": lines })))
}

async fn read(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<MessageId>) -> Answer {
    Ok(Json(json!({ "link": messages::open(&app.ctx, &actor, id).await? })))
}
