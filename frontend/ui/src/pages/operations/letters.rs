//! Dead letters: jobs that were given up, with why, and a way to try again.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form,
    layout::Page,
    parts::{EmptyState, Table, empty},
    paths,
};

/// A job that was given up.
#[derive(Debug, Clone)]
pub struct LetterLine {
    /// The job.
    pub id: String,
    /// Its kind, as its code.
    pub kind: String,
    /// When it was given up.
    pub at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last.
    pub error: String,
}

/// Dead letters, newest first; `waiting` jobs are still to run.
pub fn letters(ctx: &PageContext, waiting: i64, lines: &[LetterLine]) -> String {
    Page::new(ctx.t("nav-letters")).show(ctx, || {
        let body = if lines.is_empty() {
            empty(EmptyState { icon: "met", text: ctx.t("letters-empty"), action: None })
        } else {
            let rows = lines.iter().map(|line| row(ctx, line)).collect();
            let mut columns = ["letters-what", "letters-when", "letters-attempts", "letters-error"].map(|key| ctx.t(key)).to_vec();
            columns.push(String::new());
            Table { caption: ctx.t("nav-letters"), columns, rows }.show()
        };
        view! {
            <div><h1>{ctx.t("nav-letters")}</h1><p class="quiet">{ctx.t_args("letters-waiting", &[("count", waiting.into())])}</p></div>
            <section class="card" aria-label=ctx.t("nav-letters")>{body}</section>
        }
        .into_any()
    })
}

fn row(ctx: &PageContext, line: &LetterLine) -> Vec<AnyView> {
    vec![
        view! { <span class="number">{line.kind.clone()}</span> }.into_any(),
        ctx.moment(line.at).into_any(),
        ctx.number(line.attempts).into_any(),
        view! { <span class="small" dir="ltr">{line.error.clone()}</span> }.into_any(),
        view! {
            <form method="post" action=paths::retry_letter(&line.id)>{form::csrf(ctx)}
                <button type="submit" class="button second">{ctx.t("letters-retry")}<span class="hidden">{format!(": {}", line.kind)}</span></button></form>
        }
        .into_any(),
    ]
}
