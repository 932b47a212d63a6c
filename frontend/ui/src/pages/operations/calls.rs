//! People whom no message reached: an officer phones them.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form,
    layout::Page,
    parts::{EmptyState, Table, empty},
    paths,
};

/// Somebody to phone.
#[derive(Debug, Clone)]
pub struct CallLine {
    /// The message.
    pub id: String,
    /// The name.
    pub name: String,
    /// The worker's number.
    pub number: String,
    /// The telephone.
    pub phone: String,
    /// What it is about, in the reader's language.
    pub about: String,
    /// Since when it waits.
    pub since: NaiveDate,
}

/// People to phone, the longest waiting first.
pub fn calls(ctx: &PageContext, lines: &[CallLine]) -> String {
    Page::new(ctx.t("nav-calls")).show(ctx, || {
        let body = if lines.is_empty() {
            empty(EmptyState { icon: "met", text: ctx.t("calls-empty"), action: None })
        } else {
            let rows = lines.iter().map(|line| row(ctx, line)).collect();
            let mut columns =
                ["work-worker", "field-phone", "calls-about", "calls-since"].map(|key| ctx.t(key)).to_vec();
            columns.push(String::new());
            Table { caption: ctx.t("nav-calls"), columns, rows }.show()
        };
        view! {
            <div><h1>{ctx.t("nav-calls")}</h1><p class="quiet">{ctx.t("calls-text")}</p></div>
            <section class="card" aria-label=ctx.t("nav-calls")>{body}</section>
        }
        .into_any()
    })
}

fn row(ctx: &PageContext, line: &CallLine) -> Vec<AnyView> {
    let phone = if line.phone.is_empty() {
        ().into_any()
    } else {
        view! { <a class="number" dir="ltr" href=format!("tel:{}", line.phone)>{line.phone.clone()}</a> }.into_any()
    };
    vec![
        view! { <span class="strong">{line.name.clone()}</span><br/><span class="small quiet number">{line.number.clone()}</span> }.into_any(),
        phone,
        line.about.clone().into_any(),
        ctx.date(line.since).into_any(),
        view! {
            <form method="post" action=paths::call(&line.id)>{form::csrf(ctx)}
                <button type="submit" class="button second">{ctx.t("calls-done")}<span class="hidden">{format!(": {}", line.name)}</span></button></form>
        }
        .into_any(),
    ]
}
