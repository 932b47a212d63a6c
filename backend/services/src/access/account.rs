//! Opening and switching off accounts of people who sign in with an e-mail address.

use sojourn_domain::{
    AccountId, Actor, FieldError, Grant, Locale, Refusal, Role,
    access::{Account, AccountStatus},
    role::Permission,
};
use sojourn_storage::{Source, StorageError, TokenPurpose, Tx};

use super::link::{self, Mail};
use crate::{Context, Result, ServiceError, record::audit_account};

/// On whose authority an account is opened.
#[derive(Debug, Clone, Copy)]
pub enum Authority<'a> {
    /// Somebody signed in, who needs the right to manage accounts.
    Of(&'a Actor),
    /// Whoever has the machine: the command line.
    Console,
}

impl Authority<'_> {
    /// Whether whoever asks may; answers who it is, nobody at the console.
    pub(super) fn check(self) -> Result<Option<AccountId>> {
        match self {
            Self::Of(actor) if !actor.may(Permission::ManageAccounts) => Err(Refusal::Forbidden.into()),
            Self::Of(actor) => Ok(Some(actor.account)),
            Self::Console => Ok(None),
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
/// The fields `name`, `email` (`required`, `email_malformed`, `email_taken`), `role` and `organisation`;
/// [`Refusal::Forbidden`]; storage.
pub async fn create(ctx: &Context, authority: Authority<'_>, new: NewAccount) -> Result<AccountId> {
    let by = authority.check()?;
    let tx = ctx.db.begin().await?;
    check(&tx, &new).await?;
    let id = insert(ctx, &tx, &new, false).await?;
    link::issue(ctx, &tx, Mail::Invitation, id).await?;
    audit_account(ctx, &tx, by, id, "create-account", &new.grants.iter().map(named).collect::<Vec<_>>().join(" "))
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// A grant as an audit row names it: codes and ids, never the district's name.
pub(super) fn named(grant: &Grant) -> String {
    match grant.organisation {
        Some(organisation) => format!("{}@{organisation}", grant.role),
        None => grant.role.code().to_owned(),
    }
}

/// Mails the invitation again: the first one has ended or was lost.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such account waiting for its first password; storage.
pub async fn invite_again(ctx: &Context, authority: Authority<'_>, account: AccountId) -> Result<()> {
    let by = authority.check()?;
    let tx = ctx.db.begin().await?;
    let found = tx.access().find_account(account).await?;
    found
        .filter(|a| a.disabled_at.is_none() && a.secret_hash.is_none() && a.email.is_some())
        .ok_or(ServiceError::NotFound)?;
    link::issue(ctx, &tx, Mail::Invitation, account).await?;
    audit_account(ctx, &tx, by, account, "invite-again", "").await?;
    Ok(tx.commit().await?)
}

/// Switches an account off: its sessions, links and tokens end at once.
///
/// # Errors
/// The field `disable` is `last_administrator`; [`Refusal::Forbidden`]; [`ServiceError::NotFound`]; storage.
pub async fn disable(ctx: &Context, authority: Authority<'_>, account: AccountId) -> Result<()> {
    let by = authority.check()?;
    let tx = ctx.db.begin().await?;
    let found = tx.access().find_account(account).await?.ok_or(ServiceError::NotFound)?;
    if found.disabled_at.is_some() {
        return Ok(());
    }
    spare_last_administrator(&tx, &found, "disable").await?;
    tx.access().save_account(&Account { disabled_at: Some(ctx.now()), ..found }, ctx.now()).await?;
    tx.access().end_sessions_of(account, None).await?;
    for purpose in [TokenPurpose::Invite, TokenPurpose::Reset, TokenPurpose::Activation, TokenPurpose::Api] {
        tx.access().revoke_tokens(account, purpose, None).await?;
    }
    audit_account(ctx, &tx, by, account, "disable-account", "").await?;
    Ok(tx.commit().await?)
}

/// Refuses, at a field, what would leave nobody who can give access: of two who try at once, one waits.
pub(super) async fn spare_last_administrator(tx: &Tx, account: &Account, field: &str) -> Result<()> {
    if !account.grants.iter().any(|g| g.role == Role::Administrator) {
        return Ok(());
    }
    tx.access().hold_administrators().await?;
    let others = tx.access().accounts_with_role(Role::Administrator, None).await?;
    // An invitation that nobody took up opens no door.
    let remains = others.iter().any(|a| a.id != account.id && a.status() == AccountStatus::Active);
    if remains { Ok(()) } else { Err(ServiceError::field(field, "last_administrator")) }
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

async fn check(source: &impl Source, new: &NewAccount) -> Result<()> {
    let mut errors = Vec::new();
    if new.name.trim().is_empty() {
        errors.push(FieldError::new("name", "required"));
    } else if new.name.trim().chars().count() > 200 {
        errors.push(FieldError::new("name", "too_long"));
    }
    if !looks_like_address(new.email.trim()) {
        errors.push(FieldError::new("email", "email_malformed"));
    }
    if new.grants.is_empty() {
        errors.push(FieldError::new("role", "choose_one"));
    }
    for grant in &new.grants {
        errors.extend(fault_of(source, grant).await?);
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors).into()) }
}

/// What is wrong with a grant, as it would be held.
pub(super) async fn fault_of(source: &impl Source, grant: &Grant) -> Result<Option<FieldError>> {
    let organisation = match grant.organisation {
        Some(id) => source.programmes().find_organisation(id).await?,
        None => None,
    };
    Ok(grant.check(organisation.map(|o| o.kind)).err())
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
