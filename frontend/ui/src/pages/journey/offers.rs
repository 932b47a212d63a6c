//! The offers of a case with all their terms: what is read before anything is answered.

use leptos::prelude::*;
use sojourn_domain::placement::{Clause, OfferStatus};

use crate::{
    context::PageContext,
    layout::{Page, Width},
    parts::{EmptyState, MoveOffer, empty, facts, moves},
};

/// An offer with its terms.
#[derive(Debug, Clone)]
pub struct OfferCard {
    /// The job.
    pub title: String,
    /// The employer.
    pub employer: String,
    /// Where.
    pub workplace: String,
    /// The wage with its period, formatted.
    pub wage: String,
    /// Hours a week.
    pub hours: String,
    /// First and last day, formatted.
    pub dates: String,
    /// Where it stands.
    pub status: OfferStatus,
    /// The day until which it holds.
    pub until: chrono::NaiveDate,
    /// The clauses that say something.
    pub clauses: Vec<(Clause, String)>,
}

/// The offers of a case.
#[derive(Debug, Clone)]
pub struct OffersProps {
    /// The case's id.
    pub case: String,
    /// The version seen.
    pub version: i32,
    /// Where one came from: address and name.
    pub back: (String, String),
    /// The offers, newest first.
    pub offers: Vec<OfferCard>,
    /// What may be answered.
    pub moves: Vec<MoveOffer>,
}

/// The offers with their terms; below them what may be answered.
pub fn offers(ctx: &PageContext, props: &OffersProps) -> String {
    Page::new(ctx.t("offers-title")).width(Width::Reading).show(ctx, || {
        let (href, name) = props.back.clone();
        let cards = props.offers.iter().enumerate().map(|(at, offer)| card(ctx, at, offer)).collect_view();
        let none = props.offers.is_empty().then(|| empty(EmptyState { icon: "paper", text: ctx.t("offers-none"), action: None }));
        let answer = (!props.moves.is_empty()).then(|| {
            view! { <section class="card" aria-labelledby="answer"><h2 id="answer">{ctx.t("home-decide")}</h2>{moves(ctx, &props.case, props.version, &props.moves, None)}</section> }
        });
        view! {
            <p class="crumbs"><a href=href>{name}</a></p>
            <h1>{ctx.t("offers-title")}</h1>
            <p class="quiet">{ctx.t("offers-read")}</p>
            {cards}{none}{answer}
        }
        .into_any()
    })
}

fn card(ctx: &PageContext, at: usize, offer: &OfferCard) -> AnyView {
    let heading = format!("offer-{at}");
    let mut rows = vec![
        (ctx.t("role-employer"), offer.employer.clone()),
        (ctx.t("orders-workplace"), offer.workplace.clone()),
        (ctx.t("orders-wage"), offer.wage.clone()),
        (ctx.t("orders-hours"), offer.hours.clone()),
        (ctx.t("orders-starts"), offer.dates.clone()),
    ];
    rows.extend(offer.clauses.iter().map(|(clause, words)| (ctx.t_code("field", clause.code()), words.clone())));
    let open = offer.status == OfferStatus::Open;
    let until = open.then(|| {
        view! { <p class="small">{ctx.t_args("offers-until", &[("date", ctx.date(offer.until).into())])}</p> }
    });
    let class = if open { "tag due" } else { "tag" };
    view! {
        <article class="card" aria-labelledby=heading.clone()>
            <div class="between"><h2 id=heading.clone()>{offer.title.clone()}</h2><span class=class>{ctx.t_code("offer-status", offer.status.code())}</span></div>
            {until}
            {facts(rows)}
        </article>
    }
    .into_any()
}
