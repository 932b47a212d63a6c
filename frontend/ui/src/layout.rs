//! The frame of every page: skip link, bar, one `main`, footer. Start at [`Page`].

use leptos::prelude::*;
use sojourn_domain::{Locale, Role};

use crate::{
    assets,
    context::{FlashKind, PageContext},
    form::csrf,
    messages::Arg,
    parts::icon,
    paths,
    render::render,
};

/// How wide a page's column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Tables and several columns.
    Full,
    /// Text and forms.
    Reading,
    /// One small form.
    Narrow,
}

/// A page to be: its title and its width; [`Page::show`] makes it HTML.
#[derive(Debug, Clone)]
pub struct Page {
    title: String,
    width: Width,
    islands: bool,
}

impl Page {
    /// A page of full width without islands.
    pub const fn new(title: String) -> Self {
        Self { title, width: Width::Full, islands: false }
    }
    /// Another width.
    pub const fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }
    /// The page holds an island and may load the client.
    pub const fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }

    /// The whole document. The body holds the one `h1`.
    pub fn show(self, ctx: &PageContext, body: impl FnOnce() -> AnyView) -> String {
        let html = render(|| document(ctx, &self, body()));
        format!("<!DOCTYPE html>{html}")
    }
}

fn document(ctx: &PageContext, page: &Page, body: AnyView) -> AnyView {
    let class = match page.width {
        Width::Full => "page",
        Width::Reading => "page reading",
        Width::Narrow => "page narrow",
    };
    let script = page.islands.then(|| ctx.client.clone()).flatten().map(|client| {
        view! { <script type="module" src=assets::loader() data-client=client></script> }
    });
    let dir = if ctx.locale.is_rtl() { "rtl" } else { "ltr" };
    view! {
        <html lang=ctx.locale.code() dir=dir>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{format!("{} · Sojourn", page.title)}</title>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets::stylesheet()/>
                <link rel="icon" type="image/svg+xml" href=assets::icon()/>
                {script}
            </head>
            <body>
                <a class="skip" href="#main">{ctx.t("frame-skip")}</a>
                {ctx.demo.then(|| view! { <section class="banner" aria-labelledby="demonstration"><p id="demonstration">{ctx.t("frame-demo")}</p></section> })}
                {bar(ctx)}
                <main id="main" class=class tabindex="-1">
                    {flash(ctx)}
                    {body}
                </main>
                {foot(ctx)}
            </body>
        </html>
    }
    .into_any()
}

fn bar(ctx: &PageContext) -> AnyView {
    let user = ctx.user.clone();
    let searches = user.as_ref().is_some_and(|user| user.roles.iter().any(|role| searches(*role)));
    let nav = user.as_ref().map(|user| navigation(ctx, &user.roles));
    view! {
        <header class="bar">
            <a class="name" href=paths::HOME>
                <svg width="34" height="16" viewBox="0 0 34 16" aria-hidden="true" focusable="false">
                    <path d="M3 8h28" class="mark-rest"/><path d="M3 8h14" class="mark-line"/>
                    <circle cx="3" cy="8" r="3" class="mark-on"/><circle cx="17" cy="8" r="5" class="mark-now"/><circle cx="31" cy="8" r="3" class="mark-off"/>
                </svg>
                "Sojourn"
            </a>
            {searches.then(|| view! {
                <form class="search" role="search" aria-label=ctx.t("frame-search") action=paths::SEARCH method="get">
                    <input type="search" name="q" accesskey="s" aria-label=ctx.t("frame-search") placeholder=ctx.t("frame-search-hint")/>
                </form>
            })}
            {nav}
            {user.map(|user| you(ctx, &user.name, user.organisation.as_deref(), user.roles.first().copied()))}
        </header>
    }
    .into_any()
}

const fn searches(role: Role) -> bool {
    match role {
        Role::RecruitmentOfficer
        | Role::VerifyingOfficer
        | Role::CaseWorker
        | Role::Mission
        | Role::ProgrammeManager => true,
        Role::Trainer
        | Role::CentreManager
        | Role::Employer
        | Role::ServicePartner
        | Role::HealthOfficer
        | Role::Inspector
        | Role::Worker
        | Role::Analyst
        | Role::Auditor
        | Role::Administrator => false,
    }
}

/// The places of a role, in the order of its day.
fn places(role: Role) -> &'static [(&'static str, &'static str)] {
    const WORK: (&str, &str) = (paths::HOME, "nav-work");
    const WORKERS: (&str, &str) = (paths::WORKERS, "nav-workers");
    const CASES: (&str, &str) = (paths::CASES, "nav-cases");
    const APPROVALS: (&str, &str) = (paths::APPROVALS, "nav-approvals");
    const FIGURES: (&str, &str) = (paths::FIGURES, "nav-figures");
    const HELP: (&str, &str) = (paths::HELP, "nav-help");
    const ORDERS: (&str, &str) = (paths::ORDERS, "nav-orders");
    match role {
        Role::RecruitmentOfficer => &[
            WORK,
            WORKERS,
            CASES,
            (paths::PROPOSALS, "nav-proposals"),
            (paths::CALLS, "nav-calls"),
            (paths::IMPORT, "nav-import"),
        ],
        Role::VerifyingOfficer => &[WORK, CASES, APPROVALS],
        Role::Mission => &[WORK, CASES, ORDERS, (paths::ORGANISATIONS, "nav-employers"), APPROVALS, HELP],
        Role::CaseWorker => &[WORK, WORKERS, CASES, HELP],
        Role::ProgrammeManager => &[WORK, WORKERS, CASES, ORDERS, APPROVALS, FIGURES],
        Role::Trainer => &[WORK, (paths::SESSIONS, "nav-sessions")],
        Role::CentreManager => &[WORK, (paths::SESSIONS, "nav-sessions"), CASES, APPROVALS],
        Role::Employer => &[WORK, ORDERS, (paths::POOL, "nav-pool"), CASES],
        Role::HealthOfficer => &[WORK, CASES],
        Role::Worker => &[(paths::HOME, "nav-journey"), (paths::INBOX, "nav-inbox"), HELP],
        Role::ServicePartner => &[WORK, (paths::REFERRED, "nav-referred")],
        Role::Administrator => &[
            WORK,
            (paths::ACCOUNTS, "nav-accounts"),
            (paths::ORGANISATIONS, "nav-organisations"),
            (paths::LETTERS, "nav-letters"),
        ],
        Role::Auditor => &[(paths::HOME, "nav-audit")],
        Role::Inspector => &[WORK],
        Role::Analyst => &[(paths::HOME, "nav-figures")],
    }
}

fn navigation(ctx: &PageContext, roles: &[Role]) -> AnyView {
    let mut links: Vec<(&str, &str)> = Vec::new();
    for place in roles.iter().flat_map(|role| places(*role)) {
        if !links.iter().any(|(path, _)| *path == place.0) {
            links.push(*place);
        }
    }
    let here = ctx.path.split('?').next().unwrap_or_default().to_owned();
    let items = links
        .into_iter()
        .map(|(path, label)| {
            let current = if path == "/" { here == "/" } else { here == path || here.starts_with(&format!("{path}/")) };
            view! { <a href=path aria-current=current.then_some("page")>{ctx.t(label)}</a> }
        })
        .collect_view();
    view! { <nav aria-label=ctx.t("nav-label")>{items}</nav> }.into_any()
}

fn you(ctx: &PageContext, name: &str, organisation: Option<&str>, role: Option<Role>) -> AnyView {
    let unread = ctx.user.as_ref().map_or(0, |user| user.unread);
    let inbox = if unread > 0 {
        ctx.t_args("frame-unread", &[("count", Arg::Count(unread.into()))])
    } else {
        ctx.t("nav-inbox")
    };
    view! {
        <details class="you">
            <summary>{icon("person")}<span class="small">{name.to_owned()}</span></summary>
            <div class="menu">
                <p class="small quiet">{organisation.map(str::to_owned)} {organisation.is_some().then_some(" · ")}
                    {role.map(|role| ctx.t_code("role", role.code()))}</p>
                <a href=paths::INBOX>{inbox}</a>
                <a href=paths::ACCOUNT>{ctx.t("nav-account")}</a>
                <form method="post" action=paths::SIGN_OUT>
                    {csrf(ctx)}
                    <button type="submit" class="button second wide">{ctx.t("frame-sign-out")}</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn flash(ctx: &PageContext) -> Option<AnyView> {
    let flash = ctx.flash.as_ref()?;
    let args: Vec<(&str, Arg)> =
        flash.args.iter().map(|(name, value)| (name.as_str(), Arg::from(value.as_str()))).collect();
    let (family, code) = flash.key.split_once('-').unwrap_or(("flash", flash.key.as_str()));
    let text = ctx.t_code_args(family, code, &args);
    let (class, role) = match flash.kind {
        FlashKind::Done => ("notice good", "status"),
        FlashKind::Refused => ("notice wrong", "alert"),
    };
    Some(view! { <div class=class role=role><p>{text}</p></div> }.into_any())
}

fn foot(ctx: &PageContext) -> AnyView {
    let choices = Locale::ALL
        .iter()
        .map(|locale| {
            let current = (*locale == ctx.locale).then_some("true");
            view! { <button type="submit" name="locale" value=locale.code() lang=locale.code() aria-current=current>{locale.own_name()}</button> }
        })
        .collect_view();
    view! {
        <footer class="foot">
            <p>{ctx.t("frame-about")}</p>
            <form method="post" action=paths::LANGUAGE class="languages" aria-label=ctx.t("frame-language")>
                {csrf(ctx)}
                <input type="hidden" name="next" value=ctx.path.clone()/>
                {choices}
            </form>
        </footer>
    }
    .into_any()
}
