//! The pool: people by number, occupation and skill; name and photograph stay hidden until an offer is accepted.

use leptos::prelude::*;

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::{EmptyState, Pager, Table, empty, pager},
    paths,
};

/// Somebody in the pool, without a name.
#[derive(Debug, Clone)]
pub struct PoolLine {
    /// The page to offer a job.
    pub href: String,
    /// The worker's number.
    pub number: String,
    /// Occupation.
    pub occupation: String,
    /// Skills and languages.
    pub skills: String,
    /// Years of experience, as said.
    pub experience: String,
}

/// A search of the pool.
#[derive(Debug, Clone, Default)]
pub struct PoolProps {
    /// `q`, `order`.
    pub filter: FormState,
    /// The employer's orders with a vacancy: id and title.
    pub orders: Vec<(String, String)>,
    /// Who matches.
    pub rows: Vec<PoolLine>,
    /// Further pages.
    pub pager: Pager,
}

/// Searches the pool.
pub fn pool(ctx: &PageContext, props: &PoolProps) -> String {
    Page::new(ctx.t("nav-pool")).show(ctx, || {
        let body = if props.rows.is_empty() {
            empty(EmptyState { icon: "search", text: ctx.t("pool-empty"), action: None })
        } else {
            let rows = props
                .rows
                .iter()
                .map(|row| {
                    vec![
                        view! { <span class="number strong">{row.number.clone()}</span> }.into_any(),
                        row.occupation.clone().into_any(),
                        row.skills.clone().into_any(),
                        row.experience.clone().into_any(),
                        view! { <a class="button second" href=row.href.clone()>{ctx.t_code("transition", "offer")}<span class="hidden">{format!(": {}", row.number)}</span></a> }.into_any(),
                    ]
                })
                .collect();
            let mut columns = ["worker-number", "orders-occupation", "pool-skills", "pool-experience"].map(|key| ctx.t(key)).to_vec();
            columns.push(String::new());
            Table { caption: ctx.t("nav-pool"), columns, rows }.show()
        };
        view! {
            <div><h1>{ctx.t("nav-pool")}</h1><p class="quiet">{ctx.t("pool-text")}</p></div>
            <form method="get" action=paths::POOL class="filters" role="search">
                {form::input(ctx, &props.filter, Field::new("q", "field-skill").kind("search"))}
                {form::select(ctx, &props.filter, Field::new("order", "field-order").choices(props.orders.clone()))}
                {form::submit(ctx.t("list-search"))}
            </form>
            <section class="card" aria-label=ctx.t("nav-pool")>{body}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

/// A job offered to somebody of the pool.
#[derive(Debug, Clone, Default)]
pub struct OfferProps {
    /// The worker's number.
    pub number: String,
    /// `order`, `expires`.
    pub form: FormState,
    /// Orders with a vacancy: id and title.
    pub orders: Vec<(String, String)>,
    /// POST.
    pub action: String,
}

/// Offers a job.
pub fn offer(ctx: &PageContext, props: &OfferProps) -> String {
    Page::new(ctx.t("offer-title")).width(Width::Reading).show(ctx, || {
        let form = &props.form;
        view! {
            <div><p class="small quiet">{ctx.t("worker-number")} " " <span class="number">{props.number.clone()}</span></p><h1>{ctx.t("offer-title")}</h1></div>
            {form::error_summary(ctx, form)}
            <form method="post" action=props.action.clone() class="card stack">
                {form::csrf(ctx)}
                <p>{ctx.t("offer-text")}</p>
                {form::select(ctx, form, Field::new("order", "field-order").choices(props.orders.clone()))}
                {form::input(ctx, form, Field::new("expires", "field-expires").kind("date").class("short"))}
                <div class="row">{form::submit(ctx.t_code("transition", "offer"))}<a href=paths::POOL>{ctx.t("form-cancel")}</a></div>
            </form>
        }
        .into_any()
    })
}
