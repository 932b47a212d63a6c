//! The API: what its description names is there, the same rules refuse with problem documents, a request sent
//! twice is done once, and nobody reaches what is not theirs.
#![allow(clippy::unwrap_used)]

use axum::{body::Body, http::Method};
use chrono::Duration;
use serde_json::{Value, json};
use sojourn::api::describe::{ROUTES, document};
use sojourn_domain::{Actor, CaseId, Role};
use sojourn_services::access::api::{Scope, issue};
use sojourn_tests::{
    app::{Answer, TestApp},
    http_test,
    people::{corridor, registered, screened},
};

/// A program that acts for somebody.
struct Program<'a> {
    app: &'a TestApp,
    token: String,
}

impl<'a> Program<'a> {
    async fn of(app: &'a TestApp, actor: &Actor) -> Self {
        let issued = issue(&app.ctx, actor, "test", Scope::Write, Duration::days(1)).await.unwrap();
        Self { app, token: issued.token }
    }

    async fn get(&self, path: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str())];
        self.app.stranger().send(Method::GET, &format!("/api/v1{path}"), &headers, Body::empty()).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        self.post_with(path, body, &[]).await
    }

    async fn post_with(&self, path: &str, body: Value, more: &[(&str, &str)]) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let mut headers = vec![("authorization", bearer.as_str()), ("content-type", "application/json")];
        headers.extend_from_slice(more);
        self.app.stranger().send(Method::POST, &format!("/api/v1{path}"), &headers, Body::from(body.to_string())).await
    }
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("({}) {}", answer.status, answer.body))
}

async fn version(app: &TestApp, case: CaseId) -> i32 {
    app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().version
}

http_test! {
    async fn every_route_of_the_description_is_there_and_wants_a_token(app: TestApp) {
        for route in ROUTES {
            let path = route.path.replace("{id}", "0190a000-0000-7000-8000-000000000000")
                .replace("{record}", "0190a000-0000-7000-8000-000000000000").replace("{act}", "record_cost");
            let method = if route.method == "get" { Method::GET } else { Method::POST };
            let json = [("content-type", "application/json")];
            let answer = app.stranger().send(method, &format!("/api/v1{path}"), &json, Body::from("{}")).await;
            let expected = if route.path == "/openapi.json" { 200 } else { 401 };
            assert_eq!(answer.status.as_u16(), expected, "{} {}: {}", route.method, route.path, answer.body);
        }
        let description = document("https://sojourn.example");
        assert_eq!(description["openapi"], "3.1.0");
        assert_eq!(description["paths"].as_object().unwrap().values().map(|p| p.as_object().unwrap().len()).sum::<usize>(), ROUTES.len());
        app.stranger().get("/developers").await.assert_status(200).assert_says("/cases/{id}/advance");
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
        let id = json_of(&made)["requirement"].as_str().unwrap().to_owned();
        let verify = format!("/cases/{case}/requirements/{id}/verify");
        officer.post(&verify, json!({})).await.assert_status(403);
        verifier.post(&verify, json!({})).await.assert_status(204);
        let proposed = officer.post(&path, screen(version(&app, case).await)).await;
        assert_eq!(json_of(&proposed)["outcome"], "proposed");
        let moved = verifier.post(&path, screen(version(&app, case).await)).await;
        assert_eq!(json_of(&moved)["state"], "screened");
        assert_eq!(json_of(&officer.get(&format!("/cases/{case}")).await)["case"]["state"], "screened");
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
        let path = format!("/accounts/{}", json_of(&made)["account"].as_str().unwrap());
        let shown = json_of(&admin.get(&path).await);
        assert_eq!((&shown["account"]["status"], &shown["account"]["language"]), (&json!("invited"), &json!("ar")));
        let role = json!({ "role": "case_worker", "version": shown["account"]["version"] });
        admin.post(&format!("{path}/roles"), role.clone()).await.assert_status(204);
        admin.post(&format!("{path}/roles"), role).await.assert_problem(409, "stale");
        admin.post(&format!("{path}/disable"), json!({})).await.assert_status(204);
        assert_eq!(json_of(&admin.get("/accounts?q=noor&status=disabled").await)["accounts"][0]["name"], "Noor");
        let made = admin.post("/organisations", json!({ "name": "Clinic", "organisation_kind": "partner", "country": "GTM" })).await;
        let path = format!("/organisations/{}", json_of(&made)["organisation"].as_str().unwrap());
        let dates = json!({ "version": 1, "accredited_from": "2027-01-01" });
        admin.post(&format!("{path}/accredit"), dates).await.assert_status(204);
        admin.post(&format!("{path}/suspend"), json!({ "version": 2, "reason": "Closed" })).await.assert_status(204);
        assert_eq!(json_of(&admin.get(&path).await)["organisation"]["suspended"][1], "Closed");
        admin.get("/audit").await.assert_problem(403, "forbidden");
        let auditor = Program::of(&app, &corridor(&app, Role::Auditor, 1).await).await;
        let rows = json_of(&auditor.get("/audit?act=suspend").await);
        assert_eq!((rows["rows"].as_array().unwrap().len(), &rows["next"]), (1, &Value::Null));
        assert!(json_of(&auditor.get("/audit/state").await)["unsealed_rows"].as_u64().unwrap() > 0);
        auditor.get("/accounts").await.assert_problem(403, "forbidden");
        auditor.get("/organisations").await.assert_problem(403, "forbidden");
    }

    async fn bad_json_is_said_to_be_bad(app: TestApp) {
        let (case, _) = registered(&app).await;
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        officer.post(&format!("/cases/{case}/advance"), json!([1, 2])).await.assert_problem(400, "malformed");
        officer.post(&format!("/cases/{case}/acts/record_cost"), json!({ "kind": { "a": 1 } })).await.assert_problem(400, "malformed");
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
