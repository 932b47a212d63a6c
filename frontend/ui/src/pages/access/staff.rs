//! The administrator's list of accounts, and the form that invites somebody.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use sojourn_domain::{Locale, Role, access::AccountStatus};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::{EmptyState, Pager, Table, empty, pager},
    paths,
};

/// A role somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// The organisation it is held in: id and name.
    pub organisation: Option<(String, String)>,
    /// The district that narrows it.
    pub district: Option<String>,
}

/// An account as a line.
#[derive(Debug, Clone)]
pub struct StaffLine {
    /// Its id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// What it holds.
    pub roles: Vec<HeldRole>,
    /// Where it stands.
    pub status: AccountStatus,
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct StaffProps {
    /// `q`, `status`, `organisation`.
    pub filter: FormState,
    /// Name of the organisation the list is cut to.
    pub organisation: Option<String>,
    /// The lines.
    pub rows: Vec<StaffLine>,
    /// Further pages.
    pub pager: Pager,
}

/// Accounts of those who work here.
pub fn staff(ctx: &PageContext, props: &StaffProps) -> String {
    Page::new(ctx.t("nav-accounts")).show(ctx, || {
        let list = if props.rows.is_empty() {
            let action = Some((ctx.t("accounts-all"), paths::ACCOUNTS.into()));
            empty(EmptyState { icon: "person", text: ctx.t("accounts-none"), action })
        } else {
            table(ctx, &props.rows)
        };
        let within = props.organisation.clone().map(|name| view! { <p class="quiet">{name}</p> });
        view! {
            <div class="head"><div><h1>{ctx.t("nav-accounts")}</h1>{within}</div>
                <a class="button" href=paths::ACCOUNT_NEW accesskey="n">{ctx.t("accounts-invite")}</a></div>
            {filters(ctx, &props.filter)}
            <section class="card" aria-label=ctx.t("nav-accounts")>{list}</section>
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

fn filters(ctx: &PageContext, filter: &FormState) -> AnyView {
    let statuses =
        AccountStatus::ALL.iter().map(|s| (s.code().to_owned(), ctx.t_code("account-status", s.code()))).collect();
    let organisation = Some(filter.value("organisation").to_owned()).filter(|o| !o.is_empty());
    view! {
        <form method="get" action=paths::ACCOUNTS class="filters" role="search" aria-label=ctx.t("nav-accounts")>
            {organisation.map(|id| form::carried("organisation", id))}
            {form::input(ctx, filter, Field::new("q", "accounts-find").kind("search"))}
            {form::select(ctx, filter, Field::new("status", "field-state").choices(statuses))}
            {form::submit(ctx.t("list-search"))}
        </form>
    }
    .into_any()
}

fn table(ctx: &PageContext, rows: &[StaffLine]) -> AnyView {
    let rows = rows
        .iter()
        .map(|row| {
            vec![
                view! { <a class="strong" href=paths::staff(&row.id)>{row.name.clone()}</a><br/><span class="small quiet" dir="ltr">{row.email.clone()}</span> }.into_any(),
                roles(ctx, &row.roles),
                status(ctx, row.status),
            ]
        })
        .collect();
    let columns = ["account-name", "account-roles", "field-state"].map(|key| ctx.t(key)).to_vec();
    Table { caption: ctx.t("nav-accounts"), columns, rows }.show()
}

/// Roles one below the other, each with where it is held.
pub fn roles(ctx: &PageContext, held: &[HeldRole]) -> AnyView {
    if held.is_empty() {
        return view! { <span class="quiet">{ctx.t("accounts-no-role")}</span> }.into_any();
    }
    let lines = held
        .iter()
        .map(|h| {
            let within = within(h).map(|text| view! { <span class="small quiet">{text}</span> });
            view! { <div class="tight"><span>{ctx.t_code("role", h.role.code())}</span>{within}</div> }
        })
        .collect_view();
    view! { <div class="tight">{lines}</div> }.into_any()
}

/// Where a role is held: organisation and district.
pub(crate) fn within(held: &HeldRole) -> Option<String> {
    let parts: Vec<_> = held.organisation.iter().map(|(_, name)| name.clone()).chain(held.district.clone()).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Where an account stands, as a tag.
pub fn status(ctx: &PageContext, status: AccountStatus) -> AnyView {
    let class = match status {
        AccountStatus::Active => "tag good",
        AccountStatus::Invited => "tag due",
        AccountStatus::Disabled => "tag",
    };
    view! { <span class=class>{ctx.t_code("account-status", status.code())}</span> }.into_any()
}

/// The form that invites somebody.
#[derive(Debug, Clone, Default)]
pub struct InviteProps {
    /// `name`, `email`, `locale`, `role`, `organisation`, `district`.
    pub form: FormState,
    /// Organisations to choose from: id and name.
    pub organisations: Vec<(String, String)>,
    /// Roles to choose from.
    pub roles: Vec<Role>,
}

/// Invites somebody by e-mail.
pub fn invite(ctx: &PageContext, props: &InviteProps) -> String {
    let locales = Locale::ALL.iter().map(|l| (l.code().to_owned(), l.own_name().to_owned())).collect();
    Page::new(ctx.t("accounts-invite")).width(Width::Reading).show(ctx, || {
        let form = &props.form;
        view! {
            <div><p class="crumbs"><a href=paths::ACCOUNTS>{ctx.t("nav-accounts")}</a></p>
                <h1>{ctx.t("accounts-invite")}</h1><p class="quiet">{ctx.t("accounts-invite-text")}</p></div>
            {form::error_summary(ctx, form)}
            <form method="post" action=paths::ACCOUNT_NEW class="card stack">
                {form::csrf(ctx)}
                <div class="pair">
                    {form::input(ctx, form, Field::new("name", "field-name"))}
                    {form::input(ctx, form, Field::new("email", "field-email").kind("email"))}
                </div>
                {form::select(ctx, form, Field::new("locale", "accounts-locale").class("short").choices(locales))}
                {role_fields(ctx, form, &props.roles, &props.organisations)}
                <div class="row">{form::submit(ctx.t("accounts-send"))}<a class="button second" href=paths::ACCOUNTS>{ctx.t("form-cancel")}</a></div>
            </form>
        }
        .into_any()
    })
}

/// Role, organisation and district: what a grant is made of.
pub fn role_fields(ctx: &PageContext, form: &FormState, roles: &[Role], organisations: &[(String, String)]) -> AnyView {
    let roles = roles.iter().map(|r| (r.code().to_owned(), ctx.t_code("role", r.code()))).collect();
    view! {
        <div class="pair">
            {form::select(ctx, form, Field::new("role", "field-role").choices(roles))}
            {form::select(ctx, form, Field::new("organisation", "field-organisation").hint("hint-organisation").optional().choices(organisations.to_vec()))}
        </div>
        {form::input(ctx, form, Field::new("district", "field-district").hint("hint-district").class("short").optional())}
    }
    .into_any()
}

/// Somebody who was invited and has not come.
#[derive(Debug, Clone)]
pub struct InvitedLine {
    /// The account.
    pub id: String,
    /// The name.
    pub name: String,
    /// What they were invited as.
    pub roles: Vec<HeldRole>,
    /// Until when the link can be used, while it can.
    pub until: Option<DateTime<Utc>>,
}
