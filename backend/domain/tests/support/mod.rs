//! A case with every fact recorded, and ways to take one away.
#![allow(clippy::unwrap_used)]

use chrono::{DateTime, NaiveDate, Utc};
use sojourn_domain::{
    AccountId, Actor, ApprovalId, CaseId, Grant, Locale, RequirementId, Role, State, Transition,
    case::{Approval, ApprovalStatus},
    decide::Move,
    file::{CaseFile, Contract, Identity, NextContract, Order, Reintegration, Training},
    guard::Guard,
    locale::PaperLanguage,
    money::Money,
    placement::ContractKind,
    reason::{Comparison, Fault, Outcome, ReturnKind},
    requirement::{Requirement, RequirementKind, RequirementResult},
    rules::{Ages, Orientation, Rules, Stay},
    table::{Edge, From, TABLE},
    worker::{ConsentPurpose, IdentityDocumentKind, Sex},
};
use uuid::Uuid;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    "2027-03-01T09:00:00Z".parse().unwrap()
}

pub fn person(n: u8) -> AccountId {
    AccountId::new(Uuid::from_u128(u128::from(n) + 1000))
}

pub fn actor(role: Role, n: u8) -> Actor {
    Actor {
        account: person(n),
        name: format!("{role}"),
        worker: None,
        grants: vec![Grant { role, organisation: None, district: None }],
        locale: Locale::En,
    }
}

pub fn rules() -> Rules {
    let usd = |minor| Money::new(minor, "USD".parse().unwrap());
    Rules {
        ages: Ages { min: 18, max: 45 },
        ages_female: None,
        orientation: Orientation::BeforeOffer,
        passport_months_past_end: 6,
        screening_requirements: vec![RequirementKind::Documents],
        language_required: true,
        police_required: true,
        cooling_off_days: 30,
        rolling_window_max_days: Some(270),
        training_minutes: 360,
        pass_mark: 60,
        certificate_days: 365,
        wage_floor: Some(usd(100_000)),
        max_weekly_hours: 48,
        fee_ceiling: usd(0),
        mission_signs: true,
        contract_language: PaperLanguage::En,
        handover_days: 5,
        arrival_days: 14,
        return_notice_days: 30,
        plan_days: 30,
        answer_days: 3,
        max_transfers: 3,
        plan_budget: Some(usd(200_000)),
        reopen_months: 12,
        contact_attempts: 3,
        utc_offset_minutes: -360,
    }
}

fn requirement(kind: RequirementKind) -> Requirement {
    Requirement {
        id: RequirementId::new(Uuid::from_u128(kind as u128)),
        case: CaseId::new(Uuid::nil()),
        kind,
        result: RequirementResult::Passed,
        valid_from: Some(day("2027-01-01")),
        valid_until: Some(day("2028-12-31")),
        evidence: "A-1".into(),
        recorded_by: person(50),
        recorded_at: now(),
        verified_by: Some(person(51)),
        verified_at: Some(now()),
    }
}

pub fn proposal(transition: Transition) -> Approval {
    Approval {
        id: ApprovalId::new(Uuid::from_u128(9)),
        case: CaseId::new(Uuid::nil()),
        transition,
        proposed_by: person(90),
        proposed_at: now(),
        said: Move::default(),
        status: ApprovalStatus::Open,
        decided_by: None,
        decided_at: None,
        answer: None,
    }
}

/// Every fact recorded, so that any guard holds.
pub fn complete_file(state: State) -> CaseFile {
    let usd = |minor| Money::new(minor, "USD".parse().unwrap());
    CaseFile {
        today: day("2027-03-01"),
        rules: rules(),
        state: Some(state),
        pool: state.stage().map(|_| State::Certified),
        prepared_by: Some(person(80)),
        proposal: None,
        planned_start: day("2027-04-01"),
        planned_end: day("2027-10-31"),
        departs_on: Some(day("2027-03-28")),
        intake: (day("2027-01-01"), day("2027-12-31")),
        sex: Sex::Female,
        born: "1998-05-17".parse().unwrap(),
        consents: ConsentPurpose::ALL.to_vec(),
        identity: Some(Identity { kind: IdentityDocumentKind::Passport, expires: Some(day("2031-01-01")) }),
        open_duplicates: 0,
        other_active_case: false,
        requirements: RequirementKind::ALL.iter().map(|k| requirement(*k)).collect(),
        stays: vec![Stay { from: day("2024-01-01"), until: day("2024-06-30") }],
        review_requested: true,
        training: Training {
            seats_left: Some(3),
            clash: false,
            exempt: false,
            attended_minutes: 400,
            score: Some(80),
            certificate_until: Some(day("2028-02-01")),
            trainers: vec![person(70)],
        },
        open_offers: 1,
        offer_expires: Some(day("2027-03-10")),
        terms_shown: true,
        order: Some(Order {
            employer_accredited: true,
            approved: true,
            vacancies: 2,
            wage: usd(120_000),
            weekly_hours: 44,
        }),
        contract: Some(Contract {
            missing_clauses: Vec::new(),
            signed_by_worker: true,
            signed_by_employer: true,
            signed_by_mission: true,
            handed_over_on: Some(day("2027-02-20")),
            compared_at_arrival: true,
        }),
        quota_left: Some(5),
        holds_quota: true,
        worker_paid: Some(usd(0)),
        cleared_until: Some(day("2027-04-30")),
        transfers: 0,
        next_contract: Some(NextContract { kind: ContractKind::Transfer, signed: true }),
        turned_back: false,
        reintegration: Reintegration {
            requested: true,
            assessed: true,
            plan_agreed: true,
            plan_total: Some(usd(150_000)),
            plan_approved: true,
            open_items: 0,
        },
        closed_on: Some(day("2027-02-01")),
        closed_as_staying: false,
        contact_attempts: 3,
    }
}

/// Everything a form can ask for, as this row wants it.
pub fn complete_move(edge: &Edge) -> Move {
    let staying = edge.guards.contains(&Guard::StayedLawfully);
    Move {
        reason: Some("coded".into()),
        evidence: Some("letter 12".into()),
        fault: Some(Fault::Nobody),
        on: Some(day("2027-02-28")),
        return_kind: Some(ReturnKind::EndOfContract),
        outcome: Some(if staying { Outcome::StayedLawfully } else { Outcome::Employed }),
        to: Some(State::Returning),
        record: None,
        comparison: Some(Comparison::Same),
        by_worker: false,
    }
}

/// A complete file for every state the row starts from.
pub fn start_states(edge: &Edge) -> Vec<(Option<State>, CaseFile)> {
    edge.from
        .iter()
        .map(|from| {
            let mut file = match from {
                From::New => CaseFile { state: None, ..complete_file(State::Registered) },
                From::Pool => complete_file(State::Certified),
                From::In(state) => complete_file(*state),
                From::Beside(state) => {
                    let mut file = complete_file(*state);
                    file.rules.orientation = Orientation::BeforeClearance;
                    file
                }
            };
            match edge.transition {
                Transition::Expire => file.offer_expires = Some(day("2027-02-01")),
                Transition::Resume => file.next_contract.as_mut().unwrap().kind = ContractKind::Extension,
                Transition::Lapse => file.training.certificate_until = Some(day("2027-02-01")),
                _ => {}
            }
            if edge.transition == Transition::Certify && edge.guards.contains(&Guard::CurriculumMet) {
                file.training.certificate_until = None;
            }
            (file.state, file)
        })
        .collect()
}

/// Takes away the fact a guard reads.
pub fn break_guard(guard: Guard, file: &mut CaseFile, mv: &mut Move) {
    let usd = |minor| Money::new(minor, "USD".parse().unwrap());
    let mut drop = |kind| file.requirements.retain(|r| r.kind != kind);
    match guard {
        Guard::ConsentRecorded => file.consents.retain(|c| *c != ConsentPurpose::Registration),
        Guard::MatchingConsent => file.consents.retain(|c| *c != ConsentPurpose::Matching),
        Guard::IdentityRecorded => file.identity = None,
        Guard::NoOpenDuplicate => file.open_duplicates = 1,
        Guard::IntakeOpen => file.intake = (day("2027-05-01"), day("2027-06-01")),
        Guard::NoOtherActiveCase => file.other_active_case = true,
        Guard::NeverUnder18 => file.born = "2010".parse().unwrap(),
        Guard::AgeWithinLimits => file.born = "1960-01-01".parse().unwrap(),
        Guard::DocumentsVerified => file.requirements.iter_mut().for_each(|r| r.verified_by = None),
        Guard::IdentityValid => file.identity.as_mut().unwrap().expires = Some(day("2027-11-30")),
        Guard::LanguageValid => drop(RequirementKind::Language),
        Guard::VisaValid => drop(RequirementKind::Visa),
        Guard::MedicalFit => {
            let record = file.requirements.iter_mut().find(|r| r.kind == RequirementKind::Medical).unwrap();
            record.valid_until = Some(day("2027-03-27"));
        }
        Guard::InsuranceInForce => {
            let record = file.requirements.iter_mut().find(|r| r.kind == RequirementKind::Insurance).unwrap();
            record.valid_until = Some(day("2027-09-30"));
        }
        Guard::PoliceClear => drop(RequirementKind::Police),
        Guard::CoolingOffPassed => file.stays.push(Stay { from: day("2026-09-01"), until: day("2027-02-28") }),
        Guard::RollingWindowWithin => file.stays.push(Stay { from: day("2026-06-01"), until: day("2026-12-31") }),
        Guard::ReasonGiven => mv.reason = None,
        Guard::ReviewRequested => file.review_requested = false,
        Guard::SeatFree => file.training.seats_left = Some(0),
        Guard::NoClash => file.training.clash = true,
        Guard::CurriculumMet => file.training.attended_minutes = 359,
        Guard::ExemptOrCertificateValid | Guard::CertificateValid => file.training.certificate_until = None,
        Guard::CertificateLapsed => file.training.certificate_until = Some(file.today),
        Guard::EmployerAccredited => file.order.as_mut().unwrap().employer_accredited = false,
        Guard::OrderApproved => file.order.as_mut().unwrap().approved = false,
        Guard::VacancyLeft => file.order.as_mut().unwrap().vacancies = 0,
        Guard::WageAtFloor => file.order.as_mut().unwrap().wage = usd(99_999),
        Guard::HoursWithinLimits => file.order.as_mut().unwrap().weekly_hours = 49,
        Guard::OfferOpen => file.open_offers = 0,
        Guard::OfferExpired => file.offer_expires = Some(file.today),
        Guard::TermsShown => file.terms_shown = false,
        Guard::ContractComplete => file.contract.as_mut().unwrap().missing_clauses.push("hours".into()),
        Guard::AllSigned => file.contract.as_mut().unwrap().signed_by_mission = false,
        Guard::QuotaLeft => (file.quota_left, file.holds_quota) = (Some(0), false),
        Guard::QuotaHeld => file.holds_quota = false,
        Guard::FaultNamed => mv.fault = None,
        Guard::DepartureDateSet => file.departs_on = None,
        Guard::CostsWithinCeiling => file.worker_paid = Some(usd(1)),
        Guard::ContractHandedOver => file.contract.as_mut().unwrap().handed_over_on = Some(day("2027-02-25")),
        Guard::ClearanceValid => file.cleared_until = Some(day("2027-02-28")),
        Guard::ArrivalContractCompared => {
            file.contract.as_mut().unwrap().compared_at_arrival = false;
            mv.comparison = None;
        }
        Guard::TransferWithinLimit => file.transfers = 3,
        Guard::NewContract => file.next_contract = None,
        Guard::ContractExtended => file.next_contract.as_mut().unwrap().signed = false,
        Guard::NotTurnedBack => file.turned_back = true,
        Guard::ReturnKindGiven => mv.return_kind = None,
        Guard::ReturnDateGiven => mv.on = Some(day("2027-03-02")),
        Guard::SupportRequested => file.reintegration.requested = false,
        Guard::AssessmentDone => file.reintegration.assessed = false,
        Guard::PlanAgreed => file.reintegration.plan_agreed = false,
        Guard::PlanWithinBudget => file.reintegration.plan_total = Some(usd(200_001)),
        Guard::OutcomeGiven => mv.outcome = None,
        Guard::StayedLawfully => mv.outcome = Some(Outcome::Employed),
        Guard::WithinReopenWindow => file.closed_on = Some(day("2026-02-01")),
        Guard::ReturnKnown => (file.closed_as_staying, mv.on) = (true, None),
        Guard::WorkersStatement => mv.evidence = None,
        Guard::AttemptsDocumented => file.contact_attempts = 2,
        Guard::EvidenceGiven => mv.evidence = Some("  ".into()),
    }
}

/// The table as text: one line a row, for the snapshot and the documentation.
pub fn matrix() -> String {
    TABLE
        .iter()
        .map(|edge| {
            let by: Vec<_> = edge.by.iter().map(|r| r.code()).chain(edge.system.then_some("system")).collect();
            let guards: Vec<_> = edge.guards.iter().map(|g| g.code()).collect();
            format!(
                "{}: {:?} -> {:?}\n    by {}; second {:?}\n    needs {}\n",
                edge.transition,
                edge.from,
                edge.to,
                by.join(", "),
                edge.second,
                guards.join(", ")
            )
        })
        .collect()
}
