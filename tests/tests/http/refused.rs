//! What a person gets who saved second, asked too early, or sent what cannot be read: nothing is half-written, and
//! everything typed is kept.

use axum::{body::Body, http::Method};
use serde_json::json;
use sojourn_domain::{CaseId, Role, registration::Fields};
use sojourn_services::{cases, recruitment};
use sojourn_storage::CaseFilter;
use sojourn_tests::{
    app::{Answer, Browser, TestApp},
    http_test, maria,
    people::{corridor, documents_verified, registered, screened},
    program::Program,
};

async fn at_the_desk(app: &TestApp) -> Browser<'_> {
    let mut desk = app.enter_as(&corridor(app, Role::RecruitmentOfficer, 1).await).await;
    desk.cookies.insert("__Host-locale".into(), "en".into());
    desk
}

async fn version(app: &TestApp, case: CaseId) -> i32 {
    app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().version
}

async fn records_of(app: &TestApp, case: CaseId) -> usize {
    app.ctx.db.reader().cases().requirements(case).await.unwrap().len()
}

/// A move as a page sends it.
async fn advance(
    who: &mut Browser<'_>,
    case: CaseId,
    version: &str,
    transition: &str,
    more: &[(&str, &str)],
) -> Answer {
    let page = format!("/cases/{case}");
    let mut fields = vec![("transition", transition), ("version", version)];
    fields.extend_from_slice(more);
    who.submit(&page, &format!("{page}/advance"), &fields).await
}

/// A person who comes to be registered, whom nobody has on record.
fn registration(programme: &str) -> Fields {
    let her = [("given_names", "Lucía"), ("surname", "Tzoc"), ("born_year", "1990")];
    let paper = [("document_number", "C7654321"), ("document_expires", "2040-02-01"), ("programme", programme)];
    maria::filled(&[her, paper].concat())
}

/// How many workers and cases are on record.
async fn records(app: &TestApp) -> (usize, usize) {
    let officer = corridor(app, Role::RecruitmentOfficer, 1).await;
    let workers = recruitment::workers(&app.ctx, &officer, None, 50).await.unwrap().rows.len();
    (workers, cases::list(&app.ctx, &officer, &CaseFilter::default(), None, 50).await.unwrap().rows.len())
}

http_test! {
    async fn the_second_of_two_officers_sees_what_stands_beside_what_was_wanted(app: TestApp) {
        let (case, _) = screened(&app).await;
        let (mut first, mut second) = (at_the_desk(&app).await, at_the_desk(&app).await);
        let seen = version(&app, case).await.to_string();
        let statement = [("evidence", "Statement of 2 March")];
        advance(&mut first, case, &seen, "withdraw", &statement).await.assert_status(303);

        let late = advance(&mut second, case, &seen, "withdraw", &[("evidence", "Signed at the desk")]).await;
        late.assert_status(409).assert_says("Somebody else saved first").assert_says("Signed at the desk");
        let who = corridor(&app, Role::RecruitmentOfficer, 1).await.name;
        late.assert_says(&format!("{who} saved on 2 March 2027")).assert_says("Withdrawn");
        let events = app.ctx.db.reader().cases().events(case).await.unwrap();
        assert_eq!(events.iter().filter(|e| e.transition.code() == "withdraw").count(), 1);
    }

    async fn what_was_typed_on_an_old_version_is_sent_again_on_the_new_one(app: TestApp) {
        let (case, _) = screened(&app).await;
        let mut desk = at_the_desk(&app).await;
        let current = version(&app, case).await;
        let old = (current - 1).to_string();
        let late = advance(&mut desk, case, &old, "withdraw", &[("evidence", "Signed at the desk")]).await;
        late.assert_status(409).assert_says("value=\"Signed at the desk\"");
        assert_eq!(late.hidden("version"), Some(current.to_string()), "the form is on what stands now");
        let fields = [("transition", "withdraw"), ("version", &current.to_string()), ("evidence", "Signed at the desk")];
        let sent = desk.post_with(&format!("/cases/{case}/advance"), &fields, &late.csrf()).await;
        sent.assert_sees(&format!("/cases/{case}"));
    }

    async fn the_second_record_of_a_kind_is_shown_the_first(app: TestApp) {
        let (case, _) = registered(&app).await;
        let (mut first, mut second) = (at_the_desk(&app).await, at_the_desk(&app).await);
        let path = format!("/cases/{case}/requirements/visa");
        let opened = second.get(&path).await;
        assert_eq!(opened.hidden("seen").as_deref(), Some("none"));
        let passed = [("seen", "none"), ("result", "passed"), ("evidence", "Consulate, folio 3")];
        first.submit(&path, &path, &passed).await.assert_sees(&format!("/cases/{case}"));

        let failed = [("seen", "none"), ("result", "failed"), ("valid_until", "2027-09-01"), ("evidence", "Letter of 1 March")];
        let late = second.post_with(&path, &failed, &opened.csrf()).await;
        late.assert_status(409).assert_says("Consulate, folio 3").assert_says("value=\"Letter of 1 March\"").assert_says("1 September 2027");
        assert_eq!(records_of(&app, case).await, 1, "nothing is written over unseen");
        let seen = late.hidden("seen").unwrap();
        let again = [("seen", seen.as_str()), ("result", "failed"), ("evidence", "Letter of 1 March")];
        second.post_with(&path, &again, &late.csrf()).await.assert_sees(&format!("/cases/{case}"));
        assert_eq!(records_of(&app, case).await, 2);
    }

    async fn a_move_that_lacks_something_says_what_and_where_it_is_mended(app: TestApp) {
        let (case, _) = registered(&app).await;
        let mut desk = at_the_desk(&app).await;
        let seen = version(&app, case).await.to_string();
        let early = advance(&mut desk, case, &seen, "screen", &[("reason", "All papers are here")]).await;
        early.assert_status(409).assert_says("Not done yet").assert_says("href=\"#move-screen\"");
        early.assert_says(&format!("/cases/{case}/requirements/documents"));
        assert_eq!(version(&app, case).await.to_string(), seen, "nothing was written");
        // What the mover alone left out is an error at the field.
        let bare = advance(&mut desk, case, &seen, "withdraw", &[]).await;
        bare.assert_status(422).assert_says("withdraw-evidence-error");
    }

    async fn a_registration_whose_intake_has_closed_comes_back_whole(app: TestApp) {
        registered(&app).await;
        let programme = recruitment::open_programmes(&app.ctx).await.unwrap().remove(0);
        let form = registration(&programme.id.to_string());
        let form = maria::pairs(&form);
        let after = programme.intake_closes.succ_opt().unwrap().and_hms_opt(9, 0, 0).unwrap().and_utc();
        app.clock.set(after);
        let before = records(&app).await;
        let mut desk = at_the_desk(&app).await;
        let late = desk.submit("/workers/new", "/workers/new", &form).await;
        late.assert_status(422).assert_says("role=\"alert\"").assert_says("Intake open");
        late.assert_says("choose a programme whose intake is open").assert_says("value=\"Tzoc\"").assert_says("value=\"C7654321\"");
        late.assert_says(&format!("value=\"{}\" selected", programme.id)).assert_says(&programme.title);
        assert_eq!(records(&app).await, before, "nothing is half-written");
    }

    async fn a_second_case_beside_an_active_one_is_refused_on_its_form(app: TestApp) {
        let (_, worker) = registered(&app).await;
        let programme = recruitment::open_programmes(&app.ctx).await.unwrap().remove(0);
        let form = registration(&programme.id.to_string());
        let form = maria::pairs(&form);
        let path = format!("/workers/{}/case", worker.worker.unwrap());
        let mut desk = at_the_desk(&app).await;
        let refused = desk.submit(&path, &path, &form).await;
        refused.assert_status(422).assert_says("Another case of this worker is active").assert_says("value=\"C7654321\"");
    }

    async fn an_act_of_a_case_that_has_moved_on_comes_back_with_what_was_typed(app: TestApp) {
        let (case, _) = screened(&app).await;
        let mut desk = at_the_desk(&app).await;
        let path = format!("/cases/{case}/acts/record_cost");
        let cost = [("kind", "visa"), ("amount", "12.50"), ("currency", "CAD"), ("paid_by", "employer"), ("treatment", "kept"), ("paid_to", "Consulate, folio 3")];
        let page = desk.get(&path).await;
        let seen = version(&app, case).await.to_string();
        advance(&mut desk, case, &seen, "withdraw", &[("evidence", "Statement of 2 March")]).await.assert_status(303);
        let late = desk.post_with(&path, &cost, &page.csrf()).await;
        late.assert_status(409).assert_says("The case has moved on").assert_says("Consulate, folio 3").assert_says("value=\"12.50\"");
    }

    async fn saying_no_to_a_proposal_takes_a_reason_and_its_proposer_reads_it(app: TestApp) {
        let (case, _) = registered(&app).await;
        documents_verified(&app, case).await;
        let verifier = corridor(&app, Role::VerifyingOfficer, 1).await;
        let mut desk = at_the_desk(&app).await;
        let seen = version(&app, case).await.to_string();
        advance(&mut desk, case, &seen, "screen", &[]).await.assert_status(303);

        let mut second = app.enter_as(&verifier).await.in_english().await;
        let page = format!("/cases/{case}");
        let shown = second.get(&page).await;
        let action = shown.body.split("action=\"/approvals/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let action = format!("/approvals/{action}");
        let silent = second.submit(&page, &action, &[("decision", "refuse"), ("reason", " ")]).await;
        silent.assert_status(422).assert_says("-reason-error");
        let long = "x".repeat(4_001);
        let kept = second.submit(&page, &action, &[("decision", "refuse"), ("reason", &long)]).await;
        kept.assert_status(422).assert_says(&long);
        let no = [("decision", "refuse"), ("reason", "The birth certificate is of somebody else")];
        second.submit(&page, &action, &no).await.assert_sees(&page);
        let read = desk.get(&page).await;
        read.assert_says(&format!("{} refused", verifier.name)).assert_says("The birth certificate is of somebody else");
        // Whoever comes second to a decision finds the case, not a dead end.
        second.submit(&page, &action, &no).await.assert_status(404);
    }

    async fn an_unreadable_or_unknown_value_of_a_move_is_named_at_its_field(app: TestApp) {
        let (case, _) = screened(&app).await;
        let mut desk = at_the_desk(&app).await;
        let seen = version(&app, case).await.to_string();
        let long = "x".repeat(4_001);
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        for (name, value) in [("evidence", "a\0b"), ("evidence", "abc\u{202E}fdp"), ("evidence", long.as_str()), ("fault", "the_moon"), ("on", "2027-02-30"), ("record", "12")] {
            let refused = advance(&mut desk, case, &seen, "withdraw", &[("evidence", "kept"), (name, value)]).await;
            refused.assert_status(422);
            let body = json!({ "transition": "withdraw", "version": version(&app, case).await, name: value });
            let problem = officer.post(&format!("/cases/{case}/advance"), body).await.assert_problem(422, "invalid").json();
            assert_eq!(problem["errors"][0]["field"], name, "{problem}");
        }
        assert_eq!(version(&app, case).await.to_string(), seen);
    }

    async fn names_that_hide_or_turn_what_stands_beside_them_are_refused(app: TestApp) {
        registered(&app).await;
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        let mut desk = at_the_desk(&app).await;
        for bad in ["Ana\0", "\u{202E}anA", "Ana\u{2066}", "Ana\u{FFFD}"] {
            let problem = officer.post("/workers", json!({ "surname": bad })).await.assert_problem(422, "invalid").json();
            let errors = problem["errors"].as_array().unwrap();
            assert!(errors.contains(&json!({ "field": "surname", "code": "unreadable_characters" })), "{bad:?}: {problem}");
            desk.submit("/workers/new", "/workers/new", &[("surname", bad)]).await.assert_status(422).assert_says("surname-error");
        }
        let long = "x".repeat(201);
        desk.submit("/workers/new", "/workers/new", &[("surname", &long)]).await.assert_status(422).assert_says("surname-error");
        // Bytes that are no text arrive as its mark, and are refused as such.
        let token = desk.get("/workers/new").await.csrf();
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let body = Body::from(format!("csrf={token}&surname=%FF%FE"));
        desk.send(Method::POST, "/workers/new", &form, body).await.assert_status(422).assert_says("surname-error");
    }

    async fn amounts_dates_and_types_that_cannot_be_are_refused_at_their_fields(app: TestApp) {
        let (case, _) = registered(&app).await;
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        let cost = |name: &str, value: serde_json::Value| {
            let mut cost = json!({ "kind": "visa", "amount": "1", "currency": "CAD", "paid_by": "employer", "treatment": "kept" });
            cost[name] = value;
            cost
        };
        let path = format!("/cases/{case}/acts/record_cost");
        let wrong = [("amount", json!("-1")), ("amount", json!(-3.5)), ("amount", json!("1e9")), ("currency", json!("XXQ")),
            ("kind", json!("bribe")), ("on", json!("2027-02-30")), ("paid_to", json!("a\0")), ("amount", json!([1])), ("kind", json!({}))];
        for (name, value) in wrong {
            let problem = officer.post(&path, cost(name, value.clone())).await.assert_problem(422, "invalid").json();
            assert_eq!(problem["errors"][0]["field"], name, "{value}: {problem}");
        }
        assert!(app.ctx.db.reader().placement().costs_of_case(case).await.unwrap().is_empty());
        for body in ["", "{", "[1]", "null", "\"x\"", "{\"a\":1}}", "\u{FEFF}{}"] {
            let json = [("content-type", "application/json")];
            let answer = officer.send(Method::POST, &path, &json, Body::from(body)).await;
            assert!(matches!(answer.status.as_u16(), 400 | 422), "{body:?}: {}", answer.status);
        }
        officer.send(Method::POST, &path, &[("content-type", "text/plain")], Body::from("kind=visa")).await.assert_problem(415, "media-type");
    }

    async fn what_is_too_large_is_told_how_much_is_taken(app: TestApp) {
        registered(&app).await;
        let mut desk = at_the_desk(&app).await;
        let huge = || {
            let mut bytes = b"--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n".to_vec();
            bytes.resize(20 * 1024 * 1024, b'x');
            Body::from(bytes)
        };
        let multipart = [("content-type", "multipart/form-data; boundary=B")];
        // As with chunks: nobody has said how long it will be.
        let page = desk.send(Method::POST, "/import", &multipart, huge()).await;
        page.assert_status(413).assert_says("<h1>").assert_says("10 MB");
        let announced = [multipart[0], ("content-length", "20971520")];
        desk.send(Method::POST, "/import", &announced, Body::empty()).await.assert_status(413).assert_says("10 MB");
        let officer = Program::of(&app, &corridor(&app, Role::RecruitmentOfficer, 1).await).await;
        let problem = officer.send(Method::POST, "/imports", &[("content-type", "text/csv")], huge()).await;
        assert_eq!(problem.assert_problem(413, "too-large").json()["limit"], 10 * 1024 * 1024);
        let form = "x".repeat(2 * 1024 * 1024);
        let token = desk.get("/account").await.csrf();
        desk.post_with("/help", &[("text", &form)], &token).await.assert_status(413).assert_says("1 MB");
    }

    async fn a_search_for_what_cannot_be_written_finds_nobody_and_breaks_nothing(app: TestApp) {
        registered(&app).await;
        let mut desk = at_the_desk(&app).await;
        for typed in ["%00", "%E2%80%AE", "%25", "'%3B--", "%FF"] {
            desk.get(&format!("/workers?q={typed}")).await.assert_status(200);
        }
        for path in ["/workers?after=x", "/cases?after=x&state=nowhere&programme=1", "/?after=%00"] {
            desk.get(path).await.assert_status(200);
        }
    }
}
