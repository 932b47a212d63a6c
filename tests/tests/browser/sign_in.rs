//! The first thing anybody does, in a real browser against the real server: entering the demonstration.

use sojourn_services::demo;
use sojourn_storage::Db;
use sojourn_tests::{
    app::TestApp,
    browser::{Browser, Look, Script},
};

async fn one_click_enters_and_the_account_page_opens(db: Db, look: Look) {
    let app = TestApp::over(db);
    demo::frame(&app.ctx).await.unwrap();
    let site = app.serve().await;
    let browser = Browser::open(look).await;
    browser.visit(&format!("{site}/sign-in")).await;
    browser.click("form[action='/sign-in/demo'] button").await;
    browser.visit(&format!("{site}/account")).await;
    assert_eq!(browser.path().await, "/account", "{}", browser.text("body").await);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_script_off_one_click_enters_the_demonstration() {
    let look = Look { script: Script::Off, ..Look::USUAL };
    sojourn_storage::testing::sqlite().await.run(|db| one_click_enters_and_the_account_page_opens(db, look)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_sent_to_sign_in() {
    let database = sojourn_storage::testing::sqlite().await;
    let site = TestApp::over(database.db.clone()).serve().await;
    let browser = Browser::open(Look::USUAL).await;
    browser.visit(&format!("{site}/account")).await;
    assert_eq!(browser.path().await, "/sign-in");
    browser.close().await;
    database.remove().await;
}
