//! Organisations: the list, one's page with its accreditation and its people, and the form that describes it.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use sojourn_domain::programme::OrganisationKind;

use super::access::{StaffLine, roles, status as account_status};
use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::{EmptyState, Pager, Stale, Table, empty, facts, pager, stale_notice},
    paths,
};

/// Whether an organisation may take part today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Accredited, perhaps until a day.
    Accredited(Option<NaiveDate>),
    /// Not yet, or not any more.
    NotAccredited,
    /// Suspended since, and why.
    Suspended(DateTime<Utc>, String),
}

/// An organisation as a line.
#[derive(Debug, Clone)]
pub struct OrganisationLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Where it is.
    pub country: String,
    /// Whether it may take part.
    pub standing: Standing,
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct OrganisationsProps {
    /// `q`, `kind`.
    pub filter: FormState,
    /// The lines.
    pub rows: Vec<OrganisationLine>,
    /// Further pages.
    pub pager: Pager,
    /// Whether the reader adds organisations, or keeps the accreditation of employers alone.
    pub reader: Keeper,
}

/// Who keeps organisations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keeper {
    /// All of them, whole.
    #[default]
    Administrator,
    /// Accreditation of the corridor's employers.
    Mission,
}

/// The list of organisations.
pub fn organisations(ctx: &PageContext, props: &OrganisationsProps) -> String {
    let title = match props.reader {
        Keeper::Administrator => ctx.t("nav-organisations"),
        Keeper::Mission => ctx.t("nav-employers"),
    };
    let administers = props.reader == Keeper::Administrator;
    Page::new(title.clone()).show(ctx, || {
        let list = if props.rows.is_empty() {
            let action = Some((ctx.t("organisations-all"), paths::ORGANISATIONS.into()));
            empty(EmptyState { icon: "list", text: ctx.t("organisations-none"), action })
        } else {
            table(ctx, &props.rows)
        };
        let add = administers.then(
            || view! { <a class="button" href=paths::ORGANISATION_NEW accesskey="n">{ctx.t("organisations-add")}</a> },
        );
        let kinds = kinds(ctx);
        let kind = administers
            .then(|| form::select(ctx, &props.filter, Field::new("kind", "field-organisation-kind").choices(kinds)));
        view! {
            <div class="head"><h1>{title.clone()}</h1>{add}</div>
            <form method="get" action=paths::ORGANISATIONS class="filters" role="search" aria-label=title.clone()>
                {form::input(ctx, &props.filter, Field::new("q", "field-name").kind("search"))}
                {kind}
                {form::submit(ctx.t("list-search"))}
            </form>
            <section class="card" aria-label=title>{list}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

fn kinds(ctx: &PageContext) -> Vec<(String, String)> {
    OrganisationKind::ALL.iter().map(|k| (k.code().to_owned(), ctx.t_code("organisation-kind", k.code()))).collect()
}

fn table(ctx: &PageContext, rows: &[OrganisationLine]) -> AnyView {
    let rows = rows
        .iter()
        .map(|row| {
            vec![
                view! { <a class="strong" href=paths::organisation(&row.id)>{row.name.clone()}</a> }.into_any(),
                ctx.t_code("organisation-kind", row.kind.code()).into_any(),
                row.country.clone().into_any(),
                standing_tag(ctx, &row.standing),
            ]
        })
        .collect();
    let columns = ["field-name", "field-organisation-kind", "field-country", "organisations-standing"]
        .map(|key| ctx.t(key))
        .to_vec();
    Table { caption: ctx.t("nav-organisations"), columns, rows }.show()
}

fn standing_tag(ctx: &PageContext, standing: &Standing) -> AnyView {
    let (class, text) = match standing {
        Standing::Accredited(_) => ("tag good", ctx.t("organisations-accredited")),
        Standing::NotAccredited => ("tag due", ctx.t("organisations-not-accredited")),
        Standing::Suspended(..) => ("tag wrong", ctx.t("organisations-suspended")),
    };
    view! { <span class=class>{text}</span> }.into_any()
}

/// One organisation.
#[derive(Debug, Clone)]
pub struct OrganisationProps {
    /// The organisation.
    pub line: OrganisationLine,
    /// The version a change names.
    pub version: i32,
    /// First day of its accreditation.
    pub accredited_from: Option<NaiveDate>,
    /// `accredited_from`, `accredited_until`; `reason`.
    pub form: FormState,
    /// Whose page it is.
    pub reader: Keeper,
    /// The first of the people who hold a role in it.
    pub people: Vec<StaffLine>,
    /// What somebody else saved since the page was opened.
    pub stale: Option<Stale>,
}

/// One organisation: what it is, whether it may take part, who works there.
pub fn organisation(ctx: &PageContext, props: &OrganisationProps) -> String {
    let line = &props.line;
    let all = match props.reader {
        Keeper::Administrator => ctx.t("nav-organisations"),
        Keeper::Mission => ctx.t("nav-employers"),
    };
    Page::new(line.name.clone()).show(ctx, || {
        let edit = (props.reader == Keeper::Administrator)
            .then(|| view! { <a class="button second" href=paths::organisation_edit(&line.id)>{ctx.t("organisations-edit")}</a> });
        view! {
            <div class="head"><div><p class="crumbs"><a href=paths::ORGANISATIONS>{all}</a></p>
                <div class="row"><h1>{line.name.clone()}</h1>{standing_tag(ctx, &line.standing)}</div>
                <p class="quiet">{ctx.t_code("organisation-kind", line.kind.code())} " · " {line.country.clone()}</p></div>{edit}</div>
            {props.stale.as_ref().map(|stale| stale_notice(ctx, stale))}
            {form::error_summary(ctx, &props.form)}
            <div class="halves">{accreditation(ctx, props)}{suspension(ctx, props)}</div>
            {(props.reader == Keeper::Administrator).then(|| people(ctx, props))}
        }
        .into_any()
    })
}

fn accreditation(ctx: &PageContext, props: &OrganisationProps) -> AnyView {
    view! {
        <section class="card" aria-labelledby="accreditation"><h2 id="accreditation">{ctx.t("organisations-accreditation")}</h2>
            <form method="post" action=paths::organisation_accredit(&props.line.id) class="stack">
                {form::csrf(ctx)}
                {form::carried("version", props.version.to_string())}
                <div class="pair">
                    {form::input(ctx, &props.form, Field::new("accredited_from", "field-accredited-from").kind("date"))}
                    {form::input(ctx, &props.form, Field::new("accredited_until", "field-accredited-until").kind("date").optional())}
                </div>
                <div class="row">{form::submit(ctx.t("organisations-accredit"))}</div>
            </form>
        </section>
    }
    .into_any()
}

fn suspension(ctx: &PageContext, props: &OrganisationProps) -> AnyView {
    let body = if let Standing::Suspended(since, reason) = &props.line.standing {
        let rows = vec![(ctx.t("account-since"), ctx.moment(*since)), (ctx.t("field-reason"), reason.clone())];
        view! {
            {facts(rows)}
            <form method="post" action=paths::organisation_lift(&props.line.id) class="row">
                {form::csrf(ctx)}
                {form::carried("version", props.version.to_string())}
                <button type="submit" class="button second">{ctx.t("organisations-lift")}</button>
            </form>
        }
        .into_any()
    } else {
        let employer = props.line.kind == OrganisationKind::Employer;
        let warning = employer.then(|| view! { <p class="hint">{ctx.t("organisations-suspend-text")}</p> });
        view! {
            <form method="post" action=paths::organisation_suspend(&props.line.id) class="stack">
                {form::csrf(ctx)}
                {form::carried("version", props.version.to_string())}
                {form::textarea(ctx, &props.form, Field::new("reason", "field-reason"))}
                {warning}
                <div class="row"><button type="submit" class="button danger">{ctx.t("organisations-suspend")}</button></div>
            </form>
        }
        .into_any()
    };
    view! { <section class="card" aria-labelledby="suspension"><h2 id="suspension">{ctx.t("organisations-suspension")}</h2>{body}</section> }.into_any()
}

fn people(ctx: &PageContext, props: &OrganisationProps) -> AnyView {
    let id = &props.line.id;
    let body = if props.people.is_empty() {
        empty(EmptyState { icon: "person", text: ctx.t("organisations-nobody"), action: None })
    } else {
        let rows = props.people.iter().map(|p| vec![
            view! { <a class="strong" href=paths::staff(&p.id)>{p.name.clone()}</a><br/><span class="small quiet" dir="ltr">{p.email.clone()}</span> }.into_any(),
            roles(ctx, &p.roles),
            account_status(ctx, p.status),
        ]).collect();
        let columns = ["account-name", "account-roles", "field-state"].map(|key| ctx.t(key)).to_vec();
        Table { caption: ctx.t("organisations-people"), columns, rows }.show()
    };
    view! {
        <section class="card" aria-labelledby="people">
            <div class="between"><h2 id="people">{ctx.t("organisations-people")}</h2>
                <div class="row"><a class="button second" href=format!("{}?organisation={id}", paths::ACCOUNTS)>{ctx.t("accounts-all")}</a>
                    <a class="button" href=format!("{}?organisation={id}", paths::ACCOUNT_NEW)>{ctx.t("accounts-invite")}</a></div></div>
            {body}
        </section>
    }
    .into_any()
}

/// The form that describes an organisation, new or known.
#[derive(Debug, Clone, Default)]
pub struct OrganisationFormProps {
    /// `name`, `organisation_kind`, `country`.
    pub form: FormState,
    /// The organisation that is changed; `None` adds one.
    pub known: Option<(String, i32)>,
    /// Countries: code and name.
    pub countries: Vec<(String, String)>,
    /// What somebody else saved since the form was opened.
    pub stale: Option<Stale>,
}

/// Adds an organisation, or describes a known one anew.
pub fn organisation_form(ctx: &PageContext, props: &OrganisationFormProps) -> String {
    let (title, action, back) = match &props.known {
        Some((id, _)) => (ctx.t("organisations-edit"), paths::organisation_edit(id), paths::organisation(id)),
        None => (ctx.t("organisations-add"), paths::ORGANISATION_NEW.to_owned(), paths::ORGANISATIONS.to_owned()),
    };
    Page::new(title.clone()).width(Width::Reading).show(ctx, || {
        let version = props.known.as_ref().map(|(_, version)| form::carried("version", version.to_string()));
        view! {
            <div><p class="crumbs"><a href=paths::ORGANISATIONS>{ctx.t("nav-organisations")}</a></p><h1>{title}</h1></div>
            {props.stale.as_ref().map(|stale| stale_notice(ctx, stale))}
            {form::error_summary(ctx, &props.form)}
            <form method="post" action=action class="card stack">
                {form::csrf(ctx)}
                {version}
                {form::input(ctx, &props.form, Field::new("name", "field-name"))}
                <div class="pair">
                    {form::select(ctx, &props.form, Field::new("organisation_kind", "field-organisation-kind").choices(kinds(ctx)))}
                    {form::select(ctx, &props.form, Field::new("country", "field-country").choices(props.countries.clone()))}
                </div>
                <div class="row">{form::submit(ctx.t("organisations-save"))}<a class="button second" href=back>{ctx.t("form-cancel")}</a></div>
            </form>
        }
        .into_any()
    })
}
