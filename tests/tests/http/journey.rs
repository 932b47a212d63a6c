//! One worker's whole journey page by page, as HTML without script, on both databases: officer, second officer,
//! trainer, centre manager, employer, mission, the worker, case worker, partner and programme manager.

use chrono::{Days, NaiveDate, TimeDelta};
use sojourn_domain::{Actor, CaseId, Role, State, placement::Clause, requirement::RequirementKind};
use sojourn_services::{
    access::{actor_of, pin},
    demo,
};
use sojourn_tests::{
    app::{Answer, Browser, TestApp},
    http_test, maria,
};

/// The first corridor's people and the one worker whose journey it is.
struct Corridor<'a> {
    app: &'a TestApp,
}

impl<'a> Corridor<'a> {
    async fn planted(app: &'a TestApp) -> Self {
        demo::frame(&app.ctx).await.unwrap();
        Self { app }
    }

    /// Signs somebody of the corridor in, afresh: days pass between two visits.
    async fn enter(&self, role: Role) -> Browser<'a> {
        self.app.enter(self.actor(role).await.account).await
    }

    async fn actor(&self, role: Role) -> Actor {
        let accounts = self.app.ctx.db.reader().access().demo_accounts().await.unwrap();
        let here =
            |email: &str| email.ends_with("gt.example") && (email.contains("office1") || !email.contains("office"));
        let found = accounts
            .into_iter()
            .find(|a| a.grants.iter().any(|g| g.role == role) && a.email.as_deref().is_some_and(here));
        actor_of(found.unwrap())
    }

    async fn worker(&self, number: &str) -> Browser<'a> {
        let mut phone = self.app.stranger();
        let fields = [("identifier", number), ("secret", "482913")];
        phone.submit("/sign-in", "/sign-in", &fields).await.assert_sees("/");
        phone
    }

    async fn state(&self, case: CaseId) -> State {
        self.app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().state
    }

    fn today(&self) -> NaiveDate {
        self.app.ctx.now().date_naive()
    }

    fn in_days(&self, days: u64) -> String {
        self.today().checked_add_days(Days::new(days)).unwrap().to_string()
    }

    fn pass_days(&self, days: i64) {
        self.app.clock.set(self.app.ctx.now() + TimeDelta::days(days));
    }

    /// A move on the case's page.
    async fn advance(&self, who: &mut Browser<'_>, case: CaseId, transition: &str, more: &[(&str, &str)]) -> Answer {
        let path = format!("/cases/{case}");
        let page = who.get(&path).await;
        page.assert_status(200);
        let version = page.hidden("version").unwrap_or_else(|| panic!("no form for {transition}: {}", page.body));
        let mut fields = vec![("transition", transition), ("version", version.as_str())];
        fields.extend_from_slice(more);
        let token = page.csrf();
        who.post_with(&format!("{path}/advance"), &fields, &token).await
    }

    async fn step(&self, role: Role, case: CaseId, transition: &str, more: &[(&str, &str)]) {
        let mut who = self.enter(role).await;
        let answer = self.advance(&mut who, case, transition, more).await;
        assert_eq!(answer.status, 303, "{transition} by {role}: {}", who.get(&format!("/cases/{case}")).await.body);
    }

    /// The second person agrees on the card of the case's page.
    async fn approve(&self, role: Role, case: CaseId) {
        let (mut who, path) = (self.enter(role).await, format!("/cases/{case}"));
        let page = who.get(&path).await;
        let id = page.body.split("action=\"/approvals/").nth(1).unwrap_or_else(|| panic!("{role}: {}", page.body));
        let action = format!("/approvals/{}", id.split('"').next().unwrap());
        who.post_with(&action, &[("decision", "approve")], &page.csrf()).await.assert_sees(&path);
    }

    async fn act(&self, who: &mut Browser<'_>, case: CaseId, act: &str, fields: &[(&str, &str)]) {
        let path = format!("/cases/{case}/acts/{act}");
        who.submit(&path, &path, fields).await.assert_sees(&format!("/cases/{case}"));
    }

    /// A fact, verified by the second officer on the case's page.
    async fn fact(&self, case: CaseId, kind: RequirementKind) {
        let mut officer = self.enter(Role::RecruitmentOfficer).await;
        let path = format!("/cases/{case}/requirements/{kind}");
        let until = self.in_days(700);
        let fields = [("result", "passed"), ("valid_until", until.as_str()), ("evidence", "folder 12")];
        officer.submit(&path, &path, &fields).await.assert_sees(&format!("/cases/{case}"));
        let records = self.app.ctx.db.reader().cases().requirements(case).await.unwrap();
        let written = records.iter().find(|r| r.kind == kind).unwrap();
        let verify = format!("/cases/{case}/requirements/{}/verify", written.id);
        let mut verifier = self.enter(Role::VerifyingOfficer).await;
        verifier.submit(&format!("/cases/{case}"), &verify, &[]).await.assert_sees(&format!("/cases/{case}"));
    }

    /// Registers at the desk; answers the case and the worker's number, with a PIN chosen by the
    /// code of the slip.
    async fn register(&self) -> (CaseId, String) {
        let mut officer = self.enter(Role::RecruitmentOfficer).await;
        let programmes = self.app.ctx.db.reader().programmes().programmes().await.unwrap();
        let programme = programmes.into_iter().find(|p| p.title.contains("Guatemala")).unwrap().id.to_string();
        let form = maria::filled(&[("programme", &programme)]);
        let answer = officer.submit("/workers/new", "/workers/new", &maria::pairs(&form)).await;
        answer.assert_status(303);
        let case: CaseId = answer.header("location").rsplit('/').next().unwrap().parse().unwrap();
        let case_row = self.app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap();
        let worker = self.app.ctx.db.reader().workers().find_for_system(case_row.worker).await.unwrap().unwrap();
        // The code that the slip prints, handed over on paper.
        let officer = self.actor(Role::RecruitmentOfficer).await;
        let tx = self.app.ctx.db.begin().await.unwrap();
        let code = pin::reissue(&self.app.ctx, &tx, &officer, worker.id).await.unwrap().code;
        tx.commit().await.unwrap();
        let number = worker.number.to_string();
        let mut phone = self.app.stranger();
        let chosen = [("number", number.as_str()), ("code", code.as_str()), ("pin", "482913"), ("pin_again", "482913")];
        phone.submit("/activate", "/activate", &chosen).await.assert_sees("/");
        (case, number)
    }

    async fn trained(&self, case: CaseId) {
        let mut manager = self.enter(Role::CentreManager).await;
        let form = manager.get("/sessions/course").await;
        let programme = option_of(&form, "Guatemala");
        let course = [
            ("programme", programme.as_str()),
            ("course_code", "PDO"),
            ("title", "Orientación previa"),
            ("minutes", "360"),
            ("pass_mark", "60"),
        ];
        manager.submit("/sessions/course", "/sessions/course", &course).await.assert_sees("/sessions/new");
        let form = manager.get("/sessions/new").await;
        let (course, trainer) = (option_of(&form, "Orientación previa"), option_of(&form, "Marta Quiej"));
        let (from, to) = (format!("{}T08:00", self.in_days(1)), format!("{}T14:00", self.in_days(1)));
        let session = [
            ("course", course.as_str()),
            ("starts_at", from.as_str()),
            ("ends_at", to.as_str()),
            ("place", "Sala 2"),
            ("seats", "30"),
            ("trainer", trainer.as_str()),
        ];
        let made = manager.submit("/sessions/new", "/sessions/new", &session).await;
        let roster = made.header("location").to_owned();
        let id = roster.rsplit('/').next().unwrap().to_owned();
        self.step(Role::RecruitmentOfficer, case, "enrol", &[("record", &id)]).await;

        self.pass_days(3);
        let mut trainer = self.enter(Role::Trainer).await;
        trainer.get("/sessions").await.assert_says("Orientación previa");
        let page = trainer.get(&roster).await;
        page.assert_says("Ajtún");
        let seat = page.body.split("name=\"score_").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let (mark, score) = (format!("mark_{seat}"), format!("score_{seat}"));
        let wrong = trainer.submit(&roster, &roster, &[(&mark, "present"), (&score, "120")]).await;
        wrong.assert_status(422).assert_says("120");
        trainer.submit(&roster, &roster, &[(&mark, "present"), (&score, "82")]).await.assert_sees(&roster);
        self.step(Role::RecruitmentOfficer, case, "certify", &[]).await;
        self.approve(Role::CentreManager, case).await;
    }

    async fn ordered(&self) -> String {
        let mut employer = self.enter(Role::Employer).await;
        let programme = option_of(&employer.get("/orders/new").await, "Guatemala");
        let (starts, ends) = (self.in_days(120), self.in_days(320));
        let mut order = vec![
            ("programme", programme.as_str()),
            ("title", "Cosecha de hortalizas"),
            ("occupation", "9211"),
            ("sector", "01"),
            ("headcount", "4"),
            ("sex", "any"),
            ("wage", "2900"),
            ("currency", "CAD"),
            ("wage_period", "month"),
            ("hours_week", "44"),
            ("starts_on", starts.as_str()),
            ("ends_on", ends.as_str()),
            ("workplace", "Saint-Rémi"),
        ];
        order.extend(Clause::ALL.iter().filter(|c| c.is_hard()).map(|c| (c.code(), "Como acordado")));
        // A missing clause is asked for, and what was typed stays.
        let short = employer.submit("/orders/new", "/orders/new", &order[..13]).await;
        short.assert_status(422).assert_says("Cosecha de hortalizas");
        employer.submit("/orders/new", "/orders/new", &order).await.assert_sees("/orders");
        let id =
            self.app.ctx.db.reader().placement().orders_of_programme(programme.parse().unwrap()).await.unwrap()[0].id;
        let mut mission = self.enter(Role::Mission).await;
        mission.submit("/orders", &format!("/orders/{id}"), &[("decision", "approve")]).await.assert_sees("/orders");
        id.to_string()
    }
}

/// The value of the option whose label holds these words.
fn option_of(page: &Answer, words: &str) -> String {
    let found = page.body.split("<option").skip(1).find(|o| o.split("</option>").next().unwrap_or("").contains(words));
    let option = found.unwrap_or_else(|| panic!("no option {words}: {}", page.body));
    option.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

http_test! {
    async fn one_worker_makes_the_whole_journey_on_pages_without_script(app: TestApp) {
        let corridor = Corridor::planted(&app).await;
        let (case, number) = corridor.register().await;
        let page = format!("/cases/{case}");

        corridor.fact(case, RequirementKind::Documents).await;
        corridor.step(Role::RecruitmentOfficer, case, "screen", &[]).await;
        corridor.approve(Role::VerifyingOfficer, case).await;
        corridor.trained(case).await;
        assert_eq!(corridor.state(case).await, State::Certified);

        // The employer sees a number, not a name, until the offer is accepted.
        let order = corridor.ordered().await;
        let mut employer = corridor.enter(Role::Employer).await;
        let pool = employer.get("/pool").await;
        pool.assert_says(&number);
        assert!(!pool.body.contains("Ajtún"));
        let card = employer.get(&page).await;
        assert!(!card.body.contains("Ajtún") && !card.body.contains("folder 12"), "{}", card.body);
        corridor.advance(&mut employer, case, "offer", &[("record", &order)]).await.assert_sees(&page);
        assert!(!employer.get("/cases").await.body.contains("Ajtún"));

        // The worker reads the terms on the phone, accepts and signs.
        let mut phone = corridor.worker(&number).await;
        phone.get("/").await.assert_status(200);
        let early = corridor.advance(&mut phone, case, "accept", &[]).await;
        early.assert_status(409);
        let offers = phone.get(&format!("/cases/{case}/offers")).await;
        offers.assert_says("Cosecha de hortalizas");
        offers.assert_says("Como acordado");
        corridor.advance(&mut phone, case, "accept", &[]).await.assert_sees(&page);
        corridor.advance(&mut phone, case, "sign", &[]).await.assert_sees(&page);
        assert_eq!(corridor.state(case).await, State::Accepted);
        let mut employer = corridor.enter(Role::Employer).await;
        employer.get(&page).await.assert_says("Ajtún");
        corridor.advance(&mut employer, case, "sign", &[]).await.assert_sees(&page);
        corridor.step(Role::Mission, case, "sign", &[]).await;
        assert_eq!(corridor.state(case).await, State::Contracted);

        // Costs, clearance by two, the contract in hand, departure.
        let mut officer = corridor.enter(Role::RecruitmentOfficer).await;
        let cost = [("kind", "visa"), ("amount", "155"), ("currency", "CAD"), ("paid_by", "employer"), ("treatment", "kept")];
        corridor.act(&mut officer, case, "record_cost", &cost).await;
        use RequirementKind as K;
        for kind in [K::Visa, K::Medical, K::Insurance, K::Police, K::Costs] {
            corridor.fact(case, kind).await;
        }
        let (leaving, today) = (corridor.in_days(100), corridor.today().to_string());
        corridor.act(&mut officer, case, "plan_departure", &[("on", &leaving)]).await;
        corridor.step(Role::RecruitmentOfficer, case, "clear", &[]).await;
        corridor.approve(Role::VerifyingOfficer, case).await;
        corridor.act(&mut officer, case, "hand_over", &[("on", &today)]).await;
        corridor.pass_days(100);
        corridor.step(Role::RecruitmentOfficer, case, "depart", &[]).await;

        // The employer confirms from the first page in one click.
        let mut employer = corridor.enter(Role::Employer).await;
        let first = employer.get("/").await;
        first.assert_says("Ajtún");
        let version = first.hidden("version").unwrap();
        let confirm = [("transition", "confirm_arrival"), ("version", version.as_str()), ("comparison", "same")];
        employer.submit("/", &format!("{page}/advance"), &confirm).await.assert_sees(&page);
        assert_eq!(corridor.state(case).await, State::Employed);

        // Money home, and a word in confidence that neither employer nor recruiter can open.
        let mut phone = corridor.worker(&number).await;
        let today = corridor.today().to_string();
        let sent = [("on", today.as_str()), ("amount", "300"), ("currency", "CAD"), ("fee", "4.99"), ("channel", "mobile")];
        corridor.act(&mut phone, case, "log_remittance", &sent).await;
        phone.get("/").await.assert_says("1,66\u{a0}%");
        phone.submit("/help", "/help", &[("text", "They keep my passport")]).await.assert_sees("/help");
        let mut mission = corridor.enter(Role::Mission).await;
        let list = mission.get("/help").await;
        list.assert_says(&number);
        let thread = list.body.split("href=\"/help/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let thread = format!("/help/{thread}");
        mission.get(&thread).await.assert_says("They keep my passport");
        mission.submit(&thread, &thread, &[("text", "Nobody may. We call today.")]).await.assert_sees(&thread);
        phone.get("/help").await.assert_says("We call today");
        for role in [Role::Employer, Role::RecruitmentOfficer, Role::VerifyingOfficer] {
            corridor.enter(role).await.get(&thread).await.assert_status(403);
        }
        let mut employer = corridor.enter(Role::Employer).await;
        let seen = employer.get(&page).await;
        assert!(!seen.body.contains("300.00") && !seen.body.contains("Remittance"), "{}", seen.body);

        // Home, and on her feet again.
        corridor.pass_days(190);
        corridor.step(Role::Employer, case, "announce_return", &[("return_kind", "end_of_contract")]).await;
        corridor.pass_days(10);
        let today = corridor.today().to_string();
        corridor.step(Role::RecruitmentOfficer, case, "record_return", &[("on", &today), ("return_kind", "end_of_contract")]).await;
        let mut phone = corridor.worker(&number).await;
        let nothing = phone.submit("/support", "/support", &[("text", "Help")]).await;
        nothing.assert_status(422).assert_says("Help");
        phone.submit("/support", "/support", &[("need_work", "yes"), ("text", "A shop")]).await.assert_sees("/support");
        let mut case_worker = corridor.enter(Role::CaseWorker).await;
        let answers = [("round", "baseline"), ("means", "2"), ("working", "0"), ("food", "3")];
        corridor.act(&mut case_worker, case, "assess", &answers).await;
        corridor.act(&mut case_worker, case, "prepare_plan", &[("goal", "A shop"), ("currency", "USD")]).await;
        let form = case_worker.get(&format!("/cases/{case}/acts/add_item")).await;
        let partner = option_of(&form, "Cooperativa Ixim");
        let item = [("kind", "equipment"), ("description", "Shelves"), ("amount", "420.50"), ("record", partner.as_str())];
        corridor.act(&mut case_worker, case, "add_item", &item).await;
        corridor.act(&mut phone, case, "agree_plan", &[]).await;
        corridor.step(Role::CaseWorker, case, "approve_plan", &[]).await;
        corridor.approve(Role::ProgrammeManager, case).await;
        assert_eq!(corridor.state(case).await, State::Reintegrating);

        let mut partner = corridor.enter(Role::ServicePartner).await;
        let list = partner.get("/referred").await;
        list.assert_says("Shelves");
        assert!(!list.body.contains("Ajtún"));
        let item = list.body.split("action=\"/referred/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        partner.submit("/referred", &format!("/referred/{item}"), &[("on", &today)]).await.assert_sees("/referred");
        corridor.pass_days(31);
        let mut case_worker = corridor.enter(Role::CaseWorker).await;
        let form = case_worker.get(&format!("/cases/{case}/acts/follow_up")).await;
        let due = form.body.split("<option").nth(2).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let today = corridor.today().to_string();
        corridor.act(&mut case_worker, case, "follow_up", &[("record", &due), ("on", &today), ("outcome", "well")]).await;
        corridor.step(Role::CaseWorker, case, "close", &[("outcome", "self_employed")]).await;
        assert_eq!(corridor.state(case).await, State::Closed);
    }
}
