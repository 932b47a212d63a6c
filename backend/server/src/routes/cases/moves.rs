//! Moves of a case: what each form asks for, what stands in the way and where it is mended, and a move that is tried.

use axum::{extract::State, response::Response};
use sojourn_domain::{
    Actor, CaseId, FieldError, Refusal, Transition, Unmet,
    act::Act,
    decide::{Move, Offer},
    guard::Guard,
    requirement::RequirementKind,
    role::Permission,
    table::{TABLE, To},
};
use sojourn_services::{
    ServiceError,
    cases::{self, Advance, Advanced, Choice},
};
use sojourn_ui::{
    PageContext,
    pages::cases::{CaseProps, case as case_page},
    parts::{MoveOffer, NeededField, UnmetGuard},
    paths,
};

use super::{props, stale};
use crate::{
    state::AppState,
    web::{
        Form, Page, Path, SignedIn, WebError, WebResult,
        form::unmet_guard,
        respond::{self, again, done},
    },
};

/// What the reader may write down to mend what is missing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mends<'a> {
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

pub(crate) fn move_offer(case: &str, mends: Mends<'_>, offer: Offer, choices: &[Choice]) -> MoveOffer {
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

pub(super) async fn advance(
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
pub(crate) struct Attempt<'a> {
    /// The case.
    pub(crate) case: CaseId,
    /// The move.
    pub(crate) transition: Transition,
    /// What was typed.
    pub(crate) form: &'a Form,
}

/// A move that was not made: the case's page again with that move open, what stands in its way or was saved by
/// somebody else, and everything typed. What the mover left out is an error at its field (422); what the case lacks,
/// and a version that is not the newest, are a conflict (409).
pub(crate) async fn refused(
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
        other => return refused_as_a_whole(app, ctx, actor, attempt, other).await,
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
    props.stale = stale;
    let state = form.state(errors);
    match props.approvals.iter_mut().find(|a| a.may_decide && a.transition == transition) {
        // What was said to a proposal comes back to its card.
        Some(card) => card.form = state,
        None => props.attempted = Some((transition, state)),
    }
    let html = case_page(ctx, &props);
    Ok(if conflict { respond::conflict(html) } else { again(html) })
}

/// A move that does not exist any more, or is another person's to decide: said at the top of the case's page.
async fn refused_as_a_whole(
    app: &AppState,
    ctx: &PageContext,
    actor: &Actor,
    attempt: Attempt<'_>,
    error: ServiceError,
) -> WebResult<Response> {
    let state = attempt.form.refused(error)?;
    let view = cases::view(&app.ctx, actor, attempt.case).await?;
    let attempted = Some((attempt.transition, state));
    let props = CaseProps { attempted, ..props(ctx, view, actor.may(Permission::ReadWorkers)) };
    Ok(respond::conflict(case_page(ctx, &props)))
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
