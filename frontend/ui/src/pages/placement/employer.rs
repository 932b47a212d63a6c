//! The employer's three minutes a week: what to confirm, and how full the orders are.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::{State, Transition, placement::OrderStatus, reason::Comparison};

use crate::{
    context::PageContext,
    form,
    layout::Page,
    parts::{Due, EmptyState, Pager, Stale, Table, due_tag, empty, pager, stale_notice, standing},
    paths,
};

/// Something to confirm in one click, or on the case's page.
#[derive(Debug, Clone)]
pub struct ConfirmCard {
    /// The case's id.
    pub case: String,
    /// The version seen.
    pub version: i32,
    /// Which move.
    pub transition: Transition,
    /// The worker, as the employer may see them.
    pub name: String,
    /// The case's number.
    pub number: String,
    /// The job.
    pub job: String,
    /// Where the case stands.
    pub state: State,
    /// Until when.
    pub due: Option<Due>,
    /// The move needs more than a click: it is made on the case's page.
    pub on_page: bool,
}

/// A job order as a line.
#[derive(Debug, Clone)]
pub struct OrderLine {
    /// Its id.
    pub id: String,
    /// The occupation.
    pub occupation: String,
    /// Where.
    pub workplace: String,
    /// First day of work.
    pub starts: NaiveDate,
    /// Filled places of all.
    pub filled: (u32, u32),
    /// Where it stands.
    pub status: OrderStatus,
}

/// The employer's first page.
#[derive(Debug, Clone, Default)]
pub struct EmployerProps {
    /// To confirm, most urgent first.
    pub confirm: Vec<ConfirmCard>,
    /// The orders.
    pub orders: Vec<OrderLine>,
}

/// The employer's first page.
pub fn employer(ctx: &PageContext, props: &EmployerProps) -> String {
    let count = i64::try_from(props.confirm.len()).unwrap_or(i64::MAX);
    let title = ctx.t_args("employer-title", &[("count", count.into())]);
    Page::new(title.clone()).show(ctx, || {
        view! {
            <div class="head">
                <div><p class="small quiet">{ctx.weekday(ctx.today)}</p><h1>{title}</h1></div>
                <a class="button second" href=paths::POOL>{ctx.t("nav-pool")}</a>
            </div>
            <div class="cards">{confirm_cards(ctx, &props.confirm)}</div>
            {order_list(ctx, &props.orders, false)}
        }
        .into_any()
    })
}

/// A page of orders.
#[derive(Debug, Clone, Default)]
pub struct OrdersProps {
    /// The orders.
    pub lines: Vec<OrderLine>,
    /// The reader submits orders, and closes them.
    pub may_submit: bool,
    /// Further pages.
    pub pager: Pager,
    /// What somebody else made of the order the reader wanted to close.
    pub stale: Option<Stale>,
}

/// All orders of the employer.
pub fn orders(ctx: &PageContext, props: &OrdersProps) -> String {
    Page::new(ctx.t("nav-orders")).show(ctx, || {
        let new = (props.may_submit)
            .then(|| view! { <a class="button" href=paths::ORDER_NEW>{ctx.t("act-submit-order")}</a> });
        let stale = props.stale.as_ref().map(|stale| stale_notice(ctx, stale));
        let list = order_list(ctx, &props.lines, props.may_submit);
        view! { <div class="head"><h1>{ctx.t("nav-orders")}</h1>{new}</div>{stale}{list}{pager(ctx, &props.pager)} }
            .into_any()
    })
}

/// What a party abroad has to sign and to confirm, as cards.
pub(crate) fn confirm_cards(ctx: &PageContext, cards: &[ConfirmCard]) -> AnyView {
    cards.iter().map(|card| confirm(ctx, card)).collect_view().into_any()
}

fn confirm(ctx: &PageContext, card: &ConfirmCard) -> AnyView {
    let heading = format!("confirm-{}-{}", card.case, card.transition);
    let name = ctx.t_code("transition", card.transition.code());
    // One click says that the terms are those signed; anything else is said on the case's page.
    let arrival = card.transition == Transition::ConfirmArrival;
    let label = if arrival { ctx.t("employer-arrived") } else { name.clone() };
    let signs = card.transition == Transition::Sign;
    let page = match (signs, card.state.is_before_departure()) {
        (true, true) => paths::contract(&card.case),
        (true, false) => paths::new_contract(&card.case),
        (false, _) => paths::case(&card.case),
    };
    let act = if card.on_page {
        view! { <p><a class="button" href=page>{name.clone()}</a></p> }.into_any()
    } else {
        view! {
            <form method="post" action=paths::advance(&card.case) class="row">
                {form::csrf(ctx)}
                {form::carried("transition", card.transition.code())}
                {form::carried("version", card.version.to_string())}
                {arrival.then(|| form::carried("comparison", Comparison::Same.code()))}
                {form::submit(label)}
                <a href=paths::case(&card.case)>{ctx.t("employer-look")}<span class="hidden">{format!(": {}", card.name)}</span></a>
            </form>
        }
        .into_any()
    };
    view! {
        <article class="card" aria-labelledby=heading.clone()>
            <div class="between"><h2 id=heading.clone()>{card.name.clone()}</h2>{card.due.map(|due| due_tag(ctx, due))}</div>
            <p>{card.job.clone()}<br/><span class="small quiet number">{card.number.clone()}</span></p>
            {standing(ctx, card.state)}
            {act}
        </article>
    }
    .into_any()
}

/// A bar without inline style: its length is an attribute of the drawing.
pub(crate) fn bar(done: u32, all: u32) -> AnyView {
    let length = (u64::from(done.min(all)) * 1000).checked_div(u64::from(all)).unwrap_or(0);
    view! {
        <svg viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="bar-rest" width="1000" height="12"/><rect class="bar-full" width=length.to_string() height="12"/>
        </svg>
    }
    .into_any()
}

pub(super) fn order_list(ctx: &PageContext, lines: &[OrderLine], may_close: bool) -> AnyView {
    let body = if lines.is_empty() {
        empty(EmptyState { icon: "list", text: ctx.t("orders-empty"), action: None })
    } else {
        let rows = lines
            .iter()
            .map(|line| {
                let (filled, all) = line.filled;
                let class = match line.status {
                    OrderStatus::Approved => "tag good",
                    OrderStatus::Submitted => "tag due",
                    OrderStatus::Refused | OrderStatus::Closed => "tag",
                };
                let open = matches!(line.status, OrderStatus::Approved | OrderStatus::Submitted);
                let close = (may_close && open).then(|| close(ctx, line));
                vec![
                    view! { <span class="strong">{line.occupation.clone()}</span><br/><span class="small quiet">{line.workplace.clone()}</span> }.into_any(),
                    ctx.date(line.starts).into_any(),
                    view! { <div class="bars"><span>{ctx.t_args("orders-filled", &[("filled", filled.into()), ("all", all.into())])}</span>{bar(filled, all)}</div> }.into_any(),
                    view! { <span class="row"><span class=class>{ctx.t_code("order-status", line.status.code())}</span>{close}</span> }.into_any(),
                ]
            })
            .collect();
        let columns =
            ["orders-occupation", "orders-starts", "orders-places", "field-state"].map(|key| ctx.t(key)).to_vec();
        Table { caption: ctx.t("nav-orders"), columns, rows }.show()
    };
    view! { <section class="card" aria-labelledby="orders"><h2 id="orders">{ctx.t("orders-all")}</h2>{body}</section> }
        .into_any()
}

fn close(ctx: &PageContext, line: &OrderLine) -> AnyView {
    view! {
        <form method="post" action=paths::order(&line.id)>
            {form::csrf(ctx)}
            <button type="submit" class="button second" name="decision" value="close">{ctx.t("orders-close")}<span class="hidden">{format!(": {}", line.occupation)}</span></button>
        </form>
    }
    .into_any()
}
