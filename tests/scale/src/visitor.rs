//! A browser without a screen: it keeps a session's cookie, sends forms and reads what pages hold.
//! Start at [`Client`]; [`Visitor`] is somebody signed in.

use anyhow::{Context, Result, anyhow, bail, ensure};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap};
use hyper::{Method, StatusCode};
use hyper_util::client::legacy::{Client as Pool, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;

/// Connections that are kept open, and where they lead. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    pool: Pool<HttpConnector, Full<Bytes>>,
    server: String,
}

/// A request made ready, to be sent when its turn comes.
#[derive(Debug, Clone)]
pub struct Request {
    /// The cookies it carries.
    pub cookie: String,
    /// Path and query.
    pub path: String,
    /// The fields of a form; a page is asked for where there are none.
    pub form: Option<String>,
    /// The status it has to be answered with.
    pub expects: StatusCode,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    headers: HeaderMap,
    /// The page.
    pub text: String,
}

/// Encodings a browser names; none where the page is to be read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    AsBrowsers,
    Plain,
}

impl Client {
    /// A client of a server: `http://127.0.0.1:8080`.
    pub fn of(server: &str) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let pool = Pool::builder(TokioExecutor::new()).pool_max_idle_per_host(64).build(connector);
        Self { pool, server: server.trim_end_matches('/').to_owned() }
    }

    /// Sends a request as a browser would, and waits for the last byte.
    pub async fn ask(&self, request: &Request) -> Result<()> {
        self.send(request, Encoding::AsBrowsers).await.map(drop)
    }

    /// Sends a request and reads the answer.
    pub async fn read(&self, request: &Request) -> Result<Answer> {
        let (headers, body) = self.send(request, Encoding::Plain).await?;
        Ok(Answer { headers, text: String::from_utf8_lossy(&body).into_owned() })
    }

    async fn send(&self, request: &Request, encoding: Encoding) -> Result<(HeaderMap, Bytes)> {
        let method = if request.form.is_some() { Method::POST } else { Method::GET };
        let mut built = hyper::Request::builder()
            .method(method)
            .uri(format!("{}{}", self.server, request.path))
            .header(header::ACCEPT_LANGUAGE, "en")
            .header(header::USER_AGENT, "sojourn-scale")
            .header(header::COOKIE, &request.cookie);
        if encoding == Encoding::AsBrowsers {
            built = built.header(header::ACCEPT_ENCODING, "gzip, deflate, br");
        }
        if request.form.is_some() {
            built = built.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let body = Full::new(Bytes::from(request.form.clone().unwrap_or_default()));
        let response = self.pool.request(built.body(body)?).await?;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await?.to_bytes();
        if parts.status != request.expects {
            bail!("{} answered {}: {}", request.path, parts.status, String::from_utf8_lossy(&bytes));
        }
        Ok((parts.headers, bytes))
    }

    /// Enters the n-th account the sign-in page offers for a role, by the role's English name.
    pub async fn enter(&self, role: &str, n: usize) -> Result<Visitor> {
        let stranger = self.stranger();
        let page = stranger.open("/sign-in").await?;
        let offered = |part: &&str| part.split_once("<span>").is_some_and(|(_, text)| text.starts_with(role));
        let part = page.text.split("name=\"account\"").skip(1).filter(offered).nth(n);
        let part = part.ok_or_else(|| anyhow!("no account number {n} of the role {role} is offered"))?;
        let account = attribute(part, "value").context("an account's id")?;
        let form = fields(&[("account", account), ("csrf", page.csrf()?)]);
        let entered = self.read(&stranger.with(&page).sends("/sign-in/demo", form)).await?;
        let cookie = entered.cookie("__Host-sojourn").context("a session")?;
        Ok(Visitor { client: self.clone(), cookie })
    }

    /// Somebody without a cookie.
    pub fn stranger(&self) -> Visitor {
        Visitor { client: self.clone(), cookie: String::new() }
    }
}

/// Somebody with cookies.
#[derive(Debug, Clone)]
pub struct Visitor {
    client: Client,
    cookie: String,
}

impl Visitor {
    /// Asks for a page.
    pub fn asks(&self, path: &str) -> Request {
        Request { cookie: self.cookie.clone(), path: path.to_owned(), form: None, expects: StatusCode::OK }
    }

    /// Sends a form, which is answered by a redirect.
    pub fn sends(&self, path: &str, form: String) -> Request {
        let form = Some(form);
        Request { cookie: self.cookie.clone(), path: path.to_owned(), form, expects: StatusCode::SEE_OTHER }
    }

    /// Opens a page and reads it.
    pub async fn open(&self, path: &str) -> Result<Answer> {
        self.client.read(&self.asks(path)).await
    }

    /// Sends a form with the page's token.
    pub async fn submit(&self, page: &Answer, path: &str, values: &[(&str, &str)]) -> Result<Answer> {
        self.client.read(&self.filled(page, path, values)?).await
    }

    /// A form made ready with the page's token.
    pub fn filled(&self, page: &Answer, path: &str, values: &[(&str, &str)]) -> Result<Request> {
        let token = page.csrf()?;
        let values: Vec<_> = values.iter().copied().chain([("csrf", token)]).collect();
        Ok(self.with(page).sends(path, fields(&values)))
    }

    /// The same with the stranger's cookie that a page set.
    pub fn with(&self, page: &Answer) -> Self {
        let cookie = page.cookie("__Host-visitor").unwrap_or_else(|| self.cookie.clone());
        Self { client: self.client.clone(), cookie }
    }
}

impl Answer {
    /// The token of the page's forms.
    pub fn csrf(&self) -> Result<&str> {
        self.hidden("csrf").context("the page holds no form")
    }

    /// The value of a hidden field, the first of its name.
    pub fn hidden(&self, name: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(&format!("name=\"{name}\""))?;
        attribute(rest, "value")
    }

    /// Addresses on the page that begin so, each once.
    pub fn links(&self, begin: &str) -> Vec<String> {
        let mut links: Vec<String> = self
            .text
            .split(&format!("href=\"{begin}"))
            .skip(1)
            .filter_map(|rest| rest.split_once('"'))
            .map(|(end, _)| format!("{begin}{end}").replace("&amp;", "&"))
            .collect();
        links.sort();
        links.dedup();
        links
    }

    /// A cookie that was set, as it is sent back.
    fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pair = set.filter_map(|text| text.split(';').next()).find(|pair| pair.starts_with(name))?;
        Some(pair.to_owned())
    }
}

/// The first value an attribute has in a piece of HTML.
fn attribute<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// Fields as a form sends them.
pub fn fields(values: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
    };
    values.iter().map(|(k, v)| format!("{}={}", escape(k), escape(v))).collect::<Vec<_>>().join("&")
}

/// A letter that a server which has no mail server left in a folder, its lines joined again.
pub fn letters(folder: &std::path::Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let text = std::fs::read_to_string(entry?.path())?;
        // Quoted-printable, as far as an address needs it (RFC 2045, 6.7).
        found.push(text.replace("=\r\n", "").replace("=3D", "="));
    }
    ensure!(!found.is_empty(), "no letter is in {}", folder.display());
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gives_its_token_and_each_link_once() {
        let text = r#"<a href="/cases/1">a</a><a href="/cases/1">a</a><a href="/cases?x=1&amp;after=2">n</a>
            <input type="hidden" name="csrf" value="abc"/>"#;
        let page = Answer { headers: HeaderMap::new(), text: text.into() };
        assert_eq!(page.csrf().ok(), Some("abc"));
        assert_eq!(page.links("/cases/"), ["/cases/1"]);
        assert_eq!(page.links("/cases?"), ["/cases?x=1&after=2"]);
    }

    #[test]
    fn fields_are_escaped() {
        assert_eq!(fields(&[("q", "Tzoc García"), ("x", "1&2")]), "q=Tzoc%20Garc%C3%ADa&x=1%262");
    }
}
