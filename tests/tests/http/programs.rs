//! What first pages say and forms choose from, for programs: each role its own, and nobody another's.
use serde_json::{Value, json};
use sojourn::api::describe::document;
use sojourn_domain::{Actor, CaseId, Locale, Role, Transition, act::Act};
use sojourn_tests::{
    app::{Answer, TestApp},
    http_test,
    people::{corridor, registered},
    program::Program,
    schema::faults,
};

use crate::support::{World, about};

/// A worker of the second corridor who came home and asked for support.
async fn returnee(app: &TestApp) -> (World, CaseId, Actor) {
    let world = World::within(app.ctx.clone(), app.clock.clone(), 1).await;
    let (case, worker) = world.worker_abroad("Gurung", "N7654321").await;
    world.pass_days(190);
    world.returned(case).await;
    let request = [("need_work", "yes"), ("urgency", "urgent"), ("text", "I want to open a shop")];
    world.act(&worker, case, Act::RequestSupport, &request).await;
    (world, case, worker)
}

/// A program of somebody of the world's corridor.
async fn program<'a>(app: &'a TestApp, world: &World, role: Role) -> Program<'a> {
    Program::of(app, &world.person(role).await).await
}

/// Holds what was answered against its description.
fn described(path: &str, answer: &Answer) -> Value {
    let description = document("https://x.example");
    let schema = &description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    let json = answer.assert_status(200).json();
    assert_eq!(faults(&description, schema, &json), Vec::<String>::new());
    json
}

http_test! {
    async fn requests_for_support_reach_the_case_worker_of_the_place_alone(app: TestApp) {
        let (world, case, _) = returnee(&app).await;
        let found = program(&app, &world, Role::CaseWorker).await.get("/requests").await;
        let request = &described("/requests", &found)["requests"][0];
        assert_eq!((&request["case"]["id"], &request["urgency"]), (&json!(case), &json!("urgent")));
        assert!(!found.body.contains("shop"), "what was asked for stands in the case, not in a list");
        for role in Role::given().filter(|role| *role != Role::CaseWorker) {
            program(&app, &world, role).await.get("/requests").await.assert_problem(403, "forbidden");
        }
        let elsewhere = Program::of(&app, &corridor(&app, Role::CaseWorker, 1).await).await;
        assert_eq!(elsewhere.get("/requests").await.json(), json!({ "requests": [] }));
    }

    async fn an_act_names_the_records_it_can_be_about_to_whoever_may_write_it_down(app: TestApp) {
        let (world, case, _) = returnee(&app).await;
        let case_worker = world.person(Role::CaseWorker).await;
        let answers = [("round", "baseline"), ("means", "2"), ("working", "0"), ("food", "3"), ("debt", "2")];
        world.act(&case_worker, case, Act::Assess, &answers).await;
        world.act(&case_worker, case, Act::PreparePlan, &[("goal", "A shop of her own"), ("currency", "USD")]).await;
        let path = format!("/cases/{case}/acts/add_item");
        let helper = Program::of(&app, &case_worker).await;
        let choices = described("/cases/{id}/acts/{act}", &helper.get(&path).await);
        let partner = world.person(Role::ServicePartner).await.organisations(Role::ServicePartner).next().unwrap();
        let named = choices["records"].as_array().unwrap().iter().any(|choice| choice["record"] == json!(partner));
        assert!(named, "{choices}");
        let item = json!({ "kind": "equipment", "description": "Shelves", "amount": "420.50", "record": partner });
        helper.post(&path, item).await.assert_status(201);
        helper.get(&format!("/cases/{case}/acts/hand_over")).await.assert_problem(403, "forbidden");
        helper.get(&format!("/cases/{case}/acts/fly")).await.assert_problem(404, "not-found");
        let elsewhere = Program::of(&app, &corridor(&app, Role::CaseWorker, 1).await).await;
        elsewhere.get(&path).await.assert_problem(404, "not-found");
    }

    async fn a_centre_sets_up_a_session_with_what_it_is_told_it_can_name(app: TestApp) {
        let world = World::within(app.ctx.clone(), app.clock.clone(), 1).await;
        let centre = program(&app, &world, Role::CentreManager).await;
        let offered = described("/courses", &centre.get("/courses").await);
        let programme = offered["programmes"][0]["id"].clone();
        let course = json!({ "programme": programme, "course_code": "PDO-2", "title": "Safety at work", "minutes": 480, "pass_mark": 60 });
        let made = centre.post("/courses", course).await;
        let course = made.assert_status(201).json()["course"].clone();
        let offered = centre.get("/courses").await.json();
        assert!(offered["courses"].as_array().unwrap().contains(&json!({ "id": course, "name": "Safety at work" })));
        let day = world.today().succ_opt().unwrap();
        let session = json!({ "course": course, "trainer": offered["trainers"][0]["id"], "place": "Hall", "seats": 20,
            "starts_at": format!("{day}T08:00"), "ends_at": format!("{day}T16:00") });
        centre.post("/sessions", session).await.assert_status(201);
        for role in Role::given().filter(|role| *role != Role::CentreManager) {
            program(&app, &world, role).await.get("/courses").await.assert_problem(403, "forbidden");
        }
    }

    async fn an_inspector_reads_the_training_of_their_programmes_and_nobody_s_name(app: TestApp) {
        let world = World::within(app.ctx.clone(), app.clock.clone(), 1).await;
        let (case, _) = world.screened("Rai", "N7654322").await;
        let session = world.session().await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        world.step(&officer, case, Transition::Enrol, about(session.uuid())).await;
        let seen = program(&app, &world, Role::Inspector).await.get("/inspection").await;
        let found = described("/inspection", &seen);
        assert_eq!(found["sessions"][0]["session"]["taken"], 1);
        assert!(!seen.body.contains("Rai") && !seen.body.contains("W-0000"), "nobody's name or number");
        let elsewhere = Program::of(&app, &corridor(&app, Role::Inspector, 1).await).await;
        assert_eq!(elsewhere.get("/inspection").await.json()["sessions"], json!([]));
        program(&app, &world, Role::Trainer).await.get("/inspection").await.assert_problem(403, "forbidden");
    }

    async fn a_worker_s_documents_are_read_by_those_who_keep_the_file_and_told_apart_by_others(app: TestApp) {
        let (_, worker) = registered(&app).await;
        let path = format!("/workers/{}", worker.worker.unwrap());
        for (role, number) in [
            (Role::RecruitmentOfficer, "A1234567"),
            (Role::VerifyingOfficer, "A1234567"),
            (Role::Mission, "••••67"),
            (Role::ProgrammeManager, "••••67"),
        ] {
            let actor = corridor(&app, role, 1).await;
            let read = Program::of(&app, &actor).await.get(&path).await;
            assert_eq!(described("/workers/{id}", &read)["documents"][0]["number"], number, "{role}");
            app.enter_as(&actor).await.get(&path).await.assert_says(number);
        }
    }

    async fn a_program_chooses_the_language_of_whom_it_acts_for(app: TestApp) {
        let (_, worker) = registered(&app).await;
        let program = Program::of(&app, &worker).await;
        program.post("/account/language", json!({ "locale": "tlh" })).await.assert_problem(422, "invalid");
        program.post("/account/language", json!({ "locale": "fr" })).await.assert_status(204);
        let account = app.ctx.db.reader().access().find_account(worker.account).await.unwrap().unwrap();
        assert_eq!(account.locale, Locale::Fr);
    }
}
