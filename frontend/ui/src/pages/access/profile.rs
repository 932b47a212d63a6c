//! One account, for the administrator: roles, devices, and the ways in and out.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use sojourn_domain::{Role, access::AccountStatus};

use super::{
    Device,
    staff::{HeldRole, role_fields, status, within},
};
use crate::{
    context::PageContext,
    form::{self, FormState},
    layout::Page,
    parts::{Table, facts},
    paths,
};

/// The account's page.
#[derive(Debug, Clone)]
pub struct ProfileProps {
    /// Its id.
    pub id: String,
    /// The version a change of roles names.
    pub version: i32,
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The language's own name.
    pub language: String,
    /// Where it stands.
    pub status: AccountStatus,
    /// Until when the invitation can be used, while one can.
    pub invited_until: Option<DateTime<Utc>>,
    /// What it holds.
    pub roles: Vec<HeldRole>,
    /// Where it is signed in.
    pub devices: Vec<Device>,
    /// It is the reader's own: roles are another's to change.
    pub own: bool,
    /// The form that gives a role: `role`, `organisation`, `district`; and what was refused elsewhere.
    pub form: FormState,
    /// Roles to choose from.
    pub offered: Vec<Role>,
    /// Organisations to choose from.
    pub organisations: Vec<(String, String)>,
}

/// One account.
pub fn profile(ctx: &PageContext, props: &ProfileProps) -> String {
    Page::new(props.name.clone()).show(ctx, || {
        view! {
            <div><p class="crumbs"><a href=paths::ACCOUNTS>{ctx.t("nav-accounts")}</a></p>
                <div class="row"><h1>{props.name.clone()}</h1>{status(ctx, props.status)}</div></div>
            {form::error_summary(ctx, &props.form)}
            <div class="split">
                <div class="stack">{held(ctx, props)}{give(ctx, props)}</div>
                <div class="stack">{about(ctx, props)}{ways_in(ctx, props)}{devices(ctx, props)}</div>
            </div>
        }
        .into_any()
    })
}

fn held(ctx: &PageContext, props: &ProfileProps) -> AnyView {
    let rows = props.roles.iter().map(|role| held_row(ctx, props, role)).collect::<Vec<_>>();
    let body = if rows.is_empty() {
        view! { <p class="quiet">{ctx.t("accounts-no-role")}</p> }.into_any()
    } else {
        let columns = vec![ctx.t("field-role"), ctx.t("accounts-within"), String::new()];
        Table { caption: ctx.t("account-roles"), columns, rows }.show()
    };
    let own = props.own.then(|| view! { <p class="hint">{ctx.t("error-own-account")}</p> });
    view! { <section class="card" aria-labelledby="roles"><h2 id="roles">{ctx.t("account-roles")}</h2>{body}{own}</section> }.into_any()
}

fn held_row(ctx: &PageContext, props: &ProfileProps, held: &HeldRole) -> Vec<AnyView> {
    let name = ctx.t_code("role", held.role.code());
    let take = (!props.own).then(|| {
        let organisation = held.organisation.as_ref().map(|(id, _)| id.clone()).unwrap_or_default();
        view! {
            <form method="post" action=paths::staff_role_end(&props.id)>
                {form::csrf(ctx)}
                {form::carried("version", props.version.to_string())}
                {form::carried("role", held.role.code())}
                {form::carried("organisation", organisation)}
                {form::carried("district", held.district.clone().unwrap_or_default())}
                <button type="submit" class="button second">{ctx.t("accounts-take-back")}<span class="hidden">{format!(": {name}")}</span></button>
            </form>
        }
    });
    vec![
        view! { <span class="strong">{name.clone()}</span> }.into_any(),
        within(held).unwrap_or_default().into_any(),
        take.into_any(),
    ]
}

fn give(ctx: &PageContext, props: &ProfileProps) -> Option<AnyView> {
    (!props.own).then(|| {
        view! {
            <section class="card" aria-labelledby="give"><h2 id="give">{ctx.t("accounts-give")}</h2>
                <form method="post" action=paths::staff_roles(&props.id) class="stack">
                    {form::csrf(ctx)}
                    {form::carried("version", props.version.to_string())}
                    {role_fields(ctx, &props.form, &props.offered, &props.organisations)}
                    <div class="row">{form::submit(ctx.t("accounts-give-do"))}</div>
                </form>
            </section>
        }
        .into_any()
    })
}

fn about(ctx: &PageContext, props: &ProfileProps) -> AnyView {
    let until = props.invited_until.map(|at| ctx.moment(at)).unwrap_or_default();
    let rows = vec![
        (ctx.t("field-email"), props.email.clone()),
        (ctx.t("accounts-locale"), props.language.clone()),
        (ctx.t("accounts-invited-until"), until),
    ];
    view! { <section class="card" aria-labelledby="about"><h2 id="about">{ctx.t("accounts-about")}</h2>{facts(rows)}</section> }.into_any()
}

fn ways_in(ctx: &PageContext, props: &ProfileProps) -> AnyView {
    let button = |action: String, id: &'static str, class: &'static str, label: &str, hint: &str| {
        view! {
            <form method="post" action=action class="stack">
                {form::csrf(ctx)}
                <p class="hint">{ctx.t(hint)}</p>
                <div class="row"><button type="submit" id=id class=class>{ctx.t(label)}</button></div>
            </form>
        }
        .into_any()
    };
    let link = match props.status {
        AccountStatus::Invited => Some(("accounts-invite-again", "accounts-invite-again-text")),
        AccountStatus::Active => Some(("accounts-reset", "accounts-reset-text")),
        AccountStatus::Disabled => None,
    };
    let link = link.map(|(label, hint)| button(paths::staff_link(&props.id), "link", "button second", label, hint));
    let switch = match props.status {
        AccountStatus::Disabled => {
            button(paths::staff_enable(&props.id), "enable", "button second", "accounts-enable", "accounts-enable-text")
        }
        AccountStatus::Active | AccountStatus::Invited => button(
            paths::staff_disable(&props.id),
            "disable",
            "button danger",
            "accounts-disable",
            "accounts-disable-text",
        ),
    };
    let error =
        props.form.error("disable").map(|error| view! { <p class="field-error">{form::error_text(ctx, error)}</p> });
    view! { <section class="card" aria-labelledby="access"><h2 id="access">{ctx.t("accounts-access")}</h2>{link}{error}{switch}</section> }.into_any()
}

fn devices(ctx: &PageContext, props: &ProfileProps) -> AnyView {
    let list = props
        .devices
        .iter()
        .map(|device| {
            let seen = ctx.t_args("accounts-seen", &[("at", ctx.moment(device.last_seen).into())]);
            view! { <li class="tight"><span class="strong">{device.name.clone()}</span><span class="small quiet">{seen}</span></li> }
        })
        .collect_view();
    let none = props.devices.is_empty().then(|| view! { <p class="quiet">{ctx.t("accounts-no-device")}</p> });
    view! { <section class="card" aria-labelledby="devices"><h2 id="devices">{ctx.t("accounts-devices")}</h2>{none}<ul class="links">{list}</ul></section> }.into_any()
}
