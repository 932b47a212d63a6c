//! What a worker says of themself and an officer confirms: that they are home again. Page by page and through the
//! API, on both databases.

use axum::{body::Body, http::Method};
use chrono::Duration;
use serde_json::{Value, json};
use sojourn_domain::{Actor, CaseId, Role, State};
use sojourn_services::access::api::{Scope, issue};
use sojourn_tests::{
    app::{Answer, Browser, TestApp},
    http_test,
    people::{abroad, corridor, corridor_officer, registered},
};

async fn state(app: &TestApp, case: CaseId) -> State {
    app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().state
}

/// A move sent from the worker's first page, with the version that page carries.
async fn say(phone: &mut Browser<'_>, case: CaseId, transition: &str, more: &[(&str, &str)]) -> Answer {
    let home = phone.get("/").await;
    let version = home.hidden("version").unwrap();
    let mut fields = vec![("transition", transition), ("version", version.as_str())];
    fields.extend_from_slice(more);
    phone.post_with(&format!("/cases/{case}/advance"), &fields, &home.csrf()).await
}

async fn call(app: &TestApp, actor: &Actor, path: &str, body: Value) -> Answer {
    let issued = issue(&app.ctx, actor, "test", Scope::Write, Duration::days(1)).await.unwrap();
    let bearer = format!("Bearer {}", issued.token);
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    app.stranger().send(Method::POST, &format!("/api/v1{path}"), &headers, Body::from(body.to_string())).await
}

http_test! {
    async fn a_worker_says_on_the_first_page_that_they_are_home_and_an_officer_confirms(app: TestApp) {
        let (case, worker) = abroad(&app).await;
        let mut phone = app.enter_as(&worker).await.in_english().await;
        phone.get("/").await.assert_says("I am back home").assert_says("Tell my office");
        let home = [("on", "2027-03-01"), ("return_kind", "early")];
        say(&mut phone, case, "record_return", &home).await.assert_sees(&format!("/cases/{case}"));
        assert_eq!(state(&app, case).await, State::Employed);
        phone.get("/").await.assert_says("waiting for your office").assert_says("Your office confirms it");

        // The office sees it first thing: on the work list, on the worker's page and on the case's.
        let mut officer = corridor_officer(&app, 1).await.in_english().await;
        officer.get("/").await.assert_says("Record return").assert_says("María Ajtún Cojulún");
        officer.get(&format!("/workers/{}", worker.worker.unwrap())).await.assert_says("says so");
        let page = officer.get(&format!("/cases/{case}")).await;
        page.assert_says("says so").assert_says("1 March 2027").assert_says("Early");
        corridor_officer(&app, 2).await.get(&format!("/cases/{case}")).await.assert_status(404);

        let id = page.body.split("action=\"/approvals/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let confirm = [("decision", "approve")];
        officer.post_with(&format!("/approvals/{id}"), &confirm, &page.csrf()).await.assert_sees(&format!("/cases/{case}"));
        assert_eq!(state(&app, case).await, State::Returned);
        officer.get(&format!("/cases/{case}")).await.assert_says("Proposed by María Ajtún Cojulún");
        phone.get("/").await.assert_says("Welcome home");
    }

    async fn a_return_on_a_day_to_come_is_refused_at_its_field_and_what_was_typed_is_kept(app: TestApp) {
        let (case, worker) = abroad(&app).await;
        let mut phone = app.enter_as(&worker).await.in_english().await;
        let tomorrow = say(&mut phone, case, "record_return", &[("on", "2027-03-09"), ("return_kind", "medical")]).await;
        tomorrow.assert_status(422).assert_says("This day is in the future").assert_says("record_return-on-error");
        tomorrow.assert_says("value=\"2027-03-09\"").assert_says("value=\"medical\" selected");
        let nonsense = say(&mut phone, case, "record_return", &[("on", "30 February"), ("return_kind", "early")]).await;
        nonsense.assert_status(422).assert_says("There is no such date");
        say(&mut phone, case, "record_return", &[]).await.assert_status(422).assert_says("return_kind-error");
        assert_eq!(app.ctx.db.reader().cases().approvals(case).await.unwrap(), []);
    }

    async fn a_worker_announces_a_return_alone(app: TestApp) {
        let (case, worker) = abroad(&app).await;
        let mut phone = app.enter_as(&worker).await.in_english().await;
        say(&mut phone, case, "announce_return", &[("return_kind", "early")]).await.assert_sees(&format!("/cases/{case}"));
        assert_eq!(state(&app, case).await, State::Returning);
    }

    async fn a_worker_withdraws_alone(app: TestApp) {
        let (case, worker) = registered(&app).await;
        let mut phone = app.enter_as(&worker).await.in_english().await;
        phone.get("/").await.assert_says("I want to stop");
        say(&mut phone, case, "withdraw", &[("reason", "My mother is ill")]).await.assert_sees(&format!("/cases/{case}"));
        assert_eq!(state(&app, case).await, State::Withdrawn);
    }

    async fn programs_say_and_confirm_the_same(app: TestApp) {
        let (case, worker) = abroad(&app).await;
        let version = app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().version;
        let path = format!("/cases/{case}/advance");
        let home = json!({ "transition": "record_return", "version": version, "on": "2027-03-01", "return_kind": "early" });
        let late = json!({ "transition": "record_return", "version": version, "on": "2027-03-09", "return_kind": "early" });
        call(&app, &worker, &path, late).await.assert_problem(409, "return-date-given");
        call(&app, &worker, &path, home.clone()).await.assert_status(200).assert_says("proposed");
        call(&app, &worker, &path, home).await.assert_problem(403, "second-person-needed");
        let officer = corridor(&app, Role::RecruitmentOfficer, 1).await;
        let confirm = json!({ "transition": "record_return", "version": version });
        call(&app, &officer, &path, confirm).await.assert_status(200).assert_says("returned");
        assert_eq!(state(&app, case).await, State::Returned);
    }

    async fn a_program_withdraws_for_its_worker(app: TestApp) {
        let (case, worker) = registered(&app).await;
        let withdraw = json!({ "transition": "withdraw", "version": 1, "reason": "My mother is ill" });
        call(&app, &worker, &format!("/cases/{case}/advance"), withdraw).await.assert_status(200).assert_says("withdrawn");
    }
}
