//! A page of cases, longest in their state first, read in the order of an index whoever asks. A scope of several
//! grants, or several states at once, no index serves: each grant in each state is a short list of its own, and the
//! page is what comes first of all of them together. At a million cases this is a thousand index entries.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use sojourn_domain::view::CaseRow;
use sojourn_domain::{Actor, CaseId, State};
use uuid::Uuid;

use super::{CaseFilter, CaseKey, Cases};
use crate::entity::case::case_file;
use crate::entity::programme::programme;
use crate::keyset::after;
use crate::{Result, scope};

/// Lists joined in one statement: SQLite takes at most 500.
const LISTS: usize = 200;

impl<C: ConnectionTrait> Cases<'_, C> {
    /// The keys of the first cases the actor sees behind `last`, in order, at most `size`.
    pub(super) async fn keys(
        &self,
        actor: &Actor,
        filter: &CaseFilter,
        last: Option<CaseKey>,
        size: u64,
    ) -> Result<Vec<CaseKey>> {
        let states = if filter.states.is_empty() { State::ALL } else { &filter.states };
        let mut lists = Vec::new();
        for part in self.parts(actor).await? {
            lists.extend(states.iter().map(|state| list(part.clone(), *state, filter, last, size)));
        }
        let mut keys = self.keys_of(&lists).await?;
        keys.sort_unstable_by_key(|key| (key.moved_at, key.id));
        // Two grants may show the same case.
        keys.dedup();
        keys.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(keys)
    }

    /// The keys that short lists come to, in no order.
    pub(super) async fn keys_of(&self, lists: &[SelectStatement]) -> Result<Vec<CaseKey>> {
        let mut keys = Vec::new();
        for some in lists.chunks(LISTS) {
            let Some(joined) = joined(some) else { break };
            let statement = self.0.conn.get_database_backend().build(&joined);
            for row in self.0.conn.query_all_raw(statement).await? {
                let id: Uuid = row.try_get("", "id")?;
                keys.push(CaseKey { moved_at: row.try_get("", "moved_at")?, id: id.into() });
            }
        }
        Ok(keys)
    }

    /// The actor's scope in parts that each begin an index: a grant over programmes is one part a programme.
    async fn parts(&self, actor: &Actor) -> Result<Vec<Condition>> {
        let mut parts = Vec::new();
        for grant in &actor.grants {
            let Some(over) = scope::programmes(grant) else {
                parts.extend(scope::case_grant(actor, grant));
                continue;
            };
            let query = programme::Entity::find().select_only().column(programme::Column::Id).filter(over);
            let programmes: Vec<Uuid> = query.into_tuple().all(self.0.conn).await?;
            parts.extend(programmes.into_iter().map(|p| Condition::all().add(case_file::Column::ProgrammeId.eq(p))));
        }
        Ok(parts)
    }

    /// The rows of keys, in their order.
    pub(super) async fn rows_in_order(&self, keys: &[CaseKey]) -> Result<Vec<CaseRow>> {
        let query = case_file::Entity::find();
        let query = query.filter(case_file::Column::Id.is_in(keys.iter().map(|key| key.id.uuid())));
        let rows = self.with_names(query.all(self.0.conn).await?).await?;
        let mut rows: BTreeMap<CaseId, CaseRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        Ok(keys.iter().filter_map(|key| rows.remove(&key.id)).collect())
    }
}

/// One part's cases in one state, longest there first, from behind `last` on.
fn list(part: Condition, state: State, filter: &CaseFilter, last: Option<CaseKey>, size: u64) -> SelectStatement {
    let mut query = case_file::Entity::find()
        .select_only()
        .column(case_file::Column::Id)
        .column(case_file::Column::MovedAt)
        .filter(part)
        .filter(case_file::Column::State.eq(state.code()));
    if let Some(programme) = filter.programme {
        query = query.filter(case_file::Column::ProgrammeId.eq(programme.uuid()));
    }
    if let Some(last) = last {
        let columns = vec![Expr::col(case_file::Column::MovedAt), Expr::col(case_file::Column::Id)];
        query = query.filter(after(columns, vec![Expr::val(last.moved_at), Expr::val(last.id.uuid())]));
    }
    query.order_by_asc(case_file::Column::MovedAt).order_by_asc(case_file::Column::Id).limit(size).into_query()
}

/// All lists in one statement. Each is wrapped: SQLite takes no order and no limit beside a union.
fn joined(lists: &[SelectStatement]) -> Option<SelectStatement> {
    let mut wrapped = lists.iter().map(|list| {
        let columns = [case_file::Column::Id, case_file::Column::MovedAt];
        Query::select().columns(columns).from_subquery(list.clone(), "part").to_owned()
    });
    let mut first = wrapped.next()?;
    for next in wrapped {
        first.union(UnionType::All, next);
    }
    Some(first)
}
