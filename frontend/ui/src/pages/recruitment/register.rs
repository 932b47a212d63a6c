//! The registration form: a passport's lines fill it, a possible duplicate stops it until somebody looked.

use leptos::prelude::*;
use sojourn_domain::worker::{ConsentPurpose, IdentityDocumentKind, Sex};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    islands::MrzField,
    layout::{Page, Width},
    paths,
};

/// A record that may be the same person.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The name, or initials outside the reader's scope.
    pub name: String,
    /// The worker's number.
    pub number: String,
    /// What is alike: dates, places; or the office to ask.
    pub detail: String,
    /// The record, where the reader may open it.
    pub href: Option<String>,
}

/// The form and the lists it chooses from.
#[derive(Debug, Clone, Default)]
pub struct RegisterProps {
    /// Named as in `sojourn_domain::registration::field`.
    pub form: FormState,
    /// Programmes with an open intake: id and title.
    pub programmes: Vec<(String, String)>,
    /// Countries: alpha-3 code and name.
    pub countries: Vec<(String, String)>,
    /// Languages of papers: code and own name.
    pub languages: Vec<(String, String)>,
    /// Possible duplicates found at the last attempt.
    pub candidates: Vec<Candidate>,
    /// POST.
    pub action: String,
    /// An idempotency key, so that a double click registers once.
    pub once: String,
}

/// Registers a worker.
pub fn register(ctx: &PageContext, props: &RegisterProps) -> String {
    Page::new(ctx.t("register-title")).width(Width::Reading).with_islands().show(ctx, || {
        let form = &props.form;
        view! {
            <h1>{ctx.t("register-title")}</h1>
            {form::error_summary(ctx, form)}
            <form method="post" action=props.action.clone() class="card stack">
                {form::csrf(ctx)}
                {form::carried("once", props.once.clone())}
                {candidates(ctx, props)}
                {mrz(ctx, form)}
                {person(ctx, props)}
                {document(ctx, props)}
                {contact(ctx, props)}
                {journey(ctx, props)}
                <div class="row">{form::submit(ctx.t("register-do"))}</div>
            </form>
        }
        .into_any()
    })
}

fn candidates(ctx: &PageContext, props: &RegisterProps) -> Option<AnyView> {
    if props.candidates.is_empty() {
        return None;
    }
    let items = props
        .candidates
        .iter()
        .map(|c| {
            let name = match &c.href {
                Some(href) => view! { <a href=href.clone()>{c.name.clone()}</a> }.into_any(),
                None => view! { <span class="strong">{c.name.clone()}</span> }.into_any(),
            };
            view! { <li>{name} " " <span class="number">{c.number.clone()}</span><br/><span class="small">{c.detail.clone()}</span></li> }
        })
        .collect_view();
    Some(
        view! {
            <section class="notice due" aria-labelledby="candidates">
                <h2 id="candidates">{ctx.t("register-duplicates")}</h2>
                <p>{ctx.t("register-duplicates-text")}</p>
                <ul>{items}</ul>
                {form::checkbox(ctx, &props.form, "another_person", ctx.t("register-another-person"))}
            </section>
        }
        .into_any(),
    )
}

fn mrz(ctx: &PageContext, form: &FormState) -> AnyView {
    let error = form.error("mrz").map(|code| form::error_text(ctx, code));
    let described = if error.is_some() { "mrz-hint mrz-error" } else { "mrz-hint" };
    let class = if error.is_some() { "field has-error" } else { "field" };
    let words = [
        "good",
        "shape",
        "character",
        "check-number",
        "check-birth",
        "check-expiry",
        "check-optional",
        "check-composite",
    ]
    .iter()
    .map(|code| ((*code).to_owned(), if *code == "good" { ctx.t("mrz-good") } else { ctx.t_code("error-mrz", code) }))
    .collect::<Vec<_>>();
    let failed = error.is_some();
    view! {
        <div class=class>
            <label for="mrz">{ctx.t("field-mrz")} <span class="optional">{format!("({})", ctx.t("form-optional"))}</span></label>
            <p class="hint" id="mrz-hint">{ctx.t("hint-mrz")}</p>
            {error.map(|error| view! { <p class="field-error" id="mrz-error">{error}</p> })}
            <MrzField value=form.value("mrz").to_owned() described=described.to_owned() failed=failed words=words today=ctx.today.to_string()/>
            <button type="submit" class="button second" formaction=paths::REGISTER_READ formnovalidate="">{ctx.t("register-read")}</button>
        </div>
    }
    .into_any()
}

fn person(ctx: &PageContext, props: &RegisterProps) -> AnyView {
    let form = &props.form;
    let sexes = Sex::ALL.iter().map(|s| (s.code().to_owned(), ctx.t_code("sex", s.code()))).collect();
    view! {
        <fieldset class="group">
            <legend>{ctx.t("register-person")}</legend>
            <div class="pair">
                {form::input(ctx, form, Field::new("surname", "field-surname").hint("hint-surname"))}
                {form::input(ctx, form, Field::new("given_names", "field-given-names").hint("hint-given-names").optional())}
                {form::input(ctx, form, Field::new("own_script_name", "field-own-script-name").optional())}
                {form::input(ctx, form, Field::new("parent_name", "field-parent-name").optional())}
            </div>
            {form::radios(ctx, form, Field::new("sex", "field-sex").choices(sexes))}
            {form::partial_date(ctx, form, "born", "field-born", "hint-born")}
            {form::select(ctx, form, Field::new("nationality", "field-nationality").choices(props.countries.clone()))}
        </fieldset>
    }
    .into_any()
}

fn document(ctx: &PageContext, props: &RegisterProps) -> AnyView {
    let form = &props.form;
    let kinds =
        IdentityDocumentKind::ALL.iter().map(|k| (k.code().to_owned(), ctx.t_code("identity", k.code()))).collect();
    view! {
        <fieldset class="group">
            <legend>{ctx.t("register-document")}</legend>
            <div class="pair">
                {form::select(ctx, form, Field::new("document_kind", "field-document-kind").choices(kinds))}
                {form::input(ctx, form, Field::new("document_number", "field-document-number"))}
                {form::select(ctx, form, Field::new("document_issuer", "field-document-issuer").choices(props.countries.clone()))}
                {form::input(ctx, form, Field::new("document_expires", "field-document-expires").kind("date").class("short"))}
            </div>
        </fieldset>
    }
    .into_any()
}

fn contact(ctx: &PageContext, props: &RegisterProps) -> AnyView {
    let form = &props.form;
    view! {
        <fieldset class="group">
            <legend>{ctx.t("register-contact")}</legend>
            <div class="pair">
                {form::input(ctx, form, Field::new("phone", "field-phone").hint("hint-phone").kind("tel").optional())}
                {form::input(ctx, form, Field::new("email", "field-email").kind("email").optional())}
                {form::input(ctx, form, Field::new("address", "field-address").optional())}
                {form::input(ctx, form, Field::new("district", "field-district").optional())}
                {form::input(ctx, form, Field::new("postcode", "field-postcode").class("short").optional())}
                {form::select(ctx, form, Field::new("language", "field-language").hint("hint-language").choices(props.languages.clone()))}
            </div>
        </fieldset>
    }
    .into_any()
}

fn journey(ctx: &PageContext, props: &RegisterProps) -> AnyView {
    let form = &props.form;
    let consents = ConsentPurpose::ALL
        .iter()
        .map(|p| form::checkbox(ctx, form, &format!("consent_{}", p.code()), ctx.t_code("consent", p.code())))
        .collect_view();
    view! {
        <fieldset class="group">
            <legend>{ctx.t("register-journey")}</legend>
            {form::select(ctx, form, Field::new("programme", "field-programme").choices(props.programmes.clone()))}
        </fieldset>
        <fieldset class="group">
            <legend>{ctx.t("register-consent")}</legend>
            <p class="hint">{ctx.t("register-consent-text")}</p>
            <div>{consents}</div>
        </fieldset>
    }
    .into_any()
}
