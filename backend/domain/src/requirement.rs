//! Requirement records: the facts guards read. A fact not recorded is unmet, never passed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, CaseId, RequirementId};

coded! {
    /// What a record is about.
    pub enum RequirementKind {
        /// The identity document's validity, seen in the original.
        Passport = "passport",
        /// Documents the programme asks for.
        Documents = "documents",
        /// Fitness for the work.
        Medical = "medical",
        /// Visa or work permit.
        Visa = "visa",
        /// Insurance in force.
        Insurance = "insurance",
        /// Police clearance.
        Police = "police",
        /// Language result.
        Language = "language",
        /// Training certificate, where another body issued it.
        Training = "training",
        /// The recruitment costs, added up and judged.
        Costs = "costs",
    }
}

coded! {
    /// What the record says.
    pub enum RequirementResult {
        /// Met.
        Passed = "passed",
        /// Not met.
        Failed = "failed",
        /// Not met at present (temporarily unfit, appointment pending).
        Pending = "pending",
    }
}

/// One fact about a case, written by one person and verified by another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirement {
    /// The id.
    pub id: RequirementId,
    /// The case.
    pub case: CaseId,
    /// What it is about.
    pub kind: RequirementKind,
    /// What it says.
    pub result: RequirementResult,
    /// First day it holds.
    pub valid_from: Option<NaiveDate>,
    /// Last day it holds; `None` is without end.
    pub valid_until: Option<NaiveDate>,
    /// Where the evidence is: a paper's number, an office, a file's name.
    pub evidence: String,
    /// Who wrote it.
    pub recorded_by: AccountId,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Who verified it; never who wrote it.
    pub verified_by: Option<AccountId>,
    /// When it was verified.
    pub verified_at: Option<DateTime<Utc>>,
}

impl Requirement {
    /// Whether it holds on a day, as far as dates and result say.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.result == RequirementResult::Passed
            && self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }
}
