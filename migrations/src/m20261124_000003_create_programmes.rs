//! What two countries agreed: agreements, their dated rules, programmes and quota.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table agreement (
    id {uuid} not null constraint pk_agreement primary key,
    title text not null,
    origin char(3) not null,
    destination char(3) not null,
    in_force_from {date} not null,
    in_force_until {date},
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null
)"#,
    r#"create table programme (
    id {uuid} not null constraint pk_programme primary key,
    agreement_id {uuid} not null constraint fk_programme_agreement references agreement (id),
    title text not null,
    manager_id {uuid} not null constraint fk_programme_manager references organisation (id),
    mission_id {uuid} not null constraint fk_programme_mission references organisation (id),
    intake_opens {date} not null,
    intake_closes {date} not null,
    planned_start {date} not null,
    planned_end {date} not null,
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null,
    constraint ck_programme_intake check (intake_opens <= intake_closes),
    constraint ck_programme_planned check (planned_start <= planned_end)
)"#,
    r#"create index ix_programme_agreement on programme (agreement_id)"#,
    r#"create index ix_programme_manager on programme (manager_id)"#,
    r#"create index ix_programme_mission on programme (mission_id)"#,
    r#"create table rules_version (
    id {uuid} not null constraint pk_rules_version primary key,
    programme_id {uuid} not null constraint fk_rules_version_programme references programme (id),
    number integer not null,
    in_force_from {date} not null,
    rules {json} not null,
    created_at {time} not null,
    constraint uq_rules_version_number unique (programme_id, number),
    constraint uq_rules_version_in_force unique (programme_id, in_force_from)
)"#,
    r#"create table quota (
    id {uuid} not null constraint pk_quota primary key,
    programme_id {uuid} not null constraint fk_quota_programme references programme (id),
    year integer not null,
    sector varchar(60) not null,
    sex varchar(20) not null,
    places integer not null,
    taken integer not null default 0,
    version integer not null default 1,
    constraint uq_quota_row unique (programme_id, year, sector, sex),
    constraint ck_quota_taken check (taken >= 0 and taken <= places)
)"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &["quota", "rules_version", "programme", "agreement"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
