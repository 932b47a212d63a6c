//! A Chromium of one test's own: a fresh profile, one look, script on or off, and axe at hand.
//! Finds the programs where `cargo xtask test` says they are; a browser that is missing fails the test.
//! Start at [`Browser::open`].

mod part;

use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::{
    body::{Body, to_bytes},
    http::Method,
};
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

pub use part::Part;

/// Whether pages may run script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// As almost everybody has it.
    On,
    /// Pages have to work as they arrive.
    Off,
}

/// Which colours the person prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How wide the window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 1280 CSS pixels.
    Desk,
    /// 360 CSS pixels, a cheap phone.
    Phone,
}

/// How a person looks at the pages.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Script on or off.
    pub script: Script,
    /// Light or dark.
    pub theme: Theme,
    /// Desk or phone.
    pub width: Width,
}

impl Look {
    /// Script on, light, at a desk.
    pub const USUAL: Self = Self { script: Script::On, theme: Theme::Light, width: Width::Desk };

    /// Every look a page has to stand: usual, without script, dark, on a phone.
    pub const ALL: [Self; 4] = [
        Self::USUAL,
        Self { script: Script::Off, ..Self::USUAL },
        Self { theme: Theme::Dark, ..Self::USUAL },
        Self { width: Width::Phone, ..Self::USUAL },
    ];

    fn arguments(self, profile: &TempDir) -> Vec<String> {
        // Blink counts dark as 0 and light as 1.
        let scheme = match self.theme {
            Theme::Dark => 0,
            Theme::Light => 1,
        };
        let script = self.script == Script::On;
        let mut arguments = vec![
            format!("--user-data-dir={}", profile.path().display()),
            format!("--blink-settings=scriptEnabled={script},preferredColorScheme={scheme}"),
        ];
        arguments.extend(QUIET.iter().map(|flag| (*flag).to_owned()));
        arguments
    }
}

/// No window, no sandbox (tests may run as root in a container), nothing fetched on Chromium's own account.
const QUIET: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--window-size=1280,900",
];

/// The innermost elements wider than the window, where the page scrolls sideways at all.
const STICKING_OUT: &str = "
    const page = document.documentElement, edge = page.clientWidth;
    if (page.scrollWidth <= edge) return [];
    const out = e => { const box = e.getBoundingClientRect(); return box.right > edge + .5 || box.left < -.5; };
    return [...document.body.querySelectorAll('*')]
        .filter(e => out(e) && ![...e.children].some(out))
        .slice(0, 5).map(e => e.outerHTML.slice(0, 160));";

/// Loads the client by hand, to hear what is wrong with it.
const WHY_NO_ISLANDS: &str = "
    const done = arguments[arguments.length - 1];
    const script = document.querySelector('script[data-client]');
    if (!script) return done('the page names no client');
    const wasm = script.dataset.client.replace('.js', '_bg.wasm');
    import(script.dataset.client)
        .then(client => client.default({ module_or_path: wasm }))
        .then(() => done('the client itself loads'), error => done(String(error)));";

/// How long a page may take to come to life on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A driver, its browser, and the profile both live in.
pub struct Browser {
    /// The session, for whatever has no shorter name here.
    pub client: Client,
    driver: Driver,
    profile: TempDir,
}

impl Browser {
    /// Starts a driver on a free port and a browser with the look asked for.
    ///
    /// # Panics
    /// Where Chromium or its driver is missing or does not start.
    pub async fn open(look: Look) -> Self {
        let profile = TempDir::new().expect("the temporary folder is writable");
        let driver = Driver::start();
        let mut options =
            json!({ "args": look.arguments(&profile), "binary": program("SOJOURN_TEST_CHROMIUM", "chromium") });
        if look.width == Width::Phone {
            options["mobileEmulation"] = json!({ "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 2.0 } });
        }
        let mut capabilities = Map::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.address)
            .await
            .expect("Chromium starts under its driver");
        Self { client, driver, profile }
    }

    /// Opens a page and waits until it has loaded.
    ///
    /// # Panics
    /// Where the address cannot be opened at all.
    pub async fn visit(&self, address: &str) {
        self.client.goto(address).await.unwrap_or_else(|error| panic!("{address} does not open: {error}"));
    }

    /// What stands at a CSS selector, as a person reads it.
    ///
    /// # Panics
    /// Where nothing matches.
    pub async fn text(&self, selector: &str) -> String {
        self.find(selector).await.text().await.expect("an element has text")
    }

    /// Replaces what stands in the field of this name.
    ///
    /// # Panics
    /// Where there is no such field.
    pub async fn fill(&self, name: &str, value: &str) {
        let field = self.find(&format!("[name='{name}']")).await;
        field.clear().await.expect("a field can be emptied");
        field.send_keys(value).await.expect("a field takes what is typed");
    }

    /// Types into the bar's search, presses Enter and waits for what is found.
    ///
    /// # Panics
    /// Where the bar has no search, or no answer comes.
    pub async fn search(&self, words: &str) {
        self.fill("q", &format!("{words}\n")).await;
        // Unlike a click, a key is not waited for: the list repeats what was asked for.
        let answered = format!("main input[name=q][value='{words}']");
        let answer = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(&answered)).await;
        answer.unwrap_or_else(|error| panic!("nothing answers a search for {words:?}: {error}"));
    }

    /// Chooses an option of a list by its value.
    ///
    /// # Panics
    /// Where the list or the option is missing.
    pub async fn choose(&self, name: &str, value: &str) {
        let list = self.find(&format!("select[name='{name}']")).await;
        list.select_by_value(value).await.unwrap_or_else(|error| panic!("{name} offers no {value}: {error}"));
    }

    /// Clicks what a CSS selector finds; a page that follows is waited for.
    ///
    /// # Panics
    /// Where nothing matches, or what matches cannot be clicked.
    pub async fn click(&self, selector: &str) {
        click_through(&self.find(selector).await, selector).await;
    }

    /// Clicks twice, as fast as a hand in a hurry, and waits for the page that follows.
    ///
    /// # Panics
    /// Where nothing matches.
    pub async fn double_click(&self, selector: &str) {
        let element = self.find(selector).await;
        let there = PointerAction::MoveToElement { element: element.clone(), duration: None, x: 0.0, y: 0.0 };
        let mut hand = MouseActions::new("mouse".to_owned()).then(there);
        for _ in 0..2 {
            let button = MOUSE_BUTTON_LEFT;
            hand = hand.then(PointerAction::Down { button }).then(PointerAction::Up { button });
        }
        self.client.perform_actions(hand).await.unwrap_or_else(|error| panic!("{selector} cannot be clicked: {error}"));
        until_gone(&element, selector).await;
        let foot = self.client.wait().at_most(PATIENCE).for_element(Locator::Css("footer")).await;
        foot.unwrap_or_else(|error| panic!("no page follows {selector}: {error}"));
    }

    /// Clicks the button or link with exactly these words.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn press(&self, words: &str) {
        let path = format!("//*[self::button or self::a or self::summary][normalize-space()=\"{words}\"]");
        let Ok(element) = self.client.find(Locator::XPath(&path)).await else {
            panic!("no button or link says {words:?} on:\n{}", self.text("body").await);
        };
        click_through(&element, words).await;
    }

    /// The innermost elements that stick out sideways, where the open page is wider than its window; empty is good.
    ///
    /// # Panics
    /// Where the browser is gone.
    pub async fn sticking_out(&self) -> Vec<String> {
        let found = self.client.execute(STICKING_OUT, Vec::new()).await.expect("the browser measures");
        let elements = found.as_array().map(Vec::as_slice).unwrap_or_default();
        elements.iter().map(|element| format!("sticks out sideways: {element}")).collect()
    }

    /// The path of the page that is open.
    ///
    /// # Panics
    /// Where the browser is gone.
    pub async fn path(&self) -> String {
        self.client.current_url().await.expect("the browser answers").path().to_owned()
    }

    /// Waits until the islands of the page are alive.
    ///
    /// # Panics
    /// Where they do not come to life: no client was built, or it does not start.
    pub async fn islands_are_ready(&self) {
        let alive = self.client.wait().at_most(PATIENCE).for_element(Locator::Css("html[data-islands=ready]")).await;
        if alive.is_err() {
            let why = self.client.execute_async(WHY_NO_ISLANDS, Vec::new()).await;
            panic!("the islands stay dead: {why:?}; `cargo xtask bundle` builds what they need");
        }
    }

    /// What stands behind an address for whoever is signed in, as a file that was saved.
    ///
    /// # Panics
    /// Where it cannot be had.
    pub async fn download(&self, address: &str) -> Vec<u8> {
        let answer = self.client.raw_client_for(Method::GET, address).await.expect("the file is sent");
        assert!(answer.status().is_success(), "{address}: {}", answer.status());
        to_bytes(Body::new(answer.into_body()), usize::MAX).await.expect("the file arrives whole").into()
    }

    /// What axe finds wrong with the open page, a line each with the rule and the place; empty is good.
    ///
    /// # Panics
    /// Where axe is missing or cannot run.
    pub async fn axe(&self) -> Vec<String> {
        let source = std::fs::read_to_string(program("SOJOURN_TEST_AXE", "axe.min.js"))
            .expect("axe is where SOJOURN_TEST_AXE says; `cargo xtask test` fetches it");
        self.client.execute(&source, Vec::new()).await.expect("axe loads");
        let found = self
            .client
            .execute_async(
                "const done = arguments[arguments.length - 1];
                 axe.run(document, { resultTypes: ['violations'] })
                    .then(found => done(found.violations), error => done([{ id: String(error), nodes: [] }]));",
                Vec::new(),
            )
            .await
            .expect("axe runs");
        violations(&found)
    }

    /// Ends the session; forgetting to is no leak, the driver ends with the test.
    pub async fn close(self) {
        let Self { client, driver, profile } = self;
        let _ = client.close().await;
        drop(driver);
        drop(profile);
    }

    async fn find(&self, selector: &str) -> Element {
        match self.client.find(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(error) => {
                let address = self.client.current_url().await.map(|url| url.to_string()).unwrap_or_default();
                panic!("{selector} is not on {address}: {error}")
            }
        }
    }
}

/// Clicks, and where that leads to another page waits until the old one is gone: a form that carries a file takes
/// its time to leave.
async fn click_through(element: &Element, words: &str) {
    let tag = element.tag_name().await.expect("an element has a name");
    let address = element.attr("href").await.expect("an element has attributes");
    let leaves = tag == "button" || address.is_some_and(|address| !address.starts_with('#'));
    element.click().await.unwrap_or_else(|error| panic!("{words:?} cannot be clicked: {error}"));
    if leaves {
        until_gone(element, words).await;
    }
}

/// Waits until the page that an element stands on has made way for the next.
async fn until_gone(element: &Element, words: &str) {
    let begun = Instant::now();
    while element.tag_name().await.is_ok() {
        assert!(begun.elapsed() < PATIENCE, "{words:?} leads nowhere");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn violations(found: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for rule in found.as_array().into_iter().flatten() {
        let name = rule["id"].as_str().unwrap_or("unknown rule");
        let nodes = rule["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
        if nodes.is_empty() {
            lines.push(name.to_owned());
        }
        for node in nodes {
            let reason = node["failureSummary"].as_str().unwrap_or_default().replace('\n', " ");
            lines.push(format!("{name} at {}: {reason}", node["target"]));
        }
    }
    lines
}

/// A chromedriver that ends with the test.
struct Driver {
    process: Child,
    address: String,
}

impl Driver {
    fn start() -> Self {
        let mut process = Command::new(program("SOJOURN_TEST_CHROMEDRIVER", "chromedriver"))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is there; `cargo xtask test` installs it");
        let mut output = BufReader::new(process.stdout.take().expect("its output was asked for")).lines();
        let port = output
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok())
            .expect("chromedriver says its port");
        // Whatever it says later is read and dropped, so that it never waits for us.
        std::thread::spawn(move || output.for_each(drop));
        Self { process, address: format!("http://127.0.0.1:{port}") }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // On this signal it closes its browsers; killed outright it would leave them behind.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

fn program(variable: &str, usual: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| find(usual), PathBuf::from)
}

/// Chromium wants a whole path.
fn find(name: &str) -> PathBuf {
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .unwrap_or_else(|| PathBuf::from(name))
}
