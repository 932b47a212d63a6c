//! Cases, filtered by what stands in the URL, so that a view can be kept and sent.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::{Stage, State};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::Page,
    parts::{EmptyState, Pager, Table, empty, pager, standing},
    paths,
};

/// A case as a line.
#[derive(Debug, Clone)]
pub struct CaseLine {
    /// The case's page.
    pub href: String,
    /// The case's number.
    pub number: String,
    /// The worker, as the reader may see them.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// Title of the programme.
    pub programme: String,
    /// Since when it stands there.
    pub since: NaiveDate,
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct CasesProps {
    /// `q`, `stage`, `state`, `programme`.
    pub filter: FormState,
    /// Programmes in the reader's scope: id and title.
    pub programmes: Vec<(String, String)>,
    /// The lines.
    pub rows: Vec<CaseLine>,
    /// Further pages.
    pub pager: Pager,
    /// The same list as a CSV file, filters included.
    pub export: Option<String>,
}

/// Cases of the reader's scope.
pub fn cases(ctx: &PageContext, props: &CasesProps) -> String {
    Page::new(ctx.t("cases-title")).show(ctx, || {
        let list = if props.rows.is_empty() {
            empty(EmptyState {
                icon: "search",
                text: ctx.t("cases-none"),
                action: Some((ctx.t("cases-all"), paths::CASES.into())),
            })
        } else {
            table(ctx, &props.rows)
        };
        let export =
            props.export.clone().map(|href| view! { <a class="button second" href=href>{ctx.t("list-export")}</a> });
        view! {
            <div class="head"><h1>{ctx.t("cases-title")}</h1>{export}</div>
            {filters(ctx, props)}
            <section class="card" aria-label=ctx.t("cases-title")>{list}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

fn filters(ctx: &PageContext, props: &CasesProps) -> AnyView {
    let stages = Stage::ALL.iter().map(|s| (s.code().to_owned(), ctx.t_code("stage", s.code()))).collect();
    let states = State::ALL.iter().map(|s| (s.code().to_owned(), ctx.t_code("state", s.code()))).collect();
    view! {
        <form method="get" action=paths::CASES class="filters" role="search" aria-label=ctx.t("cases-title")>
            {form::input(ctx, &props.filter, Field::new("q", "field-q").kind("search"))}
            {form::select(ctx, &props.filter, Field::new("stage", "field-stage").choices(stages))}
            {form::select(ctx, &props.filter, Field::new("state", "field-state").choices(states))}
            {form::select(ctx, &props.filter, Field::new("programme", "field-programme").choices(props.programmes.clone()))}
            {form::submit(ctx.t("list-search"))}
        </form>
    }
    .into_any()
}

fn table(ctx: &PageContext, rows: &[CaseLine]) -> AnyView {
    let rows = rows
        .iter()
        .map(|row| {
            vec![
                view! { <a class="strong" href=row.href.clone()>{row.name.clone()}</a><br/><span class="small quiet number">{row.number.clone()}</span> }.into_any(),
                standing(ctx, row.state),
                row.programme.clone().into_any(),
                ctx.date(row.since).into_any(),
            ]
        })
        .collect();
    let columns = ["work-worker", "work-journey", "field-programme", "cases-since"].map(|key| ctx.t(key)).to_vec();
    Table { caption: ctx.t("cases-title"), columns, rows }.show()
}
