//! The list of workers and its search.

use leptos::prelude::*;
use sojourn_domain::State;

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::Page,
    parts::{EmptyState, Pager, Table, empty, pager, standing},
    paths,
};

/// A worker as a line.
#[derive(Debug, Clone)]
pub struct WorkerLine {
    /// The worker's page.
    pub href: String,
    /// `Surname, Given names`.
    pub name: String,
    /// The worker's number.
    pub number: String,
    /// Date of birth, as far as known.
    pub born: String,
    /// District.
    pub district: String,
    /// State of the newest case.
    pub state: Option<State>,
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct WorkersProps {
    /// `q`.
    pub filter: FormState,
    /// The lines.
    pub rows: Vec<WorkerLine>,
    /// Further pages.
    pub pager: Pager,
    /// Whether the reader registers people.
    pub may_register: bool,
}

/// Workers, found by name, number, document or telephone.
pub fn workers(ctx: &PageContext, props: &WorkersProps) -> String {
    Page::new(ctx.t("workers-title")).show(ctx, || {
        let register = props
            .may_register
            .then(|| view! { <a class="button" href=paths::REGISTER accesskey="n">{ctx.t("work-register")}</a> });
        let searched = !props.filter.value("q").is_empty();
        let list = if props.rows.is_empty() {
            let text = if searched { ctx.t("workers-none") } else { ctx.t("workers-empty") };
            let action = props.may_register.then(|| (ctx.t("work-register"), paths::REGISTER.to_owned()));
            empty(EmptyState { icon: "search", text, action })
        } else {
            table(ctx, &props.rows)
        };
        view! {
            <div class="head"><h1>{ctx.t("workers-title")}</h1>{register}</div>
            <form method="get" action=paths::WORKERS class="beside" role="search" aria-label=ctx.t("workers-title")>
                {form::input(ctx, &props.filter, Field::new("q", "field-q").hint("hint-q").kind("search"))}
                {form::submit(ctx.t("list-search"))}
            </form>
            <section class="card" aria-label=ctx.t("workers-title")>{list}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

fn table(ctx: &PageContext, rows: &[WorkerLine]) -> AnyView {
    let rows = rows
        .iter()
        .map(|row| {
            vec![
                view! { <a class="strong" href=row.href.clone()>{row.name.clone()}</a><br/><span class="small quiet number">{row.number.clone()}</span> }.into_any(),
                view! { <span class="number">{row.born.clone()}</span> }.into_any(),
                row.district.clone().into_any(),
                row.state.map_or_else(|| view! { <span class="quiet">{ctx.t("workers-no-case")}</span> }.into_any(), |state| standing(ctx, state)),
            ]
        })
        .collect();
    let columns = ["work-worker", "field-born", "field-district", "work-journey"].map(|key| ctx.t(key)).to_vec();
    Table { caption: ctx.t("workers-title"), columns, rows }.show()
}
