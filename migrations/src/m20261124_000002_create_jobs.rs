//! The queue: work that leaves the transaction it was decided in.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table job (
    id {uuid} not null constraint pk_job primary key,
    kind varchar(60) not null,
    payload {json} not null,
    dedup_key varchar(200) constraint uq_job_dedup_key unique,
    run_at {time} not null,
    attempts integer not null default 0,
    lease_owner varchar(80),
    lease_until {time},
    created_at {time} not null,
    done_at {time},
    dead_at {time},
    last_error text
)"#,
    r#"create index ix_job_due on job (run_at, id) where done_at is null and dead_at is null"#,
    r#"create index ix_job_dead on job (dead_at, id) where dead_at is not null"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &["job"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
