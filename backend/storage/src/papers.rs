//! Documents with their frozen facts, files by hash, and the inbox every message stands in first.
//! Owns superseding and what was read or sent; refuses to render or to send. Start at [`Papers`].

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use sojourn_domain::{AccountId, CaseId, ContractId, DocumentId, MessageId, WorkerId};
use uuid::Uuid;

use crate::entity::papers::{attachment, blob, document, inbox_message};
use crate::entity::{Row, papers};
use crate::keyset::{Page, before};
use crate::store::{repository, rows};
use crate::{Result, StorageError};

repository! {
    /// Documents, files and messages.
    Papers, papers
}

rows! { Papers:
    "a document" document(DocumentId) {
        find find_document, insert insert_document,
        list documents_of_case of CaseId: CaseId in IssuedAt,
        list documents_of_worker of WorkerId: WorkerId in IssuedAt
    }
    "a message" inbox_message(MessageId) { find find_message, insert insert_message }
}

impl<C: ConnectionTrait> Papers<'_, C> {
    /// The newest revision of a document number: what a verifier is told about.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_document_by_number(&self, number: &str) -> Result<Option<document::Model>> {
        let query = document::Entity::find().filter(document::Column::Number.eq(number));
        Ok(query.order_by_desc(document::Column::Revision).one(self.0.conn).await?)
    }

    /// A revision of a document number, superseded or not.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_revision(&self, number: &str, revision: i32) -> Result<Option<document::Model>> {
        let query = document::Entity::find()
            .filter(document::Column::Number.eq(number))
            .filter(document::Column::Revision.eq(revision));
        Ok(query.one(self.0.conn).await?)
    }

    /// A stored file by its content's hash.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_blob(&self, hash: &str) -> Result<Option<blob::Model>> {
        Ok(blob::Entity::find().filter(blob::Column::Hash.eq(hash)).one(self.0.conn).await?)
    }

    /// Files attached to a record, oldest first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn attachments(&self, subject: Uuid) -> Result<Vec<attachment::Model>> {
        let query = attachment::Entity::find().filter(attachment::Column::SubjectId.eq(subject));
        Ok(query.order_by_asc(attachment::Column::UploadedAt).all(self.0.conn).await?)
    }

    /// An account's inbox, newest first, from behind `last` (time and id) on.
    ///
    /// # Errors
    /// As any statement.
    pub async fn inbox(
        &self,
        account: AccountId,
        last: Option<(DateTime<Utc>, MessageId)>,
        size: u64,
    ) -> Result<Page<inbox_message::Model>> {
        let mut query = inbox_message::Entity::find().filter(inbox_message::Column::AccountId.eq(account.uuid()));
        if let Some((at, id)) = last {
            let columns = vec![Expr::col(inbox_message::Column::CreatedAt), Expr::col(inbox_message::Column::Id)];
            query = query.filter(before(columns, vec![Expr::val(at), Expr::val(id.uuid())]));
        }
        let rows = query
            .order_by_desc(inbox_message::Column::CreatedAt)
            .order_by_desc(inbox_message::Column::Id)
            .limit(size + 1)
            .all(self.0.conn)
            .await?;
        Ok(Page::cut(rows, size))
    }

    /// How many messages an account has not read.
    ///
    /// # Errors
    /// As any statement.
    pub async fn unread(&self, account: AccountId) -> Result<u64> {
        let query = inbox_message::Entity::find()
            .filter(inbox_message::Column::AccountId.eq(account.uuid()))
            .filter(inbox_message::Column::ReadAt.is_null());
        Ok(query.count(self.0.conn).await?)
    }

    /// Whether an account got a message of a kind since a moment.
    ///
    /// # Errors
    /// As any statement.
    pub async fn has_message_since(&self, account: AccountId, kind: &str, since: DateTime<Utc>) -> Result<bool> {
        let query = inbox_message::Entity::find()
            .filter(inbox_message::Column::AccountId.eq(account.uuid()))
            .filter(inbox_message::Column::Kind.eq(kind))
            .filter(inbox_message::Column::CreatedAt.gte(since));
        Ok(query.count(self.0.conn).await? > 0)
    }

    /// Messages written before a moment that no e-mail carried, nobody read and nobody phoned about: the
    /// list of people to phone, longest waiting first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn unreached(&self, written_before: DateTime<Utc>, limit: u64) -> Result<Vec<inbox_message::Model>> {
        let query = inbox_message::Entity::find()
            .filter(inbox_message::Column::ReadAt.is_null())
            .filter(inbox_message::Column::EmailSentAt.is_null())
            .filter(inbox_message::Column::PhonedAt.is_null())
            .filter(inbox_message::Column::CreatedAt.lt(written_before))
            .order_by_asc(inbox_message::Column::CreatedAt)
            .limit(limit);
        Ok(query.all(self.0.conn).await?)
    }
}

impl Papers<'_, DatabaseTransaction> {
    /// Says that a document is superseded by a newer one, once.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when it already was.
    pub async fn supersede(&self, old: DocumentId, new: DocumentId) -> Result<()> {
        let marked = document::Entity::update_many()
            .col_expr(document::Column::SupersededBy, Expr::val(new.uuid()))
            .filter(document::Column::Id.eq(old.uuid()))
            .filter(document::Column::SupersededBy.is_null())
            .exec(self.0.conn)
            .await?;
        if marked.rows_affected == 1 { Ok(()) } else { Err(StorageError::Conflict(format!("document {old}"))) }
    }

    /// Voids every document of a contract with a coded reason; answers how many were valid.
    ///
    /// # Errors
    /// As any statement.
    pub async fn void_of_contract(&self, contract: ContractId, at: DateTime<Utc>, reason: &str) -> Result<u64> {
        let query = document::Entity::update_many()
            .col_expr(document::Column::VoidedAt, Expr::val(at))
            .col_expr(document::Column::VoidReason, Expr::val(reason))
            .filter(document::Column::ContractId.eq(contract.uuid()))
            .filter(document::Column::VoidedAt.is_null());
        Ok(query.exec(self.0.conn).await?.rows_affected)
    }

    /// Voids a document with a coded reason; answers whether it was valid.
    ///
    /// # Errors
    /// As any statement.
    pub async fn void(&self, id: DocumentId, at: DateTime<Utc>, reason: &str) -> Result<bool> {
        let query = document::Entity::update_many()
            .col_expr(document::Column::VoidedAt, Expr::val(at))
            .col_expr(document::Column::VoidReason, Expr::val(reason))
            .filter(document::Column::Id.eq(id.uuid()))
            .filter(document::Column::VoidedAt.is_null());
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Keeps where a rendered document lies. The first rendering stays: answers whether this was it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn set_rendered(&self, id: DocumentId, blob: Uuid, hash: &str) -> Result<bool> {
        let query = document::Entity::update_many()
            .col_expr(document::Column::BlobId, Expr::val(blob))
            .col_expr(document::Column::Hash, Expr::val(hash))
            .filter(document::Column::Id.eq(id.uuid()))
            .filter(document::Column::BlobId.is_null());
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Keeps a reference to a stored file; the same content is kept once. Answers the id it goes by.
    ///
    /// # Errors
    /// As any statement.
    pub async fn keep_blob(&self, row: papers::blob::Model) -> Result<Uuid> {
        let hash = row.hash.clone();
        blob::Entity::insert(row.into_active_model().reset_all())
            .on_conflict(OnConflict::column(blob::Column::Hash).do_nothing().to_owned())
            .exec_without_returning(self.0.conn)
            .await?;
        let kept = self.find_blob(&hash).await?;
        kept.map(|b| b.id).ok_or_else(|| StorageError::Corrupt(format!("blob {hash} vanished")))
    }

    /// Attaches a file to a record.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_attachment(&self, row: attachment::Model) -> Result<()> {
        row.insert(self.0.conn).await
    }

    /// Notes that the receiver opened a message; answers whether it was unread and theirs.
    ///
    /// # Errors
    /// As any statement.
    pub async fn mark_read(&self, account: AccountId, id: MessageId, at: DateTime<Utc>) -> Result<bool> {
        let query = inbox_message::Entity::update_many()
            .col_expr(inbox_message::Column::ReadAt, Expr::val(at))
            .filter(inbox_message::Column::Id.eq(id.uuid()))
            .filter(inbox_message::Column::AccountId.eq(account.uuid()))
            .filter(inbox_message::Column::ReadAt.is_null());
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Notes that a message went out by e-mail, under which Message-ID.
    ///
    /// # Errors
    /// As any statement.
    pub async fn mark_sent(&self, id: MessageId, at: DateTime<Utc>, message_id: &str) -> Result<()> {
        inbox_message::Entity::update_many()
            .col_expr(inbox_message::Column::EmailStatus, Expr::val("sent"))
            .col_expr(inbox_message::Column::EmailSentAt, Expr::val(at))
            .col_expr(inbox_message::Column::MessageId, Expr::val(message_id))
            .filter(inbox_message::Column::Id.eq(id.uuid()))
            .exec(self.0.conn)
            .await?;
        Ok(())
    }

    /// Notes that somebody phoned the receiver; answers whether nobody had.
    ///
    /// # Errors
    /// As any statement.
    pub async fn mark_phoned(&self, id: MessageId, by: AccountId, at: DateTime<Utc>) -> Result<bool> {
        let query = inbox_message::Entity::update_many()
            .col_expr(inbox_message::Column::PhonedAt, Expr::val(at))
            .col_expr(inbox_message::Column::PhonedBy, Expr::val(by.uuid()))
            .filter(inbox_message::Column::Id.eq(id.uuid()))
            .filter(inbox_message::Column::PhonedAt.is_null());
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }
}
