//! The API: what its description names is there, the same rules refuse with problem documents, a request sent
//! twice is done once, and nobody reaches what is not theirs.

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use serde_json::{Value, json};
use sojourn::{
    api::{
        Operation,
        describe::{document, operations},
    },
    web::routing::Verb,
};
use sojourn_domain::{
    Actor, CaseId, Role,
    act::{self, Act},
};
use sojourn_services::{demo, recruitment};
use sojourn_tests::{
    app::{Answer, TestApp},
    http_test,
    people::{another, corridor, registered, screened},
    program::Program,
    schema::faults,
};

async fn version(app: &TestApp, case: CaseId) -> i32 {
    app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().version
}

http_test! {
    async fn the_description_keeps_to_the_rules_of_openapi(app: TestApp) {
        let description = app.stranger().get("/api/v1/openapi.json").await.json();
        assert_eq!(description["openapi"], "3.1.0");
        let tags: BTreeSet<_> = description["tags"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
        let mut ids = BTreeSet::new();
        for operation in operations() {
            let name = format!("{} {}", operation.verb.name(), operation.path);
            let described = of(&description, operation);
            assert!(ids.insert(described["operationId"].as_str().unwrap()), "{name}: its id stands twice");
            assert!(tags.contains(operation.room), "{name}: its room is not described");
            let parameters = described["parameters"].as_array().unwrap();
            let declared: BTreeSet<_> = parameters.iter().filter(|p| p["in"] == "path").map(|p| p["name"].as_str().unwrap()).collect();
            let named: BTreeSet<_> = operation.path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')).collect();
            assert_eq!(declared, named, "{name}: its path's parameters");
            let keyed = parameters.iter().any(|p| p["name"] == "Idempotency-Key");
            assert_eq!(keyed, operation.verb == Verb::Post, "{name}: what makes something takes a key");
            for (status, response) in described["responses"].as_object().unwrap() {
                let response = resolved(&description, response);
                assert!(response["description"].is_string(), "{name}: {status} says nothing");
                if status.starts_with('2') && status != "204" {
                    assert!(response["content"].is_object(), "{name}: {status} answers something");
                }
            }
        }
        let problem = &description["components"]["schemas"]["Problem"];
        for (name, response) in description["components"]["responses"].as_object().unwrap() {
            let example = &response["content"]["application/problem+json"]["example"];
            assert_eq!(faults(&description, problem, example), Vec::<String>::new(), "{name}");
        }
        for (name, schema) in description["components"]["schemas"].as_object().unwrap() {
            references(schema, &mut |reference| {
                assert!(description.pointer(reference.trim_start_matches('#')).is_some(), "{name}: {reference}");
            });
            let properties = schema["properties"].as_object();
            for required in schema["required"].as_array().into_iter().flatten() {
                assert!(properties.is_some_and(|p| p.contains_key(required.as_str().unwrap())), "{name}: {required}");
            }
        }
        app.stranger().get("/developers").await.assert_status(200).assert_says("requirements/");
    }

    async fn every_example_of_the_description_is_a_request_that_can_be_read(app: TestApp) {
        let description = document(&app.ctx.settings.base_url);
        for act in Act::ALL {
            let schema = &description["components"]["schemas"][act.code()];
            let example = &schema["examples"][0];
            assert_eq!(faults(&description, schema, example), Vec::<String>::new(), "{act}");
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let fields = example.as_object().unwrap().iter().map(|(k, v)| (k.clone(), text(v))).collect();
            assert!(act::parse(&act.fields(), &fields).is_ok(), "{act}: {example}");
        }
        for operation in operations() {
            let described = of(&description, operation);
            let Some(content) = described["requestBody"]["content"].get("application/json") else { continue };
            if let Some(example) = content.get("example") {
                assert_eq!(faults(&description, &content["schema"], example), Vec::<String>::new(), "{}", operation.path);
            }
        }
    }

    async fn what_is_answered_is_what_is_described(app: TestApp) {
        demo::with_workers(&app.ctx, 40).await.unwrap();
        let description = document(&app.ctx.settings.base_url);
        let mut answered = BTreeSet::new();
        for role in Role::ALL {
            let actor = if *role == Role::Worker { some_worker(&app).await } else { corridor(&app, *role, 1).await };
            let program = Program::of(&app, &actor).await;
            // Lists first; what they name is then read one by one.
            let mut known = Known::default();
            for operation in operations().iter().filter(|o| o.verb == Verb::Get && !o.path.contains('{')) {
                check(&description, operation, &program.get(&operation.path).await, &mut answered, &mut known);
            }
            for operation in operations().iter().filter(|o| o.verb == Verb::Get && o.path.contains("{id}")) {
                for id in known.of(&operation.path) {
                    let path = operation.path.replace("{id}", &id);
                    check(&description, operation, &program.get(&path).await, &mut answered, &mut Known::default());
                }
            }
        }
        let reads = operations().iter().filter(|o| o.verb == Verb::Get).map(|o| o.path.as_str());
        let silent: Vec<_> = reads.filter(|path| !answered.contains(*path)).collect();
        // Nobody has uploaded a list or asked for help here, no contract waits to be renewed, nothing was found at an
        // examination, and papers are files.
        let unseen = [
            "/imports/{id}",
            "/imports/{id}/report.csv",
            "/help/threads/{id}",
            "/verify/{token}",
            "/join/{reference}/{seal}",
            "/documents/{id}",
            "/cases/{id}/contract/new",
            "/cases/{id}/acts/{act}",
            "/cases/{id}/findings/{record}",
        ];
        assert!(silent.iter().all(|path| unseen.contains(path)), "nobody was answered by {silent:?}");
    }

    async fn a_list_is_imported_by_a_program_step_by_step(app: TestApp) {
        demo::frame(&app.ctx).await.unwrap();
        let description = document(&app.ctx.settings.base_url);
        let actor = corridor(&app, Role::RecruitmentOfficer, 1).await;
        let officer = Program::of(&app, &actor).await;
        let list = "surname,given_name,date_of_birth\nwaller,imogen,19881209\nberry,lachlan,19990230\n";
        let csv = [("content-type", "text/csv"), ("idempotency-key", "list-1")];
        let sent = officer.send(Method::POST, "/imports?name=list.csv", &csv, Body::from(list)).await;
        sent.assert_status(201);
        let again = officer.send(Method::POST, "/imports?name=list.csv", &csv, Body::from(list)).await;
        assert_eq!(again.body, sent.body, "the same key uploads once");
        let id = sent.json()["import"].as_str().unwrap().to_owned();
        let look = operations().iter().find(|o| o.path == "/imports/{id}").unwrap();
        let (mut seen, mut known) = (BTreeSet::new(), Known::default());
        check(&description, look, &officer.get(&format!("/imports/{id}")).await, &mut seen, &mut known);

        officer.post(&format!("/imports/{id}/run"), json!({})).await.assert_problem(409, "wrong-stage");
        let wrong = officer.post(&format!("/imports/{id}/mapping"), json!({ "fields": "surname" })).await;
        assert_eq!(wrong.assert_problem(422, "invalid").json()["errors"], json!([{ "field": "fields", "code": "wrong_type" }]));
        officer.post(&format!("/imports/{id}/mapping"), json!({ "fields": ["surname"] })).await.assert_problem(422, "invalid");
        let chosen = json!({ "fields": ["surname", "given_names", "born"], "fixed": { "nationality": "AUS", "sex": "unspecified" } });
        let dry = officer.post(&format!("/imports/{id}/mapping"), chosen).await;
        assert_eq!(dry.assert_status(200).json()["counts"], json!({ "created": 1, "duplicate": 0, "refused": 1 }));
        assert!(recruitment::workers(&app.ctx, &actor, None, 9).await.unwrap().rows.is_empty(), "a dry run writes nobody");
        let run = officer.post(&format!("/imports/{id}/run"), json!({})).await.json();
        assert_eq!((run["status"].as_str(), run["rows"][1]["reason"].as_str()), (Some("done"), Some("impossible_date")));
        let report = officer.get(&format!("/imports/{id}/report.csv")).await;
        assert!(report.assert_status(200).body.contains("3,refused,born,impossible_date"), "{}", report.body);
        officer.send(Method::POST, "/imports", &[("content-type", "application/json")], Body::from("{}")).await.assert_problem(415, "media-type");
    }

    async fn a_token_makes_none_that_outlives_it_and_is_revoked(app: TestApp) {
        let (_, worker) = registered(&app).await;
        let program = Program::of(&app, &worker).await;
        let asked = json!({ "label": "gateway", "scope": "read", "days": 300 });
        let made = program.post("/account/tokens", asked).await;
        made.assert_status(201);
        let ends: chrono::DateTime<chrono::Utc> = made.json()["expires_at"].as_str().unwrap().parse().unwrap();
        assert!(ends <= app.ctx.now() + chrono::Duration::days(1), "{ends}");
        program.post("/account/tokens", json!({ "label": " ", "scope": "all", "days": 0 })).await.assert_problem(422, "invalid");
        let listed = program.get("/account/tokens").await;
        assert!(!listed.body.contains(made.json()["token"].as_str().unwrap()), "the secret is not listed");
        let read_only = Program::with(&app, made.json()["token"].as_str().unwrap());
        read_only.get("/me").await.assert_status(200);
        read_only.post("/help", json!({ "text": "x" })).await.assert_problem(403, "forbidden");
        let id = made.json()["id"].as_str().unwrap().to_owned();
        program.post(&format!("/account/tokens/{id}/revoke"), json!({})).await.assert_status(204);
        read_only.get("/me").await.assert_problem(401, "sign-in-needed");
    }

    async fn a_stale_version_gets_what_stands_now(app: TestApp) {
        let (case, _) = screened(&app).await;
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        let seen = version(&app, case).await;
        let withdraw = |version: i32| json!({ "transition": "withdraw", "version": version, "evidence": "Signed statement" });
        let path = format!("/cases/{case}/advance");
        let stale = officer.post(&path, withdraw(seen - 1)).await;
        let problem = stale.assert_problem(409, "stale").json();
        assert_eq!(problem["version"], seen);
        assert_eq!(problem["current"], officer.get(&format!("/cases/{case}")).await.json());
        officer.post(&path, withdraw(problem["version"].as_i64().unwrap() as i32)).await.assert_status(200);

        // The same for a record of a kind that somebody else has written since.
        let (case, _) = another(&app).await;
        let path = format!("/cases/{case}/requirements");
        let record = |evidence: &str, seen: &str| json!({ "kind": "visa", "result": "passed", "evidence": evidence, "seen": seen });
        let first = officer.post(&path, record("A", "none")).await.json()["requirement"].clone();
        let stale = officer.post(&path, record("B", "none")).await;
        let problem = stale.assert_problem(409, "stale").json();
        assert_eq!((&problem["current"]["evidence"], &problem["current"]["id"]), (&json!("A"), &first));
        officer.post(&path, record("B", first.as_str().unwrap())).await.assert_status(201);
    }

    async fn possible_duplicates_are_named_before_anything_is_written(app: TestApp) {
        let (_, worker) = registered(&app).await;
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        let programme = officer.get("/programmes").await.json()["programmes"][0]["id"].clone();
        let twin = json!({ "given_names": "María", "surname": "Ajtún Cojulún", "sex": "female", "born": "1998",
            "nationality": "GTM", "document_kind": "passport", "document_number": "A1234567", "document_issuer": "GTM",
            "document_expires": "2032-02-01", "programme": programme, "consent_registration": true });
        let problem = officer.post("/workers", twin).await.assert_problem(422, "invalid").json();
        assert_eq!(problem["candidates"][0]["worker"], json!(worker.worker.unwrap()));
    }

    async fn a_case_is_screened_by_two_programs_with_the_refusals_of_the_pages(app: TestApp) {
        let (case, _) = registered(&app).await;
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        let verifier = Program::of(&app, &corridor(&app, Role::VerifyingOfficer, 1).await).await;
        let screen = |version: i32| json!({ "transition": "screen", "version": version });
        let path = format!("/cases/{case}/advance");
        officer.post(&path, screen(version(&app, case).await)).await.assert_problem(409, "documents-verified");
        officer.post(&path, screen(99)).await.assert_problem(409, "stale");
        officer.post(&path, json!({ "transition": "screen" })).await.assert_problem(422, "invalid");

        let fact = json!({ "kind": "documents", "result": "passed", "evidence": "folder 12" });
        let made = officer.post(&format!("/cases/{case}/requirements"), fact).await;
        made.assert_status(201);
        let id = made.json()["requirement"].as_str().unwrap().to_owned();
        let verify = format!("/cases/{case}/requirements/{id}/verify");
        officer.post(&verify, json!({})).await.assert_status(403);
        verifier.post(&verify, json!({})).await.assert_status(204);
        let proposed = officer.post(&path, screen(version(&app, case).await)).await;
        assert_eq!(proposed.json()["outcome"], "proposed");
        let moved = verifier.post(&path, screen(version(&app, case).await)).await;
        assert_eq!(moved.json()["state"], "screened");
        assert_eq!(officer.get(&format!("/cases/{case}")).await.json()["case"]["state"], "screened");
    }

    async fn a_request_sent_twice_with_its_key_is_done_once(app: TestApp) {
        let (case, _) = registered(&app).await;
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        let cost = json!({ "kind": "visa", "amount": "155.00", "currency": "CAD", "paid_by": "employer", "treatment": "kept" });
        let (path, key) = (format!("/cases/{case}/acts/record_cost"), [("idempotency-key", "k-1")]);
        let first = officer.post_with(&path, cost.clone(), &key).await;
        first.assert_status(201);
        let second = officer.post_with(&path, cost.clone(), &key).await;
        assert_eq!((second.status, second.body), (first.status, first.body));
        assert_eq!(app.ctx.db.reader().placement().costs_of_case(case).await.unwrap().len(), 1);
        let other = json!({ "kind": "visa", "amount": "1", "currency": "CAD", "paid_by": "employer", "treatment": "kept" });
        officer.post_with(&path, other, &key).await.assert_problem(422, "idempotency-key-reused");
        // A refusal is not remembered: the mended request goes through under the same key.
        let wrong = json!({ "kind": "visa" });
        let mended = [("idempotency-key", "k-2")];
        officer.post_with(&path, wrong.clone(), &mended).await.assert_status(422);
        officer.post_with(&path, wrong, &mended).await.assert_status(422);
    }

    async fn accounts_organisations_and_the_trail_are_kept_by_programs_too(app: TestApp) {
        registered(&app).await;
        let admin = Program::of(&app, &corridor(&app, Role::Administrator, 1).await).await;
        let new = json!({ "name": "Noor", "email": "noor@audit.example", "role": "auditor", "locale": "ar" });
        let made = admin.post("/accounts", new.clone()).await;
        made.assert_status(201);
        admin.post("/accounts", new).await.assert_problem(422, "invalid").assert_says("email_taken");
        let path = format!("/accounts/{}", made.json()["account"].as_str().unwrap());
        let shown = admin.get(&path).await.json();
        assert_eq!((&shown["account"]["status"], &shown["account"]["language"]), (&json!("invited"), &json!("ar")));
        let nobody = json!({ "role": "case_worker", "version": shown["account"]["version"] });
        let problem = admin.post(&format!("{path}/roles"), nobody).await.assert_problem(422, "invalid").json();
        assert_eq!(problem["errors"], json!([{ "field": "organisation", "code": "ministry_or_district" }]));
        let role = json!({ "role": "case_worker", "district": "Sololá", "version": shown["account"]["version"] });
        admin.post(&format!("{path}/roles"), role.clone()).await.assert_status(204);
        admin.post(&format!("{path}/roles"), role).await.assert_problem(409, "stale");
        admin.post(&format!("{path}/disable"), json!({})).await.assert_status(204);
        assert_eq!(admin.get("/accounts?q=noor&status=disabled").await.json()["accounts"][0]["name"], "Noor");
        let made = admin.post("/organisations", json!({ "name": "Clinic", "organisation_kind": "partner", "country": "GTM" })).await;
        let path = format!("/organisations/{}", made.json()["organisation"].as_str().unwrap());
        let dates = json!({ "version": 1, "accredited_from": "2027-01-01" });
        admin.post(&format!("{path}/accredit"), dates).await.assert_status(204);
        admin.post(&format!("{path}/suspend"), json!({ "version": 2, "reason": "Closed" })).await.assert_status(204);
        assert_eq!(admin.get(&path).await.json()["organisation"]["suspended"][1], "Closed");
        admin.get("/audit").await.assert_problem(403, "forbidden");
        let auditor = Program::of(&app, &corridor(&app, Role::Auditor, 1).await).await;
        let rows = auditor.get("/audit?act=suspend").await.json();
        assert_eq!((rows["rows"].as_array().unwrap().len(), &rows["next"]), (1, &Value::Null));
        assert!(auditor.get("/audit/state").await.json()["unsealed_rows"].as_u64().unwrap() > 0);
        auditor.get("/accounts").await.assert_problem(403, "forbidden");
        auditor.get("/organisations").await.assert_problem(403, "forbidden");
    }

    async fn bad_json_is_said_to_be_bad(app: TestApp) {
        let (case, _) = registered(&app).await;
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        officer.post(&format!("/cases/{case}/advance"), json!([1, 2])).await.assert_problem(400, "malformed");
        officer.post(&format!("/cases/{case}/acts/record_cost"), json!({ "kind": { "a": 1 } })).await.assert_problem(422, "invalid").assert_says("wrong_type");
        officer.post(&format!("/cases/{case}/acts/fly"), json!({})).await.assert_problem(404, "not-found");
    }

    async fn no_role_reaches_a_case_of_another_place_and_each_reaches_what_is_its_own(app: TestApp) {
        let (case, worker) = screened(&app).await;
        let paths = [format!("/cases/{case}"), format!("/cases/{case}/offers"), format!("/workers/{}", worker.worker.unwrap())];
        let writes = [
            (format!("/cases/{case}/advance"), json!({ "transition": "withdraw", "version": version(&app, case).await, "evidence": "x" })),
            (format!("/cases/{case}/requirements"), json!({ "kind": "visa", "result": "passed", "evidence": "x" })),
            (format!("/cases/{case}/acts/record_cost"), json!({ "kind": "visa", "amount": "1", "currency": "CAD", "paid_by": "employer", "treatment": "kept" })),
            (format!("/cases/{case}/decline"), json!({})),
        ];
        // Elsewhere: an organisation of the same kind in the other corridor, or another worker.
        for role in Role::ALL.iter().copied().filter(|r| *r != Role::Worker) {
            let foreign = elsewhere(&app, role).await;
            let program = Program::of(&app, &foreign).await;
            for path in &paths {
                let answer = program.get(path).await;
                assert!(matches!(answer.status.as_u16(), 403 | 404), "{role} reads {path}: {}", answer.status);
            }
            for (path, body) in &writes {
                let answer = program.post(path, body.clone()).await;
                assert!(matches!(answer.status.as_u16(), 403 | 404), "{role} writes {path}: {} {}", answer.status, answer.body);
            }
            let list = program.get("/cases").await;
            assert!(!list.body.contains(&case.to_string()), "{role} lists it");
            let mut browser = app.enter_as(&foreign).await;
            for path in [format!("/cases/{case}"), format!("/cases/{case}/acts/record_cost"), format!("/cases/{case}/requirements/visa"), paths[2].clone()] {
                let status = browser.get(&path).await.status.as_u16();
                assert!(matches!(status, 403 | 404), "{role} opens {path}: {status}");
            }
        }
        // Here: who reads the case, and who reads the worker's record.
        for role in Role::ALL.iter().copied() {
            let own = if role == Role::Worker { worker.clone() } else { corridor(&app, role, 1).await };
            let program = Program::of(&app, &own).await;
            let reads_case = matches!(role, Role::RecruitmentOfficer | Role::VerifyingOfficer | Role::HealthOfficer | Role::Mission | Role::ProgrammeManager | Role::Worker);
            let status = program.get(&paths[0]).await.status.as_u16();
            assert_eq!(status == 200, reads_case, "{role} reads the case: {status}");
            let reads_worker = matches!(role, Role::RecruitmentOfficer | Role::VerifyingOfficer | Role::Mission | Role::ProgrammeManager);
            let status = program.get(&paths[2]).await.status.as_u16();
            assert_eq!(status == 200, reads_worker, "{role} reads the worker: {status}");
        }
    }
}

/// Somebody with a role in the other corridor.
async fn elsewhere(app: &TestApp, role: Role) -> Actor {
    let accounts = app.ctx.db.reader().access().demo_accounts().await.unwrap();
    let there = |email: &str| email.ends_with("np.example");
    let found =
        accounts.into_iter().find(|a| a.grants.iter().any(|g| g.role == role) && a.email.as_deref().is_some_and(there));
    sojourn_services::access::actor_of(found.unwrap())
}

/// What the description says of an operation.
fn of<'a>(description: &'a Value, operation: &Operation) -> &'a Value {
    &description["paths"][&operation.path][operation.verb.name().to_lowercase()]
}

fn resolved<'a>(description: &'a Value, value: &'a Value) -> &'a Value {
    value["$ref"].as_str().map_or(value, |r| description.pointer(r.trim_start_matches('#')).unwrap())
}

fn references(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Object(object) => {
            if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
                found(reference);
            }
            object.values().for_each(|v| references(v, found));
        }
        Value::Array(all) => all.iter().for_each(|v| references(v, found)),
        _ => {}
    }
}

/// Ids that lists named, by the path under which one is read.
#[derive(Default)]
struct Known(Vec<(&'static str, String)>);

impl Known {
    fn note(&mut self, path: &str, answer: &Value) {
        let lists = [
            ("/workers", "workers", "/workers/"),
            ("/cases", "cases", "/cases/"),
            ("/sessions", "sessions", "/sessions/"),
            ("/programmes", "programmes", "/programmes/"),
            ("/proposals", "proposals", "/proposals/"),
            ("/accounts", "accounts", "/accounts/"),
            ("/organisations", "organisations", "/organisations/"),
        ];
        for (of, list, under) in lists.iter().filter(|(of, ..)| *of == path) {
            let rows = answer[list].as_array().unwrap_or_else(|| panic!("{of} has {list}"));
            self.0.extend(rows.iter().filter_map(|row| Some((*under, row["id"].as_str()?.to_owned()))));
        }
    }

    fn of(&self, path: &str) -> Vec<String> {
        self.0.iter().filter(|(under, _)| path.starts_with(under)).map(|(_, id)| id.clone()).collect()
    }
}

/// Holds an answer against its description; a refusal against the problem's.
fn check<'a>(
    description: &Value,
    operation: &'a Operation,
    answer: &Answer,
    answered: &mut BTreeSet<&'a str>,
    known: &mut Known,
) {
    let responses = &of(description, operation)["responses"];
    let status = answer.status.as_u16().to_string();
    let response = responses.get(&status).unwrap_or_else(|| panic!("{}: {status} is not described", operation.path));
    let response = resolved(description, response);
    if answer.status.is_success() {
        answered.insert(&operation.path);
        if answer.header("content-type").starts_with("text/csv") {
            return;
        }
        known.note(&operation.path, &answer.json());
    }
    let kind = if answer.status.is_success() { "application/json" } else { "application/problem+json" };
    let schema = &response["content"][kind]["schema"];
    assert_eq!(
        faults(description, schema, &answer.json()),
        Vec::<String>::new(),
        "{} answers {}",
        operation.path,
        answer.body
    );
}

/// The worker behind a case of the first corridor that has come far.
async fn some_worker(app: &TestApp) -> Actor {
    let manager = corridor(app, Role::ProgrammeManager, 1).await;
    let filter = sojourn_storage::CaseFilter { states: vec![sojourn_domain::State::Reintegrating], programme: None };
    let cases = app.ctx.db.reader().cases().list(&manager, &filter, None, 1).await.unwrap();
    let account = app.ctx.db.reader().access().find_account_of_worker(cases.rows[0].worker).await.unwrap();
    sojourn_services::access::actor_of(account.unwrap())
}
