//! Writing down a fact that guards read.

use leptos::prelude::*;
use sojourn_domain::requirement::{RequirementKind, RequirementResult};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::{Stale, stale_notice},
    paths,
};

/// The form of one record.
#[derive(Debug, Clone)]
pub struct RequirementProps {
    /// The case's id.
    pub case: String,
    /// The case's number.
    pub number: String,
    /// The worker, as the reader may see them.
    pub name: String,
    /// What it is about.
    pub kind: RequirementKind,
    /// `result`, `valid_from`, `valid_until`, `evidence`.
    pub form: FormState,
    /// The newest record of the kind the reader has seen, or `none`; sent along as `seen`.
    pub seen: String,
    /// What somebody else wrote since.
    pub stale: Option<Stale>,
}

/// Records a requirement; another person verifies it afterwards.
pub fn requirement(ctx: &PageContext, props: &RequirementProps) -> String {
    let title = ctx.t_code("requirement", props.kind.code());
    Page::new(title.clone()).width(Width::Reading).show(ctx, || {
        let form = &props.form;
        let results = RequirementResult::ALL.iter().map(|r| (r.code().to_owned(), ctx.t_code("result", r.code()))).collect();
        view! {
            <p class="crumbs"><a href=paths::case(&props.case)>{props.name.clone()} " · " <span class="number">{props.number.clone()}</span></a></p>
            <h1>{title}</h1>
            {props.stale.as_ref().map(|stale| stale_notice(ctx, stale))}
            {form::error_summary(ctx, form)}
            <form method="post" action=paths::requirement(&props.case, props.kind.code()) class="card stack">
                {form::csrf(ctx)}
                {form::carried("seen", props.seen.clone())}
                {form::radios(ctx, form, Field::new("result", "field-result").choices(results))}
                <div class="pair">
                    {form::input(ctx, form, Field::new("valid_from", "field-valid-from").kind("date").class("short").optional())}
                    {form::input(ctx, form, Field::new("valid_until", "field-valid-until").kind("date").class("short").optional())}
                </div>
                {form::input(ctx, form, Field::new("evidence", "field-evidence").hint("hint-evidence"))}
                <p class="hint">{ctx.t("requirement-second")}</p>
                <div class="row">{form::submit(ctx.t("requirement-save"))}<a href=paths::case(&props.case)>{ctx.t("form-cancel")}</a></div>
            </form>
        }
        .into_any()
    })
}
