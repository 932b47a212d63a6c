//! What an installation decided, as far as use cases need to know.

use chrono::Duration;

/// Settings of the installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address under which people reach it, without a slash at the end: links in mail and QR codes.
    pub base_url: String,
    /// Whether demonstration accounts exist and are entered with one click.
    pub demo: bool,
    /// How long a session lives unused.
    pub session_idle: Duration,
    /// How long a session lives at most.
    pub session_max: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "http://localhost:8080".into(),
            demo: false,
            session_idle: Duration::hours(8),
            session_max: Duration::days(7),
        }
    }
}
