//! Flags of one kind that wait for somebody, with their cases: scoped, the oldest first. Start at [`Cases::list_flags`].

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use sojourn_domain::view::CaseRow;
use sojourn_domain::{Actor, State};
use uuid::Uuid;

use super::Cases;
use crate::entity::case::{case_file, flag};
use crate::{Result, scope};

impl<C: ConnectionTrait> Cases<'_, C> {
    /// Open flags of a kind on cases the actor sees in one of these states, the oldest first, at most `most`.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list_flags(
        &self,
        actor: &Actor,
        kind: &str,
        states: &[State],
        most: u64,
    ) -> Result<Vec<(flag::Model, CaseRow)>> {
        let of_case =
            Expr::col((case_file::Entity, case_file::Column::Id)).equals((flag::Entity, flag::Column::CaseId));
        let visible = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(of_case)
            .filter(case_file::Column::State.is_in(states.iter().map(|s| s.code())))
            .filter(scope::cases(actor));
        let flags = flag::Entity::find()
            .filter(flag::Column::Kind.eq(kind))
            .filter(flag::Column::ClearedAt.is_null())
            .filter(Expr::exists(visible.into_query()))
            .order_by_asc(flag::Column::RaisedAt)
            .order_by_asc(flag::Column::Id)
            .limit(most)
            .all(self.0.conn)
            .await?;
        let named = case_file::Column::Id.is_in(flags.iter().filter_map(|f| f.case_id));
        let cases = self.with_names(case_file::Entity::find().filter(named).all(self.0.conn).await?).await?;
        let cases: BTreeMap<Uuid, CaseRow> = cases.into_iter().map(|c| (c.id.uuid(), c)).collect();
        let with_case = |flag: flag::Model| {
            let case = cases.get(&flag.case_id?)?.clone();
            Some((flag, case))
        };
        Ok(flags.into_iter().filter_map(with_case).collect())
    }
}
