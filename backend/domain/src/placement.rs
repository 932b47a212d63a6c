//! What a job order promises and a contract fixes: clauses of the checklist, the wage by its period, and the
//! codes of orders, offers and costs. Owns no record. Start at [`Terms`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{locale::PaperLanguage, money::Money};

coded! {
    /// A clause beside parties, workplace, job, dates, wage and hours, which are fields of their own
    /// (C189 Art. 7; the checklist of bilateral agreements, numbers 6 to 24).
    pub enum Clause {
        /// Weekly rest and paid leave.
        Rest = "rest",
        /// Deductions from the wage, listed, with their cap.
        Deductions = "deductions",
        /// Accommodation: its standard and rent.
        Accommodation = "accommodation",
        /// Health, accident and life insurance.
        Insurance = "insurance",
        /// Who pays the journey out.
        TravelOut = "travel_out",
        /// Who pays the journey back.
        TravelBack = "travel_back",
        /// Ending the contract, and notice.
        Termination = "termination",
        /// Where to complain.
        Complaints = "complaints",
        /// The worker keeps passport and papers.
        KeepsDocuments = "keeps_documents",
        /// No fee for the job.
        NoFee = "no_fee",
        /// Overtime.
        Overtime = "overtime",
        /// Food.
        Food = "food",
        /// Repatriation after death.
        Repatriation = "repatriation",
        /// Probation.
        Probation = "probation",
        /// Renewal.
        Renewal = "renewal",
        /// Social security and its portability.
        SocialSecurity = "social_security",
        /// Freedom to send money home.
        Remittance = "remittance",
    }
}

impl Clause {
    /// Whether a contract without it blocks deployment.
    pub const fn is_hard(self) -> bool {
        match self {
            Self::Rest
            | Self::Deductions
            | Self::Accommodation
            | Self::Insurance
            | Self::TravelOut
            | Self::TravelBack
            | Self::Termination
            | Self::Complaints
            | Self::KeepsDocuments
            | Self::NoFee => true,
            Self::Overtime
            | Self::Food
            | Self::Repatriation
            | Self::Probation
            | Self::Renewal
            | Self::SocialSecurity
            | Self::Remittance => false,
        }
    }
}

/// The words of each clause, as the order offers and the contract fixes them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Terms {
    /// Clause to its words.
    pub clauses: BTreeMap<Clause, String>,
    /// The language the employer wrote them in, where it was said.
    pub written_in: Option<PaperLanguage>,
}

impl Terms {
    /// Hard clauses that say nothing yet, by code, in the checklist's order.
    pub fn missing(&self) -> Vec<String> {
        let says = |clause: &Clause| self.clauses.get(clause).is_some_and(|words| !words.trim().is_empty());
        let missing = Clause::ALL.iter().filter(|c| c.is_hard() && !says(c));
        missing.map(|c| c.code().to_owned()).collect()
    }
}

coded! {
    /// What a contract follows from.
    pub enum ContractKind {
        /// An accepted offer.
        Employment = "employment",
        /// A move to another employer.
        Transfer = "transfer",
        /// More time with the same employer.
        Extension = "extension",
    }
}

coded! {
    /// Who signs a contract.
    pub enum Party {
        /// The worker.
        Worker = "worker",
        /// The employer.
        Employer = "employer",
        /// The mission, where the programme says so.
        Mission = "mission",
    }
}

coded! {
    /// For how long a wage is.
    pub enum WagePeriod {
        /// An hour.
        Hour = "hour",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
    }
}

impl WagePeriod {
    /// The wage of a month of 52/12 weeks, in minor units, rounded down: in the worker's favour where it is
    /// held against a floor.
    pub fn monthly(self, wage: Money, weekly_hours: u32) -> Money {
        let minor = match self {
            Self::Hour => wage.minor.saturating_mul(i64::from(weekly_hours)).saturating_mul(52) / 12,
            Self::Week => wage.minor.saturating_mul(52) / 12,
            Self::Month => wage.minor,
        };
        Money::new(minor, wage.currency)
    }
}

coded! {
    /// Where a job order stands.
    pub enum OrderStatus {
        /// Waits for the mission.
        Submitted = "submitted",
        /// The mission approved it.
        Approved = "approved",
        /// The mission refused it.
        Refused = "refused",
        /// No longer hiring.
        Closed = "closed",
    }
}

coded! {
    /// Where an offer stands.
    pub enum OfferStatus {
        /// Waits for the worker.
        Open = "open",
        /// The worker accepted it.
        Accepted = "accepted",
        /// The worker declined it.
        Declined = "declined",
        /// Its time ran out.
        Expired = "expired",
        /// The employer took it back.
        Retracted = "retracted",
        /// Gone because the worker accepted another or left.
        Withdrawn = "withdrawn",
        /// Accepted, and called off afterwards.
        Cancelled = "cancelled",
    }
}

coded! {
    /// What a recruitment cost was for (SDG 10.7.1 questionnaire, cost items).
    pub enum CostKind {
        /// Recruiter or agent.
        Agent = "agent",
        /// Informal broker.
        Broker = "broker",
        /// Visa.
        Visa = "visa",
        /// Transport within the country.
        InlandTransport = "inland_transport",
        /// International transport.
        InternationalTransport = "international_transport",
        /// Passport.
        Passport = "passport",
        /// Medical examination.
        Medical = "medical",
        /// Insurance.
        Insurance = "insurance",
        /// Training before departure.
        Training = "training",
        /// Language training or test.
        Language = "language",
        /// Skills test.
        SkillsTest = "skills_test",
        /// Welfare fund.
        WelfareFund = "welfare_fund",
        /// Work or residence permit.
        Permit = "permit",
        /// Police or exit clearance.
        Clearance = "clearance",
        /// Documents and everything else.
        Other = "other",
    }
}

coded! {
    /// Who paid a cost.
    pub enum Payer {
        /// The worker.
        Worker = "worker",
        /// The worker's family.
        Family = "family",
        /// The employer.
        Employer = "employer",
        /// The state.
        State = "state",
        /// An agency.
        Agency = "agency",
    }
}

impl Payer {
    /// Whether it came out of the worker's household.
    pub const fn is_worker(self) -> bool {
        match self {
            Self::Worker | Self::Family => true,
            Self::Employer | Self::State | Self::Agency => false,
        }
    }
}

coded! {
    /// What became of a cost afterwards.
    pub enum CostTreatment {
        /// It stayed with the payer.
        Kept = "kept",
        /// It was paid back to the worker.
        Reimbursed = "reimbursed",
        /// It is deducted from the worker's wage: the worker pays it after all.
        Deducted = "deducted",
    }
}

/// Whether a cost weighs on the worker in the end (SDG 10.7.1, metadata 2022: paid, less reimbursed, plus
/// deducted from wages).
pub const fn weighs_on_worker(payer: Payer, treatment: CostTreatment) -> bool {
    match treatment {
        CostTreatment::Kept => payer.is_worker(),
        CostTreatment::Reimbursed => false,
        CostTreatment::Deducted => true,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_contract_misses_every_hard_clause_until_it_has_words() {
        let mut terms = Terms::default();
        assert_eq!(terms.missing().len(), 10);
        terms.clauses.insert(Clause::Rest, "  ".into());
        assert!(terms.missing().contains(&"rest".to_owned()));
        terms.clauses.insert(Clause::Rest, "Sunday".into());
        terms.clauses.insert(Clause::Food, "three meals".into());
        assert_eq!(terms.missing().len(), 9);
    }

    #[test]
    fn a_wage_by_the_hour_is_held_against_the_floor_by_the_month() {
        let wage = Money::new(1_650, "CAD".parse().unwrap());
        assert_eq!(WagePeriod::Hour.monthly(wage, 40).minor, 286_000);
        assert_eq!(WagePeriod::Week.monthly(wage, 40).minor, 7_150);
        assert_eq!(WagePeriod::Month.monthly(wage, 40).minor, 1_650);
    }

    #[test]
    fn what_is_paid_back_does_not_weigh_and_what_is_deducted_does() {
        assert!(weighs_on_worker(Payer::Family, CostTreatment::Kept));
        assert!(!weighs_on_worker(Payer::Worker, CostTreatment::Reimbursed));
        assert!(weighs_on_worker(Payer::Employer, CostTreatment::Deducted));
        assert!(!weighs_on_worker(Payer::State, CostTreatment::Kept));
    }
}
