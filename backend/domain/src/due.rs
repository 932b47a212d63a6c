//! What is due: deadlines as facts that follow from a case's records and the programme's rules, never reminders
//! somebody sets. Owns which role's list each stands on and how many days lie between the fact and its day.

use chrono::{Days, NaiveDate, TimeDelta};

use crate::{role::Role, rules::Rules};

coded! {
    /// A kind of deadline.
    pub enum DueKind {
        /// The departure is to be recorded, or the case cleared for it, by its own day.
        Departure = "departure",
        /// The contract is to be in the worker's hands so many days before the departure.
        HandOver = "hand_over",
        /// The arrival is to be confirmed within so many days of the departure.
        Arrival = "arrival",
        /// The passport's record runs out before the departure.
        Passport = "passport",
        /// The medical record runs out before the departure.
        Medical = "medical",
        /// No medical record says yet that the worker is fit; it is wanted by the day the contract is handed over.
        MedicalMissing = "medical_missing",
        /// The visa or permit runs out before the departure.
        Visa = "visa",
        /// The insurance runs out before the departure.
        Insurance = "insurance",
        /// The training certificate runs out before the departure.
        Certificate = "certificate",
        /// A follow-up, 1, 3, 6 and 12 months after the return.
        FollowUp = "follow_up",
        /// A returnee has no approved plan yet.
        Plan = "plan",
        /// A worker asked for help and nobody answered.
        Help = "help",
    }
}

/// Days ahead of its day at which something stands on a list.
pub const AHEAD: u64 = 7;

impl DueKind {
    /// Whose list it stands on.
    pub const fn holders(self) -> &'static [Role] {
        use Role as R;
        match self {
            Self::Departure => &[R::RecruitmentOfficer, R::VerifyingOfficer],
            Self::HandOver | Self::Passport | Self::Visa | Self::Insurance => &[R::RecruitmentOfficer],
            Self::Medical | Self::MedicalMissing => &[R::RecruitmentOfficer, R::HealthOfficer],
            Self::Certificate => &[R::RecruitmentOfficer, R::CentreManager],
            Self::Arrival => &[R::Employer, R::Mission],
            Self::FollowUp | Self::Plan => &[R::CaseWorker],
            Self::Help => &[R::Mission, R::CaseWorker],
        }
    }

    /// What stands on a role's list, in the order of declaration.
    pub fn of(role: Role) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |kind| kind.holders().contains(&role))
    }

    /// Days from the fact (a departure, a return, a message, the last day of a record) to the day it is due.
    fn days_after(self, rules: &Rules) -> i64 {
        match self {
            Self::HandOver | Self::MedicalMissing => -i64::from(rules.handover_days),
            Self::Arrival => rules.arrival_days.into(),
            Self::Plan => rules.plan_days.into(),
            Self::Help => rules.answer_days.into(),
            Self::Departure
            | Self::Passport
            | Self::Medical
            | Self::Visa
            | Self::Insurance
            | Self::Certificate
            | Self::FollowUp => 0,
        }
    }

    /// The day it is due, from the day of its fact.
    pub fn due(self, rules: &Rules, fact: NaiveDate) -> NaiveDate {
        fact.checked_add_signed(TimeDelta::days(self.days_after(rules))).unwrap_or(fact)
    }

    /// Facts before this day are overdue today.
    pub fn overdue_before(self, rules: &Rules, today: NaiveDate) -> NaiveDate {
        today.checked_sub_signed(TimeDelta::days(self.days_after(rules))).unwrap_or(today)
    }

    /// Facts before this day stand on a list today: overdue, due today, or within [`AHEAD`] days.
    pub fn listed_before(self, rules: &Rules, today: NaiveDate) -> NaiveDate {
        let overdue = self.overdue_before(rules, today);
        overdue.checked_add_days(Days::new(AHEAD + 1)).unwrap_or(overdue)
    }
}
