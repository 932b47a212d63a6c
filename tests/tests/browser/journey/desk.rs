//! One browser that everybody of the first corridor sits down at in turn.

use chrono::Days;
use sojourn_services::demo;
use sojourn_storage::Db;
use sojourn_tests::{
    app::TestApp,
    browser::{Browser, Look, Part, Script},
};

use super::list::SURNAME;

pub const OFFICER: &str = "Lucía Ajú";
pub const SECOND_OFFICER: &str = "Rodrigo Tzoc";
pub const CENTRE_MANAGER: &str = "Julio Sacalxot";
pub const TRAINER: &str = "Marta Quiej";
pub const EMPLOYER: &str = "Claire Gagnon";
pub const MISSION: &str = "Hélène Roy";
pub const CASE_WORKER: &str = "Óscar Velásquez";
pub const PROGRAMME_MANAGER: &str = "Silvia Chávez";
pub const PARTNER: &str = "Iván Ordóñez";

/// What the worker chooses at the first sign-in.
pub const PIN: &str = "482913";

/// The desk.
pub struct Desk {
    pub app: TestApp,
    pub browser: Browser,
    pub script: Script,
    pub site: String,
    /// The worker's number, once there is a case.
    pub number: String,
    /// The worker's name as it is read.
    pub name: String,
}

impl Desk {
    /// The demonstration's corridors without any worker, and a browser set to English.
    pub async fn open(db: Db, script: Script) -> Self {
        let app = TestApp::over(db);
        demo::frame(&app.ctx).await.unwrap();
        let site = app.serve().await;
        let browser = Browser::open(Look { script, ..Look::USUAL }).await;
        browser.visit(&format!("{site}/sign-in")).await;
        browser.press("English").await;
        Self { app, browser, script, site, number: String::new(), name: String::new() }
    }

    pub async fn close(self) {
        self.browser.close().await;
    }

    /// Signs out whoever sits here; after days have gone by nobody does.
    pub async fn leave(&self) {
        self.browser.visit(&self.site).await;
        if self.browser.path().await != "/sign-in" {
            self.browser.click(".you summary").await;
            self.browser.press("Sign out").await;
        }
        assert_eq!(self.browser.path().await, "/sign-in");
    }

    /// Somebody of the demonstration sits down: one click, and their first page is there.
    pub async fn enter(&self, person: &str) -> Part {
        self.leave().await;
        self.browser.part("Demo accounts").await.press_with(person).await;
        assert_eq!(self.browser.path().await, "/", "{person} sees their first page");
        self.browser.page().await
    }

    /// The worker signs in with number and PIN.
    pub async fn enter_worker(&self) -> Part {
        self.leave().await;
        self.page().await.fill(&[("Worker number or e-mail", &self.number), ("Password or PIN", PIN)]).await;
        self.press("Sign in").await;
        assert_eq!(self.browser.path().await, "/", "{}", self.browser.text("main").await);
        self.page().await
    }

    pub async fn page(&self) -> Part {
        self.browser.page().await
    }

    pub async fn part(&self, heading: &str) -> Part {
        self.browser.part(heading).await
    }

    /// Presses what the page offers under these words.
    pub async fn press(&self, words: &str) {
        self.page().await.press(words).await;
    }

    /// Goes to one of the places in the bar.
    pub async fn go(&self, place: &str) {
        self.browser.bar().await.press(place).await;
    }

    /// Asserts that the page says something.
    pub async fn sees(&self, words: &str) {
        self.page().await.says(words).await;
    }

    /// From the first page to the worker's case: the list of cases names the worker.
    pub async fn opens_the_case(&self) {
        self.go("Cases").await;
        self.page().await.follow(SURNAME).await;
    }

    /// Somebody sits down and opens the worker's case.
    pub async fn enter_at_the_case(&self, person: &str) {
        self.enter(person).await;
        self.opens_the_case().await;
    }

    /// Makes a move of the open case that asks for nothing.
    pub async fn makes(&self, name: &str) {
        self.part(name).await.press(name).await;
        self.sees("Done").await;
    }

    /// Makes a move whose form has to be filled in.
    pub async fn makes_with(&self, name: &str, fields: &[(&str, &str)]) {
        let form = self.part(name).await;
        form.unfold("Give the details").await.fill(fields).await.press(name).await;
        self.sees("Done").await;
    }

    /// Proposes a move to a second person.
    pub async fn proposes(&self, name: &str) {
        self.part(name).await.press(&format!("Propose: {name}")).await;
        self.sees("Proposed. A second person decides now.").await;
    }

    /// A second person, whose first page says that it waits for them, agrees.
    pub async fn second_person_approves(&self, person: &str, name: &str) {
        let work = self.enter(person).await;
        // A manager's first page counts what waits for a decision; a desk's names it.
        if !work.text().await.contains(name) {
            work.follow("to decide").await;
        }
        let waiting = self.page().await;
        waiting.says(name).await;
        waiting.follow(SURNAME).await;
        self.part(name).await.press(&format!("Approve: {name}")).await;
    }

    /// Writes something down about the open case.
    pub async fn writes_down(&self, act: &str, fields: &[(&str, &str)]) {
        self.part("Write down").await.press(act).await;
        self.page().await.fill(fields).await;
        self.press("Save").await;
        self.sees("Saved.").await;
    }

    /// The state that the journey line names.
    pub async fn journey_stands_at(&self, stage: &str, state: &str) {
        let here = self.browser.client.find(fantoccini::Locator::Css("[aria-current=step]")).await.unwrap();
        let here = here.prop("textContent").await.unwrap().unwrap_or_default();
        assert!(here.contains(stage) && here.contains(state), "the journey stands at {here:?}");
    }

    pub fn today(&self) -> String {
        self.app.ctx.now().date_naive().to_string()
    }

    pub fn in_days(&self, days: u64) -> String {
        self.app.ctx.now().date_naive().checked_add_days(Days::new(days)).unwrap().to_string()
    }
}
