//! The administrator's first page: what needs hands. No case content is on it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use sojourn_domain::Role;

use crate::{
    context::PageContext,
    form,
    layout::Page,
    pages::access::{InvitedLine, roles},
    parts::{EmptyState, Table, Tile, Tone, empty, facts, tiles},
    paths,
};

/// How the audit trail stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrailState {
    /// When it was last sealed, and until when the seal reaches.
    pub sealed_until: Option<DateTime<Utc>>,
    /// Rows written since.
    pub unsealed: u64,
    /// When it was last followed from row to row.
    pub verified_at: Option<DateTime<Utc>>,
    /// Places that did not hold then.
    pub faults: u64,
}

/// The page's facts.
#[derive(Debug, Clone, Default)]
pub struct NeedsProps {
    /// Jobs that were given up.
    pub dead: u64,
    /// Jobs that wait.
    pub waiting: u64,
    /// Invitations nobody took up, all of them.
    pub invitations: u64,
    /// Invitations nobody took up, the first of them.
    pub invited: Vec<InvitedLine>,
    /// The trail.
    pub trail: TrailState,
}

/// What needs an administrator's hands.
pub fn needs(ctx: &PageContext, props: &NeedsProps) -> String {
    let count = i64::try_from(props.dead + props.invitations + props.trail.faults).unwrap_or(i64::MAX);
    let tile =
        |tone, count, label: &str, href: String| Tile { tone, count, label: ctx.t(label), detail: String::new(), href };
    let figures = [
        tile(Tone::Wrong, props.dead, "nav-letters", paths::LETTERS.into()),
        tile(Tone::Due, props.invitations, "needs-invitations", format!("{}?status=invited", paths::ACCOUNTS)),
        tile(Tone::Calm, props.waiting, "needs-queue", paths::LETTERS.into()),
    ];
    let title = ctx.t_args("needs-title", &[("count", count.into())]);
    Page::new(title.clone()).show(ctx, || {
        view! {
            <div class="head"><div><p class="small quiet">{ctx.weekday(ctx.today)} " · " {ctx.t_code("role", Role::Administrator.code())}</p><h1>{title}</h1></div>
                <a class="button" href=paths::ACCOUNT_NEW accesskey="n">{ctx.t("accounts-invite")}</a></div>
            {tiles(ctx, &figures)}
            <div class="split">{invitations(ctx, &props.invited)}{trail(ctx, &props.trail)}</div>
        }
        .into_any()
    })
}

fn invitations(ctx: &PageContext, lines: &[InvitedLine]) -> AnyView {
    let body = if lines.is_empty() {
        empty(EmptyState { icon: "met", text: ctx.t("needs-no-invitation"), action: None })
    } else {
        let rows = lines.iter().map(|line| invited_row(ctx, line)).collect();
        let columns = vec![ctx.t("account-name"), ctx.t("account-roles"), ctx.t("needs-link"), String::new()];
        Table { caption: ctx.t("needs-invitations"), columns, rows }.show()
    };
    view! { <section class="card" aria-labelledby="invited"><h2 id="invited">{ctx.t("needs-invitations")}</h2>{body}</section> }.into_any()
}

fn invited_row(ctx: &PageContext, line: &InvitedLine) -> Vec<AnyView> {
    let (class, until) = match line.until {
        Some(at) => ("tag", ctx.t_args("needs-until", &[("date", ctx.date(at.date_naive()).into())])),
        None => ("tag wrong", ctx.t("needs-ended")),
    };
    vec![
        view! { <a class="strong" href=paths::staff(&line.id)>{line.name.clone()}</a> }.into_any(),
        roles(ctx, &line.roles),
        view! { <span class=class>{until}</span> }.into_any(),
        view! {
            <form method="post" action=paths::staff_link(&line.id)>{form::csrf(ctx)}
                <button type="submit" class="button second">{ctx.t("accounts-invite-again")}<span class="hidden">{format!(": {}", line.name)}</span></button></form>
        }
        .into_any(),
    ]
}

/// How the trail stands, as facts with one tag that says whether it holds.
pub(crate) fn trail(ctx: &PageContext, state: &TrailState) -> AnyView {
    let (class, verdict) = match (state.verified_at, state.faults) {
        (None, _) => ("tag due", ctx.t("trail-never")),
        (Some(_), 0) => ("tag good", ctx.t("trail-holds")),
        (Some(_), faults) => {
            let count = i64::try_from(faults).unwrap_or(i64::MAX);
            ("tag wrong", ctx.t_args("trail-broken", &[("count", count.into())]))
        }
    };
    let moment = |at: Option<DateTime<Utc>>| at.map(|at| ctx.moment(at)).unwrap_or_default();
    let rows = vec![
        (ctx.t("trail-sealed"), moment(state.sealed_until)),
        (ctx.t("trail-unsealed"), ctx.number(i64::try_from(state.unsealed).unwrap_or(i64::MAX))),
        (ctx.t("trail-verified"), moment(state.verified_at)),
    ];
    view! { <section class="card" aria-labelledby="trail"><div class="between"><h2 id="trail">{ctx.t("trail-state")}</h2><span class=class>{verdict}</span></div>{facts(rows)}</section> }.into_any()
}
