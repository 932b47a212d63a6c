//! Accounts and organisations in an administrator's hands, and the trail in an auditor's.

use crate::support::{World, about};
use sea_orm_migration::sea_orm::ConnectionTrait;
use sojourn_domain::{
    AccountId, OrganisationId, Role, State, Transition, access::Account, programme::OrganisationKind,
};
use sojourn_services::{access::link, demo, operations, schedules};
use sojourn_storage::{StaffFilter, TokenPurpose};
use sojourn_tests::{
    app::{Browser, TestApp},
    http_test,
    people::{corridor, registered},
};

/// Somebody of the first corridor, who reads English.
async fn enter(app: &TestApp, role: Role) -> Browser<'_> {
    let mut browser = app.enter(corridor(app, role, 1).await.account).await;
    browser.post("/language", &[("locale", "en"), ("next", "/")]).await.assert_sees("/");
    browser
}

/// The corridors of the demonstration, and one of their administrators signed in.
async fn administrator(app: &TestApp) -> Browser<'_> {
    demo::frame(&app.ctx).await.unwrap();
    enter(app, Role::Administrator).await
}

async fn organisation(app: &TestApp, kind: OrganisationKind) -> OrganisationId {
    app.ctx.db.reader().programmes().organisations(kind).await.unwrap()[0].id
}

async fn account_of(app: &TestApp, email: &str) -> Account {
    app.ctx.db.reader().access().find_account_by_email(email).await.unwrap().unwrap()
}

/// Acts in the chain of an account, first to last.
async fn acts_of(app: &TestApp, account: AccountId) -> Vec<String> {
    let rows = app.ctx.db.reader().audit().chain(account.uuid()).await.unwrap();
    rows.into_iter().map(|row| row.act).collect()
}

fn invitation(organisation: &str) -> [(&str, &str); 6] {
    [
        ("name", "Sofía Méndez"),
        ("email", "Sofia@office.example"),
        ("locale", "es"),
        ("role", "verifying_officer"),
        ("organisation", organisation),
        ("district", "Totonicapán"),
    ]
}

http_test! {
    async fn an_administrator_invites_somebody_who_then_signs_in(app: TestApp) {
        let mut admin = administrator(&app).await;
        let office = organisation(&app, OrganisationKind::Office).await.to_string();
        admin.get("/accounts/new").await.assert_status(200).assert_says("Invite somebody");
        let made = admin.submit("/accounts/new", "/accounts/new", &invitation(&office)).await;
        let sofia = account_of(&app, "sofia@office.example").await;
        made.assert_sees(&format!("/accounts/{}", sofia.id));
        assert_eq!(sofia.grants[0].district.as_deref(), Some("Totonicapán"));
        admin.get("/").await.assert_status(200).assert_says("Sofía Méndez").assert_says("Send the invitation again");
        admin.get("/accounts?status=invited").await.assert_says("Sofía Méndez");
        app.run_jobs().await;
        assert!(app.mail.letters().iter().any(|l| l.contains("To: sofia@office.example")), "the invitation left");
        let tokens = app.ctx.db.reader().access().tokens_of(sofia.id, TokenPurpose::Invite).await.unwrap();
        let path = format!("/invitation/{}", link::secret_of(&app.ctx.keys, tokens[0].id));
        let password = [("password", "a tall green door"), ("password_again", "a tall green door")];
        app.stranger().submit(&path, &path, &password).await.assert_sees("/sign-in");
        let right = [("identifier", "sofia@office.example"), ("secret", "a tall green door")];
        app.stranger().post("/sign-in", &right).await.assert_sees("/");
        assert_eq!(acts_of(&app, sofia.id).await, ["set-password", "sign-in"]);
        assert!(!admin.get("/accounts?status=invited").await.body.contains("Sofía"));
    }

    async fn a_wrong_invitation_comes_back_with_what_was_typed(app: TestApp) {
        let mut admin = administrator(&app).await;
        let centre = organisation(&app, OrganisationKind::Centre).await.to_string();
        let before = app.ctx.db.reader().access().count_staff(&StaffFilter::default()).await.unwrap();
        let refused = admin.submit("/accounts/new", "/accounts/new", &invitation(&centre)).await;
        refused.assert_status(422).assert_says("This role is not held in such an organisation.").assert_says("Sofía Méndez");
        let refused = admin.submit("/accounts/new", "/accounts/new", &invitation("")).await;
        refused.assert_status(422).assert_says("Choose the organisation this role is held in.");
        let mut typed = invitation("");
        (typed[3].1, typed[5].1) = ("case_worker", " ");
        let refused = admin.submit("/accounts/new", "/accounts/new", &typed).await;
        refused.assert_status(422).assert_says("without either, this role reaches nobody").assert_says("id=\"organisation-error\"");
        refused.assert_says("Sofía Méndez").assert_says("value=\"case_worker\" selected");
        let mut typed = invitation("");
        (typed[0].1, typed[1].1, typed[3].1) = ("", "nobody", "worker");
        let refused = admin.submit("/accounts/new", "/accounts/new", &typed).await;
        refused.assert_status(422).assert_says("id=\"name-error\"").assert_says("id=\"email-error\"").assert_says("id=\"role-error\"");
        let taken = corridor(&app, Role::Trainer, 1).await;
        let email = app.ctx.db.reader().access().find_account(taken.account).await.unwrap().unwrap().email.unwrap();
        let mut typed = invitation("");
        (typed[1].1, typed[3].1) = (&email, "auditor");
        admin.submit("/accounts/new", "/accounts/new", &typed).await.assert_status(422).assert_says("Somebody has this address already.");
        assert_eq!(app.ctx.db.reader().access().count_staff(&StaffFilter::default()).await.unwrap(), before);
    }

    async fn roles_are_given_and_taken_back_by_another_person_alone(app: TestApp) {
        let mut admin = administrator(&app).await;
        let own = corridor(&app, Role::Administrator, 1).await.account;
        let trainer = corridor(&app, Role::Trainer, 1).await;
        let page = format!("/accounts/{}", trainer.account);
        let version = admin.get(&page).await.assert_says("Trainer").hidden("version").unwrap();
        let grant = [("version", version.as_str()), ("role", "auditor"), ("organisation", ""), ("district", "")];
        let roles = format!("{page}/roles");
        admin.submit(&page, &roles, &grant).await.assert_sees(&page);
        assert!(app.ctx.db.reader().access().find_account(trainer.account).await.unwrap().unwrap().grants.iter().any(|g| g.role == Role::Auditor));
        // The page that was seen before is stale now.
        let late = admin.submit(&page, &roles, &grant).await;
        late.assert_status(409).assert_says("Somebody else saved first").assert_says("value=\"auditor\" selected");
        let version = admin.get(&page).await.hidden("version").unwrap();
        let again = [("version", version.as_str()), ("role", "auditor"), ("organisation", ""), ("district", "")];
        admin.submit(&page, &roles, &again).await.assert_status(422).assert_says("They hold this role already.");
        admin.submit(&page, &format!("{page}/roles/end"), &again).await.assert_sees(&page);
        assert!(!app.ctx.db.reader().access().find_account(trainer.account).await.unwrap().unwrap().grants.iter().any(|g| g.role == Role::Auditor));
        let mine = format!("/accounts/{own}");
        let version = admin.get(&mine).await.assert_says("Nobody changes their own roles").hidden("version");
        assert!(version.is_none(), "the own page offers no form for roles");
        let selfish = [("version", "1"), ("role", "auditor"), ("organisation", ""), ("district", "")];
        admin.submit(&mine, &format!("{mine}/roles"), &selfish).await.assert_status(422).assert_says("Nobody changes their own roles");
        assert_eq!(acts_of(&app, own).await, ["grant-role", "take-back-role"]);
    }

    async fn a_case_worker_is_given_a_ministry_or_a_district_and_then_reaches_returnees(app: TestApp) {
        demo::with_workers(&app.ctx, 40).await.unwrap();
        let mut admin = enter(&app, Role::Administrator).await;
        let auditor = corridor(&app, Role::Auditor, 1).await;
        let (page, roles) = (format!("/accounts/{}", auditor.account), format!("/accounts/{}/roles", auditor.account));
        let version = admin.get(&page).await.hidden("version").unwrap();
        let grant = |organisation, district| [("version", version.as_str()), ("role", "case_worker"), ("organisation", organisation), ("district", district)];
        let refused = admin.submit(&page, &roles, &grant("", "")).await;
        refused.assert_status(422).assert_says("without either, this role reaches nobody").assert_says("id=\"organisation-error\"");
        let ministry = corridor(&app, Role::ProgrammeManager, 1).await.organisations(Role::ProgrammeManager).next().unwrap();
        // A ministry's own page offers the role.
        admin.get(&format!("/accounts/new?organisation={ministry}")).await.assert_says("value=\"case_worker\"");
        admin.submit(&page, &roles, &grant(&ministry.to_string(), "")).await.assert_sees(&page);
        let actor = sojourn_services::access::actor_of(app.ctx.db.reader().access().find_account(auditor.account).await.unwrap().unwrap());
        assert!(app.ctx.db.reader().workers().count(&actor).await.unwrap() > 0, "the grant reaches somebody");
    }

    async fn an_account_switched_off_is_out_at_once_and_the_last_administrator_stays(app: TestApp) {
        let mut admin = administrator(&app).await;
        let own = corridor(&app, Role::Administrator, 1).await.account;
        let officer = corridor(&app, Role::RecruitmentOfficer, 1).await;
        let mut desk = app.enter(officer.account).await;
        desk.get("/").await.assert_status(200);
        let page = format!("/accounts/{}", officer.account);
        admin.submit(&page, &format!("{page}/disable"), &[]).await.assert_sees(&page);
        desk.get("/account").await.assert_sees("/sign-in?next=/account");
        admin.get(&page).await.assert_says("Switched off");
        admin.submit(&page, &format!("{page}/link"), &[]).await.assert_status(409);
        admin.submit(&page, &format!("{page}/enable"), &[]).await.assert_sees(&page);
        app.enter(officer.account).await.get("/").await.assert_status(200);

        // The other corridor's administrator may go; this one is the last, and stays.
        let others = app.ctx.db.reader().access().accounts_with_role(Role::Administrator, None).await.unwrap();
        let other = others.iter().find(|a| a.id != own).unwrap().id;
        let page = format!("/accounts/{other}");
        admin.submit(&page, &format!("{page}/disable"), &[]).await.assert_sees(&page);
        let mine = format!("/accounts/{own}");
        let refused = admin.submit(&mine, &format!("{mine}/disable"), &[]).await;
        refused.assert_status(422).assert_says("This is the last administrator.").assert_says("href=\"#disable\"");
        admin.get("/").await.assert_status(200);
    }

    async fn accounts_of_workers_and_other_roles_stay_outside(app: TestApp) {
        let (_, worker) = registered(&app).await;
        let mut admin = enter(&app, Role::Administrator).await;
        admin.get(&format!("/accounts/{}", worker.account)).await.assert_status(404);
        admin.post(&format!("/accounts/{}/disable", worker.account), &[]).await.assert_status(404);
        admin.get("/accounts?q=Ajt%C3%BAn").await.assert_says("No account matches.");
        for role in Role::given().filter(|r| *r != Role::Administrator) {
            let mut browser = app.enter(corridor(&app, role, 1).await.account).await;
            for path in ["/accounts", "/accounts/new", "/organisations/new"] {
                browser.get(path).await.assert_status(403);
            }
            let status = browser.get("/audit").await.status.as_u16();
            assert_eq!(status == 200, role == Role::Auditor, "{role} reads the trail: {status}");
        }
    }

    async fn suspending_an_employer_takes_its_open_offers_back(app: TestApp) {
        let world = World::within(app.ctx.clone(), app.clock.clone(), 1).await;
        let (case, _) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        let employer = world.person(Role::Employer).await;
        world.step(&employer, case, Transition::Offer, about(order.uuid())).await;
        let employer = employer.organisations(Role::Employer).next().unwrap();
        let mut admin = enter(&app, Role::Administrator).await;
        let page = format!("/organisations/{employer}");
        let version = admin.get(&page).await.assert_says("accredited").hidden("version").unwrap();
        let without = [("version", version.as_str()), ("reason", " ")];
        admin.submit(&page, &format!("{page}/suspend"), &without).await.assert_status(422).assert_says("id=\"reason-error\"");
        assert_eq!(world.state(case).await, State::Offered);
        let reason = [("version", version.as_str()), ("reason", "Wages were not paid in May")];
        admin.submit(&page, &format!("{page}/suspend"), &reason).await.assert_sees(&page);
        admin.get(&page).await.assert_says("suspended").assert_says("Wages were not paid in May");
        assert_eq!(world.state(case).await, State::Screened);
        let events = app.ctx.db.reader().cases().events(case).await.unwrap();
        let last = events.last().unwrap();
        assert_eq!((last.transition, last.by, last.said.reason.as_deref()), (Transition::Retract, None, Some("employer_suspended")));
        let late = admin.submit(&page, &format!("{page}/suspend"), &reason).await;
        late.assert_status(409).assert_says("id=\"stale\"").assert_says("Wages were not paid in May");
        let version = admin.get(&page).await.hidden("version").unwrap();
        admin.submit(&page, &format!("{page}/lift"), &[("version", &version)]).await.assert_sees(&page);
        assert!(!admin.get(&page).await.body.contains("Wages were not paid"));
    }

    async fn an_organisation_is_added_accredited_and_described_anew(app: TestApp) {
        let mut admin = administrator(&app).await;
        let new = "/organisations/new";
        let typed = [("name", "Verger du Nord"), ("organisation_kind", ""), ("country", "Nowhere")];
        let refused = admin.submit(new, new, &typed).await;
        refused.assert_status(422).assert_says("id=\"organisation_kind-error\"").assert_says("Verger du Nord");
        let typed = [("name", "Verger du Nord"), ("organisation_kind", "employer"), ("country", "CAN")];
        let made = admin.submit(new, new, &typed).await;
        let page = made.header("location").to_owned();
        admin.get(&page).await.assert_says("not accredited");
        admin.get("/organisations?q=verger&kind=employer").await.assert_says("Verger du Nord");
        let version = admin.get(&page).await.hidden("version").unwrap();
        let dates = |until| [("version", version.as_str()), ("accredited_from", "2027-01-01"), ("accredited_until", until)];
        let refused = admin.submit(&page, &format!("{page}/accredit"), &dates("2026-12-31")).await;
        refused.assert_status(422).assert_says("2026-12-31");
        admin.submit(&page, &format!("{page}/accredit"), &dates("2027-12-31")).await.assert_sees(&page);
        assert!(!admin.get(&page).await.body.contains("not accredited"));
        // An organisation in which people hold roles keeps its kind.
        let office = format!("/organisations/{}", organisation(&app, OrganisationKind::Office).await);
        let edit = format!("{office}/edit");
        let version = admin.get(&edit).await.hidden("version").unwrap();
        let changed = |kind| [("version", version.as_str()), ("name", "Oficina Xela"), ("organisation_kind", kind), ("country", "GTM")];
        admin.submit(&edit, &edit, &changed("employer")).await.assert_status(422).assert_says("People hold roles here");
        let old = [("version", "0"), ("name", "Oficina Xela"), ("organisation_kind", "office"), ("country", "CAN")];
        let late = admin.submit(&edit, &edit, &old).await;
        late.assert_status(409).assert_says("id=\"stale\"").assert_says("value=\"Oficina Xela\"").assert_says("Guatemala");
        assert_eq!(late.hidden("version").as_deref(), Some(version.as_str()), "the form is on what stands now");
        admin.submit(&edit, &edit, &changed("office")).await.assert_sees(&office);
        admin.get(&office).await.assert_says("Oficina Xela");
    }

    async fn a_mission_keeps_the_employers_of_its_corridor_and_no_others(app: TestApp) {
        demo::frame(&app.ctx).await.unwrap();
        let mut browser = enter(&app, Role::Mission).await;
        let list = browser.get("/organisations").await;
        list.assert_says("Ferme Boréale");
        assert!(!list.body.contains("Al-Hassan") && !list.body.contains("Centro de"));
        let employers = app.ctx.db.reader().programmes().organisations(OrganisationKind::Employer).await.unwrap();
        let (near, far) = (employers.iter().find(|e| e.name == "Ferme Boréale").unwrap(), employers.iter().find(|e| e.name != "Ferme Boréale").unwrap());
        browser.get(&format!("/organisations/{}", far.id)).await.assert_status(404);
        browser.post(&format!("/organisations/{}/suspend", far.id), &[("version", "1"), ("reason", "no")]).await.assert_status(404);
        let page = format!("/organisations/{}", near.id);
        browser.post(&format!("{page}/suspend"), &[("version", "1"), ("reason", "No permit")]).await.assert_sees(&page);
        browser.post(&format!("{page}/edit"), &[("version", "2"), ("name", "Mine now")]).await.assert_status(403);
        let office = organisation(&app, OrganisationKind::Office).await;
        browser.get(&format!("/organisations/{office}")).await.assert_status(404);
        let mut officer = app.enter(corridor(&app, Role::RecruitmentOfficer, 1).await.account).await;
        officer.get("/organisations").await.assert_status(403);
    }

    async fn the_trail_is_cut_to_a_case_an_account_an_act_and_a_period(app: TestApp) {
        let (case, worker) = registered(&app).await;
        let officer = corridor(&app, Role::RecruitmentOfficer, 1).await;
        let number = app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().number.to_string();
        let mut auditor = enter(&app, Role::Auditor).await;
        let home = auditor.get("/").await;
        home.assert_status(200).assert_says("Audit trail").assert_says(&number).assert_says(&officer.name);
        assert!(!home.body.contains("Ajtún"), "no personal value");
        auditor.get(&format!("/audit?case={number}")).await.assert_says("?act=move").assert_says(&number);
        let email = app.ctx.db.reader().access().find_account(officer.account).await.unwrap().unwrap().email.unwrap();
        auditor.get(&format!("/audit?account={email}")).await.assert_says("register-person");
        let none = auditor.get(&format!("/audit?account={}", worker.account)).await;
        assert!(!none.body.contains("register-person"));
        auditor.get("/audit?act=register-person").await.assert_says("register-person");
        auditor.get("/audit?from=2027-03-03").await.assert_says("No row matches.");
        auditor.get("/audit?until=2027-03-02").await.assert_says("register-person");
        auditor.get("/audit?case=SJ-1").await.assert_status(422).assert_says("id=\"case-error\"");
        auditor.get("/audit?from=2027-02-30").await.assert_status(422).assert_says("2027-02-30");
        auditor.get("/audit?from=2027-03-03&until=2027-03-02").await.assert_status(422);
    }

    async fn the_trail_is_checked_once_a_day_and_says_what_it_found(app: TestApp) {
        registered(&app).await;
        let tx = app.ctx.db.begin().await.unwrap();
        tx.audit().seal(app.ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut auditor = enter(&app, Role::Auditor).await;
        auditor.get("/").await.assert_says("not checked yet");
        schedules::enqueue_daily(&app.ctx).await.unwrap();
        schedules::enqueue_daily(&app.ctx).await.unwrap();
        app.run_jobs().await;
        auditor.get("/").await.assert_says("holds");
        let check = app.ctx.db.reader().audit().last_check().await.unwrap().unwrap();
        assert_eq!((check.seals, check.faults), (1, 0));
        assert!(check.chains > 0);
        // Nothing was sealed since: nothing is followed twice.
        assert_eq!(operations::verify_since_last(&app.ctx).await.unwrap().chains, 0);
        let forge = "update audit set details = 'forged' where act = 'register-person'";
        app.ctx.db.writer().execute_unprepared(forge).await.unwrap();
        let verified = operations::verify_audit(&app.ctx).await.unwrap();
        assert!(!verified.faults.is_empty());
        auditor.get("/").await.assert_says("broken at");
    }
}
