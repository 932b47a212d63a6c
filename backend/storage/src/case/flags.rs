//! Flags beside the state (possible duplicates, holds, reviews, incidents) and attempts to reach a worker.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait};
use sea_orm::{QueryFilter, QueryOrder};
use sojourn_domain::{AccountId, CaseId, FlagId, WorkerId};

use super::Cases;
use crate::Result;
use crate::entity::Row;
use crate::entity::case::{contact_attempt, flag};

impl<C: ConnectionTrait> Cases<'_, C> {
    /// Open flags of a case and of its worker, oldest first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn open_flags(&self, case: Option<CaseId>, worker: WorkerId) -> Result<Vec<flag::Model>> {
        let mut subject = Condition::any().add(flag::Column::WorkerId.eq(worker.uuid()));
        if let Some(case) = case {
            subject = subject.add(flag::Column::CaseId.eq(case.uuid()));
        }
        let query = flag::Entity::find().filter(subject).filter(flag::Column::ClearedAt.is_null());
        Ok(query.order_by_asc(flag::Column::RaisedAt).all(self.0.conn).await?)
    }

    /// Attempts to reach the worker of a case, newest first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn contact_attempts(&self, case: CaseId) -> Result<Vec<contact_attempt::Model>> {
        let query = contact_attempt::Entity::find().filter(contact_attempt::Column::CaseId.eq(case.uuid()));
        Ok(query.order_by_desc(contact_attempt::Column::MadeAt).all(self.0.conn).await?)
    }

    /// How many attempts there were.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count_contact_attempts(&self, case: CaseId) -> Result<u64> {
        let query = contact_attempt::Entity::find().filter(contact_attempt::Column::CaseId.eq(case.uuid()));
        Ok(query.count(self.0.conn).await?)
    }
}

impl Cases<'_, DatabaseTransaction> {
    /// Raises a flag.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_flag(&self, flag: flag::Model) -> Result<()> {
        flag.insert(self.0.conn).await
    }

    /// Clears a flag with its outcome; answers whether it was open.
    ///
    /// # Errors
    /// As any statement.
    pub async fn clear_flag(
        &self,
        id: FlagId,
        by: Option<AccountId>,
        at: DateTime<Utc>,
        outcome: &str,
    ) -> Result<bool> {
        let query = flag::Entity::update_many()
            .col_expr(flag::Column::ClearedBy, Expr::val(by.map(|a| a.uuid())))
            .col_expr(flag::Column::ClearedAt, Expr::val(at))
            .col_expr(flag::Column::Outcome, Expr::val(outcome))
            .filter(flag::Column::Id.eq(id.uuid()))
            .filter(flag::Column::ClearedAt.is_null());
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Records an attempt to reach a worker.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_contact_attempt(&self, attempt: contact_attempt::Model) -> Result<()> {
        attempt.insert(self.0.conn).await
    }
}
