//! Workers who proposed their own registration and are expected at the office.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::Page,
    parts::{Due, EmptyState, Pager, Table, due_tag, empty, pager},
    paths,
};

/// A proposal as a line.
#[derive(Debug, Clone)]
pub struct ProposalLine {
    /// The form to confirm it with.
    pub href: String,
    /// `Surname, Given names`, as the person wrote.
    pub name: String,
    /// The reference.
    pub reference: String,
    /// The programme.
    pub programme: String,
    /// When it was sent.
    pub proposed_on: NaiveDate,
    /// The last day it is kept.
    pub until: NaiveDate,
}

/// What waits.
#[derive(Debug, Clone, Default)]
pub struct ProposalsProps {
    /// `q`.
    pub filter: FormState,
    /// The lines.
    pub rows: Vec<ProposalLine>,
    /// Further pages.
    pub pager: Pager,
}

/// Proposals of the reader's office, found by name or reference.
pub fn proposals(ctx: &PageContext, props: &ProposalsProps) -> String {
    Page::new(ctx.t("proposals-title")).show(ctx, || {
        let searched = !props.filter.value("q").is_empty();
        let list = if props.rows.is_empty() {
            let text = if searched { ctx.t("proposals-none") } else { ctx.t("proposals-empty") };
            empty(EmptyState { icon: "person", text, action: None })
        } else {
            table(ctx, &props.rows)
        };
        view! {
            <div><h1>{ctx.t("proposals-title")}</h1><p class="quiet">{ctx.t("proposals-text")}</p></div>
            <form method="get" action=paths::PROPOSALS class="beside" role="search" aria-label=ctx.t("proposals-title")>
                {form::input(ctx, &props.filter, Field::new("q", "field-q").hint("hint-q-proposals").kind("search"))}
                {form::submit(ctx.t("list-search"))}
            </form>
            <section class="card" aria-label=ctx.t("proposals-title")>{list}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

fn table(ctx: &PageContext, rows: &[ProposalLine]) -> AnyView {
    let rows = rows
        .iter()
        .map(|row| {
            vec![
                view! { <a class="strong" href=row.href.clone()>{row.name.clone()}</a> }.into_any(),
                view! { <span class="number">{row.reference.clone()}</span> }.into_any(),
                row.programme.clone().into_any(),
                ctx.date(row.proposed_on).into_any(),
                due_tag(ctx, Due(row.until)),
            ]
        })
        .collect();
    let columns = ["work-worker", "proposals-reference", "field-programme", "proposals-sent", "proposals-until"]
        .map(|key| ctx.t(key));
    Table { caption: ctx.t("proposals-title"), columns: columns.to_vec(), rows }.show()
}
