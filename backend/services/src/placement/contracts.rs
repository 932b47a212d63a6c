//! A contract as its parties read it: the terms, who has signed, and whether the worker has it in hand.
//! Start at [`contract`].

use chrono::{DateTime, NaiveDate, Utc};
use sojourn_domain::{
    Actor, CaseId, CaseNumber, ContractId, Refusal, Role, State, Transition,
    act::Act,
    decide::{Offer, Way},
    locale::PaperLanguage,
    placement::{ContractKind, Party, WagePeriod},
    view::RecordKind,
};
use sojourn_storage::{Source, entity::placement::contract};

use super::{job::Job, renewal};
use crate::{
    Context, Result, ServiceError,
    cases::{Loaded, load, money, offered},
};

/// A contract with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractView {
    /// The case.
    pub case: CaseId,
    /// The case's number.
    pub case_number: CaseNumber,
    /// The version a signature names.
    pub version: i32,
    /// Whose contract: known to the employer since the acceptance.
    pub worker: String,
    /// The contract's number.
    pub number: String,
    /// The language the worker gets it in.
    pub language: PaperLanguage,
    /// What it fixes.
    pub job: Job,
    /// Each party that signs, with when it did.
    pub signatures: Vec<(Role, Option<DateTime<Utc>>)>,
    /// When the worker got it.
    pub handed_over_on: Option<NaiveDate>,
    /// The last day to hand it over, where the departure is planned and it is not in hand.
    pub hand_over_by: Option<NaiveDate>,
    /// The day of departure, planned or past.
    pub departs_on: Option<NaiveDate>,
    /// The signature as far as it is the reader's to give.
    pub sign: Option<Offer>,
    /// Whether the reader may write down that it was handed over.
    pub may_hand_over: bool,
}

/// The contract of a case, for its parties and those who keep or watch over the file.
///
/// # Errors
/// [`Refusal::Forbidden`] for roles that read no contract; [`ServiceError::NotFound`] out of scope, and where
/// there is none.
pub async fn contract(ctx: &Context, actor: &Actor, case: CaseId) -> Result<ContractView> {
    if !actor.roles().into_iter().any(|role| RecordKind::Contract.seen_by(role)) {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let loaded = load(&reader, actor, case, ctx.now()).await?;
    let found = loaded.stages.contract.clone().filter(|_| !loaded.is_newcomer(actor)).ok_or(ServiceError::NotFound)?;
    describe(&reader, &loaded, actor, &found).await
}

async fn describe(
    reader: &impl Source,
    loaded: &Loaded,
    actor: &Actor,
    found: &contract::Model,
) -> Result<ContractView> {
    let order = reader.placement().find_order(found.job_order_id.into()).await?.ok_or(ServiceError::NotFound)?;
    let job = Job::fixed(reader, found, order).await?;
    let rules = &loaded.rules.rules;
    let signs = |o: &Offer| o.transition == Transition::Sign && o.way != Way::Waits;
    let departs_on = loaded.case.departs_on;
    let open = found.handed_over_on.is_none() && loaded.case.state.is_before_departure();
    Ok(ContractView {
        case: loaded.case.id,
        case_number: loaded.case.number,
        version: loaded.case.version,
        worker: loaded.worker.full_name(),
        number: found.number.clone(),
        language: PaperLanguage::from_code(&found.language).unwrap_or(loaded.worker.language),
        job,
        signatures: signatures(found, rules.mission_signs),
        handed_over_on: found.handed_over_on,
        hand_over_by: departs_on.filter(|_| open).and_then(|day| rules.hand_over_by(day)),
        departs_on,
        sign: offered(loaded, actor).into_iter().find(signs).filter(|_| loaded.case.state == State::Accepted),
        may_hand_over: open && Act::offered(actor, loaded.case.state).contains(&Act::HandOver),
    })
}

/// A contract drawn up for somebody at work, as those who sign it read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContractView {
    /// The contract.
    pub contract: ContractView,
    /// Its id: a signature names what was read.
    pub record: ContractId,
    /// With another employer, or longer with the same.
    pub kind: ContractKind,
    /// The contract worked under today; `None` for an employer whose it is not.
    pub today: Option<ContractView>,
    /// Whether a month's wage is lower than today's.
    pub wage_falls: bool,
    /// Whether the reader's signature is asked for.
    pub may_sign: bool,
    /// Whether the worker may sign at the reader's desk, with the PIN.
    pub with_worker: bool,
    /// Whether the reader may call it off.
    pub may_drop: bool,
}

/// The contract drawn up to follow the present one, for its parties and those who keep or watch over the file.
///
/// # Errors
/// As [`contract`].
pub async fn new_contract(ctx: &Context, actor: &Actor, case: CaseId) -> Result<NewContractView> {
    if !actor.roles().into_iter().any(|role| RecordKind::Contract.seen_by(role)) {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let loaded = load(&reader, actor, case, ctx.now()).await?;
    if !reads_new_contract(&loaded, actor) {
        return Err(ServiceError::NotFound);
    }
    let found = loaded.stages.next_contract.clone().ok_or(ServiceError::NotFound)?;
    let today = loaded.stages.contract.clone().filter(|_| !loaded.is_newcomer(actor));
    let acts = acts_of(&loaded, actor);
    Ok(NewContractView {
        contract: describe(&reader, &loaded, actor, &found).await?,
        record: found.id.into(),
        kind: renewal::kind_of(&found)?,
        wage_falls: loaded.stages.contract.as_ref().is_some_and(|c| falls(c, &found)),
        today: match today {
            Some(today) => Some(describe(&reader, &loaded, actor, &today).await?),
            None => None,
        },
        may_sign: acts.contains(&Act::SignContract),
        with_worker: actor.has(Role::Mission) && found.worker_signed_at.is_none(),
        may_drop: acts.contains(&Act::DropContract),
    })
}

/// Whether a month under the second contract is paid less than under the first, in the same currency.
fn falls(today: &contract::Model, next: &contract::Model) -> bool {
    let monthly = |c: &contract::Model| {
        let period = WagePeriod::from_code(&c.wage_period).unwrap_or(WagePeriod::Month);
        let wage = money(c.wage_minor, &c.wage_currency).ok()?;
        Some(period.monthly(wage, c.hours_week.unsigned_abs()))
    };
    let (Some(now), Some(then)) = (monthly(today), monthly(next)) else { return false };
    now.currency == then.currency && then.minor < now.minor
}

/// Whether the actor reads the contract drawn up: of employers, the one it is with.
pub(crate) fn reads_new_contract(loaded: &Loaded, actor: &Actor) -> bool {
    let Some(next) = &loaded.stages.next_contract else { return false };
    let own = actor.organisations(Role::Employer).any(|e| e.uuid() == next.employer_id);
    actor.roles().into_iter().any(|role| RecordKind::Contract.seen_by(role) && (role != Role::Employer || own))
}

/// What the actor may write down about the case as it stands: a signature only where one is asked for.
pub(crate) fn acts_of(loaded: &Loaded, actor: &Actor) -> Vec<Act> {
    let party = loaded.stages.next_contract.as_ref().and_then(|next| Some((next, party_of(loaded, actor, next)?)));
    let at_work = loaded.stages.placement.is_some() && !loaded.is_newcomer(actor);
    let mut acts = Act::offered(actor, loaded.case.state);
    acts.retain(|act| match act {
        Act::SignContract => party.is_some_and(|(next, party)| signed_at(next, party).is_none()),
        Act::DropContract => party.is_some(),
        Act::DrawUpTransfer => at_work,
        Act::DrawUpExtension => at_work && !loaded.file.turned_back,
        _ => !loaded.is_newcomer(actor),
    });
    acts
}

/// As which party the actor signs a contract drawn up.
fn party_of(loaded: &Loaded, actor: &Actor, next: &contract::Model) -> Option<Party> {
    let employer = actor.organisations(Role::Employer).any(|e| e.uuid() == next.employer_id);
    if actor.has(Role::Worker) {
        Some(Party::Worker)
    } else if employer {
        Some(Party::Employer)
    } else {
        (actor.has(Role::Mission) && loaded.rules.rules.mission_signs).then_some(Party::Mission)
    }
}

fn signed_at(contract: &contract::Model, party: Party) -> Option<DateTime<Utc>> {
    match party {
        Party::Worker => contract.worker_signed_at,
        Party::Employer => contract.employer_signed_at,
        Party::Mission => contract.mission_signed_at,
    }
}

fn signatures(found: &contract::Model, mission_signs: bool) -> Vec<(Role, Option<DateTime<Utc>>)> {
    let mission = mission_signs.then_some((Role::Mission, found.mission_signed_at));
    let parties = [(Role::Worker, found.worker_signed_at), (Role::Employer, found.employer_signed_at)];
    parties.into_iter().chain(mission).collect()
}
