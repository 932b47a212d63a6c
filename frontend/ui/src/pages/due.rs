//! Everything that is due on a role's list: how much of each kind, and one kind's list.

use leptos::prelude::*;
use sojourn_domain::due::DueKind;

use super::work::{DueLine, due_table};
use crate::{
    context::PageContext,
    layout::Page,
    messages::Arg,
    parts::{EmptyState, Pager, Tile, Tone, empty, pager, tiles},
    paths,
};

/// How much of a kind is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindLine {
    /// The kind.
    pub kind: DueKind,
    /// Past their day.
    pub overdue: u64,
    /// All that are listed.
    pub listed: u64,
}

/// The page.
#[derive(Debug, Clone, Default)]
pub struct DueProps {
    /// The kinds of which there is something.
    pub kinds: Vec<KindLine>,
    /// The kind that is shown; `None` is the most urgent of all.
    pub shown: Option<DueKind>,
    /// The lines.
    pub lines: Vec<DueLine>,
    /// Further pages.
    pub pager: Pager,
}

/// What is due.
pub fn due(ctx: &PageContext, props: &DueProps) -> String {
    let title = props.shown.map_or_else(|| ctx.t("work-list"), |kind| ctx.t_code("due-kind", kind.code()));
    Page::new(title.clone()).show(ctx, || {
        let list = if props.lines.is_empty() {
            empty(EmptyState { icon: "met", text: ctx.t("due-none"), action: None })
        } else {
            due_table(ctx, &props.lines)
        };
        let kinds: Vec<Tile> = props.kinds.iter().map(|line| kind(ctx, *line)).collect();
        let all =
            props.shown.is_some().then(|| view! { <p class="crumbs"><a href=paths::DUE>{ctx.t("work-list")}</a></p> });
        view! {
            <div>{all}<h1>{title.clone()}</h1></div>
            {tiles(ctx, &kinds)}
            <section class="card" aria-label=title>{list}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

fn kind(ctx: &PageContext, line: KindLine) -> Tile {
    let over = Arg::Count(i64::try_from(line.overdue).unwrap_or(i64::MAX));
    Tile {
        tone: if line.overdue > 0 { Tone::Wrong } else { Tone::Due },
        count: line.listed,
        label: ctx.t_code("due-kind", line.kind.code()),
        detail: ctx.t_args("due-of-which", &[("count", over)]),
        href: format!("{}?kind={}", paths::DUE, line.kind.code()),
    }
}
