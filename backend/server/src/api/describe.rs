//! The API's description (OpenAPI 3.1), made from what judges a request and what is answered: the operations with
//! their types, the tables of moves and acts, registration's fields. Start at [`document`].

mod requests;

use std::sync::LazyLock;

use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use sojourn_domain::{
    act::{Act, Spec},
    refusal::{FieldError, Unmet},
};

use super::{
    Operation, Takes,
    operation::{Answers, SchemaOf},
    v1,
};
use crate::web::routing::Verb;

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| v1::operations().operations().to_vec());

/// Every operation.
#[must_use]
pub fn operations() -> &'static [Operation] {
    &OPERATIONS
}

/// The fields of a request, for whoever reads about it; none where it has a shape of its own.
#[must_use]
pub fn fields(takes: Takes) -> Vec<Spec> {
    requests::fields(takes)
}

/// The words for each room of the API, in the order of the description.
const ROOMS: [(&str, &str); 13] = [
    ("access", "Who calls, on which devices, with which tokens."),
    ("work", "What waits for the caller and for a second person."),
    ("programme", "Programmes with their rules; the public check of a paper."),
    ("recruitment", "Workers found, registered, entered for another journey, or proposing themselves."),
    ("import", "Lists of workers: uploaded, mapped, tried dry, run, reported."),
    ("cases", "Journeys: what comes next, moves, requirement records, acts."),
    ("training", "Courses, sessions, marks and scores."),
    ("placement", "Job orders, the pool, offers and contracts."),
    ("papers", "What was issued about a case, as lines and as files."),
    ("reintegration", "Help asked for and answered; what is referred to partners."),
    ("messages", "Inboxes, people to phone, letters that did not leave."),
    ("figures", "How many cases stand where, without identities; small counts are kept back."),
    ("administration", "Accounts with their roles, organisations, the audit trail."),
];

/// The rooms with a word about each.
#[must_use]
pub fn rooms() -> &'static [(&'static str, &'static str)] {
    &ROOMS
}

/// The description of every operation.
#[must_use]
pub fn document(base_url: &str) -> Value {
    let mut schemas = Schemas::new();
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations() {
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[operation.verb.name().to_lowercase()] = describe(operation, &mut schemas);
    }
    let problem = schemas.problem();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Sojourn",
            "version": "1",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
            "description": "The use cases of Sojourn's pages, for programs: the same rules, the same refusals.",
        },
        "servers": [{ "url": format!("{base_url}/api/v1") }],
        "security": [{ "token": [] }],
        "tags": ROOMS.iter().map(|(name, text)| json!({ "name": name, "description": text })).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "securitySchemes": { "token": {
                "type": "http", "scheme": "bearer",
                "description": "A token of an account, made on its page or by POST /account/tokens. GET needs the scope \
                    read, everything else write. It never gives more than the account holds.",
            } },
            "schemas": schemas.all(problem),
            "responses": problems(base_url),
        },
    })
}

/// Schemas as they are named: of what is answered, and of what is sent.
struct Schemas {
    answered: SchemaGenerator,
    sent: SchemaGenerator,
}

impl Schemas {
    fn new() -> Self {
        let settings = || {
            SchemaSettings::draft2020_12().with(|s| {
                s.meta_schema = None;
                s.definitions_path = "/components/schemas".into();
            })
        };
        Self {
            answered: settings().for_serialize().into_generator(),
            sent: settings().for_deserialize().into_generator(),
        }
    }

    fn answered(&mut self, of: SchemaOf) -> Value {
        of(&mut self.answered).to_value()
    }

    fn sent(&mut self, of: SchemaOf) -> Value {
        of(&mut self.sent).to_value()
    }

    /// Why not (RFC 9457), with the members each refusal adds.
    fn problem(&mut self) -> Value {
        let unmet = self.answered.subschema_for::<Unmet>();
        let field = self.answered.subschema_for::<FieldError>();
        json!({
            "type": "object",
            "required": ["type", "title", "status", "detail", "instance"],
            "properties": {
                "type": { "type": "string", "format": "uri", "description": "Names the first guard that does not hold, or the refusal." },
                "title": { "type": "string" },
                "status": { "type": "integer", "minimum": 400, "maximum": 599 },
                "detail": { "type": "string", "description": "A sentence in the language asked for." },
                "instance": { "type": "string", "format": "uri", "description": "Names the request in the log." },
                "unmet": { "type": "array", "items": unmet, "description": "Every guard that does not hold." },
                "errors": { "type": "array", "items": field, "description": "Every field at fault." },
                "version": { "type": "integer", "description": "With `stale`: the version that stands." },
                "current": { "description": "With `stale`: what stands, as a GET answers it." },
                "candidates": { "type": "array", "items": { "type": "object" }, "description": "With `invalid` at `another_person`: who it may be." },
            },
        })
    }

    fn all(mut self, problem: Value) -> Map<String, Value> {
        let mut all = self.sent.take_definitions(true);
        all.extend(self.answered.take_definitions(true));
        all.extend(requests::schemas());
        all.insert("Problem".into(), problem);
        all
    }
}

fn describe(operation: &Operation, schemas: &mut Schemas) -> Value {
    let about = &operation.about;
    let mut success = json!({ "description": "Done." });
    match about.answers {
        Answers::Nothing => {}
        Answers::Json(of) => {
            success["description"] = json!("The answer.");
            success["content"] = json!({ "application/json": { "schema": schemas.answered(of) } });
        }
        Answers::File(media) => {
            success["description"] = json!("The file.");
            success["content"] = json!({ media: { "schema": { "type": "string" } } });
        }
    }
    let mut responses = Map::from_iter([(about.status.to_string(), success)]);
    responses.extend(refusals(operation));
    let mut described = json!({
        "summary": about.summary,
        "operationId": operation_id(operation),
        "tags": [operation.room],
        "parameters": parameters(operation),
        "responses": responses,
    });
    if about.open {
        described["security"] = json!([]);
    }
    if let Some(content) = requests::content(about.takes, |of| schemas.sent(of)) {
        described["requestBody"] = json!({ "required": true, "content": content });
    }
    described
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let mut parameters: Vec<Value> = names_in(&operation.path)
        .map(|name| {
            let schema = match name {
                "act" => json!({ "enum": acts_on_cases() }),
                "token" | "reference" | "seal" => json!({ "type": "string" }),
                _ => json!({ "type": "string", "format": "uuid" }),
            };
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    let query = operation.about.query.iter();
    parameters.extend(query.map(|spec| {
        json!({ "name": spec.name, "in": "query", "required": spec.required, "schema": requests::of_kind(spec.kind) })
    }));
    if operation.verb == Verb::Post {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "schema": { "type": "string", "minLength": 1, "maxLength": 100 },
            "description": "Sent again with its key, a request gets the first answer and does nothing twice.",
        }));
    }
    parameters
}

/// The refusals an operation can answer, beside those every request can get.
fn refusals(operation: &Operation) -> impl Iterator<Item = (String, Value)> {
    let writes = operation.verb == Verb::Post;
    // The public check of a paper says that it is none, and answers.
    let has_id = names_in(&operation.path).any(|name| name != "token");
    let known = [
        ("400", "Malformed", writes),
        ("401", "TokenNeeded", !operation.about.open),
        ("403", "Forbidden", !operation.about.open),
        ("404", "NotFound", has_id),
        ("409", "Conflict", writes),
        ("413", "TooLarge", writes),
        ("415", "MediaType", writes),
        ("422", "Invalid", writes),
    ];
    let reference = |name: &str| json!({ "$ref": format!("#/components/responses/{name}") });
    known
        .into_iter()
        .filter(|(.., applies)| *applies)
        .map(move |(status, name, _)| (status.to_owned(), reference(name)))
        .chain([("default".to_owned(), reference("Failed"))])
}

/// Every problem that is answered, each with an example.
fn problems(base_url: &str) -> Map<String, Value> {
    let problem = |code: &str, status: u16, detail: &str, more: Value| {
        let mut example = json!({
            "type": format!("{base_url}/problems/{code}"), "title": code.replace('-', " "), "status": status,
            "detail": detail, "instance": "urn:sojourn:request:7F3A91C2D4E0",
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            example[name] = value.clone();
        }
        example
    };
    let none = || json!({});
    let unmet = json!({ "unmet": [{ "guard": "documents_verified", "because": "not_recorded", "facts": [] }] });
    let errors = json!({ "errors": [{ "field": "nationality", "code": "unknown_country" }] });
    [
        ("Malformed", "It is not JSON.", problem("malformed", 400, "The request cannot be read.", none())),
        ("TokenNeeded", "No token, or one that has ended.", problem("sign-in-needed", 401, "Sign in first.", none())),
        (
            "Forbidden",
            "The caller's roles or the token's scope do not allow it.",
            problem("forbidden", 403, "Your role does not allow this.", none()),
        ),
        (
            "NotFound",
            "There is no such record, or not for the caller.",
            problem("not-found", 404, "There is no such record.", none()),
        ),
        (
            "Conflict",
            "Guards do not hold, or somebody else saved first.",
            problem("documents-verified", 409, "This is not possible now.", unmet),
        ),
        ("TooLarge", "More bytes than are taken.", problem("too-large", 413, "Too many bytes.", none())),
        (
            "MediaType",
            "A body of another kind than the one described.",
            problem("media-type", 415, "JSON is expected.", none()),
        ),
        (
            "Invalid",
            "Fields are missing or wrong; nothing was written.",
            problem("invalid", 422, "Some fields need your attention.", errors),
        ),
        (
            "Failed",
            "Anything else: too many requests, a database that is busy, a fault of ours.",
            problem("busy", 503, "Try again in a minute.", none()),
        ),
    ]
    .into_iter()
    .map(|(name, description, example)| {
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        let content = json!({ "application/problem+json": { "schema": schema, "example": example } });
        (name.to_owned(), json!({ "description": description, "content": content }))
    })
    .collect()
}

fn operation_id(operation: &Operation) -> String {
    let words = operation.path.split(['/', '.']).filter(|w| !w.is_empty()).map(|w| w.trim_matches(['{', '}']));
    let words: Vec<_> = std::iter::once(match operation.verb {
        Verb::Get => "get",
        Verb::Post => "post",
    })
    .chain(words)
    .collect();
    words.join("_")
}

fn names_in(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// Acts that are about a case.
fn acts_on_cases() -> Vec<&'static str> {
    Act::ALL.iter().filter(|a| !a.states().is_empty()).map(|a| a.code()).collect()
}
