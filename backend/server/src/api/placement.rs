//! Job orders, the pool, offers with their terms, the contract in force and the one drawn up to follow it.

use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{
    CaseId, ContractId, JobOrderId, OfferId, Role,
    act::{Act, Kind, Spec, must},
    locale::PaperLanguage,
    money::Money,
    placement::{ContractKind, OfferStatus, OrderStatus, Terms, WagePeriod},
    view::CaseRow,
};
use sojourn_services::placement::{self, ContractView, Job, Verdict};
use sojourn_storage::entity::placement::job_order;

use super::{
    Api, Body, Caller, CallerMay,
    answer::{Answer, created, done, next_case},
    operation::{AFTER, About, Takes},
};
use crate::{
    routes::key::{self, After, PAGE},
    state::AppState,
    web::{Path, WebResult, rights},
};

const DECISION: &[Spec] = &[must("decision", Kind::Code("decision", || vec!["approve", "refuse", "close"]))];

pub(super) fn operations() -> Api {
    Api::of("placement")
        .get("/orders", orders, About::reads::<Orders>("Job orders the caller sees, the newest first.").query(&[AFTER]))
        .post("/orders", submit, About::creates::<NewOrder>("Submits a job order.", Takes::Act(Act::SubmitOrder)))
        .post("/orders/{id}", decide, About::does("Approves, refuses or closes an order.", Takes::Fields(DECISION)))
        .get("/pool", pool, About::reads::<Pool>("People an employer may offer work to, by number.").query(&[AFTER]))
        .get(
            "/cases/{id}/offers",
            offers,
            About::reads::<Offers>("The offers of a case with their terms; that they were shown is noted."),
        )
        .get(
            "/cases/{id}/contract",
            contract,
            About::reads::<Contract>("The contract in force: terms, signatures, whether the worker has it in hand."),
        )
        .get(
            "/cases/{id}/contract/new",
            new_contract,
            About::reads::<NewContract>("The contract drawn up to follow it; a signature names its `record`."),
        )
}

/// A page of job orders.
#[derive(Serialize, JsonSchema)]
struct Orders {
    orders: Vec<Order>,
    /// Where the next page begins.
    next: Option<JobOrderId>,
}

/// An employer's demand.
#[derive(Serialize, JsonSchema)]
struct Order {
    id: JobOrderId,
    number: String,
    status: OrderStatus,
    title: String,
    /// ISCO-08.
    occupation: String,
    /// ISIC.
    sector: String,
    headcount: i32,
    /// How many places are filled.
    filled: i32,
    workplace: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    /// In minor units of the currency.
    wage_minor: i64,
    /// ISO 4217.
    currency: String,
    wage_period: WagePeriod,
    hours_week: i32,
    terms: Terms,
}

fn order(order: job_order::Model) -> Order {
    let terms = placement::terms_of_order(&order);
    Order {
        id: order.id.into(),
        number: order.number,
        status: OrderStatus::from_code(&order.status).unwrap_or(OrderStatus::Closed),
        title: order.title,
        occupation: order.occupation,
        sector: order.sector,
        headcount: order.headcount,
        filled: order.filled,
        workplace: order.workplace,
        starts_on: order.starts_on,
        ends_on: order.ends_on,
        wage_minor: order.wage_minor,
        currency: order.wage_currency,
        wage_period: WagePeriod::from_code(&order.wage_period).unwrap_or(WagePeriod::Month),
        hours_week: order.hours_week,
        terms,
    }
}

async fn orders(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ReadOrders>,
    Query(at): Query<After>,
) -> Answer<Orders> {
    let found = placement::orders(&app.ctx, &actor, None, at.after.parse().ok(), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|o| o.id.into());
    Ok(Json(Orders { orders: found.rows.into_iter().map(order).collect(), next }))
}

/// An order just submitted.
#[derive(Serialize, JsonSchema)]
struct NewOrder {
    order: JobOrderId,
}

async fn submit(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult<Response> {
    created(NewOrder { order: placement::submit(&app.ctx, &actor, &fields).await? })
}

async fn decide(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<JobOrderId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let verdict = match body.parse(DECISION)?.text("decision") {
        Some("approve") => Verdict::Approve,
        Some("refuse") => Verdict::Refuse,
        _ => Verdict::Close,
    };
    placement::decide(&app.ctx, &actor, id, verdict).await?;
    done()
}

/// A page of the pool. The name of each is the worker's number.
#[derive(Serialize, JsonSchema)]
struct Pool {
    cases: Vec<CaseRow>,
    /// Where the next page begins.
    next: Option<String>,
}

async fn pool(State(app): State<AppState>, Caller(actor): Caller, Query(at): Query<After>) -> Answer<Pool> {
    let found = placement::pool(&app.ctx, &actor, key::read(&at.after), PAGE).await?;
    Ok(Json(Pool { next: next_case(&found), cases: found.rows }))
}

/// What work is promised, in an offer and in a contract.
#[derive(Serialize, JsonSchema)]
struct Work {
    employer: String,
    title: String,
    workplace: String,
    wage: Money,
    wage_period: WagePeriod,
    hours_week: i32,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    terms: Terms,
}

impl From<Job> for Work {
    fn from(job: Job) -> Self {
        let Job { employer, title, workplace, wage, period: wage_period, hours: hours_week, dates, terms } = job;
        let (starts_on, ends_on) = dates;
        Self { employer, title, workplace, wage, wage_period, hours_week, starts_on, ends_on, terms }
    }
}

/// Offers of a case, newest first.
#[derive(Serialize, JsonSchema)]
struct Offers {
    offers: Vec<OfferAnswer>,
}

/// An offer with everything it promises.
#[derive(Serialize, JsonSchema)]
struct OfferAnswer {
    id: OfferId,
    status: OfferStatus,
    #[serde(flatten)]
    work: Work,
    /// Until when it holds.
    expires_at: DateTime<Utc>,
}

async fn offers(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<CaseId>) -> Answer<Offers> {
    let offer = |o: placement::OfferTerms| OfferAnswer {
        id: o.id,
        status: o.status,
        work: o.job.into(),
        expires_at: o.expires_at,
    };
    let shown = placement::show(&app.ctx, &actor, id).await?;
    Ok(Json(Offers { offers: shown.into_iter().map(offer).collect() }))
}

/// A contract with where it stands.
#[derive(Serialize, JsonSchema)]
struct Contract {
    number: String,
    worker: String,
    #[serde(flatten)]
    work: Work,
    /// The language the worker gets it in.
    language: PaperLanguage,
    signatures: Vec<Signature>,
    /// When the worker got it.
    handed_over_on: Option<NaiveDate>,
    /// The last day to hand it over.
    hand_over_by: Option<NaiveDate>,
    departs_on: Option<NaiveDate>,
}

/// A party that signs.
#[derive(Serialize, JsonSchema)]
struct Signature {
    party: Role,
    signed_at: Option<DateTime<Utc>>,
}

async fn contract(State(app): State<AppState>, Caller(actor): Caller, Path(id): Path<CaseId>) -> Answer<Contract> {
    Ok(Json(contract_of(placement::contract(&app.ctx, &actor, id).await?)))
}

fn contract_of(found: ContractView) -> Contract {
    let signature = |(party, signed_at)| Signature { party, signed_at };
    Contract {
        number: found.number,
        worker: found.worker,
        work: found.job.into(),
        language: found.language,
        signatures: found.signatures.into_iter().map(signature).collect(),
        handed_over_on: found.handed_over_on,
        hand_over_by: found.hand_over_by,
        departs_on: found.departs_on,
    }
}

/// A contract drawn up for somebody at work.
#[derive(Serialize, JsonSchema)]
struct NewContract {
    /// What a signature names.
    record: ContractId,
    kind: ContractKind,
    contract: Contract,
    /// Whether a month's wage is lower than today's.
    wage_falls: bool,
    /// Whether the caller's signature is asked for.
    may_sign: bool,
    /// Whether the caller may call it off.
    may_drop: bool,
}

async fn new_contract(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<CaseId>,
) -> Answer<NewContract> {
    let found = placement::new_contract(&app.ctx, &actor, id).await?;
    Ok(Json(NewContract {
        record: found.record,
        kind: found.kind,
        contract: contract_of(found.contract),
        wage_falls: found.wage_falls,
        may_sign: found.may_sign,
        may_drop: found.may_drop,
    }))
}
