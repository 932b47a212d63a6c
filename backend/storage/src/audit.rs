//! Who did and who read what: append-only, one hash chain a case, or an account where no case is concerned.
//! Owns appending and verification; rows hold ids, field names and digests, never personal values, so that
//! erasing a person leaves the chain whole. Start at [`Audit`].

mod ledger;
mod trail;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};
use sojourn_domain::{AccountId, CaseId};
use uuid::Uuid;

use crate::chain::{ChainFault, chain_hash, instant};
use crate::entity::Row;
use crate::entity::case::audit;
use crate::store::repository;
use crate::{Result, new_id};

pub use trail::{AuditFilter, AuditKey};

repository! {
    /// Who did and who read what.
    Audit, audit
}

/// An act to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The case concerned: its chain takes the row.
    pub case: Option<CaseId>,
    /// Who acted; `None` is the system.
    pub account: Option<AccountId>,
    /// What was done: `read_identity_document`, `sign_in`, `export` …
    pub act: String,
    /// What kind of record it was done to.
    pub subject_kind: String,
    /// Which.
    pub subject: Option<Uuid>,
    /// Field names and digests, as text; never values.
    pub details: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl<C: ConnectionTrait> Audit<'_, C> {
    /// The rows of a chain, a case's or an account's, first to last.
    ///
    /// # Errors
    /// As any statement.
    pub async fn chain(&self, chain: Uuid) -> Result<Vec<audit::Model>> {
        let query = audit::Entity::find().filter(audit::Column::ChainId.eq(chain));
        Ok(query.order_by_asc(audit::Column::Seq).all(self.0.conn).await?)
    }

    /// All chains in the order of their ids, those behind `last` first, for verifying them one by one. The index is
    /// `uq_audit_seq`.
    ///
    /// # Errors
    /// As any statement.
    pub async fn chains(&self, last: Option<Uuid>, size: u64) -> Result<Vec<Uuid>> {
        let mut query = audit::Entity::find().select_only().column(audit::Column::ChainId).distinct();
        if let Some(last) = last {
            query = query.filter(audit::Column::ChainId.gt(last));
        }
        Ok(query.order_by_asc(audit::Column::ChainId).limit(size).into_tuple().all(self.0.conn).await?)
    }

    /// The first row of a chain that does not follow from the one before, if there is one.
    ///
    /// # Errors
    /// As any statement.
    pub async fn verify(&self, chain: Uuid) -> Result<Option<ChainFault>> {
        let (mut seq, mut previous) = (0, String::new());
        for row in self.chain(chain).await? {
            seq += 1;
            let fault = |what: &str| ChainFault { chain, seq, what: what.to_owned() };
            if row.seq != seq {
                return Ok(Some(fault("a row is missing")));
            }
            if row.prev_hash != previous || row.hash != hash_of(&row) {
                return Ok(Some(fault("the row was altered")));
            }
            previous = row.hash;
        }
        Ok(None)
    }
}

impl Audit<'_, DatabaseTransaction> {
    /// Appends an act to the chain of its case, else of its account, else of the system (the nil id).
    ///
    /// # Errors
    /// As any statement.
    pub async fn append(&self, entry: &AuditEntry) -> Result<()> {
        let (_, chain_id) = chain_of(entry);
        self.hold(chain_id).await?;
        let last = audit::Entity::find()
            .filter(audit::Column::ChainId.eq(chain_id))
            .order_by_desc(audit::Column::Seq)
            .one(self.0.conn)
            .await?;
        let (seq, prev_hash) = last.map_or((0, String::new()), |l| (l.seq, l.hash));
        row_behind(entry, seq, prev_hash).insert(self.0.conn).await
    }

    /// Two who append to one chain take turns; SQLite's one writer makes them do so anyway.
    async fn hold(&self, chain: Uuid) -> Result<()> {
        if self.0.is_postgres() {
            let (high, low) = chain.as_u64_pair();
            let key = i64::from_ne_bytes((high ^ low).to_ne_bytes());
            let sql = "select pg_advisory_xact_lock($1)";
            let lock = Statement::from_sql_and_values(self.0.conn.get_database_backend(), sql, [key.into()]);
            self.0.conn.execute_raw(lock).await?;
        }
        Ok(())
    }
}

/// The kind and id of the chain that takes an act.
fn chain_of(entry: &AuditEntry) -> (&'static str, Uuid) {
    match (entry.case, entry.account) {
        (Some(case), _) => ("case", case.uuid()),
        (None, Some(account)) => ("account", account.uuid()),
        (None, None) => ("system", Uuid::nil()),
    }
}

/// An act as it is kept behind the row of its chain whose number and hash are given.
pub(crate) fn row_behind(entry: &AuditEntry, seq: i64, prev_hash: String) -> audit::Model {
    let (chain_kind, chain_id) = chain_of(entry);
    let mut row = audit::Model {
        id: new_id(),
        chain_kind: chain_kind.to_owned(),
        chain_id,
        seq: seq + 1,
        account_id: entry.account.map(|a| a.uuid()),
        act: entry.act.clone(),
        subject_kind: entry.subject_kind.clone(),
        subject_id: entry.subject,
        details: entry.details.clone(),
        at: entry.at,
        prev_hash,
        hash: String::new(),
    };
    row.hash = hash_of(&row);
    row
}

/// Every column but the hash itself; destructured so that a new one cannot be forgotten.
fn hash_of(row: &audit::Model) -> String {
    let audit::Model {
        id,
        chain_kind,
        chain_id,
        seq,
        account_id,
        act,
        subject_kind,
        subject_id,
        details,
        at,
        prev_hash,
        hash: _,
    } = row;
    let text = |id: &Option<Uuid>| id.map(|i| i.to_string()).unwrap_or_default();
    chain_hash(
        prev_hash,
        &[
            &id.to_string(),
            chain_kind,
            &chain_id.to_string(),
            &seq.to_string(),
            &text(account_id),
            act,
            subject_kind,
            &text(subject_id),
            details,
            &instant(*at),
        ],
    )
}
