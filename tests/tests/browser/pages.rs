//! Every kind of page as a browser shows it: axe finds nothing wrong, and nothing sticks out sideways. The pages are
//! the samples that `sojourn-ui` keeps for its own contract, so a new page is looked at as soon as it has one.

#[path = "../../../frontend/ui/tests/samples/mod.rs"]
#[allow(dead_code)]
mod samples;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use sojourn_domain::Locale;
use sojourn_tests::browser::{Browser, Look, Theme, Width};
use sojourn_ui::assets;
use tokio::net::TcpListener;

type Pages = Arc<BTreeMap<&'static str, String>>;

async fn page(State(pages): State<Pages>, Path(name): Path<String>) -> Response {
    pages
        .get(name.as_str())
        .map_or_else(|| StatusCode::NOT_FOUND.into_response(), |html| Html(html.clone()).into_response())
}

async fn asset(Path(name): Path<String>) -> Response {
    match assets::find(&format!("/assets/{name}")) {
        Some(asset) => ([(header::CONTENT_TYPE, asset.content_type)], asset.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn serve(pages: Pages) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let routes = Router::new().route("/pages/{name}", get(page)).route("/assets/{name}", get(asset)).with_state(pages);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}")
}

/// What is held against a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Check {
    /// Everything axe knows, and that nothing sticks out sideways.
    All,
    /// That nothing sticks out sideways: another language in the same letters changes nothing but lengths.
    Width,
}

/// Opens every sample in one language and look, and gathers what is wrong with any.
async fn faults(locale: Locale, look: Look, check: Check) -> Vec<String> {
    let pages: Pages = Arc::new(samples::all(locale).into_iter().collect());
    let site = serve(Arc::clone(&pages)).await;
    let browser = Browser::open(look).await;
    let mut faults = Vec::new();
    for name in pages.keys() {
        browser.visit(&format!("{site}/pages/{name}")).await;
        if check == Check::All {
            faults.extend(browser.axe().await.into_iter().map(|fault| format!("{name}: {fault}")));
        }
        faults.extend(browser.sticking_out().await.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    browser.close().await;
    faults
}

async fn assert_faultless(locale: Locale, look: Look, check: Check) {
    let faults = faults(locale, look, check).await;
    assert!(faults.is_empty(), "{locale}, {look:?}:\n{}", faults.join("\n"));
}

const PHONE: Look = Look { width: Width::Phone, ..Look::USUAL };
const DARK: Look = Look { theme: Theme::Dark, ..Look::USUAL };

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_in_light() {
    assert_faultless(Locale::En, Look::USUAL, Check::All).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_in_dark() {
    assert_faultless(Locale::En, DARK, Check::All).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_on_a_narrow_phone() {
    assert_faultless(Locale::En, PHONE, Check::All).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_in_arabic() {
    assert_faultless(Locale::Ar, Look::USUAL, Check::All).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_in_arabic_on_a_dark_phone() {
    assert_faultless(Locale::Ar, Look { theme: Theme::Dark, ..PHONE }, Check::All).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_sticks_out_in_french_on_a_narrow_phone() {
    assert_faultless(Locale::Fr, PHONE, Check::Width).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_sticks_out_in_spanish_on_a_narrow_phone() {
    assert_faultless(Locale::Es, PHONE, Check::Width).await;
}
