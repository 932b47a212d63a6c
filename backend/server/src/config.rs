//! What the installation is told: a TOML file, then `SOJOURN__SECTION__KEY`, then `…_FILE` for secrets.
//! Owns reading and judging it; refuses to open anything. Start at [`Config::load`].

use std::path::{Path, PathBuf};

use serde::Deserialize;
use sojourn_services::context::{Keys, Settings};

/// The file read where none is named, if it is there.
pub const DEFAULT_FILE: &str = "sojourn.toml";
const PREFIX: &str = "SOJOURN__";

/// Everything that can be configured. Each field's default is for trying things on one machine.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Whether this is a production installation, with the checks of [`Config::check`].
    pub production: bool,
    /// Whether demonstration accounts are offered.
    pub demo: bool,
    /// Where it listens and how it is reached.
    pub server: Server,
    /// Where data is kept.
    pub database: Database,
    /// The installation's secrets.
    pub keys: KeysConfig,
    /// Where files are kept.
    pub files: FilesConfig,
    /// How mail leaves.
    pub mail: Mail,
    /// How long sessions live.
    pub session: Session,
}

/// `[server]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address and port. Localhost unless told otherwise: personal data should not be on a network by accident.
    pub bind: String,
    /// The address people type, without a slash at the end.
    pub base_url: String,
    /// Cookies without `Secure` and `__Host-`, for plain HTTP on a private network. Never in production.
    pub plain_cookies: bool,
    /// Whether the first address of `X-Forwarded-For` is believed: only behind a proxy that sets it.
    pub trust_proxy: bool,
    /// Largest uploaded file, in bytes.
    pub upload_limit: usize,
    /// Whether this node also runs the jobs.
    pub run_jobs: bool,
}

/// `[database]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite:data/sojourn.db` or `postgres://…`; `DATABASE_URL` comes before it.
    pub url: String,
    /// PostgreSQL only: a replica for lists and statistics.
    pub reader_url: Option<String>,
    /// Connections in the pool.
    pub connections: u32,
}

/// `[keys]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeysConfig {
    /// Name of the key in force; stands in every sealed row.
    pub id: Option<String>,
    /// The master key, 64 hexadecimal digits.
    pub master: Option<String>,
    /// Former keys, `id:hex`, oldest first: they still open what they sealed.
    pub former: Vec<String>,
}

/// `[files]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FilesConfig {
    /// The folder of rendered papers; nodes of one installation share it.
    pub folder: PathBuf,
}

/// `[mail]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `smtps://user:password@host`, `smtp://host:25?tls=required`; absent: messages become files.
    pub smtp_url: Option<String>,
    /// Sender of everything.
    pub from: String,
    /// Where messages go as files when there is no server.
    pub folder: PathBuf,
}

/// `[session]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Session {
    /// Hours a session lives unused.
    pub idle_hours: u16,
    /// Hours a session lives at most.
    pub max_hours: u16,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            bind: "127.0.0.1:8080".into(),
            base_url: "http://localhost:8080".into(),
            plain_cookies: false,
            trust_proxy: false,
            upload_limit: 10 * 1024 * 1024,
            run_jobs: true,
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite:data/sojourn.db".into(), reader_url: None, connections: 8 }
    }
}

impl Default for FilesConfig {
    fn default() -> Self {
        Self { folder: "data/files".into() }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self { smtp_url: None, from: "Sojourn <sojourn@localhost>".into(), folder: "data/mail".into() }
    }
}

impl Default for Session {
    fn default() -> Self {
        Self { idle_hours: 8, max_hours: 7 * 24 }
    }
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file that was named cannot be read.
    #[error("{0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// Not TOML, an unknown key, or a value of the wrong kind.
    #[error("{0}")]
    Malformed(String),
    /// It can be read and must not be run; every reason.
    #[error("this configuration is refused:\n  - {}", .0.join("\n  - "))]
    Refused(Vec<String>),
}

impl Config {
    /// Reads the file (or the default one, if it is there) and what the environment adds to it.
    ///
    /// # Errors
    /// [`ConfigError::Unreadable`] and [`ConfigError::Malformed`].
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::from_parts(file, std::env::vars())
    }

    /// As [`Self::load`], with a given environment.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn from_parts(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut table = match file {
            Some(named) => parse(&read(named)?)?,
            None if Path::new(DEFAULT_FILE).exists() => parse(&read(Path::new(DEFAULT_FILE))?)?,
            None => toml::Table::new(),
        };
        for (name, value) in environment {
            if name == "DATABASE_URL" {
                set(&mut table, &["database", "url"], value);
            } else if let Some(path) = name.strip_prefix(PREFIX) {
                let (path, value) = match path.strip_suffix("_FILE") {
                    Some(path) => (path, read(Path::new(&value))?.trim().to_owned()),
                    None => (path, value),
                };
                let path = path.to_lowercase();
                set(&mut table, &path.split("__").collect::<Vec<_>>(), value);
            }
        }
        table.try_into().map_err(|e: toml::de::Error| ConfigError::Malformed(e.to_string()))
    }

    /// Refuses what would be unsafe: in production the well-known key, no mail server, plain cookies, a
    /// demonstration, an address without TLS; everywhere a key that is no key.
    ///
    /// # Errors
    /// [`ConfigError::Refused`] with every reason.
    pub fn check(&self) -> Result<(), ConfigError> {
        let mut faults = Vec::new();
        match self.keys() {
            Err(fault) => faults.push(fault),
            Ok(keys) if self.production && keys.is_default() => faults.push(
                "keys.master is the demonstration's: set SOJOURN__KEYS__MASTER (or …_FILE) to `openssl rand -hex 32`"
                    .into(),
            ),
            Ok(_) => {}
        }
        if self.production {
            if self.mail.smtp_url.is_none() {
                faults.push("mail.smtp_url is missing: invitations and resets could not be sent".into());
            }
            if self.demo {
                faults.push("demo is on: anybody could sign in as anybody".into());
            }
            if self.server.plain_cookies {
                faults.push("server.plain_cookies is on: sessions could be read on the way".into());
            }
            if !self.server.base_url.starts_with("https://") {
                faults.push("server.base_url must begin with https://".into());
            }
        } else if !self.server.plain_cookies && !self.browsers_accept_secure_cookies() {
            faults.push(
                "server.base_url is plain HTTP and not localhost: browsers would drop the session cookie. \
                 Use https://, or set server.plain_cookies on a private network"
                    .into(),
            );
        }
        if faults.is_empty() { Ok(()) } else { Err(ConfigError::Refused(faults)) }
    }

    /// Browsers treat `http://localhost` as trustworthy and keep `Secure` cookies there.
    fn browsers_accept_secure_cookies(&self) -> bool {
        let url = &self.server.base_url;
        url.starts_with("https://")
            || ["localhost", "127.0.0.1", "[::1]"].iter().any(|host| {
                url.strip_prefix("http://")
                    .and_then(|rest| rest.strip_prefix(host))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
            })
    }

    /// The installation's keys.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn keys(&self) -> Result<Keys, String> {
        let Some(master) = &self.keys.master else { return Ok(Keys::new("demo", Keys::DEFAULT)) };
        let id = self.keys.id.clone().unwrap_or_else(|| "k1".into());
        let mut former = Vec::new();
        for entry in &self.keys.former {
            let (id, hex) = entry.split_once(':').ok_or("keys.former: each is id:hex")?;
            former.push((id.to_owned(), key(hex).ok_or("keys.former: 64 hexadecimal digits behind the colon")?));
        }
        let master = key(master).ok_or("keys.master: 64 hexadecimal digits (openssl rand -hex 32)")?;
        if id.len() > 20 {
            return Err("keys.id: at most 20 characters".into());
        }
        Ok(Keys::rotated(id, master, former))
    }

    /// What use cases need to know of it.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            base_url: self.server.base_url.trim_end_matches('/').to_owned(),
            demo: self.demo,
            session_idle: chrono::Duration::hours(self.session.idle_hours.into()),
            session_max: chrono::Duration::hours(self.session.max_hours.into()),
        }
    }
}

fn key(hex: &str) -> Option<[u8; 32]> {
    hex::decode(hex.trim()).ok()?.try_into().ok()
}

fn read(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|e| ConfigError::Unreadable(path.to_owned(), e))
}

fn parse(text: &str) -> Result<toml::Table, ConfigError> {
    text.parse().map_err(|e: toml::de::Error| ConfigError::Malformed(e.to_string()))
}

/// Puts a value at a path; text that reads as a boolean or a number is one.
fn set(table: &mut toml::Table, path: &[&str], value: String) {
    let [section @ .., name] = path else { return };
    let mut here = table;
    for part in section {
        let next = here.entry(*part).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        let toml::Value::Table(next) = next else { return };
        here = next;
    }
    let value = match value.parse::<bool>() {
        Ok(yes) => toml::Value::Boolean(yes),
        // A key of digits alone is still text.
        Err(_) if value.len() < 12 => value.parse().map_or(toml::Value::String(value), toml::Value::Integer),
        Err(_) => toml::Value::String(value),
    };
    here.insert((*name).to_owned(), value);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn with(environment: &[(&str, &str)]) -> Config {
        let pairs = environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        Config::from_parts(Some(Path::new("/dev/null")), pairs).unwrap()
    }

    #[test]
    fn the_environment_comes_before_the_file_and_secrets_may_be_files() {
        let folder = std::env::temp_dir().join(format!("sojourn-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let secret = folder.join("master");
        std::fs::write(&secret, format!("{}\n", "ab".repeat(32))).unwrap();
        let file = folder.join("sojourn.toml");
        std::fs::write(&file, "[server]\nbind = \"127.0.0.1:1\"\nrun_jobs = true\n").unwrap();
        let pairs = [
            ("SOJOURN__SERVER__BIND".to_owned(), "127.0.0.1:2".to_owned()),
            ("SOJOURN__SERVER__RUN_JOBS".to_owned(), "false".to_owned()),
            ("SOJOURN__KEYS__MASTER_FILE".to_owned(), secret.display().to_string()),
            ("DATABASE_URL".to_owned(), "postgres://x".to_owned()),
        ];
        let config = Config::from_parts(Some(&file), pairs).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(config.server.bind, "127.0.0.1:2");
        assert!(!config.server.run_jobs);
        assert_eq!(config.database.url, "postgres://x");
        assert!(!config.keys().unwrap().is_default());
    }

    #[test]
    fn production_refuses_what_only_a_demonstration_may_do() {
        let ConfigError::Refused(faults) =
            with(&[("SOJOURN__PRODUCTION", "true"), ("SOJOURN__DEMO", "true")]).check().unwrap_err()
        else {
            panic!("refused")
        };
        assert_eq!(faults.len(), 4, "{faults:?}");
        let good = with(&[
            ("SOJOURN__PRODUCTION", "true"),
            ("SOJOURN__KEYS__MASTER", &"cd".repeat(32)),
            ("SOJOURN__MAIL__SMTP_URL", "smtps://mail.example"),
            ("SOJOURN__SERVER__BASE_URL", "https://sojourn.example"),
        ]);
        good.check().unwrap();
    }

    #[test]
    fn plain_http_beyond_localhost_is_refused_unless_asked_for() {
        assert!(with(&[]).check().is_ok());
        assert!(with(&[("SOJOURN__SERVER__BASE_URL", "http://10.0.0.5:8080")]).check().is_err());
        assert!(with(&[("SOJOURN__SERVER__BASE_URL", "http://localhost.evil.example")]).check().is_err());
        let asked = [("SOJOURN__SERVER__BASE_URL", "http://10.0.0.5:8080"), ("SOJOURN__SERVER__PLAIN_COOKIES", "true")];
        assert!(with(&asked).check().is_ok());
    }

    #[test]
    fn an_unknown_key_is_named() {
        let pairs = [("SOJOURN__SERVER__BNID".to_owned(), "x".to_owned())];
        let fault = Config::from_parts(Some(Path::new("/dev/null")), pairs).unwrap_err().to_string();
        assert!(fault.contains("bnid"), "{fault}");
    }
}
