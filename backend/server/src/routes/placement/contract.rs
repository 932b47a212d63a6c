//! The contract's page: read by its parties, signed where its words stand, handed over to the worker.

use axum::extract::State;
use sojourn_domain::{CaseId, Role, placement::WagePeriod};
use sojourn_services::placement::{self, ContractView};
use sojourn_ui::{
    PageContext,
    pages::placement::{ContractProps, contract as contract_page},
    paths,
};

use super::wage;
use crate::{
    routes::cases::move_offer,
    state::AppState,
    web::{Page, Path, SignedIn, WebResult, respond::page},
};

pub(super) async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<CaseId>,
) -> WebResult {
    let view = placement::contract(&app.ctx, &actor, id).await?;
    let back = if actor.has(Role::Worker) {
        (paths::HOME.to_owned(), ctx.t("nav-journey"))
    } else {
        (paths::case(&id.to_string()), view.case_number.to_string())
    };
    Ok(page(contract_page(&ctx, &props(&ctx, view, back))))
}

fn props(ctx: &PageContext, view: ContractView, back: (String, String)) -> ContractProps {
    let case = view.case.to_string();
    let (first, last) = view.dates;
    let clauses = view.terms.clauses.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect();
    ContractProps {
        version: view.version,
        back,
        number: view.number,
        worker: view.worker,
        employer: view.employer,
        title: view.title,
        workplace: view.workplace,
        wage: wage(ctx, view.wage.minor, view.wage.currency.code(), WagePeriod::code(view.period)),
        hours: ctx.number(view.hours.into()),
        dates: format!("{} – {}", ctx.date(first), ctx.date(last)),
        language: view.language.own_name().to_owned(),
        clauses,
        signatures: view.signatures.into_iter().map(|(role, at)| (role, at.map(|at| at.date_naive()))).collect(),
        handed_over_on: view.handed_over_on,
        hand_over_by: view.hand_over_by,
        departs_on: view.departs_on,
        sign: view.sign.map(|offer| move_offer(&case, false, offer, &[])),
        may_hand_over: view.may_hand_over,
        case,
    }
}
