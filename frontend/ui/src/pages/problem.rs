//! What a person sees when something could not be done: what happened, what to do, a reference.

use leptos::prelude::*;

use crate::{
    context::PageContext,
    layout::{Page, Width},
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
    /// 413: more bytes than are taken.
    TooLarge,
    /// 503.
    Busy,
    /// 503: a paper's script has no font on the server.
    NoFont,
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
        Self::TooLarge,
        Self::Busy,
        Self::NoFont,
        Self::Failed,
    ];

    /// The key of what happened; with `-text`, of what to do.
    pub const fn key(self) -> &'static str {
        self.keys().0
    }

    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("problem-not-found", "problem-not-found-text"),
            Self::Forbidden => ("problem-forbidden", "problem-forbidden-text"),
            Self::Conflict => ("problem-conflict", "problem-conflict-text"),
            Self::Stale => ("problem-stale", "problem-stale-text"),
            Self::Invalid => ("problem-invalid", "problem-invalid-text"),
            Self::Expired => ("problem-expired", "problem-expired-text"),
            Self::TooLarge => ("problem-too-large", "problem-too-large-text"),
            Self::Busy => ("problem-busy", "problem-busy-text"),
            Self::NoFont => ("problem-no-font", "problem-no-font-text"),
            Self::Failed => ("problem-failed", "problem-failed-text"),
        }
    }
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
    /// How many bytes are taken, for [`Problem::TooLarge`].
    pub limit: Option<usize>,
    /// What an administrator can do about it, in words for a terminal.
    pub detail: Option<String>,
}

/// The error page.
pub fn problem(ctx: &PageContext, props: &ProblemProps) -> String {
    let (title, text) = props.problem.keys();
    Page::new(ctx.t(title)).width(Width::Reading).show(ctx, || {
        let back = props.back.clone().map(|href| view! { <a class="button" href=href>{ctx.t("problem-back")}</a> });
        let reference = (!props.reference.is_empty()).then(|| {
            view! { <p class="small quiet">{ctx.t("problem-reference")} ": " <span class="number">{props.reference.clone()}</span></p> }
        });
        let limit = props.limit.map(|bytes| view! { <p>{ctx.t_args("problem-limit", &[("size", size(ctx, bytes).into())])}</p> });
        view! {
            <h1>{ctx.t(title)}</h1>
            <p>{ctx.t(text)}</p>
            {limit}
            {props.detail.clone().map(|detail| view! { <p class="small quiet" dir="ltr"><code>{detail}</code></p> })}
            <div class="row">{back}<a class="button second" href=paths::HOME>{ctx.t("problem-home")}</a></div>
            {reference}
        }
        .into_any()
    })
}

/// Bytes as people say them, rounded down: what is named is always taken.
fn size(ctx: &PageContext, bytes: usize) -> String {
    let (key, unit) = if bytes >= 1024 * 1024 { ("size-megabytes", 1024 * 1024) } else { ("size-kilobytes", 1024) };
    let count = i64::try_from(bytes / unit).unwrap_or(i64::MAX);
    ctx.t_args(key, &[("count", ctx.number(count).into())])
}
