//! Proposals that wait for a second person. That the two differ is checked by the database too.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use sojourn_domain::case::{Approval, ApprovalStatus};
use sojourn_domain::{AccountId, Actor, ApprovalId, CaseId};

use super::{Cases, nouns};
use crate::entity::Row;
use crate::entity::case::{approval, case_file};
use crate::store::literally;
use crate::{Result, scope};

/// What a second person decided, and said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalDecision {
    /// Approved or declined.
    pub status: ApprovalStatus,
    /// Who; never the proposer.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where they said no.
    pub answer: Option<String>,
}

impl<C: ConnectionTrait> Cases<'_, C> {
    /// Approvals of a case, newest first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn approvals(&self, case: CaseId) -> Result<Vec<Approval>> {
        let query = approval::Entity::find()
            .filter(approval::Column::CaseId.eq(case.uuid()))
            .order_by_desc(approval::Column::ProposedAt)
            .order_by_desc(approval::Column::Id);
        query.all(self.0.conn).await?.into_iter().map(nouns::approval).collect()
    }

    /// An approval by id.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_approval(&self, id: ApprovalId) -> Result<Option<Approval>> {
        approval::Model::find(self.0.conn, id.uuid()).await?.map(nouns::approval).transpose()
    }

    /// Proposals that wait, of cases the actor sees and somebody else prepared; longest waiting first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn waiting_approvals(&self, actor: &Actor, limit: u64) -> Result<Vec<Approval>> {
        let of_case =
            Expr::col((case_file::Entity, case_file::Column::Id)).equals((approval::Entity, approval::Column::CaseId));
        let visible = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(of_case)
            .filter(scope::cases(actor));
        let query = approval::Entity::find()
            .filter(literally(approval::Column::Status, ApprovalStatus::Open.code()))
            .filter(approval::Column::ProposedBy.ne(actor.account.uuid()))
            .filter(Expr::exists(visible.into_query()))
            .order_by_asc(approval::Column::ProposedAt)
            .order_by_asc(approval::Column::Id)
            .limit(limit);
        query.all(self.0.conn).await?.into_iter().map(nouns::approval).collect()
    }
}

impl Cases<'_, DatabaseTransaction> {
    /// Proposes a move to a second person.
    ///
    /// # Errors
    /// [`crate::StorageError::Conflict`] when the same move is already proposed.
    pub async fn insert_approval(&self, approval: &Approval) -> Result<()> {
        nouns::approval_row(approval).insert(self.0.conn).await
    }

    /// Decides an open proposal; answers whether it was still open. The database refuses the proposer.
    ///
    /// # Errors
    /// As any statement.
    pub async fn decide_approval(&self, id: ApprovalId, decision: ApprovalDecision) -> Result<bool> {
        let ApprovalDecision { status, by, at, answer } = decision;
        let query = approval::Entity::update_many()
            .col_expr(approval::Column::Status, Expr::val(status.code()))
            .col_expr(approval::Column::DecidedBy, Expr::val(by.uuid()))
            .col_expr(approval::Column::DecidedAt, Expr::val(at))
            .col_expr(approval::Column::Answer, Expr::val(answer))
            .filter(approval::Column::Id.eq(id.uuid()))
            .filter(approval::Column::Status.eq(ApprovalStatus::Open.code()));
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Ends every open proposal of a case but one: the case went another way. Answers how many.
    ///
    /// # Errors
    /// As any statement.
    pub async fn overtake_approvals(&self, case: CaseId, but: Option<ApprovalId>, at: DateTime<Utc>) -> Result<u64> {
        let mut query = approval::Entity::update_many()
            .col_expr(approval::Column::Status, Expr::val(ApprovalStatus::Overtaken.code()))
            .col_expr(approval::Column::DecidedAt, Expr::val(at))
            .filter(approval::Column::CaseId.eq(case.uuid()))
            .filter(approval::Column::Status.eq(ApprovalStatus::Open.code()));
        if let Some(kept) = but {
            query = query.filter(approval::Column::Id.ne(kept.uuid()));
        }
        Ok(query.exec(self.0.conn).await?.rows_affected)
    }
}
