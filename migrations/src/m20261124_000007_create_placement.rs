//! Matching and work: job orders, offers, contracts, placements and what the job cost.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table job_order (
    id {uuid} not null constraint pk_job_order primary key,
    number varchar(24) not null constraint uq_job_order_number unique,
    programme_id {uuid} not null constraint fk_job_order_programme references programme (id),
    employer_id {uuid} not null constraint fk_job_order_employer references organisation (id),
    status varchar(20) not null,
    occupation varchar(10) not null,
    title text not null,
    sector varchar(60) not null,
    headcount integer not null,
    filled integer not null default 0,
    sex varchar(20) not null,
    wage_minor bigint not null,
    wage_currency char(3) not null,
    wage_period varchar(10) not null,
    hours_week integer not null,
    starts_on {date} not null,
    ends_on {date} not null,
    workplace text not null,
    terms {json} not null,
    approved_by {uuid},
    approved_at {time},
    created_by {uuid} not null,
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null,
    constraint ck_job_order_filled check (filled >= 0 and filled <= headcount),
    constraint ck_job_order_wage check (wage_minor >= 0),
    constraint ck_job_order_dates check (starts_on <= ends_on),
    constraint ck_job_order_two_persons check (approved_by is null or approved_by <> created_by)
)"#,
    r#"create index ix_job_order_employer on job_order (employer_id, status, id)"#,
    r#"create index ix_job_order_programme on job_order (programme_id, status, id)"#,
    r#"create table offer (
    id {uuid} not null constraint pk_offer primary key,
    case_id {uuid} not null constraint fk_offer_case references cases (id),
    job_order_id {uuid} not null constraint fk_offer_job_order references job_order (id),
    status varchar(20) not null,
    terms {json} not null,
    expires_at {time} not null,
    made_by {uuid} not null,
    made_at {time} not null,
    shown_in varchar(35),
    shown_at {time},
    answered_at {time},
    answer_reason varchar(60),
    version integer not null default 1
)"#,
    r#"create unique index uq_offer_open on offer (case_id, job_order_id) where status in ('open', 'accepted')"#,
    r#"create index ix_offer_case on offer (case_id, status)"#,
    r#"create index ix_offer_job_order on offer (job_order_id, status)"#,
    r#"create index ix_offer_expires on offer (expires_at) where status = 'open'"#,
    r#"create table contract (
    id {uuid} not null constraint pk_contract primary key,
    case_id {uuid} not null constraint fk_contract_case references cases (id),
    offer_id {uuid} constraint fk_contract_offer references offer (id),
    job_order_id {uuid} not null constraint fk_contract_job_order references job_order (id),
    employer_id {uuid} not null constraint fk_contract_employer references organisation (id),
    number varchar(40) not null,
    kind varchar(20) not null,
    revision integer not null,
    language varchar(35) not null,
    wage_minor bigint not null,
    wage_currency char(3) not null,
    wage_period varchar(10) not null,
    hours_week integer not null,
    starts_on {date} not null,
    ends_on {date} not null,
    terms {json} not null,
    worker_signed_at {time},
    worker_signed_by {uuid},
    employer_signed_at {time},
    employer_signed_by {uuid},
    mission_signed_at {time},
    mission_signed_by {uuid},
    handed_over_on {date},
    taken_up_at {time},
    cancelled_at {time},
    version integer not null default 1,
    created_at {time} not null,
    constraint uq_contract_version unique (case_id, kind, revision),
    constraint ck_contract_dates check (starts_on <= ends_on),
    constraint ck_contract_wage check (wage_minor >= 0)
)"#,
    r#"create index ix_contract_employer on contract (employer_id)"#,
    r#"create index ix_contract_waiting on contract (employer_id, case_id) where taken_up_at is null and cancelled_at is null"#,
    r#"create table placement (
    id {uuid} not null constraint pk_placement primary key,
    case_id {uuid} not null constraint fk_placement_case references cases (id),
    contract_id {uuid} not null constraint fk_placement_contract references contract (id),
    employer_id {uuid} not null constraint fk_placement_employer references organisation (id),
    workplace text not null,
    departed_on {date},
    arrived_on {date},
    confirmed_by {uuid},
    confirmed_at {time},
    differences {json} not null,
    ended_on {date},
    end_reason varchar(60),
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null
)"#,
    r#"create index ix_placement_case on placement (case_id, created_at)"#,
    r#"create index ix_placement_employer on placement (employer_id, ended_on)"#,
    r#"create table cost_item (
    id {uuid} not null constraint pk_cost_item primary key,
    case_id {uuid} not null constraint fk_cost_item_case references cases (id),
    kind varchar(40) not null,
    paid_by varchar(20) not null,
    amount_minor bigint not null,
    currency char(3) not null,
    paid_on {date},
    paid_to text,
    treatment varchar(20) not null,
    recorded_by {uuid} not null,
    recorded_at {time} not null,
    constraint ck_cost_item_amount check (amount_minor >= 0)
)"#,
    r#"create index ix_cost_item_case on cost_item (case_id)"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &["cost_item", "placement", "contract", "offer", "job_order"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
