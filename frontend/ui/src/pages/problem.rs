//! What a person sees when something could not be done: what happened, what to do, a reference.

use leptos::prelude::*;

use crate::{
    context::PageContext,
    layout::{Page, Width},
    parts::Table,
    paths,
};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// 404: absent, or out of the reader's scope.
    NotFound,
    /// 403.
    Forbidden,
    /// 409: not possible now.
    Conflict,
    /// 409: somebody else saved first.
    Stale,
    /// 422 without a form to show it at.
    Invalid,
    /// 403: the form's token does not match.
    Expired,
    /// 503.
    Busy,
    /// 500.
    Failed,
}

impl Problem {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::NotFound,
        Self::Forbidden,
        Self::Conflict,
        Self::Stale,
        Self::Invalid,
        Self::Expired,
        Self::Busy,
        Self::Failed,
    ];

    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("problem-not-found", "problem-not-found-text"),
            Self::Forbidden => ("problem-forbidden", "problem-forbidden-text"),
            Self::Conflict => ("problem-conflict", "problem-conflict-text"),
            Self::Stale => ("problem-stale", "problem-stale-text"),
            Self::Invalid => ("problem-invalid", "problem-invalid-text"),
            Self::Expired => ("problem-expired", "problem-expired-text"),
            Self::Busy => ("problem-busy", "problem-busy-text"),
            Self::Failed => ("problem-failed", "problem-failed-text"),
        }
    }
}

/// One field in both versions.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The field's label.
    pub label: String,
    /// What the reader wanted to save.
    pub yours: String,
    /// What stands saved.
    pub theirs: String,
}

/// What an error page shows.
#[derive(Debug, Clone)]
pub struct ProblemProps {
    /// The kind.
    pub problem: Problem,
    /// The reference that stands in the log.
    pub reference: String,
    /// The page to go back to.
    pub back: Option<String>,
    /// Both versions, for [`Problem::Stale`].
    pub differences: Vec<Difference>,
}

/// The error page.
pub fn problem(ctx: &PageContext, props: &ProblemProps) -> String {
    let (title, text) = props.problem.keys();
    let width = if props.differences.is_empty() { Width::Reading } else { Width::Full };
    Page::new(ctx.t(title)).width(width).show(ctx, || {
        let back = props.back.clone().map(|href| view! { <a class="button" href=href>{ctx.t("problem-back")}</a> });
        let reference = (!props.reference.is_empty()).then(|| {
            view! { <p class="small quiet">{ctx.t("problem-reference")} ": " <span class="number">{props.reference.clone()}</span></p> }
        });
        view! {
            <h1>{ctx.t(title)}</h1>
            <p>{ctx.t(text)}</p>
            {differences(ctx, &props.differences)}
            <div class="row">{back}<a class="button second" href=paths::HOME>{ctx.t("problem-home")}</a></div>
            {reference}
        }
        .into_any()
    })
}

fn differences(ctx: &PageContext, list: &[Difference]) -> Option<AnyView> {
    if list.is_empty() {
        return None;
    }
    let rows = list
        .iter()
        .map(|d| {
            let class = if d.yours == d.theirs { "quiet" } else { "strong" };
            vec![
                d.label.clone().into_any(),
                view! { <span class=class>{d.yours.clone()}</span> }.into_any(),
                view! { <span class=class>{d.theirs.clone()}</span> }.into_any(),
            ]
        })
        .collect();
    let columns = vec![ctx.t("problem-stale-field"), ctx.t("problem-stale-yours"), ctx.t("problem-stale-theirs")];
    let table = Table { caption: ctx.t("problem-stale"), columns, rows };
    Some(view! { <section class="card">{table.show()}</section> }.into_any())
}
