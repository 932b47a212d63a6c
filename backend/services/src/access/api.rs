//! Bearer tokens of the JSON API: per account, with scopes and an end.

use chrono::{DateTime, Duration, Utc};
use sojourn_domain::{AccountId, Actor, Refusal};
use sojourn_storage::{TokenPurpose, entity::access::access_token};
use uuid::Uuid;

use super::actor_of;
use crate::{Context, Result, ServiceError, context::fingerprint, record::audit_account};

/// The longest life of a token.
const LONGEST: Duration = Duration::days(366);

/// What a token may be used for. It never gives more than its account holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// `GET`.
    Read,
    /// Everything else too.
    Write,
}

impl Scope {
    /// Every scope.
    pub const ALL: &'static [Self] = &[Self::Read, Self::Write];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// A token just issued.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The secret, shown once.
    pub token: String,
    /// The token's id, by which it is revoked.
    pub id: Uuid,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Issues a token for oneself.
///
/// # Errors
/// The fields `label` and `days`; storage.
pub async fn issue(ctx: &Context, actor: &Actor, label: &str, scope: Scope, lives: Duration) -> Result<Issued> {
    if label.trim().is_empty() {
        return Err(ServiceError::field("label", "required"));
    }
    if lives <= Duration::zero() || lives > LONGEST {
        return Err(ServiceError::field("days", "out_of_range"));
    }
    let (id, now) = (ctx.new_id(), ctx.now());
    let token = format!("sjn_{}", ctx.token());
    let scopes = match scope {
        Scope::Read => "read".to_owned(),
        Scope::Write => "read write".to_owned(),
    };
    let tx = ctx.db.begin().await?;
    tx.access()
        .insert_token(access_token::Model {
            id,
            token_hash: fingerprint(&token),
            account_id: actor.account.uuid(),
            purpose: TokenPurpose::Api.code().into(),
            label: Some(label.trim().to_owned()),
            scopes,
            created_at: now,
            expires_at: now + lives,
            used_at: None,
        })
        .await?;
    audit_account(ctx, &tx, Some(actor.account), actor.account, "issue-token", scope.code()).await?;
    tx.commit().await?;
    Ok(Issued { token, id, expires_at: now + lives })
}

/// The person behind a bearer token, if it carries the scope.
///
/// # Errors
/// [`ServiceError::NotFound`] for a token that is unknown, ended or revoked; [`Refusal::Forbidden`] without
/// the scope; storage.
pub async fn authenticate(ctx: &Context, token: &str, needed: Scope) -> Result<Actor> {
    let reader = ctx.db.reader();
    let found = reader.access().find_token(&fingerprint(token), TokenPurpose::Api, ctx.now()).await?;
    let found = found.ok_or(ServiceError::NotFound)?;
    let account = reader.access().find_account(AccountId::new(found.account_id)).await?;
    let account = account.filter(|a| a.disabled_at.is_none()).ok_or(ServiceError::NotFound)?;
    if !found.scopes.split(' ').any(|scope| scope == needed.code()) {
        return Err(Refusal::Forbidden.into());
    }
    Ok(actor_of(account))
}

/// Revokes one of one's tokens.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not one's own; storage.
pub async fn revoke(ctx: &Context, actor: &Actor, id: Uuid) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if tx.access().revoke_tokens(actor.account, TokenPurpose::Api, Some(id)).await? == 0 {
        return Err(ServiceError::NotFound);
    }
    audit_account(ctx, &tx, Some(actor.account), actor.account, "revoke-token", "").await?;
    Ok(tx.commit().await?)
}
