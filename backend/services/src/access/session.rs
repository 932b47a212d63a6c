//! Signed-in devices. The cookie's token is never stored, only its fingerprint.

use chrono::{DateTime, Duration, Utc};
use sojourn_domain::{AccountId, Actor, SessionId, access::Session};
use sojourn_storage::Tx;

use super::actor_of;
use crate::{Context, Result, ServiceError, context::fingerprint};

/// A device's name is shortened to so many characters.
const DEVICE_LENGTH: usize = 200;
/// A session's last use is written at most this often: a page view should not be a write.
const TOUCH_EVERY: Duration = Duration::minutes(5);

/// Where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The network address, as far as it can be trusted.
    pub address: String,
    /// What the browser calls itself.
    pub device: String,
}

/// A session just opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The secret for the cookie; it is nowhere else.
    pub token: String,
    /// The session.
    pub session: SessionId,
    /// Whose it is.
    pub account: AccountId,
}

/// A live session with the person behind it.
#[derive(Debug, Clone)]
pub struct Live {
    /// The session.
    pub session: SessionId,
    /// The person.
    pub actor: Actor,
}

/// A row of one's list of devices.
#[derive(Debug, Clone)]
pub struct Device {
    /// The session.
    pub session: SessionId,
    /// What the browser called itself.
    pub device: String,
    /// When it signed in.
    pub since: DateTime<Utc>,
    /// When it was last used, to within five minutes.
    pub last_seen: DateTime<Utc>,
    /// Whether it is the one asking.
    pub current: bool,
}

/// Opens a session in the transaction of whatever earned it. Always a new token: one brought along by the
/// browser is never taken over (session fixation).
///
/// # Errors
/// Storage.
pub async fn open(ctx: &Context, tx: &Tx, account: AccountId, origin: &Origin) -> Result<Opened> {
    let (now, token) = (ctx.now(), ctx.token());
    let session = Session {
        id: SessionId::new(ctx.new_id()),
        account,
        created_at: now,
        last_seen_at: now,
        expires_at: now + ctx.settings.session_idle.min(ctx.settings.session_max),
        device: origin.device.chars().take(DEVICE_LENGTH).collect(),
    };
    let address = Some(origin.address.as_str()).filter(|a| !a.is_empty());
    tx.access().insert_session(&session, &fingerprint(&token), address).await?;
    Ok(Opened { token, session: session.id, account })
}

/// The person behind a cookie's token; `None` when the session ended or the account was switched off.
///
/// # Errors
/// Storage.
pub async fn resolve(ctx: &Context, token: &str) -> Result<Option<Live>> {
    let (now, reader) = (ctx.now(), ctx.db.reader());
    let Some(session) = reader.access().find_session(&fingerprint(token), now).await? else { return Ok(None) };
    let Some(account) = reader.access().find_account(session.account).await? else { return Ok(None) };
    if account.disabled_at.is_some() {
        return Ok(None);
    }
    if now - session.last_seen_at >= TOUCH_EVERY {
        touch(ctx, &session, now).await?;
    }
    Ok(Some(Live { session: session.id, actor: actor_of(account) }))
}

async fn touch(ctx: &Context, session: &Session, now: DateTime<Utc>) -> Result<()> {
    let until = (now + ctx.settings.session_idle).min(session.created_at + ctx.settings.session_max);
    let tx = ctx.db.begin().await?;
    tx.access().touch_session(session.id, now, until).await?;
    Ok(tx.commit().await?)
}

/// One's devices, the one last used first; `asking` is the one that asks, where it is a device.
///
/// # Errors
/// Storage.
pub async fn list(ctx: &Context, account: AccountId, asking: Option<SessionId>) -> Result<Vec<Device>> {
    let rows = ctx.db.reader().access().sessions_of(account).await?;
    let now = ctx.now();
    Ok(rows
        .into_iter()
        .filter(|row| row.expires_at > now)
        .map(|row| Device {
            session: row.id,
            device: row.device,
            since: row.created_at,
            last_seen: row.last_seen_at,
            current: Some(row.id) == asking,
        })
        .collect())
}

/// Ends one of one's sessions: signing out, or a device left behind.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not one's own; storage.
pub async fn end(ctx: &Context, actor: &Actor, session: SessionId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !tx.access().end_session(actor.account, session).await? {
        return Err(ServiceError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Signs out everywhere: ends all of one's sessions but the one asking, where it is a device; answers how many.
///
/// # Errors
/// Storage.
pub async fn end_all(ctx: &Context, account: AccountId, asking: Option<SessionId>) -> Result<u64> {
    let tx = ctx.db.begin().await?;
    let ended = tx.access().end_sessions_of(account, asking).await?;
    tx.commit().await?;
    Ok(ended)
}
