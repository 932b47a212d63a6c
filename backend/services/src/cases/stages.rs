//! What the stages recorded about a case: the rows its facts are drawn from, and that its moves change.
//! Reads only. Start at [`Stages::load`].

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sojourn_domain::{
    AccountId, Actor, CaseId, JobOrderId, OrganisationId, Role, State, TrainingSessionId, Transition,
    case::Case,
    file::{Contract, NextContract, Order, Reintegration, Training},
    money::{Currency, Money},
    placement::{ContractKind, CostTreatment, OfferStatus, OrderStatus, Payer, Terms, WagePeriod, weighs_on_worker},
    rules::{Rules, Stay},
    worker::Worker,
};
use sojourn_storage::{
    Source,
    entity::{
        placement::{contract, cost_item, job_order, offer, placement},
        reintegration::plan,
        training::{certificate, course_session, enrolment},
    },
};
use uuid::Uuid;

use crate::{Result, ServiceError};

/// The record a move is about, as the mover named it.
pub(crate) type Chosen = Option<(Transition, Uuid)>;

/// Rows of the stages.
#[derive(Debug, Clone, Default)]
pub struct Stages {
    /// Seats taken, oldest first.
    pub enrolments: Vec<enrolment::Model>,
    /// The session chosen, or the next one with a seat.
    pub session: Option<course_session::Model>,
    /// Certificates of the worker that were not revoked.
    pub certificates: Vec<certificate::Model>,
    /// Every offer of the case, oldest first.
    pub offers: Vec<offer::Model>,
    /// The offer concerned: the one chosen, or the only one that is open.
    pub offer: Option<offer::Model>,
    /// The order concerned.
    pub order: Option<job_order::Model>,
    /// The newest contract that was not called off; of somebody at work, the one worked under.
    pub contract: Option<contract::Model>,
    /// The contract drawn up for somebody at work, not taken up yet.
    pub next_contract: Option<contract::Model>,
    /// The newest placement that has not ended.
    pub placement: Option<placement::Model>,
    /// What the job cost.
    pub costs: Vec<cost_item::Model>,
    /// The newest plan.
    pub plan: Option<plan::Model>,
}

impl Stages {
    /// Loads them.
    ///
    /// # Errors
    /// The field `record` when what was chosen is not there for this actor; storage.
    pub(crate) async fn load(
        source: &impl Source,
        actor: Option<&Actor>,
        case: &Case,
        today: NaiveDate,
        chosen: Chosen,
    ) -> Result<Self> {
        let offers = source.placement().offers_of_case(case.id).await?;
        let contracts = source.placement().contracts_of_case(case.id).await?;
        let placements = source.placement().placements_of_case(case.id).await?;
        let mut stages = Self {
            enrolments: source.training().enrolments_of_case(case.id).await?,
            offer: offer_concerned(source, actor, &offers, chosen).await?,
            offers,
            next_contract: contracts.iter().rev().find(|c| waits(c)).cloned(),
            contract: contracts.into_iter().rev().find(|c| c.cancelled_at.is_none() && !waits(c)),
            placement: placements.into_iter().rev().find(|p| p.ended_on.is_none()),
            costs: source.placement().costs_of_case(case.id).await?,
            plan: source.reintegration().plans_of_case(case.id).await?.pop(),
            ..Self::default()
        };
        let certificates = source.training().certificates_of_worker(case.worker).await?;
        stages.certificates = certificates.into_iter().filter(|c| c.revoked_at.is_none()).collect();
        if case.state.is_before_departure() {
            stages.session = session_concerned(source, case, today, chosen).await?;
        }
        stages.order = stages.order_concerned(source, actor, case, chosen).await?;
        Ok(stages)
    }

    async fn order_concerned(
        &self,
        source: &impl Source,
        actor: Option<&Actor>,
        case: &Case,
        chosen: Chosen,
    ) -> Result<Option<job_order::Model>> {
        let employers: Vec<OrganisationId> =
            actor.map(|a| a.organisations(Role::Employer).collect()).unwrap_or_default();
        if let Some((Transition::Offer, id)) = chosen {
            let order = source.placement().find_order(JobOrderId::new(id)).await?;
            let own = |o: &job_order::Model| {
                employers.iter().any(|e| e.uuid() == o.employer_id) && o.programme_id == case.programme.uuid()
            };
            return order.filter(own).map(Some).ok_or_else(not_a_choice);
        }
        let held = self.contract.as_ref().map(|c| c.job_order_id);
        if let Some(id) = held.or(self.offer.as_ref().map(|o| o.job_order_id)) {
            return Ok(source.placement().find_order(JobOrderId::new(id)).await?);
        }
        let mut best = None;
        for employer in employers {
            for order in source.placement().orders_of_employer(employer).await? {
                let open = order.status == OrderStatus::Approved.code() && order.filled < order.headcount;
                if order.programme_id == case.programme.uuid() && (open || best.is_none()) {
                    best = Some(order);
                }
            }
        }
        Ok(best)
    }

    /// What guards ask of training.
    pub(crate) async fn training(&self, source: &impl Source, case: CaseId, exempt: bool) -> Result<Training> {
        let assessments = source.training().assessments_of_case(case).await?;
        let mut trainers: Vec<AccountId> = assessments.iter().map(|a| a.trainer_id.into()).collect();
        let mut minutes = 0;
        let mut courses: Vec<Uuid> = self.enrolments.iter().map(|e| e.course_id).collect();
        courses.sort_unstable();
        courses.dedup();
        for course in courses {
            minutes += source.training().minutes_attended(case, course.into()).await?;
        }
        for enrolment in &self.enrolments {
            let session = source.training().find_session(enrolment.session_id.into()).await?;
            trainers.extend(session.and_then(|s| s.trainer_id).map(AccountId::new));
        }
        let clash = match &self.session {
            Some(session) => source.training().clashes(case, session).await?,
            None => false,
        };
        Ok(Training {
            seats_left: self.session.as_ref().map(|s| u32::try_from(s.seats - s.taken).unwrap_or(0)),
            clash,
            exempt,
            attended_minutes: u32::try_from(minutes).unwrap_or(0),
            score: assessments.iter().filter_map(|a| u32::try_from(a.score).ok()).max(),
            certificate_until: self.certificates.iter().map(|c| c.valid_until.unwrap_or(NaiveDate::MAX)).max(),
            trainers,
        })
    }

    /// What guards ask of the order.
    pub(crate) async fn order_facts(&self, source: &impl Source, today: NaiveDate) -> Result<Option<Order>> {
        match &self.order {
            Some(order) => Ok(Some(order_facts(source, order, today).await?)),
            None => Ok(None),
        }
    }

    /// Places left for the year the contract starts in; `None` while no order says the sector, or where none is set.
    pub(crate) async fn quota_left(&self, source: &impl Source, case: &Case, worker: &Worker) -> Result<Option<u32>> {
        let Some(order) = &self.order else { return Ok(None) };
        let left = source.programmes().places_left(case.programme, self.year(order), &order.sector, worker.sex).await?;
        Ok(left.map(|n| u32::try_from(n).unwrap_or(0)))
    }

    /// The year whose quota counts: of the contract's first day.
    pub(crate) fn year(&self, order: &job_order::Model) -> i32 {
        chrono::Datelike::year(&self.contract.as_ref().map_or(order.starts_on, |c| c.starts_on))
    }

    /// What guards ask of the contract.
    pub(crate) fn contract_facts(&self) -> Option<Contract> {
        self.contract.as_ref().map(|c| Contract {
            missing_clauses: terms(&c.terms).missing(),
            signed_by_worker: c.worker_signed_at.is_some(),
            signed_by_employer: c.employer_signed_at.is_some(),
            signed_by_mission: c.mission_signed_at.is_some(),
            handed_over_on: c.handed_over_on,
            compared_at_arrival: self.placement.as_ref().is_some_and(|p| p.confirmed_at.is_some()),
        })
    }

    /// What guards ask of the contract drawn up.
    pub(crate) fn next_contract_facts(&self, mission_signs: bool) -> Result<Option<NextContract>> {
        let Some(next) = &self.next_contract else { return Ok(None) };
        let kind = ContractKind::from_code(&next.kind).ok_or_else(|| corrupt("kind of contract", &next.kind))?;
        let mission = next.mission_signed_at.is_some() || !mission_signs;
        let signed = next.worker_signed_at.is_some() && next.employer_signed_at.is_some() && mission;
        Ok(Some(NextContract { kind, signed }))
    }

    /// How many offers wait for an answer.
    pub(crate) fn open_offers(&self) -> u32 {
        let open = self.offers.iter().filter(|o| is_open(o)).count();
        u32::try_from(open).unwrap_or(u32::MAX)
    }

    /// What weighed on the worker in the end, in the currency of the ceiling; a cost in another currency is
    /// answered in its own, and no ceiling is met by it.
    pub(crate) fn worker_paid(&self, rules: &Rules) -> Result<Money> {
        let mut sum = Money::new(0, rules.fee_ceiling.currency);
        for cost in &self.costs {
            let payer = Payer::from_code(&cost.paid_by).ok_or_else(|| corrupt("payer", &cost.paid_by))?;
            let treatment =
                CostTreatment::from_code(&cost.treatment).ok_or_else(|| corrupt("treatment", &cost.treatment))?;
            if !weighs_on_worker(payer, treatment) || cost.amount_minor == 0 {
                continue;
            }
            let paid = money(cost.amount_minor, &cost.currency)?;
            if paid.currency != sum.currency {
                return Ok(paid);
            }
            sum.minor = sum.minor.saturating_add(paid.minor);
        }
        Ok(sum)
    }

    /// What guards ask of the support after return.
    pub(crate) async fn reintegration(
        &self,
        source: &impl Source,
        case: CaseId,
        plan_approved: bool,
    ) -> Result<Reintegration> {
        let mut facts = Reintegration {
            requested: !source.reintegration().requests_of_case(case).await?.is_empty(),
            assessed: !source.reintegration().assessments_of_case(case).await?.is_empty(),
            plan_approved,
            ..Reintegration::default()
        };
        if let Some(plan) = &self.plan {
            let items = source.reintegration().items_of_plan(plan.id.into()).await?;
            let total = items.iter().map(|i| i.cost_minor).fold(0_i64, i64::saturating_add);
            facts.plan_agreed = plan.agreed_at.is_some();
            facts.plan_total = Some(money(total, &plan.currency)?);
            let open = source.reintegration().open_items(plan.id.into()).await?;
            facts.open_items = if plan_approved { u32::try_from(open).unwrap_or(u32::MAX) } else { 0 };
        }
        Ok(facts)
    }
}

/// Whether a contract was drawn up for somebody at work and is not taken up yet.
fn waits(contract: &contract::Model) -> bool {
    let follows = contract.kind != ContractKind::Employment.code();
    follows && contract.taken_up_at.is_none() && contract.cancelled_at.is_none()
}

/// What guards ask of an order.
pub(crate) async fn order_facts(source: &impl Source, order: &job_order::Model, today: NaiveDate) -> Result<Order> {
    let employer = source.programmes().find_organisation(order.employer_id.into()).await?;
    let hours = u32::try_from(order.hours_week).unwrap_or(u32::MAX);
    let period = WagePeriod::from_code(&order.wage_period).unwrap_or(WagePeriod::Month);
    Ok(Order {
        employer_accredited: employer.is_some_and(|e| e.is_accredited_on(today)),
        approved: order.status == OrderStatus::Approved.code(),
        vacancies: u32::try_from(order.headcount - order.filled).unwrap_or(0),
        wage: period.monthly(money(order.wage_minor, &order.wage_currency)?, hours),
        weekly_hours: hours,
    })
}

/// Earlier stays abroad of a worker. The placements of one journey, each under a contract of its own, are one stay.
pub(crate) async fn stays(source: &impl Source, case: &Case, today: NaiveDate) -> Result<Vec<Stay>> {
    let mut stays: BTreeMap<Uuid, Stay> = BTreeMap::new();
    for placement in source.placement().stays(case.worker, case.id).await? {
        let Some(from) = placement.departed_on else { continue };
        let until = placement.ended_on.unwrap_or(today);
        let stay = stays.entry(placement.case_id).or_insert(Stay { from, until });
        *stay = Stay { from: stay.from.min(from), until: stay.until.max(until) };
    }
    Ok(stays.into_values().collect())
}

async fn offer_concerned(
    source: &impl Source,
    actor: Option<&Actor>,
    offers: &[offer::Model],
    chosen: Chosen,
) -> Result<Option<offer::Model>> {
    let mut open: Vec<_> = offers.iter().filter(|o| is_open(o)).collect();
    if let Some(actor) = actor.filter(|a| a.has(Role::Employer)) {
        let mut own = Vec::new();
        for offer in open {
            let order = source.placement().find_order(offer.job_order_id.into()).await?;
            let theirs = |o: &job_order::Model| actor.organisations(Role::Employer).any(|e| e.uuid() == o.employer_id);
            if order.as_ref().is_some_and(theirs) {
                own.push(offer);
            }
        }
        open = own;
    }
    match chosen {
        Some((Transition::Accept | Transition::Decline | Transition::Retract | Transition::Expire, id)) => {
            open.into_iter().find(|o| o.id == id).cloned().map(Some).ok_or_else(not_a_choice)
        }
        _ => Ok(open.first().copied().cloned()),
    }
}

async fn session_concerned(
    source: &impl Source,
    case: &Case,
    today: NaiveDate,
    chosen: Chosen,
) -> Result<Option<course_session::Model>> {
    let courses = source.training().courses_of_programme(case.programme).await?;
    if let Some((Transition::Enrol, id)) = chosen {
        let session = source.training().find_session(TrainingSessionId::new(id)).await?;
        let offered = |s: &course_session::Model| courses.iter().any(|c| c.id == s.course_id);
        return session.filter(offered).map(Some).ok_or_else(not_a_choice);
    }
    if !matches!(case.state, State::Screened | State::Offered | State::Accepted | State::Contracted) {
        return Ok(None);
    }
    let mut best = None;
    for course in courses {
        for session in source.training().sessions_of_course(course.id.into()).await? {
            let better = best.as_ref().is_none_or(|b: &course_session::Model| b.taken >= b.seats);
            if session.starts_at.date_naive() >= today && better {
                best = Some(session);
            }
        }
    }
    Ok(best)
}

pub(crate) fn is_open(offer: &offer::Model) -> bool {
    offer.status == OfferStatus::Open.code()
}

/// The clauses of an order, an offer or a contract. What is not a clause is not kept by anybody, so a row
/// that cannot be read says nothing, and the checklist asks for it.
pub(crate) fn terms(json: &serde_json::Value) -> Terms {
    serde_json::from_value(json.clone()).unwrap_or_default()
}

pub(crate) fn money(minor: i64, currency: &str) -> Result<Money> {
    let code: Currency = currency.parse().map_err(|_| corrupt("currency", currency))?;
    Ok(Money::new(minor, code))
}

pub(crate) fn corrupt(what: &str, code: &str) -> ServiceError {
    ServiceError::Internal(format!("{code} is no {what}"))
}

fn not_a_choice() -> ServiceError {
    ServiceError::field("record", "choose_one")
}
