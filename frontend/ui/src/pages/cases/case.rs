//! A case at one glance: who, where on the line, what comes next and what is missing, what happened.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use sojourn_domain::{Transition, act::Act, view::RecordLine};

use super::approvals::{ApprovalItem, approval_cards};
use crate::{
    context::PageContext,
    form::{self, FormState},
    layout::Page,
    pages::{
        acts::{act_links, contract_link, records},
        placement::new_contract_notice,
    },
    parts::{
        Check, Journey, MoveOffer, Stale, checks, icon, initials, journey_figure, move_refused, moves, stale_notice,
    },
    paths,
};

/// A proposal that a second person said no to.
#[derive(Debug, Clone)]
pub struct DeclinedLine {
    /// Which move.
    pub transition: Transition,
    /// Who said no.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub answer: String,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct EventLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Which move.
    pub transition: Transition,
    /// Who; empty for the system.
    pub by: String,
    /// Who had proposed it to them, if anybody had.
    pub proposed_by: Option<String>,
    /// Why, where somebody said so.
    pub reason: Option<String>,
}

/// A paper of the case.
#[derive(Debug, Clone)]
pub struct DocumentLine {
    /// The file.
    pub href: String,
    /// Its kind, as a code (`registration_slip` …).
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its version.
    pub version: i32,
    /// A newer version exists.
    pub superseded: bool,
    /// It no longer counts.
    pub void: bool,
}

/// A case as a page, cut to its reader.
#[derive(Debug, Clone)]
pub struct CaseProps {
    /// The id, for the forms' targets.
    pub id: String,
    /// The version the reader saw.
    pub version: i32,
    /// The case's number.
    pub number: String,
    /// The worker's name, or number for those who may not see it yet.
    pub name: String,
    /// The worker's number.
    pub worker_number: String,
    /// The worker's page, for those who may open it.
    pub worker: Option<String>,
    /// A few facts: age, district, languages.
    pub about: String,
    /// Title of the programme.
    pub programme: String,
    /// The line.
    pub journey: Journey,
    /// What may happen next.
    pub offers: Vec<MoveOffer>,
    /// A refused attempt, kept.
    pub attempted: Option<(Transition, FormState)>,
    /// What somebody else saved since the attempt was begun.
    pub stale: Option<Stale>,
    /// Requirement records.
    pub checks: Vec<Check>,
    /// What waits for a second person.
    pub approvals: Vec<ApprovalItem>,
    /// What a second person said no to last.
    pub declined: Option<DeclinedLine>,
    /// What happened, newest first.
    pub events: Vec<EventLine>,
    /// The papers.
    pub documents: Vec<DocumentLine>,
    /// What the reader may write down.
    pub acts: Vec<Act>,
    /// What the stages wrote down.
    pub records: Vec<RecordLine>,
    /// The reader may show the worker the offers with their terms.
    pub shows_offers: bool,
    /// A contract drawn up to follow the present one is there for the reader.
    pub has_new_contract: bool,
}

/// The page of a case.
pub fn case(ctx: &PageContext, props: &CaseProps) -> String {
    Page::new(format!("{} · {}", props.name, props.number)).show(ctx, || {
        let attempted = props.attempted.as_ref().map(|(transition, form)| (*transition, form));
        view! {
            {who(ctx, props)}
            {props.stale.as_ref().map(|stale| stale_notice(ctx, stale))}
            {attempted.and_then(|(transition, _)| move_refused(ctx, &props.offers, transition))}
            {attempted.and_then(|(_, form)| form::refused_notice(ctx, form))}
            {journey_figure(ctx, &props.journey)}
            <div class="split">
                <div class="stack">
                    {approval_cards(ctx, &props.approvals)}
                    {props.declined.as_ref().map(|line| declined(ctx, line))}
                    <section class="card" aria-labelledby="next">
                        <h2 id="next">{ctx.t("case-next")}</h2>
                        {props.has_new_contract.then(|| new_contract_notice(ctx, &props.id))}
                        {props.shows_offers.then(|| view! { <p><a href=paths::offers(&props.id)>{ctx.t("offers-show")}</a></p> })}
                        {moves(ctx, &props.id, props.version, &props.offers, attempted)}
                    </section>
                    {(!props.checks.is_empty()).then(|| view! {
                        <section class="card" aria-labelledby="requirements">
                            <h2 id="requirements">{ctx.t("case-requirements")}</h2>
                            {checks(ctx, &props.checks)}
                        </section>
                    })}
                    <section class="card" aria-labelledby="records"><h2 id="records">{ctx.t("acts-records")}</h2>{contract_link(ctx, &props.id, &props.records)}{records(ctx, &props.records)}</section>
                </div>
                <div class="stack">
                    {act_links(ctx, &props.id, &props.acts)}
                    <section class="card" aria-labelledby="events"><h2 id="events">{ctx.t("case-events")}</h2>{events(ctx, &props.events)}</section>
                    <section class="card" aria-labelledby="papers"><h2 id="papers">{ctx.t("case-documents")}</h2>{documents(ctx, &props.documents)}</section>
                </div>
            </div>
        }
        .into_any()
    })
}

fn who(ctx: &PageContext, props: &CaseProps) -> AnyView {
    let number = view! { <span class="number">{props.worker_number.clone()}</span> };
    let worker = match props.worker.clone() {
        Some(href) => view! { <a href=href>{ctx.t("worker-number")} " " {number}</a> }.into_any(),
        None => view! { {ctx.t("worker-number")} " " {number} }.into_any(),
    };
    let about = (!props.about.is_empty()).then(|| format!(" · {}", props.about));
    view! {
        <div class="who">
            <div class="face" aria-hidden="true">{initials(&props.name)}</div>
            <div>
                <p class="small quiet">{props.programme.clone()} " · " <span class="number">{props.number.clone()}</span></p>
                <h1>{props.name.clone()}</h1>
                <p class="small quiet">{worker}{about}</p>
            </div>
        </div>
    }
    .into_any()
}

/// Who said no to the last proposal, and why, so that whoever proposed it knows what to mend.
fn declined(ctx: &PageContext, line: &DeclinedLine) -> AnyView {
    let said = [
        ("move", ctx.t_code("transition", line.transition.code()).into()),
        ("name", line.by.clone().into()),
        ("date", ctx.date(line.at.date_naive()).into()),
    ];
    let answer = (!line.answer.is_empty()).then(|| view! { <p dir="auto">{line.answer.clone()}</p> });
    view! { <section class="notice due"><p class="strong">{ctx.t_args("case-declined", &said)}</p>{answer}</section> }
        .into_any()
}

fn events(ctx: &PageContext, list: &[EventLine]) -> AnyView {
    let items = list
        .iter()
        .map(|event| {
            let by = if event.by.is_empty() { ctx.t("case-by-system") } else { event.by.clone() };
            let proposed = event.proposed_by.as_deref().map(|name| {
                view! { <br/><span class="small quiet">{ctx.t_args("case-proposed-by", &[("name", name.into())])}</span> }
            });
            let reason = event.reason.clone().map(|reason| view! { <br/><span class="small">{reason}</span> });
            view! {
                <li>
                    <span class="quiet small">{ctx.date(event.at.date_naive())}</span>
                    <span>{ctx.t_code("transition", event.transition.code())}<br/><span class="small quiet">{by}</span>{proposed}{reason}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="events">{items}</ol> }.into_any()
}

/// Papers with number and version, and which of them no longer count.
pub(crate) fn documents(ctx: &PageContext, list: &[DocumentLine]) -> AnyView {
    if list.is_empty() {
        return view! { <p class="quiet">{ctx.t("case-no-documents")}</p> }.into_any();
    }
    let items = list
        .iter()
        .map(|paper| {
            let version = i64::from(paper.version);
            let standing = match (paper.void, paper.superseded) {
                (true, _) => Some(view! { " " <span class="tag wrong">{ctx.t("document-void")}</span> }.into_any()),
                (false, true) => Some(view! { " " <span class="tag">{ctx.t("document-superseded")}</span> }.into_any()),
                (false, false) => None,
            };
            view! {
                <li>{icon("paper")} " " <a href=paper.href.clone()>{ctx.t_code("document", &paper.kind)}</a>
                    <br/><span class="small quiet"><span class="number">{paper.number.clone()}</span> " · " {ctx.t_args("document-version", &[("version", version.into())])}{standing}</span></li>
            }
        })
        .collect_view();
    view! { <ul class="links">{items}</ul> }.into_any()
}
