//! Persons, for life: workers, their identity documents and consents, and the index they are searched by.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::schema::{drop_tables, run, run_on};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table counter (
    name varchar(40) not null constraint pk_counter primary key,
    value bigint not null
)"#,
    r#"create table worker (
    id {uuid} not null constraint pk_worker primary key,
    number varchar(20) not null constraint uq_worker_number unique,
    given_names text not null,
    surname text not null,
    own_script_name text,
    parent_name text,
    search_text text not null,
    surname_key varchar(12) not null,
    given_key varchar(12) not null,
    sex varchar(20) not null,
    born varchar(10) not null,
    birth_year integer,
    nationality char(3) not null,
    phone varchar(40),
    email varchar(254),
    address text,
    district varchar(80),
    postcode varchar(20),
    language varchar(35) not null,
    office_id {uuid} not null constraint fk_worker_office references organisation (id),
    merged_into {uuid} constraint fk_worker_merged_into references worker (id),
    version integer not null default 1,
    created_at {time} not null,
    constraint ck_worker_merged_into check (merged_into is null or merged_into <> id)
)"#,
    r#"create index ix_worker_office_name on worker (office_id, surname, given_names, id)"#,
    r#"create index ix_worker_office_district on worker (office_id, district)"#,
    r#"create index ix_worker_surname_key on worker (surname_key, birth_year)"#,
    r#"create index ix_worker_given_key on worker (given_key, born)"#,
    r#"create index ix_worker_phone on worker (phone) where phone is not null"#,
    r#"create index ix_worker_merged_into on worker (merged_into) where merged_into is not null"#,
    r#"create table identity_document (
    id {uuid} not null constraint pk_identity_document primary key,
    worker_id {uuid} not null constraint fk_identity_document_worker references worker (id),
    kind varchar(20) not null,
    number_sealed {bytes} not null,
    number_key varchar(20) not null,
    number_index varchar(64) not null,
    issuer char(3) not null,
    expires {date},
    created_at {time} not null
)"#,
    r#"create index ix_identity_document_worker on identity_document (worker_id)"#,
    r#"create index ix_identity_document_number on identity_document (number_index)"#,
    r#"create table consent (
    id {uuid} not null constraint pk_consent primary key,
    worker_id {uuid} not null constraint fk_consent_worker references worker (id),
    purpose varchar(40) not null,
    language varchar(35) not null,
    text_version varchar(40) not null,
    given_at {time} not null,
    withdrawn_at {time}
)"#,
    r#"create index ix_consent_worker on consent (worker_id, purpose)"#,
];

/// Names and numbers by any three letters in a row, kept true by triggers.
const SEARCH_SQLITE: &[&str] = &[
    r#"create virtual table worker_search using fts5 (search_text, content='worker', content_rowid='rowid', tokenize='trigram')"#,
    r#"create trigger tr_worker_search_insert after insert on worker begin
    insert into worker_search (rowid, search_text) values (new.rowid, new.search_text);
end"#,
    r#"create trigger tr_worker_search_delete after delete on worker begin
    insert into worker_search (worker_search, rowid, search_text) values ('delete', old.rowid, old.search_text);
end"#,
    r#"create trigger tr_worker_search_update after update of search_text on worker begin
    insert into worker_search (worker_search, rowid, search_text) values ('delete', old.rowid, old.search_text);
    insert into worker_search (rowid, search_text) values (new.rowid, new.search_text);
end"#,
];

/// The same by trigrams.
const SEARCH_POSTGRES: &[&str] = &[
    "create extension if not exists pg_trgm",
    "create index ix_worker_search on worker using gin (search_text gin_trgm_ops)",
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &["consent", "identity_document", "worker", "counter"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        run_on(manager, DbBackend::Sqlite, SEARCH_SQLITE).await?;
        run_on(manager, DbBackend::Postgres, SEARCH_POSTGRES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run_on(manager, DbBackend::Sqlite, &["drop table worker_search"]).await?;
        drop_tables(manager, TABLES).await
    }
}
