//! Registering and screening as officers do it, page by page, on both databases.

use sojourn_domain::{Actor, Role, access::Account, registration::Fields};
use sojourn_services::{demo, recruitment};
use sojourn_tests::{
    app::{Browser, TestApp},
    http_test,
    maria::{self, pairs},
};

/// Enters the demonstration account of a role in the first corridor.
async fn as_role(app: &TestApp, role: Role) -> Browser<'_> {
    demo_frame(app).await;
    let accounts = app.ctx.db.reader().access().demo_accounts().await.unwrap();
    let first = accounts.into_iter().find(|a| a.grants.iter().any(|g| g.role == role)).unwrap();
    app.enter(first.id).await
}

async fn demo_frame(app: &TestApp) {
    if app.ctx.db.reader().access().demo_accounts().await.unwrap().is_empty() {
        demo::frame(&app.ctx).await.unwrap();
    }
}

async fn form(app: &TestApp) -> Fields {
    let programme = recruitment::open_programmes(&app.ctx).await.unwrap().remove(0).id.to_string();
    maria::filled(&[("programme", &programme)])
}

http_test! {
    async fn an_officer_registers_a_worker_and_sees_what_is_missing(app: TestApp) {
        let mut officer = as_role(&app, Role::RecruitmentOfficer).await;
        officer.get("/").await.assert_status(200);
        let form = form(&app).await;
        let answer = officer.submit("/workers/new", "/workers/new", &pairs(&form)).await;
        answer.assert_status(303);
        let case = answer.header("location").to_owned();
        let page = officer.get(&case).await;
        page.assert_status(200).assert_says("María Ajtún Cojulún").assert_says("/requirements/documents");
        officer.get("/workers").await.assert_says("Ajtún Cojulún, María");
        officer.get("/cases?state=registered").await.assert_says("Ajtún Cojulún, María");
    }

    async fn a_wrong_field_is_named_and_everything_typed_is_kept(app: TestApp) {
        let mut officer = as_role(&app, Role::RecruitmentOfficer).await;
        let mut form = form(&app).await;
        form.insert("nationality".into(), "Atlantis".into());
        let answer = officer.submit("/workers/new", "/workers/new", &pairs(&form)).await;
        answer.assert_status(422).assert_says("Ajtún Cojulún").assert_says("A1234567").assert_says("nationality-error");
    }

    async fn the_same_person_is_shown_before_anything_is_written(app: TestApp) {
        let mut officer = as_role(&app, Role::RecruitmentOfficer).await;
        let form = form(&app).await;
        officer.submit("/workers/new", "/workers/new", &pairs(&form)).await.assert_status(303);
        let again = officer.submit("/workers/new", "/workers/new", &pairs(&form)).await;
        again.assert_status(422).assert_says("W-0000-0001-");
        assert_eq!(all_cases(&app).await, 1);
    }

    async fn what_is_anothers_is_not_there(app: TestApp) {
        let mut officer = as_role(&app, Role::RecruitmentOfficer).await;
        let form = form(&app).await;
        let case = officer.submit("/workers/new", "/workers/new", &pairs(&form)).await.header("location").to_owned();
        let mut employer = as_role(&app, Role::Employer).await;
        employer.get(&case).await.assert_status(404);
        let mut trainer = as_role(&app, Role::Trainer).await;
        trainer.get(&case).await.assert_status(403);
        app.stranger().get(&case).await.assert_status(303);
    }

    async fn the_lines_of_a_passport_fill_the_form(app: TestApp) {
        let mut officer = as_role(&app, Role::RecruitmentOfficer).await;
        let lines = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
        let page = officer.submit("/workers/new", "/workers/new/read", &[("mrz", lines)]).await;
        page.assert_status(200).assert_says("Eriksson").assert_says("L898902C3");
        let wrong = lines.replace("L898902C3", "L898902C4");
        officer.submit("/workers/new", "/workers/new/read", &[("mrz", &wrong)]).await.assert_status(422);
    }
}

/// All cases there are, as the managers of both programmes count them.
async fn all_cases(app: &TestApp) -> u64 {
    let mut all = 0;
    for account in app.ctx.db.reader().access().demo_accounts().await.unwrap() {
        if !account.grants.iter().any(|g| g.role == Role::ProgrammeManager) {
            continue;
        }
        let Account { id, name, worker, grants, locale, .. } = account;
        let manager = Actor { account: id, name, worker, grants, locale };
        all += app.ctx.db.reader().cases().count_by_state(&manager).await.unwrap().values().sum::<u64>();
    }
    all
}
