//! Workers, their identity documents and consents: found by number, by three letters of a name, by what
//! makes a duplicate likely. Owns search and blocking; refuses to judge likeness. Start at [`Workers`].

mod blocks;
mod documents;
mod nouns;
mod search;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use sojourn_domain::worker::Worker;
use sojourn_domain::{Actor, WorkerId, WorkerNumber};

use crate::entity::worker::worker;
use crate::entity::{Row, Versioned};
use crate::keyset::{Page, after};
use crate::store::{next_number, repository};
use crate::{Result, StorageError, scope};

pub use blocks::Blocks;
pub(crate) use documents::consent_row;
pub(crate) use nouns::{worker as noun, worker_row};

repository! {
    /// Persons, one record each, for life.
    Workers, workers
}

impl<C: ConnectionTrait> Workers<'_, C> {
    /// A worker the actor sees. A record that was merged answers with the surviving one.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find(&self, actor: &Actor, id: WorkerId) -> Result<Option<Worker>> {
        let Some(surviving) = self.surviving(id).await? else { return Ok(None) };
        let query =
            worker::Entity::find().filter(worker::Column::Id.eq(surviving.uuid())).filter(scope::workers(actor));
        query.one(self.0.conn).await?.map(nouns::worker).transpose()
    }

    /// A worker for the system itself (jobs, papers, the register's own checks): no actor stands behind it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_for_system(&self, id: WorkerId) -> Result<Option<Worker>> {
        let Some(surviving) = self.surviving(id).await? else { return Ok(None) };
        worker::Model::find(self.0.conn, surviving.uuid()).await?.map(nouns::worker).transpose()
    }

    /// A worker the actor sees, by number.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_by_number(&self, actor: &Actor, number: WorkerNumber) -> Result<Option<Worker>> {
        let query = worker::Entity::find().filter(worker::Column::Number.eq(number.to_string()));
        let Some(row) = query.one(self.0.conn).await? else { return Ok(None) };
        self.find(actor, row.id.into()).await
    }

    /// Workers the actor sees by name, from behind `last` on; records that were merged are left out.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list(&self, actor: &Actor, last: Option<&Worker>, size: u64) -> Result<Page<Worker>> {
        let mut query =
            worker::Entity::find().filter(scope::workers(actor)).filter(worker::Column::MergedInto.is_null());
        if let Some(last) = last {
            let columns = vec![
                Expr::col(worker::Column::Surname),
                Expr::col(worker::Column::GivenNames),
                Expr::col(worker::Column::Id),
            ];
            let key =
                vec![Expr::val(last.surname.as_str()), Expr::val(last.given_names.as_str()), Expr::val(last.id.uuid())];
            query = query.filter(after(columns, key));
        }
        let query = query
            .order_by_asc(worker::Column::Surname)
            .order_by_asc(worker::Column::GivenNames)
            .order_by_asc(worker::Column::Id)
            .limit(size + 1);
        let rows = query.all(self.0.conn).await?.into_iter().map(nouns::worker).collect::<Result<_>>()?;
        Ok(Page::cut(rows, size))
    }

    /// How many workers the actor sees.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count(&self, actor: &Actor) -> Result<u64> {
        let query = worker::Entity::find().filter(scope::workers(actor)).filter(worker::Column::MergedInto.is_null());
        Ok(query.count(self.0.conn).await?)
    }

    async fn surviving(&self, id: WorkerId) -> Result<Option<WorkerId>> {
        let row = worker::Model::find(self.0.conn, id.uuid()).await?;
        Ok(row.map(|r| r.merged_into.unwrap_or(r.id).into()))
    }
}

impl Workers<'_, DatabaseTransaction> {
    /// The next worker number. A number taken in a transaction that is rolled back may leave a gap.
    ///
    /// # Errors
    /// As any statement.
    pub async fn next_number(&self) -> Result<WorkerNumber> {
        Ok(WorkerNumber::from_serial(next_number(self.0.conn, "worker").await?))
    }

    /// Keeps a new worker.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when the number is taken.
    pub async fn insert(&self, worker: &Worker) -> Result<()> {
        nouns::worker_row(worker).insert(self.0.conn).await
    }

    /// Saves a worker under the version it was read with; answers the next.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when somebody saved it since: load again to show both versions.
    pub async fn save(&self, worker: &Worker) -> Result<i32> {
        Ok(nouns::worker_row(worker).save(self.0.conn).await?.version)
    }

    /// Merges a record into the surviving one: no row moves, reads go through the survivor. Chains are never
    /// made: the survivor must not be merged itself. `into: None` undoes it.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when the survivor was merged meanwhile or has merged records of its own
    /// pointing at `id`.
    pub async fn set_merged(&self, id: WorkerId, into: Option<WorkerId>) -> Result<()> {
        if let Some(into) = into {
            let chained = worker::Entity::find().filter(
                Condition::any()
                    .add(
                        Condition::all()
                            .add(worker::Column::Id.eq(into.uuid()))
                            .add(worker::Column::MergedInto.is_not_null()),
                    )
                    .add(worker::Column::MergedInto.eq(id.uuid())),
            );
            if chained.one(self.0.conn).await?.is_some() {
                return Err(StorageError::Conflict("merge chain".into()));
            }
        }
        worker::Entity::update_many()
            .col_expr(worker::Column::MergedInto, Expr::val(into.map(|w| w.uuid())))
            .col_expr(worker::Column::Version, Expr::col(worker::Column::Version).add(1))
            .filter(worker::Column::Id.eq(id.uuid()))
            .exec(self.0.conn)
            .await?;
        Ok(())
    }
}
