//! Figures at the head of a first page: each a number, its name, and the list behind it.

use leptos::prelude::*;

use super::counted;
use crate::context::PageContext;

/// How a figure is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something is wrong or over its day.
    Wrong,
    /// Something is to be done.
    Due,
    /// A fact.
    Calm,
}

/// A number, its name, and the list behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// How it is to be taken; at nought every tile is calm.
    pub tone: Tone,
    /// The number.
    pub count: u64,
    /// Its name.
    pub label: String,
    /// A few words more; may be empty.
    pub detail: String,
    /// The list behind it.
    pub href: String,
}

/// The figures in a row.
pub fn tiles(ctx: &PageContext, tiles: &[Tile]) -> AnyView {
    let items = tiles
        .iter()
        .map(|tile| {
            let class = match tile.tone {
                Tone::Wrong if tile.count > 0 => "queue wrong",
                Tone::Due if tile.count > 0 => "queue due",
                Tone::Wrong | Tone::Due | Tone::Calm => "queue wait",
            };
            let detail =
                (!tile.detail.is_empty()).then(|| view! { <span class="small quiet">{tile.detail.clone()}</span> });
            view! {
                <a class=class href=tile.href.clone()>
                    <b class="number">{counted(ctx, tile.count)}</b>
                    <span>{tile.label.clone()}</span>
                    {detail}
                </a>
            }
        })
        .collect_view();
    view! { <div class="queues">{items}</div> }.into_any()
}
