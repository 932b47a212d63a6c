//! A contract drawn up for somebody at work: what changes, in plain sight; then the terms, the signatures, and for
//! whoever is asked the way to sign or to say no.

use leptos::prelude::*;
use sojourn_domain::{act::Act, placement::ContractKind};

use super::contract::{ContractProps, signatures, terms};
use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::{Table, icon},
    paths,
};

/// A term that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The key of its label.
    pub label: &'static str,
    /// Today, formatted.
    pub today: String,
    /// Under the new contract, formatted.
    pub then: String,
}

/// A contract drawn up to follow the present one.
#[derive(Debug, Clone)]
pub struct NewContractProps {
    /// The contract.
    pub contract: ContractProps,
    /// Its id, which a signature names.
    pub record: String,
    /// With another employer, or longer with the same.
    pub kind: ContractKind,
    /// What changes; nothing for an employer who does not read today's contract.
    pub changes: Vec<Change>,
    /// A month's wage is lower than today's.
    pub wage_falls: bool,
    /// The reader's signature is asked for.
    pub may_sign: bool,
    /// The worker may sign at the reader's desk, with the PIN.
    pub with_worker: bool,
    /// The reader may call it off.
    pub may_drop: bool,
}

/// The contract drawn up.
pub fn new_contract(ctx: &PageContext, props: &NewContractProps) -> String {
    let title = match props.kind {
        ContractKind::Transfer => ctx.t("contract-new-transfer"),
        ContractKind::Extension | ContractKind::Employment => ctx.t("contract-new-extension"),
    };
    Page::new(format!("{title} · {}", props.contract.number)).width(Width::Reading).show(ctx, || {
        let (href, name) = props.contract.back.clone();
        let lower = props.wage_falls.then(|| {
            view! { <div class="notice due"><p>{icon("warning")} " " {ctx.t("contract-wage-falls")}</p></div> }
        });
        view! {
            <p class="crumbs"><a href=href>{name}</a></p>
            <div><h1>{title}</h1><p class="quiet number">{props.contract.number.clone()}</p></div>
            <p>{ctx.t("contract-new-text")}</p>
            {lower}
            {changes(ctx, props)}
            {terms(ctx, &props.contract)}
            {signatures(ctx, &props.contract)}
            {answer(ctx, props)}
        }
        .into_any()
    })
}

fn changes(ctx: &PageContext, props: &NewContractProps) -> Option<AnyView> {
    if props.changes.is_empty() {
        return None;
    }
    let rows = props
        .changes
        .iter()
        .map(|change| {
            vec![
                ctx.t(change.label).into_any(),
                change.today.clone().into_any(),
                view! { <strong>{change.then.clone()}</strong> }.into_any(),
            ]
        })
        .collect();
    let columns = vec![ctx.t("contract-term"), ctx.t("contract-today"), ctx.t("contract-then")];
    let table = Table { caption: ctx.t("contract-changes"), columns, rows };
    Some(view! { <section class="card">{table.show()}</section> }.into_any())
}

/// Signing comes after reading, at the page's end; saying no stands beside it and costs nothing.
fn answer(ctx: &PageContext, props: &NewContractProps) -> Option<AnyView> {
    let sign = props.may_sign.then(|| {
        view! {
            <form method="post" action=paths::act(&props.contract.case, Act::SignContract.code()) class="row">
                {form::csrf(ctx)}
                {form::carried("record", props.record.clone())}
                {form::submit(ctx.t("contract-sign"))}
            </form>
        }
    });
    let witness = props.with_worker.then(|| {
        let pin = Field::new("pin", "field-pin").kind("password").inputmode("numeric").class("short").within("worker");
        view! {
            <details class="more">
                <summary>{ctx.t("contract-sign-worker")}</summary>
                <form method="post" action=paths::act(&props.contract.case, Act::SignContract.code()) class="stack">
                    {form::csrf(ctx)}
                    {form::carried("record", props.record.clone())}
                    {form::input(ctx, &FormState::default(), pin)}
                    <div class="row">{form::submit(ctx.t("contract-sign"))}</div>
                </form>
            </details>
        }
    });
    let decline = props.may_drop.then(|| {
        view! {
            <form method="post" action=paths::act(&props.contract.case, Act::DropContract.code()) class="row">
                {form::csrf(ctx)}
                {form::carried("record", props.record.clone())}
                <button type="submit" class="button danger">{ctx.t("contract-drop")}</button>
                <span class="small quiet">{ctx.t("contract-drop-text")}</span>
            </form>
        }
    });
    if sign.is_none() && witness.is_none() && decline.is_none() {
        return None;
    }
    Some(
        view! {
            <section class="card stack" aria-labelledby="answer">
                <h2 id="answer">{ctx.t("contract-answer")}</h2>
                {sign}
                {witness}
                {decline}
            </section>
        }
        .into_any(),
    )
}
