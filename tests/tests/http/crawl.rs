//! What every page that can be reached holds: it leads nowhere that is not there, its forms have somewhere to go,
//! and it is light. The pages are found by following links as each role, over the whole demonstration.

use std::collections::{BTreeMap, BTreeSet};

use axum::{body::Body, http::Method};
use sojourn_tests::{
    app::{Browser, TestApp},
    crawl::{Reached, actions, attribute, crawl, is_element, links, tags},
    demonstration::{Persona, everybody},
};

/// A page without an island: itself, styles and icon, compressed, at the first visit.
const PAGE: usize = 40 * 1024;
/// What islands may add, once.
const ISLANDS: usize = 150 * 1024;

/// Where a stranger begins.
const OPEN: [&str; 3] = ["/sign-in", "/developers", "/verify/not-a-token-of-ours"];

async fn demonstration() -> (sojourn_storage::testing::TestDb, TestApp, Vec<Persona>) {
    let database = sojourn_storage::testing::sqlite().await;
    let app = TestApp::over(database.db.clone());
    let people = everybody(&app).await;
    (database, app, people)
}

/// Everybody with their browser and the pages they reach; a stranger comes first.
async fn all_pages<'a>(app: &'a TestApp, people: &[Persona]) -> Vec<(String, Browser<'a>, Vec<Reached>)> {
    let mut stranger = app.stranger();
    let pages = crawl(&mut stranger, &OPEN).await;
    let mut all = vec![("stranger".to_owned(), stranger, pages)];
    for person in people {
        let mut browser = app.enter(person.account).await;
        let pages = crawl(&mut browser, &["/"]).await;
        all.push((format!("{} {}", person.role, person.name), browser, pages));
    }
    all
}

/// Links of the pages that lead to no page, and forms that would be sent to nowhere.
async fn dead_ends(who: &str, browser: &mut Browser<'_>, pages: &[Reached]) -> Vec<String> {
    let mut faults = Vec::new();
    let (mut followed, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for page in pages {
        let status = page.answer.status.as_u16();
        if status != 200 {
            faults.push(format!("{who}: {} answers {status}", page.path));
        }
        for link in links(&page.answer.body) {
            if followed.insert(link.clone()) {
                let answer = browser.get(&link).await;
                if !answer.status.is_success() && !answer.status.is_redirection() {
                    faults.push(format!("{who}: {} leads to {link}, which answers {}", page.path, answer.status));
                }
            }
        }
        for action in actions(&page.answer.body) {
            if asked.insert(action.clone()) && !takes_forms(browser, &action).await {
                faults.push(format!("{who}: a form of {} is sent to {action}, which takes none", page.path));
            }
        }
    }
    faults
}

/// Asks a path what may be done there, without doing it.
async fn takes_forms(browser: &mut Browser<'_>, path: &str) -> bool {
    let answer = browser.send(Method::OPTIONS, path, &[], Body::empty()).await;
    answer.header("allow").split(',').any(|method| method.trim() == "POST")
}

/// The bytes of a path as they travel to a browser of today.
async fn weight(browser: &mut Browser<'_>, path: &str) -> usize {
    browser.send(Method::GET, path, &[("accept-encoding", "gzip, br")], Body::empty()).await.size
}

/// What a page refers to: styles and icons, and the client with its island where there is one.
fn parts(html: &str) -> (Vec<String>, Vec<String>) {
    let light = tags(html).filter(|t| is_element(t, "link") || is_element(t, "img"));
    let light = light.filter_map(|tag| attribute(tag, "href").or_else(|| attribute(tag, "src"))).collect();
    let mut heavy = Vec::new();
    for tag in tags(html).filter(|tag| is_element(tag, "script")) {
        heavy.extend(attribute(tag, "src"));
        if let Some(client) = attribute(tag, "data-client") {
            heavy.push(client.replace(".js", "_bg.wasm"));
            heavy.push(client);
        }
    }
    (light, heavy)
}

#[derive(Default)]
struct Scales {
    known: BTreeMap<String, usize>,
}

impl Scales {
    async fn sum(&mut self, browser: &mut Browser<'_>, paths: &[String]) -> usize {
        let mut sum = 0;
        for path in paths {
            if !self.known.contains_key(path) {
                let bytes = weight(browser, path).await;
                self.known.insert(path.clone(), bytes);
            }
            sum += self.known[path];
        }
        sum
    }

    /// What is too heavy, or a script where no island is.
    async fn faults(&mut self, browser: &mut Browser<'_>, page: &Reached) -> Vec<String> {
        let html = &page.answer.body;
        let (light, heavy) = parts(html);
        let page_bytes = weight(browser, &page.path).await + self.sum(browser, &light).await;
        let island_bytes = self.sum(browser, &heavy).await;
        let has_island = html.contains("<leptos-island");
        let mut faults = Vec::new();
        if page_bytes > PAGE {
            faults.push(format!("{} weighs {page_bytes} bytes", page.path));
        }
        if island_bytes > ISLANDS {
            faults.push(format!("the islands of {} weigh {island_bytes} bytes", page.path));
        }
        if has_island != html.contains("<script") {
            faults.push(format!("{}: an island needs its script, and no other page has one", page.path));
        }
        faults
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_leads_into_a_dead_end_and_every_page_is_light() {
    let (database, app, people) = demonstration().await;
    let (mut faults, mut kinds, mut scales) = (Vec::new(), BTreeSet::new(), Scales::default());
    for (who, mut browser, pages) in all_pages(&app, &people).await {
        faults.extend(dead_ends(&who, &mut browser, &pages).await);
        for page in pages.iter().filter(|page| page.is_page()) {
            kinds.insert(page.kind.clone());
            faults.extend(scales.faults(&mut browser, page).await);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // What a crawl must find, or it would prove little.
    for kind in ["/cases/{}", "/workers/new", "/import", "/sessions/{}", "/orders/new", "/cases/{}/offers", "/support"]
    {
        assert!(kinds.contains(kind), "{kind} was not reached: {kinds:?}");
    }
    database.remove().await;
}
