//! The form of an act, drawn from the domain's table of its fields, and what the stages wrote down.

use std::collections::BTreeMap;

use leptos::prelude::*;
use sojourn_domain::{
    act::{Act, Kind, Spec},
    view::{RecordKind, RecordLine, Word},
};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    paths,
};

/// The form of an act.
#[derive(Debug, Clone)]
pub struct ActProps {
    /// The act.
    pub act: Act,
    /// Where one came from: its address and its name.
    pub back: (String, String),
    /// POST.
    pub action: String,
    /// What fields that name a record choose from: value and label.
    pub choices: BTreeMap<&'static str, Vec<(String, String)>>,
    /// What was typed.
    pub form: FormState,
}

/// Writes something down.
pub fn act(ctx: &PageContext, props: &ActProps) -> String {
    let title = ctx.t_code("act", props.act.code());
    Page::new(title.clone()).width(Width::Reading).show(ctx, || {
        let (href, name) = props.back.clone();
        let fields = props.act.fields().iter().map(|spec| field(ctx, props, spec)).collect_view();
        view! {
            <p class="crumbs"><a href=href.clone()>{name}</a></p>
            <h1>{title}</h1>
            {form::error_summary(ctx, &props.form)}
            <form method="post" action=props.action.clone() class="card stack">
                {form::csrf(ctx)}
                {fields}
                <div class="row">{form::submit(ctx.t("acts-save"))}<a href=href>{ctx.t("form-cancel")}</a></div>
            </form>
        }
        .into_any()
    })
}

fn field(ctx: &PageContext, props: &ActProps, spec: &Spec) -> AnyView {
    let (form, field) = (&props.form, Field::of_act(spec));
    match spec.kind {
        Kind::Line => form::input(ctx, form, field),
        Kind::Text => form::textarea(ctx, form, field),
        Kind::Day => form::input(ctx, form, field.kind("date").class("short")),
        Kind::Moment => form::input(ctx, form, field.kind("datetime-local").class("short")),
        Kind::Number(..) => form::input(ctx, form, field.inputmode("numeric").class("short")),
        Kind::Amount | Kind::Rate => form::input(ctx, form, field.inputmode("decimal").class("short")),
        Kind::Currency => form::input(ctx, form, field.class("tiny")),
        Kind::Pin => form::input(ctx, form, field.kind("password").inputmode("numeric").class("short")),
        Kind::Code(family, codes) => {
            let list = codes().into_iter().map(|code| (code.to_owned(), ctx.t_code(family, code))).collect();
            form::select(ctx, form, field.choices(list))
        }
        Kind::Record => {
            let list = props.choices.get(spec.name).cloned().unwrap_or_default();
            form::select(ctx, form, field.choices(list))
        }
        Kind::Tick => form::checkbox(ctx, form, spec.name, ctx.t(&spec.name.replace('_', "-"))),
    }
}

/// Links to what the reader may write down about a case.
pub fn act_links(ctx: &PageContext, case: &str, acts: &[Act]) -> Option<AnyView> {
    if acts.is_empty() {
        return None;
    }
    // A contract is signed, or called off, where its words stand.
    let items = acts
        .iter()
        .filter(|act| **act != Act::DropContract)
        .map(|act| {
            let href = if *act == Act::SignContract { paths::new_contract(case) } else { paths::act(case, act.code()) };
            view! { <li><a href=href>{ctx.t_code("act", act.code())}</a></li> }
        })
        .collect_view();
    Some(
        view! { <section class="card" aria-labelledby="acts"><h2 id="acts">{ctx.t("acts-title")}</h2><ul class="links">{items}</ul></section> }
            .into_any(),
    )
}

/// The way to the contract, where one is on record.
pub fn contract_link(ctx: &PageContext, case: &str, lines: &[RecordLine]) -> Option<AnyView> {
    let has = lines.iter().any(|line| line.kind == RecordKind::Contract);
    has.then(|| view! { <p><a href=paths::contract(case)>{ctx.t("contract-show")}</a></p> }.into_any())
}

/// What the stages wrote down, newest first.
pub fn records(ctx: &PageContext, lines: &[RecordLine]) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="quiet">{ctx.t("acts-no-records")}</p> }.into_any();
    }
    let items = lines
        .iter()
        .map(|line| {
            let words = line.words.iter().map(|w| word(ctx, w)).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · ");
            let on = line.on.map(|day| ctx.date(day));
            view! {
                <li>
                    <span class="quiet small">{on}</span>
                    <span>{ctx.t_code("record-kind", line.kind.code())}<br/><span class="small" dir="auto">{words}</span></span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="events">{items}</ol> }.into_any()
}

fn word(ctx: &PageContext, word: &Word) -> String {
    match word {
        Word::Text(text) => text.clone(),
        Word::Code(family, code) => ctx.t_code(family, code),
        Word::Money(money) => ctx.money(money.minor, money.currency.digits(), money.currency.code()),
        Word::Day(day) => ctx.date(*day),
        Word::Percent(thousandths) => ctx.percent(*thousandths),
    }
}
