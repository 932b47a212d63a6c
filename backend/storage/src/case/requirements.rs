//! Requirement records: kept, verified by another person, never changed. Health findings are sealed.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use sojourn_domain::requirement::Requirement;
use sojourn_domain::{AccountId, CaseId, RequirementId};

use super::{Cases, nouns};
use crate::entity::Row;
use crate::entity::case::requirement;
use crate::{Result, Sealed};

const FINDINGS: &str = "requirement.findings";

impl<C: ConnectionTrait> Cases<'_, C> {
    /// All records of a case, newest first: the first of each kind is the one that counts.
    ///
    /// # Errors
    /// As any statement.
    pub async fn requirements(&self, case: CaseId) -> Result<Vec<Requirement>> {
        let query = requirement::Entity::find()
            .filter(requirement::Column::CaseId.eq(case.uuid()))
            .order_by_desc(requirement::Column::RecordedAt)
            .order_by_desc(requirement::Column::Id);
        query.all(self.0.conn).await?.into_iter().map(nouns::requirement).collect()
    }

    /// A record by id.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_requirement(&self, id: RequirementId) -> Result<Option<Requirement>> {
        requirement::Model::find(self.0.conn, id.uuid()).await?.map(nouns::requirement).transpose()
    }

    /// The findings of a record, opened: for the health officer alone, and for the audit.
    ///
    /// # Errors
    /// [`crate::StorageError::Corrupt`] when the seal does not open.
    pub async fn findings(&self, id: RequirementId) -> Result<Option<String>> {
        let Some(row) = requirement::Model::find(self.0.conn, id.uuid()).await? else { return Ok(None) };
        let (Some(bytes), Some(key_id)) = (row.findings_sealed, row.findings_key) else { return Ok(None) };
        self.0.vault.open(FINDINGS, row.id, &Sealed { key_id, bytes }).map(Some)
    }
}

impl Cases<'_, DatabaseTransaction> {
    /// Keeps a record; its findings, where it has some, are sealed.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_requirement(&self, record: &Requirement, findings: Option<&str>) -> Result<()> {
        let sealed = findings.map(|f| self.0.vault.seal(FINDINGS, record.id.uuid(), f)).transpose()?;
        let (findings_sealed, findings_key) = sealed.map(|s| (s.bytes, s.key_id)).unzip();
        let row = requirement::Model { findings_sealed, findings_key, ..nouns::requirement_row(record) };
        row.insert(self.0.conn).await
    }

    /// Verifies a record once; answers whether it was still unverified. The database refuses who recorded it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn verify_requirement(&self, id: RequirementId, by: AccountId, at: DateTime<Utc>) -> Result<bool> {
        let query = requirement::Entity::update_many()
            .col_expr(requirement::Column::VerifiedBy, Expr::val(by.uuid()))
            .col_expr(requirement::Column::VerifiedAt, Expr::val(at))
            .filter(requirement::Column::Id.eq(id.uuid()))
            .filter(requirement::Column::VerifiedBy.is_null());
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }
}
