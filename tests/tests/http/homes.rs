//! Every role's first page is its work list: what each finds there, and what nobody finds.

use serde_json::{Value, json};
use sojourn::api::describe::document;
use sojourn_domain::{Role, State, Transition, act::Act, decide::Move};
use sojourn_services::demo;
use sojourn_tests::{
    app::{Answer, Browser, TestApp},
    http_test,
    people::corridor,
    program::Program,
    schema::faults,
};

use crate::support::{World, about, because};

async fn world(app: &TestApp) -> World {
    World::within(app.ctx.clone(), app.clock.clone(), 1).await
}

/// Somebody of the second corridor, who reads English.
async fn enter<'a>(app: &'a TestApp, world: &World, role: Role) -> Browser<'a> {
    let mut browser = app.enter(world.person(role).await.account).await;
    browser.post("/language", &[("locale", "en"), ("next", "/")]).await.assert_sees("/");
    browser
}

async fn home(app: &TestApp, world: &World, role: Role) -> Answer {
    enter(app, world, role).await.get("/").await
}

http_test! {
    async fn everybody_has_a_first_page_of_their_own(app: TestApp) {
        let world = world(&app).await;
        for (role, says) in [
            (Role::RecruitmentOfficer, "due within a week"),
            (Role::VerifyingOfficer, "to decide"),
            (Role::Trainer, "No session today"),
            (Role::CentreManager, "to decide"),
            (Role::Employer, "Nothing to confirm"),
            (Role::Mission, "job orders to approve"),
            (Role::CaseWorker, "requests for support"),
            (Role::ServicePartner, "Referred to us"),
            (Role::HealthOfficer, "next steps"),
            (Role::Inspector, "Training in your programmes"),
            (Role::ProgrammeManager, "Overdue by office"),
            (Role::Analyst, "By district"),
            (Role::Auditor, "Audit trail"),
            (Role::Administrator, "Invitations not taken up"),
        ] {
            home(&app, &world, role).await.assert_status(200).assert_says(says);
        }
    }

    async fn a_trainer_finds_todays_roster_one_tap_away_and_an_inspector_no_name(app: TestApp) {
        let world = world(&app).await;
        let (next, _) = world.screened("Rai", "N7654322").await;
        let session = world.session().await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        world.step(&officer, next, Transition::Enrol, about(session.uuid())).await;
        enter(&app, &world, Role::Trainer).await.get("/").await.assert_says("To come");
        world.pass_days(1);
        let mut trainer = enter(&app, &world, Role::Trainer).await;
        let page = trainer.get("/").await;
        page.assert_status(200).assert_says("Open the roster");
        let (_, rest) = page.body.split_once("href=\"/sessions/").unwrap();
        let roster = format!("/sessions/{}", rest.split('"').next().unwrap());
        trainer.get(&roster).await.assert_status(200).assert_says("Rai");
        let inspection = home(&app, &world, Role::Inspector).await;
        inspection.assert_says("Pre-departure orientation").assert_says("1 of 30");
        assert!(!inspection.body.contains("Rai") && !inspection.body.contains("W-0000"), "nobody's name or number");
    }

    async fn what_is_due_leads_to_the_place_that_mends_it_on_the_page_and_for_programs(app: TestApp) {
        let world = world(&app).await;
        let (case, _) = world.contracted("Gurung", "N7654321").await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        let day = world.today().checked_add_days(chrono::Days::new(2)).unwrap().to_string();
        world.act(&officer, case, Act::PlanDeparture, &[("on", &day)]).await;
        let mut desk = enter(&app, &world, Role::RecruitmentOfficer).await;
        let contract = format!("/cases/{case}/contract");
        desk.get("/").await.assert_says("Contract to hand over").assert_says("3 days over").assert_says(&contract);
        desk.get("/due").await.assert_status(200).assert_says("1 overdue").assert_says(&contract);
        desk.get("/due?kind=hand_over").await.assert_says("Gurung");
        desk.get("/due?kind=follow_up").await.assert_says("Nothing is due.");
        let manager = home(&app, &world, Role::ProgrammeManager).await;
        manager.assert_says("Kathmandu office").assert_says("/cases?stage=placement");
        let mission = home(&app, &world, Role::Mission).await;
        assert!(!mission.body.contains("Contract to hand over"), "another's work is not on one's list");
        assert_eq!(world.state(case).await, State::Contracted);

        let program = Program::of(&app, &officer).await;
        let due = program.get("/due").await.json();
        let departure = json!({ "kind": "departure", "overdue": 0, "listed": 1 });
        let over = |kind: &str| json!({ "kind": kind, "overdue": 1, "listed": 1 });
        assert_eq!(due["kinds"], json!([departure, over("hand_over"), over("medical_missing")]));
        assert_eq!((&due["due"][0]["kind"], &due["due"][0]["case"]), (&json!("hand_over"), &json!(case)));
        assert_eq!(program.get("/due?kind=hand_over").await.json()["due"], json!([due["due"][0]]));
        assert_eq!(program.get("/due?kind=follow_up").await.json()["due"], json!([]));
        let manager = Program::of(&app, &world.person(Role::ProgrammeManager).await).await;
        let overview = manager.get("/overview").await.json();
        let at = |stage: &str| overview["stages"].as_array().unwrap().iter().find(|s| s["stage"] == stage).unwrap()["cases"].clone();
        assert_eq!((at("placement"), at("training")), (json!(1), json!(0)));
        assert_eq!((&overview["offices"][0]["name"], &overview["offices"][0]["overdue"]), (&json!("Kathmandu office"), &json!(1)));
        assert!(overview["quota"].as_array().unwrap().iter().any(|quota| quota["taken"] == 1), "{overview}");
        let elsewhere = Program::of(&app, &corridor(&app, Role::ProgrammeManager, 1).await).await;
        assert_eq!(elsewhere.get("/overview").await.json()["offices"], json!([]));
        program.get("/overview").await.assert_problem(403, "forbidden");
    }

    async fn a_manager_decides_what_waits_on_the_first_page_and_sees_how_long_each_stage_takes(app: TestApp) {
        let world = world(&app).await;
        let (home_again, worker) = world.worker_abroad("Rai", "N7654322").await;
        world.pass_days(9);
        world.returned(home_again).await;

        let mut manager = enter(&app, &world, Role::ProgrammeManager).await;
        let page = manager.get("/").await;
        assert!(!page.body.contains("action=\"/approvals/"), "nothing waits yet");
        let program = Program::of(&app, &world.person(Role::ProgrammeManager).await).await;
        let overview = program.get("/overview").await.json();
        let at = |stage: &str| overview["stages"].as_array().unwrap().iter().find(|s| s["stage"] == stage).unwrap().clone();
        let events = app.ctx.db.reader().cases().events(home_again).await.unwrap();
        let when = |to: State| events.iter().find(|e| e.to == to).unwrap().at;
        let abroad = (when(State::Returned) - when(State::Departed)).num_days();
        assert!(abroad >= 9, "{abroad}");
        page.assert_status(200).assert_says(&format!("Median {abroad} days (last cases: 1)"));
        assert_eq!((&at("remittance")["median_days"], &at("remittance")["median_of"]), (&json!(abroad), &json!(1)));
        assert_eq!((&at("reintegration")["median_days"], &at("reintegration")["median_of"]), (&json!(null), &json!(0)));

        world.agreed_plan(home_again, &worker).await;
        let case_worker = world.person(Role::CaseWorker).await;
        world.step(&case_worker, home_again, Transition::ApprovePlan, Move::default()).await;
        let page = manager.get("/").await;
        page.assert_says("action=\"/approvals/").assert_says("Rai").assert_says("href=\"/approvals\"");
        let action = page.body.split("action=\"/approvals/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let action = format!("/approvals/{action}");
        manager.submit("/", &action, &[("decision", "approve")]).await.assert_sees(&format!("/cases/{home_again}"));
        assert_eq!(world.state(home_again).await, State::Reintegrating);
    }

    async fn a_mission_finds_contracts_to_sign_and_what_went_wrong(app: TestApp) {
        let world = World::within(app.ctx.clone(), app.clock.clone(), 0).await;
        let mission = world.person(Role::Mission).await;
        // Days pass between two visits: each is signed in afresh.
        let home = async || app.enter(mission.account).await.in_english().await.get("/").await;
        home().await.assert_says("No incident waits for anybody.").assert_says("href=\"/#incidents\"");
        let (case, worker) = world.screened("Ajtún Cojulún", "A1234567").await;
        world.train(case).await;
        let order = world.order(2).await;
        world.accepted(case, &worker, order).await;
        home().await.assert_says("Contracts to sign").assert_says(&format!("/cases/{case}/contract"));
        world.signed(case, &worker).await;
        home().await.assert_says("No contract waits for a signature of yours.");

        world.cleared(case).await;
        world.employed(case).await;
        for _ in 0..3 {
            let attempt = [("channel", "phone"), ("outcome", "no_answer"), ("note", "Rang twice")];
            world.act(&world.person(Role::CaseWorker).await, case, Act::RecordAttempt, &attempt).await;
        }
        world.step(&mission, case, Transition::LoseContact, because("Left the farm at night")).await;
        home().await.assert_says("Ajtún Cojulún").assert_says("Left the farm at night").assert_says(&format!("/cases/{case}"));
        let told = Program::of(&app, &mission).await.get("/work").await.json();
        assert_eq!((&told["incidents"][0]["case"]["id"], told["incidents"].as_array().unwrap().len()), (&json!(case), 1));
        let accounts = app.ctx.db.reader().access().demo_accounts().await.unwrap();
        let missions = accounts.into_iter().filter(|a| a.grants.iter().any(|g| g.role == Role::Mission));
        let elsewhere = missions.map(|a| a.id).find(|id| *id != mission.account).unwrap();
        app.enter(elsewhere).await.in_english().await.get("/").await.assert_says("No incident waits");

        let found = Move { evidence: Some("He rang".into()), to: Some(State::Employed), ..Move::default() };
        world.step(&mission, case, Transition::Find, found).await;
        home().await.assert_says("No incident waits for anybody.");
    }

    async fn findings_are_read_by_the_health_role_alone_and_the_reading_is_noted(app: TestApp) {
        let world = world(&app).await;
        let (case, _) = world.screened("Gurung", "N7654321").await;
        let mut health = enter(&app, &world, Role::HealthOfficer).await;
        let form = format!("/cases/{case}/requirements/medical");
        health.get(&form).await.assert_status(200).assert_says("Temporarily unfit").assert_says("name=\"findings\"");
        let typed = [("result", "pending"), ("evidence", "Clinic, no. 4"), ("findings", "Asthma, treated")];
        health.submit(&form, &form, &typed).await.assert_sees(&format!("/cases/{case}"));
        let page = health.get(&form).await;
        let (_, rest) = page.body.split_once("/findings/").unwrap();
        let path = format!("/cases/{case}/findings/{}", rest.split('"').next().unwrap());
        health.get(&path).await.assert_status(200).assert_says("Asthma, treated");
        let trail = world.ctx.db.reader().audit().chain(case.uuid()).await.unwrap();
        assert_eq!(trail.last().map(|row| row.act.as_str()), Some("read-findings"));
        assert!(trail.iter().all(|row| !row.details.contains("Asthma")));
        for role in [Role::RecruitmentOfficer, Role::VerifyingOfficer, Role::Mission, Role::ProgrammeManager] {
            let mut other = enter(&app, &world, role).await;
            other.get(&path).await.assert_status(403);
            assert!(!other.get(&format!("/cases/{case}")).await.body.contains("Asthma"), "{role}");
        }
        let mut officer = enter(&app, &world, Role::RecruitmentOfficer).await;
        assert!(!officer.get(&form).await.body.contains("name=\"findings\""));
        officer.submit(&form, &form, &typed).await.assert_status(403);
    }

    async fn figures_can_be_taken_away_by_those_who_may_read_them_alone(app: TestApp) {
        let world = world(&app).await;
        world.register("Gurung", "N7654321").await;
        let mut analyst = enter(&app, &world, Role::Analyst).await;
        analyst.get("/").await.assert_says("kept back");
        let sheet = analyst.get("/figures.csv").await;
        sheet.assert_status(200).assert_says("state,\"registered\",female,\r\n");
        assert_eq!(sheet.header("content-type"), "text/csv; charset=utf-8");
        enter(&app, &world, Role::ProgrammeManager).await.get("/figures").await.assert_status(200);
        enter(&app, &world, Role::RecruitmentOfficer).await.get("/figures.csv").await.assert_status(403);
    }

    async fn findings_reach_a_program_of_the_health_role_alone_and_the_reading_is_noted(app: TestApp) {
        let world = world(&app).await;
        let (case, _) = world.screened("Gurung", "N7654321").await;
        let (records, trail) = (format!("/cases/{case}/requirements"), world.ctx.db.reader());
        let examined = json!({ "kind": "medical", "result": "pending", "evidence": "Clinic, no. 4", "findings": "Asthma, treated" });
        let health = Program::of(&app, &world.person(Role::HealthOfficer).await).await;
        let made = health.post(&records, examined.clone()).await;
        let record = made.assert_status(201).json()["requirement"].as_str().unwrap().to_owned();
        let path = format!("/cases/{case}/findings/{record}");
        let read = health.get(&path).await;
        assert_eq!(read.assert_status(200).json()["findings"], "Asthma, treated");
        let (description, of) = (document("https://x.example"), "/cases/{id}/findings/{record}");
        let schema = &description["paths"][of]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        assert_eq!(faults(&description, schema, &read.json()), Vec::<String>::new());
        let rows = trail.audit().chain(case.uuid()).await.unwrap();
        assert_eq!(rows.last().map(|row| row.act.as_str()), Some("read-findings"));
        for role in Role::given().filter(|role| *role != Role::HealthOfficer) {
            let other = Program::of(&app, &world.person(role).await).await;
            other.get(&path).await.assert_problem(403, "forbidden");
            other.post(&records, examined.clone()).await.assert_problem(403, "forbidden");
            assert!(!other.get(&format!("/cases/{case}")).await.body.contains("Asthma"), "{role}");
        }
        let elsewhere = Program::of(&app, &corridor(&app, Role::HealthOfficer, 1).await).await;
        elsewhere.get(&path).await.assert_problem(404, "not-found");
        assert_eq!(trail.audit().chain(case.uuid()).await.unwrap().len(), rows.len(), "nobody else has read them");
    }

    async fn figures_keep_the_same_counts_back_from_programs_as_on_the_page(app: TestApp) {
        demo::with_workers(&app.ctx, 40).await.unwrap();
        let analyst = corridor(&app, Role::Analyst, 1).await;
        let sheet = app.enter_as(&analyst).await.get("/figures.csv").await.body;
        let program = Program::of(&app, &analyst).await;
        let taken = program.get("/figures.csv").await;
        assert_eq!((taken.header("content-type"), &taken.body), ("text/csv; charset=utf-8", &sheet));
        let noted = app.ctx.db.reader().audit().chain(analyst.account.uuid()).await.unwrap();
        assert_eq!(noted.iter().filter(|row| row.act == "export").count(), 2);

        let figures = program.get("/figures").await.json();
        let mut lines = vec!["table,row,sex,cases".to_owned()];
        for (name, table) in [("state", &figures["states"]), ("district", &figures["districts"])] {
            let rows = table["rows"].as_array().unwrap().iter().map(|row| (row["row"].as_str().unwrap(), &row["counts"]));
            for (row, counts) in rows.chain([("all", &table["sum"])]) {
                let text = |count: &Value| count.as_u64().map(|n| n.to_string()).unwrap_or_default();
                let sexes = ["female", "male", "unspecified", "all"];
                lines.extend(sexes.map(|sex| format!("{name},\"{row}\",{sex},{}", text(&counts[sex]))));
            }
        }
        assert_eq!(lines, sheet.lines().map(str::to_owned).collect::<Vec<_>>());
        let counts: Vec<Option<u64>> = lines.iter().skip(1).map(|line| line.rsplit(',').next().unwrap().parse().ok()).collect();
        assert!(!counts.iter().flatten().any(|count| (1..5).contains(count)), "a small count is nobody's to read: {lines:?}");
        assert!(counts.contains(&None) && counts.iter().flatten().any(|count| *count > 4), "{lines:?}");
    }

    async fn figures_count_the_programmes_of_ones_own_ministry_alone(app: TestApp) {
        let world = world(&app).await;
        for n in 0..6 {
            world.register("Gurung", &format!("N765432{n}")).await;
        }
        let own = Program::of(&app, &world.person(Role::Analyst).await).await;
        assert_eq!(own.get("/figures").await.json()["states"]["sum"]["all"], 6);
        let elsewhere = Program::of(&app, &corridor(&app, Role::Analyst, 1).await).await;
        assert_eq!(elsewhere.get("/figures").await.json()["states"]["sum"]["all"], 0);
        let officer = Program::of(&app, &world.person(Role::RecruitmentOfficer).await).await;
        officer.get("/figures").await.assert_problem(403, "forbidden");
        officer.get("/figures.csv").await.assert_problem(403, "forbidden");
    }
}
