//! The audit trail, for its reader: who did and who read what. Ids, field names and codes; never a value.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::needs::{TrailState, trail};
use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::Page,
    parts::{EmptyState, Pager, Table, empty, pager},
    paths,
};

/// A row of the trail.
#[derive(Debug, Clone)]
pub struct AuditLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who acted: id and name; a worker has no name here.
    pub by: Option<(String, Option<String>)>,
    /// The act, as its code.
    pub act: String,
    /// What kind of record it was done to, as its code.
    pub subject: String,
    /// Which.
    pub subject_id: String,
    /// The case in whose chain the row stands.
    pub case: Option<String>,
    /// Field names and codes.
    pub details: String,
}

/// The trail.
#[derive(Debug, Clone, Default)]
pub struct AuditProps {
    /// `account`, `case`, `act`, `from`, `until`.
    pub filter: FormState,
    /// The rows, newest first.
    pub rows: Vec<AuditLine>,
    /// Whether the chains hold.
    pub trail: TrailState,
    /// Further pages.
    pub pager: Pager,
}

/// The audit trail.
pub fn audit(ctx: &PageContext, props: &AuditProps) -> String {
    Page::new(ctx.t("nav-audit")).show(ctx, || {
        let list = if props.rows.is_empty() {
            let action = Some((ctx.t("audit-all"), paths::AUDIT.to_owned()));
            empty(EmptyState { icon: "search", text: ctx.t("audit-none"), action })
        } else {
            table(ctx, &props.rows)
        };
        view! {
            <div><p class="small quiet">{ctx.weekday(ctx.today)}</p><h1>{ctx.t("nav-audit")}</h1><p class="quiet">{ctx.t("audit-text")}</p></div>
            {trail(ctx, &props.trail)}
            {form::error_summary(ctx, &props.filter)}
            {filters(ctx, &props.filter)}
            <section class="card" aria-label=ctx.t("nav-audit")>{list}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

fn filters(ctx: &PageContext, filter: &FormState) -> AnyView {
    view! {
        <form method="get" action=paths::AUDIT class="filters" role="search" aria-label=ctx.t("nav-audit")>
            {form::input(ctx, filter, Field::new("account", "field-account"))}
            {form::input(ctx, filter, Field::new("case", "field-case"))}
            {form::input(ctx, filter, Field::new("act", "field-act"))}
            {form::input(ctx, filter, Field::new("from", "field-from").kind("date"))}
            {form::input(ctx, filter, Field::new("until", "field-until").kind("date"))}
            {form::submit(ctx.t("list-search"))}
        </form>
    }
    .into_any()
}

fn table(ctx: &PageContext, rows: &[AuditLine]) -> AnyView {
    let rows = rows.iter().map(|row| audit_row(ctx, row)).collect();
    let columns = ["audit-when", "audit-who", "audit-act", "audit-subject"].map(|key| ctx.t(key)).to_vec();
    Table { caption: ctx.t("nav-audit"), columns, rows }.show()
}

fn audit_row(ctx: &PageContext, row: &AuditLine) -> Vec<AnyView> {
    let by = match &row.by {
        None => view! { <span class="quiet">{ctx.t("audit-system")}</span> }.into_any(),
        Some((id, name)) => {
            let name = name.clone().unwrap_or_else(|| ctx.t("audit-worker"));
            view! { <a href=format!("{}?account={id}", paths::AUDIT)>{name}</a> }.into_any()
        }
    };
    let case = row.case.clone().map(|number| {
        let href = format!("{}?case={number}", paths::AUDIT);
        view! { <a class="number" href=href>{number}</a> }
    });
    let subject = (row.case.is_none())
        .then(|| view! { <span>{row.subject.clone()}" "<span class="small quiet number">{short(&row.subject_id)}</span></span> });
    let details = (!row.details.is_empty())
        .then(|| view! { <br/><span class="small quiet" dir="ltr">{row.details.clone()}</span> });
    vec![
        ctx.moment(row.at).into_any(),
        by,
        view! { <a href=format!("{}?act={}", paths::AUDIT, row.act) dir="ltr">{row.act.clone()}</a>{details} }
            .into_any(),
        view! { {case}{subject} }.into_any(),
    ]
}

/// The end of an id: enough to tell two apart, short enough to read. The whole of it is in the API's answer.
fn short(id: &str) -> String {
    id.rsplit('-').next().unwrap_or_default().to_owned()
}
