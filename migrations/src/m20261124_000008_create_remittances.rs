//! Money sent home and what it cost.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table remittance (
    id {uuid} not null constraint pk_remittance primary key,
    case_id {uuid} not null constraint fk_remittance_case references cases (id),
    worker_id {uuid} not null constraint fk_remittance_worker references worker (id),
    sent_on {date} not null,
    channel varchar(40) not null,
    provider text,
    sent_minor bigint not null,
    sent_currency char(3) not null,
    fee_minor bigint not null,
    received_minor bigint,
    received_currency char(3),
    rate_e10 bigint,
    reference_rate_e10 bigint,
    use_code varchar(40),
    recorded_by {uuid} not null,
    created_at {time} not null,
    constraint ck_remittance_sent check (sent_minor > 0),
    constraint ck_remittance_fee check (fee_minor >= 0),
    constraint ck_remittance_received check (received_minor is null or received_minor >= 0)
)"#,
    r#"create index ix_remittance_case on remittance (case_id, sent_on, id)"#,
    r#"create index ix_remittance_worker on remittance (worker_id, sent_on, id)"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &["remittance"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
