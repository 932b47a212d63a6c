//! Bearer tokens of the JSON API: per account, with scopes and an end.

use chrono::{DateTime, Duration, Utc};
use sojourn_domain::{
    AccountId, Actor, Refusal,
    act::{self, Kind, Spec, must},
    registration::Fields,
};
use sojourn_storage::{TokenPurpose, entity::access::access_token};
use uuid::Uuid;

use super::actor_of;
use crate::{Context, Result, ServiceError, context::fingerprint, record::audit_account};

/// The longest life of a token, in days.
const LONGEST: i64 = 366;

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

    /// The scope of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.code() == code)
    }
}

/// A token as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The token's id, by which it is revoked.
    pub id: Uuid,
    /// What it is for, in its owner's words.
    pub label: String,
    /// What it may be used for.
    pub scope: Scope,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
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

/// A token as somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What it is for, in its owner's words.
    pub label: String,
    /// What it may be used for.
    pub scope: Scope,
    /// How long it lives.
    pub lives: Duration,
}

/// What a token asks for, as forms and JSON send it.
const FIELDS: &[Spec] = &[
    must("label", Kind::Line),
    must("scope", Kind::Code("scope", || Scope::ALL.iter().map(|s| s.code()).collect())),
    must("days", Kind::Number(1, LONGEST)),
];

impl Wanted {
    /// The fields of a token.
    #[must_use]
    pub const fn fields() -> &'static [Spec] {
        FIELDS
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// One error a field.
    pub fn parse(fields: &Fields) -> std::result::Result<Self, Refusal> {
        let values = act::parse(FIELDS, fields)?;
        let scope = Scope::from_code(&values.line("scope")).ok_or_else(|| Refusal::field("scope", "choose_one"))?;
        let lives = Duration::days(values.number("days").into());
        Ok(Self { label: values.line("label"), scope, lives })
    }
}

/// Issues a token for oneself.
///
/// # Errors
/// The fields `label` and `days`; storage.
pub async fn issue(ctx: &Context, actor: &Actor, label: &str, scope: Scope, lives: Duration) -> Result<Issued> {
    let wanted = Wanted { label: label.trim().to_owned(), scope, lives };
    issue_as(ctx, actor, ctx.new_id(), wanted).await
}

/// Issues a token for oneself under an id of the asker's. Asked for again, it takes the first one's place: there is
/// one token, and its secret is the one answered last.
///
/// # Errors
/// As [`issue`].
pub async fn issue_as(ctx: &Context, actor: &Actor, id: Uuid, wanted: Wanted) -> Result<Issued> {
    let Wanted { label, scope, lives } = wanted;
    if label.is_empty() {
        return Err(ServiceError::field("label", "required"));
    }
    if lives <= Duration::zero() || lives > Duration::days(LONGEST) {
        return Err(ServiceError::field("days", "out_of_range"));
    }
    let now = ctx.now();
    let token = format!("sjn_{}", ctx.token());
    let scopes = match scope {
        Scope::Read => "read".to_owned(),
        Scope::Write => "read write".to_owned(),
    };
    let tx = ctx.db.begin().await?;
    tx.access().revoke_tokens(actor.account, TokenPurpose::Api, Some(id)).await?;
    tx.access()
        .insert_token(access_token::Model {
            id,
            token_hash: fingerprint(&token),
            account_id: actor.account.uuid(),
            purpose: TokenPurpose::Api.code().into(),
            label: Some(label),
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

/// One's tokens that have not ended, the oldest first.
///
/// # Errors
/// Storage.
pub async fn list(ctx: &Context, actor: &Actor) -> Result<Vec<Token>> {
    let rows = ctx.db.reader().access().tokens_of(actor.account, TokenPurpose::Api).await?;
    let now = ctx.now();
    let token = |row: access_token::Model| Token {
        id: row.id,
        label: row.label.unwrap_or_default(),
        scope: if row.scopes.split(' ').any(|s| s == Scope::Write.code()) { Scope::Write } else { Scope::Read },
        created_at: row.created_at,
        expires_at: row.expires_at,
    };
    Ok(rows.into_iter().filter(|row| row.expires_at > now).map(token).collect())
}

/// The person behind a bearer token, if it carries the scope, and when the token ends.
///
/// # Errors
/// [`ServiceError::NotFound`] for a token that is unknown, ended or revoked; [`Refusal::Forbidden`] without
/// the scope; storage.
pub async fn authenticate(ctx: &Context, token: &str, needed: Scope) -> Result<(Actor, DateTime<Utc>)> {
    let reader = ctx.db.reader();
    let found = reader.access().find_token(&fingerprint(token), TokenPurpose::Api, ctx.now()).await?;
    let found = found.ok_or(ServiceError::NotFound)?;
    let account = reader.access().find_account(AccountId::new(found.account_id)).await?;
    let account = account.filter(|a| a.disabled_at.is_none()).ok_or(ServiceError::NotFound)?;
    if !found.scopes.split(' ').any(|scope| scope == needed.code()) {
        return Err(Refusal::Forbidden.into());
    }
    Ok((actor_of(account), found.expires_at))
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
