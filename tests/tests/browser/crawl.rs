//! Every page that the people of the demonstration can reach, as their browser shows it: axe finds nothing wrong
//! and nothing sticks out sideways, in light English on a desk and in dark Arabic on a narrow phone. Beside `pages`,
//! which looks at samples in every state and every look, this looks at what the server really sends.

use std::collections::BTreeSet;

use sojourn_domain::Locale;
use sojourn_tests::{
    app::TestApp,
    browser::{Browser, Look, Theme, Width},
    crawl::{Reached, attribute, crawl, tags},
    demonstration::{Persona, everybody},
};

/// Two looks that have nothing in common; `pages` takes what differs one by one.
const LOOKS: [(Locale, Look); 2] =
    [(Locale::En, Look::USUAL), (Locale::Ar, Look { width: Width::Phone, theme: Theme::Dark, ..Look::USUAL })];

/// A person, and the pages to look at as that person.
type Visit = (Persona, Vec<String>);

/// The elements of a page with what decides how they look. Pages of one kind and the same elements differ in their
/// words alone, so one of them is looked at.
fn elements(page: &Reached) -> BTreeSet<(String, Option<String>)> {
    let named = |tag: &str| tag.split([' ', '/']).next().unwrap_or_default().to_owned();
    tags(&page.answer.body).map(|tag| (named(tag), attribute(tag, "class"))).collect()
}

async fn pages_of(app: &TestApp) -> Vec<Visit> {
    let (mut seen, mut visits) = (BTreeSet::new(), Vec::new());
    for person in everybody(app).await {
        let mut browser = app.enter(person.account).await;
        let pages = crawl(&mut browser, &["/", "/sign-in"]).await;
        let new = pages.into_iter().filter(Reached::is_page).filter(|p| seen.insert((p.kind.clone(), elements(p))));
        let paths = new.map(|page| page.path).collect::<Vec<_>>();
        visits.push((person, paths));
    }
    visits
}

/// Looks at every page in one look, and gathers what is wrong with any.
async fn faults(site: &str, visits: &[Visit], locale: Locale, look: Look) -> Vec<String> {
    let browser = Browser::open(look).await;
    let mut faults = Vec::new();
    for (person, paths) in visits {
        browser.client.delete_all_cookies().await.unwrap();
        browser.visit(&format!("{site}/sign-in")).await;
        browser.press(locale.own_name()).await;
        browser.click(&format!("button[value='{}']", person.account)).await;
        for path in paths {
            browser.visit(&format!("{site}{path}")).await;
            let found = browser.axe().await.into_iter().chain(browser.sticking_out().await);
            faults.extend(found.map(|fault| format!("{} {path} ({locale}, {look:?}): {fault}", person.role)));
        }
    }
    browser.close().await;
    faults
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_that_can_be_reached_has_a_fault_in_any_look() {
    let database = sojourn_storage::testing::sqlite().await;
    let app = TestApp::over(database.db.clone());
    let (visits, site) = (pages_of(&app).await, app.serve().await);
    let looked_at: usize = visits.iter().map(|(_, paths)| paths.len()).sum();
    println!("{looked_at} pages in {} looks", LOOKS.len());

    let mut looks = tokio::task::JoinSet::new();
    for (locale, look) in LOOKS {
        let (site, visits) = (site.clone(), visits.clone());
        looks.spawn(async move { faults(&site, &visits, locale, look).await });
    }
    let faults: Vec<String> = looks.join_all().await.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    database.remove().await;
}
