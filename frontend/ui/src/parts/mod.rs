//! What pages are made of: icons, tags, tables, queues, the journey, moves and checks.
//! Each is a plain function from the context and its facts to a view; none decides anything.

mod journey;
mod lists;
mod moves;
mod stale;
mod tiles;

use leptos::prelude::*;

pub use journey::{Journey, Stop, StopStatus, dots, journey_figure, journey_stops, standing};
pub use lists::{Cell, Due, EmptyState, Pager, Table, counted, due_tag, empty, facts, pager, state_tag};
pub use moves::{Check, CheckStatus, MoveOffer, NeededField, UnmetGuard, checks, move_refused, moves, unmet_list};
pub use stale::{Difference, Stale, stale_notice};
pub use tiles::{Tile, Tone, tiles};

/// A drawing beside a word; never alone, so always hidden from a screen reader.
pub fn icon(name: &'static str) -> AnyView {
    let path = match name {
        "warning" => "M12 4l9 16H3zM12 10v4M12 17v.5",
        "person" => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6",
        "met" => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12l3 3 5-6",
        "unmet" => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
        "pending" => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
        "paper" => "M6 3h8l4 4v14H6zM14 3v5h4M9 13h6M9 17h6",
        "money" => "M3 7h18v11H3zM12 15a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
        "speech" => "M4 5h16v11H9l-5 4z",
        "home" => "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
        "list" => "M4 6h16M4 12h16M4 18h10",
        "search" => "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
        "forward" => "M5 12h14M13 6l6 6-6 6",
        _ => "M4 12h16",
    };
    let class = if name == "forward" { "icon turns" } else { "icon" };
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=path/></svg> }.into_any()
}

/// First letters of a name, for the square where a photograph would be.
pub fn initials(name: &str) -> String {
    name.split([' ', ',', '-']).filter_map(|word| word.chars().find(|c| c.is_alphabetic())).take(2).collect()
}
