//! The application as a scenario drives it: the real router in this process, a clock that stands until it is
//! moved, seeded chance, and a browser's cookies for each persona. Start at [`TestApp`] and [`http_test!`].

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use sojourn::{AppState, config::Config, router};
use sojourn_domain::{AccountId, Actor, Grant, Locale, OrganisationId, Role};
use sojourn_jobs::{Memory, Runner};
use sojourn_services::{
    Context,
    access::{
        account::NewAccount,
        demo,
        session::{self, Origin},
    },
    context::{FixedClock, Keys, SeededRandom, Settings},
};
use sojourn_storage::Db;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// The application over a database of its own.
pub struct TestApp {
    /// What use cases work with: for arranging, and for looking at what was left behind.
    pub ctx: Context,
    /// Letters that left.
    pub mail: Memory,
    /// The hands of the clock.
    pub clock: Arc<FixedClock>,
    router: Router,
}

/// The moment at which every scenario begins: a working Tuesday.
#[must_use]
pub fn beginning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 3, 2, 9, 0, 0).single().expect("2 March 2027, 09:00 exists")
}

impl TestApp {
    /// An application over a migrated database.
    ///
    /// # Panics
    /// When the machine cannot hash.
    #[must_use]
    pub fn over(db: Db) -> Self {
        let clock = Arc::new(FixedClock::at(beginning()));
        let settings = Settings { demo: true, ..Settings::default() };
        let chance = Arc::new(SeededRandom::new(1));
        let keys = Keys::new("test", [7; 32]);
        let ctx = Context::with(db, keys, settings, clock.clone(), chance).expect("the machine can hash");
        let router = router(AppState::new(ctx.clone(), Config::default()));
        Self { ctx, mail: Memory::default(), clock, router }
    }

    /// The same application with something of its context changed: another store of files, other fonts.
    #[must_use]
    pub fn changed(self, change: impl FnOnce(Context) -> Context) -> Self {
        let ctx = change(self.ctx);
        let router = router(AppState::new(ctx.clone(), Config::default()));
        Self { ctx, router, ..self }
    }

    /// Serves the application on a port of its own until the test ends, for a browser that runs script and
    /// keeps its own cookies. Answers its address.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn serve(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("a listener has an address").port();
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        // Browsers keep `__Host-` cookies without TLS on this name alone.
        format!("http://localhost:{port}")
    }

    /// Days go by: sessions end, deadlines pass.
    pub fn pass_days(&self, days: i64) {
        self.clock.advance(TimeDelta::days(days));
    }

    /// Somebody with a browser and no account.
    #[must_use]
    pub fn stranger(&self) -> Browser<'_> {
        Browser { app: self, cookies: BTreeMap::new(), device: "Mozilla/5.0 (test)".into() }
    }

    /// Somebody signed in with a role, within an organisation or none; each call is another person.
    ///
    /// # Panics
    /// When the account cannot be added.
    pub async fn persona(&self, role: Role, organisation: Option<OrganisationId>) -> Browser<'_> {
        let id = self.ctx.new_id();
        let grants = vec![Grant { role, organisation, district: None }];
        let new = NewAccount {
            name: format!("{} {}", role.key(), &id.simple().to_string()[26..]),
            email: format!("{}-{}@demo.example", role.key(), id.simple()),
            locale: Locale::En,
            grants,
        };
        let tx = self.ctx.db.begin().await.expect("a transaction begins");
        let account = demo::add(&self.ctx, &tx, &new).await.expect("the persona is added");
        tx.commit().await.expect("the persona is kept");
        self.enter(account).await
    }

    /// Does every job that is due.
    ///
    /// # Panics
    /// When the queue cannot be read.
    pub async fn run_jobs(&self) {
        let from = "Sojourn <no-reply@sojourn.example>".parse().expect("this is an address");
        let runner = Runner::new(self.ctx.clone(), Arc::new(self.mail.clone()), from);
        while runner.run_due().await.expect("the queue is read") > 0 {}
    }

    /// Anybody, a worker too, signed in without a secret.
    ///
    /// # Panics
    /// When the session cannot be opened.
    pub async fn enter_as(&self, actor: &Actor) -> Browser<'_> {
        let mut browser = self.stranger();
        let origin = Origin { address: "192.0.2.1".into(), device: browser.device.clone() };
        let tx = self.ctx.db.begin().await.expect("a transaction begins");
        let opened = session::open(&self.ctx, &tx, actor.account, &origin).await.expect("the session opens");
        tx.commit().await.expect("the session is kept");
        browser.cookies.insert(SESSION.into(), opened.token);
        browser
    }

    /// Whoever an account belongs to, signed in without a secret.
    ///
    /// # Panics
    /// When it is no account of the demonstration.
    pub async fn enter(&self, account: AccountId) -> Browser<'_> {
        let mut browser = self.stranger();
        let origin = Origin { address: "192.0.2.1".into(), device: browser.device.clone() };
        let opened = demo::enter(&self.ctx, account, &origin).await.expect("the persona signs in");
        browser.cookies.insert(SESSION.into(), opened.token);
        browser
    }

    /// A recruitment officer of an organisation.
    pub async fn officer(&self, office: Option<OrganisationId>) -> Browser<'_> {
        self.persona(Role::RecruitmentOfficer, office).await
    }

    /// A trainer of a centre.
    pub async fn trainer(&self, centre: Option<OrganisationId>) -> Browser<'_> {
        self.persona(Role::Trainer, centre).await
    }

    /// An employer.
    pub async fn employer(&self, employer: Option<OrganisationId>) -> Browser<'_> {
        self.persona(Role::Employer, employer).await
    }

    /// An administrator.
    pub async fn administrator(&self) -> Browser<'_> {
        self.persona(Role::Administrator, None).await
    }
}

/// The session's cookie.
pub const SESSION: &str = "__Host-sojourn";

/// A browser: it keeps cookies and reads forms, and runs no script.
#[derive(Clone)]
pub struct Browser<'a> {
    app: &'a TestApp,
    /// What it keeps.
    pub cookies: BTreeMap<String, String>,
    /// What it calls itself.
    pub device: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
    /// How many bytes travelled.
    pub size: usize,
}

impl Browser<'_> {
    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// Opens the page at `path`, and sends its form with these fields to `action`, token included.
    pub async fn submit(&mut self, path: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.get(path).await.csrf();
        self.post_with(action, fields, &token).await
    }

    /// Sends fields to a path, with a token from the account page, or the sign-in page for a stranger.
    pub async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let page = if self.cookies.contains_key(SESSION) { "/account" } else { "/sign-in" };
        self.submit(page, action, fields).await
    }

    /// The same person, who has chosen to read English: what a scenario's assertions are written in.
    #[must_use]
    pub async fn in_english(mut self) -> Self {
        self.post("/language", &[("locale", "en"), ("next", "/")]).await.assert_status(303);
        self
    }

    /// Sends fields with a given token.
    pub async fn post_with(&mut self, action: &str, fields: &[(&str, &str)], token: &str) -> Answer {
        let body = encode(fields.iter().copied().chain([("csrf", token)]));
        let kind = (header::CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded");
        self.send(Method::POST, action, &[kind], Body::from(body)).await
    }

    /// Sends anything.
    ///
    /// # Panics
    /// When the request cannot be made or the body not read.
    pub async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut request = Request::builder().method(method).uri(path).header(header::USER_AGENT, &self.device);
        request = request.header(header::HOST, "localhost:8080").header(header::COOKIE, cookies.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).expect("the request can be made");
        let response = self.app.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = to_bytes(body, usize::MAX).await.expect("the body can be read");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body, size: bytes.len() }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().expect("a cookie is text");
            let (pair, rest) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            if rest.contains("Max-Age=0;") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    /// The token of the page's forms.
    ///
    /// # Panics
    /// When the page holds no form.
    #[must_use]
    pub fn csrf(&self) -> String {
        self.hidden("csrf").unwrap_or_else(|| panic!("a form on the page ({}): {}", self.status, self.body))
    }

    /// The value of a hidden field.
    #[must_use]
    pub fn hidden(&self, name: &str) -> Option<String> {
        let (_, rest) = self.body.split_once(&format!("name=\"{name}\""))?;
        let (_, rest) = rest.split_once("value=\"")?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    }

    /// A header as text; empty when absent.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// Asserts a redirect to a path.
    ///
    /// # Panics
    /// When it is another answer.
    #[track_caller]
    pub fn assert_sees(&self, path: &str) -> &Self {
        assert_eq!((self.status, self.header("location")), (StatusCode::SEE_OTHER, path), "{}", self.body);
        self
    }

    /// Asserts a status.
    ///
    /// # Panics
    /// When it is another one.
    #[track_caller]
    pub fn assert_status(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// Asserts that a page says something.
    ///
    /// # Panics
    /// When it does not.
    #[track_caller]
    pub fn assert_says(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{text:?} is not in ({}) {}", self.status, self.body);
        self
    }

    /// Asserts a problem document of the API.
    ///
    /// # Panics
    /// When it is another answer.
    #[track_caller]
    pub fn assert_problem(&self, status: u16, code: &str) -> &Self {
        self.assert_status(status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        self.assert_says(&format!("/problems/{code}\""))
    }
}

fn encode<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    pairs.map(|(k, v)| format!("{}={}", escape(k), escape(v))).collect::<Vec<_>>().join("&")
}

/// Writes a scenario once and runs it on both databases: `mod name { sqlite, postgres }`.
#[macro_export]
macro_rules! http_test {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                sojourn_storage::testing::sqlite().await.run(body).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                sojourn_storage::testing::postgres().await.run(body).await;
            }

            async fn body(db: sojourn_storage::Db) {
                let $app = $crate::app::TestApp::over(db);
                $body
            }
        }
    )+};
}
