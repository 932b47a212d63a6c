//! Accounts of those who work here, as an administrator keeps them: found, given roles, switched on again, helped
//! in. Owns who may change whom: nobody changes their own roles, and one administrator always remains.
//! Start at [`list`]; opening and switching off are in [`super::account`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sojourn_domain::{
    AccountId, Actor, Grant, OrganisationId, Refusal, Role,
    access::{Account, AccountStatus, Session},
};
use sojourn_storage::{Page, Source, StaffFilter, TokenPurpose, Tx};

use super::{
    account::{self, Authority, fault_of, named, spare_last_administrator},
    link::{self, Mail},
};
use crate::{Context, Result, ServiceError, record::audit_account};

/// A page of accounts, with the names of the organisations their roles are held in.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The accounts, by name.
    pub accounts: Vec<Account>,
    /// Names of organisations.
    pub organisations: BTreeMap<OrganisationId, String>,
    /// The last of them, when more follow.
    pub next: Option<AccountId>,
}

/// An account as its page shows it.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The account.
    pub account: Account,
    /// Names of organisations.
    pub organisations: BTreeMap<OrganisationId, String>,
    /// Where it is signed in, the device last used first.
    pub sessions: Vec<Session>,
    /// Until when the invitation can be used, while one can.
    pub invited_until: Option<DateTime<Utc>>,
}

/// Accounts by name, from behind `last` on.
///
/// # Errors
/// [`Refusal::Forbidden`] without the right; storage.
pub async fn list(
    ctx: &Context,
    actor: &Actor,
    filter: &StaffFilter,
    last: Option<AccountId>,
    size: u64,
) -> Result<Listed> {
    Authority::Of(actor).check()?;
    let reader = ctx.db.reader();
    let last = match last {
        Some(id) => reader.access().find_account(id).await?,
        None => None,
    };
    let key = last.as_ref().map(|a| (a.name.as_str(), a.id));
    let Page { rows, more } = reader.access().list_staff(filter, key, size).await?;
    Ok(Listed {
        organisations: names(&reader, &rows).await?,
        next: rows.last().filter(|_| more).map(|a| a.id),
        accounts: rows,
    })
}

/// How many accounts a filter leaves.
///
/// # Errors
/// As [`list`].
pub async fn count(ctx: &Context, actor: &Actor, filter: &StaffFilter) -> Result<u64> {
    Authority::Of(actor).check()?;
    Ok(ctx.db.reader().access().count_staff(filter).await?)
}

async fn names(source: &impl Source, accounts: &[Account]) -> Result<BTreeMap<OrganisationId, String>> {
    let ids = accounts.iter().flat_map(|a| &a.grants).filter_map(|g| g.organisation);
    Ok(source.programmes().organisation_names(ids).await?)
}

/// An account with its roles and devices. Workers' accounts are not an administrator's to see.
///
/// # Errors
/// [`Refusal::Forbidden`] without the right; [`ServiceError::NotFound`]; storage.
pub async fn profile(ctx: &Context, actor: &Actor, id: AccountId) -> Result<Profile> {
    Authority::Of(actor).check()?;
    let (reader, now) = (ctx.db.reader(), ctx.now());
    let account = found(&reader, id).await?;
    let sessions = reader.access().sessions_of(id).await?;
    let invitations = reader.access().tokens_of(id, TokenPurpose::Invite).await?;
    Ok(Profile {
        organisations: names(&reader, std::slice::from_ref(&account)).await?,
        sessions: sessions.into_iter().filter(|s| s.expires_at > now).collect(),
        invited_until: invitations.iter().map(|t| t.expires_at).max().filter(|until| *until > now),
        account,
    })
}

async fn found(source: &impl Source, id: AccountId) -> Result<Account> {
    let account = source.access().find_account(id).await?;
    account.filter(|a| a.worker.is_none()).ok_or(ServiceError::NotFound)
}

/// The account a change is made to, at the version that was seen.
async fn other(tx: &Tx, actor: &Actor, id: AccountId, version: i32) -> Result<Account> {
    Authority::Of(actor).check()?;
    let account = found(tx, id).await?;
    if account.id == actor.account {
        return Err(ServiceError::field("role", "own_account"));
    }
    if account.version != version {
        return Err(Refusal::Stale.into());
    }
    Ok(account)
}

/// Gives somebody a role.
///
/// # Errors
/// The field `role` (`own_account`, `choose_one`, `role_held`) or `organisation`; [`Refusal::Stale`]; storage.
pub async fn grant(ctx: &Context, actor: &Actor, id: AccountId, version: i32, grant: Grant) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let mut account = other(&tx, actor, id, version).await?;
    if let Some(fault) = fault_of(&tx, &grant).await? {
        return Err(Refusal::Invalid(vec![fault]).into());
    }
    if account.grants.contains(&grant) {
        return Err(ServiceError::field("role", "role_held"));
    }
    let details = named(&grant);
    account.grants.push(grant);
    tx.access().save_account(&account, ctx.now()).await?;
    audit_account(ctx, &tx, Some(actor.account), id, "grant-role", &details).await?;
    Ok(tx.commit().await?)
}

/// Takes a role back. An account without any can sign in and sees nothing.
///
/// # Errors
/// The field `role` (`own_account`, `last_administrator`); [`ServiceError::NotFound`] for a role that is not held;
/// [`Refusal::Stale`]; storage.
pub async fn take_back(ctx: &Context, actor: &Actor, id: AccountId, version: i32, grant: &Grant) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let mut account = other(&tx, actor, id, version).await?;
    let at = account.grants.iter().position(|g| g == grant).ok_or(ServiceError::NotFound)?;
    if grant.role == Role::Administrator {
        spare_last_administrator(&tx, &account, "role").await?;
    }
    account.grants.remove(at);
    tx.access().save_account(&account, ctx.now()).await?;
    audit_account(ctx, &tx, Some(actor.account), id, "take-back-role", &named(grant)).await?;
    Ok(tx.commit().await?)
}

/// Switches an account on again. Its old sessions stay ended.
///
/// # Errors
/// [`Refusal::Forbidden`]; [`ServiceError::NotFound`]; storage.
pub async fn enable(ctx: &Context, actor: &Actor, id: AccountId) -> Result<()> {
    Authority::Of(actor).check()?;
    let tx = ctx.db.begin().await?;
    let account = found(&tx, id).await?;
    if account.disabled_at.is_none() {
        return Ok(());
    }
    tx.access().save_account(&Account { disabled_at: None, ..account }, ctx.now()).await?;
    audit_account(ctx, &tx, Some(actor.account), id, "enable-account", "").await?;
    Ok(tx.commit().await?)
}

/// Mails somebody the way in: the invitation again while it was not taken up, else a link to a new password.
///
/// # Errors
/// [`Refusal::WrongStage`] for an account that is switched off; [`ServiceError::NotFound`]; storage.
pub async fn send_link(ctx: &Context, actor: &Actor, id: AccountId) -> Result<()> {
    Authority::Of(actor).check()?;
    let account = found(&ctx.db.reader(), id).await?;
    match account.status() {
        AccountStatus::Disabled => Err(Refusal::WrongStage.into()),
        AccountStatus::Invited => account::invite_again(ctx, Authority::Of(actor), id).await,
        AccountStatus::Active => {
            let tx = ctx.db.begin().await?;
            link::issue(ctx, &tx, Mail::Reset, id).await?;
            audit_account(ctx, &tx, Some(actor.account), id, "send-reset", "").await?;
            Ok(tx.commit().await?)
        }
    }
}
