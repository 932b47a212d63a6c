//! Cases: the list, and one journey with what comes next. Its moves and its requirement records are beside it.

mod moves;
mod requirements;
mod stale;

use axum::extract::{Query, State};
use serde::Deserialize;
use sojourn_domain::{CaseId, Stage, State as CaseState, decide::Way, requirement::RequirementKind, role::Permission};
use sojourn_services::{
    ServiceError,
    cases::{self, CaseView},
    papers::PaperLine,
};
use sojourn_storage::{CaseFilter, CaseKey};
use sojourn_ui::{
    FormState, PageContext,
    pages::cases::{
        ApprovalItem, CaseLine, CaseProps, CasesProps, DeclinedLine, DocumentLine, EventLine, case as case_page,
        cases as cases_page,
    },
    parts::Journey,
    paths,
};

use super::{
    key::{self, PAGE, pager},
    work::proposer_of,
};
use crate::{
    state::AppState,
    web::{
        May, Page, Path, WebResult,
        respond::page,
        rights,
        routing::{Routes, get, post},
    },
};

pub(super) use moves::{Attempt, Mends, move_offer, refused};

/// The routes of cases.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::CASES, get(list))
        .route("/cases/{id}", get(show))
        .route("/cases/{id}/advance", post(moves::advance))
        .route("/cases/{id}/requirements/{kind}", get(requirements::show_requirement).post(requirements::record))
        .route("/cases/{id}/requirements/{record}/verify", post(requirements::verify))
        .route("/cases/{id}/findings/{record}", get(requirements::show_findings))
}

/// What the list was asked for: codes and an id.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    stage: String,
    state: String,
    programme: String,
    pub(crate) after: String,
}

impl Filter {
    /// The cases that are wanted: of a state, else of a stage, else all.
    pub(crate) fn wanted(&self) -> CaseFilter {
        let states = match (CaseState::from_code(&self.state), Stage::from_code(&self.stage)) {
            (Some(state), _) => vec![state],
            (None, Some(stage)) => stage.states(),
            (None, None) => Vec::new(),
        };
        CaseFilter { states, programme: self.programme.parse().ok() }
    }

    /// The list's address with its filters, for the next page.
    fn path(&self) -> String {
        let pairs = [("stage", &self.stage), ("state", &self.state), ("programme", &self.programme)];
        let set: Vec<_> = pairs.iter().filter(|(_, v)| plain(v)).map(|(k, v)| format!("{k}={v}")).collect();
        if set.is_empty() { paths::CASES.to_owned() } else { format!("{}?{}", paths::CASES, set.join("&")) }
    }
}

/// A code or an id: what a filter of ours holds.
fn plain(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

async fn list(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ReadCases>,
    Query(filter): Query<Filter>,
) -> WebResult {
    let found = cases::list(&app.ctx, &actor, &filter.wanted(), key::read(&filter.after), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more);
    let next = next.map(|c| CaseKey { moved_at: c.moved_at, id: c.id });
    let programmes = app.ctx.db.reader().programmes().programmes().await.map_err(ServiceError::from)?;
    let values =
        [("stage", filter.stage.clone()), ("state", filter.state.clone()), ("programme", filter.programme.clone())];
    let props = CasesProps {
        filter: FormState::filled(values),
        programmes: programmes.into_iter().map(|p| (p.id.to_string(), p.title)).collect(),
        pager: pager(&filter.path(), &filter.after, next.map(key::write)),
        rows: found
            .rows
            .into_iter()
            .map(|row| CaseLine {
                href: paths::case(&row.id.to_string()),
                number: row.number.to_string(),
                name: row.name,
                state: row.state,
                programme: row.programme,
                since: row.moved_at.date_naive(),
            })
            .collect(),
        export: None,
    };
    Ok(page(cases_page(&ctx, &props)))
}

async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ReadCases>,
    Path(id): Path<CaseId>,
) -> WebResult {
    let view = cases::view(&app.ctx, &actor, id).await?;
    Ok(page(case_page(&ctx, &props(&ctx, view, actor.may(Permission::ReadWorkers)))))
}

/// A paper as a line of a page.
pub(super) fn document_line(paper: PaperLine) -> DocumentLine {
    DocumentLine {
        href: paths::document(&paper.id.to_string()),
        kind: paper.kind,
        number: paper.number,
        version: paper.revision,
        superseded: paper.superseded,
        void: paper.void,
    }
}

/// The journey's line: the stages reached, and when.
pub(super) fn journey_of(view: &CaseView) -> Journey {
    let last_stage = view.events.iter().find_map(|e| e.to.stage());
    let mut reached: Vec<(Stage, chrono::NaiveDate)> = Vec::new();
    for event in view.events.iter().rev() {
        if let Some(stage) = event.to.stage()
            && reached.iter().all(|(s, _)| *s != stage)
        {
            reached.push((stage, event.at.date_naive()));
        }
    }
    Journey::new(view.case.state, Some(view.case.moved_at.date_naive()), &reached, last_stage)
}

fn props(ctx: &PageContext, view: CaseView, reads_workers: bool) -> CaseProps {
    let id = view.case.id.to_string();
    let decides = |t| view.offers.iter().any(|o| o.transition == t && o.way == Way::Decide && o.unmet.is_empty());
    let may_decide = view.proposal.as_ref().is_some_and(|(p, _)| decides(p.transition));
    let mends = view.may_record;
    let journey = journey_of(&view);
    let age = view.worker.born.ages_on(ctx.today).0;
    let about =
        [age.to_string(), ctx.t_code("sex", view.worker.sex.code()), view.worker.district.clone().unwrap_or_default()];
    CaseProps {
        version: view.case.version,
        number: view.case.number.to_string(),
        name: view.worker.full_name(),
        worker_number: view.worker.number.to_string(),
        worker: reads_workers.then(|| paths::worker(&view.worker.id.to_string())),
        about: about.into_iter().filter(|f| !f.is_empty()).collect::<Vec<_>>().join(" · "),
        programme: view.programme,
        journey,
        // What waits for the reader's decision stands as a card of its own.
        offers: view
            .offers
            .into_iter()
            .filter(|o| !(o.way == Way::Decide && o.unmet.is_empty()))
            .map(|o| move_offer(&id, Mends { requirements: mends, acts: &view.acts }, o, &view.choices))
            .collect(),
        attempted: None,
        stale: None,
        checks: RequirementKind::ALL
            .iter()
            .filter(|_| view.reads_requirements)
            .map(|k| requirements::check(ctx, &id, *k, &view.requirements, mends))
            .collect(),
        acts: view.acts.clone(),
        records: view.records,
        has_new_contract: view.has_new_contract,
        shows_offers: reads_workers && view.case.state == CaseState::Offered,
        approvals: view
            .proposal
            .into_iter()
            .map(|(approval, proposed_by)| ApprovalItem {
                id: approval.id.to_string(),
                transition: approval.transition,
                name: view.worker.full_name(),
                number: view.case.number.to_string(),
                href: paths::case(&id),
                proposed_by,
                proposed_at: approval.proposed_at,
                proposer: proposer_of(&approval),
                on: approval.said.on,
                return_kind: approval.said.return_kind,
                reason: approval.said.reason,
                may_decide,
                form: FormState::default(),
            })
            .collect(),
        declined: view.declined.map(|(approval, by)| DeclinedLine {
            transition: approval.transition,
            by,
            at: approval.decided_at.unwrap_or(approval.proposed_at),
            answer: approval.answer.unwrap_or_default(),
        }),
        events: view
            .events
            .into_iter()
            .map(|e| EventLine {
                at: e.at,
                transition: e.transition,
                by: e.by.unwrap_or_default(),
                proposed_by: e.proposed_by,
                reason: e.reason,
            })
            .collect(),
        documents: view.papers.into_iter().map(document_line).collect(),
        id,
    }
}
