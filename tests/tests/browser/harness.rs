//! The browser the journeys trust: script is really off when it is off, the looks are what they say, and axe sees.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use sojourn_tests::browser::{Browser, Look, Script, Theme, Width};
use tokio::net::TcpListener;

const PAGE: &str = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>One</title>
<main><h1>As it arrived</h1><p>Some words.</p><a href=/two>Go on</a></main>
<script>document.querySelector('h1').textContent = 'Changed by script'</script>";

const FAULTY: &str = "<!doctype html><title>Two</title><main><h1>Two</h1><img src=x><input name=a></main>";

async fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let routes = Router::new().route("/", get(|| async { Html(PAGE) })).route("/two", get(|| async { Html(FAULTY) }));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}")
}

#[tokio::test(flavor = "multi_thread")]
async fn with_script_off_a_page_stays_as_it_arrived_and_links_still_work() {
    let site = site().await;
    let browser = Browser::open(Look { script: Script::Off, ..Look::USUAL }).await;
    browser.visit(&site).await;
    assert_eq!(browser.text("h1").await, "As it arrived");
    browser.press("Go on").await;
    assert_eq!(browser.path().await, "/two");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_script_on_a_page_runs_it() {
    let site = site().await;
    let browser = Browser::open(Look::USUAL).await;
    browser.visit(&site).await;
    assert_eq!(browser.text("h1").await, "Changed by script");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dark_and_narrow_are_what_the_page_sees() {
    let site = site().await;
    let browser = Browser::open(Look { theme: Theme::Dark, width: Width::Phone, ..Look::USUAL }).await;
    browser.visit(&site).await;
    let seen = browser
        .client
        .execute("return [matchMedia('(prefers-color-scheme: dark)').matches, innerWidth]", Vec::new())
        .await
        .unwrap();
    assert_eq!(seen, serde_json::json!([true, 360]));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_is_silent_on_a_good_page_and_names_what_a_faulty_one_lacks() {
    let site = site().await;
    let browser = Browser::open(Look::USUAL).await;
    browser.visit(&site).await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.visit(&format!("{site}/two")).await;
    let found = browser.axe().await.join("\n");
    for rule in ["html-has-lang", "image-alt", "label"] {
        assert!(found.contains(rule), "{rule} is not in:\n{found}");
    }
    browser.close().await;
}
