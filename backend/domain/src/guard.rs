//! Guards: named checks over a case's facts and the programme's rules.
//! Each is evaluated at the date that matters and answers with the reason. A fact that nobody
//! recorded is unmet. Start at [`Guard::check`].

use chrono::{Days, Months, NaiveDate};

use crate::{
    decide::Move,
    file::{CaseFile, Contract},
    placement::ContractKind,
    refusal::Unmet,
    requirement::RequirementKind as K,
    rules::Orientation,
    state::State,
    table::Transition,
    worker::ConsentPurpose,
};

coded! {
    /// A condition of a move.
    pub enum Guard {
        /// Consent to registration is given and not withdrawn.
        ConsentRecorded = "consent_recorded",
        /// An identity document is on record.
        IdentityRecorded = "identity_recorded",
        /// No possible duplicate waits for a decision.
        NoOpenDuplicate = "no_open_duplicate",
        /// The programme's intake is open.
        IntakeOpen = "intake_open",
        /// The worker has no other active case.
        NoOtherActiveCase = "no_other_active_case",
        /// At least 18 on the first day of work, at the latest birth the record can mean (IRIS A.3).
        NeverUnder18 = "never_under_18",
        /// Age within the programme's limits.
        AgeWithinLimits = "age_within_limits",
        /// Every required document verified by another person.
        DocumentsVerified = "documents_verified",
        /// Identity document valid N months past the contract's end.
        IdentityValid = "identity_valid",
        /// Language result valid.
        LanguageValid = "language_valid",
        /// Cooling-off since the last contract passed.
        CoolingOffPassed = "cooling_off_passed",
        /// Days in the rolling twelve months within the maximum.
        RollingWindowWithin = "rolling_window_within",
        /// A coded reason is given.
        ReasonGiven = "reason_given",
        /// The worker asked for a review.
        ReviewRequested = "review_requested",
        /// A seat is free.
        SeatFree = "seat_free",
        /// No other session at the same time.
        NoClash = "no_clash",
        /// Modules, hours, attendance and scores of the curriculum met.
        CurriculumMet = "curriculum_met",
        /// Exempt with evidence, or an earlier certificate still valid.
        ExemptOrCertificateValid = "exempt_or_certificate_valid",
        /// A certificate valid on the day of departure.
        CertificateValid = "certificate_valid",
        /// The certificate is no longer valid.
        CertificateLapsed = "certificate_lapsed",
        /// Consent to be shown to employers.
        MatchingConsent = "matching_consent",
        /// Employer accredited and not suspended.
        EmployerAccredited = "employer_accredited",
        /// Job order approved by the mission.
        OrderApproved = "order_approved",
        /// The order has a vacancy left.
        VacancyLeft = "vacancy_left",
        /// Wage at or above the floor.
        WageAtFloor = "wage_at_floor",
        /// Weekly hours within the limits.
        HoursWithinLimits = "hours_within_limits",
        /// The offer is open.
        OfferOpen = "offer_open",
        /// The offer has run out.
        OfferExpired = "offer_expired",
        /// Terms shown to the worker in the worker's language.
        TermsShown = "terms_shown",
        /// Every hard clause of the contract checklist is filled in (C189 Art. 7).
        ContractComplete = "contract_complete",
        /// Worker, employer and, where the programme says, mission signed.
        AllSigned = "all_signed",
        /// A place of the quota is left.
        QuotaLeft = "quota_left",
        /// This case holds its place of the quota.
        QuotaHeld = "quota_held",
        /// It is said whose fault it was.
        FaultNamed = "fault_named",
        /// The day of departure is planned.
        DepartureDateSet = "departure_date_set",
        /// Visa or permit valid on departure.
        VisaValid = "visa_valid",
        /// Fit, and valid on departure.
        MedicalFit = "medical_fit",
        /// Insurance in force from departure to the contract's end.
        InsuranceInForce = "insurance_in_force",
        /// Police clearance, where the programme asks for it.
        PoliceClear = "police_clear",
        /// Recruitment costs within the ceiling.
        CostsWithinCeiling = "costs_within_ceiling",
        /// Contract handed over in the worker's language N days before departure.
        ContractHandedOver = "contract_handed_over",
        /// Clearance valid on the day.
        ClearanceValid = "clearance_valid",
        /// The contract at arrival was compared with the signed one.
        ArrivalContractCompared = "arrival_contract_compared",
        /// Transfers within the programme's limit.
        TransferWithinLimit = "transfer_within_limit",
        /// A contract with another employer is signed.
        NewContract = "new_contract",
        /// A longer contract with the same employer is signed.
        ContractExtended = "contract_extended",
        /// The worker was not turned back.
        NotTurnedBack = "not_turned_back",
        /// The kind of return is given.
        ReturnKindGiven = "return_kind_given",
        /// The day of return is given, and not in the future.
        ReturnDateGiven = "return_date_given",
        /// Support was asked for.
        SupportRequested = "support_requested",
        /// An assessment is on record.
        AssessmentDone = "assessment_done",
        /// The returnee agreed to the plan.
        PlanAgreed = "plan_agreed",
        /// The plan is within the programme's budget.
        PlanWithinBudget = "plan_within_budget",
        /// The outcome is given.
        OutcomeGiven = "outcome_given",
        /// The outcome is that the worker stayed lawfully.
        StayedLawfully = "stayed_lawfully",
        /// Closed no longer ago than the programme allows.
        WithinReopenWindow = "within_reopen_window",
        /// After a lawful stay: the return's day and kind.
        ReturnKnown = "return_known",
        /// The worker's own statement, where another person records it.
        WorkersStatement = "workers_statement",
        /// N attempts to reach the worker are documented.
        AttemptsDocumented = "attempts_documented",
        /// Evidence is named.
        EvidenceGiven = "evidence_given",
    }
}

type Answer = Result<(), Reason>;

/// A reason code, with the facts a sentence needs.
struct Reason(&'static str, Vec<(String, String)>);

fn no(code: &'static str) -> Answer {
    Err(Reason(code, Vec::new()))
}

fn no_with(code: &'static str, facts: &[(&str, String)]) -> Answer {
    Err(Reason(code, facts.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect()))
}

fn must(holds: bool, code: &'static str) -> Answer {
    if holds { Ok(()) } else { no(code) }
}

impl Guard {
    /// Answers whether the guard holds for a move of a case.
    ///
    /// # Errors
    /// [`Unmet`], with the reason and what a sentence about it needs.
    pub fn check(self, file: &CaseFile, mv: &Move) -> Result<(), Unmet> {
        self.answer(file, mv).map_err(|Reason(because, facts)| Unmet { guard: self, because: because.into(), facts })
    }

    fn answer(self, file: &CaseFile, mv: &Move) -> Answer {
        let rules = &file.rules;
        match self {
            Self::ConsentRecorded => must(file.consents.contains(&ConsentPurpose::Registration), "not_recorded"),
            Self::MatchingConsent => must(file.consents.contains(&ConsentPurpose::Matching), "not_recorded"),
            Self::IdentityRecorded => must(file.identity.is_some(), "not_recorded"),
            Self::NoOpenDuplicate => must(file.open_duplicates == 0, "waits_for_decision"),
            Self::IntakeOpen => intake_open(file),
            Self::NoOtherActiveCase => must(!file.other_active_case, "another_case_is_active"),
            Self::NeverUnder18 => {
                must(file.born.ages_on(file.planned_start).0 >= 18, "under_18_on_the_first_day_of_work")
            }
            Self::AgeWithinLimits => age_within_limits(file),
            Self::DocumentsVerified => documents_verified(file),
            Self::IdentityValid => identity_valid(file),
            Self::LanguageValid => optional(rules.language_required, || requirement(file, K::Language, file.today)),
            Self::CoolingOffPassed => cooling_off(file),
            Self::RollingWindowWithin => rolling_window(file),
            Self::ReasonGiven => must(mv.reason.as_deref().is_some_and(|r| !r.trim().is_empty()), "not_given"),
            Self::ReviewRequested => must(file.review_requested, "not_asked_for"),
            Self::SeatFree => match file.training.seats_left {
                None => no("no_course_chosen"),
                Some(left) => must(left > 0, "course_is_full"),
            },
            Self::NoClash => must(!file.training.clash, "another_session_at_that_time"),
            Self::CurriculumMet => curriculum_met(file),
            Self::ExemptOrCertificateValid => must(
                file.training.exempt || certificate_on(file, file.departure()).is_ok(),
                "no_exemption_or_certificate",
            ),
            Self::CertificateValid => certificate_on(file, file.departure()),
            Self::CertificateLapsed => {
                must(file.training.certificate_until.is_some_and(|until| until < file.today), "still_valid")
            }
            Self::EmployerAccredited => order(file, |o| must(o.employer_accredited, "not_accredited_or_suspended")),
            Self::OrderApproved => order(file, |o| must(o.approved, "not_approved")),
            Self::VacancyLeft => order(file, |o| must(o.vacancies > 0, "all_places_filled")),
            Self::WageAtFloor => order(file, |o| match rules.wage_floor {
                Some(floor) if o.wage.currency != floor.currency => no("other_currency"),
                Some(floor) if o.wage.minor < floor.minor => no_with("below_floor", &[("floor", floor.to_string())]),
                Some(_) | None => Ok(()),
            }),
            Self::HoursWithinLimits => {
                order(file, |o| must(o.weekly_hours <= rules.max_weekly_hours, "too_many_hours"))
            }
            Self::OfferOpen => must(file.open_offers > 0, "no_open_offer"),
            Self::OfferExpired => must(file.offer_expires.is_some_and(|day| day < file.today), "still_open"),
            Self::TermsShown => must(file.terms_shown, "not_shown_yet"),
            Self::ContractComplete => contract(file, |c| {
                if c.missing_clauses.is_empty() {
                    Ok(())
                } else {
                    no_with("clauses_missing", &[("clauses", c.missing_clauses.join(", "))])
                }
            }),
            Self::AllSigned => contract(file, |c| {
                let mission = c.signed_by_mission || !rules.mission_signs;
                must(c.signed_by_worker && c.signed_by_employer && mission, "signature_missing")
            }),
            Self::QuotaLeft => match file.quota_left {
                None => no("no_quota_for_this_year"),
                Some(left) => must(left > 0 || file.holds_quota, "quota_used_up"),
            },
            Self::QuotaHeld => must(file.holds_quota, "not_taken"),
            Self::FaultNamed => must(mv.fault.is_some(), "not_given"),
            Self::DepartureDateSet => must(file.departs_on.is_some(), "not_recorded"),
            Self::VisaValid => requirement(file, K::Visa, file.departure()),
            Self::MedicalFit => requirement(file, K::Medical, file.departure()),
            Self::InsuranceInForce => requirement(file, K::Insurance, file.departure())
                .and_then(|()| requirement(file, K::Insurance, file.planned_end)),
            Self::PoliceClear => optional(rules.police_required, || requirement(file, K::Police, file.departure())),
            Self::CostsWithinCeiling => costs(file),
            Self::ContractHandedOver => handed_over(file),
            Self::ClearanceValid => match file.cleared_until {
                None => no("not_recorded"),
                Some(until) => must(file.today <= until, "expired"),
            },
            Self::ArrivalContractCompared => {
                contract(file, |c| must(c.compared_at_arrival || mv.comparison.is_some(), "not_compared_yet"))
            }
            Self::TransferWithinLimit => must(file.transfers < rules.max_transfers, "limit_reached"),
            Self::NewContract => next_contract(file, ContractKind::Transfer),
            Self::ContractExtended => next_contract(file, ContractKind::Extension),
            Self::NotTurnedBack => must(!file.turned_back, "was_turned_back"),
            Self::ReturnKindGiven => must(mv.return_kind.is_some(), "not_given"),
            Self::ReturnDateGiven => match mv.on {
                None => no("not_given"),
                Some(day) => must(day <= file.today, "in_the_future"),
            },
            Self::SupportRequested => must(file.reintegration.requested, "not_recorded"),
            Self::AssessmentDone => must(file.reintegration.assessed, "not_recorded"),
            Self::PlanAgreed => must(file.reintegration.plan_agreed, "not_agreed_yet"),
            Self::PlanWithinBudget => plan_within_budget(file),
            Self::OutcomeGiven => must(mv.outcome.is_some(), "not_given"),
            Self::StayedLawfully => {
                must(mv.outcome == Some(crate::reason::Outcome::StayedLawfully), "only_when_staying")
            }
            Self::WithinReopenWindow => reopen_window(file),
            Self::ReturnKnown => {
                must(!file.closed_as_staying || (mv.on.is_some() && mv.return_kind.is_some()), "not_given")
            }
            Self::WorkersStatement => {
                must(mv.by_worker || mv.evidence.as_deref().is_some_and(|e| !e.trim().is_empty()), "not_given")
            }
            Self::AttemptsDocumented => {
                let needed = rules.contact_attempts;
                if file.contact_attempts >= needed {
                    Ok(())
                } else {
                    no_with("too_few", &[("done", file.contact_attempts.to_string()), ("needed", needed.to_string())])
                }
            }
            Self::EvidenceGiven => must(mv.evidence.as_deref().is_some_and(|e| !e.trim().is_empty()), "not_given"),
        }
    }
}

fn optional(required: bool, check: impl FnOnce() -> Answer) -> Answer {
    if required { check() } else { Ok(()) }
}

/// A record of the kind, verified by another person, that holds on the day.
fn requirement(file: &CaseFile, kind: K, day: NaiveDate) -> Answer {
    let Some(record) = file.requirement(kind) else { return no("not_recorded") };
    if record.result != crate::requirement::RequirementResult::Passed {
        return no(record.result.code());
    }
    if record.verified_by.is_none() || record.verified_by == Some(record.recorded_by) {
        return no("not_verified");
    }
    match record.valid_until {
        Some(until) if until < day => {
            no_with("expires_before", &[("until", until.to_string()), ("day", day.to_string())])
        }
        Some(_) | None => must(record.holds_on(day), "not_yet_valid"),
    }
}

fn intake_open(file: &CaseFile) -> Answer {
    let (opens, closes) = file.intake;
    if file.today < opens {
        no_with("opens_on", &[("day", opens.to_string())])
    } else if file.today > closes {
        no_with("closed_on", &[("day", closes.to_string())])
    } else {
        Ok(())
    }
}

fn age_within_limits(file: &CaseFile) -> Answer {
    let (youngest, oldest) = file.born.ages_on(file.planned_start);
    let limits = file.rules.ages(file.sex);
    // A birth known only by its year counts against the worker at neither end but the certain one.
    if oldest < limits.min || youngest < limits.min && file.born.day().is_some() {
        no_with("too_young", &[("limit", limits.min.to_string())])
    } else if youngest > limits.max {
        no_with("too_old", &[("limit", limits.max.to_string())])
    } else {
        Ok(())
    }
}

fn documents_verified(file: &CaseFile) -> Answer {
    for kind in &file.rules.screening_requirements {
        requirement(file, *kind, file.today).map_err(|Reason(code, mut facts)| {
            facts.push(("requirement".into(), kind.code().into()));
            Reason(code, facts)
        })?;
    }
    Ok(())
}

fn identity_valid(file: &CaseFile) -> Answer {
    let Some(identity) = &file.identity else { return no("not_recorded") };
    let Some(expires) = identity.expires else { return Ok(()) };
    let needed = file.planned_end.checked_add_months(Months::new(file.rules.passport_months_past_end));
    match needed {
        Some(day) if expires < day => {
            no_with("expires_before", &[("until", expires.to_string()), ("day", day.to_string())])
        }
        _ => Ok(()),
    }
}

fn cooling_off(file: &CaseFile) -> Answer {
    let Some(last) = file.stays.iter().map(|s| s.until).filter(|u| *u < file.departure()).max() else { return Ok(()) };
    let Some(free) = last.checked_add_days(Days::new(u64::from(file.rules.cooling_off_days))) else { return Ok(()) };
    if file.departure() > free || file.rules.cooling_off_days == 0 {
        Ok(())
    } else {
        no_with("until", &[("day", free.to_string())])
    }
}

fn rolling_window(file: &CaseFile) -> Answer {
    let Some(max) = file.rules.rolling_window_max_days else { return Ok(()) };
    let planned = crate::rules::Stay { from: file.departure(), until: file.planned_end };
    let mut stays = file.stays.clone();
    stays.push(planned);
    let worst = crate::rules::worst_rolling_window(&stays, planned);
    if worst <= max {
        Ok(())
    } else {
        no_with("too_many_days", &[("days", worst.to_string()), ("limit", max.to_string())])
    }
}

fn curriculum_met(file: &CaseFile) -> Answer {
    let (training, rules) = (&file.training, &file.rules);
    if training.attended_minutes < rules.training_minutes {
        return no_with(
            "too_few_hours",
            &[("done", training.attended_minutes.to_string()), ("needed", rules.training_minutes.to_string())],
        );
    }
    match training.score {
        None if rules.pass_mark > 0 => no("no_score_recorded"),
        Some(score) if score < rules.pass_mark => {
            no_with("below_pass_mark", &[("score", score.to_string()), ("needed", rules.pass_mark.to_string())])
        }
        _ => Ok(()),
    }
}

fn certificate_on(file: &CaseFile, day: NaiveDate) -> Answer {
    match file.training.certificate_until {
        _ if file.training.exempt => Ok(()),
        None => no("not_recorded"),
        Some(until) if until < day => {
            no_with("expires_before", &[("until", until.to_string()), ("day", day.to_string())])
        }
        Some(_) => Ok(()),
    }
}

fn order(file: &CaseFile, check: impl FnOnce(&crate::file::Order) -> Answer) -> Answer {
    file.order.as_ref().map_or_else(|| no("no_order_chosen"), check)
}

fn contract(file: &CaseFile, check: impl FnOnce(&Contract) -> Answer) -> Answer {
    file.contract.as_ref().map_or_else(|| no("no_contract"), check)
}

fn next_contract(file: &CaseFile, kind: ContractKind) -> Answer {
    match file.next_contract {
        Some(next) if next.kind == kind => must(next.signed, "signature_missing"),
        Some(_) | None => no("not_recorded"),
    }
}

fn costs(file: &CaseFile) -> Answer {
    let Some(paid) = file.worker_paid else { return no("not_recorded") };
    let ceiling = file.rules.fee_ceiling;
    if paid.currency != ceiling.currency {
        no("other_currency")
    } else if paid.minor > ceiling.minor {
        no_with("above_ceiling", &[("paid", paid.to_string()), ("ceiling", ceiling.to_string())])
    } else {
        Ok(())
    }
}

fn handed_over(file: &CaseFile) -> Answer {
    contract(file, |c| {
        let Some(day) = c.handed_over_on else { return no("not_recorded") };
        let early = day.checked_add_days(Days::new(u64::from(file.rules.handover_days)));
        must(early.is_some_and(|d| d <= file.today), "too_late")
    })
}

fn plan_within_budget(file: &CaseFile) -> Answer {
    match (file.reintegration.plan_total, file.rules.plan_budget) {
        (None, _) => no("not_recorded"),
        (Some(_), None) => Ok(()),
        (Some(total), Some(budget)) if total.currency != budget.currency => no("other_currency"),
        (Some(total), Some(budget)) => must(total.minor <= budget.minor, "above_budget"),
    }
}

fn reopen_window(file: &CaseFile) -> Answer {
    let Some(closed) = file.closed_on else { return no("not_recorded") };
    let last = closed.checked_add_months(Months::new(file.rules.reopen_months));
    must(last.is_some_and(|day| file.today <= day), "too_long_ago")
}

/// Whether a training act moves the state or only the record beside it.
pub(crate) fn training_moves_state(file: &CaseFile, transition: Transition, state: State) -> bool {
    debug_assert!(matches!(transition, Transition::Enrol | Transition::Certify));
    file.rules.orientation == Orientation::BeforeOffer && matches!(state, State::Screened | State::InTraining)
}
