//! The work list: what waits for this person today, in each role's own words. Start at [`work`]; deadlines are in
//! [`due`], a programme manager's figures in [`overview`].

pub mod due;
pub mod incidents;
pub mod overview;

use chrono::NaiveDate;
use sojourn_domain::{
    Actor, ApprovalId, Refusal, Role, State, Transition,
    case::{Approval, ApprovalStatus},
    decide::Move,
    placement::OrderStatus,
    table::{self, TABLE},
    view::{COUNTED, CaseRow},
};
use sojourn_storage::{CaseFilter, CaseKey, entity::reintegration::support_request};

use self::due::{DueCount, DueItem};
use crate::{
    Context, Result, ServiceError,
    cases::{self, Advance, Advanced, cut},
    placement,
};

/// A proposal with the case it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The proposal.
    pub approval: Approval,
    /// The case.
    pub case: CaseRow,
    /// Who proposed it.
    pub proposed_by: String,
    /// Whether the reader is a second person for it.
    pub may_decide: bool,
}

/// A case that waits for the reader's role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The case.
    pub case: CaseRow,
    /// What carries it on.
    pub next: Transition,
    /// By which day, where the rules name one.
    pub due: Option<NaiveDate>,
}

/// One person's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// How much of each kind of deadline stands on the list.
    pub due: Vec<DueCount>,
    /// The most urgent deadlines.
    pub first: Vec<DueItem>,
    /// Proposals in the reader's scope, oldest first.
    pub waiting: Vec<Waiting>,
    /// Cases that wait for the reader's role, longest waiting first.
    pub tasks: Vec<Task>,
    /// How many cases wait for the reader's role in all, counted as far as [`COUNTED`].
    pub steps: u64,
    /// How many cases of the reader's scope wait for others, counted likewise.
    pub elsewhere: u64,
    /// The key of the next page of tasks.
    pub next: Option<CaseKey>,
}

impl Work {
    /// Deadlines past their day.
    #[must_use]
    pub fn overdue(&self) -> u64 {
        self.due.iter().map(|count| count.overdue).sum()
    }

    /// Deadlines today or in the days ahead.
    #[must_use]
    pub fn ahead(&self) -> u64 {
        self.due.iter().map(|count| count.listed - count.overdue).sum()
    }
}

/// Proposals shown at most.
const PROPOSALS: u64 = 50;
/// Deadlines shown on a first page; all of them are a page away.
const URGENT: u64 = 15;

/// What waits for a person in a role.
///
/// # Errors
/// As any read.
pub async fn work(ctx: &Context, actor: &Actor, role: Role, last: Option<CaseKey>, size: u64) -> Result<Work> {
    let reader = ctx.db.reader();
    let waiting = waiting(ctx, actor).await?;
    let states: Vec<State> = State::ALL.iter().copied().filter(|s| table::next_for(role, *s).is_some()).collect();
    let others = State::ALL.iter().copied().filter(|s| s.is_active() && !states.contains(s)).collect();
    let mut work = Work {
        due: due::counts(ctx, actor, role).await?,
        first: due::first(ctx, actor, role, URGENT).await?,
        waiting,
        tasks: Vec::new(),
        steps: count(ctx, actor, states.clone()).await?,
        elsewhere: count(ctx, actor, others).await?,
        next: None,
    };
    if states.is_empty() {
        return Ok(work);
    }
    let page = reader.cases().list(actor, &CaseFilter { states, ..CaseFilter::default() }, last, size).await?;
    let rules = placement::rules_of(ctx, &reader, page.rows.iter().map(|r| r.programme_id)).await?;
    work.next = page.rows.last().filter(|_| page.more).map(|c| CaseKey { moved_at: c.moved_at, id: c.id });
    work.tasks = page
        .rows
        .into_iter()
        .filter_map(|case| {
            let due = rules.get(&case.programme_id).and_then(|v| v.rules.due(case.state, case.departs_on));
            Some(Task { next: table::next_for(role, case.state)?, due, case: cut(actor, case) })
        })
        .collect();
    Ok(work)
}

/// How many cases of the reader's scope are in these states, as far as they are counted.
async fn count(ctx: &Context, actor: &Actor, states: Vec<State>) -> Result<u64> {
    // A filter without states is one of any state.
    if states.is_empty() {
        return Ok(0);
    }
    let filter = CaseFilter { states, ..CaseFilter::default() };
    Ok(ctx.db.reader().cases().count(actor, &filter, COUNTED + 1).await?)
}

/// What a second person says to a proposal, with why in their words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The move is made as it was proposed; a reason of the decider's own comes before the proposer's.
    Agree(Option<String>),
    /// The case stays where it is; that takes a reason.
    Refuse(Option<String>),
}

/// A proposal of the actor's scope.
///
/// # Errors
/// [`ServiceError::NotFound`] outside it, and for one that was decided before.
pub async fn find_waiting(ctx: &Context, actor: &Actor, id: ApprovalId) -> Result<Waiting> {
    let found = ctx.db.reader().cases().find_approval(id).await?;
    let open = found.filter(|a| a.status == ApprovalStatus::Open && a.proposed_by != actor.account);
    seen(ctx, actor, open.into_iter().collect()).await?.pop().ok_or(ServiceError::NotFound)
}

/// Decides a proposal; `None` is answered where it was refused.
///
/// # Errors
/// As [`cases::advance`] and [`cases::decline_proposal`].
pub async fn decide(ctx: &Context, actor: &Actor, found: &Waiting, decision: Decision) -> Result<Option<Advanced>> {
    let case = found.case.id;
    match decision {
        Decision::Refuse(reason) => {
            cases::decline_proposal(ctx, actor, case, reason.as_deref()).await?;
            Ok(None)
        }
        Decision::Agree(reason) => {
            let version = cases::view(ctx, actor, case).await?.case.version;
            let mv = Move { reason, ..Move::default() };
            let command = Advance { case, version, transition: found.approval.transition, mv, pin: None };
            cases::advance(ctx, actor, command).await.map(Some)
        }
    }
}

/// Proposals of the actor's scope, oldest first.
///
/// # Errors
/// As any read.
pub async fn waiting(ctx: &Context, actor: &Actor) -> Result<Vec<Waiting>> {
    let approvals = ctx.db.reader().cases().waiting_approvals(actor, PROPOSALS).await?;
    seen(ctx, actor, approvals).await
}

/// Proposals with their cases, as far as the actor sees these.
async fn seen(ctx: &Context, actor: &Actor, approvals: Vec<Approval>) -> Result<Vec<Waiting>> {
    let reader = ctx.db.reader();
    let ids: Vec<_> = approvals.iter().map(|a| a.case).collect();
    let cases = reader.cases().rows(actor, &ids).await?;
    let names = reader.access().names_of_all(approvals.iter().map(|a| a.proposed_by)).await?;
    let mut waiting = Vec::new();
    for approval in approvals {
        let Some(case) = cases.iter().find(|c| c.id == approval.case).cloned() else { continue };
        let decides = TABLE.iter().any(|e| e.transition == approval.transition && e.by.iter().any(|r| actor.has(*r)));
        waiting.push(Waiting {
            may_decide: decides && approval.proposed_by != actor.account,
            proposed_by: names.get(&approval.proposed_by).cloned().unwrap_or_default(),
            case,
            approval,
        });
    }
    Ok(waiting)
}

/// Requests for support that wait in the actor's scope, the most urgent and then the oldest first.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever is no case worker: a request is confidential; storage.
pub async fn requests(ctx: &Context, actor: &Actor) -> Result<Vec<(support_request::Model, CaseRow)>> {
    if !actor.has(Role::CaseWorker) {
        return Err(Refusal::Forbidden.into());
    }
    let (reader, actor) = (ctx.db.reader(), &due::as_role(actor, Role::CaseWorker));
    let mut found = Vec::new();
    for request in reader.reintegration().open_requests(actor, PROPOSALS).await? {
        if let Some(case) = reader.cases().row(actor, request.case_id.into()).await? {
            found.push((request, case));
        }
    }
    Ok(found)
}

/// Job orders that wait for the mission, at most so many as a page shows.
///
/// # Errors
/// As any read.
pub async fn orders_waiting(ctx: &Context, actor: &Actor) -> Result<u64> {
    let page = placement::orders(ctx, actor, Some(OrderStatus::Submitted), None, PROPOSALS).await?;
    Ok(page.rows.len() as u64)
}
