//! The public page behind a paper's QR code: valid or not, number and initials, nothing more.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    context::PageContext,
    layout::{Page, Width},
    parts::{facts, icon},
};

/// What a paper's token comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// Genuine and in force.
    Valid,
    /// Genuine, its last day has passed.
    Expired,
    /// Genuine, replaced by a newer version.
    Superseded,
    /// Genuine, made void.
    Void,
    /// Not one of ours.
    Unknown,
}

impl Validity {
    /// Every answer.
    pub const ALL: &[Self] = &[Self::Valid, Self::Expired, Self::Superseded, Self::Void, Self::Unknown];
}

/// What the public may see.
#[derive(Debug, Clone)]
pub struct VerifyProps {
    /// The answer.
    pub validity: Validity,
    /// Kind of paper, as a code; empty when unknown.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// The holder's initials.
    pub initials: String,
    /// Day of issue.
    pub issued: Option<NaiveDate>,
}

/// Whether a paper is genuine.
pub fn verify(ctx: &PageContext, props: &VerifyProps) -> String {
    let (class, drawing, title, text) = match props.validity {
        Validity::Valid => ("notice good", "met", "verify-valid", "verify-valid-text"),
        Validity::Expired => ("notice due", "warning", "verify-expired", "verify-expired-text"),
        Validity::Superseded => ("notice due", "warning", "verify-superseded", "verify-superseded-text"),
        Validity::Void => ("notice wrong", "warning", "verify-void", "verify-void-text"),
        Validity::Unknown => ("notice wrong", "warning", "verify-unknown", "verify-unknown-text"),
    };
    Page::new(ctx.t(title)).width(Width::Narrow).show(ctx, || {
        let kind = if props.kind.is_empty() { String::new() } else { ctx.t_code("document", &props.kind) };
        let list = facts(vec![
            (ctx.t("verify-kind"), kind),
            (ctx.t("verify-number"), props.number.clone()),
            (ctx.t("verify-initials"), props.initials.clone()),
            (ctx.t("verify-issued"), props.issued.map(|day| ctx.date(day)).unwrap_or_default()),
        ]);
        let known = (props.validity != Validity::Unknown)
            .then(|| view! { <section class="card" aria-label=ctx.t("verify-kind")>{list}</section> });
        view! {
            <div class=class><h1>{icon(drawing)} " " {ctx.t(title)}</h1><p>{ctx.t(text)}</p></div>
            {known}
        }
        .into_any()
    })
}
