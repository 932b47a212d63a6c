//! What access keeps: how an account signs in, and its devices.

use chrono::{DateTime, Utc};

use crate::{
    actor::Grant,
    id::{AccountId, SessionId, WorkerId},
    locale::Locale,
};

/// A person who signs in, with an e-mail address or a worker number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account's id.
    pub id: AccountId,
    /// The name shown to others.
    pub name: String,
    /// E-mail address, lower case; absent for most workers.
    pub email: Option<String>,
    /// The worker the account belongs to.
    pub worker: Option<WorkerId>,
    /// argon2id in PHC form; `None` until an invitation or an activation code was used.
    pub secret_hash: Option<String>,
    /// The language of pages and mail.
    pub locale: Locale,
    /// When it was switched off.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Whether it belongs to the demonstration and may be entered with one click there.
    pub demo: bool,
    /// The roles held.
    pub grants: Vec<Grant>,
    /// Optimistic version.
    pub version: i32,
}

coded! {
    /// Where an account stands.
    pub enum AccountStatus {
        /// It can sign in.
        Active = "active",
        /// The invitation was not taken up yet.
        Invited = "invited",
        /// It was switched off.
        Disabled = "disabled",
    }
}

impl Account {
    /// Where the account stands.
    pub fn status(&self) -> AccountStatus {
        if self.disabled_at.is_some() {
            AccountStatus::Disabled
        } else if self.secret_hash.is_some() || self.demo {
            AccountStatus::Active
        } else {
            AccountStatus::Invited
        }
    }
}

/// A signed-in device; the token itself is never stored, only its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The session's id.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
    /// What the device calls itself, shortened.
    pub device: String,
}
