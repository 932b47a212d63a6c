//! Coming in, staying out and getting back in, through the real router on both databases.

use axum::{body::Body, http::Method};
use chrono::Duration;
use sojourn_domain::{Grant, Locale, Role};
use sojourn_services::access::{
    account::{self, Authority, NewAccount},
    api, link,
};
use sojourn_storage::TokenPurpose;
use sojourn_tests::{
    app::{SESSION, TestApp},
    http_test,
};

const EMAIL: &str = "amina@office.example";
const PASSWORD: &str = "a tall green door";

/// Opens an account as an administrator would, and sets its password by the mailed link.
async fn amina(app: &TestApp) {
    let grants = vec![Grant { role: Role::CaseWorker, organisation: None, district: Some("Sololá".into()) }];
    let new = NewAccount { name: "Amina Diallo".into(), email: EMAIL.into(), locale: Locale::En, grants };
    account::create(&app.ctx, Authority::Console, new).await.unwrap();
    let secret = mailed_secret(app, TokenPurpose::Invite).await;
    let path = format!("/invitation/{secret}");
    let mut browser = app.stranger();
    browser.get(&path).await.assert_status(200).assert_says("Amina Diallo");
    let fields = [("password", PASSWORD), ("password_again", PASSWORD)];
    browser.submit(&path, &path, &fields).await.assert_sees("/sign-in");
}

/// The secret of the newest link, as its mail would carry it: it follows from the token's id alone.
async fn mailed_secret(app: &TestApp, purpose: TokenPurpose) -> String {
    let account = app.ctx.db.reader().access().find_account_by_email(EMAIL).await.unwrap().unwrap();
    let tokens = app.ctx.db.reader().access().tokens_of(account.id, purpose).await.unwrap();
    link::secret_of(&app.ctx.keys, tokens.last().unwrap().id)
}

const RIGHT: [(&str, &str); 2] = [("identifier", EMAIL), ("secret", PASSWORD)];
const WRONG: [(&str, &str); 2] = [("identifier", EMAIL), ("secret", "a tall red door")];

/// A page without what differs by chance alone: the token of its forms.
fn without_token(body: &str, token: &str) -> String {
    body.replace(token, "")
}

http_test! {
    async fn an_unknown_account_gets_the_answer_of_a_wrong_password(app: TestApp) {
        amina(&app).await;
        let wrong = app.stranger().post("/sign-in", &WRONG).await;
        let nobody = [("identifier", "nobody@office.example"), ("secret", "a tall red door")];
        let unknown = app.stranger().post("/sign-in", &nobody).await;
        wrong.assert_status(422);
        unknown.assert_status(422);
        let unknown_body = unknown.body.replace("nobody@office.example", EMAIL);
        assert_eq!(without_token(&wrong.body, &wrong.csrf()), without_token(&unknown_body, &unknown.csrf()));
        wrong.assert_says(EMAIL);
    }

    async fn the_sixth_attempt_waits_even_with_the_right_password(app: TestApp) {
        amina(&app).await;
        let mut browser = app.stranger();
        for _ in 0..5 {
            browser.post("/sign-in", &WRONG).await.assert_status(422);
        }
        let refused = browser.post("/sign-in", &RIGHT).await;
        assert_eq!(refused.assert_status(429).header("retry-after"), "900");
        app.clock.advance(Duration::minutes(16));
        browser.post("/sign-in", &RIGHT).await.assert_sees("/");
    }

    async fn a_form_without_its_token_is_refused(app: TestApp) {
        amina(&app).await;
        let mut browser = app.stranger();
        browser.get("/sign-in").await.assert_status(200);
        browser.post_with("/sign-in", &RIGHT, "").await.assert_status(403);
        let foreign = app.stranger().get("/sign-in").await.csrf();
        browser.post_with("/sign-in", &RIGHT, &foreign).await.assert_status(403);
        browser.post("/sign-in", &RIGHT).await.assert_sees("/");
    }

    async fn a_form_from_another_site_is_refused_with_a_token_too(app: TestApp) {
        let mut officer = app.officer(None).await;
        let token = officer.get("/account").await.csrf();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://evil.example")];
        let body = Body::from(format!("csrf={token}"));
        officer.send(Method::POST, "/sign-out", &headers, body).await.assert_status(403);
        officer.get("/account").await.assert_status(200);
    }

    async fn signing_in_never_takes_over_a_session_brought_along(app: TestApp) {
        amina(&app).await;
        let mut browser = app.stranger();
        browser.cookies.insert(SESSION.into(), "planted".into());
        browser.submit("/sign-in", "/sign-in", &RIGHT).await.assert_sees("/");
        assert_ne!(browser.cookies[SESSION], "planted");
        browser.get("/account").await.assert_status(200);
    }

    async fn signing_out_everywhere_leaves_this_device_alone(app: TestApp) {
        amina(&app).await;
        let (mut desk, mut phone) = (app.stranger(), app.stranger());
        desk.post("/sign-in", &RIGHT).await.assert_sees("/");
        phone.post("/sign-in", &RIGHT).await.assert_sees("/");
        desk.post("/account/sign-out-everywhere", &[]).await.assert_sees("/account");
        phone.get("/account").await.assert_sees("/sign-in?next=/account");
        desk.get("/account").await.assert_status(200).assert_says("signed out");
    }

    async fn a_signed_out_session_is_dead_on_the_server_too(app: TestApp) {
        let mut officer = app.officer(None).await;
        let mut thief = officer.clone();
        officer.post("/sign-out", &[]).await.assert_sees("/sign-in");
        assert!(!officer.cookies.contains_key(SESSION));
        thief.get("/account").await.assert_sees("/sign-in?next=/account");
    }

    async fn a_reset_link_works_once_and_within_the_hour(app: TestApp) {
        amina(&app).await;
        let mut elsewhere = app.stranger();
        elsewhere.post("/sign-in", &RIGHT).await.assert_sees("/");
        let mut browser = app.stranger();
        browser.submit("/forgot", "/forgot", &[("email", EMAIL)]).await.assert_status(200);
        let path = format!("/reset/{}", mailed_secret(&app, TokenPurpose::Reset).await);
        let fields = [("password", "another green door"), ("password_again", "another green door")];
        browser.submit(&path, &path, &[("password", "short"), ("password_again", "short")]).await.assert_status(422);
        browser.submit(&path, &path, &fields).await.assert_sees("/sign-in");
        // Whoever knew the old password is out.
        elsewhere.get("/account").await.assert_sees("/sign-in?next=/account");
        let token = browser.get("/sign-in").await.csrf();
        let again = browser.post_with(&path, &fields, &token).await;
        assert_ne!(again.status.as_u16(), 303);
        browser.post("/sign-in", &[("identifier", EMAIL), ("secret", "another green door")]).await.assert_sees("/");

        let mut late = app.stranger();
        late.submit("/forgot", "/forgot", &[("email", EMAIL)]).await.assert_status(200);
        let path = format!("/reset/{}", mailed_secret(&app, TokenPurpose::Reset).await);
        let token = late.get(&path).await.assert_status(200).csrf();
        app.clock.advance(Duration::minutes(61));
        let answer = late.post_with(&path, &fields, &token).await;
        assert_ne!(answer.status.as_u16(), 303);
    }

    async fn asking_for_a_reset_says_the_same_for_everybody(app: TestApp) {
        amina(&app).await;
        let known = app.stranger().submit("/forgot", "/forgot", &[("email", EMAIL)]).await;
        let unknown = app.stranger().submit("/forgot", "/forgot", &[("email", "nobody@office.example")]).await;
        let strip = |a: &sojourn_tests::app::Answer| a.hidden("csrf").map_or(a.body.clone(), |t| without_token(&a.body, &t));
        assert_eq!(strip(&known), strip(&unknown));
    }

    async fn every_answer_carries_the_headers(app: TestApp) {
        let mut officer = app.officer(None).await;
        for path in ["/sign-in", "/account", "/forgot", "/activate", "/no-such-page", "/healthz", "/readyz", "/api/v1/me"] {
            let answer = officer.get(path).await;
            assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
            assert!(!answer.header("content-security-policy").contains("unsafe-inline"), "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert!(!answer.header("x-request-id").is_empty(), "{path}");
            assert!(!answer.body.contains("style=\"") && !answer.body.contains("<script>"), "{path}");
        }
    }

    async fn what_was_typed_survives_a_session_that_ended_in_mid_form(app: TestApp) {
        amina(&app).await;
        let mut browser = app.stranger();
        browser.post("/sign-in", &RIGHT).await.assert_sees("/");
        let token = browser.get("/account").await.csrf();
        app.clock.advance(Duration::hours(9));
        let typed = [("locale", "fr"), ("next", "/account")];
        let asked = browser.post_with("/account/sign-out-everywhere", &typed, &token).await;
        let kept = asked.assert_status(401).hidden("next").unwrap();
        assert!(!kept.contains("account"), "what is kept cannot be read");
        let fields = [("identifier", EMAIL), ("secret", PASSWORD), ("next", kept.as_str())];
        // Sent on as if the button had been pressed now, in the new session.
        browser.post_with("/sign-in", &fields, &asked.csrf()).await.assert_sees("/account");
        browser.get("/account").await.assert_status(200).assert_says("signed out");
    }

    async fn a_kept_form_does_not_open_for_somebody_else(app: TestApp) {
        amina(&app).await;
        let mut officer = app.officer(None).await;
        let token = officer.get("/account").await.csrf();
        app.clock.advance(Duration::hours(9));
        let asked = officer.post_with("/account/sign-out-everywhere", &[], &token).await;
        let kept = asked.assert_status(401).hidden("next").unwrap();
        let fields = [("identifier", EMAIL), ("secret", PASSWORD), ("next", kept.as_str())];
        officer.post_with("/sign-in", &fields, &asked.csrf()).await.assert_sees("/");
    }

    async fn a_double_click_is_heard_once(app: TestApp) {
        let mut officer = app.officer(None).await;
        let token = officer.get("/account").await.csrf();
        officer.post_with("/account/sign-out-everywhere", &[], &token).await.assert_sees("/account");
        let second = officer.post_with("/account/sign-out-everywhere", &[], &token).await;
        second.assert_sees("/account");
        assert!(second.header("set-cookie").is_empty(), "the handler did not run again");
    }

    async fn a_form_too_large_is_refused_with_a_page(app: TestApp) {
        let mut officer = app.officer(None).await;
        let token = officer.get("/account").await.csrf();
        let large = "x".repeat(2 * 1024 * 1024);
        let answer = officer.post_with("/account/sign-out-everywhere", &[("note", &large)], &token).await;
        answer.assert_status(413).assert_says("<h1>");
    }

    async fn the_api_answers_its_token_and_refuses_in_problem_documents(app: TestApp) {
        amina(&app).await;
        let account = app.ctx.db.reader().access().find_account_by_email(EMAIL).await.unwrap().unwrap();
        let opened = {
            let mut browser = app.stranger();
            browser.post("/sign-in", &RIGHT).await.assert_sees("/");
            browser.cookies[SESSION].clone()
        };
        let live = sojourn_services::access::session::resolve(&app.ctx, &opened).await.unwrap().unwrap();
        assert_eq!(live.actor.account, account.id);
        let issued = api::issue(&app.ctx, &live.actor, "sync", api::Scope::Read, Duration::days(1)).await.unwrap();
        let bearer = format!("Bearer {}", issued.token);
        let mut program = app.stranger();
        let headers = [("authorization", bearer.as_str())];
        let me = program.send(Method::GET, "/api/v1/me", &headers, Body::empty()).await;
        me.assert_status(200).assert_says("case_worker");
        program.get("/api/v1/me").await.assert_problem(401, "sign-in-needed");
        program.send(Method::GET, "/api/v1/nothing", &headers, Body::empty()).await.assert_problem(404, "not-found");
        api::revoke(&app.ctx, &live.actor, issued.id).await.unwrap();
        program.send(Method::GET, "/api/v1/me", &headers, Body::empty()).await.assert_problem(401, "sign-in-needed");
    }

    async fn the_demonstration_offers_its_accounts_with_one_click(app: TestApp) {
        sojourn_services::demo::frame(&app.ctx).await.unwrap();
        let mut browser = app.stranger();
        let page = browser.get("/sign-in").await;
        let account = page.assert_says("Claire Gagnon").hidden("account").unwrap();
        browser.post("/sign-in/demo", &[("account", &account)]).await.assert_sees("/");
        browser.get("/account").await.assert_status(200);
    }
}
