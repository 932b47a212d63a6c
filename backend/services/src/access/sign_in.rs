//! Sign-in with an e-mail address and a password, or a worker number and a PIN.

use sojourn_domain::access::Account;
use sojourn_storage::Tx;

use super::{
    find_by_login,
    link::{self, Mail},
    login_of,
    session::{self, Opened, Origin},
    throttle::Attempt,
};
use crate::{Context, Result, ServiceError, record::audit_account};

/// What was typed, and from where.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// E-mail address or worker number.
    pub login: String,
    /// Password or PIN.
    pub secret: String,
    /// Where the request comes from.
    pub origin: Origin,
}

/// Opens a session. An unknown account, a wrong secret, an account without one and one that was switched
/// off get the same answer after the same work.
///
/// # Errors
/// The field `secret` is `sign_in_failed`; [`ServiceError::Throttled`]; storage.
pub async fn sign_in(ctx: &Context, command: SignIn) -> Result<Opened> {
    let login = login_of(&command.login);
    let attempt = Attempt::new(ctx, "sign-in", &login, &command.origin.address);
    attempt.admit(ctx).await?;
    let account = find_by_login(ctx, &login).await?;
    let stored = account.as_ref().and_then(|a| a.secret_hash.as_deref());
    let known = ctx.hasher.verify(&command.secret, stored).await?;

    let tx = ctx.db.begin().await?;
    let Some(account) = account.filter(|_| known) else {
        tx.access().insert_attempt(attempt.row(ctx, false)).await?;
        tx.commit().await?;
        return Err(ServiceError::field("secret", "sign_in_failed"));
    };
    tx.access().insert_attempt(attempt.row(ctx, true)).await?;
    tell_of_new_device(ctx, &tx, &account, &command.origin).await?;
    let opened = session::open(ctx, &tx, account.id, &command.origin).await?;
    audit_account(ctx, &tx, Some(account.id), account.id, "sign-in", "").await?;
    tx.commit().await?;
    Ok(opened)
}

/// A device nobody has seen is told by mail, except the first of all.
async fn tell_of_new_device(ctx: &Context, tx: &Tx, account: &Account, origin: &Origin) -> Result<()> {
    let sessions = tx.access().sessions_of(account.id).await?;
    let seen = sessions.iter().any(|s| origin.device.starts_with(&s.device));
    if sessions.is_empty() || seen || account.email.is_none() {
        return Ok(());
    }
    link::enqueue(ctx, tx, Mail::NewDevice, account.id, None).await
}
