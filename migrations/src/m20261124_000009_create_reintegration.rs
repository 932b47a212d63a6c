//! Coming back, and asking for help at any moment.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table support_request (
    id {uuid} not null constraint pk_support_request primary key,
    case_id {uuid} not null constraint fk_support_request_case references cases (id),
    kinds {json} not null,
    story_sealed {bytes},
    story_key varchar(20),
    urgency varchar(20) not null,
    status varchar(20) not null,
    asked_by {uuid} not null,
    asked_at {time} not null,
    version integer not null default 1
)"#,
    r#"create index ix_support_request_case on support_request (case_id, asked_at)"#,
    r#"create table reintegration_assessment (
    id {uuid} not null constraint pk_reintegration_assessment primary key,
    case_id {uuid} not null constraint fk_reintegration_assessment_case references cases (id),
    round varchar(20) not null,
    answers {json} not null,
    economic_score integer,
    social_score integer,
    psychosocial_score integer,
    total_score integer,
    assessed_by {uuid} not null,
    assessed_on {date} not null,
    created_at {time} not null
)"#,
    r#"create index ix_reintegration_assessment_case on reintegration_assessment (case_id, assessed_on)"#,
    r#"create table plan (
    id {uuid} not null constraint pk_plan primary key,
    case_id {uuid} not null constraint fk_plan_case references cases (id),
    revision integer not null,
    status varchar(20) not null,
    goal text not null,
    budget_minor bigint not null,
    currency char(3) not null,
    prepared_by {uuid} not null,
    agreed_at {time},
    approved_by {uuid},
    approved_at {time},
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null,
    constraint uq_plan_revision unique (case_id, revision),
    constraint ck_plan_budget check (budget_minor >= 0),
    constraint ck_plan_two_persons check (approved_by is null or approved_by <> prepared_by)
)"#,
    r#"create table plan_item (
    id {uuid} not null constraint pk_plan_item primary key,
    plan_id {uuid} not null constraint fk_plan_item_plan references plan (id),
    kind varchar(40) not null,
    description text not null,
    partner_id {uuid} constraint fk_plan_item_partner references organisation (id),
    cost_minor bigint not null,
    currency char(3) not null,
    due_on {date},
    status varchar(20) not null,
    delivered_on {date},
    delivered_by {uuid},
    version integer not null default 1,
    constraint ck_plan_item_cost check (cost_minor >= 0)
)"#,
    r#"create index ix_plan_item_plan on plan_item (plan_id)"#,
    r#"create index ix_plan_item_partner on plan_item (partner_id, status) where partner_id is not null"#,
    r#"create table follow_up (
    id {uuid} not null constraint pk_follow_up primary key,
    case_id {uuid} not null constraint fk_follow_up_case references cases (id),
    month integer not null,
    due_on {date} not null,
    done_on {date},
    done_by {uuid},
    outcome varchar(40),
    answers {json} not null,
    version integer not null default 1,
    constraint uq_follow_up_month unique (case_id, month)
)"#,
    r#"create index ix_follow_up_due on follow_up (due_on) where done_on is null"#,
    r#"create table help_thread (
    id {uuid} not null constraint pk_help_thread primary key,
    worker_id {uuid} not null constraint fk_help_thread_worker references worker (id),
    case_id {uuid} constraint fk_help_thread_case references cases (id),
    topic varchar(40) not null,
    urgent {bool} not null,
    status varchar(20) not null,
    assigned_to {uuid} constraint fk_help_thread_assigned_to references account (id),
    opened_at {time} not null,
    last_message_at {time} not null,
    closed_at {time},
    version integer not null default 1
)"#,
    r#"create index ix_help_thread_worker on help_thread (worker_id, opened_at)"#,
    r#"create index ix_help_thread_open on help_thread (last_message_at, id) where closed_at is null"#,
    r#"create table help_message (
    id {uuid} not null constraint pk_help_message primary key,
    thread_id {uuid} not null constraint fk_help_message_thread references help_thread (id),
    from_worker {bool} not null,
    author_id {uuid} not null,
    text_sealed {bytes} not null,
    text_key varchar(20) not null,
    sent_at {time} not null
)"#,
    r#"create index ix_help_message_thread on help_message (thread_id, sent_at, id)"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] =
    &["help_message", "help_thread", "follow_up", "plan_item", "plan", "reintegration_assessment", "support_request"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
