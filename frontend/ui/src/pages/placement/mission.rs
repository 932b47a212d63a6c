//! The mission's approvals of job orders; those of moves are on the approvals page.

use leptos::prelude::*;
use sojourn_domain::placement::Clause;

use crate::{
    context::PageContext,
    form,
    layout::Page,
    parts::{EmptyState, Pager, Stale, empty, facts, pager, stale_notice},
};

use super::employer::{OrderLine, order_list};

/// A job order to approve.
#[derive(Debug, Clone)]
pub struct OrderToApprove {
    /// Its id.
    pub id: String,
    /// POST (`decision` = `approve` or `refuse`).
    pub action: String,
    /// The employer.
    pub employer: String,
    /// The occupation.
    pub occupation: String,
    /// The workplace.
    pub workplace: String,
    /// How many people.
    pub places: u32,
    /// The wage and its period, formatted.
    pub wage: String,
    /// Hours a week.
    pub hours: u32,
    /// First and last day, formatted.
    pub dates: String,
    /// The clauses that say something.
    pub clauses: Vec<(Clause, String)>,
}

/// The mission's page of orders.
#[derive(Debug, Clone, Default)]
pub struct MissionOrdersProps {
    /// Those that wait for it.
    pub waiting: Vec<OrderToApprove>,
    /// Those it approved, to be closed.
    pub approved: Vec<OrderLine>,
    /// Further pages of these.
    pub pager: Pager,
    /// What somebody else made of the order the reader wanted to decide.
    pub stale: Option<Stale>,
}

/// Orders that wait for the mission, and below them those it approved, to be closed.
pub fn mission_orders(ctx: &PageContext, props: &MissionOrdersProps) -> String {
    Page::new(ctx.t("mission-title")).show(ctx, || {
        let cards = props.waiting.iter().map(|order| card(ctx, order)).collect_view();
        let none = (props.waiting.is_empty())
            .then(|| empty(EmptyState { icon: "met", text: ctx.t("approvals-empty"), action: None }));
        let approved = (!props.approved.is_empty()).then(|| order_list(ctx, &props.approved, true));
        let stale = props.stale.as_ref().map(|stale| stale_notice(ctx, stale));
        view! { <h1>{ctx.t("mission-title")}</h1>{stale}{none}<div class="cards">{cards}</div>{approved}{pager(ctx, &props.pager)} }.into_any()
    })
}

fn card(ctx: &PageContext, order: &OrderToApprove) -> AnyView {
    let heading = format!("order-{}", order.id);
    let mut rows = vec![
        (ctx.t("role-employer"), order.employer.clone()),
        (ctx.t("orders-workplace"), order.workplace.clone()),
        (ctx.t("orders-places"), ctx.number(order.places.into())),
        (ctx.t("orders-wage"), order.wage.clone()),
        (ctx.t("orders-hours"), ctx.number(order.hours.into())),
        (ctx.t("orders-starts"), order.dates.clone()),
    ];
    rows.extend(order.clauses.iter().map(|(clause, words)| (ctx.t_code("field", clause.code()), words.clone())));
    let list = facts(rows);
    view! {
        <section class="card" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{order.occupation.clone()}</h2>
            {list}
            <form method="post" action=order.action.clone() class="row">
                {form::csrf(ctx)}
                <button type="submit" class="button" name="decision" value="approve">{ctx.t("mission-approve")}<span class="hidden">{format!(": {}", order.occupation)}</span></button>
                <button type="submit" class="button danger" name="decision" value="refuse">{ctx.t("approvals-refuse")}<span class="hidden">{format!(": {}", order.occupation)}</span></button>
            </form>
        </section>
    }
    .into_any()
}
