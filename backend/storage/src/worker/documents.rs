//! Identity documents, sealed, and consents. Owns sealing of the number and its blind index.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use sojourn_domain::WorkerId;
use sojourn_domain::country::Country;
use sojourn_domain::locale::PaperLanguage;
use sojourn_domain::worker::{Consent, ConsentPurpose, IdentityDocument, IdentityDocumentKind};

use super::Workers;
use crate::entity::Row;
use crate::entity::worker::{consent, identity_document};
use crate::store::coded;
use crate::{Result, Sealed, new_id};

const NUMBER: &str = "identity_document.number";

impl<C: ConnectionTrait> Workers<'_, C> {
    /// A worker's identity documents with their numbers opened, oldest first. The reading is for the audit.
    ///
    /// # Errors
    /// [`crate::StorageError::Corrupt`] when a seal does not open.
    pub async fn documents(&self, worker: WorkerId) -> Result<Vec<IdentityDocument>> {
        let query = identity_document::Entity::find()
            .filter(identity_document::Column::WorkerId.eq(worker.uuid()))
            .order_by_asc(identity_document::Column::Id);
        query.all(self.0.conn).await?.into_iter().map(|row| self.opened(row)).collect()
    }

    /// Workers who carry a document of this number and issuer, found by the blind index.
    ///
    /// # Errors
    /// As any statement.
    pub async fn with_document(
        &self,
        kind: IdentityDocumentKind,
        issuer: Country,
        number: &str,
    ) -> Result<Vec<WorkerId>> {
        let query = identity_document::Entity::find()
            .filter(identity_document::Column::NumberIndex.eq(self.index(kind, issuer, number)))
            .order_by_asc(identity_document::Column::Id);
        Ok(query.all(self.0.conn).await?.into_iter().map(|d| d.worker_id.into()).collect())
    }

    /// Consents of a worker in the order they were given, withdrawn ones among them.
    ///
    /// # Errors
    /// As any statement.
    pub async fn consents(&self, worker: WorkerId) -> Result<Vec<Consent>> {
        let query = consent::Entity::find()
            .filter(consent::Column::WorkerId.eq(worker.uuid()))
            .order_by_asc(consent::Column::GivenAt)
            .order_by_asc(consent::Column::Id);
        query.all(self.0.conn).await?.into_iter().map(to_consent).collect()
    }

    fn index(&self, kind: IdentityDocumentKind, issuer: Country, number: &str) -> String {
        self.0.vault.blind_index(NUMBER, &plain_document(kind, issuer, number))
    }

    /// A document as it is kept: its number sealed, and found by its digest.
    pub(crate) fn document_row(
        &self,
        document: &IdentityDocument,
        now: DateTime<Utc>,
    ) -> Result<identity_document::Model> {
        let id = document.id.uuid();
        let sealed = self.0.vault.seal(NUMBER, id, &document.number)?;
        Ok(identity_document::Model {
            id,
            worker_id: document.worker.uuid(),
            kind: document.kind.code().to_owned(),
            number_sealed: sealed.bytes,
            number_key: sealed.key_id,
            number_index: self.index(document.kind, document.issuer, &document.number),
            issuer: document.issuer.alpha3().to_owned(),
            expires: document.expires,
            created_at: now,
        })
    }

    fn opened(&self, row: identity_document::Model) -> Result<IdentityDocument> {
        let sealed = Sealed { key_id: row.number_key, bytes: row.number_sealed };
        Ok(IdentityDocument {
            id: row.id.into(),
            worker: row.worker_id.into(),
            kind: coded(IdentityDocumentKind::from_code, "identity document kind", &row.kind)?,
            number: self.0.vault.open(NUMBER, row.id, &sealed)?,
            issuer: coded(|c| c.parse().ok(), "country", &row.issuer)?,
            expires: row.expires,
        })
    }
}

impl Workers<'_, DatabaseTransaction> {
    /// Keeps an identity document; its number is sealed.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_document(&self, document: &IdentityDocument, now: DateTime<Utc>) -> Result<()> {
        self.document_row(document, now)?.insert(self.0.conn).await
    }

    /// Records a consent.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_consent(&self, worker: WorkerId, consent: &Consent) -> Result<()> {
        consent_row(worker, consent).insert(self.0.conn).await
    }

    /// Withdraws the consents in force for a purpose; answers whether there was one.
    ///
    /// # Errors
    /// As any statement.
    pub async fn withdraw_consent(&self, worker: WorkerId, purpose: ConsentPurpose, at: DateTime<Utc>) -> Result<bool> {
        let query = consent::Entity::update_many()
            .col_expr(consent::Column::WithdrawnAt, Expr::val(at))
            .filter(consent::Column::WorkerId.eq(worker.uuid()))
            .filter(consent::Column::Purpose.eq(purpose.code()))
            .filter(consent::Column::WithdrawnAt.is_null());
        Ok(query.exec(self.0.conn).await?.rows_affected > 0)
    }
}

/// A document by which it is told from any other, however its number was spaced.
pub(super) fn plain_document(kind: IdentityDocumentKind, issuer: Country, number: &str) -> String {
    let number: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{kind}/{}/{}", issuer.alpha3(), number.to_uppercase())
}

pub(crate) fn consent_row(worker: WorkerId, consent: &Consent) -> consent::Model {
    consent::Model {
        id: new_id(),
        worker_id: worker.uuid(),
        purpose: consent.purpose.code().to_owned(),
        language: consent.language.code().to_owned(),
        text_version: consent.text_version.clone(),
        given_at: consent.given_at,
        withdrawn_at: consent.withdrawn_at,
    }
}

fn to_consent(row: consent::Model) -> Result<Consent> {
    Ok(Consent {
        purpose: coded(ConsentPurpose::from_code, "consent purpose", &row.purpose)?,
        language: coded(PaperLanguage::from_code, "language", &row.language)?,
        text_version: row.text_version,
        given_at: row.given_at,
        withdrawn_at: row.withdrawn_at,
    })
}
