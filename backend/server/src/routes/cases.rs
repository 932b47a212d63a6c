//! Cases: the list, one journey with what comes next, its moves, its requirement records.

mod stale;

use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;
use sojourn_domain::{
    Actor, CaseId, FieldError, Refusal, RequirementId, Stage, State as CaseState, Transition, Unmet,
    act::Act,
    decide::{Move, Offer, Way},
    guard::Guard,
    requirement::{Requirement, RequirementKind, RequirementResult},
    role::Permission,
    table::{TABLE, To},
};
use sojourn_services::{
    ServiceError,
    cases::{self, Advance, Advanced, CaseView, Choice, RecordRequirement, RequirementLine, SEEN_NONE},
    papers::PaperLine,
};
use sojourn_storage::CaseFilter;
use sojourn_ui::{
    FormState, PageContext,
    pages::cases::{
        ApprovalItem, CaseLine, CaseProps, CasesProps, DocumentLine, EventLine, FindingsLine, FindingsProps,
        RequirementProps, case as case_page, cases as cases_page, findings as findings_page,
        requirement as requirement_page,
    },
    parts::{Check, CheckStatus, Journey, MoveOffer, NeededField, UnmetGuard},
    paths,
};

use super::{
    key::{self, PAGE, pager},
    work::proposer_of,
};
use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, SignedIn, WebError, WebResult,
        respond::{self, again, done, page},
        rights,
        routing::{Routes, get, post},
    },
};

/// The routes of cases.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::CASES, get(list))
        .route("/cases/{id}", get(show))
        .route("/cases/{id}/advance", post(advance))
        .route("/cases/{id}/requirements/{kind}", get(show_requirement).post(record))
        .route("/cases/{id}/requirements/{record}/verify", post(verify))
        .route("/cases/{id}/findings/{record}", get(show_findings))
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
    let next = next.map(|c| sojourn_storage::CaseKey { moved_at: c.moved_at, id: c.id });
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
            .map(|k| check(ctx, &id, *k, &view.requirements, mends))
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
            })
            .collect(),
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

/// What the reader may write down to mend what is missing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mends<'a> {
    /// Requirement records.
    pub requirements: bool,
    /// Acts.
    pub acts: &'a [Act],
}

impl Mends<'_> {
    /// Where a guard is mended by this reader.
    fn place(self, case: &str, unmet: &Unmet) -> Option<String> {
        let drawn_up = unmet.because == "signature_missing";
        let draws = |act: Act| self.acts.contains(&act).then(|| paths::act(case, act.code()));
        match unmet.guard {
            Guard::NewContract | Guard::ContractExtended if drawn_up => Some(paths::new_contract(case)),
            Guard::NewContract => draws(Act::DrawUpTransfer),
            Guard::ContractExtended => draws(Act::DrawUpExtension),
            guard => mend(guard).filter(|_| self.requirements).map(|kind| paths::requirement(case, kind.code())),
        }
    }
}

pub(super) fn move_offer(case: &str, mends: Mends<'_>, offer: Offer, choices: &[Choice]) -> MoveOffer {
    let unmet = offer.unmet.into_iter().map(|u| mended(case, mends, u)).collect();
    let mut fields = needed(offer.transition);
    let records: Vec<_> = choices.iter().filter(|c| c.transition == offer.transition).collect();
    if !records.is_empty() {
        let records = records.into_iter().map(|c| (c.record.to_string(), c.label.clone()));
        fields.insert(0, NeededField::Record(records.collect()));
    }
    if offer.with_worker {
        fields.push(NeededField::Pin);
    }
    MoveOffer { transition: offer.transition, way: offer.way, unmet, fields, elsewhere: None }
}

/// A guard that does not hold, with the page that mends it for those who may.
fn mended(case: &str, mends: Mends<'_>, unmet: Unmet) -> UnmetGuard {
    let place = mends.place(case, &unmet);
    unmet_guard(unmet, place)
}

/// A guard that does not hold, with the place that mends it.
pub(super) fn unmet_guard(unmet: Unmet, mend: Option<String>) -> UnmetGuard {
    UnmetGuard { guard: unmet.guard, because: unmet.because, facts: unmet.facts, mend }
}

/// What a move's form asks for: the facts its guards want from the mover, and the state to be named.
fn needed(transition: Transition) -> Vec<NeededField> {
    let Some(edge) = TABLE.iter().find(|e| e.transition == transition) else { return Vec::new() };
    let from_guard = |guard: &Guard| match guard {
        Guard::ReasonGiven => Some(NeededField::Reason),
        Guard::EvidenceGiven | Guard::WorkersStatement => Some(NeededField::Evidence),
        Guard::FaultNamed => Some(NeededField::Fault),
        Guard::ReturnKindGiven => Some(NeededField::ReturnKind),
        Guard::ReturnDateGiven => Some(NeededField::On),
        Guard::OutcomeGiven => Some(NeededField::Outcome),
        Guard::ArrivalContractCompared => Some(NeededField::Comparison),
        _ => None,
    };
    let mut fields: Vec<_> = edge.guards.iter().filter_map(from_guard).collect();
    if let To::Named(states) = edge.to {
        fields.push(NeededField::To(states.to_vec()));
    }
    fields
}

/// The record that mends a guard.
fn mend(guard: Guard) -> Option<RequirementKind> {
    match guard {
        Guard::DocumentsVerified => Some(RequirementKind::Documents),
        Guard::LanguageValid => Some(RequirementKind::Language),
        Guard::VisaValid => Some(RequirementKind::Visa),
        Guard::MedicalFit => Some(RequirementKind::Medical),
        Guard::InsuranceInForce => Some(RequirementKind::Insurance),
        Guard::PoliceClear => Some(RequirementKind::Police),
        Guard::CostsWithinCeiling => Some(RequirementKind::Costs),
        _ => None,
    }
}

fn check(ctx: &PageContext, case: &str, kind: RequirementKind, lines: &[RequirementLine], mends: bool) -> Check {
    let newest = lines.iter().find(|l| l.record.kind == kind);
    let today = ctx.today;
    let status = match newest {
        Some(l) if l.record.result != RequirementResult::Passed => CheckStatus::Missing,
        Some(l) if l.record.valid_until.is_some_and(|until| until < today) => CheckStatus::Missing,
        Some(l) if l.record.verified_by.is_none() => CheckStatus::Unverified,
        Some(_) => CheckStatus::Met,
        None => CheckStatus::Missing,
    };
    let detail = newest.map(|l| {
        let until = l.record.valid_until.map(|day| ctx.date(day)).unwrap_or_default();
        let parts = [ctx.t_code("result", l.record.result.code()), until, l.recorded_by.clone()];
        let verified = l.verified_by.clone().unwrap_or_default();
        parts.into_iter().chain([verified]).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    let name = ctx.t_code("requirement", kind.code());
    Check {
        status,
        detail: detail.unwrap_or_default(),
        mend: mends.then(|| (ctx.t("moves-mend"), paths::requirement(case, kind.code()))),
        verify: newest.filter(|l| l.may_verify).map(|l| paths::verify_requirement(case, &l.record.id.to_string())),
        name,
    }
}

async fn advance(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<CaseId>,
    form: Form,
) -> WebResult<Response> {
    let transition =
        Transition::from_code(form.value("transition")).ok_or(WebError::Malformed("there is no such move"))?;
    let version = form.value("version").parse().map_err(|_| WebError::Malformed("a version is a number"))?;
    let moved = match Move::parse(&form.values) {
        Ok(mv) => {
            let pin = form.some("pin").map(str::to_owned);
            cases::advance(&app.ctx, &actor, Advance { case: id, version, transition, mv, pin }).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match moved {
        Ok(Advanced::Moved(_)) => Ok(done(&paths::case(&id.to_string()), "flash-moved", &[])),
        Ok(Advanced::Signed) => Ok(done(&paths::case(&id.to_string()), "flash-signed", &[])),
        Ok(Advanced::Proposed) => Ok(done(&paths::case(&id.to_string()), "flash-proposed", &[])),
        Err(error) => refused(&app, &ctx, &actor, Attempt { case: id, transition, form: &form }, error).await,
    }
}

/// A move that somebody tried.
pub(super) struct Attempt<'a> {
    /// The case.
    pub(super) case: CaseId,
    /// The move.
    pub(super) transition: Transition,
    /// What was typed.
    pub(super) form: &'a Form,
}

/// A move that was not made: the case's page again with that move open, what stands in its way or was saved by
/// somebody else, and everything typed. What the mover left out is an error at its field (422); what the case lacks,
/// and a version that is not the newest, are a conflict (409).
pub(super) async fn refused(
    app: &AppState,
    ctx: &PageContext,
    actor: &Actor,
    attempt: Attempt<'_>,
    error: ServiceError,
) -> WebResult<Response> {
    let Attempt { case, transition, form } = attempt;
    let (errors, unmet, is_stale) = match error {
        ServiceError::Refusal(Refusal::Invalid(errors)) => (errors, Vec::new(), false),
        ServiceError::Refusal(Refusal::Unmet(unmet)) => {
            let (said, lacking): (Vec<_>, Vec<_>) = unmet.into_iter().partition(|u| field_of(u.guard).is_some());
            let at_field = |u: Unmet| Some(FieldError::new(field_of(u.guard)?, asked_again(&u.because)));
            (said.into_iter().filter_map(at_field).collect(), lacking, false)
        }
        ServiceError::Refusal(Refusal::Stale) => (Vec::new(), Vec::new(), true),
        other => return Err(other.into()),
    };
    let conflict = is_stale || !unmet.is_empty();
    let view = cases::view(&app.ctx, actor, case).await?;
    let stale = if is_stale { stale::of_move(ctx, &view, transition, form) } else { None };
    let (requirements, acts) = (view.may_record, view.acts.clone());
    let mends = Mends { requirements, acts: &acts };
    let mut props = props(ctx, view, actor.may(Permission::ReadWorkers));
    if let Some(offer) = props.offers.iter_mut().find(|o| o.transition == transition && !unmet.is_empty()) {
        offer.unmet = unmet.into_iter().map(|u| mended(&case.to_string(), mends, u)).collect();
    }
    props.attempted = Some((transition, form.state(errors)));
    props.stale = stale;
    let html = case_page(ctx, &props);
    Ok(if conflict { respond::conflict(html) } else { again(html) })
}

/// The error of a field from why its guard does not hold.
fn asked_again(because: &str) -> &'static str {
    if because == "in_the_future" { "in_the_future" } else { "required" }
}

fn field_of(guard: Guard) -> Option<&'static str> {
    match guard {
        Guard::ReasonGiven => Some("reason"),
        Guard::EvidenceGiven | Guard::WorkersStatement => Some("evidence"),
        Guard::FaultNamed => Some("fault"),
        Guard::ReturnKindGiven => Some("return_kind"),
        Guard::ReturnDateGiven => Some("on"),
        Guard::OutcomeGiven => Some("outcome"),
        Guard::ArrivalContractCompared => Some("comparison"),
        _ => None,
    }
}

/// The form of a record, and the newest one of its kind.
async fn requirement_props(
    app: &AppState,
    actor: &Actor,
    id: CaseId,
    kind: &str,
    form: FormState,
) -> WebResult<(RequirementProps, Option<RequirementLine>)> {
    let kind = RequirementKind::from_code(kind).ok_or(WebError::NotFound)?;
    let view = cases::view(&app.ctx, actor, id).await?;
    let examined = kind == RequirementKind::Medical && actor.may(Permission::HealthFindings);
    let earlier = view.requirements.iter().filter(|r| r.record.kind == kind).map(|r| findings_line(id, &r.record));
    let findings = examined.then(|| earlier.collect());
    let newest = view.requirements.into_iter().find(|line| line.record.kind == kind);
    let props = RequirementProps {
        findings,
        case: id.to_string(),
        number: view.case.number.to_string(),
        name: view.worker.full_name(),
        kind,
        form,
        seen: newest.as_ref().map_or_else(|| SEEN_NONE.to_owned(), |line| line.record.id.to_string()),
        stale: None,
    };
    Ok((props, newest))
}

fn findings_line(case: CaseId, record: &Requirement) -> FindingsLine {
    FindingsLine {
        href: paths::findings(&case.to_string(), &record.id.to_string()),
        result: record.result,
        on: record.recorded_at.date_naive(),
    }
}

/// What was found at an examination; the reading is noted.
async fn show_findings(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::HealthFindings>,
    Path((id, record)): Path<(CaseId, RequirementId)>,
) -> WebResult {
    let (record, text) = cases::findings(&app.ctx, &actor, id, record).await?;
    let number = cases::view(&app.ctx, &actor, id).await?.case.number.to_string();
    let props = FindingsProps { case: id.to_string(), number, line: findings_line(id, &record), text };
    Ok(page(findings_page(&ctx, &props)))
}

async fn show_requirement(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::RecordRequirements>,
    Path((id, kind)): Path<(CaseId, String)>,
) -> WebResult {
    let (props, _) = requirement_props(&app, &actor, id, &kind, FormState::default()).await?;
    Ok(page(requirement_page(&ctx, &props)))
}

async fn record(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::RecordRequirements>,
    Path((id, kind)): Path<(CaseId, String)>,
    form: Form,
) -> WebResult {
    let mut fields = form.values.clone();
    fields.insert("kind".into(), kind.clone());
    let recorded = match RecordRequirement::parse(&fields) {
        Ok(command) => cases::record_with_findings(&app.ctx, &actor, id, command, form.some("findings")).await,
        Err(refusal) => Err(refusal.into()),
    };
    match recorded {
        Ok(_) => Ok(done(&paths::case(&id.to_string()), "flash-saved", &[])),
        Err(ServiceError::Refusal(Refusal::Stale)) => {
            let (props, newest) = requirement_props(&app, &actor, id, &kind, form.state(Vec::new())).await?;
            let stale = newest.map(|line| stale::of_record(&ctx, &line, &form));
            Ok(respond::conflict(requirement_page(&ctx, &RequirementProps { stale, ..props })))
        }
        Err(error) => {
            let state = form.state(Form::errors_of(error)?);
            let (props, _) = requirement_props(&app, &actor, id, &kind, state).await?;
            // What was seen stays what it was when the form was opened.
            let seen = form.some("seen").map_or(props.seen, str::to_owned);
            Ok(again(requirement_page(&ctx, &RequirementProps { seen, ..props })))
        }
    }
}

async fn verify(
    State(app): State<AppState>,
    May { actor, .. }: May<rights::VerifyRequirements>,
    Path((id, record)): Path<(CaseId, RequirementId)>,
) -> WebResult {
    cases::verify(&app.ctx, &actor, id, record).await?;
    Ok(done(&paths::case(&id.to_string()), "flash-verified", &[]))
}
