//! The worker: one person for life, however many journeys.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    country::Country,
    id::{IdentityDocumentId, OrganisationId, WorkerId},
    locale::PaperLanguage,
    number::WorkerNumber,
    partial_date::PartialDate,
};

coded! {
    /// Sex as documents state it.
    pub enum Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Other or unspecified (`<` in a machine-readable zone).
        Unspecified = "unspecified",
    }
}

coded! {
    /// The kind of an identity document.
    pub enum IdentityDocumentKind {
        /// Passport.
        Passport = "passport",
        /// National identity card or number.
        NationalId = "national_id",
        /// Birth certificate.
        BirthCertificate = "birth_certificate",
    }
}

coded! {
    /// What a worker agrees to, each on its own and withdrawable.
    pub enum ConsentPurpose {
        /// Being registered and keeping the case.
        Registration = "registration",
        /// Being shown to employers, by number first.
        Matching = "matching",
        /// Sharing with destination authorities.
        Destination = "destination",
        /// Sharing with partners for support after return.
        Reintegration = "reintegration",
    }
}

/// One person, one record, for life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Worker {
    /// The id.
    pub id: WorkerId,
    /// The number people read, with a check digit.
    pub number: WorkerNumber,
    /// The record this one was merged into.
    pub merged_into: Option<WorkerId>,
    /// The office that owns the record.
    pub office: OrganisationId,
    /// Given names as in the passport; empty for single-name persons.
    pub given_names: String,
    /// Surname, or the only name.
    pub surname: String,
    /// Name in the person's own script.
    pub own_script_name: Option<String>,
    /// Father's or mother's name, where names are told apart by it.
    pub parent_name: Option<String>,
    /// Sex.
    pub sex: Sex,
    /// Date of birth, as much of it as is known.
    pub born: PartialDate,
    /// Nationality.
    pub nationality: Country,
    /// Telephone, E.164.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Street and house, one line.
    pub address: Option<String>,
    /// District, the unit offices are narrowed by.
    pub district: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// The language of the worker's papers.
    pub language: PaperLanguage,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
    /// Optimistic version.
    pub version: i32,
}

impl Worker {
    /// `Surname, Given names`, or the only name.
    pub fn listed_name(&self) -> String {
        if self.given_names.is_empty() {
            self.surname.clone()
        } else if self.surname.is_empty() {
            self.given_names.clone()
        } else {
            format!("{}, {}", self.surname, self.given_names)
        }
    }

    /// `Given names Surname`, as one addresses a person.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_names, self.surname).trim().to_owned()
    }

    /// The first letters of given name and surname, for a masked card and public pages.
    pub fn initials(&self) -> String {
        [&self.given_names, &self.surname].iter().filter_map(|n| n.chars().next()).collect()
    }
}

/// A passport or card; the number is encrypted where it rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityDocument {
    /// The id.
    pub id: IdentityDocumentId,
    /// Whose it is.
    pub worker: WorkerId,
    /// Passport, card, certificate.
    pub kind: IdentityDocumentKind,
    /// The number as printed, upper case, without spaces.
    pub number: String,
    /// The state that issued it.
    pub issuer: Country,
    /// The last day it is valid; `None` where the kind does not expire.
    pub expires: Option<NaiveDate>,
}

/// A consent given, and perhaps withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent {
    /// What for.
    pub purpose: ConsentPurpose,
    /// The language in which the text was read to or by the worker.
    pub language: PaperLanguage,
    /// The version of the text.
    pub text_version: String,
    /// When it was given.
    pub given_at: DateTime<Utc>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
}
