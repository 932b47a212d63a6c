//! The transition table: one row an edge. Everything that says what may happen to a case reads it:
//! [`crate::decide`], the pages, the state diagram and the role matrix of the documentation.

mod transition;

pub use transition::{Bearing, Transition};

use crate::{guard::Guard as G, role::Role as R, state::State as S};

/// Where an edge starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// Before there is a case.
    New,
    /// In this state.
    In(S),
    /// In the state the programme offers from.
    Pool,
    /// In this state, without moving: the act changes only a record beside the state.
    Beside(S),
}

/// Where an edge leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// To this state.
    State(S),
    /// To the pool the case came from.
    Pool,
    /// To the pool, unless another offer is still open.
    PoolWithLastOffer,
    /// To the one of these that the mover names.
    Named(&'static [S]),
    /// To reintegrating where a plan was approved, otherwise to returned.
    WhereItClosed,
}

/// Whether a second person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// One person is enough.
    No,
    /// Always.
    Always,
    /// When plan items are open, or the worker stays abroad lawfully.
    WhenItemsOpenOrStaying,
    /// When the worker says so: the worker proposes, and who makes the move confirms. They alone need nobody.
    OnWorkersWord,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// The move.
    pub transition: Transition,
    /// Where it starts.
    pub from: &'static [From],
    /// Where it leads.
    pub to: To,
    /// Who makes it, or decides it where a second person does.
    pub by: &'static [R],
    /// Whether the system makes it too.
    pub system: bool,
    /// Whether a second person decides.
    pub second: Second,
    /// What must hold.
    pub guards: &'static [G],
}

const fn edge(transition: Transition, from: &'static [From], to: To, by: &'static [R], guards: &'static [G]) -> Edge {
    Edge { transition, from, to, by, system: false, second: Second::No, guards }
}

impl Edge {
    const fn second(mut self) -> Self {
        self.second = Second::Always;
        self
    }
    const fn on_workers_word(mut self) -> Self {
        self.second = Second::OnWorkersWord;
        self
    }
    const fn or_system(mut self) -> Self {
        self.system = true;
        self
    }
}

const fn at(state: S) -> From {
    From::In(state)
}

const TRAINING_BESIDE: [From; 4] =
    [From::Beside(S::Screened), From::Beside(S::Offered), From::Beside(S::Accepted), From::Beside(S::Contracted)];

/// The table of `domain.md`, in its order. A transition may have several rows.
pub const TABLE: &[Edge] = &[
    edge(
        Transition::Register,
        &[From::New],
        To::State(S::Registered),
        &[R::RecruitmentOfficer],
        &[
            G::ConsentRecorded,
            G::IdentityRecorded,
            G::NoOpenDuplicate,
            G::IntakeOpen,
            G::NoOtherActiveCase,
            G::NeverUnder18,
        ],
    ),
    edge(
        Transition::Screen,
        &[at(S::Registered)],
        To::State(S::Screened),
        &[R::VerifyingOfficer],
        &[
            G::ConsentRecorded,
            G::NoOpenDuplicate,
            G::NeverUnder18,
            G::AgeWithinLimits,
            G::IdentityValid,
            G::DocumentsVerified,
            G::LanguageValid,
            G::CoolingOffPassed,
            G::RollingWindowWithin,
        ],
    )
    .second(),
    edge(
        Transition::Reject,
        &[at(S::Registered), at(S::Screened), at(S::InTraining), at(S::Certified)],
        To::State(S::Rejected),
        &[R::VerifyingOfficer],
        &[G::ReasonGiven],
    )
    .second(),
    edge(
        Transition::Reconsider,
        &[at(S::Rejected)],
        To::State(S::Registered),
        &[R::ProgrammeManager],
        &[G::ReviewRequested, G::ReasonGiven, G::NoOtherActiveCase],
    ),
    edge(
        Transition::Enrol,
        &[at(S::Screened)],
        To::State(S::InTraining),
        &[R::RecruitmentOfficer, R::CentreManager, R::Worker],
        &[G::SeatFree, G::NoClash],
    ),
    edge(
        Transition::Enrol,
        &TRAINING_BESIDE,
        To::State(S::Screened),
        &[R::RecruitmentOfficer, R::CentreManager, R::Worker],
        &[G::SeatFree, G::NoClash],
    ),
    edge(Transition::Certify, &[at(S::InTraining)], To::State(S::Certified), &[R::CentreManager], &[G::CurriculumMet])
        .second(),
    edge(
        Transition::Certify,
        &[at(S::Screened)],
        To::State(S::Certified),
        &[R::CentreManager],
        &[G::ExemptOrCertificateValid],
    )
    .second(),
    edge(Transition::Certify, &TRAINING_BESIDE, To::State(S::Screened), &[R::CentreManager], &[G::CurriculumMet])
        .second(),
    edge(Transition::Lapse, &[at(S::Certified)], To::State(S::InTraining), &[], &[G::CertificateLapsed]).or_system(),
    edge(
        Transition::Offer,
        &[From::Pool, at(S::Offered)],
        To::State(S::Offered),
        &[R::Employer],
        &[
            G::MatchingConsent,
            G::EmployerAccredited,
            G::OrderApproved,
            G::VacancyLeft,
            G::WageAtFloor,
            G::HoursWithinLimits,
        ],
    ),
    edge(
        Transition::Retract,
        &[at(S::Offered)],
        To::PoolWithLastOffer,
        &[R::Employer],
        &[G::OfferOpen, G::ReasonGiven],
    )
    .or_system(),
    edge(Transition::Accept, &[at(S::Offered)], To::State(S::Accepted), &[R::Worker], &[G::OfferOpen, G::TermsShown]),
    edge(Transition::Decline, &[at(S::Offered)], To::PoolWithLastOffer, &[R::Worker], &[G::OfferOpen]),
    edge(Transition::Expire, &[at(S::Offered)], To::PoolWithLastOffer, &[], &[G::OfferExpired]).or_system(),
    edge(
        Transition::Sign,
        &[at(S::Accepted)],
        To::State(S::Contracted),
        &[R::Worker, R::Employer, R::Mission],
        &[G::ContractComplete, G::AllSigned, G::QuotaLeft],
    ),
    edge(
        Transition::Cancel,
        &[at(S::Accepted), at(S::Contracted), at(S::Cleared)],
        To::Pool,
        &[R::Worker, R::Employer, R::Mission],
        &[G::ReasonGiven, G::FaultNamed],
    ),
    edge(
        Transition::Clear,
        &[at(S::Contracted)],
        To::State(S::Cleared),
        &[R::VerifyingOfficer],
        &[
            G::DepartureDateSet,
            G::IdentityValid,
            G::VisaValid,
            G::MedicalFit,
            G::InsuranceInForce,
            G::PoliceClear,
            G::CertificateValid,
            G::CostsWithinCeiling,
            G::QuotaHeld,
            G::CoolingOffPassed,
            G::RollingWindowWithin,
        ],
    )
    .second(),
    edge(Transition::Revoke, &[at(S::Cleared)], To::State(S::Contracted), &[R::VerifyingOfficer], &[G::ReasonGiven]),
    edge(
        Transition::Depart,
        &[at(S::Cleared)],
        To::State(S::Departed),
        &[R::RecruitmentOfficer],
        &[G::ContractHandedOver, G::ClearanceValid],
    ),
    edge(
        Transition::ConfirmArrival,
        &[at(S::Departed)],
        To::State(S::Employed),
        &[R::Employer, R::Mission],
        &[G::ArrivalContractCompared],
    ),
    edge(Transition::Unconfirm, &[at(S::Employed)], To::State(S::Departed), &[R::Mission], &[G::ReasonGiven]),
    edge(
        Transition::TurnBack,
        &[at(S::Departed)],
        To::State(S::Returning),
        &[R::Mission, R::RecruitmentOfficer],
        &[G::ReasonGiven],
    ),
    edge(
        Transition::Transfer,
        &[at(S::Employed), at(S::Returning)],
        To::State(S::Employed),
        &[R::Mission],
        &[G::ReasonGiven, G::TransferWithinLimit, G::NewContract],
    )
    .second(),
    edge(
        Transition::AnnounceReturn,
        &[at(S::Employed)],
        To::State(S::Returning),
        &[R::Worker, R::Employer, R::RecruitmentOfficer],
        &[G::ReturnKindGiven],
    )
    .or_system(),
    edge(
        Transition::Resume,
        &[at(S::Returning)],
        To::State(S::Employed),
        &[R::Mission, R::Employer],
        &[G::ContractExtended, G::NotTurnedBack],
    ),
    edge(
        Transition::RecordReturn,
        &[at(S::Departed), at(S::Employed), at(S::Returning)],
        To::State(S::Returned),
        &[R::RecruitmentOfficer],
        &[G::ReturnDateGiven, G::ReturnKindGiven],
    )
    .on_workers_word(),
    edge(
        Transition::ApprovePlan,
        &[at(S::Returned)],
        To::State(S::Reintegrating),
        &[R::ProgrammeManager],
        &[G::SupportRequested, G::AssessmentDone, G::PlanAgreed, G::PlanWithinBudget],
    )
    .second(),
    Edge {
        transition: Transition::Close,
        from: &[at(S::Returned), at(S::Reintegrating)],
        to: To::State(S::Closed),
        by: &[R::CaseWorker],
        system: false,
        second: Second::WhenItemsOpenOrStaying,
        guards: &[G::OutcomeGiven],
    },
    edge(
        Transition::Close,
        &[at(S::Employed), at(S::Returning)],
        To::State(S::Closed),
        &[R::Mission],
        &[G::OutcomeGiven, G::StayedLawfully],
    )
    .second(),
    edge(
        Transition::Reopen,
        &[at(S::Closed)],
        To::WhereItClosed,
        &[R::ProgrammeManager],
        &[G::ReasonGiven, G::WithinReopenWindow, G::ReturnKnown],
    ),
    edge(
        Transition::Withdraw,
        &[
            at(S::Registered),
            at(S::Screened),
            at(S::InTraining),
            at(S::Certified),
            at(S::Offered),
            at(S::Accepted),
            at(S::Contracted),
            at(S::Cleared),
        ],
        To::State(S::Withdrawn),
        &[R::Worker, R::RecruitmentOfficer],
        &[G::WorkersStatement],
    ),
    edge(
        Transition::LoseContact,
        &[at(S::Departed), at(S::Employed), at(S::Returning)],
        To::State(S::LostContact),
        &[R::Mission, R::CaseWorker],
        &[G::AttemptsDocumented],
    ),
    edge(
        Transition::Find,
        &[at(S::LostContact)],
        To::Named(&[S::Employed, S::Returning, S::Returned]),
        &[R::Mission, R::CaseWorker, R::RecruitmentOfficer],
        &[G::EvidenceGiven],
    ),
    edge(
        Transition::RecordDeath,
        &[
            at(S::Registered),
            at(S::Screened),
            at(S::InTraining),
            at(S::Certified),
            at(S::Offered),
            at(S::Accepted),
            at(S::Contracted),
            at(S::Cleared),
            at(S::Departed),
            at(S::Employed),
            at(S::Returning),
            at(S::Returned),
            at(S::Reintegrating),
            at(S::LostContact),
        ],
        To::State(S::Deceased),
        &[R::Mission, R::RecruitmentOfficer],
        &[G::EvidenceGiven],
    )
    .second(),
];

/// The roles that may propose a move which a second person decides: those who may write the file,
/// for a certificate the trainer, and for their own return the worker.
pub const PROPOSERS: &[R] =
    &[R::RecruitmentOfficer, R::VerifyingOfficer, R::CentreManager, R::Mission, R::CaseWorker, R::HealthOfficer];

/// Whether a role may propose a move that a second person decides.
pub fn may_propose(role: R, transition: Transition) -> bool {
    match transition {
        Transition::Certify => matches!(role, R::Trainer | R::CentreManager | R::RecruitmentOfficer),
        Transition::RecordReturn => role == R::Worker,
        _ => PROPOSERS.contains(&role),
    }
}

/// Whose daily work it is to prepare a move that another decides; others may propose it, and are not told to.
fn prepares(role: R, transition: Transition) -> bool {
    match transition {
        Transition::Screen | Transition::Clear => role == R::RecruitmentOfficer,
        Transition::Certify => role == R::CentreManager,
        Transition::ApprovePlan | Transition::Close => role == R::CaseWorker,
        _ => false,
    }
}

/// The move by which a case in this state goes on, as far as this role makes, proposes or decides it:
/// what stands on the role's work list. Endings and setbacks are not work somebody waits for.
pub fn next_for(role: R, state: S) -> Option<Transition> {
    TABLE
        .iter()
        .filter(|e| e.goes_on() && !e.guards.contains(&G::StayedLawfully) && e.from.contains(&From::In(state)))
        .find(|e| e.by.contains(&role) || (e.second != Second::No && prepares(role, e.transition)))
        .map(|e| e.transition)
}

impl Edge {
    /// Whether the edge carries a journey forward.
    pub const fn goes_on(&self) -> bool {
        matches!(self.transition.bearing(), Bearing::Onward)
    }
}
