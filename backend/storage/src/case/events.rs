//! The append-only record of a case's moves, hash-chained. Owns the chain; refuses to change a row.
//! What people said in words is not in it, only its digest: see [`super::words`].

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use sojourn_domain::case::CaseEvent;
use sojourn_domain::{CaseId, State, Transition};

use super::{Cases, nouns, words};
use crate::chain::{ChainFault, chain_hash, instant};
use crate::entity::Row;
use crate::entity::case::case_event;
use crate::{Result, Sealed, StorageError, Vault};

impl<C: ConnectionTrait> Cases<'_, C> {
    /// The events of a case, first to last. Folding them must give its state.
    ///
    /// # Errors
    /// As any statement.
    pub async fn events(&self, case: CaseId) -> Result<Vec<CaseEvent>> {
        let vault = self.0.vault;
        self.event_rows(case).await?.into_iter().map(|row| nouns::event(vault, row)).collect()
    }

    /// The first event of a case that does not follow from the one before, if there is one.
    ///
    /// # Errors
    /// As any statement.
    pub async fn verify_events(&self, case: CaseId) -> Result<Option<ChainFault>> {
        let (mut seq, mut previous) = (0, String::new());
        for row in self.event_rows(case).await? {
            seq += 1;
            let fault = |what: &str| ChainFault { chain: case.uuid(), seq: seq.into(), what: what.to_owned() };
            if row.seq != seq {
                return Ok(Some(fault("an event is missing")));
            }
            if row.prev_hash != previous || row.hash != hash_of(&row) {
                return Ok(Some(fault("the event was altered")));
            }
            if !words::is_attested(self.0.vault, row.id, sealed_words(&row), &row.words_digest) {
                return Ok(Some(fault("what was said with the event was altered")));
            }
            previous = row.hash;
        }
        Ok(None)
    }

    async fn event_rows(&self, case: CaseId) -> Result<Vec<case_event::Model>> {
        let query = case_event::Entity::find()
            .filter(case_event::Column::CaseId.eq(case.uuid()))
            .order_by_asc(case_event::Column::Seq);
        Ok(query.all(self.0.conn).await?)
    }
}

impl Cases<'_, DatabaseTransaction> {
    /// Appends an event; its `sequence` must be one more than the last.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when it is not: somebody moved the case since.
    pub async fn append_event(&self, event: &CaseEvent) -> Result<()> {
        let last = case_event::Entity::find()
            .filter(case_event::Column::CaseId.eq(event.case.uuid()))
            .order_by_desc(case_event::Column::Seq)
            .one(self.0.conn)
            .await?;
        let (seq, prev_hash) = last.map_or((0, String::new()), |l| (l.seq, l.hash));
        if event.sequence != seq + 1 {
            return Err(StorageError::Conflict(format!("event {} of case {}", event.sequence, event.case)));
        }
        row_behind(self.0.vault, event, prev_hash)?.insert(self.0.conn).await
    }
}

/// An event as it is kept behind the one whose hash is given.
pub(crate) fn row_behind(vault: &Vault, event: &CaseEvent, prev_hash: String) -> Result<case_event::Model> {
    let (said, kept) = words::part(vault, event.id.uuid(), &event.said)?;
    let (words_sealed, words_key) = kept.sealed.map(|s| (s.bytes, s.key_id)).unzip();
    let mut row = case_event::Model {
        id: event.id.uuid(),
        case_id: event.case.uuid(),
        seq: event.sequence,
        transition: Transition::code(event.transition).to_owned(),
        from_state: event.from.map(|s| s.code().to_owned()),
        to_state: State::code(event.to).to_owned(),
        actor_id: event.by.map(|a| a.uuid()),
        said: nouns::said_text(&said),
        words_sealed,
        words_key,
        words_digest: kept.digest,
        approval_id: event.approval.map(|a| a.uuid()),
        rules_version_id: event.rules.map(|r| r.uuid()),
        at: event.at,
        prev_hash,
        hash: String::new(),
    };
    row.hash = hash_of(&row);
    Ok(row)
}

/// The words of an event as they stand sealed in its row.
pub(super) fn sealed_words(row: &case_event::Model) -> Option<Sealed> {
    let (bytes, key_id) = row.words_sealed.clone().zip(row.words_key.clone())?;
    Some(Sealed { key_id, bytes })
}

/// Every column but the hash itself and the words, which may be erased; destructured so that a new one cannot
/// be forgotten.
fn hash_of(row: &case_event::Model) -> String {
    let case_event::Model {
        id,
        case_id,
        seq,
        transition,
        from_state,
        to_state,
        actor_id,
        said,
        words_sealed: _,
        words_key: _,
        words_digest,
        approval_id,
        rules_version_id,
        at,
        prev_hash,
        hash: _,
    } = row;
    let text = |id: &Option<uuid::Uuid>| id.map(|i| i.to_string()).unwrap_or_default();
    chain_hash(
        prev_hash,
        &[
            &id.to_string(),
            &case_id.to_string(),
            &seq.to_string(),
            transition,
            from_state.as_deref().unwrap_or_default(),
            to_state,
            &text(actor_id),
            said,
            words_digest,
            &text(approval_id),
            &text(rules_version_id),
            &instant(*at),
        ],
    )
}
