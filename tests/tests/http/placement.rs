//! Placement page by page, on both databases: orders, the pool, the contract, arrivals; and what an employer never
//! reads.

use std::collections::BTreeSet;

use crate::support::{World, about};
use sojourn_domain::{CaseId, Role, Transition as T, act::Act, decide::Move};
use sojourn_tests::{
    app::{Browser, TestApp},
    http_test,
};

async fn world(app: &TestApp, corridor: usize) -> World {
    World::within(app.ctx.clone(), app.clock.clone(), corridor).await
}

async fn enter<'a>(app: &'a TestApp, world: &World, role: Role) -> Browser<'a> {
    app.enter(world.person(role).await.account).await
}

fn path(case: CaseId) -> String {
    format!("/cases/{case}")
}

http_test! {
    async fn an_order_goes_from_the_employer_through_the_mission_and_is_closed(app: TestApp) {
        let world = world(&app, 0).await;
        let order = world.submitted_order(3).await;
        let mut mission = enter(&app, &world, Role::Mission).await;
        // The clauses stand on the card: nobody approves what cannot be read.
        let page = mission.get("/orders").await;
        page.assert_status(200).assert_says("Greenhouse worker").assert_says("As agreed: rest");
        let decide = format!("/orders/{order}");
        mission.submit("/orders", &decide, &[("decision", "approve")]).await.assert_sees("/orders");
        // The same button once more, as on a page that was opened before: what stands now is shown beside it.
        let late = mission.submit("/orders", &decide, &[("decision", "refuse")]).await;
        late.assert_status(409).assert_says("id=\"stale\"").assert_says("Greenhouse worker");
        late.assert_says(&world.person(Role::Mission).await.name);
        let mut employer = enter(&app, &world, Role::Employer).await;
        employer.get("/orders").await.assert_says("Aprobada");
        employer.submit("/orders", &decide, &[("decision", "close")]).await.assert_sees("/orders");
        employer.get("/orders").await.assert_says("Cerrada");
        let mut officer = enter(&app, &world, Role::RecruitmentOfficer).await;
        officer.get("/orders").await.assert_status(403);
        officer.post(&decide, &[("decision", "close")]).await.assert_status(404);
    }

    async fn orders_are_turned_over_by_page(app: TestApp) {
        let world = world(&app, 0).await;
        for _ in 0..52 {
            world.submitted_order(1).await;
        }
        let mut employer = enter(&app, &world, Role::Employer).await;
        let numbers = |body: &str| -> BTreeSet<String> {
            body.split("JO-").skip(1).map(|part| part.chars().take(6).collect()).collect()
        };
        let first = employer.get("/orders").await;
        let (_, rest) = first.body.split_once("/orders?after=").unwrap();
        let next = format!("/orders?after={}", rest.split('"').next().unwrap());
        let (first, second) = (numbers(&first.body), numbers(&employer.get(&next).await.body));
        assert_eq!((first.len(), second.len()), (50, 2));
        assert!(first.is_disjoint(&second));
    }

    async fn the_pool_is_numbers_and_the_name_comes_with_the_acceptance(app: TestApp) {
        let world = world(&app, 1).await;
        let (case, worker) = world.screened("Gurung", "N7654321").await;
        let mut employer = enter(&app, &world, Role::Employer).await;
        employer.get("/pool").await.assert_status(200);
        employer.get(&path(case)).await.assert_status(404);
        let order = world.order(1).await;
        let pool = employer.get("/pool").await;
        pool.assert_says("W-0000-0001-").assert_says(&path(case));
        let card = employer.get(&path(case)).await;
        card.assert_status(200);
        for page in [&pool, &card] {
            for hidden in ["Gurung", "Marta", "Kathmandu"] {
                assert!(!page.body.contains(hidden), "{hidden} is in {}", page.body);
            }
        }
        world.accepted(case, &worker, order).await;
        employer.get(&path(case)).await.assert_says("Gurung");
        let mut officer = enter(&app, &world, Role::RecruitmentOfficer).await;
        officer.get("/pool").await.assert_status(403);
    }

    async fn an_employer_never_reads_requirements_costs_nor_why_others_moved_the_case(app: TestApp) {
        let world = world(&app, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        let cost = [("kind", "agent"), ("amount", "77"), ("currency", "GTQ"), ("paid_by", "employer"), ("treatment", "kept")];
        world.act(&officer, case, Act::RecordCost, &cost).await;
        world.cleared(case).await;
        let verifier = world.person(Role::VerifyingOfficer).await;
        world.step(&verifier, case, T::Revoke, crate::support::because("the medical finding changed")).await;
        let mut employer = enter(&app, &world, Role::Employer).await;
        for path in [path(case), format!("{}/contract", path(case)), "/".into(), "/cases".into()] {
            let page = employer.get(&path).await;
            page.assert_status(200);
            for hidden in ["medical", "folder 12", "Kathmandu", "GTQ", "requirements/", &officer.name] {
                assert!(!page.body.contains(hidden), "{hidden} is in {path}: {}", page.body);
            }
        }
        employer.get(&format!("{}/requirements/medical", path(case))).await.assert_status(403);
        employer.get(&format!("{}/acts/record_cost", path(case))).await.assert_status(403);
        employer.get("/workers").await.assert_status(403);
    }

    async fn a_contract_is_read_signed_and_handed_over_on_its_page(app: TestApp) {
        let world = world(&app, 1).await;
        let (case, worker) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        world.accepted(case, &worker, order).await;
        let contract = format!("{}/contract", path(case));
        let mut employer = enter(&app, &world, Role::Employer).await;
        let first = employer.get("/").await;
        first.assert_says(&contract).assert_says("Gurung");
        let page = employer.get(&contract).await;
        page.assert_says("As agreed: rest").assert_says("Greenhouse 4");
        let version = page.hidden("version").unwrap();
        let sign = [("transition", "sign"), ("version", version.as_str())];
        employer.submit(&contract, &format!("{}/advance", path(case)), &sign).await.assert_sees(&path(case));
        assert!(employer.get(&contract).await.hidden("version").is_none(), "an employer signs once");
        assert!(!employer.get("/").await.body.contains(&contract));
        world.step(&worker, case, T::Sign, Move::default()).await;

        let mut officer = enter(&app, &world, Role::RecruitmentOfficer).await;
        let tomorrow = world.today().succ_opt().unwrap().to_string();
        let hand_over = format!("{}/acts/hand_over", path(case));
        officer.submit(&contract, &hand_over, &[("on", &tomorrow)]).await.assert_status(422).assert_says("on-error");
        let today = world.today().to_string();
        officer.submit(&contract, &hand_over, &[("on", &today)]).await.assert_sees(&path(case));
        assert!(!officer.get(&contract).await.body.contains("acts/hand_over"));
        enter(&app, &world, Role::Trainer).await.get(&contract).await.assert_status(403);
        let number = app.ctx.db.reader().workers().find_for_system(worker.worker.unwrap()).await.unwrap().unwrap().number;
        let mut own = app.stranger();
        let secret = [("identifier", number.to_string()), ("secret", "482913".into())];
        let secret: Vec<_> = secret.iter().map(|(k, v): &(&str, String)| (*k, v.as_str())).collect();
        own.submit("/sign-in", "/sign-in", &secret).await.assert_sees("/");
        own.get("/").await.assert_says(&contract);
        own.get(&contract).await.assert_status(200).assert_says("Greenhouse 4");
    }

    async fn an_arrival_is_confirmed_in_two_clicks_with_its_day_in_sight(app: TestApp) {
        let world = world(&app, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        world.cleared(case).await;
        world.departed(case).await;
        world.pass_days(16);
        let mut mission = enter(&app, &world, Role::Mission).await;
        mission.get("/").await.assert_says("2 días de atraso");
        let mut employer = enter(&app, &world, Role::Employer).await;
        let first = employer.get("/").await;
        first.assert_says("2 días de atraso").assert_says("Greenhouse worker");
        let version = first.hidden("version").unwrap();
        let confirm = [("transition", "confirm_arrival"), ("version", version.as_str()), ("comparison", "same")];
        let action = format!("{}/advance", path(case));
        employer.submit("/", &action, &confirm).await.assert_sees(&path(case));
        employer.submit("/", &action, &confirm).await.assert_status(409);
        assert!(!employer.get("/").await.body.contains("2 días de atraso"));
    }

    async fn an_offer_is_taken_back_with_a_reason(app: TestApp) {
        let world = world(&app, 1).await;
        let (case, _) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        let own = world.person(Role::Employer).await;
        world.step(&own, case, T::Offer, about(order.uuid())).await;
        let mut employer = enter(&app, &world, Role::Employer).await;
        let version = employer.get(&path(case)).await.hidden("version").unwrap();
        let action = format!("{}/advance", path(case));
        let bare = [("transition", "retract"), ("version", version.as_str())];
        employer.submit(&path(case), &action, &bare).await.assert_status(422);
        let said = [bare[0], bare[1], ("reason", "the season starts later")];
        employer.submit(&path(case), &action, &said).await.assert_status(303);
        employer.get("/pool").await.assert_says(&path(case));
    }
}
