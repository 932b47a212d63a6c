//! The first thing anybody does, in a real browser against the real server: entering the demonstration.

#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use sojourn::config::Config;
use sojourn::state::AppState;
use sojourn_migrations::Migrator;
use sojourn_services::Context;
use sojourn_storage::Db;
use sojourn_tests::browser::{Browser, Look, Script};
use tokio::net::TcpListener;

/// The demonstration on a SQLite file of its own; the folder goes with the test.
async fn demonstration() -> (String, tempfile::TempDir) {
    use sea_orm_migration::MigratorTrait;

    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let environment = [("SOJOURN__DEMO", "true"), ("SOJOURN__SERVER__BASE_URL", site.as_str())];
    let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let config = Config::from_parts(Some(std::path::Path::new("/dev/null")), environment).unwrap();
    let keys = config.keys().unwrap();
    let url = format!("sqlite:{}", folder.path().join("sojourn.db").display());
    let db = Db::connect(&url, keys.vault()).await.unwrap();
    Migrator::up(db.writer(), None).await.unwrap();
    let ctx = Context::new(db, keys, config.settings()).unwrap();
    sojourn_services::demo::frame(&ctx).await.unwrap();
    let app = sojourn::router(AppState::new(ctx, config)).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    (site, folder)
}

async fn one_click_enters_and_the_account_page_opens(look: Look) {
    let (site, _folder) = demonstration().await;
    let browser = Browser::open(look).await;
    browser.visit(&format!("{site}/sign-in")).await;
    browser.click("form[action='/sign-in/demo'] button").await;
    browser.visit(&format!("{site}/account")).await;
    assert_eq!(browser.path().await, "/account", "{}", browser.text("body").await);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_script_off_one_click_enters_the_demonstration() {
    one_click_enters_and_the_account_page_opens(Look { script: Script::Off, ..Look::USUAL }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_sent_to_sign_in() {
    let (site, _folder) = demonstration().await;
    let browser = Browser::open(Look::USUAL).await;
    browser.visit(&format!("{site}/account")).await;
    assert_eq!(browser.path().await, "/sign-in");
    browser.close().await;
}
