//! Papers: the slip with its code in the worker's language, seen by those it is for, checked by anybody.

use crate::support::World;
use axum::{body::Body, http::Method};
use sojourn_documents::fonts::Fonts;
use sojourn_domain::{Actor, CaseId, DocumentId, Role};
use sojourn_services::{
    access::{
        api::{Scope, issue},
        pin,
        session::Origin,
    },
    context::{FileStore, FontSource},
    papers,
};
use sojourn_tests::{
    app::TestApp,
    http_test,
    papers::{activation_code, words},
    people::{corridor, registered},
};

/// A worker of the second corridor with a contract signed, and its paper.
async fn signed_contract(app: &TestApp) -> (World, CaseId, Actor, DocumentId) {
    let world = World::within(app.ctx.clone(), app.clock.clone(), 1).await;
    let (case, worker) = world.screened("Gurung", "N7654321").await;
    let order = world.order(1).await;
    world.accepted(case, &worker, order).await;
    world.signed(case, &worker).await;
    let all = papers::list(&app.ctx, &worker, case).await.unwrap();
    let paper = all.iter().find(|p| p.kind == "employment_contract").unwrap().id;
    (world, case, worker, paper)
}

http_test! {
    async fn the_slip_carries_the_code_until_it_is_used_and_only_to_officer_and_worker(app: TestApp) {
        let (case, worker) = registered(&app).await;
        let officer = corridor(&app, Role::RecruitmentOfficer, 1).await;
        let mut desk = app.enter_as(&officer).await;
        let page = desk.get(&format!("/cases/{case}")).await;
        let id = page.body.split("href=\"/documents/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = format!("/documents/{id}");
        let file = desk.get(&path).await;
        file.assert_status(200);
        assert_eq!(file.header("content-type"), "application/pdf");

        let printed = papers::print(&app.ctx, &officer, id.parse().unwrap()).await.unwrap();
        let said = words(&printed.bytes);
        assert!(said.contains("María Ajtún Cojulún") && said.contains("Comprobante"), "{said}");
        let code = activation_code(&said);
        let number = app.ctx.db.reader().workers().find_for_system(worker.worker.unwrap()).await.unwrap().unwrap().number;
        let origin = Origin { address: "192.0.2.7".into(), device: "phone".into() };
        let activate = pin::Activate { number: number.to_string(), code: code.clone(), pin: "482913".into(), origin };
        pin::activate(&app.ctx, activate).await.unwrap();
        let spent = papers::print(&app.ctx, &officer, id.parse().unwrap()).await.unwrap();
        assert!(!words(&spent.bytes).contains(&code), "a code that was used is printed no more");

        app.enter_as(&worker).await.get(&path).await.assert_status(200);
        for role in [Role::Mission, Role::Employer, Role::ProgrammeManager, Role::VerifyingOfficer] {
            app.enter_as(&corridor(&app, role, 1).await).await.get(&path).await.assert_status(404);
        }
    }

    async fn a_paper_is_drawn_once_and_then_served_as_it_was_kept(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let store = FileStore::in_folder(folder.path()).unwrap();
        let app = app.changed(|ctx| ctx.keeping(store));
        let (world, case, worker, paper) = signed_contract(&app).await;
        let first = papers::print(&app.ctx, &worker, paper).await.unwrap();
        let row = app.ctx.db.reader().papers().find_document(paper).await.unwrap().unwrap();
        let hash = row.hash.unwrap();
        let place = folder.path().join(&hash[..2]).join(&hash[2..4]).join(&hash);
        assert_eq!(std::fs::read(&place).unwrap(), first.bytes);
        let officer = world.person(Role::RecruitmentOfficer).await;
        assert_eq!(papers::print(&app.ctx, &officer, paper).await.unwrap().bytes, first.bytes);
        // Bytes that are not those kept are never served.
        std::fs::write(&place, b"%PDF-1.7 somebody else's").unwrap();
        app.enter_as(&worker).await.get(&format!("/documents/{paper}")).await.assert_status(500);
        // The slip's code is spent by now: its paper is kept too, and holds no secret.
        let slip = papers::list(&app.ctx, &worker, case).await.unwrap().into_iter().find(|p| p.kind == "registration_slip");
        let spent = papers::print(&app.ctx, &worker, slip.unwrap().id).await.unwrap();
        assert!(words(&spent.bytes).contains("····"));
    }

    async fn a_slip_with_a_live_code_is_in_no_file(app: TestApp) {
        let (case, worker) = registered(&app).await;
        let slip = papers::list(&app.ctx, &worker, case).await.unwrap().remove(0);
        papers::print(&app.ctx, &worker, slip.id).await.unwrap();
        assert_eq!(app.ctx.db.reader().papers().find_document(slip.id).await.unwrap().unwrap().hash, None);
    }

    async fn a_paper_whose_script_has_no_font_says_which_package_to_install(app: TestApp) {
        let (_, _, worker, paper) = signed_contract(&app).await;
        let app = app.changed(|ctx| ctx.printing_with(FontSource::these(Fonts::built_in())));
        let path = format!("/documents/{paper}");
        let page = app.enter_as(&worker).await.get(&path).await;
        page.assert_status(503).assert_says("fonts-noto-core").assert_says("Arabic");
        let mut browser = app.enter_as(&corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        browser.get(&path).await.assert_status(404);
        let issued = issue(&app.ctx, &worker, "test", Scope::Read, chrono::Duration::days(1)).await.unwrap();
        let bearer = format!("Bearer {}", issued.token);
        let headers = [("authorization", bearer.as_str())];
        let problem = app.stranger().send(Method::GET, &format!("/api/v1{path}"), &headers, Body::empty()).await;
        problem.assert_problem(503, "paper-font-missing").assert_says("fonts-noto-core");
    }

    async fn the_contract_is_a_paper_in_both_languages_for_those_it_concerns(app: TestApp) {
        let (world, case, worker, paper) = signed_contract(&app).await;
        let printed = papers::print(&app.ctx, &worker, paper).await.unwrap();
        let said = words(&printed.bytes);
        for expected in ["Greenhouse worker", "270.000 JOD", "As agreed: rest", "44 hours a week", "Weekly rest"] {
            assert!(said.contains(expected), "{expected} is not in {said}");
        }
        assert!(said.contains("عقد") && said.contains("الراحة"), "{said}");
        let path = format!("/documents/{paper}");
        for role in [Role::Employer, Role::Mission, Role::RecruitmentOfficer, Role::VerifyingOfficer, Role::ProgrammeManager] {
            let person = world.person(role).await;
            app.enter_as(&person).await.get(&path).await.assert_status(200);
        }
        for role in [Role::CentreManager, Role::CaseWorker, Role::Trainer, Role::HealthOfficer, Role::Auditor] {
            app.enter_as(&world.person(role).await).await.get(&path).await.assert_status(404);
        }
        app.enter_as(&corridor(&app, Role::Employer, 1).await).await.get(&path).await.assert_status(404);
        let mut own = app.enter_as(&worker).await;
        own.get("/").await.assert_says(&path);
        own.get(&format!("/cases/{case}/contract")).await.assert_says(&path);
        own.get(&format!("/cases/{case}")).await.assert_says(&path);

        let issued = issue(&app.ctx, &worker, "test", Scope::Read, chrono::Duration::days(1)).await.unwrap();
        let bearer = format!("Bearer {}", issued.token);
        let headers = [("authorization", bearer.as_str())];
        let listed = app.stranger().send(Method::GET, &format!("/api/v1/cases/{case}/papers"), &headers, Body::empty()).await;
        listed.assert_status(200).assert_says(&paper.to_string()).assert_says("employment_contract");
        let file = app.stranger().send(Method::GET, &format!("/api/v1{path}"), &headers, Body::empty()).await;
        assert_eq!(file.header("content-type"), "application/pdf");
    }

    async fn anybody_checks_a_paper_and_learns_validity_number_and_initials(app: TestApp) {
        let (case, _) = registered(&app).await;
        let paper = app.ctx.db.reader().papers().documents_of_case(case).await.unwrap().pop().unwrap();
        let token = paper.token.unwrap();
        let mut anybody = app.stranger();
        let page = anybody.get(&format!("/verify/{token}")).await;
        page.assert_says("This paper is genuine");
        page.assert_says(&paper.number);
        assert!(!page.body.contains("Ajt"));
        let forged = anybody.get(&format!("/verify/{}x{}", &token[..5], &token[6..])).await;
        forged.assert_says("not one of our papers");
    }
}
