//! The sign-in page, with the demonstration's one-click accounts where they exist.

use leptos::prelude::*;
use sojourn_domain::Role;

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    paths,
};

/// What the sign-in page shows.
#[derive(Debug, Clone, Default)]
pub struct SignInProps {
    /// `identifier`, `secret`.
    pub form: FormState,
    /// Where to go afterwards.
    pub next: Option<String>,
    /// A form was interrupted by an expired session, and is kept.
    pub form_kept: bool,
    /// Accounts to enter with one click; empty outside a demonstration.
    pub demo: Vec<DemoAccount>,
}

/// An account of the demonstration.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// The account's id, sent as `account`.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// The role.
    pub role: Role,
}

/// Number or e-mail, and password or PIN.
pub fn sign_in(ctx: &PageContext, props: &SignInProps) -> String {
    let width = if props.demo.is_empty() { Width::Narrow } else { Width::Reading };
    Page::new(ctx.t("sign-in-title")).width(width).show(ctx, || {
        let form = &props.form;
        let next = props.next.clone();
        view! {
            <h1>{ctx.t("sign-in-title")}</h1>
            {props.form_kept.then(|| view! { <div class="notice"><p>{ctx.t("sign-in-kept")}</p></div> })}
            {form::error_summary(ctx, form)}
            <form method="post" action=paths::SIGN_IN class="card stack">
                {form::csrf(ctx)}
                {next.clone().map(|next| form::carried("next", next))}
                {form::input(ctx, form, Field::new("identifier", "field-identifier").hint("hint-identifier").autocomplete("username"))}
                {form::input(ctx, form, Field::new("secret", "field-secret").kind("password").autocomplete("current-password"))}
                <div class="between">
                    {form::submit(ctx.t("sign-in-do"))}
                    <a href=paths::FORGOT>{ctx.t("sign-in-forgot")}</a>
                </div>
                <p class="small"><a href=paths::ACTIVATE>{ctx.t("sign-in-activate")}</a></p>
                <p class="hint">{ctx.t("sign-in-pin")}</p>
            </form>
            <p class="card">{ctx.t("sign-in-join-text")} <a href=paths::JOIN>{ctx.t("sign-in-join")}</a></p>
            {demo(ctx, props)}
        }
        .into_any()
    })
}

/// One form with a button each, so that what was asked for before signing in goes along once.
fn demo(ctx: &PageContext, props: &SignInProps) -> Option<AnyView> {
    if props.demo.is_empty() {
        return None;
    }
    let accounts = props
        .demo
        .iter()
        .map(|account| {
            view! {
                <button type="submit" class="button second" name="account" value=account.id.clone()>
                    <span>{ctx.t_code("role", account.role.code())}</span>
                    <span class="small">{account.name.clone()}</span>
                </button>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="card" aria-labelledby="demo">
                <div><h2 id="demo">{ctx.t("sign-in-demo")}</h2><p class="hint">{ctx.t("sign-in-demo-text")}</p></div>
                <form method="post" action=paths::SIGN_IN_DEMO class="demo-accounts">
                    {form::csrf(ctx)}
                    {props.next.clone().map(|next| form::carried("next", next))}
                    {accounts}
                </form>
            </section>
        }
        .into_any(),
    )
}
