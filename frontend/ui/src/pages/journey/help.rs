//! The confidential thread: never seen by employer or recruiter, and it says so.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
};

/// One message of the thread.
#[derive(Debug, Clone)]
pub struct Said {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub text: String,
    /// The reader said it.
    pub mine: bool,
}

/// A thread.
#[derive(Debug, Clone, Default)]
pub struct HelpProps {
    /// The worker's number, when somebody else than the worker reads it.
    pub about: Option<String>,
    /// Oldest first.
    pub thread: Vec<Said>,
    /// `text`.
    pub form: FormState,
    /// POST.
    pub action: String,
}

/// Asks for help, or answers.
pub fn help(ctx: &PageContext, props: &HelpProps) -> String {
    Page::new(ctx.t("nav-help")).width(Width::Reading).show(ctx, || {
        let about = props.about.clone().map(|number| view! { <p class="small quiet">{ctx.t("worker-number")} " " <span class="number">{number}</span></p> });
        let label = if props.about.is_some() { "field-answer" } else { "field-text" };
        let thread = (!props.thread.is_empty()).then(|| {
            let items = props
                .thread
                .iter()
                .map(|said| {
                    let class = if said.mine { "mine" } else { "" };
                    view! { <li class=class><p class="small quiet">{said.by.clone()} " · " {ctx.moment(said.at)}</p><p class="said" dir="auto">{said.text.clone()}</p></li> }
                })
                .collect_view();
            view! { <section class="card" aria-label=ctx.t("help-thread")><ol class="thread">{items}</ol></section> }
        });
        view! {
            <div>{about}<h1>{ctx.t("nav-help")}</h1></div>
            <div class="notice"><p>{ctx.t("help-confidential")}</p></div>
            {thread}
            {form::error_summary(ctx, &props.form)}
            <form method="post" action=props.action.clone() class="card stack">
                {form::csrf(ctx)}
                {form::textarea(ctx, &props.form, Field::new("text", label).hint("hint-text"))}
                <div class="row">{form::submit(ctx.t("help-send"))}</div>
            </form>
        }
        .into_any()
    })
}
