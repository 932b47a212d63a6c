//! María, who comes to be registered: what every scenario's form or program is told of her. Start at [`filled`].
#![allow(dead_code)]

use sojourn_domain::registration::Fields;

/// Who she is, and the passport she shows.
pub const MARIA: [(&str, &str); 12] = [
    ("given_names", "María"),
    ("surname", "Ajtún Cojulún"),
    ("sex", "female"),
    ("born_year", "1998"),
    ("born_month", "5"),
    ("born_day", "17"),
    ("nationality", "GTM"),
    ("document_kind", "passport"),
    ("document_number", "A1234567"),
    ("document_issuer", "GTM"),
    ("document_expires", "2032-02-01"),
    ("language", "es"),
];

/// What she agrees to.
pub const AGREED: [(&str, &str); 2] = [("consent_registration", "yes"), ("consent_matching", "yes")];

/// Her form with what else it says, or says otherwise: the programme, say.
pub fn filled(more: &[(&str, &str)]) -> Fields {
    let all = MARIA.iter().chain(&AGREED).chain(more);
    all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A form's fields as a browser sends them.
pub fn pairs(form: &Fields) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
