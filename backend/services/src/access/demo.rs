//! The demonstration: accounts that are entered with one click, and only where the installation says it is one.

use sojourn_domain::{AccountId, Role};
use sojourn_storage::Tx;

use super::{
    account::{self, NewAccount},
    pin::{self, NewWorkerAccount},
    session::{self, Opened, Origin},
};
use crate::{Context, Result, ServiceError};

/// At most so many of a role are offered; workers all, since each stands at another point of the journey.
const fn most(role: Role) -> usize {
    if matches!(role, Role::Worker) { usize::MAX } else { 2 }
}

/// An account offered on the sign-in page.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// The account.
    pub account: AccountId,
    /// The name shown.
    pub name: String,
    /// What it is entered as.
    pub role: Role,
}

/// The accounts to offer, by role in the order of declaration; none outside a demonstration.
///
/// # Errors
/// Storage.
pub async fn list(ctx: &Context) -> Result<Vec<DemoAccount>> {
    if !ctx.settings.demo {
        return Ok(Vec::new());
    }
    let accounts = ctx.db.reader().access().demo_accounts().await?;
    let mut offered = Vec::new();
    for &role in Role::ALL {
        let holders = accounts.iter().filter(|a| a.grants.iter().any(|g| g.role == role)).take(most(role));
        offered.extend(holders.map(|a| DemoAccount { account: a.id, name: a.name.clone(), role }));
    }
    Ok(offered)
}

/// Enters a demonstration account.
///
/// # Errors
/// [`ServiceError::NotFound`] outside a demonstration and for every other account; storage.
pub async fn enter(ctx: &Context, account: AccountId, origin: &Origin) -> Result<Opened> {
    if !ctx.settings.demo {
        return Err(ServiceError::NotFound);
    }
    let tx = ctx.db.begin().await?;
    let found = tx.access().find_account(account).await?;
    found.filter(|a| a.demo && a.disabled_at.is_none()).ok_or(ServiceError::NotFound)?;
    let opened = session::open(ctx, &tx, account, origin).await?;
    tx.commit().await?;
    Ok(opened)
}

/// Whether the database holds a demonstration: production refuses to start on it.
///
/// # Errors
/// Storage.
pub async fn present(ctx: &Context) -> Result<bool> {
    Ok(!ctx.db.reader().access().demo_accounts().await?.is_empty())
}

/// Adds a demonstration account: entered with one click, without a secret.
///
/// # Errors
/// The field `email` is `email_taken`; storage.
pub async fn add(ctx: &Context, tx: &Tx, new: &NewAccount) -> Result<AccountId> {
    account::insert(ctx, tx, new, true).await
}

/// Adds the account of a demonstration's worker.
///
/// # Errors
/// [`sojourn_domain::Refusal::Stale`] when the worker has an account; storage.
pub async fn add_worker(ctx: &Context, tx: &Tx, new: NewWorkerAccount) -> Result<AccountId> {
    let account = pin::of_worker(ctx, new, true);
    tx.access().insert_account(&account, ctx.now()).await?;
    Ok(account.id)
}
