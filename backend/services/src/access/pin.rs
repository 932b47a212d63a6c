//! Workers' own sign-in: an account opened at registration, the slip's activation code, and recovery in
//! person by a code reissued over the counter.

use chrono::{DateTime, Duration, Utc};
use sojourn_domain::{AccountId, Actor, Grant, Locale, Refusal, Role, WorkerId, access::Account, role::Permission};
use sojourn_storage::{TokenPurpose, Tx, entity::access::access_token};
use uuid::Uuid;

use super::{
    find_by_login, link, login_of, secret,
    session::{self, Opened, Origin},
    throttle::Attempt,
};
use crate::{
    Context, Result, ServiceError,
    context::{Keys, paper_code_of, read_paper_code},
};

/// How long a code on paper can be used.
const CODE: Duration = Duration::days(60);
/// Groups of four on the slip: 60 bits.
const GROUPS: usize = 3;

/// A worker whose account is to be opened.
#[derive(Debug, Clone)]
pub struct NewWorkerAccount {
    /// The worker.
    pub worker: WorkerId,
    /// The name shown.
    pub name: String,
    /// E-mail address, where there is one.
    pub email: Option<String>,
    /// The language of pages and mail.
    pub locale: Locale,
}

/// A code to be handed over on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activation {
    /// The worker's account.
    pub account: AccountId,
    /// The token: [`code_of`] gives the code again when the slip is rendered.
    pub token: Uuid,
    /// The code, `ABCD-EFGH-JKMN`.
    pub code: String,
    /// The last moment it can be used.
    pub expires_at: DateTime<Utc>,
}

/// What the worker types from the slip, and the PIN they choose.
#[derive(Debug, Clone)]
pub struct Activate {
    /// Worker number, as typed.
    pub number: String,
    /// Activation code, as typed.
    pub code: String,
    /// The new PIN.
    pub pin: String,
    /// Where the request comes from.
    pub origin: Origin,
}

/// The code of a token, as the slip prints it.
#[must_use]
pub fn code_of(keys: &Keys, token: Uuid) -> String {
    paper_code_of(&keys.mac("activation", &token.to_string()), GROUPS)
}

/// Opens a worker's account in the transaction of the registration, with its first code.
///
/// # Errors
/// [`Refusal::Stale`] when the worker has an account already; storage.
pub async fn open_account(ctx: &Context, tx: &Tx, new: NewWorkerAccount) -> Result<Activation> {
    let account = of_worker(ctx, new, false);
    tx.access().insert_account(&account, ctx.now()).await?;
    issue_code(ctx, tx, account.id).await
}

pub(super) fn of_worker(ctx: &Context, new: NewWorkerAccount, demo: bool) -> Account {
    Account {
        id: AccountId::new(ctx.new_id()),
        name: new.name,
        email: new.email,
        worker: Some(new.worker),
        secret_hash: None,
        locale: new.locale,
        disabled_at: None,
        demo,
        grants: vec![Grant { role: Role::Worker, organisation: None, district: None }],
        version: 1,
    }
}

/// Reissues a code in person. The PIN in use and every session end, since the worker may have lost the phone
/// with them. The caller has found the worker through the actor's scope.
///
/// # Errors
/// [`Refusal::Forbidden`] without the right to write workers; [`ServiceError::NotFound`]; storage.
pub async fn reissue(ctx: &Context, tx: &Tx, actor: &Actor, worker: WorkerId) -> Result<Activation> {
    if !actor.may(Permission::WriteWorkers) {
        return Err(Refusal::Forbidden.into());
    }
    let account = tx.access().find_account_of_worker(worker).await?.ok_or(ServiceError::NotFound)?;
    let id = account.id;
    tx.access().save_account(&Account { secret_hash: None, ..account }, ctx.now()).await?;
    tx.access().end_sessions_of(id, None).await?;
    issue_code(ctx, tx, id).await
}

async fn issue_code(ctx: &Context, tx: &Tx, account: AccountId) -> Result<Activation> {
    let (token, now) = (ctx.new_id(), ctx.now());
    let code = code_of(&ctx.keys, token);
    tx.access().revoke_tokens(account, TokenPurpose::Activation, None).await?;
    tx.access()
        .insert_token(access_token::Model {
            id: token,
            token_hash: digest(ctx, account, &code),
            account_id: account.uuid(),
            purpose: TokenPurpose::Activation.code().into(),
            label: None,
            scopes: String::new(),
            created_at: now,
            expires_at: now + CODE,
            used_at: None,
        })
        .await?;
    Ok(Activation { account, token, code, expires_at: now + CODE })
}

/// Sets the PIN by a code and signs in. A wrong number and a wrong code get the same answer.
///
/// # Errors
/// The fields `pin` and `code` (`activation_failed`); [`ServiceError::Throttled`]; storage.
pub async fn activate(ctx: &Context, command: Activate) -> Result<Opened> {
    let login = login_of(&command.number);
    let attempt = Attempt::new(ctx, "sign-in", &login, &command.origin.address);
    attempt.admit(ctx).await?;
    secret::check_pin(&command.pin)?;
    // Hashed whether or not the code is right: the time tells nothing.
    let hash = ctx.hasher.hash(&command.pin, ctx.random.as_ref()).await?;

    let account = find_by_login(ctx, &login).await?;
    let tx = ctx.db.begin().await?;
    let used = match &account {
        Some(account) => {
            let digest = digest(ctx, account.id, &read_paper_code(&command.code));
            tx.access().use_token(&digest, TokenPurpose::Activation, ctx.now()).await?
        }
        None => None,
    };
    let (Some(account), Some(_)) = (account, used) else {
        tx.access().insert_attempt(attempt.row(ctx, false)).await?;
        tx.commit().await?;
        return Err(ServiceError::field("code", "activation_failed"));
    };
    let id = account.id;
    link::store_secret(ctx, &tx, account, hash).await?;
    let opened = session::open(ctx, &tx, id, &command.origin).await?;
    tx.commit().await?;
    Ok(opened)
}

/// Verifies the PIN of a worker who stands at the desk, whom the caller found through the actor's scope.
/// Attempts count like any sign-in's.
///
/// # Errors
/// The field `pin` (`wrong_pin`); [`ServiceError::Throttled`]; storage.
pub(crate) async fn verify_in_person(ctx: &Context, actor: &Actor, worker: WorkerId, pin: &str) -> Result<()> {
    let account = ctx.db.reader().access().find_account_of_worker(worker).await?;
    let attempt = Attempt::new(ctx, "in-person", &worker.to_string(), &actor.account.to_string());
    attempt.admit(ctx).await?;
    let known = account.filter(|a| a.disabled_at.is_none()).and_then(|a| a.secret_hash);
    let right = ctx.hasher.verify(pin, known.as_deref()).await?;
    let tx = ctx.db.begin().await?;
    tx.access().insert_attempt(attempt.row(ctx, right)).await?;
    tx.commit().await?;
    if right { Ok(()) } else { Err(ServiceError::field("pin", "wrong_pin")) }
}

/// Keyed, since 60 bits are too few to keep under a plain digest; bound to the account.
fn digest(ctx: &Context, account: AccountId, code: &str) -> String {
    ctx.keys.blind("activation", &format!("{account}:{code}"))
}
