//! Papers, messages and files: documents with their frozen facts, blobs by hash, the inbox.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table blob (
    id {uuid} not null constraint pk_blob primary key,
    hash varchar(64) not null constraint uq_blob_hash unique,
    media_type varchar(100) not null,
    size bigint not null,
    created_at {time} not null,
    constraint ck_blob_size check (size >= 0)
)"#,
    r#"create table document (
    id {uuid} not null constraint pk_document primary key,
    kind varchar(40) not null,
    number varchar(40) not null,
    revision integer not null,
    case_id {uuid} constraint fk_document_case references cases (id),
    worker_id {uuid} constraint fk_document_worker references worker (id),
    contract_id {uuid} constraint fk_document_contract references contract (id),
    locale varchar(10) not null,
    facts {json} not null,
    token text,
    blob_id {uuid} constraint fk_document_blob references blob (id),
    hash varchar(64),
    superseded_by {uuid} constraint fk_document_superseded_by references document (id),
    voided_at {time},
    void_reason varchar(60),
    issued_by {uuid},
    issued_at {time} not null,
    constraint uq_document_number unique (number, revision),
    constraint ck_document_superseded check (superseded_by is null or superseded_by <> id)
)"#,
    r#"create index ix_document_case on document (case_id, kind, issued_at)"#,
    r#"create index ix_document_worker on document (worker_id, kind, issued_at)"#,
    r#"create index ix_document_contract on document (contract_id) where contract_id is not null"#,
    r#"create table attachment (
    id {uuid} not null constraint pk_attachment primary key,
    blob_id {uuid} not null constraint fk_attachment_blob references blob (id),
    subject_kind varchar(40) not null,
    subject_id {uuid} not null,
    name text not null,
    uploaded_by {uuid} not null,
    uploaded_at {time} not null
)"#,
    r#"create index ix_attachment_subject on attachment (subject_id, uploaded_at)"#,
    r#"create table inbox_message (
    id {uuid} not null constraint pk_inbox_message primary key,
    account_id {uuid} not null constraint fk_inbox_message_account references account (id),
    kind varchar(60) not null,
    link text not null,
    facts {json} not null,
    email_status varchar(20) not null,
    email_sent_at {time},
    message_id varchar(200),
    created_at {time} not null,
    read_at {time},
    phoned_at {time},
    phoned_by {uuid}
)"#,
    r#"create index ix_inbox_message_account on inbox_message (account_id, created_at, id)"#,
    r#"create index ix_inbox_message_unread on inbox_message (created_at) where read_at is null"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &["inbox_message", "attachment", "document", "blob"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
