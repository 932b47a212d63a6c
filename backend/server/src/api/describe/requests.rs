//! What requests carry, as schemas: drawn from the tables by which they are judged.

use serde_json::{Map, Value, json};
use sojourn_domain::{
    Transition,
    act::{Act, Kind, Spec, may, must},
    decide::Move,
    locale::PaperLanguage,
    proposal,
    registration::{MAX_TEXT, field},
    worker::{ConsentPurpose, IdentityDocumentKind, Sex},
};
use sojourn_services::cases::RecordRequirement;

use super::{Takes, acts_on_cases};
use crate::api::{body::VERSION, operation::SchemaOf};

/// The longest of several lines, in characters.
const MAX_NOTE: usize = 4_000;

/// The content of a request's body; `None` where it has none.
pub(super) fn content(takes: Takes, sent: impl FnOnce(SchemaOf) -> Value) -> Option<Value> {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let schema = match takes {
        Takes::Nothing => return None,
        Takes::List => {
            let text = json!({ "type": "string", "description": "UTF-8, with a line of column names." });
            return Some(json!({ "text/csv": { "schema": text, "example": "surname,born\nAjtún,1998-05-17\n" } }));
        }
        Takes::Json(of) => return Some(json!({ "application/json": { "schema": sent(of) } })),
        Takes::AnyAct => {
            let all: Vec<_> = acts_on_cases().into_iter().map(reference).collect();
            return Some(json!({ "application/json": { "schema": { "anyOf": all } } }));
        }
        Takes::Act(act) => reference(act.code()),
        Takes::Registration => reference("registration"),
        Takes::Proposal => reference("own_proposal"),
        Takes::Confirmation => reference("confirmation"),
        Takes::Move => reference("move"),
        Takes::Requirement => reference("requirement"),
        Takes::Fields(specs) => object(specs),
    };
    Some(json!({ "application/json": { "schema": schema, "example": example(&fields(takes)) } }))
}

/// The fields of a request.
pub(super) fn fields(takes: Takes) -> Vec<Spec> {
    match takes {
        Takes::Nothing | Takes::AnyAct | Takes::Json(_) | Takes::List => Vec::new(),
        Takes::Fields(specs) => specs.to_vec(),
        Takes::Act(act) => act.fields(),
        Takes::Registration => registration(),
        Takes::Proposal => proposed(),
        Takes::Confirmation => confirmation(),
        Takes::Move => of_move(),
        Takes::Requirement => requirement(),
    }
}

/// Schemas of requests that are named: every act, a registration, a move, a record.
pub(super) fn schemas() -> Map<String, Value> {
    let acts = Act::ALL.iter().map(|act| (act.code().to_owned(), of_act(*act)));
    let others = [
        ("registration", object(&registration())),
        ("own_proposal", object(&proposed())),
        ("confirmation", object(&confirmation())),
        ("move", object(&of_move())),
        ("requirement", object(&requirement())),
    ];
    acts.chain(others.map(|(name, schema)| (name.to_owned(), schema))).collect()
}

fn of_act(act: Act) -> Value {
    let states: Vec<_> = act.states().iter().map(|s| s.code()).collect();
    let roles: Vec<_> = act.by().iter().map(|r| r.code()).collect();
    let mut description = format!("By {}.", roles.join(", "));
    if !states.is_empty() {
        description.push_str(&format!(" In {}.", states.join(", ")));
    }
    let mut schema = object(&act.fields());
    schema["description"] = json!(description);
    schema["examples"] = json!([example(&act.fields())]);
    schema
}

fn of_move() -> Vec<Spec> {
    let moves = Kind::Code("transition", || Transition::ALL.iter().map(|t| t.code()).collect());
    let own = [must("transition", moves), VERSION];
    own.into_iter().chain(Move::fields().iter().copied()).chain([may("pin", Kind::Pin)]).collect()
}

/// A record's fields, with the health officer's own.
fn requirement() -> Vec<Spec> {
    RecordRequirement::fields().iter().copied().chain([may("findings", Kind::Text)]).collect()
}

/// A registration's fields. A person has a given name or a surname, and a birth as `born` or in its parts.
fn registration() -> Vec<Spec> {
    const SEX: Kind = Kind::Code("sex", || Sex::ALL.iter().map(|s| s.code()).collect());
    const DOCUMENT: Kind = Kind::Code("identity", || IdentityDocumentKind::ALL.iter().map(|k| k.code()).collect());
    const LANGUAGE: Kind = Kind::Code("language", || PaperLanguage::ALL.iter().map(|l| l.code()).collect());
    let consent = |purpose: &ConsentPurpose| match purpose {
        ConsentPurpose::Registration => must("consent_registration", Kind::Tick),
        ConsentPurpose::Matching => may("consent_matching", Kind::Tick),
        ConsentPurpose::Destination => may("consent_destination", Kind::Tick),
        ConsentPurpose::Reintegration => may("consent_reintegration", Kind::Tick),
    };
    let person = [
        may(field::MRZ, Kind::Text),
        may(field::GIVEN_NAMES, Kind::Line),
        may(field::SURNAME, Kind::Line),
        may(field::OWN_SCRIPT_NAME, Kind::Line),
        may(field::PARENT_NAME, Kind::Line),
        must(field::SEX, SEX),
        may(field::BORN, Kind::Line),
        may(field::BORN_YEAR, Kind::Number(1900, 2100)),
        may(field::BORN_MONTH, Kind::Number(1, 12)),
        may(field::BORN_DAY, Kind::Number(1, 31)),
        must(field::NATIONALITY, Kind::Line),
        must(field::DOCUMENT_KIND, DOCUMENT),
        must(field::DOCUMENT_NUMBER, Kind::Line),
        must(field::DOCUMENT_ISSUER, Kind::Line),
        may(field::DOCUMENT_EXPIRES, Kind::Day),
        may(field::PHONE, Kind::Line),
        may(field::EMAIL, Kind::Line),
        may(field::ADDRESS, Kind::Line),
        may(field::DISTRICT, Kind::Line),
        may(field::POSTCODE, Kind::Line),
        may(field::LANGUAGE, LANGUAGE),
        must(field::PROGRAMME, Kind::Record),
    ];
    let consents = ConsentPurpose::ALL.iter().map(consent);
    person.into_iter().chain(consents).chain([may(field::ANOTHER_PERSON, Kind::Tick)]).collect()
}

/// The same as the person proposes it: a document may follow, and the office is theirs to choose.
fn proposed() -> Vec<Spec> {
    let theirs = registration().into_iter().filter(|spec| spec.name != field::ANOTHER_PERSON);
    let follows = |spec: Spec| Spec { required: spec.required && !spec.name.starts_with("document_"), ..spec };
    theirs.map(follows).chain([must(proposal::field::OFFICE, Kind::Record)]).collect()
}

/// The same, when the person has come with the document.
fn confirmation() -> Vec<Spec> {
    registration().into_iter().chain([must(proposal::field::IDENTITY_SHOWN, Kind::Tick)]).collect()
}

fn object(specs: &[Spec]) -> Value {
    let properties: Map<_, _> = specs.iter().map(|spec| (spec.name.to_owned(), of_field(spec))).collect();
    let required: Vec<_> = specs.iter().filter(|s| s.required).map(|s| s.name).collect();
    let mut object = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn of_field(spec: &Spec) -> Value {
    let mut schema = of_kind(spec.kind);
    let described = match spec.name {
        field::MRZ => "The lines of a machine-readable zone; its check digits are checked.",
        field::SURNAME => "The surname or the only name; with `given_names`, one of the two is needed.",
        field::BORN => "As much of the date as is known: `1998`, `1998-05`, `1998-05-17`; or the parts `born_…`.",
        field::NATIONALITY | field::DOCUMENT_ISSUER => "Two or three letters of ISO 3166-1.",
        field::DOCUMENT_EXPIRES => "Needed for a passport.",
        field::PHONE => "E.164: + and 7 to 15 digits.",
        field::ANOTHER_PERSON => "The possible duplicates were looked at and are somebody else.",
        "version" => "The version of the case that was seen.",
        "seen" => "The id of the newest record of the kind that was seen, or `none`: another one since is a conflict.",
        "findings" => "What was found at an examination, from the health role alone; it rests sealed.",
        "pin" => "The PIN of the worker who stands at the desk.",
        "record" => "The record it is about.",
        _ => return schema,
    };
    schema["description"] = json!(described);
    schema
}

/// A field's schema.
pub(super) fn of_kind(kind: Kind) -> Value {
    match kind {
        Kind::Line => json!({ "type": "string", "maxLength": MAX_TEXT }),
        Kind::Text => json!({ "type": "string", "maxLength": MAX_NOTE }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Moment => {
            json!({ "type": "string", "description": "A day and an hour on the programme's clock: 2027-03-01T08:00." })
        }
        Kind::Number(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Amount | Kind::Rate => {
            json!({ "type": ["string", "number"], "pattern": "^[0-9]+(\\.[0-9]+)?$", "minimum": 0 })
        }
        Kind::Currency => json!({ "type": "string", "pattern": "^[A-Za-z]{3}$", "description": "ISO 4217." }),
        Kind::Code(_, codes) => json!({ "type": "string", "enum": codes() }),
        Kind::Record => json!({ "type": "string", "format": "uuid" }),
        Kind::Tick => json!({ "type": "boolean" }),
        Kind::Pin => json!({ "type": "string", "pattern": "^[0-9]{6}$" }),
    }
}

/// What a request looks like: every field that must be there.
fn example(specs: &[Spec]) -> Value {
    specs.iter().filter(|s| s.required).map(|s| (s.name.to_owned(), example_of(s))).collect::<Map<_, _>>().into()
}

fn example_of(spec: &Spec) -> Value {
    match spec.name {
        field::NATIONALITY | field::DOCUMENT_ISSUER => return json!("GTM"),
        field::DOCUMENT_NUMBER => return json!("A1234567"),
        "occupation" => return json!("9211"),
        "sector" => return json!("01"),
        _ => {}
    }
    match spec.kind {
        Kind::Line => json!("Ferme Boréale"),
        Kind::Text => json!("As agreed with the worker."),
        Kind::Day => json!("2027-03-01"),
        Kind::Moment => json!("2027-03-01T08:00"),
        Kind::Number(low, _) => json!(low),
        Kind::Amount => json!("155.00"),
        Kind::Rate => json!("5.61"),
        Kind::Currency => json!("CAD"),
        Kind::Code(_, codes) => json!(codes().first()),
        Kind::Record => json!("0190a000-0000-7000-8000-000000000000"),
        Kind::Tick => json!(true),
        Kind::Pin => json!("482913"),
    }
}
