//! The contract's page: read by its parties, signed where its words stand, handed over to the worker.

use axum::extract::State;
use sojourn_domain::{Actor, CaseId, Role, placement::WagePeriod};
use sojourn_services::{
    cases,
    papers::{self, Paper, PaperLine},
    placement::{self, ContractView},
};
use sojourn_ui::{
    PageContext,
    pages::placement::{
        Change, ContractProps, NewContractProps, contract as contract_page, new_contract as new_contract_page,
    },
    paths,
};

use super::wage;
use crate::{
    routes::cases::{Mends, document_line, move_offer},
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
    let back = back(&ctx, &actor, &view);
    let contract_paper = |p: &PaperLine| p.kind == Paper::Contract.code();
    let papers = papers::list(&app.ctx, &actor, id).await?.into_iter().filter(contract_paper);
    let papers = papers.map(document_line).collect();
    let has_new = cases::view(&app.ctx, &actor, id).await?.has_new_contract;
    Ok(page(contract_page(&ctx, &ContractProps { papers, has_new, ..props(&ctx, view, back) })))
}

/// The contract drawn up to follow the present one.
pub(super) async fn show_new(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<CaseId>,
) -> WebResult {
    let view = placement::new_contract(&app.ctx, &actor, id).await?;
    let back = back(&ctx, &actor, &view.contract);
    let contract = props(&ctx, view.contract, back);
    let today = view.today.map(|today| props(&ctx, today, (String::new(), String::new())));
    let shown = NewContractProps {
        changes: today.map(|today| changes(&today, &contract)).unwrap_or_default(),
        contract,
        record: view.record.to_string(),
        kind: view.kind,
        wage_falls: view.wage_falls,
        may_sign: view.may_sign,
        with_worker: view.with_worker,
        may_drop: view.may_drop,
    };
    Ok(page(new_contract_page(&ctx, &shown)))
}

/// The terms that are not what they are today, in the order they are read.
fn changes(today: &ContractProps, then: &ContractProps) -> Vec<Change> {
    let terms = [
        ("role-employer", &today.employer, &then.employer),
        ("orders-occupation", &today.title, &then.title),
        ("orders-workplace", &today.workplace, &then.workplace),
        ("orders-wage", &today.wage, &then.wage),
        ("orders-hours", &today.hours, &then.hours),
        ("orders-starts", &today.dates, &then.dates),
    ];
    let differs = terms.into_iter().filter(|(_, today, then)| today != then);
    differs.map(|(label, today, then)| Change { label, today: today.clone(), then: then.clone() }).collect()
}

fn back(ctx: &PageContext, actor: &Actor, view: &ContractView) -> (String, String) {
    if actor.has(Role::Worker) {
        (paths::HOME.to_owned(), ctx.t("nav-journey"))
    } else {
        (paths::case(&view.case.to_string()), view.case_number.to_string())
    }
}

fn props(ctx: &PageContext, view: ContractView, back: (String, String)) -> ContractProps {
    let case = view.case.to_string();
    let job = view.job;
    let (first, last) = job.dates;
    let written_in = job.terms.written_in.map(|language| language.own_name().to_owned());
    let clauses = job.terms.clauses.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect();
    ContractProps {
        version: view.version,
        back,
        number: view.number,
        worker: view.worker,
        employer: job.employer,
        title: job.title,
        workplace: job.workplace,
        wage: wage(ctx, job.wage.minor, job.wage.currency.code(), WagePeriod::code(job.period)),
        hours: ctx.number(job.hours.into()),
        dates: format!("{} – {}", ctx.date(first), ctx.date(last)),
        language: view.language.own_name().to_owned(),
        clauses,
        signatures: view.signatures.into_iter().map(|(role, at)| (role, at.map(|at| at.date_naive()))).collect(),
        handed_over_on: view.handed_over_on,
        hand_over_by: view.hand_over_by,
        departs_on: view.departs_on,
        sign: view.sign.map(|offer| move_offer(&case, Mends::default(), offer, &[])),
        may_hand_over: view.may_hand_over,
        written_in,
        papers: Vec::new(),
        has_new: false,
        case,
    }
}
