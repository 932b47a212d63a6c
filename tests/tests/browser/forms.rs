//! Forms in a hurry, and forms left lying, in a browser with script: a double click does once what it asks for, and
//! what was typed survives the end of a session.

use chrono::TimeDelta;
use sojourn_domain::Role;
use sojourn_storage::Db;
use sojourn_tests::{
    app::TestApp,
    browser::{Browser, Look},
    people::{corridor, registered},
};

/// A worker's case opened by the officer who registered them, and the browser it stands in.
async fn officer_at_a_case(app: &TestApp) -> Browser {
    let (case, _) = registered(app).await;
    let site = app.serve().await;
    let browser = Browser::open(Look::USUAL).await;
    browser.visit(&format!("{site}/sign-in?next=/cases/{case}")).await;
    browser.press("English").await;
    enter(app, &browser).await;
    assert_eq!(browser.path().await, format!("/cases/{case}"), "one click leads where one was going");
    browser
}

async fn enter(app: &TestApp, browser: &Browser) {
    let officer = corridor(app, Role::RecruitmentOfficer, 1).await;
    browser.page().await.press_with(&officer.name).await;
}

async fn a_cost_is_typed(browser: &Browser) {
    browser.page().await.press("Record a cost").await;
    let cost = [
        ("What it was", "Passport"),
        ("Amount", "31.50"),
        ("Currency", "USD"),
        ("Paid by", "The worker"),
        ("What became of it", "Stays with whoever paid"),
        ("Paid to", "Instituto de Migración"),
    ];
    browser.page().await.fill(&cost).await;
}

/// How often the cost stands on the case's page.
async fn costs(browser: &Browser) -> usize {
    browser.part("On record").await.text().await.matches("31.50").count()
}

async fn double_click(db: Db) {
    let app = TestApp::over(db);
    let browser = officer_at_a_case(&app).await;
    a_cost_is_typed(&browser).await;
    browser.double_click("main form button[type=submit]").await;
    browser.page().await.says("Saved.").await;
    assert_eq!(costs(&browser).await, 1);
    browser.close().await;
}

async fn expired_session(db: Db) {
    let app = TestApp::over(db);
    let browser = officer_at_a_case(&app).await;
    a_cost_is_typed(&browser).await;
    let over = app.ctx.settings.session_idle + TimeDelta::minutes(1);
    app.clock.advance(over);
    browser.press("Save").await;
    browser.page().await.says("What you typed is kept: sign in and go on.").await;
    // Nothing was written for somebody who was not signed in.
    enter(&app, &browser).await;
    browser.page().await.says("Saved.").await;
    assert_eq!(costs(&browser).await, 1, "what was typed was sent on, once");
    browser.close().await;
}

async fn expired_session_with_a_mistake(db: Db) {
    let app = TestApp::over(db);
    let browser = officer_at_a_case(&app).await;
    a_cost_is_typed(&browser).await;
    browser.page().await.fill(&[("Amount", "thirty")]).await;
    app.clock.advance(app.ctx.settings.session_idle + TimeDelta::minutes(1));
    browser.press("Save").await;
    enter(&app, &browser).await;
    let form = browser.page().await;
    form.says("Write an amount such as 1234.50").await;
    assert_eq!(form.value("Amount").await, "thirty");
    assert_eq!(form.value("Paid to").await, "Instituto de Migración");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_writes_down_once_on_sqlite() {
    sojourn_storage::testing::sqlite().await.run(double_click).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_writes_down_once_on_postgres() {
    sojourn_storage::testing::postgres().await.run(double_click).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_survives_the_end_of_the_session_on_sqlite() {
    sojourn_storage::testing::sqlite().await.run(expired_session).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_survives_the_end_of_the_session_on_postgres() {
    sojourn_storage::testing::postgres().await.run(expired_session).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_is_shown_with_everything_typed_once_signed_in_again() {
    sojourn_storage::testing::sqlite().await.run(expired_session_with_a_mistake).await;
}
