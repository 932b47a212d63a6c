//! What a case shows, cut to whoever looks: where it stands, what comes next, who holds it, what is missing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sojourn_domain::{
    AccountId, Actor, ApprovalId, CaseId, FlagId, Role, State, Transition, WorkerId,
    act::Act,
    case::{Approval, ApprovalStatus, Case, CaseEvent},
    decide::{self, Offer, Way},
    guard::Guard,
    placement::OrderStatus,
    requirement::Requirement,
    role::Permission,
    view::{CaseRow, RecordLine},
    worker::Worker,
};
use sojourn_storage::{CaseFilter, CaseKey, Page, Source};
use uuid::Uuid;

use super::{
    file::{Loaded, POSSIBLE_DUPLICATE, load},
    stages::is_open,
};
use crate::{
    Context, Result,
    papers::{self, PaperLine},
    placement,
};

/// One move as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub transition: Transition,
    /// Where it led.
    pub to: State,
    /// Who did it; `None` for the system.
    pub by: Option<String>,
    /// Who had proposed it: a colleague whose proposal was agreed to, or the worker.
    pub proposed_by: Option<String>,
    /// The reason given.
    pub reason: Option<String>,
}

/// A requirement record with the names of its people, and whether the viewer may verify it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementLine {
    /// The record.
    pub record: Requirement,
    /// Who wrote it.
    pub recorded_by: String,
    /// Who verified it.
    pub verified_by: Option<String>,
    /// Whether the viewer may verify it: holds the permission and did not write it.
    pub may_verify: bool,
}

/// A case as a page shows it. What the person may do next is data in it; the view decides nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// Whose journey.
    pub worker: Worker,
    /// The programme's title.
    pub programme: String,
    /// The number of the rules' version in force.
    pub rules_version: i32,
    /// Every move, newest first.
    pub events: Vec<EventLine>,
    /// Requirement records, newest first.
    pub requirements: Vec<RequirementLine>,
    /// What waits for a second person, with who proposed it.
    pub proposal: Option<(Approval, String)>,
    /// The last proposal, where a second person said no to it, with who that was.
    pub declined: Option<(Approval, String)>,
    /// Moves possible from here, with what stands in the way of each.
    pub offers: Vec<Offer>,
    /// What the moves that are about a record can choose from.
    pub choices: Vec<Choice>,
    /// Whether the viewer may write requirement records.
    pub may_record: bool,
    /// Whether the viewer reads requirement records: employers and centres do not.
    pub reads_requirements: bool,
    /// What the viewer may write down.
    pub acts: Vec<Act>,
    /// Whether a contract drawn up to follow the present one is there for the viewer to read.
    pub has_new_contract: bool,
    /// Whether it waits for the viewer's signature.
    pub may_sign_new_contract: bool,
    /// The papers the viewer sees, newest first.
    pub papers: Vec<PaperLine>,
    /// What the stages wrote down, as far as the viewer sees it.
    pub records: Vec<RecordLine>,
    /// Open flags of a possible duplicate: the flag and the other record's number.
    pub duplicates: Vec<(FlagId, WorkerId)>,
}

/// A record that a move can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The move.
    pub transition: Transition,
    /// The record.
    pub record: Uuid,
    /// What it is called: a title, a place, a day.
    pub label: String,
}

/// A case in the actor's scope.
///
/// # Errors
/// [`crate::ServiceError::NotFound`] outside it.
pub async fn view(ctx: &Context, actor: &Actor, id: CaseId) -> Result<CaseView> {
    let reader = ctx.db.reader();
    let loaded = load(&reader, actor, id, ctx.now()).await?;
    let names = Names::of(ctx, &loaded).await?;
    let offers = offered(&loaded, actor);
    let choices = choices(&reader, actor, &loaded, &offers).await?;
    let papers = papers::of_case(&reader, actor, loaded.case.id).await?;
    let acts = placement::acts_of(&loaded, actor);
    let has_new_contract = placement::reads_new_contract(&loaded, actor);
    let may_sign_new_contract = acts.contains(&Act::SignContract);
    let records = super::records::records(&reader, actor, &loaded).await?;
    let Loaded { case, worker, programme, rules, requirements, events, approvals, proposal, flags, .. } = loaded;
    let may_verify = actor.may(Permission::VerifyRequirements);
    let requirements = requirements
        .into_iter()
        .map(|record| RequirementLine {
            recorded_by: names.get(record.recorded_by),
            verified_by: record.verified_by.map(|a| names.get(a)),
            may_verify: may_verify && record.verified_by.is_none() && record.recorded_by != actor.account,
            record,
        })
        .collect();
    let events = events
        .into_iter()
        .rev()
        .map(|e| EventLine {
            at: e.at,
            transition: e.transition,
            to: e.to,
            proposed_by: match proposer(e.approval, &approvals) {
                Some(account) => Some(names.get(account)),
                None => is_own_registration(&e).then(|| worker.full_name()),
            },
            by: e.by.map(|a| names.get(a)),
            reason: e.said.reason,
        })
        .collect();
    let duplicates = flags
        .iter()
        .filter(|f| f.kind == POSSIBLE_DUPLICATE)
        .filter_map(|f| Some((FlagId::new(f.id), WorkerId::new(f.other_id?))))
        .collect();
    let last = approvals.iter().max_by_key(|a| (a.proposed_at, a.id));
    let declined = last.filter(|a| a.status == ApprovalStatus::Declined && a.decided_at >= Some(case.moved_at));
    let full = CaseView {
        declined: declined.map(|a| (a.clone(), a.decided_by.map(|by| names.get(by)).unwrap_or_default())),
        acts,
        may_sign_new_contract,
        has_new_contract,
        records,
        papers,
        reads_requirements: reads_requirements(actor),
        offers,
        choices,
        may_record: actor.may(Permission::RecordRequirements),
        proposal: proposal.map(|p| {
            let by = names.get(p.proposed_by);
            (p, by)
        }),
        programme: programme.title,
        rules_version: rules.number,
        duplicates,
        case,
        worker,
        events,
        requirements,
    };
    Ok(cut_to(actor, full))
}

/// Who prepared what a second person agreed to.
fn proposer(approval: Option<ApprovalId>, approvals: &[Approval]) -> Option<AccountId> {
    approvals.iter().find(|a| Some(a.id) == approval).map(|a| a.proposed_by)
}

/// Whether the worker proposed the registration that an officer confirmed in person.
fn is_own_registration(event: &CaseEvent) -> bool {
    event.transition == Transition::Register && event.said.by_worker
}

fn reads_requirements(actor: &Actor) -> bool {
    actor.may(Permission::RecordRequirements) || actor.has(Role::ProgrammeManager) || actor.has(Role::Worker)
}

/// Takes out what the actor's roles do not see: from the centre the requirements, from the employer also who
/// proposes what, why others moved the case, where the family lives, and the name before an acceptance.
fn cut_to(actor: &Actor, mut view: CaseView) -> CaseView {
    if !view.reads_requirements {
        view.requirements.clear();
        view.duplicates.clear();
    }
    if is_employer_only(actor) {
        (view.proposal, view.declined) = (None, None);
        for event in &mut view.events {
            let own = event.by.as_deref() == Some(actor.name.as_str());
            if !own {
                event.reason = None;
                event.by = Some(String::new());
                event.proposed_by = None;
            }
        }
        let worker = &mut view.worker;
        (worker.district, worker.address, worker.postcode) = (None, None, None);
        (worker.phone, worker.email, worker.parent_name) = (None, None, None);
        if hides_name(view.case.state) {
            worker.given_names = String::new();
            worker.surname = worker.number.to_string();
            worker.own_script_name = None;
        }
    }
    view
}

fn is_employer_only(actor: &Actor) -> bool {
    actor.roles().iter().all(|role| *role == Role::Employer)
}

/// Whether a case stands before the acceptance that tells an employer the name.
fn hides_name(state: State) -> bool {
    matches!(state, State::Screened | State::Certified | State::Offered)
}

/// A row of a list as the actor may see it.
pub(crate) fn cut(actor: &Actor, mut row: CaseRow) -> CaseRow {
    if is_employer_only(actor) && hides_name(row.state) {
        row.name = row.worker_number.to_string();
    }
    row
}

/// The moves as the page shows them. A signature is a party's own: what is asked of it is that this party
/// signs, not that all have.
pub(crate) fn offered(loaded: &Loaded, actor: &Actor) -> Vec<Offer> {
    if loaded.is_newcomer(actor) {
        return Vec::new();
    }
    let mut offers = decide::offers(&loaded.file, actor);
    for sign in offers.iter_mut().filter(|o| o.transition == Transition::Sign) {
        let Some(contract) = &loaded.file.contract else { continue };
        let signed = if sign.with_worker || actor.has(Role::Worker) {
            contract.signed_by_worker
        } else if actor.has(Role::Employer) {
            contract.signed_by_employer
        } else {
            contract.signed_by_mission
        };
        sign.unmet.retain(|u| u.guard != Guard::AllSigned);
        if signed {
            sign.way = Way::Waits;
        }
    }
    offers
}

async fn choices(source: &impl Source, actor: &Actor, loaded: &Loaded, offers: &[Offer]) -> Result<Vec<Choice>> {
    use Transition as T;
    let mut choices = Vec::new();
    for transition in offers.iter().map(|o| o.transition) {
        let found = match transition {
            T::Enrol => sessions(source, loaded).await?,
            T::Offer => orders(source, actor, loaded).await?,
            T::Accept | T::Decline | T::Retract => open_offers(source, actor, loaded).await?,
            _ => Vec::new(),
        };
        choices.extend(found.into_iter().map(|(record, label)| Choice { transition, record, label }));
    }
    Ok(choices)
}

/// Sessions to come with a seat left.
async fn sessions(source: &impl Source, loaded: &Loaded) -> Result<Vec<(Uuid, String)>> {
    let mut found = Vec::new();
    for course in source.training().courses_of_programme(loaded.programme.id).await? {
        for session in source.training().sessions_of_course(course.id.into()).await? {
            let day = loaded.rules.rules.day_of(session.starts_at);
            if day >= loaded.file.today && session.taken < session.seats {
                let place = session.place.unwrap_or_default();
                found.push((session.id, format!("{} · {day} · {place}", course.title)));
            }
        }
    }
    Ok(found)
}

/// Orders of the actor's own with a vacancy.
async fn orders(source: &impl Source, actor: &Actor, loaded: &Loaded) -> Result<Vec<(Uuid, String)>> {
    let mut found = Vec::new();
    for employer in actor.organisations(Role::Employer) {
        for order in source.placement().orders_of_employer(employer).await? {
            let approved = order.status == OrderStatus::Approved.code();
            let same = order.programme_id == loaded.programme.id.uuid();
            if approved && same && order.filled < order.headcount {
                found.push((order.id, format!("{} · {} · {}", order.number, order.title, order.workplace)));
            }
        }
    }
    Ok(found)
}

/// Open offers: the employer's own, or all of the worker's.
async fn open_offers(source: &impl Source, actor: &Actor, loaded: &Loaded) -> Result<Vec<(Uuid, String)>> {
    let mut found = Vec::new();
    for offer in loaded.stages.offers.iter().filter(|o| is_open(o)) {
        let Some(order) = source.placement().find_order(offer.job_order_id.into()).await? else { continue };
        let own = actor.organisations(Role::Employer).any(|e| e.uuid() == order.employer_id);
        if own || !actor.has(Role::Employer) {
            let employer = source.programmes().find_organisation(order.employer_id.into()).await?;
            let name = employer.map(|e| e.name).unwrap_or_default();
            found.push((offer.id, format!("{} · {name} · {}", order.title, order.workplace)));
        }
    }
    Ok(found)
}

/// A page of the cases in the actor's scope, the last moved first.
///
/// # Errors
/// As any read.
pub async fn list(
    ctx: &Context,
    actor: &Actor,
    filter: &CaseFilter,
    last: Option<CaseKey>,
    size: u64,
) -> Result<Page<CaseRow>> {
    let mut page = ctx.db.reader().cases().list(actor, filter, last, size).await?;
    page.rows = page.rows.into_iter().map(|row| cut(actor, row)).collect();
    Ok(page)
}

/// Names of the accounts that appear on a page, read in one query.
struct Names(BTreeMap<AccountId, String>);

impl Names {
    async fn of(ctx: &Context, loaded: &Loaded) -> Result<Self> {
        let mut ids: BTreeSet<_> = loaded.events.iter().filter_map(|e| e.by).collect();
        ids.extend(loaded.requirements.iter().flat_map(|r| [Some(r.recorded_by), r.verified_by]).flatten());
        ids.extend(loaded.approvals.iter().flat_map(|p| [Some(p.proposed_by), p.decided_by]).flatten());
        Ok(Self(ctx.db.reader().access().names_of_all(ids).await?))
    }

    fn get(&self, id: AccountId) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }
}
