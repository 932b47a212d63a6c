//! Every page's twin in the API, and what a role's first page says as operations.

use sojourn::endpoints;
use sojourn_domain::Role;

use super::HEAD;

/// Where a program does what a page does.
enum Twin {
    /// This operation.
    Api(&'static str),
    /// None, for this reason.
    None(&'static str),
}
use Twin::{Api, None as No};

const FORM: Twin = No("an empty form: a program has the description");
const BROWSER: Twin = No("about a browser's session");
const PERSON: Twin = No("a person's own secret is set by the person");

/// Every page and every form of a page, with its twin.
const TWINS: &[(&str, Twin)] = &[
    ("GET /", Api("GET /work")),
    ("GET /account", Api("GET /account/sessions")),
    ("POST /account/sessions/{id}/end", Api("POST /account/sessions/{id}/end")),
    ("POST /account/sign-out-everywhere", Api("POST /account/sessions/end")),
    ("POST /account/tokens", Api("POST /account/tokens")),
    ("POST /account/tokens/{id}/revoke", Api("POST /account/tokens/{id}/revoke")),
    ("GET /activate", PERSON),
    ("POST /activate", PERSON),
    ("GET /approvals", Api("GET /approvals")),
    ("POST /approvals/{id}", Api("POST /approvals/{id}")),
    ("GET /calls", Api("GET /calls")),
    ("POST /calls/{id}", Api("POST /calls/{id}")),
    ("GET /cases", Api("GET /cases")),
    ("GET /cases/{id}", Api("GET /cases/{id}")),
    ("GET /cases/{id}/acts/{act}", Api("GET /cases/{id}/acts/{act}")),
    ("POST /cases/{id}/acts/{act}", Api("POST /cases/{id}/acts/{act}")),
    ("POST /cases/{id}/advance", Api("POST /cases/{id}/advance")),
    ("GET /cases/{id}/contract", Api("GET /cases/{id}/contract")),
    ("GET /cases/{id}/contract/new", Api("GET /cases/{id}/contract/new")),
    ("GET /cases/{id}/findings/{record}", Api("GET /cases/{id}/findings/{record}")),
    ("GET /due", Api("GET /due")),
    ("GET /figures", Api("GET /figures")),
    ("GET /figures.csv", Api("GET /figures.csv")),
    ("GET /cases/{id}/offers", Api("GET /cases/{id}/offers")),
    ("GET /cases/{id}/requirements/{kind}", Api("GET /cases/{id}")),
    ("POST /cases/{id}/requirements/{kind}", Api("POST /cases/{id}/requirements")),
    ("POST /cases/{id}/requirements/{record}/verify", Api("POST /cases/{id}/requirements/{record}/verify")),
    ("GET /developers", Api("GET /openapi.json")),
    ("GET /documents/{id}", Api("GET /documents/{id}")),
    ("GET /forgot", PERSON),
    ("POST /forgot", PERSON),
    ("GET /help", Api("GET /help")),
    ("POST /help", Api("POST /help")),
    ("GET /help/{id}", Api("GET /help/threads/{id}")),
    ("POST /help/{id}", Api("POST /help/threads/{id}")),
    ("GET /import", Api("GET /imports")),
    ("POST /import", Api("POST /imports")),
    ("GET /import/{id}", Api("GET /imports/{id}")),
    ("POST /import/{id}", Api("POST /imports/{id}/mapping")),
    ("GET /import/{id}/report.csv", Api("GET /imports/{id}/report.csv")),
    ("POST /import/{id}/run", Api("POST /imports/{id}/run")),
    ("GET /inbox", Api("GET /inbox")),
    ("GET /inbox/{id}", Api("POST /inbox/{id}/read")),
    ("GET /invitation/{secret}", PERSON),
    ("POST /invitation/{secret}", PERSON),
    ("POST /language", Api("POST /account/language")),
    ("GET /letters", Api("GET /letters")),
    ("POST /letters/{id}/retry", Api("POST /letters/{id}/retry")),
    ("GET /orders", Api("GET /orders")),
    ("GET /orders/new", FORM),
    ("POST /orders/new", Api("POST /orders")),
    ("POST /orders/{id}", Api("POST /orders/{id}")),
    ("GET /pool", Api("GET /pool")),
    ("GET /referred", Api("GET /referred")),
    ("POST /referred/{id}/deliver", Api("POST /referred/{id}/deliver")),
    ("GET /reset/{secret}", PERSON),
    ("POST /reset/{secret}", PERSON),
    ("GET /search", Api("GET /workers")),
    ("GET /sessions", Api("GET /sessions")),
    ("GET /sessions/course", Api("GET /courses")),
    ("POST /sessions/course", Api("POST /courses")),
    ("GET /sessions/new", Api("GET /courses")),
    ("POST /sessions/new", Api("POST /sessions")),
    ("GET /sessions/{id}", Api("GET /sessions/{id}")),
    ("POST /sessions/{id}", Api("POST /sessions/{id}/marks")),
    ("GET /sign-in", BROWSER),
    ("POST /sign-in", BROWSER),
    ("POST /sign-in/demo", BROWSER),
    ("POST /sign-out", BROWSER),
    ("GET /support", Api("GET /cases/{id}")),
    ("POST /support", Api("POST /cases/{id}/acts/{act}")),
    ("GET /verify/{token}", Api("GET /verify/{token}")),
    ("GET /workers", Api("GET /workers")),
    ("GET /workers/new", FORM),
    ("POST /workers/new", Api("POST /workers")),
    ("POST /workers/new/read", Api("POST /workers/zone")),
    ("GET /workers/{id}", Api("GET /workers/{id}")),
    ("GET /workers/{id}/case", Api("GET /workers/{id}")),
    ("POST /workers/{id}/case", Api("POST /workers/{id}/cases")),
    ("GET /accounts", Api("GET /accounts")),
    ("GET /accounts/new", FORM),
    ("POST /accounts/new", Api("POST /accounts")),
    ("GET /accounts/{id}", Api("GET /accounts/{id}")),
    ("POST /accounts/{id}/roles", Api("POST /accounts/{id}/roles")),
    ("POST /accounts/{id}/roles/end", Api("POST /accounts/{id}/roles/end")),
    ("POST /accounts/{id}/disable", Api("POST /accounts/{id}/disable")),
    ("POST /accounts/{id}/enable", Api("POST /accounts/{id}/enable")),
    ("POST /accounts/{id}/link", Api("POST /accounts/{id}/link")),
    ("GET /audit", Api("GET /audit")),
    ("GET /join", Api("GET /join")),
    ("POST /join", Api("POST /join")),
    ("POST /join/read", Api("POST /join/zone")),
    ("GET /join/{reference}/{seal}", Api("GET /join/{reference}/{seal}")),
    ("GET /proposals", Api("GET /proposals")),
    ("GET /proposals/{id}", Api("GET /proposals/{id}")),
    ("POST /proposals/{id}", Api("POST /proposals/{id}")),
    ("POST /proposals/{id}/read", Api("POST /workers/zone")),
    ("POST /proposals/{id}/decline", Api("POST /proposals/{id}/decline")),
    ("POST /workers/{id}/case/read", Api("POST /workers/zone")),
    ("GET /organisations", Api("GET /organisations")),
    ("GET /organisations/new", FORM),
    ("POST /organisations/new", Api("POST /organisations")),
    ("GET /organisations/{id}", Api("GET /organisations/{id}")),
    ("GET /organisations/{id}/edit", Api("GET /organisations/{id}")),
    ("POST /organisations/{id}/edit", Api("POST /organisations/{id}")),
    ("POST /organisations/{id}/accredit", Api("POST /organisations/{id}/accredit")),
    ("POST /organisations/{id}/suspend", Api("POST /organisations/{id}/suspend")),
    ("POST /organisations/{id}/lift", Api("POST /organisations/{id}/lift")),
];

/// What surrounds pages and API: for monitors and browsers.
const AROUND: [&str; 4] = ["GET /healthz", "GET /readyz", "GET /metrics", "GET /assets/{*path}"];

/// What each role's first page says: one address, and another page for each.
const HOMES: &[(Role, &[&str])] = &[
    (Role::RecruitmentOfficer, &["/work", "/due", "/proposals"]),
    (Role::VerifyingOfficer, &["/work", "/due", "/approvals"]),
    (Role::Trainer, &["/sessions"]),
    (Role::CentreManager, &["/work", "/due", "/approvals"]),
    (Role::Employer, &["/work", "/orders"]),
    (Role::Mission, &["/work", "/due", "/orders"]),
    (Role::CaseWorker, &["/work", "/due", "/requests"]),
    (Role::ServicePartner, &["/referred"]),
    (Role::HealthOfficer, &["/work", "/due"]),
    (Role::Inspector, &["/inspection"]),
    (Role::Worker, &["/cases", "/inbox"]),
    (Role::ProgrammeManager, &["/overview", "/approvals", "/due"]),
    (Role::Analyst, &["/figures"]),
    (Role::Auditor, &["/audit", "/audit/state"]),
    (Role::Administrator, &["/letters", "/accounts", "/audit/state"]),
];

/// Pages of two kinds of people, for whom the API has an operation each.
const OF_TWO: [&str; 1] = ["GET /help"];

/// Holds that what answers a page answers a program, and nobody else: by the signs of the table, own records first.
pub fn agree(table: &str) {
    let lines = |endpoint: &str| table.lines().find(|line| line[..HEAD].trim_end() == endpoint);
    let signs =
        |endpoint: &str| lines(endpoint).unwrap_or_else(|| panic!("{endpoint} is in no line"))[HEAD..].to_owned();
    let in_api = |operation: &str| signs(&operation.replace("GET /", "GET /api/v1/"));
    for (page, twin) in TWINS.iter().filter(|(page, _)| page.starts_with("GET ") && !OF_TWO.contains(page)) {
        if let Api(twin) = twin
            && twin == page
        {
            assert_eq!(signs(page), in_api(twin), "{page}: a program of the same person is answered otherwise");
        }
    }
    for (role, operations) in HOMES {
        let column = 1 + Role::ALL.iter().position(|r| r == role).expect("every role has a column");
        for operation in *operations {
            let sign = in_api(&format!("GET {operation}")).chars().nth(3 * column + 1);
            assert_eq!(sign, Some('+'), "{role} does not get {operation}");
        }
    }
}

#[test]
fn what_a_page_does_a_program_can_do() {
    let api: Vec<_> =
        sojourn::api::describe::operations().iter().map(|o| format!("{} {}", o.verb.name(), o.path)).collect();
    let pages: Vec<_> = endpoints().iter().filter(|e| !e.path.starts_with("/api/")).map(ToString::to_string).collect();
    for page in pages.iter().filter(|page| !AROUND.contains(&page.as_str())) {
        match TWINS.iter().find(|(of, _)| of == page) {
            Some((_, Api(twin))) => assert!(api.iter().any(|known| known == twin), "{page}: {twin} does not exist"),
            Some((_, No(reason))) => assert!(!reason.is_empty(), "{page}: without a reason"),
            None => panic!("{page} has no twin in the API: add it, and its line here"),
        }
    }
    for (page, _) in TWINS {
        assert!(pages.iter().any(|known| known == page), "{page} is no page any more");
    }
}
