//! The token every form carries: whose form it is, a number used once, and a seal over both under the
//! cookie's secret. Bound to the session, or before sign-in to the visitor's cookie.

use sojourn_domain::AccountId;
use sojourn_services::{Context, context::Keys};
use uuid::Uuid;

/// A token that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whose form it was; `None` for a stranger's.
    pub account: Option<AccountId>,
    /// The number used once: the form's idempotency key.
    pub once: String,
}

/// A token for the forms of one page.
#[must_use]
pub fn issue(ctx: &Context, secret: &str, account: Option<AccountId>) -> String {
    let account = account.map_or(Uuid::nil(), |a| a.uuid()).simple();
    let once = ctx.new_id().simple();
    let seal = seal(&ctx.keys, secret, &account.to_string(), &once.to_string());
    format!("{account}.{once}.{seal}")
}

/// Checks a token against the cookie's secret; `None` when it is not ours.
#[must_use]
pub fn check(keys: &Keys, secret: &str, token: &str) -> Option<Checked> {
    let mut parts = token.splitn(3, '.');
    let (account, once, mac) = (parts.next()?, parts.next()?, parts.next()?);
    if !keys.verify("csrf", &format!("{secret}\n{account}\n{once}"), mac) {
        return None;
    }
    let account: Uuid = account.parse().ok()?;
    Some(Checked { account: (!account.is_nil()).then(|| AccountId::new(account)), once: once.to_owned() })
}

fn seal(keys: &Keys, secret: &str, account: &str, once: &str) -> String {
    keys.mac("csrf", &format!("{secret}\n{account}\n{once}"))
}
