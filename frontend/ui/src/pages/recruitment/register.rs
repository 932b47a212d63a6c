//! The registration form: a passport's lines fill it, a possible duplicate stops it until somebody looked. A worker's
//! own proposal comes filled in, and the officer says that they saw the person.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::worker::{ConsentPurpose, IdentityDocumentKind, Sex};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    islands::MrzField,
    layout::{Page, Width},
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

/// What is known of a proposal beside its form.
#[derive(Debug, Clone)]
pub struct ProposalHead {
    /// The reference the person noted.
    pub reference: String,
    /// When they sent it.
    pub proposed_on: NaiveDate,
    /// The last day it is kept.
    pub until: NaiveDate,
    /// POST (`reason`): says no.
    pub decline: String,
    /// A refused attempt to decline.
    pub declined: FormState,
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
    /// POST: fills the form from the passport's lines and shows it again.
    pub read: String,
    /// The worker's own proposal that is confirmed with it.
    pub proposal: Option<ProposalHead>,
    /// An idempotency key, so that a double click registers once.
    pub once: String,
}

/// Registers a worker, at the desk or from the worker's own proposal.
pub fn register(ctx: &PageContext, props: &RegisterProps) -> String {
    let (title, label) = match &props.proposal {
        Some(_) => ("proposal-title", "proposal-confirm"),
        None => ("register-title", "register-do"),
    };
    Page::new(ctx.t(title)).width(Width::Reading).with_islands().show(ctx, || {
        let form = &props.form;
        view! {
            <h1>{ctx.t(title)}</h1>
            {props.proposal.as_ref().map(|head| proposed(ctx, head))}
            {form::error_summary(ctx, form)}
            <form method="post" action=props.action.clone() class="card stack">
                {form::csrf(ctx)}
                {form::carried("once", props.once.clone())}
                {candidates(ctx, props)}
                {mrz(ctx, props)}
                {person(ctx, props, Voice::Desk)}
                {document(ctx, props, Voice::Desk)}
                {contact(ctx, props, Voice::Desk)}
                {journey(ctx, props)}
                {consents(ctx, form, Voice::Desk)}
                {props.proposal.as_ref().map(|_| seen(ctx, form))}
                <div class="row">{form::submit(ctx.t(label))}</div>
            </form>
            {props.proposal.as_ref().map(|head| decline(ctx, head))}
        }
        .into_any()
    })
}

/// What the officer has before them: a person's own words, not yet believed.
fn proposed(ctx: &PageContext, head: &ProposalHead) -> AnyView {
    let days = [("date", ctx.date(head.proposed_on).into()), ("until", ctx.date(head.until).into())];
    view! {
        <div class="notice">
            <p><span class="number strong">{head.reference.clone()}</span> " · " {ctx.t_args("proposal-sent", &days)}</p>
            <p>{ctx.t("proposal-text")}</p>
        </div>
    }
    .into_any()
}

fn seen(ctx: &PageContext, form: &FormState) -> AnyView {
    view! {
        <fieldset class="group">
            <legend>{ctx.t("proposal-identity")}</legend>
            {form::checkbox(ctx, form, "identity_shown", ctx.t("proposal-identity-shown"))}
        </fieldset>
    }
    .into_any()
}

fn decline(ctx: &PageContext, head: &ProposalHead) -> AnyView {
    let form = &head.declined;
    view! {
        <section class="card" aria-labelledby="decline">
            <h2 id="decline">{ctx.t("proposal-decline")}</h2>
            <p class="hint">{ctx.t("proposal-decline-text")}</p>
            {form::error_summary(ctx, form)}
            <form method="post" action=head.decline.clone() class="stack">
                {form::csrf(ctx)}
                {form::textarea(ctx, form, Field::new("reason", "field-reason"))}
                <div class="row"><button type="submit" class="button danger">{ctx.t("proposal-decline-do")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// Who fills the form in: an officer about somebody, or somebody about themself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The officer at the desk.
    Desk,
    /// The person, alone.
    Own,
}

impl Voice {
    /// The message in this voice.
    const fn of(self, desk: &'static str, own: &'static str) -> &'static str {
        match self {
            Self::Desk => desk,
            Self::Own => own,
        }
    }

    /// What the desk asks for and a person may leave until they come.
    fn may_follow(self, field: Field) -> Field {
        match self {
            Self::Desk => field,
            Self::Own => field.optional(),
        }
    }
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

fn mrz(ctx: &PageContext, props: &RegisterProps) -> AnyView {
    let form = &props.form;
    let error = form.error("mrz").map(|error| form::error_text(ctx, error));
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
            <button type="submit" class="button second" formaction=props.read.clone() formnovalidate="">{ctx.t("register-read")}</button>
        </div>
    }
    .into_any()
}

pub(super) fn person(ctx: &PageContext, props: &RegisterProps, voice: Voice) -> AnyView {
    let form = &props.form;
    let sexes = Sex::ALL.iter().map(|s| (s.code().to_owned(), ctx.t_code("sex", s.code()))).collect();
    view! {
        <fieldset class="group">
            <legend>{ctx.t(voice.of("register-person", "join-you"))}</legend>
            <div class="pair">
                {form::input(ctx, form, Field::new("surname", "field-surname").hint("hint-surname"))}
                {form::input(ctx, form, Field::new("given_names", "field-given-names").hint(voice.of("hint-given-names", "join-hint-given-names")).optional())}
                {form::input(ctx, form, Field::new("own_script_name", "field-own-script-name").optional())}
                {form::input(ctx, form, Field::new("parent_name", "field-parent-name").optional())}
            </div>
            {form::radios(ctx, form, Field::new("sex", "field-sex").choices(sexes))}
            {form::partial_date(ctx, form, "born", "field-born", voice.of("hint-born", "join-hint-born"))}
            {form::select(ctx, form, Field::new("nationality", "field-nationality").choices(props.countries.clone()))}
        </fieldset>
    }
    .into_any()
}

pub(super) fn document(ctx: &PageContext, props: &RegisterProps, voice: Voice) -> AnyView {
    let form = &props.form;
    let kinds =
        IdentityDocumentKind::ALL.iter().map(|k| (k.code().to_owned(), ctx.t_code("identity", k.code()))).collect();
    view! {
        <fieldset class="group">
            <legend>{ctx.t(voice.of("register-document", "join-document"))}</legend>
            {(voice == Voice::Own).then(|| view! { <p class="hint">{ctx.t("join-document-text")}</p> })}
            <div class="pair">
                {form::select(ctx, form, voice.may_follow(Field::new("document_kind", "field-document-kind").choices(kinds)))}
                {form::input(ctx, form, voice.may_follow(Field::new("document_number", "field-document-number")))}
                {form::select(ctx, form, voice.may_follow(Field::new("document_issuer", "field-document-issuer").choices(props.countries.clone())))}
                {form::input(ctx, form, voice.may_follow(Field::new("document_expires", "field-document-expires").kind("date").class("short")))}
            </div>
        </fieldset>
    }
    .into_any()
}

pub(super) fn contact(ctx: &PageContext, props: &RegisterProps, voice: Voice) -> AnyView {
    let form = &props.form;
    view! {
        <fieldset class="group">
            <legend>{ctx.t(voice.of("register-contact", "join-contact"))}</legend>
            <div class="pair">
                {form::input(ctx, form, Field::new("phone", "field-phone").hint("hint-phone").kind("tel").optional())}
                {form::input(ctx, form, Field::new("email", "field-email").kind("email").optional())}
                {form::input(ctx, form, Field::new("address", "field-address").optional())}
                {form::input(ctx, form, Field::new("district", "field-district").optional())}
                {form::input(ctx, form, Field::new("postcode", "field-postcode").class("short").optional())}
                {form::select(ctx, form, Field::new("language", "field-language").hint(voice.of("hint-language", "join-hint-language")).choices(props.languages.clone()))}
            </div>
        </fieldset>
    }
    .into_any()
}

fn journey(ctx: &PageContext, props: &RegisterProps) -> AnyView {
    let programme = Field::new("programme", "field-programme").choices(props.programmes.clone());
    view! {
        <fieldset class="group">
            <legend>{ctx.t("register-journey")}</legend>
            {form::select(ctx, &props.form, programme)}
        </fieldset>
    }
    .into_any()
}

pub(super) fn consents(ctx: &PageContext, form: &FormState, voice: Voice) -> AnyView {
    let boxes = ConsentPurpose::ALL
        .iter()
        .map(|p| form::checkbox(ctx, form, &format!("consent_{}", p.code()), ctx.t_code("consent", p.code())))
        .collect_view();
    view! {
        <fieldset class="group">
            <legend>{ctx.t(voice.of("register-consent", "join-consent"))}</legend>
            <p class="hint">{ctx.t(voice.of("register-consent-text", "join-consent-text"))}</p>
            <div>{boxes}</div>
        </fieldset>
    }
    .into_any()
}
