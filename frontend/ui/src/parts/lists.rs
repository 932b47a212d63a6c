//! Tables that become cards, tags, facts, empty states and the pager.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::{State, view::COUNTED};

use super::icon;
use crate::{context::PageContext, messages::Arg};

/// A number that was counted up to [`COUNTED`]: `10,000+` where there are more.
pub fn counted(ctx: &PageContext, count: u64) -> String {
    let shown = i64::try_from(count.min(COUNTED)).unwrap_or(i64::MAX);
    format!("{}{}", ctx.number(shown), if count > COUNTED { "+" } else { "" })
}

/// When something is due, as a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due(pub NaiveDate);

/// A day as how near it is: overdue, today, or its date.
pub fn due_tag(ctx: &PageContext, due: Due) -> AnyView {
    let days = (due.0 - ctx.today).num_days();
    let (class, text) = if days < 0 {
        ("tag wrong", ctx.t_args("due-over", &[("days", Arg::Count(-days))]))
    } else if days == 0 {
        ("tag due", ctx.t("due-today"))
    } else if days <= 14 {
        ("tag", ctx.t_args("due-in", &[("days", Arg::Count(days))]))
    } else {
        ("tag", ctx.date(due.0))
    };
    view! { <span class=class>{text}</span> }.into_any()
}

/// A state as a tag.
pub fn state_tag(ctx: &PageContext, state: State) -> AnyView {
    view! { <span class="tag">{ctx.t_code("state", state.code())}</span> }.into_any()
}

/// A cell of a table.
pub type Cell = AnyView;

/// A table; on a phone each row is a card whose cells carry their column's name.
pub struct Table {
    /// What it lists, for screen readers.
    pub caption: String,
    /// Column names; the first names the row.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The table as a view.
    pub fn show(self) -> AnyView {
        // A column of buttons has no name, and a heading without words is a fault: it is an ordinary cell.
        let head = self
            .columns
            .iter()
            .map(|name| {
                if name.is_empty() {
                    view! { <td></td> }.into_any()
                } else {
                    view! { <th scope="col">{name.clone()}</th> }.into_any()
                }
            })
            .collect_view();
        let columns = self.columns;
        let rows = self
            .rows
            .into_iter()
            .map(|row| {
                let cells = row
                    .into_iter()
                    .enumerate()
                    .map(|(at, cell)| {
                        let label = (at > 0).then(|| columns.get(at).cloned()).flatten().filter(|name| !name.is_empty());
                        view! { <td role="cell">{label.map(|label| view! { <span class="cell-label" aria-hidden="true">{format!("{label}: ")}</span> })}{cell}</td> }
                    })
                    .collect_view();
                view! { <tr role="row">{cells}</tr> }
            })
            .collect_view();
        view! {
            <table role="table">
                <caption class="hidden">{self.caption}</caption>
                <thead role="rowgroup"><tr role="row">{head}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        }
        .into_any()
    }
}

/// What stands where a list would be, and what to do first.
pub struct EmptyState {
    /// The icon.
    pub icon: &'static str,
    /// The sentence.
    pub text: String,
    /// What to do: label and address.
    pub action: Option<(String, String)>,
}

/// An empty state as a view.
pub fn empty(state: EmptyState) -> AnyView {
    let action = state.action.map(|(label, href)| view! { <a class="button second" href=href>{label}</a> });
    view! { <div class="empty">{icon(state.icon)}<p>{state.text}</p>{action}</div> }.into_any()
}

/// The pages before and after, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pager {
    /// Address of the first page, when this is not it.
    pub first: Option<String>,
    /// Address of the next page, when there is one.
    pub next: Option<String>,
}

/// The pager; nothing when there is one page.
pub fn pager(ctx: &PageContext, pager: &Pager) -> Option<AnyView> {
    if pager.first.is_none() && pager.next.is_none() {
        return None;
    }
    let first = pager.first.clone().map(|href| view! { <a class="button second" href=href>{ctx.t("pager-first")}</a> });
    let next = pager
        .next
        .clone()
        .map(|href| view! { <a class="button second" rel="next" href=href>{ctx.t("pager-next")}</a> });
    Some(view! { <nav class="pager" aria-label=ctx.t("pager-label")>{first}{next}</nav> }.into_any())
}

/// Facts with their names; empty ones are left out.
pub fn facts(rows: Vec<(String, String)>) -> AnyView {
    let items = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect_view();
    view! { <dl class="facts">{items}</dl> }.into_any()
}
