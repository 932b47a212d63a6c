//! The worker's first page.

use leptos::prelude::*;
use sojourn_domain::{act::Act, view::RecordLine};

use crate::{
    context::PageContext,
    layout::{Page, Width},
    pages::{
        acts::{act_links, contract_link, records},
        cases::DocumentLine,
    },
    parts::{EmptyState, Journey, MoveOffer, empty, icon, journey_stops, moves},
    paths,
};

/// The one thing to do now, large.
#[derive(Debug, Clone)]
pub struct NowCard {
    /// What: a code, `now-…` (`read_contract`, `answer_offer`, `bring_documents`, `attend_training`, `prepare_departure`, `wait`, `ask_support`).
    pub code: String,
    /// Until when, for a person to read.
    pub until: Option<chrono::NaiveDate>,
    /// Where to do it.
    pub href: Option<String>,
}

/// The worker's journey.
#[derive(Debug, Clone)]
pub struct HomeProps {
    /// Given name.
    pub name: String,
    /// The worker's number.
    pub number: String,
    /// What to do now.
    pub now: Option<NowCard>,
    /// The line; `None` before a first case.
    pub journey: Option<Journey>,
    /// The case's id, for the forms.
    pub case: String,
    /// The version the worker saw.
    pub version: i32,
    /// What the worker may decide alone.
    pub offers: Vec<MoveOffer>,
    /// The papers.
    pub documents: Vec<DocumentLine>,
    /// What the worker may write down.
    pub acts: Vec<Act>,
    /// What is on record.
    pub records: Vec<RecordLine>,
}

/// The worker's first page.
pub fn home(ctx: &PageContext, props: &HomeProps) -> String {
    let title = ctx.t_args("home-title", &[("name", props.name.as_str().into())]);
    Page::new(title.clone()).width(Width::Reading).show(ctx, || {
        let now = props.now.as_ref().map(|now| now_card(ctx, now));
        let journey = match &props.journey {
            Some(journey) => journey_stops(ctx, journey),
            None => empty(EmptyState { icon: "list", text: ctx.t("home-no-journey"), action: None }),
        };
        let offers = (!props.offers.is_empty()).then(|| {
            view! { <section class="card" aria-labelledby="decide"><h2 id="decide">{ctx.t("home-decide")}</h2>{moves(ctx, &props.case, props.version, &props.offers, None)}</section> }
        });
        view! {
            <div><h1>{title}</h1><p class="quiet">{ctx.t("worker-number")} " " <span class="number">{props.number.clone()}</span></p></div>
            {now}
            <section class="card" aria-labelledby="line"><h2 id="line">{ctx.t("nav-journey")}</h2>{journey}</section>
            {offers}
            <nav class="tiles" aria-label=ctx.t("home-more")>
                {tile(ctx, paths::HELP, "speech", "nav-help")}
                {tile(ctx, paths::SUPPORT, "home", "support-title")}
                {tile(ctx, paths::INBOX, "paper", "nav-inbox")}
                {tile(ctx, paths::ACCOUNT, "person", "nav-account")}
            </nav>
            {act_links(ctx, &props.case, &props.acts)}
            {papers(ctx, &props.documents)}
            {(!props.records.is_empty()).then(|| view! { <section class="card" aria-labelledby="records"><h2 id="records">{ctx.t("acts-records")}</h2>{contract_link(ctx, &props.case, &props.records)}{records(ctx, &props.records)}</section> })}
        }
        .into_any()
    })
}

fn now_card(ctx: &PageContext, now: &NowCard) -> AnyView {
    let until = now.until.map(|day| ctx.t_args("home-until", &[("date", ctx.date(day).into())]));
    let go = now.href.clone().map(|href| view! { <a class="button" href=href>{ctx.t("home-do")}{icon("forward")}</a> });
    view! {
        <section class="now-card" aria-labelledby="now">
            <h2 id="now">{ctx.t("home-now")}</h2>
            <p class="large">{ctx.t_code("now", &now.code)}</p>
            {until.map(|until| view! { <p>{until}</p> })}
            {go}
        </section>
    }
    .into_any()
}

fn papers(ctx: &PageContext, list: &[DocumentLine]) -> AnyView {
    let items = list
        .iter()
        .filter(|paper| !paper.superseded && !paper.void)
        .map(|paper| {
            view! { <li>{icon("paper")} " " <a href=paper.href.clone()>{ctx.t_code("document", &paper.kind)}</a> " " <span class="small quiet number">{paper.number.clone()}</span></li> }
        })
        .collect_view();
    let body = if list.is_empty() {
        view! { <p class="quiet">{ctx.t("case-no-documents")}</p> }.into_any()
    } else {
        view! { <ul class="links">{items}</ul> }.into_any()
    };
    view! { <section class="card" aria-labelledby="papers"><h2 id="papers">{ctx.t("home-papers")}</h2>{body}</section> }
        .into_any()
}

fn tile(ctx: &PageContext, href: &'static str, drawing: &'static str, label: &str) -> AnyView {
    view! { <a class="tile" href=href>{icon(drawing)}<span>{ctx.t(label)}</span></a> }.into_any()
}
