//! The ledger: seals over the heads of all chains, so that a chain cut short at its end is found too.
//! Owns sealing and comparing; refuses to decide when (a leased job does).

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
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
/// Chains in one seal.
const PER_SEAL: u64 = 2000;

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

    /// Seals the heads of the chains that grew since the last seal; answers how many. So many chains at most
    /// stand in one seal, that neither it nor the memory it takes grows with the data.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when another node sealed at the same moment: nothing is lost.
    pub async fn seal(&self, now: DateTime<Utc>) -> Result<usize> {
        let since = self.last_seal().await?.map(|last| last.sealed_until - LOOK_BACK);
        let (mut sealed, mut behind) = (0, None);
        loop {
            let heads = self.grown(since, now, behind).await?;
            let Some(last) = heads.last() else { return Ok(sealed) };
            behind = Some(last.chain_id);
            sealed += heads.len();
            self.seal_heads(&heads, now).await?;
        }
    }

    /// The newest rows of the chains that grew in a span of time, by chain, those behind `last`.
    async fn grown(
        &self,
        since: Option<DateTime<Utc>>,
        until: DateTime<Utc>,
        last: Option<Uuid>,
    ) -> Result<Vec<audit::Model>> {
        let mut chains = audit::Entity::find()
            .select_only()
            .column(audit::Column::ChainId)
            .column_as(audit::Column::Seq.max(), "seq")
            .filter(audit::Column::At.lte(until));
        if let Some(since) = since {
            chains = chains.filter(audit::Column::At.gt(since));
        }
        if let Some(last) = last {
            chains = chains.filter(audit::Column::ChainId.gt(last));
        }
        let chains = chains.group_by(audit::Column::ChainId).order_by_asc(audit::Column::ChainId).limit(PER_SEAL);
        let key = Expr::tuple([Expr::col(audit::Column::ChainId), Expr::col(audit::Column::Seq)]);
        let query = audit::Entity::find().filter(key.in_subquery(chains.into_query()));
        Ok(query.order_by_asc(audit::Column::ChainId).all(self.0.conn).await?)
    }

    /// Writes the next seal over these rows, each the newest of its chain.
    pub(crate) async fn seal_heads(&self, heads: &[audit::Model], now: DateTime<Utc>) -> Result<()> {
        let (number, prev_hash) = self.last_seal().await?.map_or((0, String::new()), |l| (l.number, l.hash));
        let lines: Vec<_> = heads.iter().map(|r| format!("{} {} {}", r.chain_id, r.seq, r.hash)).collect();
        let mut seal = ledger_seal::Model {
            id: new_id(),
            number: number + 1,
            heads: lines.join("\n"),
            head_count: i32::try_from(lines.len()).unwrap_or(i32::MAX),
            sealed_until: now,
            prev_hash,
            hash: String::new(),
            created_at: now,
        };
        seal.hash = hash_of(&seal);
        seal.insert(self.0.conn).await
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
