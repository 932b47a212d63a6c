//! The queue's rows: enqueued in the transaction of the change, claimed with a lease, done once.
//! Owns the conditional updates that make a claim safe on any number of nodes; refuses to run anything.
//! Start at [`Jobs`].

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use sea_orm::{Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::Result;
use crate::entity::Row;
use crate::entity::jobs::job;
use crate::store::repository;

repository! {
    /// Work that leaves the transaction it was decided in.
    Jobs, jobs
}

/// How many jobs stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobState {
    /// To be run now or later.
    pub waiting: u64,
    /// Given up: an administrator may retry them.
    pub dead: u64,
}

impl<C: ConnectionTrait> Jobs<'_, C> {
    /// A job by id.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find(&self, id: Uuid) -> Result<Option<job::Model>> {
        job::Model::find(self.0.conn, id).await
    }

    /// Jobs that were given up, newest first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn dead(&self, limit: u64) -> Result<Vec<job::Model>> {
        let query = job::Entity::find().filter(job::Column::DeadAt.is_not_null());
        Ok(query.order_by_desc(job::Column::DeadAt).limit(limit).all(self.0.conn).await?)
    }

    /// How many wait and how many were given up.
    ///
    /// # Errors
    /// As any statement.
    pub async fn state(&self) -> Result<JobState> {
        let dead = job::Entity::find().filter(job::Column::DeadAt.is_not_null());
        let waiting = job::Entity::find().filter(open());
        Ok(JobState { waiting: waiting.count(self.0.conn).await?, dead: dead.count(self.0.conn).await? })
    }

    /// When the next job is due, if there is one: how long the runner may sleep.
    ///
    /// # Errors
    /// As any statement.
    pub async fn next_due(&self) -> Result<Option<DateTime<Utc>>> {
        let query = job::Entity::find().filter(open()).order_by_asc(job::Column::RunAt).order_by_asc(job::Column::Id);
        Ok(query.one(self.0.conn).await?.map(|j| j.run_at))
    }
}

impl Jobs<'_, DatabaseTransaction> {
    /// Enqueues a job: `payload` holds ids, never personal values. With `dedup_key`, a job of that key that
    /// was ever enqueued keeps its place and this one is dropped; answers whether it was added.
    ///
    /// # Errors
    /// As any statement.
    pub async fn enqueue(&self, job: job::Model) -> Result<bool> {
        let once = OnConflict::column(job::Column::DedupKey).do_nothing().to_owned();
        let added = job::Entity::insert(job.into_active_model().reset_all())
            .on_conflict(once)
            .exec_without_returning(self.0.conn)
            .await?;
        Ok(added == 1)
    }

    /// Claims the jobs due at `now` that nobody holds, oldest first, until `lease_until`. A claim counts as
    /// an attempt, so a job that kills its node is given up in the end too.
    ///
    /// # Errors
    /// As any statement.
    pub async fn claim(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        limit: u64,
    ) -> Result<Vec<job::Model>> {
        let due: Vec<Uuid> = job::Entity::find()
            .select_only()
            .column(job::Column::Id)
            .filter(claimable(now))
            .order_by_asc(job::Column::RunAt)
            .order_by_asc(job::Column::Id)
            .limit(limit)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        let mut claimed = Vec::with_capacity(due.len());
        for id in due {
            // The condition is asked again: between the two statements another node may have been faster.
            let won = job::Entity::update_many()
                .col_expr(job::Column::LeaseOwner, Expr::val(owner))
                .col_expr(job::Column::LeaseUntil, Expr::val(lease_until))
                .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
                .filter(job::Column::Id.eq(id))
                .filter(claimable(now))
                .exec(self.0.conn)
                .await?;
            if won.rows_affected == 1 {
                claimed.extend(self.find(id).await?);
            }
        }
        Ok(claimed)
    }

    /// Marks a job done; answers whether `owner` still held it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn done(&self, id: Uuid, owner: &str, now: DateTime<Utc>) -> Result<bool> {
        let query = job::Entity::update_many()
            .col_expr(job::Column::DoneAt, Expr::val(now))
            .col_expr(job::Column::LeaseOwner, Expr::val(None::<String>))
            .col_expr(job::Column::LeaseUntil, Expr::val(None::<DateTime<Utc>>))
            .col_expr(job::Column::LastError, Expr::val(None::<String>))
            .filter(held(id, owner));
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Lets a job be tried again at `run_at`; answers whether `owner` still held it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn retry_at(&self, id: Uuid, owner: &str, run_at: DateTime<Utc>, error: &str) -> Result<bool> {
        let query = job::Entity::update_many()
            .col_expr(job::Column::RunAt, Expr::val(run_at))
            .col_expr(job::Column::LeaseOwner, Expr::val(None::<String>))
            .col_expr(job::Column::LeaseUntil, Expr::val(None::<DateTime<Utc>>))
            .col_expr(job::Column::LastError, Expr::val(error))
            .filter(held(id, owner));
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Gives a job up; answers whether `owner` still held it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn give_up(&self, id: Uuid, owner: &str, now: DateTime<Utc>, error: &str) -> Result<bool> {
        let query = job::Entity::update_many()
            .col_expr(job::Column::DeadAt, Expr::val(now))
            .col_expr(job::Column::LeaseOwner, Expr::val(None::<String>))
            .col_expr(job::Column::LeaseUntil, Expr::val(None::<DateTime<Utc>>))
            .col_expr(job::Column::LastError, Expr::val(error))
            .filter(held(id, owner));
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Puts a job that was given up back in the queue, with its attempts forgotten; answers whether it was dead.
    ///
    /// # Errors
    /// As any statement.
    pub async fn revive(&self, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
        let query = job::Entity::update_many()
            .col_expr(job::Column::DeadAt, Expr::val(None::<DateTime<Utc>>))
            .col_expr(job::Column::RunAt, Expr::val(now))
            .col_expr(job::Column::Attempts, Expr::val(0))
            .filter(job::Column::Id.eq(id))
            .filter(job::Column::DeadAt.is_not_null());
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Removes jobs done before a moment; answers how many.
    ///
    /// # Errors
    /// As any statement.
    pub async fn purge_done(&self, before: DateTime<Utc>) -> Result<u64> {
        let query = job::Entity::delete_many().filter(job::Column::DoneAt.lt(before));
        Ok(query.exec(self.0.conn).await?.rows_affected)
    }
}

fn open() -> Condition {
    Condition::all().add(job::Column::DoneAt.is_null()).add(job::Column::DeadAt.is_null())
}

fn claimable(now: DateTime<Utc>) -> Condition {
    let free = Condition::any().add(job::Column::LeaseUntil.is_null()).add(job::Column::LeaseUntil.lte(now));
    open().add(job::Column::RunAt.lte(now)).add(free)
}

fn held(id: Uuid, owner: &str) -> Condition {
    open().add(job::Column::Id.eq(id)).add(job::Column::LeaseOwner.eq(owner))
}
