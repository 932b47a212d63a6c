//! Work under a new contract page by page, on both databases: drawn up, read, signed, taken up; refused in plain words.

use crate::support::World;
use chrono::Days;
use sojourn_domain::{Actor, CaseId, Role, State, Transition as T, decide::Move, reason::ReturnKind};
use sojourn_tests::{
    app::{Browser, TestApp},
    http_test,
};

async fn world(app: &TestApp, corridor: usize) -> World {
    World::within(app.ctx.clone(), app.clock.clone(), corridor).await
}

/// Opens the contract drawn up and signs it.
async fn sign(app: &TestApp, actor: &Actor, case: CaseId) {
    let mut browser = app.enter_as(actor).await;
    let page = format!("/cases/{case}/contract/new");
    let record = browser.get(&page).await.hidden("record").unwrap();
    let action = format!("/cases/{case}/acts/sign_contract");
    browser.submit(&page, &action, &[("record", &record)]).await.assert_sees(&page);
}

async fn move_case(browser: &mut Browser<'_>, case: CaseId, fields: &[(&str, &str)]) {
    let page = format!("/cases/{case}");
    let version = browser.get(&page).await.hidden("version").unwrap();
    let mut fields = fields.to_vec();
    fields.push(("version", &version));
    browser.submit(&page, &format!("{page}/advance"), &fields).await.assert_sees(&page);
}

http_test! {
    async fn a_transfer_is_drawn_up_read_signed_and_decided_on_pages(app: TestApp) {
        let world = world(&app, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún", "A1234567").await;
        let other = world.other_employer().await;
        let order = world.order_of(&other, 1, "2800").await.to_string();
        let mission = world.person(Role::Mission).await;
        let mut desk = app.enter_as(&mission).await;
        // What is missing leads to the place that mends it.
        let form = format!("/cases/{case}/acts/draw_up_transfer");
        desk.get(&format!("/cases/{case}")).await.assert_says(&form);
        desk.get(&form).await.assert_says("Serres du Nord").assert_says(&order);
        let (today, ends) = (world.today(), world.today().checked_add_days(Days::new(60)).unwrap());
        let (today, ends) = (today.to_string(), ends.to_string());
        let typed = [("record", order.as_str()), ("starts_on", today.as_str()), ("ends_on", ends.as_str())];
        let new = format!("/cases/{case}/contract/new");
        desk.submit(&form, &form, &typed).await.assert_sees(&new);

        // The worker finds it on the first page, and reads what changes: less pay, at another place.
        let mut own = app.enter_as(&worker).await;
        own.get("/").await.assert_says(&new);
        let read = own.get(&new).await;
        read.assert_says("Serres du Nord").assert_says("Ferme Boréale").assert_says("2,800").assert_says("2,900");
        read.assert_says("The wage is lower than today");
        app.enter_as(&other).await.get("/").await.assert_says(&new);
        for party in [&worker, &other, &mission] {
            sign(&app, party, case).await;
        }
        assert!(own.get(&new).await.hidden("record").is_some(), "until it is taken up, a party may call it off");
        move_case(&mut desk, case, &[("transition", "transfer"), ("reason", "employer_closed")]).await;
        let mut second = app.enter_as(&world.another(Role::Mission).await).await;
        move_case(&mut second, case, &[("transition", "transfer")]).await;
        assert_eq!(world.state(case).await, State::Employed);
        own.get(&format!("/cases/{case}/contract")).await.assert_says("Serres du Nord");
        own.get(&new).await.assert_status(404);
        let former = app.enter_as(&world.person(Role::Employer).await).await.get(&format!("/cases/{case}")).await.status;
        assert_eq!(former, 404);
    }

    async fn an_extension_below_the_floor_is_refused_in_words_and_a_fair_one_resumes_work(app: TestApp) {
        let world = world(&app, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún", "A1234567").await;
        let employer = world.person(Role::Employer).await;
        let ending = Move { return_kind: Some(ReturnKind::EndOfContract), ..Move::default() };
        world.step(&employer, case, T::AnnounceReturn, ending).await;
        let form = format!("/cases/{case}/acts/draw_up_extension");
        let mut office = app.enter_as(&employer).await;
        office.get(&format!("/cases/{case}")).await.assert_says(&form);
        let ends = app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().planned_end;
        let later = ends.checked_add_days(Days::new(5)).unwrap().to_string();
        let low = office.submit(&form, &form, &[("ends_on", &later), ("wage", "1000")]).await;
        low.assert_status(409).assert_says("1000").assert_says(&later).assert_says("role=\"alert\"");
        let early = office.submit(&form, &form, &[("ends_on", "2026-01-01")]).await;
        early.assert_status(422).assert_says("ends_on-error");
        let new = format!("/cases/{case}/contract/new");
        office.submit(&form, &form, &[("ends_on", &later)]).await.assert_sees(&new);
        for party in [&employer, &worker, &world.person(Role::Mission).await] {
            sign(&app, party, case).await;
        }
        move_case(&mut office, case, &[("transition", "resume")]).await;
        assert_eq!(world.state(case).await, State::Employed);
        app.enter_as(&worker).await.get("/").await.assert_says("EC-SJ-");
    }

    async fn a_worker_says_no_to_a_new_contract_and_the_old_one_goes_on(app: TestApp) {
        let world = world(&app, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún", "A1234567").await;
        let mission = world.person(Role::Mission).await;
        let ends = app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().planned_end;
        let later = ends.checked_add_days(Days::new(5)).unwrap().to_string();
        world.act(&mission, case, sojourn_domain::act::Act::DrawUpExtension, &[("ends_on", &later)]).await;
        let (page, action) = (format!("/cases/{case}/contract/new"), format!("/cases/{case}/acts/drop_contract"));
        let mut own = app.enter_as(&worker).await;
        let record = own.get(&page).await.hidden("record").unwrap();
        own.submit(&page, &action, &[("record", &record)]).await.assert_sees(&format!("/cases/{case}"));
        own.get(&page).await.assert_status(404);
        own.get(&format!("/cases/{case}/contract")).await.assert_status(200);
        app.enter_as(&world.person(Role::Trainer).await).await.get(&page).await.assert_status(403);
    }
}
