//! Threads that wait for an answer, for the mission and the case worker: the worker's number, and nothing of
//! what was said until it is opened.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    context::PageContext,
    layout::{Page, Width},
    parts::{EmptyState, empty},
};

/// A thread.
#[derive(Debug, Clone)]
pub struct ThreadLine {
    /// The thread.
    pub href: String,
    /// The worker's number.
    pub number: String,
    /// When somebody last wrote.
    pub at: DateTime<Utc>,
    /// It cannot wait.
    pub urgent: bool,
}

/// Threads, the one that has waited longest first.
pub fn threads(ctx: &PageContext, lines: &[ThreadLine]) -> String {
    Page::new(ctx.t("nav-help")).width(Width::Reading).show(ctx, || {
        let items = lines
            .iter()
            .map(|line| {
                let urgent = line.urgent.then(|| view! { <span class="tag wrong">{ctx.t("urgency-urgent")}</span> });
                view! { <li class="between"><span><a class="number" href=line.href.clone()>{line.number.clone()}</a><br/><span class="small quiet">{ctx.moment(line.at)}</span></span>{urgent}</li> }
            })
            .collect_view();
        let body = if lines.is_empty() {
            empty(EmptyState { icon: "speech", text: ctx.t("threads-empty"), action: None })
        } else {
            view! { <ul class="links">{items}</ul> }.into_any()
        };
        view! { <h1>{ctx.t("nav-help")}</h1><div class="notice"><p>{ctx.t("help-confidential")}</p></div><section class="card" aria-label=ctx.t("nav-help")>{body}</section> }.into_any()
    })
}
