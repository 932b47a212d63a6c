//! Agreements, programmes, organisations and quota: who may send how many, where, under which rules.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    country::Country,
    id::{AgreementId, OrganisationId, ProgrammeId, RulesVersionId},
    rules::Rules,
    worker::Sex,
};

coded! {
    /// What an organisation is.
    pub enum OrganisationKind {
        /// Ministry or agency.
        Ministry = "ministry",
        /// Recruitment office.
        Office = "office",
        /// Training centre.
        Centre = "centre",
        /// Employer.
        Employer = "employer",
        /// Destination authority or mission.
        Mission = "mission",
        /// Bank, NGO, clinic.
        Partner = "partner",
    }
}

/// A body that takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organisation {
    /// The id.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub country: Country,
    /// First and last day of its accreditation.
    pub accredited_from: Option<NaiveDate>,
    /// Last day of its accreditation.
    pub accredited_until: Option<NaiveDate>,
    /// Since when it is suspended, with the reason.
    pub suspended: Option<(DateTime<Utc>, String)>,
}

impl Organisation {
    /// Whether it is accredited on a day and not suspended.
    pub fn is_accredited_on(&self, day: NaiveDate) -> bool {
        self.suspended.is_none()
            && self.accredited_from.is_some_and(|from| from <= day)
            && self.accredited_until.is_none_or(|until| day <= until)
    }
}

/// A bilateral labour agreement: a corridor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The id.
    pub id: AgreementId,
    /// Its title.
    pub title: String,
    /// Country of origin.
    pub origin: Country,
    /// Country of destination.
    pub destination: Country,
    /// First day in force.
    pub in_force_from: NaiveDate,
    /// Last day in force, if it ends.
    pub in_force_until: Option<NaiveDate>,
}

/// A scheme under an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Programme {
    /// The id.
    pub id: ProgrammeId,
    /// The agreement it is under.
    pub agreement: AgreementId,
    /// Its title, as people call it.
    pub title: String,
    /// Who manages it.
    pub manager: OrganisationId,
    /// The mission of the corridor.
    pub mission: OrganisationId,
    /// First day of the intake.
    pub intake_opens: NaiveDate,
    /// Last day of the intake.
    pub intake_closes: NaiveDate,
    /// First day of work the intake plans.
    pub planned_start: NaiveDate,
    /// Last day of work the intake plans.
    pub planned_end: NaiveDate,
}

/// A dated version of a programme's rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RulesVersion {
    /// The id, named in every event it judged.
    pub id: RulesVersionId,
    /// The programme.
    pub programme: ProgrammeId,
    /// 1 for the first.
    pub number: i32,
    /// First day it judges.
    pub in_force_from: NaiveDate,
    /// The rules.
    pub rules: Rules,
}

/// Places of a programme, for a year and a sector, for one sex or any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// The programme.
    pub programme: ProgrammeId,
    /// Year of planned start.
    pub year: i32,
    /// ISIC sector.
    pub sector: String,
    /// For one sex, or any.
    pub sex: Option<Sex>,
    /// How many places there are.
    pub places: i32,
    /// How many are taken.
    pub taken: i32,
}
