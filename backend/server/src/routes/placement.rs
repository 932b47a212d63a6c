//! Placement's pages: orders of employers, decided by missions; the pool; offers with their terms.

mod contract;

use std::collections::BTreeMap;

use axum::{
    extract::{Query, State},
    response::Response,
};
use sojourn_domain::{
    AccountId, Actor, CaseId, JobOrderId, Refusal, Role, Transition,
    act::Act,
    money::Currency,
    placement::{OrderStatus, WagePeriod},
};
use sojourn_services::{
    ServiceError, cases,
    placement::{self, Confirmation, OfferTerms, Verdict},
};
use sojourn_storage::{CaseKey, Page as Rows, entity::placement::job_order};
use sojourn_ui::{
    FormState, PageContext,
    pages::{
        acts::{ActProps, act as act_page},
        journey::{OfferCard, OffersProps, offers as offers_page},
        placement::{
            ConfirmCard, EmployerProps, MissionOrdersProps, OrderLine, OrderToApprove, OrdersProps, PoolLine,
            PoolProps, employer as employer_page, mission_orders, orders as orders_page, pool as pool_page,
        },
    },
    parts::{Difference, Due, Pager, Stale},
    paths,
};

use super::{
    cases::{Mends, move_offer},
    key::{self, After, PAGE, pager},
};
use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, SignedIn, WebError, WebResult,
        respond::{again, conflict, done, page},
        rights,
        routing::{Routes, get, post},
    },
};

/// Orders of a page.
type OrderPage = Rows<job_order::Model>;

/// Orders shown on the employer's first page; all are on their own.
const ORDERS_AT_HOME: u64 = 10;

/// The routes of placement.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::ORDERS, get(orders))
        .route(paths::ORDER_NEW, get(new_order).post(submit))
        .route("/orders/{id}", post(decide))
        .route(paths::POOL, get(pool))
        .route("/cases/{id}/offers", get(offers))
        .route("/cases/{id}/contract", get(contract::show))
        .route("/cases/{id}/contract/new", get(contract::show_new))
}

/// The employer's orders; for the mission those that wait for it.
async fn orders(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ReadOrders>,
    Query(at): Query<After>,
) -> WebResult {
    Ok(page(all_orders(&app, &ctx, &actor, &at.after, None).await?))
}

async fn all_orders(
    app: &AppState,
    ctx: &PageContext,
    actor: &Actor,
    after: &str,
    stale: Option<Stale>,
) -> WebResult<String> {
    let last = after.parse().ok();
    if actor.has(Role::Mission) {
        let found = placement::orders(&app.ctx, actor, Some(OrderStatus::Submitted), None, PAGE).await?.rows;
        let mut waiting = Vec::new();
        for order in found {
            waiting.push(to_approve(app, ctx, order).await?);
        }
        let approved = placement::orders(&app.ctx, actor, Some(OrderStatus::Approved), last, PAGE).await?;
        let pager = order_pager(after, &approved);
        let approved = approved.rows.into_iter().map(line).collect();
        return Ok(mission_orders(ctx, &MissionOrdersProps { waiting, approved, pager, stale }));
    }
    let found = placement::orders(&app.ctx, actor, None, last, PAGE).await?;
    let pager = order_pager(after, &found);
    let lines = found.rows.into_iter().map(line).collect();
    Ok(orders_page(ctx, &OrdersProps { lines, may_submit: actor.has(Role::Employer), pager, stale }))
}

fn order_pager(after: &str, found: &OrderPage) -> Pager {
    let last = found.rows.last().filter(|_| found.more);
    pager(paths::ORDERS, after, last.map(|order| order.id.to_string()))
}

/// The employer's first page: what to confirm, and how full the orders are.
pub(super) async fn employer_home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    let confirm = placement::to_confirm(&app.ctx, actor, Role::Employer).await?.into_iter().map(confirm_card).collect();
    let found = placement::orders(&app.ctx, actor, None, None, ORDERS_AT_HOME).await?;
    let orders = found.rows.into_iter().map(line).collect();
    Ok(page(employer_page(ctx, &EmployerProps { confirm, orders })))
}

/// An arrival on the signed terms takes one click; a contract is signed where its words stand.
pub(super) fn confirm_card(asked: Confirmation) -> ConfirmCard {
    ConfirmCard {
        case: asked.case.id.to_string(),
        version: asked.case.version,
        transition: asked.transition,
        name: asked.case.name,
        number: asked.case.number.to_string(),
        job: asked.job,
        state: asked.case.state,
        due: asked.due.map(Due),
        on_page: asked.transition != Transition::ConfirmArrival,
    }
}

fn line(order: job_order::Model) -> OrderLine {
    OrderLine {
        id: order.id.to_string(),
        status: OrderStatus::from_code(&order.status).unwrap_or(OrderStatus::Closed),
        occupation: format!("{} · {}", order.number, order.title),
        workplace: order.workplace,
        starts: order.starts_on,
        filled: (u32::try_from(order.filled).unwrap_or(0), u32::try_from(order.headcount).unwrap_or(0)),
    }
}

async fn to_approve(app: &AppState, ctx: &PageContext, order: job_order::Model) -> WebResult<OrderToApprove> {
    let employer = placement::employer_of(&app.ctx, &order).await?;
    let terms = placement::terms_of_order(&order);
    Ok(OrderToApprove {
        dates: format!("{} – {}", ctx.date(order.starts_on), ctx.date(order.ends_on)),
        clauses: terms.clauses.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect(),
        id: order.id.to_string(),
        action: paths::order(&order.id.to_string()),
        employer,
        wage: wage(ctx, order.wage_minor, &order.wage_currency, &order.wage_period),
        occupation: format!("{} · {}", order.number, order.title),
        workplace: order.workplace,
        places: u32::try_from(order.headcount).unwrap_or(0),
        hours: u32::try_from(order.hours_week).unwrap_or(0),
    })
}

fn wage(ctx: &PageContext, minor: i64, currency: &str, period: &str) -> String {
    let digits = currency.parse::<Currency>().map_or(2, Currency::digits);
    format!("{} {}", ctx.money(minor, digits, currency), ctx.t_code("wage-period", period))
}

async fn order_form(app: &AppState, ctx: &PageContext, form: FormState) -> WebResult<ActProps> {
    let programmes = placement::programmes(&app.ctx).await?;
    Ok(ActProps {
        act: Act::SubmitOrder,
        back: (paths::ORDERS.to_owned(), ctx.t("nav-orders")),
        action: paths::ORDER_NEW.to_owned(),
        choices: BTreeMap::from([("programme", super::acts::options(programmes))]),
        form,
    })
}

async fn new_order(State(app): State<AppState>, Page(ctx): Page, SignedIn { actor, .. }: SignedIn) -> WebResult {
    if !actor.has(Role::Employer) {
        return Err(WebError::Forbidden);
    }
    Ok(page(act_page(&ctx, &order_form(&app, &ctx, FormState::default()).await?)))
}

async fn submit(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    form: Form,
) -> WebResult<Response> {
    match placement::submit(&app.ctx, &actor, &form.values).await {
        Ok(_) => Ok(done(paths::ORDERS, "flash-saved", &[])),
        Err(error) => {
            let state = form.refused(error)?;
            Ok(again(act_page(&ctx, &order_form(&app, &ctx, state).await?)))
        }
    }
}

async fn decide(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<JobOrderId>,
    form: Form,
) -> WebResult<Response> {
    let verdict = match form.value("decision") {
        "approve" => Verdict::Approve,
        "refuse" => Verdict::Refuse,
        "close" => Verdict::Close,
        _ => return Err(WebError::Malformed("there is no such decision")),
    };
    match placement::decide(&app.ctx, &actor, id, verdict).await {
        Ok(()) => Ok(done(paths::ORDERS, "flash-saved", &[])),
        Err(ServiceError::Refusal(Refusal::WrongStage | Refusal::Stale)) => {
            let order = placement::order(&app.ctx, &actor, id).await?;
            let stale = decided_already(&app, &ctx, verdict, &order).await?;
            Ok(conflict(all_orders(&app, &ctx, &actor, "", Some(stale)).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// What was wanted of an order beside what somebody else made of it.
async fn decided_already(
    app: &AppState,
    ctx: &PageContext,
    wanted: Verdict,
    order: &job_order::Model,
) -> WebResult<Stale> {
    let wanted = match wanted {
        Verdict::Approve => ctx.t("mission-approve"),
        Verdict::Refuse => ctx.t("approvals-refuse"),
        Verdict::Close => ctx.t("orders-close"),
    };
    let by: Vec<AccountId> = order.approved_by.map(AccountId::new).into_iter().collect();
    let names = app.ctx.db.reader().access().names_of_all(by).await.map_err(ServiceError::from)?;
    let title = format!("{} · {}", order.number, order.title);
    let difference = |label: &str, yours: String, theirs: String| Difference { label: ctx.t(label), yours, theirs };
    Ok(Stale {
        by: names.into_values().next().unwrap_or_default(),
        at: Some(order.updated_at),
        differences: vec![
            difference("orders-occupation", title.clone(), title),
            difference("field-state", wanted, ctx.t_code("order-status", &order.status)),
        ],
    })
}

async fn pool(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Query(at): Query<After>,
) -> WebResult {
    let found = placement::pool(&app.ctx, &actor, key::read(&at.after), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|c| CaseKey { moved_at: c.moved_at, id: c.id });
    let rows = found
        .rows
        .into_iter()
        .map(|row| PoolLine {
            href: paths::case(&row.id.to_string()),
            number: row.worker_number.to_string(),
            programme: row.programme,
            state: row.state,
        })
        .collect();
    Ok(page(pool_page(&ctx, &PoolProps { rows, pager: pager(paths::POOL, &at.after, next.map(key::write)) })))
}

/// The offers of a case with their terms. Opening the page is what shows them, and is noted.
async fn offers(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<CaseId>,
) -> WebResult {
    let shown = placement::show(&app.ctx, &actor, id).await?;
    let view = cases::view(&app.ctx, &actor, id).await?;
    let answers = |t| matches!(t, Transition::Accept | Transition::Decline);
    let offered = view.offers.into_iter().filter(|o| answers(o.transition));
    let case = id.to_string();
    let back = if actor.has(Role::Worker) {
        (paths::HOME.to_owned(), ctx.t("nav-journey"))
    } else {
        (paths::case(&case), view.case.number.to_string())
    };
    let props = OffersProps {
        version: view.case.version,
        back,
        offers: shown.into_iter().map(|offer| card(&ctx, offer)).collect(),
        moves: offered.map(|o| move_offer(&case, Mends::default(), o, &view.choices)).collect(),
        case,
    };
    Ok(page(offers_page(&ctx, &props)))
}

fn card(ctx: &PageContext, offer: OfferTerms) -> OfferCard {
    let job = offer.job;
    let (first, last) = job.dates;
    OfferCard {
        title: job.title,
        employer: job.employer,
        workplace: job.workplace,
        wage: wage(ctx, job.wage.minor, job.wage.currency.code(), WagePeriod::code(job.period)),
        hours: ctx.number(job.hours.into()),
        dates: format!("{} – {}", ctx.date(first), ctx.date(last)),
        status: offer.status,
        until: offer.expires_at.date_naive(),
        clauses: job.terms.clauses.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect(),
    }
}
