//! The inbox: every message stands here first, whether or not mail reached anybody.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    context::PageContext,
    layout::{Page, Width},
    parts::{EmptyState, empty},
};

/// A message.
#[derive(Debug, Clone)]
pub struct InboxLine {
    /// Where it leads.
    pub href: String,
    /// Its subject, in the reader's language.
    pub subject: String,
    /// When it came.
    pub at: DateTime<Utc>,
    /// Not opened yet.
    pub unread: bool,
}

/// The inbox, newest first.
pub fn inbox(ctx: &PageContext, lines: &[InboxLine]) -> String {
    Page::new(ctx.t("nav-inbox")).width(Width::Reading).show(ctx, || {
        let items = lines
            .iter()
            .map(|line| {
                let fresh = line.unread.then(|| view! { <span class="tag due">{ctx.t("inbox-new")}</span> });
                view! { <li class="between"><span><a href=line.href.clone()>{line.subject.clone()}</a><br/><span class="small quiet">{ctx.moment(line.at)}</span></span>{fresh}</li> }
            })
            .collect_view();
        let body = if lines.is_empty() {
            empty(EmptyState { icon: "paper", text: ctx.t("inbox-empty"), action: None })
        } else {
            view! { <ul class="links">{items}</ul> }.into_any()
        };
        view! { <h1>{ctx.t("nav-inbox")}</h1><section class="card" aria-label=ctx.t("nav-inbox")>{body}</section> }.into_any()
    })
}
