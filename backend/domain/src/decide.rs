//! What may happen to a case, and what does. The only place that moves a state, by the one table.
//! Start at [`decide`]; [`offers`] says the same ahead of time, with what still stands in the way.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    act::{self, Kind, Spec, codes, may},
    actor::Actor,
    case::ApprovalStatus,
    file::CaseFile,
    guard::{Guard, training_moves_state},
    id::AccountId,
    reason::{Comparison, Fault, Outcome, ReturnKind},
    refusal::{Refusal, Unmet},
    registration::Fields,
    role::{Permission, Role},
    state::State,
    table::{self, Edge, From, Second, TABLE, To, Transition},
};

/// A move somebody asks for, with what they say about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Move {
    /// A coded reason, with or without a note.
    pub reason: Option<String>,
    /// Where the evidence is.
    pub evidence: Option<String>,
    /// Whose fault, for a cancellation.
    pub fault: Option<Fault>,
    /// The day it happened.
    pub on: Option<NaiveDate>,
    /// How somebody comes home.
    pub return_kind: Option<ReturnKind>,
    /// What the journey led to.
    pub outcome: Option<Outcome>,
    /// The state somebody was found in.
    pub to: Option<State>,
    /// The record the move is about: the session of an enrolment, the job order of an offer, the offer
    /// that is answered or taken back.
    pub record: Option<Uuid>,
    /// What comparing the contract at arrival with the signed one found.
    pub comparison: Option<Comparison>,
    /// Whether the worker asks in person, signed in or with the PIN. Services set it, never a form.
    pub by_worker: bool,
}

/// What a move can be said with, as forms and JSON send it. What a move needs of it, its guards say.
const SAID: &[Spec] = &[
    may("reason", Kind::Text),
    may("evidence", Kind::Text),
    may("fault", codes!("fault", Fault)),
    may("on", Kind::Day),
    may("return_kind", codes!("return-kind", ReturnKind)),
    may("outcome", codes!("outcome", Outcome)),
    may("to", codes!("state", State)),
    may("record", Kind::Record),
    may("comparison", codes!("comparison", Comparison)),
];

impl Move {
    /// The fields of a move, beside which move it is.
    pub const fn fields() -> &'static [Spec] {
        SAID
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with one error a field.
    pub fn parse(fields: &Fields) -> Result<Self, Refusal> {
        let values = act::parse(SAID, fields)?;
        let text = |name| values.text(name);
        Ok(Self {
            reason: text("reason").map(str::to_owned),
            evidence: text("evidence").map(str::to_owned),
            fault: text("fault").and_then(Fault::from_code),
            on: values.day("on"),
            return_kind: text("return_kind").and_then(ReturnKind::from_code),
            outcome: text("outcome").and_then(Outcome::from_code),
            to: text("to").and_then(State::from_code),
            record: values.record("record"),
            comparison: text("comparison").and_then(Comparison::from_code),
            by_worker: false,
        })
    }

    /// What the decider says, with what the proposer said where the decider adds nothing: a second person
    /// agrees to the move that was proposed.
    #[must_use]
    pub fn completed_by(self, proposed: &Self) -> Self {
        let Self { reason, evidence, fault, on, return_kind, outcome, to, record, comparison, by_worker } = self;
        Self {
            reason: reason.or_else(|| proposed.reason.clone()),
            evidence: evidence.or_else(|| proposed.evidence.clone()),
            fault: fault.or(proposed.fault),
            on: on.or(proposed.on),
            return_kind: return_kind.or(proposed.return_kind),
            outcome: outcome.or(proposed.outcome),
            to: to.or(proposed.to),
            record: record.or(proposed.record),
            comparison: comparison.or(proposed.comparison),
            by_worker,
        }
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mover<'a> {
    /// A person.
    Person(&'a Actor),
    /// A schedule of the system.
    System,
}

/// What follows from a move that was allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The case moves.
    Moved {
        /// The state before.
        from: Option<State>,
        /// The state after; the same where only a record beside the state changes.
        to: State,
        /// The pool to remember, when the move leaves it or returns to it.
        pool: Option<State>,
        /// What happens to the quota.
        quota: QuotaChange,
    },
    /// The move now waits for a second person.
    Proposed,
}

/// What a move does to the case's place of the quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotaChange {
    /// Nothing.
    Keep,
    /// Takes a place.
    Take,
    /// Gives the place back.
    Free,
}

/// How a move stands for an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The actor may make it.
    Make,
    /// The actor may propose it to a second person.
    Propose,
    /// A proposal waits and the actor may decide it.
    Decide,
    /// A proposal waits for somebody else.
    Waits,
}

/// A move that exists from here for this actor, with what still stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    /// The move.
    pub transition: Transition,
    /// Make, propose, decide or wait.
    pub way: Way,
    /// Whether it is the worker's own move, made at the actor's desk with the worker's PIN.
    pub with_worker: bool,
    /// What stands in the way; empty when it can be done now. Facts that come with the move itself
    /// (a reason, a date) are asked for in its form and do not stand here.
    pub unmet: Vec<Unmet>,
}

fn starts(edge: &Edge, file: &CaseFile) -> bool {
    edge.from.iter().any(|from| match (*from, file.state) {
        (From::New, None) => true,
        (From::In(state), Some(now)) => {
            state == now
                && (!matches!(edge.transition, Transition::Enrol | Transition::Certify)
                    || training_moves_state(file, edge.transition, now))
        }
        (From::Pool, Some(now)) => now == file.rules.pool(),
        (From::Beside(state), Some(now)) => state == now && !training_moves_state(file, edge.transition, now),
        (From::New, Some(_)) | (From::In(_) | From::Pool | From::Beside(_), None) => false,
    })
}

fn edge_for(file: &CaseFile, transition: Transition) -> Option<&'static Edge> {
    TABLE.iter().find(|e| e.transition == transition && starts(e, file))
}

fn target(edge: &Edge, file: &CaseFile, mv: &Move) -> Result<State, Refusal> {
    let beside = edge.from.iter().any(|f| matches!(f, From::Beside(_)));
    let pool = file.pool.unwrap_or_else(|| file.rules.pool());
    Ok(match (edge.to, file.state) {
        (_, Some(now)) if beside => now,
        (To::State(state), _) => state,
        (To::Pool, _) => pool,
        (To::PoolWithLastOffer, _) => {
            if file.open_offers > 1 {
                State::Offered
            } else {
                pool
            }
        }
        (To::Named(states), _) => {
            mv.to.filter(|s| states.contains(s)).ok_or_else(|| Refusal::field("to", "choose_one"))?
        }
        (To::WhereItClosed, _) => {
            if file.reintegration.plan_approved {
                State::Reintegrating
            } else {
                State::Returned
            }
        }
    })
}

fn needs_second(edge: &Edge, file: &CaseFile, mv: &Move, actor: &Actor) -> bool {
    match edge.second {
        Second::No => false,
        Second::Always => true,
        Second::WhenItemsOpenOrStaying => {
            file.reintegration.open_items > 0 || mv.outcome == Some(Outcome::StayedLawfully)
        }
        // With the worker's word on the table, an officer confirms it; without, an officer records alone.
        Second::OnWorkersWord => open_proposal(file, edge.transition) || !holds_any(actor, edge.by),
    }
}

fn unmet(edge: &Edge, file: &CaseFile, mv: &Move) -> Vec<Unmet> {
    edge.guards.iter().filter_map(|g| g.check(file, mv).err()).collect()
}

/// Whether this account must not decide the move: it proposed it, prepared the file, or trained.
fn is_own_work(edge: &Edge, file: &CaseFile, account: AccountId) -> bool {
    let proposed = file.proposal.as_ref().is_some_and(|p| p.proposed_by == account);
    let prepared = edge.transition == Transition::Screen && file.prepared_by == Some(account);
    let trained = edge.transition == Transition::Certify && file.training.trainers.contains(&account);
    proposed || prepared || trained
}

fn holds_any(actor: &Actor, roles: &[Role]) -> bool {
    roles.iter().any(|r| actor.has(*r))
}

fn open_proposal(file: &CaseFile, transition: Transition) -> bool {
    file.proposal.as_ref().is_some_and(|p| p.transition == transition && p.status == ApprovalStatus::Open)
}

/// How the actor stands to an edge; `None` when it is none of their business.
fn way(edge: &Edge, file: &CaseFile, mv: &Move, actor: &Actor) -> Option<Way> {
    let decides = holds_any(actor, edge.by) || (mv.by_worker && edge.by.contains(&Role::Worker));
    if !needs_second(edge, file, mv, actor) {
        return decides.then_some(Way::Make);
    }
    let proposes = actor.grants.iter().any(|g| table::may_propose(g.role, edge.transition));
    match (open_proposal(file, edge.transition), decides, proposes) {
        (true, true, _) if !is_own_work(edge, file, actor.account) => Some(Way::Decide),
        (true, ..) if decides || proposes => Some(Way::Waits),
        (false, _, true) => Some(Way::Propose),
        _ => None,
    }
}

/// Judges a move: the table allows it, the roles may, a second person agrees, and every guard holds.
///
/// # Errors
/// [`Refusal::WrongStage`] where no such edge leaves the state, [`Refusal::Forbidden`] for another's
/// move, [`Refusal::SecondPersonNeeded`] for one's own proposal, [`Refusal::Unmet`] with every guard
/// that fails, [`Refusal::Invalid`] when the move itself lacks a field.
pub fn decide(file: &CaseFile, transition: Transition, mover: Mover<'_>, mv: &Move) -> Result<Decision, Refusal> {
    let edge = edge_for(file, transition).ok_or(Refusal::WrongStage)?;
    let way = match mover {
        Mover::System if edge.system => Way::Make,
        Mover::System => return Err(Refusal::Forbidden),
        Mover::Person(actor) => way(edge, file, mv, actor).ok_or(Refusal::Forbidden)?,
    };
    if way == Way::Waits {
        return Err(Refusal::SecondPersonNeeded);
    }
    let unmet = unmet(edge, file, mv);
    if !unmet.is_empty() {
        return Err(Refusal::Unmet(unmet));
    }
    if way == Way::Propose {
        return Ok(Decision::Proposed);
    }
    let to = target(edge, file, mv)?;
    Ok(Decision::Moved {
        from: file.state,
        to,
        pool: pool_after(file, transition, to),
        quota: quota_after(file, transition, to),
    })
}

fn pool_after(file: &CaseFile, transition: Transition, to: State) -> Option<State> {
    match transition {
        Transition::Offer if file.state != Some(State::Offered) => file.state,
        _ if to.stage() == Some(crate::state::Stage::Placement) => file.pool,
        _ => None,
    }
}

fn quota_after(file: &CaseFile, transition: Transition, to: State) -> QuotaChange {
    let ended_before_departure = file.state.is_some_and(State::is_before_departure)
        && matches!(to, State::Withdrawn | State::Deceased | State::Rejected);
    match transition {
        Transition::Sign if !file.holds_quota => QuotaChange::Take,
        Transition::Cancel if file.holds_quota => QuotaChange::Free,
        _ if file.holds_quota && ended_before_departure => QuotaChange::Free,
        _ => QuotaChange::Keep,
    }
}

/// Every move that exists from here for this actor, in the table's order.
pub fn offers(file: &CaseFile, actor: &Actor) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for edge in TABLE.iter().filter(|e| starts(e, file)) {
        let asked = asked_for(edge);
        let (alone, together) = (Move { by_worker: false, ..asked.clone() }, Move { by_worker: true, ..asked });
        let desk = actor.may(Permission::WriteWorkers);
        let own = way(edge, file, &alone, actor).map(|way| (way, false));
        let found = own.or_else(|| desk.then(|| way(edge, file, &together, actor).map(|way| (way, true))).flatten());
        let Some((way, with_worker)) = found else { continue };
        if offers.iter().all(|o| o.transition != edge.transition) {
            let unmet = unmet(edge, file, &together);
            offers.push(Offer { transition: edge.transition, way, with_worker, unmet });
        }
    }
    offers
}

/// A move with everything a form can ask for filled in, so that only the case's own facts remain.
fn asked_for(edge: &Edge) -> Move {
    let staying = edge.guards.contains(&Guard::StayedLawfully);
    Move {
        reason: Some("-".into()),
        evidence: Some("-".into()),
        fault: Some(Fault::Nobody),
        on: Some(NaiveDate::MIN),
        return_kind: Some(ReturnKind::EndOfContract),
        outcome: Some(if staying { Outcome::StayedLawfully } else { Outcome::Employed }),
        to: None,
        record: None,
        comparison: Some(Comparison::Same),
        by_worker: false,
    }
}

/// Whether this actor is the second person for what is proposed.
///
/// # Errors
/// [`Refusal::Forbidden`] for a role that never decides it, [`Refusal::WrongStage`] where no such edge is.
pub fn may_decide(file: &CaseFile, transition: Transition, actor: &Actor) -> Result<bool, Refusal> {
    let edge = edge_for(file, transition).ok_or(Refusal::WrongStage)?;
    if !holds_any(actor, edge.by) {
        return Err(Refusal::Forbidden);
    }
    Ok(!is_own_work(edge, file, actor.account))
}
