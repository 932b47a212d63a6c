//! Writing down a fact that guards read.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::requirement::{RequirementKind, RequirementResult};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::{Stale, facts, stale_notice},
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
    /// `result`, `valid_from`, `valid_until`, `evidence`, `findings`.
    pub form: FormState,
    /// The newest record of the kind the reader has seen, or `none`; sent along as `seen`.
    pub seen: String,
    /// What somebody else wrote since.
    pub stale: Option<Stale>,
    /// Where earlier medical records' findings are read, for the reader who may write and read them; else `None`.
    pub findings: Option<Vec<FindingsLine>>,
}

/// An earlier examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingsLine {
    /// Where its findings are.
    pub href: String,
    /// What it came to.
    pub result: RequirementResult,
    /// When it was written down.
    pub on: NaiveDate,
}

/// The words of a result: of a medical one, whether somebody is fit.
fn result_words(ctx: &PageContext, kind: RequirementKind, result: RequirementResult) -> String {
    let family = if kind == RequirementKind::Medical { "fitness" } else { "result" };
    ctx.t_code(family, result.code())
}

/// Findings of one examination, and nothing else of it.
#[derive(Debug, Clone)]
pub struct FindingsProps {
    /// The case's id.
    pub case: String,
    /// The case's number.
    pub number: String,
    /// The examination.
    pub line: FindingsLine,
    /// What was found.
    pub text: String,
}

/// Findings, for the health role.
pub fn findings(ctx: &PageContext, props: &FindingsProps) -> String {
    Page::new(ctx.t("findings-title")).width(Width::Reading).show(ctx, || {
        let rows = vec![
            (ctx.t("field-result"), result_words(ctx, RequirementKind::Medical, props.line.result)),
            (ctx.t("findings-on"), ctx.date(props.line.on)),
        ];
        view! {
            <p class="crumbs"><a href=paths::requirement(&props.case, RequirementKind::Medical.code())><span class="number">{props.number.clone()}</span></a></p>
            <h1>{ctx.t("findings-title")}</h1>
            <section class="card" aria-label=ctx.t("findings-title")>{facts(rows)}<p class="said">{props.text.clone()}</p><p class="hint">{ctx.t("findings-noted")}</p></section>
        }
        .into_any()
    })
}

fn earlier(ctx: &PageContext, lines: &[FindingsLine]) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        let items = lines
            .iter()
            .map(|line| {
                let words = result_words(ctx, RequirementKind::Medical, line.result);
                view! { <li class="between"><a href=line.href.clone()>{ctx.date(line.on)}</a><span class="tag">{words}</span></li> }
            })
            .collect_view();
        view! { <section class="card" aria-labelledby="earlier"><h2 id="earlier">{ctx.t("findings-earlier")}</h2><ul class="links">{items}</ul></section> }
            .into_any()
    })
}

/// Records a requirement; another person verifies it afterwards.
pub fn requirement(ctx: &PageContext, props: &RequirementProps) -> String {
    let title = ctx.t_code("requirement", props.kind.code());
    Page::new(title.clone()).width(Width::Reading).show(ctx, || {
        let form = &props.form;
        let results = RequirementResult::ALL.iter().map(|r| (r.code().to_owned(), result_words(ctx, props.kind, *r))).collect();
        let write = props.findings.is_some().then(|| form::textarea(ctx, form, Field::new("findings", "field-findings").hint("hint-findings").optional()));
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
                {write}
                <p class="hint">{ctx.t("requirement-second")}</p>
                <div class="row">{form::submit(ctx.t("requirement-save"))}<a href=paths::case(&props.case)>{ctx.t("form-cancel")}</a></div>
            </form>
            {props.findings.as_ref().and_then(|lines| earlier(ctx, lines))}
        }
        .into_any()
    })
}
