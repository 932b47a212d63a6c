//! Cookies: how they are named and written. `__Host-` binds a cookie to this host and to TLS; browsers
//! accept it on `http://localhost` too (Chromium and Firefox treat localhost as trustworthy). Plain HTTP
//! on another host needs `server.plain_cookies`, and then the names carry no prefix.

use axum::http::HeaderValue;

/// The names in use.
#[derive(Debug, Clone, Copy)]
pub struct CookieNames {
    secure: bool,
}

/// A cookie of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieKind {
    /// The session's token.
    Session,
    /// A stranger's token, to which the forms before sign-in are bound.
    Visitor,
    /// What the last act came to.
    Flash,
    /// The language chosen.
    Locale,
}

impl CookieNames {
    /// Names for TLS and localhost, or for plain HTTP.
    #[must_use]
    pub const fn new(secure: bool) -> Self {
        Self { secure }
    }

    /// The name of a cookie.
    #[must_use]
    pub const fn name(self, kind: CookieKind) -> &'static str {
        match (kind, self.secure) {
            (CookieKind::Session, true) => "__Host-sojourn",
            (CookieKind::Session, false) => "sojourn",
            (CookieKind::Visitor, true) => "__Host-visitor",
            (CookieKind::Visitor, false) => "visitor",
            (CookieKind::Flash, true) => "__Host-flash",
            (CookieKind::Flash, false) => "flash",
            (CookieKind::Locale, true) => "__Host-locale",
            (CookieKind::Locale, false) => "locale",
        }
    }

    /// The `Set-Cookie` of a value for so many seconds; zero removes it. The value is ours and has no
    /// character that a cookie may not carry.
    #[must_use]
    pub fn set(self, kind: CookieKind, value: &str, seconds: i64) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", self.name(kind));
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}
