//! What somebody without an account sees: the form by which they propose their own registration, and the receipt they
//! take to the office. No script, and nothing about who is on record.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::register::{RegisterProps, Voice, consents, contact, document, person};
use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::{EmptyState, empty, icon},
    paths,
};

/// The form of a worker's own proposal.
#[derive(Debug, Clone, Default)]
pub struct JoinProps {
    /// The form and its lists, as at the desk.
    pub desk: RegisterProps,
    /// Offices to come to: id and name.
    pub offices: Vec<(String, String)>,
    /// Too many were sent from here lately; what was typed is kept.
    pub crowded: bool,
}

/// Proposes one's own registration.
pub fn join(ctx: &PageContext, props: &JoinProps) -> String {
    Page::new(ctx.t("join-title")).width(Width::Reading).show(ctx, || {
        let body = if props.offices.is_empty() {
            let closed = EmptyState { icon: "pending", text: ctx.t("join-closed"), action: None };
            view! { <section class="card">{empty(closed)}</section> }.into_any()
        } else {
            open(ctx, props)
        };
        view! { <div class="stack"><h1>{ctx.t("join-title")}</h1><p class="quiet">{ctx.t("join-text")}</p></div>{body} }
            .into_any()
    })
}

fn open(ctx: &PageContext, props: &JoinProps) -> AnyView {
    let form = &props.desk.form;
    let crowded = props.crowded.then(|| {
        view! { <div class="notice due" role="alert"><p>{ctx.t("error-too-many-attempts")}</p></div> }
    });
    view! {
        <ol class="steps">
            <li>{ctx.t("join-step-form")}</li><li>{ctx.t("join-step-reference")}</li><li>{ctx.t("join-step-office")}</li>
        </ol>
        {crowded}
        {form::error_summary(ctx, form)}
        <form method="post" action=paths::JOIN class="card stack">
            {form::csrf(ctx)}
            {place(ctx, props)}
            {lines(ctx, form)}
            {person(ctx, &props.desk, Voice::Own)}
            {document(ctx, &props.desk, Voice::Own)}
            {contact(ctx, &props.desk, Voice::Own)}
            {consents(ctx, form, Voice::Own)}
            {trap(ctx, form)}
            <div class="row">{form::submit(ctx.t("join-do"))}</div>
            <p class="hint">{ctx.t("join-kept")}</p>
        </form>
    }
    .into_any()
}

fn place(ctx: &PageContext, props: &JoinProps) -> AnyView {
    let form = &props.desk.form;
    let programme = Field::new("programme", "field-programme").choices(props.desk.programmes.clone());
    let office = Field::new("office", "field-office").hint("hint-office").choices(props.offices.clone());
    view! {
        <fieldset class="group first">
            <legend>{ctx.t("join-where")}</legend>
            {form::select(ctx, form, programme)}
            {form::select(ctx, form, office)}
        </fieldset>
    }
    .into_any()
}

/// The passport's lines, for those who can copy or paste them; folded away for everybody else.
fn lines(ctx: &PageContext, form: &FormState) -> AnyView {
    let used = !form.value("mrz").is_empty();
    let field = Field::new("mrz", "field-mrz").hint("join-hint-mrz").class("code").optional();
    view! {
        <details class="more" open=used>
            <summary>{ctx.t("join-lines")}</summary>
            <div class="stack">
                {form::textarea(ctx, form, field)}
                <div class="row"><button type="submit" class="button second" formaction=paths::JOIN_READ formnovalidate="">{ctx.t("register-read")}</button></div>
            </div>
        </details>
    }
    .into_any()
}

/// A field that nobody sees or reaches by keyboard: programs fill it in. Once one did, it is shown to be emptied.
fn trap(ctx: &PageContext, form: &FormState) -> AnyView {
    if form.error("website").is_some() {
        return form::input(ctx, form, Field::new("website", "field-website"));
    }
    view! {
        <div class="hidden" aria-hidden="true">
            <label for="website">{ctx.t("field-website")}</label>
            <input id="website" name="website" type="text" tabindex="-1" autocomplete="off"/>
        </div>
    }
    .into_any()
}

/// What a person takes to the office.
#[derive(Debug, Clone)]
pub struct ReceiptProps {
    /// The reference.
    pub reference: String,
    /// The office.
    pub office: String,
    /// The programme.
    pub programme: String,
    /// The last day to come.
    pub until: NaiveDate,
}

/// The receipt of a proposal, to be noted or printed.
pub fn receipt(ctx: &PageContext, props: &ReceiptProps) -> String {
    Page::new(ctx.t("receipt-title")).width(Width::Reading).show(ctx, || {
        let until = ctx.t_args("receipt-until", &[("date", ctx.date(props.until).into())]);
        let bring = ["receipt-bring-reference", "receipt-bring-document", "receipt-bring-papers"]
            .map(|key| view! { <li>{icon("paper")} " " {ctx.t(key)}</li> })
            .collect_view();
        view! {
            <h1>{ctx.t("receipt-title")}</h1>
            <section class="card" aria-labelledby="reference">
                <h2 id="reference">{ctx.t("receipt-reference")}</h2>
                <p class="big"><span class="number">{props.reference.clone()}</span></p>
                <p>{ctx.t("receipt-note")}</p>
            </section>
            <section class="card" aria-labelledby="next">
                <h2 id="next">{ctx.t("receipt-go")}</h2>
                <p class="large">{props.office.clone()}</p>
                <p class="quiet">{props.programme.clone()}</p>
                <p class="strong">{until}</p>
            </section>
            <section class="card" aria-labelledby="bring">
                <h2 id="bring">{ctx.t("receipt-bring")}</h2>
                <ul class="links">{bring}</ul>
                <p class="hint">{ctx.t("receipt-free")}</p>
            </section>
            <p class="quiet">{ctx.t("receipt-not-yet")}</p>
        }
        .into_any()
    })
}
