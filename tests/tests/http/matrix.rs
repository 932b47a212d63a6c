//! Every route by every role, on records of its own place and of another's, held against one reviewed table; every
//! page's twin in the API; and what every route says to an id that is none. The routes come from the routers
//! themselves ([`sojourn::endpoints`]): one that is added stands in no table yet, and fails here.
//!
//! After looking at the difference, `INSTA_UPDATE=always cargo test --test http matrix` writes the table anew.

mod twins;

use std::collections::BTreeMap;

use axum::{body::Body, http::Method};
use serde_json::{Value, json};
use sojourn::{
    endpoints,
    web::{
        csrf,
        routing::{Endpoint, Verb},
    },
};
use sojourn_domain::{Actor, CaseId, Role, State, Transition, decide::Move, registration::Fields};
use sojourn_services::{
    access::{actor_of, session},
    cases::{self, Advance},
    demo, help,
    recruitment::{
        import, proposals,
        propose::{self, Sender},
    },
};
use sojourn_storage::CaseFilter;
use sojourn_tests::{
    app::{Answer, Browser, SESSION, TestApp},
    http_test,
    people::corridor,
    program::Program,
};

/// An id that is nobody's.
const NOBODY: &str = "0190a000-0000-7000-8000-000000000000";

/// Records of the first corridor: a worker who came home and is being supported, and what belongs to the journey.
struct World {
    case: CaseId,
    worker: Actor,
    office: u8,
    ids: BTreeMap<&'static str, String>,
}

impl World {
    async fn planted(app: &TestApp) -> Self {
        demo::with_workers(&app.ctx, 40).await.unwrap();
        let reader = app.ctx.db.reader();
        let manager = corridor(app, Role::ProgrammeManager, 1).await;
        let filter = CaseFilter { states: vec![State::Reintegrating], programme: None };
        let row = reader.cases().list(&manager, &filter, None, 1).await.unwrap().rows.remove(0);
        let worker = actor_of(reader.access().find_account_of_worker(row.worker).await.unwrap().unwrap());
        let first = corridor(app, Role::RecruitmentOfficer, 1).await;
        let office = if reader.cases().find(&first, row.id).await.unwrap().is_some() { 1 } else { 2 };
        let officer = corridor(app, Role::RecruitmentOfficer, office).await;
        help::say(&app.ctx, &worker, "I need help").await.unwrap();
        let import = import::upload(&app.ctx, &officer, "list.csv", b"surname,born\nPerez,1990\n").await.unwrap();
        let contract = reader.placement().contracts_in_force(&[row.id]).await.unwrap().remove(&row.id).unwrap().0;
        let plan = reader.reintegration().plans_of_case(row.id).await.unwrap().remove(0);
        let item = reader.reintegration().items_of_plan(plan.id.into()).await.unwrap().remove(0);
        let thread = reader.reintegration().threads_of_worker(row.worker).await.unwrap().remove(0);
        let enrolled = reader.training().enrolments_of_case(row.id).await.unwrap().remove(0);
        let paper = reader.papers().documents_of_case(row.id).await.unwrap().remove(0);
        let message = reader.papers().inbox(worker.account, None, 1).await.unwrap().rows.remove(0);
        let record = reader.cases().requirements(row.id).await.unwrap().remove(0);
        // Switched off on the way, so it is nobody's who asks.
        let colleague = corridor(app, Role::VerifyingOfficer, 3 - office).await;
        let place = officer.organisations(Role::RecruitmentOfficer).next().unwrap();
        propose::propose(
            &app.ctx,
            &proposed(&row.programme_id.to_string(), &place.to_string()),
            Sender { address: "192.0.2.9", once: "1" },
        )
        .await
        .unwrap();
        let proposal = proposals::waiting(&app.ctx, &officer, "Tzoc", None, 1).await.unwrap().rows.remove(0);
        let mission = corridor(app, Role::Mission, 1).await.organisations(Role::Mission).next().unwrap();
        let ids = [
            ("case", row.id.to_string()),
            ("worker", row.worker.to_string()),
            ("record", record.id.to_string()),
            ("order", contract.job_order_id.to_string()),
            ("item", item.id.to_string()),
            ("thread", thread.id.to_string()),
            ("session", enrolled.session_id.to_string()),
            ("document", paper.id.to_string()),
            ("proposal", proposal.id.to_string()),
            ("message", message.id.to_string()),
            ("import", import.to_string()),
            ("programme", row.programme_id.to_string()),
            ("account", colleague.account.to_string()),
            ("organisation", mission.to_string()),
        ];
        Self { case: row.id, worker, office, ids: ids.into_iter().collect() }
    }

    async fn own(&self, app: &TestApp, role: Role) -> Actor {
        if role == Role::Worker { self.worker.clone() } else { corridor(app, role, self.office).await }
    }

    /// A proposal that waits on the case; the one before may have been decided.
    async fn proposal(&self, app: &TestApp) -> String {
        let open = app.ctx.db.reader().cases().approvals(self.case).await.unwrap();
        if let Some(open) = open.iter().find(|a| a.decided_at.is_none()) {
            return open.id.to_string();
        }
        let officer = corridor(app, Role::RecruitmentOfficer, self.office).await;
        let version = self.version(app).await;
        let mv = Move { evidence: Some("Registry".into()), ..Move::default() };
        let command = Advance { case: self.case, version, transition: Transition::RecordDeath, mv, pin: None };
        cases::advance(&app.ctx, &officer, command).await.unwrap();
        let open = app.ctx.db.reader().cases().approvals(self.case).await.unwrap();
        open.iter().find(|a| a.decided_at.is_none()).unwrap().id.to_string()
    }

    async fn version(&self, app: &TestApp) -> i32 {
        app.ctx.db.reader().cases().find_for_system(self.case).await.unwrap().unwrap().version
    }

    /// A path with the ids of this world in place of its parameters; `actor` asks.
    async fn path(&self, app: &TestApp, pattern: &str, actor: Option<&Actor>) -> String {
        let plain = pattern.trim_start_matches("/api/v1");
        let id = match plain.split('/').nth(1).unwrap_or_default() {
            "cases" => self.ids["case"].clone(),
            "workers" => self.ids["worker"].clone(),
            "orders" => self.ids["order"].clone(),
            "sessions" => self.ids["session"].clone(),
            "referred" => self.ids["item"].clone(),
            "help" => self.ids["thread"].clone(),
            "documents" => self.ids["document"].clone(),
            "import" | "imports" => self.ids["import"].clone(),
            "programmes" => self.ids["programme"].clone(),
            "accounts" => self.ids["account"].clone(),
            "organisations" => self.ids["organisation"].clone(),
            "inbox" | "calls" => self.ids["message"].clone(),
            "proposals" => self.ids["proposal"].clone(),
            "approvals" => self.proposal(app).await,
            "account" if plain.contains("{id}") => self.own_record(app, plain, actor).await,
            _ => NOBODY.to_owned(),
        };
        if plain == "/cases/{id}/decline" {
            self.proposal(app).await;
        }
        let act = if pattern.contains("{act}") { "assess" } else { "" };
        pattern
            .replace("{id}", &id)
            .replace("{record}", &self.ids["record"])
            .replace("{kind}", "visa")
            .replace("{act}", act)
            .replace("{token}", "not-a-token")
            .replace("{secret}", "not-a-secret")
            .replace("{reference}", "not-a-reference")
            .replace("{seal}", "not-a-seal")
            .replace("{*path}", "nothing.css")
    }

    /// A device or a token of whoever asks for their own; the worker's for everybody else.
    async fn own_record(&self, app: &TestApp, plain: &str, actor: Option<&Actor>) -> String {
        let whose = actor.unwrap_or(&self.worker);
        if plain.contains("/tokens/") {
            let scope = sojourn_services::access::api::Scope::Read;
            let lives = chrono::Duration::days(1);
            return sojourn_services::access::api::issue(&app.ctx, whose, "x", scope, lives)
                .await
                .unwrap()
                .id
                .to_string();
        }
        app.enter_as(whose).await;
        session::list(&app.ctx, whose.account, None).await.unwrap()[0].session.to_string()
    }

    /// What a `POST` is sent: enough to come past reading and to be judged.
    async fn fields(&self, app: &TestApp, pattern: &str) -> Vec<(&'static str, String)> {
        let fixed = |pairs: &[(&'static str, &str)]| pairs.iter().map(|(k, v)| (*k, (*v).to_owned())).collect();
        let plain = pattern.trim_start_matches("/api/v1");
        match plain {
            "/cases/{id}/advance" => {
                vec![("transition", "close".to_owned()), ("version", self.version(app).await.to_string())]
            }
            "/cases/{id}/requirements" | "/cases/{id}/requirements/{kind}" => {
                fixed(&[("kind", "visa"), ("result", "passed"), ("evidence", "folder 12")])
            }
            "/cases/{id}/acts/{act}" => fixed(&[("round", "baseline"), ("means", "2")]),
            "/approvals/{id}" => fixed(&[("decision", "refuse")]),
            "/orders/{id}" => fixed(&[("decision", "close")]),
            "/help" | "/help/{id}" | "/help/threads/{id}" => fixed(&[("text", "We are here.")]),
            "/referred/{id}/deliver" => vec![("on", app.ctx.now().date_naive().to_string())],
            // Without a reason nothing is declined, and whoever may is told so.
            "/proposals/{id}/decline" => fixed(&[("reason", "")]),
            "/language" | "/account/language" => fixed(&[("locale", "en")]),
            "/organisations/{id}/suspend" => fixed(&[("version", "999"), ("reason", "x")]),
            "/accounts/{id}/roles" | "/accounts/{id}/roles/end" => {
                fixed(&[("version", "999"), ("role", "case_worker")])
            }
            "/organisations/{id}" | "/organisations/{id}/edit" => {
                fixed(&[("version", "999"), ("name", "x"), ("organisation_kind", "mission"), ("country", "CAN")])
            }
            "/organisations/{id}/accredit" => fixed(&[("version", "999"), ("accredited_from", "2027-01-01")]),
            "/organisations/{id}/lift" => fixed(&[("version", "999")]),
            _ => Vec::new(),
        }
    }
}

/// What a worker proposes of themselves.
fn proposed(programme: &str, office: &str) -> Fields {
    [
        ("given_names", "Lucía"),
        ("surname", "Tzoc"),
        ("sex", "female"),
        ("born_year", "1997"),
        ("nationality", "GTM"),
        ("document_kind", "passport"),
        ("document_number", "C7654321"),
        ("document_issuer", "GTM"),
        ("document_expires", "2033-02-01"),
        ("phone", "+50255512399"),
        ("language", "es"),
        ("programme", programme),
        ("office", office),
        ("consent_registration", "yes"),
    ]
    .into_iter()
    .map(|(k, v)| (k.to_owned(), v.to_owned()))
    .collect()
}

/// What an answer says of a permission.
fn verdict(endpoint: &Endpoint, answer: &Answer) -> char {
    let to_sign_in = answer.header("location").starts_with("/sign-in?");
    match answer.status.as_u16() {
        401 => '>',
        303 if to_sign_in => '>',
        403 => 'x',
        404 => '0',
        // Allowed: done, or refused for what was sent, how the record stands, or how often it was tried.
        200..=399 | 409 | 422 | 429 => '+',
        // Says nothing of a permission: what was sent is to be mended here.
        other => panic!("{endpoint} answers {other}: {}", &answer.body[..answer.body.len().min(400)]),
    }
}

/// Whose record is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Own,
    Another,
}

/// Who asks: a browser and a program of the same person, or of nobody.
struct Asker<'a> {
    app: &'a TestApp,
    actor: Option<Actor>,
    browser: Browser<'a>,
    program: Option<Program<'a>>,
}

impl<'a> Asker<'a> {
    async fn of(app: &'a TestApp, actor: Option<Actor>) -> Self {
        let browser = match &actor {
            Some(actor) => app.enter_as(actor).await,
            None => app.stranger(),
        };
        let program = match &actor {
            Some(actor) => Some(Program::of(app, actor).await),
            None => None,
        };
        Self { app, actor, browser, program }
    }

    /// Asks for a record of `place`; what belongs to an account is the asker's own in the first of them.
    async fn ask(&mut self, world: &World, endpoint: &Endpoint, place: Place) -> Answer {
        let pattern = &endpoint.path;
        let own = self.actor.as_ref().filter(|_| place == Place::Own);
        let path = world.path(self.app, pattern, own).await;
        let fields = match endpoint.verb {
            Verb::Get => Vec::new(),
            Verb::Post => world.fields(self.app, pattern).await,
        };
        let Some(under) = path.strip_prefix("/api/v1") else {
            return self.open(endpoint, &path, &fields).await;
        };
        let json = match pattern.rsplit('/').next() {
            Some("marks") => json!({ "marks": [] }),
            Some("mapping") => json!({ "fields": [] }),
            _ => fields.iter().map(|(k, v)| ((*k).to_owned(), Value::from(v.clone()))).collect(),
        };
        let csv = pattern == "/api/v1/imports";
        let (kind, body) = if csv {
            ("text/csv", Body::from("surname\nx\n"))
        } else {
            ("application/json", Body::from(json.to_string()))
        };
        let (method, body) = match endpoint.verb {
            Verb::Get => (Method::GET, Body::empty()),
            Verb::Post => (Method::POST, body),
        };
        match &self.program {
            Some(program) => program.send(method, under, &[("content-type", kind)], body).await,
            None => self.app.stranger().send(method, &path, &[("content-type", kind)], body).await,
        }
    }

    /// A page or one of its forms, in a session that may have been ended by the request before.
    async fn open(&mut self, endpoint: &Endpoint, path: &str, fields: &[(&'static str, String)]) -> Answer {
        if let Some(actor) = &self.actor
            && (path.contains("sign-out") || path.contains("/sessions/"))
        {
            self.browser = self.app.enter_as(actor).await;
        }
        if endpoint.verb == Verb::Get {
            return self.browser.get(path).await;
        }
        if self.actor.is_none() && !self.browser.cookies.contains_key("__Host-visitor") {
            self.browser.get("/sign-in").await;
        }
        let cookie = if self.actor.is_some() { SESSION } else { "__Host-visitor" };
        let secret = self.browser.cookies.get(cookie).cloned().unwrap_or_default();
        let token = csrf::issue(&self.app.ctx, &secret, self.actor.as_ref().map(|a| a.account));
        if path == "/import" {
            let body = format!(
                "--B\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--B\r\ncontent-disposition: form-data; \
                 name=\"file\"; filename=\"l.csv\"\r\n\r\nsurname\nx\n\r\n--B--\r\n"
            );
            let kind = [("content-type", "multipart/form-data; boundary=B")];
            return self.browser.send(Method::POST, path, &kind, Body::from(body)).await;
        }
        let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let answer = self.browser.post_with(path, &fields, &token).await;
        if path.contains("sign-out") || path.contains("/sessions/") {
            self.browser = match &self.actor {
                Some(actor) => self.app.enter_as(actor).await,
                None => self.app.stranger(),
            };
        }
        answer
    }
}

/// Whether a route is about one record, which is somebody's.
fn has_record(endpoint: &Endpoint) -> bool {
    endpoint.path.contains("{id}") && !SHARED.contains(&endpoint.path.as_str())
}

/// Records that everybody who signs in may read: the rules of a programme are an agreement between states.
const SHARED: [&str; 1] = ["/api/v1/programmes/{id}"];

/// Characters of a line before its signs.
const HEAD: usize = 58;

/// The table: a line a route, two signs a role.
async fn table(app: &TestApp) -> String {
    let world = World::planted(app).await;
    let mut columns = vec![Asker::of(app, None).await];
    let mut foreign = vec![Asker::of(app, None).await];
    for role in Role::ALL {
        columns.push(Asker::of(app, Some(world.own(app, *role).await)).await);
        foreign.push(Asker::of(app, Some(elsewhere(app, *role).await)).await);
    }
    let (mut lines, mut leaks) = (Vec::new(), Vec::<String>::new());
    for endpoint in endpoints() {
        let mut line = format!("{:<HEAD$}", endpoint.to_string());
        for (own, other) in columns.iter_mut().zip(&mut foreign) {
            let answer = own.ask(&world, &endpoint, Place::Own).await;
            line.push(' ');
            line.push(verdict(&endpoint, &answer));
            line.push(if has_record(&endpoint) {
                let answer = other.ask(&world, &endpoint, Place::Another).await;
                let verdict = verdict(&endpoint, &answer);
                if verdict == '+' && !is_global(&endpoint, other) {
                    let roles = other.actor.as_ref().map(Actor::roles);
                    leaks.push(format!("{endpoint}: {roles:?} of another place gets {}", answer.status));
                }
                verdict
            } else {
                ' '
            });
        }
        lines.push(line.trim_end().to_owned());
    }
    assert!(leaks.is_empty(), "what is another's is reached: {leaks:#?}");
    lines.join("\n")
}

/// Roles of the whole installation have no other place: an administrator's accounts are everybody's.
fn is_global(endpoint: &Endpoint, asker: &Asker<'_>) -> bool {
    let administers = asker.actor.as_ref().is_some_and(|a| a.has(Role::Administrator));
    administers && ["/accounts/", "/organisations/", "/letters/"].iter().any(|room| endpoint.path.contains(room))
}

/// Somebody with a role in the other corridor.
async fn elsewhere(app: &TestApp, role: Role) -> Actor {
    let reader = app.ctx.db.reader();
    if role == Role::Worker {
        let accounts = reader.access().demo_accounts().await.unwrap();
        let manager = accounts.into_iter().find(|a| {
            a.grants.iter().any(|g| g.role == Role::ProgrammeManager)
                && a.email.as_deref().is_some_and(|e| e.ends_with("np.example"))
        });
        let filter = CaseFilter { states: vec![State::Reintegrating], programme: None };
        let row = reader.cases().list(&actor_of(manager.unwrap()), &filter, None, 1).await.unwrap().rows.remove(0);
        return actor_of(reader.access().find_account_of_worker(row.worker).await.unwrap().unwrap());
    }
    let there = |email: &str| email.ends_with("np.example");
    let found = reader.access().demo_accounts().await.unwrap();
    let found =
        found.into_iter().find(|a| a.grants.iter().any(|g| g.role == role) && a.email.as_deref().is_some_and(there));
    actor_of(found.unwrap_or_else(|| panic!("nobody is a {role} there")))
}

fn hold(table: &str) {
    let roles: Vec<_> = Role::ALL.iter().enumerate().map(|(n, role)| format!("{:>2} {role}", n + 1)).collect();
    let head = (0..=Role::ALL.len()).map(|n| format!("{n:>3}")).collect::<String>();
    let legend = "+ allowed   x forbidden   0 not found   > sign in first\n\
        First sign: records of one's own place. Second: of another's. Column 0 is a stranger.";
    insta::assert_snapshot!("matrix", format!("{legend}\n{}\n\n{:57}{head}\n{table}", roles.join("\n"), ""));
}

http_test! {
    async fn every_route_answers_every_role_as_the_table_says(app: TestApp) {
        let table = table(&app).await;
        hold(&table);
        twins::agree(&table);
    }

    async fn what_is_no_id_is_not_found(app: TestApp) {
        demo::frame(&app.ctx).await.unwrap();
        let world_of = |role| corridor(&app, role, 1);
        for endpoint in endpoints().into_iter().filter(|e| e.path.contains("{id}") || e.path.contains("{record}")) {
            for role in [Role::RecruitmentOfficer, Role::Administrator, Role::Mission] {
                let mut asker = Asker::of(&app, Some(world_of(role).await)).await;
                for bad in ["12", "not-an-id", "%00", "%F0%28", "0190a000-0000-7000-8000-00000000000g"] {
                    let path = endpoint.path.replace("{id}", bad).replace("{record}", bad).replace("{kind}", "visa").replace("{act}", "assess");
                    let (under, api) = path.strip_prefix("/api/v1").map_or((path.as_str(), false), |under| (under, true));
                    let answer = match (endpoint.verb, api) {
                        (Verb::Get, true) => asker.program.as_ref().unwrap().get(under).await,
                        (Verb::Post, true) => asker.program.as_ref().unwrap().post(under, json!({})).await,
                        (..) => asker.open(&endpoint, &path, &[]).await,
                    };
                    assert!(matches!(answer.status.as_u16(), 403 | 404), "{endpoint} says {} to {bad}: {}", answer.status, answer.body);
                }
            }
        }
    }
}
