//! A worker's own proposal to be registered: the fields and the parser of the desk, as far as a worker fills them in
//! alone. It is neither a case nor a person on record until an officer has seen who it is. Start at [`parse`].

use chrono::NaiveDate;

use crate::{
    id::{OrganisationId, ProgrammeId},
    refusal::FieldError,
    registration::{self, Application, Fields, Paper, Person, Reader, Registration, field as desk},
    worker::ConsentPurpose,
};

/// The names of the fields that only a proposal has, beside those of [`registration::field`].
pub mod field {
    /// The office where the person will show who they are.
    pub const OFFICE: &str = "office";
    /// A field people do not see and programs fill in: a proposal that has it is no person's.
    pub const TRAP: &str = "website";
    /// The officer has seen the person with the document.
    pub const IDENTITY_SHOWN: &str = "identity_shown";
    /// Why an officer declines.
    pub const REASON: &str = "reason";
}

coded! {
    /// How a proposal stands.
    pub enum ProposalStatus {
        /// Waits for the person to come.
        Open = "open",
        /// An officer saw the person and registered them.
        Confirmed = "confirmed",
        /// An officer said no, with a reason.
        Declined = "declined",
    }
}

/// A proposal: everything parsed, nothing believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The person, as they say.
    pub person: Person,
    /// The programme they want to go with.
    pub programme: ProgrammeId,
    /// The office they will come to.
    pub office: OrganisationId,
    /// The purposes they agree to.
    pub consents: Vec<ConsentPurpose>,
}

/// Parses a proposal. A document may follow when the person comes; one that is given is checked as at the desk.
///
/// # Errors
/// One error a field that is missing or wrong, in the order of the form.
pub fn parse(fields: &Fields, today: NaiveDate) -> Result<Proposal, Vec<FieldError>> {
    let mut reader = Reader::new(fields);
    let application = registration::application(&mut reader, today, Paper::Follows);
    let office = reader.needed(field::OFFICE, "choose_one", |t| t.parse().ok());
    if reader.text(field::TRAP).is_some() {
        reader.wrong(field::TRAP, "leave_empty");
    }
    match (application, office) {
        (Some(Application { person, programme, consents }), Some(office)) if reader.errors.is_empty() => {
            Ok(Proposal { person, programme, office, consents })
        }
        _ => Err(reader.errors),
    }
}

/// Parses the officer's form, which is the desk's and the officer's word that they saw who it is.
///
/// # Errors
/// As [`registration::parse`]; the field `identity_shown` without that word.
pub fn parse_confirmation(fields: &Fields, today: NaiveDate) -> Result<Registration, Vec<FieldError>> {
    let seen = Reader::new(fields).ticked(field::IDENTITY_SHOWN);
    let unseen = (!seen).then(|| FieldError::new(field::IDENTITY_SHOWN, "identity_not_shown"));
    match (registration::parse(fields, today), unseen) {
        (Ok(registration), None) => Ok(registration),
        (Ok(_), Some(error)) => Err(vec![error]),
        (Err(errors), unseen) => Err(errors.into_iter().chain(unseen).collect()),
    }
}

/// Why an officer declines, as it was written.
///
/// # Errors
/// The field `reason` where nothing, or too much, was written.
pub fn parse_reason(fields: &Fields) -> Result<String, Vec<FieldError>> {
    let mut reader = Reader::new(fields);
    let reason = reader.needed(field::REASON, "required", |text| Some(text.to_owned()));
    reason.ok_or(reader.errors)
}

/// The form as it is kept, for the officer to go through: known fields alone, and what was chosen and ticked. Anything
/// else that came along is dropped.
#[must_use]
pub fn kept(fields: &Fields) -> Fields {
    let chosen = [desk::MRZ, desk::PROGRAMME];
    let known = |name: &str| desk::OF_PERSON.contains(&name) || chosen.contains(&name) || is_consent(name);
    fields
        .iter()
        .filter(|(name, value)| known(name) && !value.is_empty())
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect()
}

fn is_consent(name: &str) -> bool {
    name.strip_prefix(desk::CONSENT_PREFIX).is_some_and(|code| ConsentPurpose::from_code(code).is_some())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::registration::tests::{self as desk_tests, today};

    /// María alone on her telephone, whose document follows.
    fn filled() -> Fields {
        let mut fields = desk_tests::filled();
        fields.retain(|name, _| !name.starts_with("document_"));
        fields.insert("office".into(), "0193a000-0000-7000-8000-000000000002".into());
        fields
    }

    fn errors_with(changes: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut fields = filled();
        fields.extend(changes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        parse(&fields, today()).unwrap_err().into_iter().map(|e| (e.field, e.code)).collect()
    }

    #[test]
    fn a_worker_proposes_themself_before_they_have_a_document() {
        assert_eq!(parse(&filled(), today()).unwrap().person.document, None);
    }

    #[test]
    fn a_document_that_is_given_is_checked_as_at_the_desk() {
        let passport = [("document_kind", "passport"), ("document_number", "A1234567"), ("document_issuer", "GTM")];
        let is = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(errors_with(&passport), is("document_expires", "required"));
        let expired = [passport.as_slice(), &[("document_expires", "2020-01-01")]].concat();
        assert_eq!(errors_with(&expired), is("document_expires", "document_expired"));
        let unknown = [passport.as_slice(), &[("document_expires", "2031-01-01"), ("document_issuer", "XYZ")]].concat();
        assert_eq!(errors_with(&unknown), is("document_issuer", "unknown_country"));
        assert_eq!(errors_with(&[("mrz", "P<UTO")]), is("mrz", "mrz_shape"));
    }

    #[test]
    fn what_only_a_program_fills_in_is_refused() {
        assert_eq!(
            errors_with(&[("website", "https://x.example")]),
            [("website".to_owned(), "leave_empty".to_owned())]
        );
    }

    #[test]
    fn an_officer_who_has_not_seen_the_person_registers_nobody() {
        let mut fields = filled();
        for (name, value) in
            [("document_kind", "national_id"), ("document_number", "A1"), ("document_issuer", "GTM"), ("sex", "")]
        {
            fields.insert(name.into(), value.into());
        }
        let named = |fields: &Fields| -> Vec<String> {
            parse_confirmation(fields, today()).unwrap_err().into_iter().map(|e| e.field).collect()
        };
        assert_eq!(named(&fields), ["sex", "identity_shown"]);
        fields.insert("sex".into(), "female".into());
        assert_eq!(named(&fields), ["identity_shown"]);
        fields.insert("identity_shown".into(), "yes".into());
        assert!(parse_confirmation(&fields, today()).is_ok());
    }

    #[test]
    fn only_fields_of_the_form_are_kept() {
        let mut fields = filled();
        for (name, value) in [("csrf", "x"), ("another_person", "yes"), ("consent_everything", "yes"), ("phone", "")] {
            fields.insert(name.into(), value.into());
        }
        let kept = kept(&fields);
        let names: Vec<_> = kept.keys().map(String::as_str).collect();
        let mut expected = vec!["born_day", "born_month", "born_year", "consent_registration", "given_names"];
        expected.extend(["nationality", "programme", "sex", "surname"]);
        assert_eq!(names, expected);
    }
}
