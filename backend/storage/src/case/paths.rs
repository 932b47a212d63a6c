//! The way that cases took, for figures: the states reached, and when. Read of the cases that moved last alone, since what
//! took long years ago tells nobody how things go now. Start at [`Cases::paths_of_last`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use sojourn_domain::{CaseId, ProgrammeId, State};
use uuid::Uuid;

use super::{CaseKey, Cases};
use crate::Result;
use crate::entity::case::{case_event, case_file};
use crate::store::coded;

/// The states a case reached, in order, each with when.
pub type CasePath = Vec<(State, DateTime<Utc>)>;

impl<C: ConnectionTrait> Cases<'_, C> {
    /// The ways of the cases of these programmes that stand in one of these states, of those that moved last at most
    /// `most`.
    ///
    /// # Errors
    /// As any statement.
    pub async fn paths_of_last(
        &self,
        programmes: &[ProgrammeId],
        states: &[State],
        most: u64,
    ) -> Result<Vec<CasePath>> {
        let last = self.last_moved(programmes, states, most).await?;
        let rows: Vec<(Uuid, String, DateTime<Utc>)> = case_event::Entity::find()
            .select_only()
            .column(case_event::Column::CaseId)
            .column(case_event::Column::ToState)
            .column(case_event::Column::At)
            .filter(case_event::Column::CaseId.is_in(last.iter().map(|id| id.uuid())))
            .order_by_asc(case_event::Column::CaseId)
            .order_by_asc(case_event::Column::Seq)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        let mut paths: BTreeMap<Uuid, CasePath> = BTreeMap::new();
        for (case, state, at) in rows {
            paths.entry(case).or_default().push((coded(State::from_code, "state", &state)?, at));
        }
        Ok(paths.into_values().collect())
    }

    /// Each programme's cases in each state are a short list of their own, read from its index backwards.
    async fn last_moved(&self, programmes: &[ProgrammeId], states: &[State], most: u64) -> Result<Vec<CaseId>> {
        let list = |programme: &ProgrammeId, state: &State| {
            let query = case_file::Entity::find()
                .select_only()
                .column(case_file::Column::Id)
                .column(case_file::Column::MovedAt)
                .filter(case_file::Column::ProgrammeId.eq(programme.uuid()))
                .filter(case_file::Column::State.eq(state.code()));
            query
                .order_by_desc(case_file::Column::MovedAt)
                .order_by_desc(case_file::Column::Id)
                .limit(most)
                .into_query()
        };
        let lists: Vec<_> = programmes.iter().flat_map(|p| states.iter().map(move |s| list(p, s))).collect();
        let mut keys = self.keys_of(&lists).await?;
        keys.sort_unstable_by_key(|key: &CaseKey| std::cmp::Reverse((key.moved_at, key.id)));
        keys.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(keys.into_iter().map(|key| key.id).collect())
    }
}
