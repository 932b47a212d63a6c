//! The ledger: seals over the heads of all chains, so that a chain cut short at its end is found too.
//! Owns sealing and comparing; refuses to decide when (a leased job does).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::Audit;
use crate::chain::{ChainFault, chain_hash, instant};
use crate::entity::Row;
use crate::entity::case::{audit, audit_check, ledger_seal};
use crate::{Result, StorageError, new_id};

/// A row may commit after a seal taken later than its time: each seal looks back over the one before.
const LOOK_BACK: Duration = Duration::hours(1);
/// Seals followed at a time.
const SEALS: u64 = 500;

/// What following some seals came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The number of the last seal followed.
    pub last: i64,
    /// The chains they seal.
    pub chains: BTreeSet<Uuid>,
    /// Where one does not hold.
    pub faults: Vec<ChainFault>,
}

impl<C: ConnectionTrait> Audit<'_, C> {
    /// Compares every seal with the chains as they are: rows that were sealed and are gone or altered, and a
    /// ledger that was itself altered (its chain is the nil id, counted by seal).
    ///
    /// # Errors
    /// As any statement; [`StorageError::Corrupt`] when a seal cannot be read.
    pub async fn verify_ledger(&self) -> Result<Vec<ChainFault>> {
        let (mut faults, mut last) = (Vec::new(), 0);
        loop {
            let followed = self.verify_seals(last, SEALS).await?;
            faults.extend(followed.faults);
            if followed.last == last {
                return Ok(faults);
            }
            last = followed.last;
        }
    }

    /// Follows at most `limit` seals behind the one numbered `after` (0 is before the first), as
    /// [`Self::verify_ledger`] does, and names the chains they seal.
    ///
    /// # Errors
    /// As [`Self::verify_ledger`].
    pub async fn verify_seals(&self, after: i64, limit: u64) -> Result<Followed> {
        let before = ledger_seal::Entity::find().filter(ledger_seal::Column::Number.eq(after)).one(self.0.conn).await?;
        let mut previous = before.map(|seal| seal.hash).unwrap_or_default();
        let mut followed = Followed { last: after, chains: BTreeSet::new(), faults: Vec::new() };
        let seals = ledger_seal::Entity::find()
            .filter(ledger_seal::Column::Number.gt(after))
            .order_by_asc(ledger_seal::Column::Number)
            .limit(limit);
        for seal in seals.all(self.0.conn).await? {
            if seal.prev_hash != previous || seal.hash != hash_of(&seal) {
                let what = "the seal was altered".to_owned();
                followed.faults.push(ChainFault { chain: Uuid::nil(), seq: seal.number, what });
            }
            for head in seal.heads.lines() {
                followed.chains.insert(read_head(head)?.0);
                followed.faults.extend(self.missing_head(head).await?);
            }
            (previous, followed.last) = (seal.hash, seal.number);
        }
        Ok(followed)
    }

    /// How many rows were written after a moment: the tail that no seal covers yet.
    ///
    /// # Errors
    /// As any statement.
    pub async fn written_after(&self, at: DateTime<Utc>) -> Result<u64> {
        Ok(audit::Entity::find().filter(audit::Column::At.gt(at)).count(self.0.conn).await?)
    }

    /// The newest check.
    ///
    /// # Errors
    /// As any statement.
    pub async fn last_check(&self) -> Result<Option<audit_check::Model>> {
        let query = audit_check::Entity::find().order_by_desc(audit_check::Column::At);
        Ok(query.order_by_desc(audit_check::Column::Id).one(self.0.conn).await?)
    }

    /// The newest seal.
    ///
    /// # Errors
    /// As any statement.
    pub async fn last_seal(&self) -> Result<Option<ledger_seal::Model>> {
        Ok(ledger_seal::Entity::find().order_by_desc(ledger_seal::Column::Number).one(self.0.conn).await?)
    }

    async fn missing_head(&self, head: &str) -> Result<Option<ChainFault>> {
        let (chain, seq, hash) = read_head(head)?;
        let query = audit::Entity::find()
            .filter(audit::Column::ChainId.eq(chain))
            .filter(audit::Column::Seq.eq(seq))
            .filter(audit::Column::Hash.eq(hash));
        let there = query.one(self.0.conn).await?.is_some();
        Ok((!there).then(|| ChainFault { chain, seq, what: "a sealed row is gone".to_owned() }))
    }
}

/// A sealed head: its chain, the row's place in it, the row's hash.
fn read_head(head: &str) -> Result<(Uuid, i64, &str)> {
    let unreadable = || StorageError::Corrupt(format!("sealed head {head:?}"));
    let (chain, rest) = head.split_once(' ').ok_or_else(unreadable)?;
    let (seq, hash) = rest.split_once(' ').ok_or_else(unreadable)?;
    Ok((chain.parse().map_err(|_| unreadable())?, seq.parse().map_err(|_| unreadable())?, hash))
}

impl Audit<'_, DatabaseTransaction> {
    /// Keeps what following the chains came to.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_check(&self, check: audit_check::Model) -> Result<()> {
        check.insert(self.0.conn).await
    }

    /// Seals the heads of the chains that grew since the last seal; answers how many.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when another node sealed at the same moment: nothing is lost.
    pub async fn seal(&self, now: DateTime<Utc>) -> Result<usize> {
        let last = self.last_seal().await?;
        let mut grown = audit::Entity::find().filter(audit::Column::At.lte(now));
        if let Some(last) = &last {
            grown = grown.filter(audit::Column::At.gt(last.sealed_until - LOOK_BACK));
        }
        let rows = grown.order_by_asc(audit::Column::Seq).all(self.0.conn).await?;
        // Ascending: the last row of a chain is the one that stays.
        let heads: BTreeMap<Uuid, String> =
            rows.into_iter().map(|r| (r.chain_id, format!("{} {} {}", r.chain_id, r.seq, r.hash))).collect();
        if heads.is_empty() {
            return Ok(0);
        }
        let (number, prev_hash) = last.map_or((0, String::new()), |l| (l.number, l.hash));
        let mut seal = ledger_seal::Model {
            id: new_id(),
            number: number + 1,
            heads: heads.values().map(String::as_str).collect::<Vec<_>>().join("\n"),
            head_count: i32::try_from(heads.len()).unwrap_or(i32::MAX),
            sealed_until: now,
            prev_hash,
            hash: String::new(),
            created_at: now,
        };
        seal.hash = hash_of(&seal);
        seal.insert(self.0.conn).await?;
        Ok(heads.len())
    }
}

fn hash_of(seal: &ledger_seal::Model) -> String {
    let ledger_seal::Model { id, number, heads, head_count, sealed_until, prev_hash, hash: _, created_at } = seal;
    let parts = [
        &id.to_string(),
        &number.to_string(),
        heads,
        &head_count.to_string(),
        &instant(*sealed_until),
        &instant(*created_at),
    ];
    chain_hash(prev_hash, &parts.map(String::as_str))
}
