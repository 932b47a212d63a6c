//! Links that are sent by mail: invitation and password reset. Single use, with an end.
//! The secret of a link follows from its token's id under the installation's key, so the job that mails it
//! carries ids alone, and the row keeps only a fingerprint.

use chrono::Duration;
use serde_json::json;
use sojourn_domain::{AccountId, access::Account};
use sojourn_storage::{
    TokenPurpose, Tx,
    entity::{access::access_token, jobs::job},
};
use uuid::Uuid;

use super::{find_by_login, login_of, secret, throttle::Attempt};
use crate::{
    Context, Result, ServiceError,
    context::{Keys, fingerprint},
    record::audit_account,
};

/// How long an invitation can be used.
const INVITATION: Duration = Duration::days(7);
/// How long a reset can be used.
const RESET: Duration = Duration::hours(1);

/// The kind of job that mails something of access: payload `{mail, account, token?}`.
pub const MAIL_JOB: &str = "access_mail";

/// What access mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mail {
    /// Set your first password.
    Invitation,
    /// Set a new password.
    Reset,
    /// Somebody signed in from a device not seen before.
    NewDevice,
    /// The password was changed.
    PasswordChanged,
}

impl Mail {
    /// The mail of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Invitation, Self::Reset, Self::NewDevice, Self::PasswordChanged].into_iter().find(|m| m.code() == code)
    }

    /// The code in the job's payload.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::NewDevice => "new_device",
            Self::PasswordChanged => "password_changed",
        }
    }
}

/// The secret of a link: follows from the id of its token.
#[must_use]
pub fn secret_of(keys: &Keys, token: Uuid) -> String {
    keys.mac("link", &token.to_string())
}

/// The path a mail leads to: `/invitation/SECRET` or `/reset/SECRET`; `None` for mails without a link.
#[must_use]
pub fn path_of(keys: &Keys, mail: Mail, token: Uuid) -> Option<String> {
    match mail {
        Mail::Invitation => Some(format!("/invitation/{}", secret_of(keys, token))),
        Mail::Reset => Some(format!("/reset/{}", secret_of(keys, token))),
        Mail::NewDevice | Mail::PasswordChanged => None,
    }
}

/// Mails a link to set a new password, when the address is somebody's. The answer never says whether it is.
///
/// # Errors
/// [`ServiceError::Throttled`]; storage.
pub async fn request_reset(ctx: &Context, email: &str, address: &str) -> Result<()> {
    let login = login_of(email);
    let attempt = Attempt::new(ctx, "reset", &login, address);
    attempt.admit(ctx).await?;
    let account = find_by_login(ctx, &login).await?.filter(|a| a.email.is_some());
    let tx = ctx.db.begin().await?;
    // Counted as a failure: a form that mails must not be a way to flood somebody's inbox.
    tx.access().insert_attempt(attempt.row(ctx, false)).await?;
    if let Some(account) = account {
        issue(ctx, &tx, Mail::Reset, account.id).await?;
    }
    Ok(tx.commit().await?)
}

/// Issues a link and enqueues its mail; an earlier one of the same purpose ends.
pub(super) async fn issue(ctx: &Context, tx: &Tx, mail: Mail, account: AccountId) -> Result<Uuid> {
    let (purpose, lives) = match mail {
        Mail::Invitation => (TokenPurpose::Invite, INVITATION),
        Mail::Reset => (TokenPurpose::Reset, RESET),
        Mail::NewDevice | Mail::PasswordChanged => return Err(ServiceError::Internal("this mail has no link".into())),
    };
    let (id, now) = (ctx.new_id(), ctx.now());
    tx.access().revoke_tokens(account, purpose, None).await?;
    tx.access()
        .insert_token(access_token::Model {
            id,
            token_hash: fingerprint(&secret_of(&ctx.keys, id)),
            account_id: account.uuid(),
            purpose: purpose.code().into(),
            label: None,
            scopes: String::new(),
            created_at: now,
            expires_at: now + lives,
            used_at: None,
        })
        .await?;
    enqueue(ctx, tx, mail, account, Some(id)).await?;
    Ok(id)
}

/// Enqueues a mail of access in the transaction of its cause.
pub(super) async fn enqueue(ctx: &Context, tx: &Tx, mail: Mail, account: AccountId, token: Option<Uuid>) -> Result<()> {
    let now = ctx.now();
    tx.jobs()
        .enqueue(job::Model {
            id: ctx.new_id(),
            kind: MAIL_JOB.into(),
            payload: json!({ "mail": mail.code(), "account": account, "token": token }),
            dedup_key: None,
            run_at: now,
            attempts: 0,
            lease_owner: None,
            lease_until: None,
            created_at: now,
            done_at: None,
            dead_at: None,
            last_error: None,
        })
        .await?;
    Ok(())
}

/// Whether a link can still be used, and for whose name: to show its page.
///
/// # Errors
/// [`ServiceError::NotFound`] when it was used, has ended or never was; storage.
pub async fn look(ctx: &Context, purpose: TokenPurpose, secret: &str) -> Result<Account> {
    let reader = ctx.db.reader();
    let token = reader.access().find_token(&fingerprint(secret), purpose, ctx.now()).await?;
    let token = token.ok_or(ServiceError::NotFound)?;
    let account = reader.access().find_account(AccountId::new(token.account_id)).await?;
    account.filter(|a| a.disabled_at.is_none()).ok_or(ServiceError::NotFound)
}

/// Sets a password by a link. Every session of the account ends, and so does every other link.
///
/// # Errors
/// The field `password`; [`ServiceError::NotFound`] when the link cannot be used; storage.
pub async fn set_password(ctx: &Context, purpose: TokenPurpose, secret: &str, password: &str) -> Result<AccountId> {
    let account = look(ctx, purpose, secret).await?;
    secret::check_password(password, account.email.as_deref().unwrap_or_default())?;
    let hash = ctx.hasher.hash(password, ctx.random.as_ref()).await?;

    let tx = ctx.db.begin().await?;
    let used = tx.access().use_token(&fingerprint(secret), purpose, ctx.now()).await?;
    let account_id = AccountId::new(used.ok_or(ServiceError::NotFound)?.account_id);
    let account = tx.access().find_account(account_id).await?.ok_or(ServiceError::NotFound)?;
    store_secret(ctx, &tx, account, hash).await?;
    tx.access().revoke_tokens(account_id, TokenPurpose::Reset, None).await?;
    tx.access().revoke_tokens(account_id, TokenPurpose::Invite, None).await?;
    if purpose == TokenPurpose::Reset {
        enqueue(ctx, &tx, Mail::PasswordChanged, account_id, None).await?;
    }
    audit_account(ctx, &tx, Some(account_id), account_id, "set-password", purpose.code()).await?;
    tx.commit().await?;
    Ok(account_id)
}

/// Keeps a new hash and ends every session that the old secret opened.
pub(super) async fn store_secret(ctx: &Context, tx: &Tx, account: Account, hash: String) -> Result<()> {
    let id = account.id;
    tx.access().save_account(&Account { secret_hash: Some(hash), ..account }, ctx.now()).await?;
    tx.access().end_sessions_of(id, None).await?;
    Ok(())
}
