//! What is asked for, and by whom: each scene makes its requests ready, untimed. Start at [`Scene::prepare`].

use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};

use crate::load::Supply;
use crate::scene::Scene;
use crate::visitor::{self, Client, Request, Visitor};

/// Most forms that are made ready for a scene that sends each once.
const FORMS: usize = 400;
/// Days over which journeys began.
const DAYS: u64 = 4 * 365;
/// How long a letter may take.
const LETTER: Duration = Duration::from_secs(60);
const EMAIL: &str = "bench@sojourn.example";
const PASSWORD: &str = "measured by nobody else 17";
const QUERIES: [&str; 8] = [
    "tzoc garcia",
    "María Batz",
    "ixcoy",
    "5025123",
    "W-0000-4242",
    "sebastián tum velásquez",
    "petrona xiloj",
    "rosa",
];

impl Scene {
    /// Makes the scene's requests ready.
    pub async fn prepare(self, client: &Client, mail: Option<&Path>) -> Result<(Vec<Request>, Supply)> {
        let officer = async || client.enter("Recruitment officer", 0).await;
        let pages = match self {
            Self::List => vec![officer().await?.asks("/cases")],
            Self::ListDeep => {
                let officer = officer().await?;
                deep_pages().map(|path| officer.asks(&path)).collect()
            }
            Self::ListProgramme => vec![manager(client).await?.asks("/cases")],
            Self::Workers => vec![officer().await?.asks("/workers")],
            Self::Search => searches(&officer().await?),
            Self::Case => cases(&officer().await?).await?,
            Self::Work => vec![officer().await?.asks("/")],
            Self::WorkProgramme => vec![manager(client).await?.asks("/")],
            Self::WorkAbroad => vec![client.enter("Case worker", 0).await?.asks("/")],
            Self::Approvals => vec![client.enter("Verifying officer", 0).await?.asks("/approvals")],
            Self::Transition => return Ok((transitions(client).await?, Supply::Once)),
            Self::SignIn => {
                let mail = mail.context("the folder of letters is needed")?;
                return Ok((sign_ins(client, mail).await?, Supply::Once));
            }
        };
        Ok((pages, Supply::Endless))
    }
}

async fn manager(client: &Client) -> Result<Visitor> {
    client.enter("Programme manager", 0).await
}

/// Pages of the case list that begin at moments spread over all years.
fn deep_pages() -> impl Iterator<Item = String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros();
    let whole = u128::from(DAYS) * 24 * 3600 * 1_000_000;
    // A key is a moment and an id: the lowest id begins at the moment itself.
    (1..=100).map(move |n| format!("/cases?after={}_00000000-0000-0000-0000-000000000000", now - whole * n / 101))
}

fn searches(officer: &Visitor) -> Vec<Request> {
    QUERIES.iter().map(|words| officer.asks(&format!("/search?{}", visitor::fields(&[("q", words)])))).collect()
}

/// Cases that stand on pages from anywhere in the list.
async fn cases(officer: &Visitor) -> Result<Vec<Request>> {
    let mut requests = Vec::new();
    for page in deep_pages().step_by(5) {
        let links = officer.open(&page).await?.links("/cases/");
        requests.extend(links.iter().take(10).map(|href| officer.asks(href)));
    }
    Ok(requests)
}

/// Each office's second officer opens what waits, case by case; the forms that decide are what is measured.
async fn transitions(client: &Client) -> Result<Vec<Request>> {
    let mut forms = Vec::new();
    for n in 0..2 {
        let verifier = client.enter("Verifying officer", n).await?;
        // What is decided leaves the list: this reads no more than the first page of each office.
        for href in verifier.open("/approvals").await?.links("/cases/") {
            let page = verifier.open(&href).await?;
            let version = page.hidden("version").context("a case that can be moved")?.to_owned();
            let values = [("transition", "screen"), ("version", version.as_str())];
            forms.push(verifier.filled(&page, &format!("{href}/advance"), &values)?);
        }
    }
    ensure!(forms.len() > 10, "too few proposals wait: seed more workers");
    Ok(forms)
}

/// Accepts the invitation that lies in the folder, then makes sign-in forms ready.
async fn sign_ins(client: &Client, mail: &Path) -> Result<Vec<Request>> {
    let link = invitation(mail).await?;
    let stranger = client.stranger();
    let page = stranger.open(&link).await?;
    let values = [("password", PASSWORD), ("password_again", PASSWORD)];
    stranger.submit(&page, &link, &values).await.context("accepting the invitation")?;
    let mut forms = Vec::new();
    for _ in 0..FORMS {
        let page = stranger.open("/sign-in").await?;
        forms.push(stranger.filled(&page, "/sign-in", &[("identifier", EMAIL), ("secret", PASSWORD)])?);
    }
    Ok(forms)
}

/// The path of the invitation's link, once its letter is there.
async fn invitation(mail: &Path) -> Result<String> {
    let until = Instant::now() + LETTER;
    loop {
        let letters = visitor::letters(mail).unwrap_or_default();
        let path = letters.iter().find_map(|text| text.split_once("/invitation/")).map(|(_, rest)| {
            let secret: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
            format!("/invitation/{secret}")
        });
        if let Some(path) = path {
            return Ok(path);
        }
        ensure!(Instant::now() < until, "no invitation came into {}", mail.display());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
