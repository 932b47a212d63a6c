//! The facts of one case that guards read, gathered by the services before anything is decided.

use chrono::NaiveDate;

use crate::{
    case::Approval,
    id::AccountId,
    money::Money,
    partial_date::PartialDate,
    placement::ContractKind,
    programme::Programme,
    requirement::{Requirement, RequirementKind},
    rules::{Rules, Stay},
    state::State,
    worker::{ConsentPurpose, IdentityDocumentKind, Sex},
};

/// An identity document as guards see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What kind.
    pub kind: IdentityDocumentKind,
    /// Last day valid.
    pub expires: Option<NaiveDate>,
}

/// What training has recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Training {
    /// Seats left in the chosen course; `None` while none is chosen.
    pub seats_left: Option<u32>,
    /// Whether the chosen course collides with another.
    pub clash: bool,
    /// Exempt, with evidence.
    pub exempt: bool,
    /// Minutes really attended.
    pub attended_minutes: u32,
    /// Best score, 0 to 100.
    pub score: Option<u32>,
    /// Last day of the newest certificate not revoked.
    pub certificate_until: Option<NaiveDate>,
    /// The trainers of the attended sessions: none of them certifies.
    pub trainers: Vec<AccountId>,
}

/// The job order an offer is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Accredited today and not suspended.
    pub employer_accredited: bool,
    /// Approved by the mission and not closed.
    pub approved: bool,
    /// Places not yet taken by accepted offers.
    pub vacancies: u32,
    /// Monthly wage.
    pub wage: Money,
    /// Hours a week.
    pub weekly_hours: u32,
}

/// The contract of the accepted offer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contract {
    /// Hard clauses still empty, by code.
    pub missing_clauses: Vec<String>,
    /// The worker signed.
    pub signed_by_worker: bool,
    /// The employer signed.
    pub signed_by_employer: bool,
    /// The mission signed.
    pub signed_by_mission: bool,
    /// When the worker got it in the worker's language.
    pub handed_over_on: Option<NaiveDate>,
    /// Whether the contract at arrival was compared with it.
    pub compared_at_arrival: bool,
}

/// A contract that waits to be worked under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextContract {
    /// With another employer, or longer with the same.
    pub kind: ContractKind,
    /// Every party signed it.
    pub signed: bool,
}

/// What support after return has recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reintegration {
    /// Support was asked for.
    pub requested: bool,
    /// An assessment is on record.
    pub assessed: bool,
    /// The returnee agreed to the plan.
    pub plan_agreed: bool,
    /// What the plan costs.
    pub plan_total: Option<Money>,
    /// A plan was approved.
    pub plan_approved: bool,
    /// Items not yet delivered or called off.
    pub open_items: u32,
}

/// Everything guards may ask about a case. Absent is absent: never passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The programme's day today.
    pub today: NaiveDate,
    /// The rules in force today.
    pub rules: Rules,
    /// Where the case stands; `None` before registration.
    pub state: Option<State>,
    /// The state an undone offer returns to.
    pub pool: Option<State>,
    /// Who prepared the file.
    pub prepared_by: Option<AccountId>,
    /// The open proposal, if one waits.
    pub proposal: Option<Approval>,
    /// First day of work.
    pub planned_start: NaiveDate,
    /// Last day of work.
    pub planned_end: NaiveDate,
    /// Day of departure.
    pub departs_on: Option<NaiveDate>,
    /// First and last day of the intake.
    pub intake: (NaiveDate, NaiveDate),
    /// The worker's sex.
    pub sex: Sex,
    /// The worker's birth.
    pub born: PartialDate,
    /// Consents in force.
    pub consents: Vec<ConsentPurpose>,
    /// The identity document that travels.
    pub identity: Option<Identity>,
    /// Possible duplicates waiting.
    pub open_duplicates: u32,
    /// Whether the worker has another active case.
    pub other_active_case: bool,
    /// The newest record of each kind.
    pub requirements: Vec<Requirement>,
    /// Earlier stays abroad.
    pub stays: Vec<Stay>,
    /// The worker asked for a review of a rejection.
    pub review_requested: bool,
    /// Training.
    pub training: Training,
    /// Open offers.
    pub open_offers: u32,
    /// Last day of the offer concerned.
    pub offer_expires: Option<NaiveDate>,
    /// The worker saw the terms in the worker's language.
    pub terms_shown: bool,
    /// The order concerned.
    pub order: Option<Order>,
    /// The contract.
    pub contract: Option<Contract>,
    /// Places left for year, sector and sex; `None` where no quota is set.
    pub quota_left: Option<u32>,
    /// Whether this case holds a place.
    pub holds_quota: bool,
    /// What the worker and family paid for the job, once the ledger was confirmed.
    pub worker_paid: Option<Money>,
    /// Last day of the clearance.
    pub cleared_until: Option<NaiveDate>,
    /// Transfers so far.
    pub transfers: u32,
    /// A contract drawn up for somebody at work, not worked under yet.
    pub next_contract: Option<NextContract>,
    /// The return follows being turned back.
    pub turned_back: bool,
    /// Support after return.
    pub reintegration: Reintegration,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// Closed because the worker stayed lawfully.
    pub closed_as_staying: bool,
    /// Documented attempts to reach the worker.
    pub contact_attempts: u32,
}

impl CaseFile {
    /// A file in which nothing is recorded yet but the person and the programme's frame.
    pub fn new(today: NaiveDate, rules: Rules, programme: &Programme, sex: Sex, born: PartialDate) -> Self {
        Self {
            today,
            rules,
            state: None,
            pool: None,
            prepared_by: None,
            proposal: None,
            planned_start: programme.planned_start,
            planned_end: programme.planned_end,
            departs_on: None,
            intake: (programme.intake_opens, programme.intake_closes),
            sex,
            born,
            consents: Vec::new(),
            identity: None,
            open_duplicates: 0,
            other_active_case: false,
            requirements: Vec::new(),
            stays: Vec::new(),
            review_requested: false,
            training: Training::default(),
            open_offers: 0,
            offer_expires: None,
            terms_shown: false,
            order: None,
            contract: None,
            quota_left: None,
            holds_quota: false,
            worker_paid: None,
            cleared_until: None,
            transfers: 0,
            next_contract: None,
            turned_back: false,
            reintegration: Reintegration::default(),
            closed_on: None,
            closed_as_staying: false,
            contact_attempts: 0,
        }
    }

    /// The newest record of a kind.
    pub fn requirement(&self, kind: RequirementKind) -> Option<&Requirement> {
        self.requirements.iter().filter(|r| r.kind == kind).max_by_key(|r| (r.recorded_at, r.id))
    }

    /// The date at which clearance is judged: departure, or the first day of work until one is set.
    pub fn departure(&self) -> NaiveDate {
        self.departs_on.unwrap_or(self.planned_start)
    }
}
