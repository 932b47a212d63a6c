//! What two people wrote at the same time, side by side: nobody's words are lost, and nobody's are overwritten unseen.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::Table;
use crate::context::PageContext;

/// One field in both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field's label.
    pub label: String,
    /// What the reader wanted to save.
    pub yours: String,
    /// What stands saved.
    pub theirs: String,
}

/// What was saved since the reader looked, beside what the reader wants to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Who saved; empty for a schedule, or where the reader may not know.
    pub by: String,
    /// When, where that is kept.
    pub at: Option<DateTime<Utc>>,
    /// Both versions.
    pub differences: Vec<Difference>,
}

/// Says that somebody else saved first, and shows both versions.
pub fn stale_notice(ctx: &PageContext, stale: &Stale) -> AnyView {
    let saved = stale.at.map(|at| {
        let at = ctx.moment(at);
        if stale.by.is_empty() {
            ctx.t_args("stale-saved", &[("at", at.into())])
        } else {
            ctx.t_args("stale-saved-by", &[("by", stale.by.clone().into()), ("at", at.into())])
        }
    });
    let rows = stale.differences.iter().map(row).collect();
    let columns = vec![ctx.t("stale-field"), ctx.t("stale-yours"), ctx.t("stale-theirs")];
    let table = Table { caption: ctx.t("stale-caption"), columns, rows };
    view! {
        <section class="notice due" role="alert" aria-labelledby="stale">
            <h2 id="stale">{ctx.t("problem-stale")}</h2>
            <p>{saved} " " {ctx.t("problem-stale-text")}</p>
            {table.show()}
        </section>
    }
    .into_any()
}

fn row(difference: &Difference) -> Vec<AnyView> {
    let class = if difference.yours == difference.theirs { "quiet" } else { "strong" };
    let cell = |text: &str| {
        let text = if text.is_empty() { "—".to_owned() } else { text.to_owned() };
        view! { <span class=class>{text}</span> }.into_any()
    };
    vec![difference.label.clone().into_any(), cell(&difference.yours), cell(&difference.theirs)]
}
