//! The API's description (OpenAPI 3.1), made from the same tables that judge a request: transitions, acts and
//! their fields, registration's fields. Start at [`document`].

use serde_json::{Map, Value, json};
use sojourn_domain::{
    Locale, Role, Transition,
    act::{Act, Kind},
    programme::OrganisationKind,
    reason::{Comparison, Fault, Outcome, ReturnKind},
    registration::field,
    requirement::{RequirementKind, RequirementResult},
    training::Mark,
};

/// What a request carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sends {
    /// Nothing.
    Nothing,
    /// The fields of an act that is not about a case.
    Act(Act),
    /// The fields of the act in the path.
    AnyAct,
    /// A registration.
    Registration,
    /// A move.
    Move,
    /// A requirement record.
    Requirement,
    /// These fields, all texts.
    Fields(&'static [&'static str]),
}

/// A route of the API.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// `get` or `post`.
    pub method: &'static str,
    /// The path under `/api/v1`.
    pub path: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// What it takes in its query.
    pub query: &'static [&'static str],
    /// What it takes in its body.
    pub sends: Sends,
    /// The status of its success.
    pub success: u16,
}

const fn read(path: &'static str, query: &'static [&'static str], summary: &'static str) -> Route {
    Route { method: "get", path, summary, query, sends: Sends::Nothing, success: 200 }
}

const fn write(path: &'static str, sends: Sends, success: u16, summary: &'static str) -> Route {
    Route { method: "post", path, summary, query: &[], sends, success }
}

/// What a role is given and taken back by.
const GRANT: &[&str] = &["version", "role", "organisation", "district"];
/// What describes an organisation.
const DESCRIBED: &[&str] = &["name", "organisation_kind", "country"];

/// Every route.
pub const ROUTES: &[Route] = &[
    read("/openapi.json", &[], "This description."),
    read("/me", &[], "Whose token this is, with its roles."),
    read("/work", &["after"], "What waits for the caller: proposals to decide and cases, longest waiting first."),
    read("/programmes", &[], "Programmes with an open intake."),
    read("/workers", &["q", "after"], "Workers of the caller's scope, listed or searched."),
    write("/workers", Sends::Registration, 201, "Registers a worker and opens a case."),
    read("/workers/{id}", &[], "A worker with consents and cases."),
    read(
        "/cases",
        &["state", "stage", "programme", "after"],
        "Cases of the caller's scope, longest in their state first.",
    ),
    read("/cases/{id}", &[], "A case as the caller sees it: what may happen next, with what stands in the way."),
    write("/cases/{id}/advance", Sends::Move, 200, "Moves a case, or proposes the move to a second person."),
    write("/cases/{id}/decline", Sends::Nothing, 204, "Says no to what was proposed."),
    write("/cases/{id}/requirements", Sends::Requirement, 201, "Writes a requirement record."),
    write("/cases/{id}/requirements/{record}/verify", Sends::Nothing, 204, "Verifies a record another person wrote."),
    write("/cases/{id}/acts/{act}", Sends::AnyAct, 201, "Writes an act down; the acts and their fields are schemas."),
    read("/cases/{id}/offers", &[], "The offers of a case with their terms; that they were shown is noted."),
    read("/cases/{id}/contract", &[], "The contract in force: terms, signatures, whether the worker has it in hand."),
    read("/orders", &["after"], "Job orders the caller sees, the newest first."),
    write("/orders", Sends::Act(Act::SubmitOrder), 201, "Submits a job order."),
    write("/orders/{id}", Sends::Fields(&["decision"]), 204, "Approves, refuses or closes an order."),
    read("/pool", &["after"], "People an employer may offer work to, by number."),
    write("/courses", Sends::Act(Act::CreateCourse), 201, "Sets up a course."),
    read("/sessions", &[], "Sessions the caller runs or manages."),
    write("/sessions", Sends::Act(Act::CreateSession), 201, "Sets up a session."),
    read("/sessions/{id}", &[], "The roster of a session: names and numbers."),
    write("/sessions/{id}/marks", Sends::Fields(&["enrolment", "mark", "score"]), 204, "Keeps a mark and a score."),
    read("/help", &[], "The worker's own confidential thread."),
    write("/help", Sends::Fields(&["text"]), 201, "The worker asks for help."),
    read("/help/threads", &[], "Threads that wait for the mission or the case worker."),
    read("/help/threads/{id}", &[], "A thread; the reading is noted."),
    write("/help/threads/{id}", Sends::Fields(&["text"]), 201, "Answers a thread."),
    read("/referred", &[], "Items referred to the caller's organisation."),
    write("/referred/{id}/deliver", Sends::Fields(&["on"]), 204, "Records a delivery."),
    read("/inbox", &[], "The caller's messages, newest first."),
    write("/inbox/{id}/read", Sends::Nothing, 200, "Opens a message; answers where it leads."),
    read("/accounts", &["q", "status", "organisation", "after"], "Accounts of those who work here, by name."),
    write(
        "/accounts",
        Sends::Fields(&["name", "email", "locale", "role", "organisation", "district"]),
        201,
        "Opens an account and mails its invitation.",
    ),
    read("/accounts/{id}", &[], "An account with its roles and where it is signed in."),
    write("/accounts/{id}/roles", Sends::Fields(GRANT), 204, "Gives a role; never to oneself."),
    write("/accounts/{id}/roles/end", Sends::Fields(GRANT), 204, "Takes a role back."),
    write("/accounts/{id}/disable", Sends::Nothing, 204, "Switches an account off; its sessions end at once."),
    write("/accounts/{id}/enable", Sends::Nothing, 204, "Switches an account on again."),
    write("/accounts/{id}/link", Sends::Nothing, 204, "Mails the invitation again, or a link to a new password."),
    read("/organisations", &["q", "kind", "after"], "Organisations the caller keeps, by name."),
    write("/organisations", Sends::Fields(DESCRIBED), 201, "Adds an organisation, not accredited yet."),
    read("/organisations/{id}", &[], "An organisation, with the version a change names."),
    write(
        "/organisations/{id}",
        Sends::Fields(&["version", "name", "organisation_kind", "country"]),
        204,
        "Describes an organisation anew.",
    ),
    write(
        "/organisations/{id}/accredit",
        Sends::Fields(&["version", "accredited_from", "accredited_until"]),
        204,
        "Accredits an organisation from a day on.",
    ),
    write(
        "/organisations/{id}/suspend",
        Sends::Fields(&["version", "reason"]),
        204,
        "Suspends an organisation; the open offers of an employer go back.",
    ),
    write("/organisations/{id}/lift", Sends::Fields(&["version"]), 204, "Ends a suspension."),
    read(
        "/audit",
        &["account", "case", "act", "from", "until", "after"],
        "The audit trail, newest first: who did and who read what.",
    ),
    read("/audit/state", &[], "Until when the trail is sealed, and what its last check came to."),
];

/// The description of every route.
#[must_use]
pub fn document(base_url: &str) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let item = paths.entry(route.path.to_owned()).or_insert_with(|| json!({}));
        item[route.method] = operation(route);
    }
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
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas(),
            "responses": { "Problem": {
                "description": "Why not (RFC 9457): the type names the first guard that does not hold, or the refusal.",
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            }},
        },
    })
}

fn operation(route: &Route) -> Value {
    let mut parameters: Vec<Value> = names_in(route.path)
        .map(|name| {
            let schema = if name == "act" {
                json!({ "enum": acts_on_cases() })
            } else {
                json!({ "type": "string", "format": "uuid" })
            };
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    parameters
        .extend(route.query.iter().map(|name| json!({ "name": name, "in": "query", "schema": { "type": "string" } })));
    if route.method == "post" {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 100 },
            "description": "Sent again with its key, a request gets the first answer and does nothing twice.",
        }));
    }
    let mut success = json!({ "description": "Done." });
    if route.success != 204 {
        success["content"] = json!({ "application/json": { "schema": { "type": "object" } } });
    }
    let mut operation = json!({
        "summary": route.summary,
        "operationId": operation_id(route),
        "parameters": parameters,
        "responses": { route.success.to_string(): success, "default": { "$ref": "#/components/responses/Problem" } },
    });
    if let Some(schema) = schema_of(route.sends) {
        operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    operation
}

fn operation_id(route: &Route) -> String {
    let words: Vec<_> =
        route.path.split(['/', '.']).filter(|w| !w.is_empty()).map(|w| w.trim_matches(['{', '}'])).collect();
    format!("{}_{}", route.method, words.join("_"))
}

fn names_in(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn acts_on_cases() -> Vec<&'static str> {
    Act::ALL.iter().filter(|a| !a.states().is_empty()).map(|a| a.code()).collect()
}

fn schema_of(sends: Sends) -> Option<Value> {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    Some(match sends {
        Sends::Nothing => return None,
        Sends::Act(act) => reference(act.code()),
        Sends::AnyAct => json!({ "oneOf": acts_on_cases().into_iter().map(reference).collect::<Vec<_>>() }),
        Sends::Registration => reference("registration"),
        Sends::Move => reference("move"),
        Sends::Requirement => reference("requirement"),
        Sends::Fields(names) => {
            let properties: Map<_, _> = names.iter().map(|n| ((*n).to_owned(), property(n))).collect();
            json!({ "type": "object", "properties": properties })
        }
    })
}

fn property(name: &str) -> Value {
    match name {
        "decision" => json!({ "enum": ["approve", "refuse", "close"] }),
        "mark" => json!({ "enum": Mark::ALL.iter().map(|m| m.code()).collect::<Vec<_>>() }),
        "score" => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        "on" => json!({ "type": "string", "format": "date" }),
        "enrolment" | "organisation" => json!({ "type": "string", "format": "uuid" }),
        "version" => json!({ "type": "integer", "description": "The version that was seen." }),
        "role" => json!({ "enum": Role::given().map(|r| r.code()).collect::<Vec<_>>() }),
        "locale" => json!({ "enum": Locale::ALL.iter().map(|l| l.code()).collect::<Vec<_>>() }),
        "organisation_kind" => json!({ "enum": OrganisationKind::ALL.iter().map(|k| k.code()).collect::<Vec<_>>() }),
        "accredited_from" | "accredited_until" => json!({ "type": "string", "format": "date" }),
        _ => json!({ "type": "string" }),
    }
}

fn schemas() -> Map<String, Value> {
    let mut schemas: Map<String, Value> = Act::ALL.iter().map(|act| (act.code().to_owned(), of_act(*act))).collect();
    schemas.insert("registration".into(), registration());
    schemas.insert("move".into(), of_move());
    schemas.insert("requirement".into(), requirement());
    schemas.insert(
        "Problem".into(),
        json!({ "type": "object", "required": ["type", "title", "status"], "properties": {
            "type": { "type": "string", "format": "uri" }, "title": { "type": "string" },
            "status": { "type": "integer" }, "instance": { "type": "string" },
            "unmet": { "type": "array", "items": { "type": "object" } },
            "errors": { "type": "array", "items": { "type": "object", "properties": {
                "field": { "type": "string" }, "code": { "type": "string" } } } },
        }}),
    );
    schemas
}

fn of_act(act: Act) -> Value {
    let fields = act.fields();
    let properties: Map<_, _> = fields.iter().map(|spec| (spec.name.to_owned(), of_kind(spec.kind))).collect();
    let required: Vec<_> = fields.iter().filter(|s| s.required).map(|s| s.name).collect();
    let states: Vec<_> = act.states().iter().map(|s| s.code()).collect();
    let roles: Vec<_> = act.by().iter().map(|r| r.code()).collect();
    let mut description = format!("By {}.", roles.join(", "));
    if !states.is_empty() {
        description.push_str(&format!(" In {}.", states.join(", ")));
    }
    json!({ "type": "object", "description": description, "properties": properties, "required": required })
}

fn of_kind(kind: Kind) -> Value {
    match kind {
        Kind::Line | Kind::Text => json!({ "type": "string" }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Moment => {
            json!({ "type": "string", "description": "A day and an hour on the programme's clock: 2027-03-01T08:00." })
        }
        Kind::Number(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Amount | Kind::Rate => json!({ "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$" }),
        Kind::Currency => json!({ "type": "string", "pattern": "^[A-Za-z]{3}$", "description": "ISO 4217." }),
        Kind::Code(_, codes) => json!({ "enum": codes() }),
        Kind::Record => json!({ "type": "string", "format": "uuid" }),
        Kind::Tick => json!({ "type": "boolean" }),
        Kind::Pin => json!({ "type": "string", "description": "The PIN of the worker who stands at the desk." }),
    }
}

fn of_move() -> Value {
    json!({ "type": "object", "required": ["transition", "version"], "properties": {
        "transition": { "enum": Transition::ALL.iter().map(|t| t.code()).collect::<Vec<_>>() },
        "version": { "type": "integer", "description": "The version of the case that was seen." },
        "reason": { "type": "string" }, "evidence": { "type": "string" },
        "fault": { "enum": Fault::ALL.iter().map(|f| f.code()).collect::<Vec<_>>() },
        "on": { "type": "string", "format": "date" },
        "return_kind": { "enum": ReturnKind::ALL.iter().map(|k| k.code()).collect::<Vec<_>>() },
        "outcome": { "enum": Outcome::ALL.iter().map(|o| o.code()).collect::<Vec<_>>() },
        "to": { "type": "string" },
        "record": { "type": "string", "format": "uuid", "description": "The session, order or offer it is about." },
        "comparison": { "enum": Comparison::ALL.iter().map(|c| c.code()).collect::<Vec<_>>() },
        "pin": { "type": "string", "description": "The PIN of the worker who stands at the desk." },
    }})
}

fn requirement() -> Value {
    json!({ "type": "object", "required": ["kind", "result", "evidence"], "properties": {
        "kind": { "enum": RequirementKind::ALL.iter().map(|k| k.code()).collect::<Vec<_>>() },
        "result": { "enum": RequirementResult::ALL.iter().map(|r| r.code()).collect::<Vec<_>>() },
        "valid_from": { "type": "string", "format": "date" },
        "valid_until": { "type": "string", "format": "date" },
        "evidence": { "type": "string", "maxLength": 500 },
    }})
}

fn registration() -> Value {
    let names = [
        field::MRZ,
        field::GIVEN_NAMES,
        field::SURNAME,
        field::OWN_SCRIPT_NAME,
        field::PARENT_NAME,
        field::SEX,
        field::BORN,
        field::BORN_YEAR,
        field::BORN_MONTH,
        field::BORN_DAY,
        field::NATIONALITY,
        field::DOCUMENT_KIND,
        field::DOCUMENT_NUMBER,
        field::DOCUMENT_ISSUER,
        field::DOCUMENT_EXPIRES,
        field::PHONE,
        field::EMAIL,
        field::ADDRESS,
        field::DISTRICT,
        field::POSTCODE,
        field::LANGUAGE,
        field::PROGRAMME,
        "consent_registration",
        "consent_matching",
        field::ANOTHER_PERSON,
    ];
    let properties: Map<_, _> = names.iter().map(|n| ((*n).to_owned(), json!({ "type": "string" }))).collect();
    json!({ "type": "object", "properties": properties })
}
