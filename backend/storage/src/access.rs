//! Accounts, roles, sessions, tokens, sign-in attempts and idempotency keys.
//! Owns what must be one statement to be safe (a token used once, a key claimed once); refuses to hash or
//! to judge: digests come in ready. Start at [`Access`]; the mapping to the domain is in `nouns`.

mod nouns;
mod staff;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use sojourn_domain::access::{Account, Session};
use sojourn_domain::{AccountId, OrganisationId, Role, SessionId, WorkerId, WorkerNumber};
use uuid::Uuid;

use crate::entity::access::{access_token, account, account_role, idempotency_key, session, sign_in_attempt};
use crate::entity::worker::worker;
use crate::entity::{Row, Versioned};
use crate::store::repository;
use crate::{Result, StorageError};

pub use staff::StaffFilter;
pub(crate) use staff::contains;

repository! {
    /// People who sign in, and what lets them.
    Access, access
}

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenPurpose {
    /// Set the first password of an invited account.
    Invite,
    /// Set a new password.
    Reset,
    /// Set a worker's PIN: the code on the registration slip, or one reissued in person.
    Activation,
    /// Call the API; may be used any number of times until it expires or is revoked.
    Api,
}

impl TokenPurpose {
    /// The code that rows carry.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Reset => "reset",
            Self::Activation => "activation",
            Self::Api => "api",
        }
    }
}

/// Failed sign-ins since a moment, by which the next one is slowed or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// Of this login, from anywhere.
    pub by_login: u64,
    /// From this address, for any login.
    pub by_address: u64,
}

/// What came of claiming an idempotency key.
#[derive(Debug, Clone, PartialEq)]
pub enum IdempotencyClaim {
    /// First time: do the work, then [`Access::finish_idempotency`] in the same transaction.
    New(Uuid),
    /// Seen before: the row says with which request and what was answered.
    Seen(idempotency_key::Model),
}

impl<C: ConnectionTrait> Access<'_, C> {
    /// An account by id, with what it holds.
    ///
    /// # Errors
    /// As any statement: busy, unavailable, corrupt.
    pub async fn find_account(&self, id: AccountId) -> Result<Option<Account>> {
        let row = account::Model::find(self.0.conn, id.uuid()).await?;
        self.with_grants(row).await
    }

    /// An account by its e-mail address, lower case.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_account_by_email(&self, email: &str) -> Result<Option<Account>> {
        let query = account::Entity::find().filter(account::Column::Email.eq(email));
        self.with_grants(query.one(self.0.conn).await?).await
    }

    /// The account of a worker, if it was opened.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_account_of_worker(&self, worker: WorkerId) -> Result<Option<Account>> {
        let query = account::Entity::find().filter(account::Column::WorkerId.eq(worker.uuid()));
        self.with_grants(query.one(self.0.conn).await?).await
    }

    /// The account of a worker number, as typed at sign-in.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_account_by_number(&self, number: WorkerNumber) -> Result<Option<Account>> {
        let found = worker::Entity::find().filter(worker::Column::Number.eq(number.to_string()));
        let Some(found) = found.one(self.0.conn).await? else { return Ok(None) };
        self.find_account_of_worker(found.merged_into.unwrap_or(found.id).into()).await
    }

    /// Accounts of the demonstration, for the sign-in page.
    ///
    /// # Errors
    /// As any statement.
    pub async fn demo_accounts(&self) -> Result<Vec<Account>> {
        let query = account::Entity::find().filter(account::Column::Demo.eq(true));
        // By address, so that each corridor stands near the front, whenever it was planted.
        let query = query.order_by_asc(account::Column::Email).order_by_asc(account::Column::Id);
        let rows = query.all(self.0.conn).await?;
        self.all_with_grants(rows).await
    }

    /// Accounts in use that hold a role, within an organisation or anywhere: whom a message goes to.
    ///
    /// # Errors
    /// As any statement.
    pub async fn accounts_with_role(&self, role: Role, organisation: Option<OrganisationId>) -> Result<Vec<Account>> {
        let mut holders = account_role::Entity::find()
            .select_only()
            .column(account_role::Column::AccountId)
            .filter(account_role::Column::Role.eq(role.code()));
        if let Some(organisation) = organisation {
            holders = holders.filter(account_role::Column::OrganisationId.eq(organisation.uuid()));
        }
        let ids: Vec<Uuid> = holders.into_tuple().all(self.0.conn).await?;
        let query = account::Entity::find()
            .filter(account::Column::Id.is_in(ids))
            .filter(account::Column::DisabledAt.is_null());
        let rows = query.order_by_asc(account::Column::Id).all(self.0.conn).await?;
        self.all_with_grants(rows).await
    }

    /// The session of a token's digest, unless it has expired.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_session(&self, token_hash: &str, now: DateTime<Utc>) -> Result<Option<Session>> {
        let query = session::Entity::find()
            .filter(session::Column::TokenHash.eq(token_hash))
            .filter(session::Column::ExpiresAt.gt(now));
        Ok(query.one(self.0.conn).await?.map(nouns::session))
    }

    /// Sessions of an account, the one last seen first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn sessions_of(&self, account: AccountId) -> Result<Vec<Session>> {
        let query = session::Entity::find().filter(session::Column::AccountId.eq(account.uuid()));
        let rows = query.order_by_desc(session::Column::LastSeenAt).all(self.0.conn).await?;
        Ok(rows.into_iter().map(nouns::session).collect())
    }

    /// A token that can still be used, without using it: to show the page it leads to, or for the API.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_token(
        &self,
        token_hash: &str,
        purpose: TokenPurpose,
        now: DateTime<Utc>,
    ) -> Result<Option<access_token::Model>> {
        let query = access_token::Entity::find()
            .filter(access_token::Column::TokenHash.eq(token_hash))
            .filter(access_token::Column::Purpose.eq(purpose.code()))
            .filter(access_token::Column::UsedAt.is_null())
            .filter(access_token::Column::ExpiresAt.gt(now));
        Ok(query.one(self.0.conn).await?)
    }

    /// Tokens of an account for a purpose that are neither used nor revoked.
    ///
    /// # Errors
    /// As any statement.
    pub async fn tokens_of(&self, account: AccountId, purpose: TokenPurpose) -> Result<Vec<access_token::Model>> {
        let query = access_token::Entity::find()
            .filter(access_token::Column::AccountId.eq(account.uuid()))
            .filter(access_token::Column::Purpose.eq(purpose.code()))
            .filter(access_token::Column::UsedAt.is_null());
        Ok(query.order_by_asc(access_token::Column::Id).all(self.0.conn).await?)
    }

    /// Failed sign-ins since `since`.
    ///
    /// # Errors
    /// As any statement.
    pub async fn failures_since(&self, login_hash: &str, address: &str, since: DateTime<Utc>) -> Result<Throttle> {
        let failed = sign_in_attempt::Entity::find()
            .filter(sign_in_attempt::Column::Succeeded.eq(false))
            .filter(sign_in_attempt::Column::At.gt(since));
        let by_login = failed.clone().filter(sign_in_attempt::Column::LoginHash.eq(login_hash));
        let by_address = failed.filter(sign_in_attempt::Column::Address.eq(address));
        Ok(Throttle { by_login: by_login.count(self.0.conn).await?, by_address: by_address.count(self.0.conn).await? })
    }

    async fn with_grants(&self, row: Option<account::Model>) -> Result<Option<Account>> {
        let rows = self.all_with_grants(row.into_iter().collect()).await?;
        Ok(rows.into_iter().next())
    }

    async fn all_with_grants(&self, rows: Vec<account::Model>) -> Result<Vec<Account>> {
        let query = account_role::Entity::find()
            .filter(account_role::Column::AccountId.is_in(rows.iter().map(|r| r.id)))
            .order_by_asc(account_role::Column::Id);
        let grants = query.all(self.0.conn).await?;
        rows.into_iter()
            .map(|row| {
                let own = grants.iter().filter(|g| g.account_id == row.id);
                let own = own.map(nouns::grant).collect::<Result<Vec<_>>>()?;
                nouns::account(row, own)
            })
            .collect()
    }
}

impl Access<'_, DatabaseTransaction> {
    /// Opens an account with its grants.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when the address is taken or the worker has an account.
    pub async fn insert_account(&self, account: &Account, now: DateTime<Utc>) -> Result<()> {
        nouns::account_row(account, now).insert(self.0.conn).await?;
        self.write_grants(account, now).await
    }

    /// Saves an account with its grants under the version it was read with; answers its next version.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when it was saved since.
    pub async fn save_account(&self, account: &Account, now: DateTime<Utc>) -> Result<i32> {
        let opened = account::Model::find(self.0.conn, account.id.uuid()).await?;
        let opened = opened.ok_or_else(|| StorageError::Conflict(format!("account {} is gone", account.id)))?;
        let saved = nouns::account_row(account, opened.created_at).save(self.0.conn).await?;
        let former = account_role::Entity::delete_many();
        former.filter(account_role::Column::AccountId.eq(saved.id)).exec(self.0.conn).await?;
        self.write_grants(account, now).await?;
        Ok(saved.version)
    }

    async fn write_grants(&self, account: &Account, now: DateTime<Utc>) -> Result<()> {
        for grant in &account.grants {
            nouns::grant_row(account.id, grant, now).insert(self.0.conn).await?;
        }
        Ok(())
    }

    /// Opens a session under the digest of its token.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_session(&self, session: &Session, token_hash: &str, address: Option<&str>) -> Result<()> {
        nouns::session_row(session, token_hash, address).insert(self.0.conn).await
    }

    /// Notes that a session was used, and until when it lives now.
    ///
    /// # Errors
    /// As any statement.
    pub async fn touch_session(&self, id: SessionId, seen: DateTime<Utc>, expires: DateTime<Utc>) -> Result<()> {
        session::Entity::update_many()
            .col_expr(session::Column::LastSeenAt, Expr::val(seen))
            .col_expr(session::Column::ExpiresAt, Expr::val(expires))
            .filter(session::Column::Id.eq(id.uuid()))
            .exec(self.0.conn)
            .await?;
        Ok(())
    }

    /// Ends one session of an account; answers whether it was there.
    ///
    /// # Errors
    /// As any statement.
    pub async fn end_session(&self, account: AccountId, id: SessionId) -> Result<bool> {
        let query = session::Entity::delete_many()
            .filter(session::Column::Id.eq(id.uuid()))
            .filter(session::Column::AccountId.eq(account.uuid()));
        Ok(query.exec(self.0.conn).await?.rows_affected > 0)
    }

    /// Ends all sessions of an account but `keep`; answers how many ended.
    ///
    /// # Errors
    /// As any statement.
    pub async fn end_sessions_of(&self, account: AccountId, keep: Option<SessionId>) -> Result<u64> {
        let mut query = session::Entity::delete_many().filter(session::Column::AccountId.eq(account.uuid()));
        if let Some(keep) = keep {
            query = query.filter(session::Column::Id.ne(keep.uuid()));
        }
        Ok(query.exec(self.0.conn).await?.rows_affected)
    }

    /// Issues a token.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_token(&self, token: access_token::Model) -> Result<()> {
        token.insert(self.0.conn).await
    }

    /// Uses a single-use token: of two who try, one gets it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn use_token(
        &self,
        token_hash: &str,
        purpose: TokenPurpose,
        now: DateTime<Utc>,
    ) -> Result<Option<access_token::Model>> {
        let Some(token) = self.find_token(token_hash, purpose, now).await? else { return Ok(None) };
        let used = access_token::Entity::update_many()
            .col_expr(access_token::Column::UsedAt, Expr::val(now))
            .filter(access_token::Column::Id.eq(token.id))
            .filter(access_token::Column::UsedAt.is_null())
            .exec(self.0.conn)
            .await?;
        Ok((used.rows_affected == 1).then_some(token))
    }

    /// Revokes the tokens of an account for a purpose: all, or one of them. Answers how many.
    ///
    /// # Errors
    /// As any statement.
    pub async fn revoke_tokens(&self, account: AccountId, purpose: TokenPurpose, only: Option<Uuid>) -> Result<u64> {
        let mut query = access_token::Entity::delete_many()
            .filter(access_token::Column::AccountId.eq(account.uuid()))
            .filter(access_token::Column::Purpose.eq(purpose.code()));
        if let Some(only) = only {
            query = query.filter(access_token::Column::Id.eq(only));
        }
        Ok(query.exec(self.0.conn).await?.rows_affected)
    }

    /// Notes an attempt to sign in.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_attempt(&self, attempt: sign_in_attempt::Model) -> Result<()> {
        attempt.insert(self.0.conn).await
    }

    /// Claims an idempotency key for an account. Two who claim it at once: the second waits for the first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn claim_idempotency(&self, claim: idempotency_key::Model) -> Result<IdempotencyClaim> {
        let (id, account, key) = (claim.id, claim.account_id, claim.key.clone());
        let unique = [idempotency_key::Column::AccountId, idempotency_key::Column::Key];
        let inserted = idempotency_key::Entity::insert(claim.into_active_model().reset_all())
            .on_conflict(OnConflict::columns(unique).do_nothing().to_owned())
            .exec_without_returning(self.0.conn)
            .await?;
        if inserted == 1 {
            return Ok(IdempotencyClaim::New(id));
        }
        let seen = idempotency_key::Entity::find()
            .filter(idempotency_key::Column::AccountId.eq(account))
            .filter(idempotency_key::Column::Key.eq(key))
            .one(self.0.conn)
            .await?;
        seen.map(IdempotencyClaim::Seen).ok_or_else(|| StorageError::Conflict("idempotency key".into()))
    }

    /// Keeps the answer given under a claimed key.
    ///
    /// # Errors
    /// As any statement.
    pub async fn finish_idempotency(&self, id: Uuid, status: u16, response: &str) -> Result<()> {
        idempotency_key::Entity::update_many()
            .col_expr(idempotency_key::Column::Status, Expr::val(i32::from(status)))
            .col_expr(idempotency_key::Column::Response, Expr::val(response))
            .filter(idempotency_key::Column::Id.eq(id))
            .exec(self.0.conn)
            .await?;
        Ok(())
    }

    /// Removes what has expired: sessions, tokens, keys, and attempts older than `attempts_before`.
    ///
    /// # Errors
    /// As any statement.
    pub async fn purge_expired(&self, now: DateTime<Utc>, attempts_before: DateTime<Utc>) -> Result<()> {
        let conn = self.0.conn;
        session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(conn).await?;
        access_token::Entity::delete_many().filter(access_token::Column::ExpiresAt.lte(now)).exec(conn).await?;
        idempotency_key::Entity::delete_many().filter(idempotency_key::Column::ExpiresAt.lte(now)).exec(conn).await?;
        let attempts = sign_in_attempt::Entity::delete_many();
        attempts.filter(sign_in_attempt::Column::At.lt(attempts_before)).exec(conn).await?;
        Ok(())
    }
}
