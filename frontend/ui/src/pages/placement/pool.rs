//! The pool: people by number and programme; the name stays hidden until an offer is accepted.

use leptos::prelude::*;
use sojourn_domain::State;

use crate::{
    context::PageContext,
    layout::Page,
    parts::{EmptyState, Pager, Table, empty, pager, standing},
};

/// Somebody in the pool, without a name.
#[derive(Debug, Clone)]
pub struct PoolLine {
    /// The case, on which a job is offered.
    pub href: String,
    /// The worker's number.
    pub number: String,
    /// The programme.
    pub programme: String,
    /// Where the case stands.
    pub state: State,
}

/// The pool.
#[derive(Debug, Clone, Default)]
pub struct PoolProps {
    /// Who may be offered work.
    pub rows: Vec<PoolLine>,
    /// Further pages.
    pub pager: Pager,
}

/// The pool, the longest waiting first.
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
                        row.programme.clone().into_any(),
                        standing(ctx, row.state),
                        view! { <a class="button second" href=row.href.clone()>{ctx.t_code("transition", "offer")}<span class="hidden">{format!(": {}", row.number)}</span></a> }.into_any(),
                    ]
                })
                .collect();
            let mut columns = ["worker-number", "field-programme", "field-state"].map(|key| ctx.t(key)).to_vec();
            columns.push(String::new());
            Table { caption: ctx.t("nav-pool"), columns, rows }.show()
        };
        view! {
            <div><h1>{ctx.t("nav-pool")}</h1><p class="quiet">{ctx.t("pool-text")}</p></div>
            <section class="card" aria-label=ctx.t("nav-pool")>{body}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}
