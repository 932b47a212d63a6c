//! A contract as its parties read it: the terms, the signatures, and whether the worker has it in hand.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::{Role, act::Act, placement::Clause};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    pages::cases::{DocumentLine, documents},
    parts::{Due, MoveOffer, due_tag, facts, icon, moves},
    paths,
};

/// A contract.
#[derive(Debug, Clone)]
pub struct ContractProps {
    /// The case's id.
    pub case: String,
    /// The version a signature names.
    pub version: i32,
    /// Where one came from: address and name.
    pub back: (String, String),
    /// The contract's number.
    pub number: String,
    /// The worker.
    pub worker: String,
    /// The employer.
    pub employer: String,
    /// The job.
    pub title: String,
    /// Where.
    pub workplace: String,
    /// The wage with its period, formatted.
    pub wage: String,
    /// Hours a week, formatted.
    pub hours: String,
    /// First and last day, formatted.
    pub dates: String,
    /// The language the worker gets it in, in its own name.
    pub language: String,
    /// The clauses that say something.
    pub clauses: Vec<(Clause, String)>,
    /// Each party that signs, with the day it did.
    pub signatures: Vec<(Role, Option<NaiveDate>)>,
    /// When the worker got it.
    pub handed_over_on: Option<NaiveDate>,
    /// The last day to hand it over.
    pub hand_over_by: Option<NaiveDate>,
    /// The day of departure.
    pub departs_on: Option<NaiveDate>,
    /// The reader's own signature, where it is still to be given.
    pub sign: Option<MoveOffer>,
    /// The reader may write down that it was handed over.
    pub may_hand_over: bool,
    /// The language the clauses are written in, in its own name.
    pub written_in: Option<String>,
    /// Its papers, the newest first.
    pub papers: Vec<DocumentLine>,
    /// A contract drawn up to follow it is there to be read.
    pub has_new: bool,
}

/// The contract.
pub fn contract(ctx: &PageContext, props: &ContractProps) -> String {
    let title = ctx.t("contract-title");
    Page::new(format!("{title} · {}", props.number)).width(Width::Reading).show(ctx, || {
        let (href, name) = props.back.clone();
        let sign = props.sign.clone().map(|offer| {
            view! { <section class="card" aria-labelledby="sign"><h2 id="sign">{ctx.t("case-next")}</h2>{moves(ctx, &props.case, props.version, &[offer], None)}</section> }
        });
        view! {
            <p class="crumbs"><a href=href>{name}</a></p>
            <div><h1>{title}</h1><p class="quiet number">{props.number.clone()}</p></div>
            {props.has_new.then(|| new_contract_notice(ctx, &props.case))}
            {sign}
            {signatures(ctx, props)}
            {in_hand(ctx, props)}
            {papers(ctx, props)}
            {terms(ctx, props)}
        }
        .into_any()
    })
}

/// The way to the contract drawn up to follow the present one.
pub(crate) fn new_contract_notice(ctx: &PageContext, case: &str) -> AnyView {
    view! {
        <div class="notice due"><p>{ctx.t("contract-new-waits")} " "
            <a href=paths::new_contract(case)>{ctx.t("contract-new-read")}</a></p></div>
    }
    .into_any()
}

/// The signed contract as a file, with its number.
fn papers(ctx: &PageContext, props: &ContractProps) -> Option<AnyView> {
    (!props.papers.is_empty()).then(|| {
        view! { <section class="card" aria-labelledby="papers"><h2 id="papers">{ctx.t("case-documents")}</h2>{documents(ctx, &props.papers)}</section> }
            .into_any()
    })
}

pub(super) fn terms(ctx: &PageContext, props: &ContractProps) -> AnyView {
    let mut rows = vec![
        (ctx.t("work-worker"), props.worker.clone()),
        (ctx.t("role-employer"), props.employer.clone()),
        (ctx.t("orders-occupation"), props.title.clone()),
        (ctx.t("orders-workplace"), props.workplace.clone()),
        (ctx.t("orders-wage"), props.wage.clone()),
        (ctx.t("orders-hours"), props.hours.clone()),
        (ctx.t("orders-starts"), props.dates.clone()),
    ];
    rows.extend(props.clauses.iter().map(|(clause, words)| (ctx.t_code("field", clause.code()), words.clone())));
    let written = props.written_in.as_ref().map(|language| {
        view! { <p class="small quiet">{ctx.t_args("contract-written-in", &[("language", language.as_str().into())])}</p> }
    });
    view! { <section class="card" aria-labelledby="terms"><h2 id="terms">{ctx.t("contract-terms")}</h2>{written}{facts(rows)}</section> }
        .into_any()
}

pub(super) fn signatures(ctx: &PageContext, props: &ContractProps) -> AnyView {
    let items = props
        .signatures
        .iter()
        .map(|(role, day)| {
            let said = match day {
                Some(day) => ctx.t_args("contract-signed", &[("date", ctx.date(*day).into())]),
                None => ctx.t("contract-unsigned"),
            };
            let (class, drawing) = if day.is_some() { ("met", "met") } else { ("unmet", "unmet") };
            view! {
                <li>
                    <span class=class>{icon(drawing)}</span>
                    <span>{ctx.t_code("role", role.code())}<br/><span class="small quiet">{said}</span></span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="signatures">
            <h2 id="signatures">{ctx.t("contract-signatures")}</h2>
            <ul class="checks">{items}</ul>
        </section>
    }
    .into_any()
}

/// Whether the worker has it in hand, in the worker's language and in time.
fn in_hand(ctx: &PageContext, props: &ContractProps) -> AnyView {
    let said = match props.handed_over_on {
        Some(day) => ctx.t_args("contract-handed", &[("date", ctx.date(day).into())]),
        None => ctx.t("contract-not-handed"),
    };
    let by = props.hand_over_by.map(|day| {
        view! { <p>{ctx.t_args("contract-hand-by", &[("date", ctx.date(day).into())])} " " {due_tag(ctx, Due(day))}</p> }
    });
    let form = props.may_hand_over.then(|| {
        let today = FormState::filled([("on", ctx.today.to_string())]);
        view! {
            <form method="post" action=paths::act(&props.case, Act::HandOver.code()) class="stack">
                {form::csrf(ctx)}
                {form::input(ctx, &today, Field::new("on", "field-on").kind("date").class("short"))}
                <div class="row">{form::submit(ctx.t("contract-hand-over"))}</div>
            </form>
        }
    });
    let departs = props.departs_on.map(|day| ctx.date(day)).unwrap_or_default();
    let rows = vec![(ctx.t("contract-language"), props.language.clone()), (ctx.t("contract-departs"), departs)];
    view! {
        <section class="card" aria-labelledby="in-hand">
            <h2 id="in-hand">{ctx.t("contract-in-hand")}</h2>
            <p>{said}</p>
            {by}
            {facts(rows)}
            {form}
        </section>
    }
    .into_any()
}
