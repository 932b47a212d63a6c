//! Forgotten and new passwords, invitations, and a worker's first PIN.

use leptos::prelude::*;
use sojourn_domain::Role;

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    paths,
};

/// The page that sends a link.
#[derive(Debug, Clone, Default)]
pub struct ForgotProps {
    /// `email`.
    pub form: FormState,
    /// A link was sent, if there was somebody to send it to.
    pub sent: bool,
}

/// Asks for a link; afterwards says the same whether or not an account exists.
pub fn forgot(ctx: &PageContext, props: &ForgotProps) -> String {
    Page::new(ctx.t("forgot-title")).width(Width::Narrow).show(ctx, || {
        if props.sent {
            return view! {
                <h1>{ctx.t("forgot-title")}</h1>
                <div class="notice good" role="status"><p>{ctx.t("forgot-sent")}</p></div>
                <p><a href=paths::SIGN_IN>{ctx.t("sign-in-title")}</a></p>
            }
            .into_any();
        }
        view! {
            <h1>{ctx.t("forgot-title")}</h1>
            {form::error_summary(ctx, &props.form)}
            <form method="post" action=paths::FORGOT class="card stack">
                {form::csrf(ctx)}
                <p>{ctx.t("forgot-text")}</p>
                {form::input(ctx, &props.form, Field::new("email", "field-email").kind("email").autocomplete("email"))}
                <div class="row">{form::submit(ctx.t("forgot-do"))}</div>
            </form>
            <p class="hint">{ctx.t("sign-in-pin")}</p>
        }
        .into_any()
    })
}

/// A new password after a link was followed.
#[derive(Debug, Clone, Default)]
pub struct PasswordProps {
    /// `password`, `password_again`.
    pub form: FormState,
    /// POST, the token in it.
    pub action: String,
}

fn password_form(ctx: &PageContext, form: &FormState, action: &str) -> AnyView {
    view! {
        {form::error_summary(ctx, form)}
        <form method="post" action=action.to_owned() class="card stack">
            {form::csrf(ctx)}
            {form::input(ctx, form, Field::new("password", "field-password").hint("hint-password").kind("password").autocomplete("new-password"))}
            {form::input(ctx, form, Field::new("password_again", "field-password-again").kind("password").autocomplete("new-password"))}
            <div class="row">{form::submit(ctx.t("password-save"))}</div>
        </form>
    }
    .into_any()
}

/// Chooses a new password.
pub fn reset(ctx: &PageContext, props: &PasswordProps) -> String {
    Page::new(ctx.t("reset-title")).width(Width::Narrow).show(ctx, || {
        view! { <h1>{ctx.t("reset-title")}</h1>{password_form(ctx, &props.form, &props.action)} }.into_any()
    })
}

/// An invitation followed.
#[derive(Debug, Clone)]
pub struct InvitationProps {
    /// The invited person.
    pub name: String,
    /// Who invites.
    pub organisation: String,
    /// As what.
    pub role: Role,
    /// `password`, `password_again`.
    pub form: FormState,
    /// POST, the token in it.
    pub action: String,
}

/// Accepts an invitation.
pub fn invitation(ctx: &PageContext, props: &InvitationProps) -> String {
    let title = ctx.t_args("invitation-title", &[("name", props.name.as_str().into())]);
    Page::new(title.clone()).width(Width::Narrow).show(ctx, || {
        let role = ctx.t_code("role", props.role.code());
        let text = ctx
            .t_args("invitation-text", &[("organisation", props.organisation.as_str().into()), ("role", role.into())]);
        view! { <h1>{title}</h1><p>{text}</p>{password_form(ctx, &props.form, &props.action)} }.into_any()
    })
}

/// A worker's first sign-in, or the one after a PIN was lost.
#[derive(Debug, Clone, Default)]
pub struct ActivateProps {
    /// `number`, `code`, `pin`, `pin_again`.
    pub form: FormState,
}

/// Turns the slip's code into a PIN.
pub fn activate(ctx: &PageContext, props: &ActivateProps) -> String {
    Page::new(ctx.t("activate-title")).width(Width::Narrow).show(ctx, || {
        let form = &props.form;
        view! {
            <h1>{ctx.t("activate-title")}</h1>
            <p>{ctx.t("activate-text")}</p>
            {form::error_summary(ctx, form)}
            <form method="post" action=paths::ACTIVATE class="card stack">
                {form::csrf(ctx)}
                {form::input(ctx, form, Field::new("number", "field-number").autocomplete("username"))}
                {form::input(ctx, form, Field::new("code", "field-code").autocomplete("one-time-code").class("short"))}
                {form::input(ctx, form, Field::new("pin", "field-new-pin").hint("hint-pin").kind("password").inputmode("numeric").autocomplete("new-password").class("short"))}
                {form::input(ctx, form, Field::new("pin_again", "field-new-pin-again").kind("password").inputmode("numeric").autocomplete("new-password").class("short"))}
                <div class="row">{form::submit(ctx.t("activate-do"))}</div>
            </form>
        }
        .into_any()
    })
}

/// A link that was used already, or too old.
pub fn link_expired(ctx: &PageContext) -> String {
    Page::new(ctx.t("link-expired")).width(Width::Narrow).show(ctx, || {
        view! {
            <h1>{ctx.t("link-expired")}</h1>
            <p>{ctx.t("link-expired-text")}</p>
            <p><a class="button" href=paths::FORGOT>{ctx.t("forgot-do")}</a></p>
        }
        .into_any()
    })
}
