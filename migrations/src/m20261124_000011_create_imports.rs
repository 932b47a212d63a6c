//! Rows that came in from a file, each with what became of it.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table import_mapping (
    id {uuid} not null constraint pk_import_mapping primary key,
    owner_id {uuid} not null,
    name text not null,
    columns_hash varchar(64) not null,
    columns {json} not null,
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null,
    constraint uq_import_mapping unique (owner_id, columns_hash)
)"#,
    r#"create table import_run (
    id {uuid} not null constraint pk_import_run primary key,
    kind varchar(20) not null,
    file_name text not null,
    file_hash varchar(64) not null,
    office_id {uuid} not null constraint fk_import_run_office references organisation (id),
    mapping {json} not null,
    dry_run {bool} not null,
    status varchar(20) not null,
    rows_total integer not null default 0,
    rows_created integer not null default 0,
    rows_duplicate integer not null default 0,
    rows_refused integer not null default 0,
    started_by {uuid},
    started_at {time} not null,
    finished_at {time},
    version integer not null default 1
)"#,
    r#"create index ix_import_run_office on import_run (office_id, started_at)"#,
    r#"create table import_row (
    id {uuid} not null constraint pk_import_row primary key,
    run_id {uuid} not null constraint fk_import_row_run references import_run (id) on delete cascade,
    line integer not null,
    row_key varchar(64) not null,
    status varchar(20) not null,
    reason varchar(60),
    field varchar(60),
    detail text,
    worker_id {uuid} constraint fk_import_row_worker references worker (id),
    match_id {uuid} constraint fk_import_row_match references worker (id),
    constraint uq_import_row_line unique (run_id, line)
)"#,
    r#"create index ix_import_row_key on import_row (row_key)"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &["import_row", "import_run", "import_mapping"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
