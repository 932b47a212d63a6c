//! The account's own page: who one is here, and on which devices.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form,
    layout::Page,
    parts::{Table, facts},
    paths,
};

/// A signed-in device.
#[derive(Debug, Clone)]
pub struct Device {
    /// The session's id; `POST /account/sessions/{id}/end` ends it.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Last used.
    pub last_seen: DateTime<Utc>,
    /// It is the one reading this.
    pub this: bool,
}

/// The account's devices.
#[derive(Debug, Clone, Default)]
pub struct AccountProps {
    /// All of them, newest first.
    pub devices: Vec<Device>,
}

/// Who one is, the devices, and a way to sign out of all others.
pub fn account(ctx: &PageContext, props: &AccountProps) -> String {
    Page::new(ctx.t("account-title")).show(ctx, || {
        let user = ctx.user.clone();
        let who = user.map(|user| {
            let roles = user.roles.iter().map(|role| ctx.t_code("role", role.code())).collect::<Vec<_>>().join(", ");
            facts(vec![
                (ctx.t("account-name"), user.name),
                (ctx.t("account-organisation"), user.organisation.unwrap_or_default()),
                (ctx.t("account-roles"), roles),
            ])
        });
        let rows = props.devices.iter().map(|device| row(ctx, device)).collect();
        let table = Table {
            caption: ctx.t("account-devices"),
            columns: vec![ctx.t("account-device"), ctx.t("account-since"), ctx.t("account-last-seen"), String::new()],
            rows,
        };
        view! {
            <h1>{ctx.t("account-title")}</h1>
            <section class="card"><h2>{ctx.t("account-who")}</h2>{who}</section>
            <section class="card">
                <h2>{ctx.t("account-devices")}</h2>
                {table.show()}
                <form method="post" action=paths::SIGN_OUT_EVERYWHERE class="between">
                    {form::csrf(ctx)}
                    <p class="hint">{ctx.t("account-everywhere-text")}</p>
                    <button type="submit" class="button danger">{ctx.t("account-everywhere")}</button>
                </form>
            </section>
        }
        .into_any()
    })
}

fn row(ctx: &PageContext, device: &Device) -> Vec<AnyView> {
    let name = device.name.clone();
    let last = if device.this {
        view! { <span class="tag good">{ctx.t("account-this")}</span> }.into_any()
    } else {
        view! {
            <form method="post" action=paths::end_session(&device.id)>
                {form::csrf(ctx)}
                <button type="submit" class="button second">{ctx.t("account-end")}<span class="hidden">{format!(": {name}")}</span></button>
            </form>
        }
        .into_any()
    };
    vec![
        view! { <span class="strong">{name.clone()}</span> }.into_any(),
        ctx.moment(device.since).into_any(),
        ctx.moment(device.last_seen).into_any(),
        last,
    ]
}
