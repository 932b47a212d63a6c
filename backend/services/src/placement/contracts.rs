//! A contract as its parties read it: the terms, who has signed, and whether the worker has it in hand.
//! Start at [`contract`].

use chrono::{DateTime, NaiveDate, Utc};
use sojourn_domain::{
    Actor, CaseId, CaseNumber, Refusal, Role, State, Transition,
    act::Act,
    decide::{Offer, Way},
    locale::PaperLanguage,
    money::Money,
    placement::{Terms, WagePeriod},
    view::RecordKind,
};
use sojourn_storage::entity::placement::contract;

use crate::{
    Context, Result, ServiceError,
    cases::{Loaded, load, money, offered, terms},
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
    /// The employer.
    pub employer: String,
    /// The job.
    pub title: String,
    /// Where.
    pub workplace: String,
    /// The wage.
    pub wage: Money,
    /// For how long that wage is.
    pub period: WagePeriod,
    /// Hours a week.
    pub hours: i32,
    /// First and last day.
    pub dates: (NaiveDate, NaiveDate),
    /// The clauses.
    pub terms: Terms,
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
    let found = loaded.stages.contract.clone().ok_or(ServiceError::NotFound)?;
    let order = reader.placement().find_order(found.job_order_id.into()).await?.ok_or(ServiceError::NotFound)?;
    let employer = reader.programmes().find_organisation(found.employer_id.into()).await?;
    Ok(ContractView {
        title: order.title,
        workplace: order.workplace,
        employer: employer.map(|e| e.name).unwrap_or_default(),
        ..of(&loaded, actor, &found)?
    })
}

fn of(loaded: &Loaded, actor: &Actor, found: &contract::Model) -> Result<ContractView> {
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
        employer: String::new(),
        title: String::new(),
        workplace: String::new(),
        wage: money(found.wage_minor, &found.wage_currency)?,
        period: WagePeriod::from_code(&found.wage_period).unwrap_or(WagePeriod::Month),
        hours: found.hours_week,
        dates: (found.starts_on, found.ends_on),
        terms: terms(&found.terms),
        signatures: signatures(found, rules.mission_signs),
        handed_over_on: found.handed_over_on,
        hand_over_by: departs_on.filter(|_| open).and_then(|day| rules.hand_over_by(day)),
        departs_on,
        sign: offered(loaded, actor).into_iter().find(signs).filter(|_| loaded.case.state == State::Accepted),
        may_hand_over: open && Act::offered(actor, loaded.case.state).contains(&Act::HandOver),
    })
}

fn signatures(found: &contract::Model, mission_signs: bool) -> Vec<(Role, Option<DateTime<Utc>>)> {
    let mission = mission_signs.then_some((Role::Mission, found.mission_signed_at));
    let parties = [(Role::Worker, found.worker_signed_at), (Role::Employer, found.employer_signed_at)];
    parties.into_iter().chain(mission).collect()
}
