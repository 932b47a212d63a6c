//! What waits for a second person; nobody decides what they prepared.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use sojourn_domain::{Transition, reason::ReturnKind};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::{EmptyState, Pager, empty, facts, pager},
    paths,
};

/// Whose word a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposer {
    /// A colleague's, who prepared it.
    Colleague,
    /// The worker's own.
    Worker,
}

/// A proposal.
#[derive(Debug, Clone)]
pub struct ApprovalItem {
    /// Its id.
    pub id: String,
    /// Which move.
    pub transition: Transition,
    /// The worker, as the reader may see them.
    pub name: String,
    /// The case's number.
    pub number: String,
    /// The case's page.
    pub href: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Whose word it is.
    pub proposer: Proposer,
    /// Why, where they said so.
    pub reason: Option<String>,
    /// The day they named.
    pub on: Option<NaiveDate>,
    /// The kind of return they named.
    pub return_kind: Option<ReturnKind>,
    /// Whether the reader may decide it.
    pub may_decide: bool,
    /// What the reader said to it: `reason`.
    pub form: FormState,
}

/// All that waits.
pub fn approvals(ctx: &PageContext, items: &[ApprovalItem], pages: &Pager) -> String {
    Page::new(ctx.t("approvals-title")).width(Width::Reading).show(ctx, || {
        let none = items.is_empty().then(|| {
            let state = empty(EmptyState { icon: "met", text: ctx.t("approvals-empty"), action: None });
            view! { <section class="card">{state}</section> }
        });
        view! { <h1>{ctx.t("approvals-title")}</h1>{none}{approval_cards(ctx, items)}{pager(ctx, pages)} }.into_any()
    })
}

/// Proposals as cards.
pub fn approval_cards(ctx: &PageContext, items: &[ApprovalItem]) -> AnyView {
    items.iter().map(|item| card(ctx, item)).collect_view().into_any()
}

fn card(ctx: &PageContext, item: &ApprovalItem) -> AnyView {
    let move_name = ctx.t_code("transition", item.transition.code());
    let by = match item.proposer {
        Proposer::Colleague => "approvals-by",
        Proposer::Worker => "approvals-by-worker",
    };
    let said = ctx.t_args(
        by,
        &[("name", item.proposed_by.as_str().into()), ("date", ctx.date(item.proposed_at.date_naive()).into())],
    );
    let reason = item.reason.clone().map(|reason| view! { <p>{reason}</p> });
    let named = [
        ("field-on", item.on.map(|day| ctx.date(day))),
        ("field-return-kind", item.return_kind.map(|kind| ctx.t_code("return-kind", kind.code()))),
    ];
    let named: Vec<_> = named.into_iter().filter_map(|(label, value)| Some((ctx.t(label), value?))).collect();
    let named = (!named.is_empty()).then(|| facts(named));
    let heading = format!("approval-{}", item.id);
    let act = if item.may_decide {
        view! {
            <form method="post" action=paths::approval(&item.id) class="stack">
                {form::error_summary(ctx, &item.form.within(&item.id))}
                {form::csrf(ctx)}
                {form::input(ctx, &item.form, Field::new("reason", "field-reason").hint("approvals-reason").within(item.id.clone()))}
                <div class="row">
                    <button type="submit" class="button" name="decision" value="approve">{ctx.t_args("moves-approve", &[("move", move_name.clone().into())])}</button>
                    <button type="submit" class="button danger" name="decision" value="refuse">{ctx.t("approvals-refuse")}</button>
                </div>
            </form>
        }
        .into_any()
    } else {
        view! { <p class="quiet">{ctx.t("approvals-not-you")}</p> }.into_any()
    };
    let waits = if item.may_decide { ctx.t("moves-waits-confirm") } else { ctx.t("moves-waits") };
    view! {
        <article class="card" aria-labelledby=heading.clone()>
            <div class="between"><h2 id=heading.clone()>{move_name.clone()}</h2><span class="tag due">{waits}</span></div>
            <p><a href=item.href.clone()>{item.name.clone()}</a> " " <span class="number quiet small">{item.number.clone()}</span><br/><span class="small quiet">{said}</span></p>
            {named}
            {reason}
            {act}
        </article>
    }
    .into_any()
}
