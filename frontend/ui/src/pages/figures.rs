//! Figures without identities: cases by state and by district, women and men apart, small cells kept back.

use leptos::prelude::*;
use sojourn_domain::{figures::Cell, worker::Sex};

use crate::{context::PageContext, layout::Page, parts::Table, paths};

/// A row of a table: its name, a cell for each sex, and the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// The row's code or name; empty is unknown.
    pub name: String,
    /// One cell for each sex, and the sum last.
    pub cells: Vec<Cell>,
}

/// What is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FiguresProps {
    /// The columns before the sum.
    pub sexes: Vec<Sex>,
    /// By state; the last row is the sum.
    pub states: Vec<FigureRow>,
    /// By district; the last row is the sum.
    pub districts: Vec<FigureRow>,
}

/// The figures.
pub fn figures(ctx: &PageContext, props: &FiguresProps) -> String {
    Page::new(ctx.t("nav-figures")).show(ctx, || {
        let states = table(ctx, props, ("figures-states", "field-state"), &props.states, |name| ctx.t_code("state", name));
        let unknown = |name: &str| if name.is_empty() { ctx.t("figures-unknown") } else { name.to_owned() };
        let districts = table(ctx, props, ("figures-districts", "field-district"), &props.districts, unknown);
        view! {
            <div class="head"><div><p class="small quiet">{ctx.weekday(ctx.today)}</p><h1>{ctx.t("nav-figures")}</h1><p class="quiet">{ctx.t("figures-text")}</p></div>
                <a class="button second" href=paths::FIGURES_CSV>{ctx.t("list-export")}</a></div>
            <div class="halves">{states}{districts}</div>
        }
        .into_any()
    })
}

fn table(
    ctx: &PageContext,
    props: &FiguresProps,
    (title, kind): (&'static str, &'static str),
    rows: &[FigureRow],
    name: impl Fn(&str) -> String,
) -> AnyView {
    let last = rows.len().saturating_sub(1);
    let body = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let label = if at == last { ctx.t("figures-all") } else { name(&row.name) };
            let first = view! { <span class="strong">{label}</span> }.into_any();
            std::iter::once(first).chain(row.cells.iter().map(|cell| show(ctx, *cell))).collect()
        })
        .collect();
    let mut columns = vec![ctx.t(kind)];
    columns.extend(props.sexes.iter().map(|sex| ctx.t_code("sex", sex.code())));
    columns.push(ctx.t("figures-all"));
    let table = Table { caption: ctx.t(title), columns, rows: body }.show();
    view! { <section class="card" aria-labelledby=title><h2 id=title>{ctx.t(title)}</h2>{table}</section> }.into_any()
}

/// A number, or a mark that one is kept back.
fn show(ctx: &PageContext, cell: Cell) -> AnyView {
    match cell {
        Cell::Shown(count) => {
            view! { <span class="number">{ctx.number(i64::try_from(count).unwrap_or(i64::MAX))}</span> }.into_any()
        }
        Cell::Suppressed => view! { <span class="quiet">{ctx.t("figures-kept-back")}</span> }.into_any(),
    }
}
