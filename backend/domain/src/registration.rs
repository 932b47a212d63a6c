//! What registering a worker takes: the raw fields parsed once, each refused with its own reason.
//! A row of an imported list and a form go through the same parsing. Start at [`parse`].

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    country::Country,
    id::ProgrammeId,
    locale::PaperLanguage,
    mrz,
    partial_date::PartialDate,
    refusal::FieldError,
    text,
    worker::{ConsentPurpose, IdentityDocumentKind, Sex},
};

/// The names of the fields, as forms, JSON and import mappings send them.
pub mod field {
    /// Both or all three lines of a machine-readable zone.
    pub const MRZ: &str = "mrz";
    /// Given names.
    pub const GIVEN_NAMES: &str = "given_names";
    /// Surname, or the only name.
    pub const SURNAME: &str = "surname";
    /// Name in own script.
    pub const OWN_SCRIPT_NAME: &str = "own_script_name";
    /// Father's or mother's name.
    pub const PARENT_NAME: &str = "parent_name";
    /// Sex.
    pub const SEX: &str = "sex";
    /// Birth as one field: `1990`, `1990-05`, `1990-05-17`, `19900517`.
    pub const BORN: &str = "born";
    /// Year of birth.
    pub const BORN_YEAR: &str = "born_year";
    /// Month of birth, may be empty.
    pub const BORN_MONTH: &str = "born_month";
    /// Day of birth, may be empty.
    pub const BORN_DAY: &str = "born_day";
    /// Nationality.
    pub const NATIONALITY: &str = "nationality";
    /// Kind of identity document.
    pub const DOCUMENT_KIND: &str = "document_kind";
    /// Its number.
    pub const DOCUMENT_NUMBER: &str = "document_number";
    /// The state that issued it.
    pub const DOCUMENT_ISSUER: &str = "document_issuer";
    /// Its last day.
    pub const DOCUMENT_EXPIRES: &str = "document_expires";
    /// Telephone.
    pub const PHONE: &str = "phone";
    /// E-mail.
    pub const EMAIL: &str = "email";
    /// Street and house.
    pub const ADDRESS: &str = "address";
    /// District.
    pub const DISTRICT: &str = "district";
    /// Postcode.
    pub const POSTCODE: &str = "postcode";
    /// Language of papers.
    pub const LANGUAGE: &str = "language";
    /// Programme.
    pub const PROGRAMME: &str = "programme";
    /// The consents, one checkbox each: `consent_registration`, …
    pub const CONSENT_PREFIX: &str = "consent_";
    /// The officer looked at the possible duplicates and says it is somebody else.
    pub const ANOTHER_PERSON: &str = "another_person";

    /// What a form says of the person, in its order.
    pub const OF_PERSON: [&str; 20] = [
        GIVEN_NAMES,
        SURNAME,
        OWN_SCRIPT_NAME,
        PARENT_NAME,
        SEX,
        BORN,
        BORN_YEAR,
        BORN_MONTH,
        BORN_DAY,
        NATIONALITY,
        DOCUMENT_KIND,
        DOCUMENT_NUMBER,
        DOCUMENT_ISSUER,
        DOCUMENT_EXPIRES,
        PHONE,
        EMAIL,
        ADDRESS,
        DISTRICT,
        POSTCODE,
        LANGUAGE,
    ];
}

/// The longest a name or a line of an address may be, in characters.
pub const MAX_TEXT: usize = 200;

/// An identity document as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownDocument {
    /// What kind.
    pub kind: IdentityDocumentKind,
    /// Its number, upper case, without spaces.
    pub number: String,
    /// The state that issued it.
    pub issuer: Country,
    /// Its last day, if it has one.
    pub expires: Option<NaiveDate>,
}

/// A person as registered: everything parsed, nothing decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Given names; empty for single-name persons.
    pub given_names: String,
    /// Surname, or the only name.
    pub surname: String,
    /// Name in own script.
    pub own_script_name: Option<String>,
    /// Father's or mother's name.
    pub parent_name: Option<String>,
    /// Sex.
    pub sex: Sex,
    /// Birth.
    pub born: PartialDate,
    /// Nationality.
    pub nationality: Country,
    /// Identity document, if one was shown.
    pub document: Option<ShownDocument>,
    /// Telephone, E.164.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Street and house.
    pub address: Option<String>,
    /// District.
    pub district: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Language of papers.
    pub language: PaperLanguage,
}

/// A registration at the desk: the person, the programme, the consents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The person.
    pub person: Person,
    /// The programme.
    pub programme: ProgrammeId,
    /// The purposes agreed to.
    pub consents: Vec<ConsentPurpose>,
    /// The officer looked at the possible duplicates and says it is somebody else.
    pub another_person: bool,
}

/// Raw fields by name.
pub type Fields = BTreeMap<String, String>;

/// Reads fields one by one and gathers what is wrong with them.
pub(crate) struct Reader<'a> {
    fields: &'a Fields,
    pub(crate) errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(fields: &'a Fields) -> Self {
        Self { fields, errors: Vec::new() }
    }

    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let value = self.fields.get(name).map(|v| v.trim()).filter(|v| !v.is_empty())?;
        if value.chars().count() > MAX_TEXT {
            self.wrong(name, "too_long");
            return None;
        }
        if !text::is_readable_line(value) {
            self.wrong(name, "unreadable_characters");
            return None;
        }
        Some(value.to_owned())
    }

    pub(crate) fn wrong(&mut self, name: &str, code: &str) {
        if !self.errors.iter().any(|e| e.field == name) {
            self.errors.push(FieldError::new(name, code));
        }
    }

    /// A value that must be there and be read by `read`.
    pub(crate) fn needed<T>(&mut self, name: &str, code: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self.text(name) {
            None => {
                self.wrong(name, "required");
                None
            }
            Some(text) => self.read(name, code, &text, read),
        }
    }

    /// Whether a box is ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|v| !v.is_empty() && v != "no")
    }

    fn maybe<T>(&mut self, name: &str, code: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name)?;
        self.read(name, code, &text, read)
    }

    fn read<T>(&mut self, name: &str, code: &str, text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = read(text);
        if value.is_none() {
            self.wrong(name, code);
        }
        value
    }

    fn born(&mut self) -> Option<PartialDate> {
        if let Some(text) = self.text(field::BORN) {
            return self.read(field::BORN, "impossible_date", &text, |t| t.parse().ok());
        }
        let year = self.needed(field::BORN_YEAR, "impossible_date", |t| t.parse::<i32>().ok());
        let month = self.maybe(field::BORN_MONTH, "impossible_date", |t| t.parse::<u32>().ok());
        let day = self.maybe(field::BORN_DAY, "impossible_date", |t| t.parse::<u32>().ok());
        let born = PartialDate::new(year?, month, day);
        if born.is_err() {
            self.wrong(if day.is_some() { field::BORN_DAY } else { field::BORN_MONTH }, "impossible_date");
        }
        born.ok()
    }

    fn document(&mut self, today: NaiveDate) -> Option<ShownDocument> {
        let number = self.maybe(field::DOCUMENT_NUMBER, "document_number", document_number)?;
        let kind = self.needed(field::DOCUMENT_KIND, "choose_one", IdentityDocumentKind::from_code);
        let issuer = self.needed(field::DOCUMENT_ISSUER, "unknown_country", |t| t.parse().ok());
        let expires = self.maybe(field::DOCUMENT_EXPIRES, "impossible_date", |t| t.parse::<NaiveDate>().ok());
        if kind == Some(IdentityDocumentKind::Passport) && expires.is_none() {
            self.wrong(field::DOCUMENT_EXPIRES, "required");
        }
        if expires.is_some_and(|day| day < today) {
            self.wrong(field::DOCUMENT_EXPIRES, "document_expired");
        }
        Some(ShownDocument { kind: kind?, number, issuer: issuer?, expires })
    }
}

fn document_number(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
    (2..=40).contains(&number.len()).then_some(number).filter(|n| n.chars().all(char::is_alphanumeric))
}

/// A telephone number as E.164: `+` and 7 to 15 digits; spaces, dots, dashes and brackets are dropped.
pub fn phone(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    let digits = kept.strip_prefix('+')?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    (plain && (7..=15).contains(&digits.len())).then_some(kept)
}

/// An e-mail address, lower case, of the plain shape that can be written to.
pub fn email(text: &str) -> Option<String> {
    let (local, domain) = text.split_once('@')?;
    let labels = domain.split('.').filter(|label| !label.is_empty()).count();
    let plain = !local.is_empty()
        && labels >= 2
        && labels == domain.split('.').count()
        && !domain.contains('@')
        && !text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"'));
    plain.then(|| text.to_lowercase())
}

fn person(reader: &mut Reader<'_>, today: NaiveDate) -> Option<Person> {
    let given_names = reader.text(field::GIVEN_NAMES).unwrap_or_default();
    let surname = reader.text(field::SURNAME).unwrap_or_default();
    if given_names.is_empty() && surname.is_empty() {
        reader.wrong(field::SURNAME, "name_required");
    }
    let own_script_name = reader.text(field::OWN_SCRIPT_NAME);
    let parent_name = reader.text(field::PARENT_NAME);
    let sex = reader.needed(field::SEX, "choose_one", Sex::from_code);
    let born = reader.born();
    if born.is_some_and(|b| b.earliest() > today || b.ages_on(today).0 > 120) {
        let at = if reader.fields.contains_key(field::BORN) { field::BORN } else { field::BORN_YEAR };
        reader.wrong(at, "impossible_date");
    }
    let nationality = reader.needed(field::NATIONALITY, "unknown_country", |t| t.parse().ok());
    let document = reader.document(today);
    let phone = reader.maybe(field::PHONE, "phone", phone);
    let email = reader.maybe(field::EMAIL, "email", email);
    let language = reader.maybe(field::LANGUAGE, "choose_one", PaperLanguage::from_code);
    Some(Person {
        given_names,
        surname,
        own_script_name,
        parent_name,
        sex: sex?,
        born: born?,
        nationality: nationality?,
        document,
        phone,
        email,
        address: reader.text(field::ADDRESS),
        district: reader.text(field::DISTRICT),
        postcode: reader.text(field::POSTCODE),
        language: language.unwrap_or(PaperLanguage::En),
    })
}

/// Parses a person alone, as an import does: no programme, no consent.
///
/// # Errors
/// One error a field that is missing or wrong, in the order of the form.
pub fn parse_person(fields: &Fields, today: NaiveDate) -> Result<Person, Vec<FieldError>> {
    let mut reader = Reader::new(fields);
    let person = person(&mut reader, today);
    match person {
        Some(person) if reader.errors.is_empty() => Ok(person),
        _ => Err(reader.errors),
    }
}

/// Whether a person must show a document now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    /// At the desk: nobody is registered without one.
    Shown,
    /// It is shown when the person comes.
    Follows,
}

/// What a registration and a proposal of one have in common.
pub(crate) struct Application {
    pub(crate) person: Person,
    pub(crate) programme: ProgrammeId,
    pub(crate) consents: Vec<ConsentPurpose>,
}

/// Reads the person, the programme and the consents; what is wrong stands in the reader.
pub(crate) fn application(reader: &mut Reader<'_>, today: NaiveDate, paper: Paper) -> Option<Application> {
    let zone = reader.fields.get(field::MRZ).filter(|z| !z.trim().is_empty());
    if let Some(Err(error)) = zone.map(|z| mrz::read(z, today)) {
        reader.wrong(field::MRZ, &error.code());
    }
    let person = person(reader, today);
    if paper == Paper::Shown && person.as_ref().is_some_and(|p| p.document.is_none()) {
        reader.wrong(field::DOCUMENT_NUMBER, "required");
    }
    let programme = reader.needed(field::PROGRAMME, "choose_one", |t| t.parse().ok());
    let name = |p: &ConsentPurpose| format!("{}{}", field::CONSENT_PREFIX, p.code());
    let consents: Vec<_> = ConsentPurpose::ALL.iter().copied().filter(|p| reader.ticked(&name(p))).collect();
    if !consents.contains(&ConsentPurpose::Registration) {
        reader.wrong(&name(&ConsentPurpose::Registration), "consent_required");
    }
    Some(Application { person: person?, programme: programme?, consents })
}

/// Parses a registration at the desk.
///
/// # Errors
/// One error a field that is missing or wrong, in the order of the form.
pub fn parse(fields: &Fields, today: NaiveDate) -> Result<Registration, Vec<FieldError>> {
    let mut reader = Reader::new(fields);
    let another_person = reader.ticked(field::ANOTHER_PERSON);
    match application(&mut reader, today, Paper::Shown) {
        Some(Application { person, programme, consents }) if reader.errors.is_empty() => {
            Ok(Registration { person, programme, consents, another_person })
        }
        _ => Err(reader.errors),
    }
}

/// Fills the form from a machine-readable zone: only fields still empty, so that nothing typed is lost.
///
/// # Errors
/// The zone's own error, at its field.
pub fn fill_from_mrz(fields: &mut Fields, today: NaiveDate) -> Result<(), FieldError> {
    let text = fields.get(field::MRZ).cloned().unwrap_or_default();
    let zone = mrz::read(&text, today).map_err(|e| FieldError::new(field::MRZ, e.code()))?;
    let number_of = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let kind = if zone.document == 'P' { IdentityDocumentKind::Passport } else { IdentityDocumentKind::NationalId };
    let known = |code: &str| code.parse::<Country>().map(|c| c.alpha3().to_owned()).unwrap_or_default();
    let values = [
        (field::GIVEN_NAMES, title_case(&zone.given_names)),
        (field::SURNAME, title_case(&zone.surname)),
        (field::SEX, zone.sex.code().to_owned()),
        (field::BORN_YEAR, zone.born.map(|b| b.year().to_string()).unwrap_or_default()),
        (field::BORN_MONTH, number_of(zone.born.and_then(PartialDate::month))),
        (field::BORN_DAY, number_of(zone.born.and_then(PartialDate::day))),
        (field::NATIONALITY, known(&zone.nationality)),
        (field::DOCUMENT_KIND, kind.code().to_owned()),
        (field::DOCUMENT_NUMBER, zone.number),
        (field::DOCUMENT_ISSUER, known(&zone.issuer)),
        (field::DOCUMENT_EXPIRES, zone.expires.map(|d| d.to_string()).unwrap_or_default()),
    ];
    for (name, value) in values {
        let slot = fields.entry(name.to_owned()).or_default();
        if slot.trim().is_empty() {
            *slot = value;
        }
    }
    Ok(())
}

fn title_case(text: &str) -> String {
    text.split(' ')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map(|c| c.to_string() + &chars.as_str().to_lowercase()).unwrap_or_default()
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a document will not carry the worker through a journey that ends on `end`: a warning
/// while typing, from the same rule that [`crate::guard::Guard::IdentityValid`] applies.
pub fn expires_too_early(expires: NaiveDate, end: NaiveDate, months: u32) -> bool {
    end.checked_add_months(Months::new(months)).is_some_and(|needed| expires < needed)
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    pub(crate) fn today() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    /// What an officer fills in for María.
    pub(crate) fn filled() -> Fields {
        [
            ("given_names", "María"),
            ("surname", "Ajtún Cojulún"),
            ("sex", "female"),
            ("born_year", "1998"),
            ("born_month", "5"),
            ("born_day", "17"),
            ("nationality", "GTM"),
            ("document_kind", "passport"),
            ("document_number", "a 1234-567"),
            ("document_issuer", "GTM"),
            ("document_expires", "2031-02-01"),
            ("phone", "+502 5555-1234"),
            ("programme", "0193a000-0000-7000-8000-000000000001"),
            ("consent_registration", "yes"),
        ]
        .into_iter()
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .collect()
    }

    fn errors_with(changes: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut fields = filled();
        for (name, value) in changes {
            fields.insert((*name).into(), (*value).into());
        }
        parse(&fields, today()).unwrap_err().into_iter().map(|e| (e.field, e.code)).collect()
    }

    #[test]
    fn a_complete_form_is_understood() {
        let registration = parse(&filled(), today()).unwrap();
        let document = registration.person.document.unwrap();
        assert_eq!(document.number, "A1234567");
        assert_eq!(registration.person.phone.as_deref(), Some("+50255551234"));
        assert_eq!(registration.consents, [ConsentPurpose::Registration]);
    }

    #[test]
    fn each_wrong_field_is_named_with_its_reason() {
        let one = |field: &str, value: &str| errors_with(&[(field, value)]);
        let is = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(one("nationality", "Atlantis"), is("nationality", "unknown_country"));
        assert_eq!(one("document_expires", "2020-01-01"), is("document_expires", "document_expired"));
        assert_eq!(one("born_month", "13"), is("born_day", "impossible_date"));
        assert_eq!(errors_with(&[("born_month", "2"), ("born_day", "30")]), is("born_day", "impossible_date"));
        assert_eq!(one("phone", "5555"), is("phone", "phone"));
        assert_eq!(one("email", "nobody at home"), is("email", "email"));
        assert_eq!(one("consent_registration", ""), is("consent_registration", "consent_required"));
        assert_eq!(one("mrz", "P<UTO"), is("mrz", "mrz_shape"));
        assert_eq!(one("surname", "\u{0}"), is("surname", "unreadable_characters"));
        assert_eq!(errors_with(&[("surname", ""), ("given_names", "")]), is("surname", "name_required"));
    }

    #[test]
    fn the_zone_fills_only_what_is_still_empty() {
        let mut fields = Fields::new();
        fields.insert("given_names".into(), "Ana".into());
        fields.insert(
            "mrz".into(),
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10".into(),
        );
        fill_from_mrz(&mut fields, today()).unwrap();
        assert_eq!(fields["given_names"], "Ana");
        assert_eq!(fields["surname"], "Eriksson");
        assert_eq!((fields["born_year"].as_str(), fields["document_number"].as_str()), ("1974", "L898902C3"));
    }
}
