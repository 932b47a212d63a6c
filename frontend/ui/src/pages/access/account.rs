//! The account's own page: who one is here, on which devices, and the tokens of one's programs.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
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

/// A token of a program, without its secret.
#[derive(Debug, Clone)]
pub struct TokenLine {
    /// The token's id; `POST /account/tokens/{id}/revoke` revokes it.
    pub id: String,
    /// What it is for.
    pub label: String,
    /// What it may be used for, as a code.
    pub scope: &'static str,
    /// When it ends.
    pub until: DateTime<Utc>,
}

/// The account's devices and tokens.
#[derive(Debug, Clone, Default)]
pub struct AccountProps {
    /// All devices, newest first.
    pub devices: Vec<Device>,
    /// All tokens, oldest first.
    pub tokens: Vec<TokenLine>,
    /// The secret of a token just made, shown once.
    pub secret: Option<String>,
    /// The form of a new token: `label`, `scope`, `days`.
    pub form: FormState,
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
            {tokens(ctx, props)}
        }
        .into_any()
    })
}

fn tokens(ctx: &PageContext, props: &AccountProps) -> AnyView {
    let list = if props.tokens.is_empty() {
        view! { <p class="quiet">{ctx.t("account-tokens-none")}</p> }.into_any()
    } else {
        let columns =
            vec![ctx.t("account-token-label"), ctx.t("field-scope"), ctx.t("account-token-until"), String::new()];
        let rows = props.tokens.iter().map(|token| token_row(ctx, token)).collect();
        Table { caption: ctx.t("account-tokens"), columns, rows }.show()
    };
    let made = props.secret.clone().map(|secret| {
        view! {
            <div class="notice good" role="status">
                <h3>{ctx.t("account-token-made")}</h3>
                <p>{ctx.t("account-token-made-text")}</p>
                <p><code class="secret" dir="ltr">{secret}</code></p>
            </div>
        }
    });
    let form = &props.form;
    let scopes = ["read", "write"].map(|code| (code.to_owned(), ctx.t_code("scope", code))).to_vec();
    view! {
        <section class="card" id="tokens" aria-labelledby="tokens-title">
            <h2 id="tokens-title">{ctx.t("account-tokens")}</h2>
            <p class="hint">{ctx.t("account-tokens-text")} " " <a href=paths::DEVELOPERS>{ctx.t("api-title")}</a></p>
            {made}
            {list}
            <form method="post" action=paths::TOKENS class="stack">
                <h3>{ctx.t("account-token-new")}</h3>
                {form::error_summary(ctx, form)}
                {form::csrf(ctx)}
                {form::input(ctx, form, Field::new("label", "field-label").hint("hint-label"))}
                {form::radios(ctx, form, Field::new("scope", "field-scope").choices(scopes))}
                {form::input(ctx, form, Field::new("days", "field-days").hint("hint-days").inputmode("numeric").class("tiny"))}
                <div class="row">{form::submit(ctx.t("account-token-new"))}</div>
            </form>
        </section>
    }
    .into_any()
}

fn token_row(ctx: &PageContext, token: &TokenLine) -> Vec<AnyView> {
    let label = token.label.clone();
    vec![
        view! { <span class="strong">{label.clone()}</span> }.into_any(),
        ctx.t_code("scope", token.scope).into_any(),
        ctx.date(token.until.date_naive()).into_any(),
        view! {
            <form method="post" action=paths::revoke_token(&token.id)>
                {form::csrf(ctx)}
                <button type="submit" class="button second">{ctx.t("account-token-revoke")}<span class="hidden">{format!(": {label}")}</span></button>
            </form>
        }
        .into_any(),
    ]
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
