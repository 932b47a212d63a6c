//! Imported lists: the run, its rows as they came and as they ended, and mappings kept for the next list.
//! Owns finding what the same row became before; refuses to read files or judge rows. Start at [`Imports`].

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, QueryFilter, QueryOrder, QuerySelect};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait};
use sojourn_domain::{AccountId, ImportRunId, OrganisationId, WorkerId};

use crate::Result;
use crate::entity::imports::{import_mapping, import_row, import_run};
use crate::entity::{Row, Versioned};
use crate::store::repository;

repository! {
    /// Lists of workers that came in from a file.
    Imports, imports
}

/// Rows written by one statement: SQLite binds at most 32,766 values.
const BATCH: usize = 500;

impl<C: ConnectionTrait> Imports<'_, C> {
    /// A run of one of these offices.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_run(&self, offices: &[OrganisationId], id: ImportRunId) -> Result<Option<import_run::Model>> {
        let run = import_run::Model::find(self.0.conn, id.uuid()).await?;
        Ok(run.filter(|r| offices.iter().any(|o| o.uuid() == r.office_id)))
    }

    /// The newest runs of these offices.
    ///
    /// # Errors
    /// As any statement.
    pub async fn runs(&self, offices: &[OrganisationId], size: u64) -> Result<Vec<import_run::Model>> {
        let query = import_run::Entity::find()
            .filter(import_run::Column::OfficeId.is_in(offices.iter().map(|o| o.uuid())))
            .order_by_desc(import_run::Column::StartedAt)
            .order_by_desc(import_run::Column::Id);
        Ok(query.limit(size).all(self.0.conn).await?)
    }

    /// Rows of a run in the file's order, those behind `after` (a line) first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn rows(&self, run: ImportRunId, after: i32, size: u64) -> Result<Vec<import_row::Model>> {
        let query = import_row::Entity::find()
            .filter(import_row::Column::RunId.eq(run.uuid()))
            .filter(import_row::Column::Line.gt(after))
            .order_by_asc(import_row::Column::Line);
        Ok(query.limit(size).all(self.0.conn).await?)
    }

    /// How many rows of a run have this status.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count(&self, run: ImportRunId, status: &str) -> Result<u64> {
        let query = import_row::Entity::find()
            .filter(import_row::Column::RunId.eq(run.uuid()))
            .filter(import_row::Column::Status.eq(status));
        Ok(query.count(self.0.conn).await?)
    }

    /// The worker that the same row created before, in any run.
    ///
    /// # Errors
    /// As any statement.
    pub async fn worker_of_row(&self, key: &str) -> Result<Option<WorkerId>> {
        let query = import_row::Entity::find()
            .filter(import_row::Column::RowKey.eq(key))
            .filter(import_row::Column::WorkerId.is_not_null());
        Ok(query.one(self.0.conn).await?.and_then(|r| r.worker_id).map(WorkerId::new))
    }

    /// The mapping somebody kept for a list with these columns.
    ///
    /// # Errors
    /// As any statement.
    pub async fn mapping(&self, owner: AccountId, columns_hash: &str) -> Result<Option<import_mapping::Model>> {
        let query = import_mapping::Entity::find()
            .filter(import_mapping::Column::OwnerId.eq(owner.uuid()))
            .filter(import_mapping::Column::ColumnsHash.eq(columns_hash));
        Ok(query.one(self.0.conn).await?)
    }
}

impl Imports<'_, DatabaseTransaction> {
    /// Keeps a list as it came.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_run(&self, run: import_run::Model, rows: Vec<import_row::Model>) -> Result<()> {
        run.insert(self.0.conn).await?;
        let mut rows = rows.into_iter().map(|r| r.into_active_model().reset_all()).peekable();
        while rows.peek().is_some() {
            let batch: Vec<_> = rows.by_ref().take(BATCH).collect();
            import_row::Entity::insert_many(batch).exec_without_returning(self.0.conn).await?;
        }
        Ok(())
    }

    /// Saves a run under the version it was read with.
    ///
    /// # Errors
    /// [`crate::StorageError::Conflict`] when it was saved since.
    pub async fn save_run(&self, run: import_run::Model) -> Result<import_run::Model> {
        run.save(self.0.conn).await
    }

    /// Writes how a row ended.
    ///
    /// # Errors
    /// As any statement.
    pub async fn finish_row(&self, row: import_row::Model) -> Result<()> {
        let (id, active) = (row.id, row.into_active_model().reset_all());
        let query = import_row::Entity::update_many().set(active).filter(import_row::Column::Id.eq(id));
        query.exec(self.0.conn).await?;
        Ok(())
    }

    /// Keeps a mapping for the owner's next list with the same columns.
    ///
    /// # Errors
    /// As any statement.
    pub async fn keep_mapping(&self, mapping: import_mapping::Model) -> Result<()> {
        let columns = [import_mapping::Column::OwnerId, import_mapping::Column::ColumnsHash];
        let newer = [import_mapping::Column::Columns, import_mapping::Column::UpdatedAt];
        import_mapping::Entity::insert(mapping.into_active_model().reset_all())
            .on_conflict(OnConflict::columns(columns).update_columns(newer).to_owned())
            .exec_without_returning(self.0.conn)
            .await?;
        Ok(())
    }
}
