//! People and how they come in: sign-in, sessions, invitations, resets, activation codes, API tokens.
//! Owns who somebody is; refuses to decide what they may do with a case (the domain's table does).
//! Start at [`sign_in::sign_in`] and [`session::resolve`].

pub mod account;
pub mod api;
pub mod demo;
pub mod link;
pub mod pin;
pub mod secret;
pub mod session;
pub mod sign_in;
pub mod staff;
pub(crate) mod throttle;

use sojourn_domain::{Actor, WorkerNumber, access::Account};

use crate::{Context, Result};

/// What is typed at sign-in in the form in which it is stored: an address in lower case, a worker number
/// with its dashes. A number with a wrong digit stays as typed, and is nobody's.
#[must_use]
pub fn login_of(typed: &str) -> String {
    let typed = typed.trim();
    typed.parse::<WorkerNumber>().map_or_else(|_| typed.to_lowercase(), |number| number.to_string())
}

/// The live account of what [`login_of`] gave.
pub(crate) async fn find_by_login(ctx: &Context, login: &str) -> Result<Option<Account>> {
    let reader = ctx.db.reader();
    let found = match login.parse::<WorkerNumber>() {
        Ok(number) => reader.access().find_account_by_number(number).await?,
        Err(_) => reader.access().find_account_by_email(login).await?,
    };
    Ok(found.filter(|account| account.disabled_at.is_none()))
}

/// The account as the person behind a request, with everything it holds.
#[must_use]
pub fn actor_of(account: Account) -> Actor {
    Actor {
        account: account.id,
        name: account.name,
        worker: account.worker,
        grants: account.grants,
        locale: account.locale,
    }
}
