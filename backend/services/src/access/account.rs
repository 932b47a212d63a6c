//! Opening and switching off accounts of people who sign in with an e-mail address.

use sojourn_domain::{AccountId, Actor, FieldError, Grant, Locale, Refusal, access::Account, role::Permission};
use sojourn_storage::{StorageError, TokenPurpose, Tx};

use super::link::{self, Mail};
use crate::{Context, Result, ServiceError};

/// On whose authority an account is opened.
#[derive(Debug, Clone, Copy)]
pub enum Authority<'a> {
    /// Somebody signed in, who needs the right to manage accounts.
    Of(&'a Actor),
    /// Whoever has the machine: the command line.
    Console,
}

impl Authority<'_> {
    fn check(self) -> Result<()> {
        match self {
            Self::Of(actor) if !actor.may(Permission::ManageAccounts) => Err(Refusal::Forbidden.into()),
            Self::Of(_) | Self::Console => Ok(()),
        }
    }
}

/// An account to open.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The name shown to others.
    pub name: String,
    /// E-mail address, with which they sign in.
    pub email: String,
    /// The language of pages and mail.
    pub locale: Locale,
    /// The roles held; at least one.
    pub grants: Vec<Grant>,
}

/// Opens an account and mails the invitation to set a password.
///
/// # Errors
/// The fields `name`, `email` (`required`, `malformed`, `taken`) and `role`; [`Refusal::Forbidden`]; storage.
pub async fn create(ctx: &Context, authority: Authority<'_>, new: NewAccount) -> Result<AccountId> {
    authority.check()?;
    check(&new)?;
    let tx = ctx.db.begin().await?;
    let id = insert(ctx, &tx, &new, false).await?;
    link::issue(ctx, &tx, Mail::Invitation, id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Mails the invitation again: the first one has ended or was lost.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such account waiting for its first password; storage.
pub async fn invite_again(ctx: &Context, authority: Authority<'_>, account: AccountId) -> Result<()> {
    authority.check()?;
    let tx = ctx.db.begin().await?;
    let found = tx.access().find_account(account).await?;
    found
        .filter(|a| a.disabled_at.is_none() && a.secret_hash.is_none() && a.email.is_some())
        .ok_or(ServiceError::NotFound)?;
    link::issue(ctx, &tx, Mail::Invitation, account).await?;
    Ok(tx.commit().await?)
}

/// Switches an account off: its sessions, links and tokens end at once.
///
/// # Errors
/// [`Refusal::Forbidden`]; [`ServiceError::NotFound`]; storage.
pub async fn disable(ctx: &Context, authority: Authority<'_>, account: AccountId) -> Result<()> {
    authority.check()?;
    let tx = ctx.db.begin().await?;
    let found = tx.access().find_account(account).await?.ok_or(ServiceError::NotFound)?;
    tx.access().save_account(&Account { disabled_at: Some(ctx.now()), ..found }, ctx.now()).await?;
    tx.access().end_sessions_of(account, None).await?;
    for purpose in [TokenPurpose::Invite, TokenPurpose::Reset, TokenPurpose::Activation, TokenPurpose::Api] {
        tx.access().revoke_tokens(account, purpose, None).await?;
    }
    Ok(tx.commit().await?)
}

/// Chooses the language of one's pages and mail.
///
/// # Errors
/// Storage.
pub async fn choose_language(ctx: &Context, actor: &Actor, locale: Locale) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let found = tx.access().find_account(actor.account).await?.ok_or(ServiceError::NotFound)?;
    tx.access().save_account(&Account { locale, ..found }, ctx.now()).await?;
    Ok(tx.commit().await?)
}

fn check(new: &NewAccount) -> Result<()> {
    let mut errors = Vec::new();
    if new.name.trim().is_empty() {
        errors.push(FieldError::new("name", "required"));
    }
    if !looks_like_address(new.email.trim()) {
        errors.push(FieldError::new("email", "email_malformed"));
    }
    if new.grants.is_empty() {
        errors.push(FieldError::new("role", "required"));
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors).into()) }
}

/// One `@`, something before it, a dotted name behind it, no blanks: the mail server knows the rest.
fn looks_like_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && domain.contains('.')
        && !domain.contains('@')
        && text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Inserts the account with its roles.
pub(super) async fn insert(ctx: &Context, tx: &Tx, new: &NewAccount, demo: bool) -> Result<AccountId> {
    let account = Account {
        id: AccountId::new(ctx.new_id()),
        name: new.name.trim().into(),
        email: Some(new.email.trim().to_lowercase()),
        worker: None,
        secret_hash: None,
        locale: new.locale,
        disabled_at: None,
        demo,
        grants: new.grants.clone(),
        version: 1,
    };
    match tx.access().insert_account(&account, ctx.now()).await {
        Err(StorageError::Conflict(_)) => Err(ServiceError::field("email", "email_taken")),
        other => Ok(other.map(|()| account.id)?),
    }
}

#[cfg(test)]
mod tests {
    use super::looks_like_address;

    #[test]
    fn an_address_needs_one_at_sign_and_a_dotted_name() {
        assert!(looks_like_address("amina@office.example"));
        for bad in ["amina", "@office.example", "amina@office", "a b@office.example", "a@b@c.example"] {
            assert!(!looks_like_address(bad), "{bad}");
        }
    }
}
