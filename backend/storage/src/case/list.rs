//! Lists of cases: scoped, filtered, longest in their state first, by key.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, JoinType, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use sojourn_domain::view::CaseRow;
use sojourn_domain::worker::Sex;
use sojourn_domain::{Actor, CaseId, CaseNumber, ProgrammeId, State, WorkerId};
use uuid::Uuid;

use super::{Cases, nouns};
use crate::entity::case::case_file;
use crate::entity::programme::programme;
use crate::entity::training::certificate;
use crate::entity::worker::worker;
use crate::keyset::{Page, after};
use crate::store::{coded, literally};
use crate::{Result, StorageError, scope};

/// Which of the visible cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// In one of these states; empty is any.
    pub states: Vec<State>,
    /// Of one programme.
    pub programme: Option<ProgrammeId>,
}

/// Where a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseKey {
    /// When the last row's state was last changed.
    pub moved_at: DateTime<Utc>,
    /// Its id.
    pub id: CaseId,
}

impl<C: ConnectionTrait> Cases<'_, C> {
    /// Cases the actor sees, longest in their state first, from behind `last` on.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list(
        &self,
        actor: &Actor,
        filter: &CaseFilter,
        last: Option<CaseKey>,
        size: u64,
    ) -> Result<Page<CaseRow>> {
        let keys = self.keys(actor, filter, last, size + 1).await?;
        let page = Page::cut(keys, size);
        Ok(Page { rows: self.rows_in_order(&page.rows).await?, more: page.more })
    }

    /// A page of the cases the actor sees in which a new contract waits for signatures or to be taken up.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list_with_waiting_contract(
        &self,
        actor: &Actor,
        last: Option<CaseKey>,
        size: u64,
    ) -> Result<Page<CaseRow>> {
        let waiting = case_file::Column::Id.in_subquery(scope::waiting_contracts().into_query());
        let query = case_file::Entity::find().filter(scope::cases(actor)).filter(waiting);
        self.page(query, last, size).await
    }

    /// Cases an employer may offer work to, in the pool each programme offers from or offered work already. Names
    /// are in the rows: the caller cuts them.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list_pool(
        &self,
        actor: &Actor,
        pools: &[(ProgrammeId, State)],
        last: Option<CaseKey>,
        size: u64,
    ) -> Result<Page<CaseRow>> {
        let none = Condition::any().add(Expr::cust("1 = 0"));
        let of_pools = pools.iter().fold(none, |any, (programme, pool)| {
            let states = [pool.code(), State::Offered.code()];
            any.add(
                Condition::all()
                    .add(case_file::Column::ProgrammeId.eq(programme.uuid()))
                    .add(case_file::Column::State.is_in(states)),
            )
        });
        let query = case_file::Entity::find().filter(scope::candidates(actor)).filter(of_pools);
        self.page(query, last, size).await
    }

    /// One case of the actor's scope as a row.
    ///
    /// # Errors
    /// As any statement.
    pub async fn row(&self, actor: &Actor, id: CaseId) -> Result<Option<CaseRow>> {
        let query = case_file::Entity::find().filter(case_file::Column::Id.eq(id.uuid())).filter(scope::cases(actor));
        Ok(self.with_names(query.all(self.0.conn).await?).await?.pop())
    }

    /// How many cases the actor sees, counted up to `most`: whoever has ten thousand before them wants to know
    /// that they are many, not to wait until all were counted.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count(&self, actor: &Actor, filter: &CaseFilter, most: u64) -> Result<u64> {
        self.count_up_to(visible(actor, filter), most).await
    }

    async fn count_up_to(&self, query: sea_orm::Select<case_file::Entity>, most: u64) -> Result<u64> {
        let some = query.select_only().column(case_file::Column::Id).limit(most).into_query();
        let counted = Query::select().expr_as(Expr::col(Asterisk).count(), "n").from_subquery(some, "some").to_owned();
        let row = self.0.conn.query_one_raw(self.0.conn.get_database_backend().build(&counted)).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    /// Cases of the actor's scope as rows, in the order of the ids; those out of it are left out.
    ///
    /// # Errors
    /// As any statement.
    pub async fn rows(&self, actor: &Actor, ids: &[CaseId]) -> Result<Vec<CaseRow>> {
        let query = case_file::Entity::find()
            .filter(case_file::Column::Id.is_in(ids.iter().map(|id| id.uuid())))
            .filter(scope::cases(actor));
        let mut rows = self.with_names(query.all(self.0.conn).await?).await?;
        rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        Ok(rows)
    }

    /// The state of each worker's newest case; workers without one are absent.
    ///
    /// # Errors
    /// As any statement.
    pub async fn newest_states(&self, workers: &[WorkerId]) -> Result<BTreeMap<WorkerId, State>> {
        let rows: Vec<(Uuid, String)> = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::WorkerId)
            .column(case_file::Column::State)
            .filter(case_file::Column::WorkerId.is_in(workers.iter().map(|w| w.uuid())))
            .order_by_asc(case_file::Column::CreatedAt)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        // Later rows are newer: each takes the place of the one before.
        rows.into_iter().map(|(id, state)| Ok((id.into(), coded(State::from_code, "state", &state)?))).collect()
    }

    /// The case of a number, for whoever names a case without reading it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn id_of(&self, number: CaseNumber) -> Result<Option<CaseId>> {
        let query = case_file::Entity::find().filter(case_file::Column::Number.eq(number.to_string()));
        Ok(query.one(self.0.conn).await?.map(|row| row.id.into()))
    }

    /// The numbers of cases; unknown ids are absent.
    ///
    /// # Errors
    /// As any statement.
    pub async fn numbers(&self, ids: impl IntoIterator<Item = CaseId>) -> Result<BTreeMap<Uuid, String>> {
        let rows: Vec<(Uuid, String)> = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .column(case_file::Column::Number)
            .filter(case_file::Column::Id.is_in(ids.into_iter().map(CaseId::uuid)))
            .into_tuple()
            .all(self.0.conn)
            .await?;
        Ok(rows.into_iter().collect())
    }

    /// How many cases the actor sees in each state that has any.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count_by_state(&self, actor: &Actor) -> Result<BTreeMap<State, u64>> {
        let counted: Vec<(String, i64)> = case_file::Entity::find()
            .filter(scope::cases(actor))
            .select_only()
            .column(case_file::Column::State)
            .column_as(case_file::Column::Id.count(), "cases")
            .group_by(case_file::Column::State)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        counted
            .into_iter()
            .map(|(state, n)| Ok((coded(State::from_code, "state", &state)?, n.unsigned_abs())))
            .collect()
    }

    /// How many cases of programmes there are by state, sex and district: counts alone, for figures. Cases are read
    /// from `ix_cases_figures` in the order of their workers, so that each worker is next to the one before: grouped by
    /// state first, SQLite would follow the index of states, and look up case and worker all over both tables.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count_by_state_sex_district(
        &self,
        programmes: &[ProgrammeId],
    ) -> Result<Vec<((State, Sex, Option<String>), u64)>> {
        let on = Expr::col((worker::Entity, worker::Column::Id))
            .eq(Expr::col((case_file::Entity, case_file::Column::WorkerId)));
        let mut query =
            case_file::Entity::find().filter(case_file::Column::ProgrammeId.is_in(programmes.iter().map(|p| p.uuid())));
        QueryTrait::query(&mut query).join(JoinType::InnerJoin, worker::Entity, on);
        let counted: Vec<(String, String, Option<String>, i64)> = query
            .select_only()
            .column(case_file::Column::State)
            .column(worker::Column::Sex)
            .column(worker::Column::District)
            .column_as(Expr::col(Asterisk).count(), "cases")
            .group_by(worker::Column::District)
            .group_by(worker::Column::Sex)
            .group_by(case_file::Column::State)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        counted
            .into_iter()
            .map(|(state, sex, district, n)| {
                let key = (coded(State::from_code, "state", &state)?, coded(Sex::from_code, "sex", &sex)?, district);
                Ok((key, n.unsigned_abs()))
            })
            .collect()
    }

    /// Certified cases whose every certificate ran out before a day.
    ///
    /// # Errors
    /// As any statement.
    pub async fn with_lapsed_certificate(&self, day: NaiveDate, limit: u64) -> Result<Vec<CaseId>> {
        // Asked case by case: those certified are few, certificates are as many as there ever were.
        let own = || {
            Expr::col((certificate::Entity, certificate::Column::WorkerId))
                .equals((case_file::Entity, case_file::Column::WorkerId))
        };
        let of_worker = |until: Condition| {
            certificate::Entity::find()
                .select_only()
                .column(certificate::Column::Id)
                .filter(own())
                .filter(certificate::Column::RevokedAt.is_null())
                .filter(until)
                .into_query()
        };
        let over = of_worker(Condition::all().add(certificate::Column::ValidUntil.lt(day)));
        let valid = Condition::any()
            .add(certificate::Column::ValidUntil.is_null())
            .add(certificate::Column::ValidUntil.gte(day));
        let ids: Vec<Uuid> = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::State.eq(State::Certified.code()))
            .filter(Expr::exists(over))
            .filter(Expr::exists(of_worker(valid)).not())
            .order_by_asc(case_file::Column::MovedAt)
            .limit(limit)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        Ok(ids.into_iter().map(CaseId::new).collect())
    }

    /// Employed cases whose contract ends by a day, the first to end first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn ending_by(&self, day: NaiveDate, limit: u64) -> Result<Vec<(CaseId, NaiveDate)>> {
        let rows: Vec<(Uuid, NaiveDate)> = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .column(case_file::Column::PlannedEnd)
            .filter(literally(case_file::Column::State, State::Employed.code()))
            .filter(case_file::Column::PlannedEnd.lte(day))
            .order_by_asc(case_file::Column::PlannedEnd)
            .order_by_asc(case_file::Column::Id)
            .limit(limit)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        Ok(rows.into_iter().map(|(id, ends)| (CaseId::new(id), ends)).collect())
    }

    async fn page(
        &self,
        query: sea_orm::Select<case_file::Entity>,
        last: Option<CaseKey>,
        size: u64,
    ) -> Result<Page<CaseRow>> {
        let mut query = query;
        if let Some(last) = last {
            let columns = vec![Expr::col(case_file::Column::MovedAt), Expr::col(case_file::Column::Id)];
            query = query.filter(after(columns, vec![Expr::val(last.moved_at), Expr::val(last.id.uuid())]));
        }
        let rows = query
            .order_by_asc(case_file::Column::MovedAt)
            .order_by_asc(case_file::Column::Id)
            .limit(size + 1)
            .all(self.0.conn)
            .await?;
        let page = Page::cut(rows, size);
        Ok(Page { rows: self.with_names(page.rows).await?, more: page.more })
    }

    pub(super) async fn with_names(&self, rows: Vec<case_file::Model>) -> Result<Vec<CaseRow>> {
        let workers = worker::Entity::find().filter(worker::Column::Id.is_in(rows.iter().map(|r| r.worker_id)));
        let workers: BTreeMap<Uuid, worker::Model> =
            workers.all(self.0.conn).await?.into_iter().map(|w| (w.id, w)).collect();
        let titles = programme::Entity::find().filter(programme::Column::Id.is_in(rows.iter().map(|r| r.programme_id)));
        let titles: BTreeMap<Uuid, String> =
            titles.all(self.0.conn).await?.into_iter().map(|p| (p.id, p.title)).collect();
        rows.into_iter()
            .map(|row| {
                let missing = || StorageError::Corrupt(format!("case {} without worker or programme", row.number));
                let of = workers.get(&row.worker_id).ok_or_else(missing)?;
                let programme = titles.get(&row.programme_id).ok_or_else(missing)?.clone();
                let worker = crate::worker::noun(of.clone())?;
                let case = nouns::case(row)?;
                Ok(CaseRow {
                    id: case.id,
                    number: case.number,
                    state: case.state,
                    worker: worker.id,
                    worker_number: worker.number,
                    name: worker.listed_name(),
                    programme_id: case.programme,
                    programme,
                    moved_at: case.moved_at,
                    planned_start: case.planned_start,
                    departs_on: case.departs_on,
                    version: case.version,
                })
            })
            .collect()
    }
}

fn visible(actor: &Actor, filter: &CaseFilter) -> sea_orm::Select<case_file::Entity> {
    let mut query = case_file::Entity::find().filter(scope::cases(actor));
    if !filter.states.is_empty() {
        query = query.filter(case_file::Column::State.is_in(filter.states.iter().map(|s| s.code())));
    }
    if let Some(programme) = filter.programme {
        query = query.filter(case_file::Column::ProgrammeId.eq(programme.uuid()));
    }
    query
}
