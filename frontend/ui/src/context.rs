//! What every page needs to know about who reads it and where. The server fills it once a request;
//! pages only read it.

use chrono::NaiveDate;
use sojourn_domain::{Locale, Role};

use crate::messages::{self, Arg};

/// What surrounds a page.
#[derive(Debug, Clone)]
pub struct PageContext {
    /// The reader's language.
    pub locale: Locale,
    /// Path and query of this page, for the current mark in the navigation and the way back after a language switch.
    pub path: String,
    /// The token every form carries in the field `csrf`.
    pub csrf: String,
    /// Who is signed in.
    pub user: Option<SignedIn>,
    /// What the last act came to, shown once.
    pub flash: Option<Flash>,
    /// Whether this installation is a demonstration.
    pub demo: bool,
    /// Path of the client's JavaScript glue; `None` where no client was built: pages then run without islands.
    pub client: Option<String>,
    /// Today where the reader is.
    pub today: NaiveDate,
}

/// The person a page is for.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The name shown in the bar.
    pub name: String,
    /// The organisation they act for, if any.
    pub organisation: Option<String>,
    /// The roles held; the first leads the navigation.
    pub roles: Vec<Role>,
    /// Messages in the inbox not yet opened.
    pub unread: u32,
}

/// What a flash is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    /// It was done.
    Done,
    /// It was not done.
    Refused,
}

/// A sentence about the last act.
#[derive(Debug, Clone)]
pub struct Flash {
    /// Done or refused.
    pub kind: FlashKind,
    /// The message's key, `flash-…`, `error-…` or `refusal-…`.
    pub key: String,
    /// Values of the sentence.
    pub args: Vec<(String, String)>,
}

impl PageContext {
    /// A context of a stranger: nobody signed in, nothing to flash.
    pub fn stranger(locale: Locale, path: impl Into<String>, csrf: impl Into<String>, today: NaiveDate) -> Self {
        Self { locale, path: path.into(), csrf: csrf.into(), user: None, flash: None, demo: false, client: None, today }
    }

    /// A message without values.
    pub fn t(&self, key: &str) -> String {
        messages::text(self.locale, key, &[])
    }

    /// A message with values.
    pub fn t_args(&self, key: &str, args: &[(&str, Arg)]) -> String {
        messages::text(self.locale, key, args)
    }

    /// A message of a family: `t_code("state", "in_training")` is `state-in-training`. A code without a
    /// message of its own gets the family's `…-other`.
    pub fn t_code(&self, family: &str, code: &str) -> String {
        self.t_code_args(family, code, &[])
    }

    /// As [`Self::t_code`], with values.
    pub fn t_code_args(&self, family: &str, code: &str, args: &[(&str, Arg)]) -> String {
        let key = format!("{family}-{}", code.replace('_', "-"));
        if messages::exists(self.locale, &key) {
            messages::text(self.locale, &key, args)
        } else {
            messages::text(self.locale, &format!("{family}-other"), args)
        }
    }

    /// Whether somebody with this role reads the page.
    pub fn is(&self, role: Role) -> bool {
        self.user.as_ref().is_some_and(|user| user.roles.contains(&role))
    }
}
