//! Journeys and the record of them: cases, events, audit, approvals, requirements and flags.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table cases (
    id {uuid} not null constraint pk_cases primary key,
    number varchar(24) not null constraint uq_cases_number unique,
    worker_id {uuid} not null constraint fk_cases_worker references worker (id),
    programme_id {uuid} not null constraint fk_cases_programme references programme (id),
    office_id {uuid} not null constraint fk_cases_office references organisation (id),
    state varchar(20) not null,
    active {bool} not null,
    pool varchar(20),
    planned_start {date} not null,
    planned_end {date} not null,
    departs_on {date},
    quota_id {uuid} constraint fk_cases_quota references quota (id),
    employer_id {uuid} constraint fk_cases_employer references organisation (id),
    centre_id {uuid} constraint fk_cases_centre references organisation (id),
    case_worker_id {uuid} constraint fk_cases_case_worker references account (id),
    prepared_by {uuid} not null constraint fk_cases_prepared_by references account (id),
    created_at {time} not null,
    moved_at {time} not null,
    version integer not null default 1,
    constraint ck_cases_planned check (planned_start <= planned_end)
)"#,
    r#"create unique index uq_cases_active_worker on cases (worker_id) where active = true"#,
    r#"create index ix_cases_worker on cases (worker_id, created_at)"#,
    r#"create index ix_cases_office_state on cases (office_id, state, moved_at, id)"#,
    r#"create index ix_cases_programme_state on cases (programme_id, state, moved_at, id)"#,
    r#"create index ix_cases_moved on cases (moved_at, id)"#,
    r#"create index ix_cases_ending on cases (planned_end, id) where state = 'employed'"#,
    r#"create index ix_cases_employer_state on cases (employer_id, state) where employer_id is not null"#,
    r#"create table case_event (
    id {uuid} not null constraint pk_case_event primary key,
    case_id {uuid} not null constraint fk_case_event_case references cases (id),
    seq integer not null,
    transition varchar(40) not null,
    from_state varchar(20),
    to_state varchar(20) not null,
    actor_id {uuid},
    said text not null,
    words_sealed {bytes},
    words_key varchar(20),
    words_digest varchar(64) not null,
    approval_id {uuid},
    rules_version_id {uuid},
    at {time} not null,
    prev_hash varchar(64) not null,
    hash varchar(64) not null,
    constraint uq_case_event_seq unique (case_id, seq)
)"#,
    r#"create table audit (
    id {uuid} not null constraint pk_audit primary key,
    chain_kind varchar(10) not null,
    chain_id {uuid} not null,
    seq bigint not null,
    account_id {uuid},
    act varchar(40) not null,
    subject_kind varchar(40) not null,
    subject_id {uuid},
    details text not null,
    at {time} not null,
    prev_hash varchar(64) not null,
    hash varchar(64) not null,
    constraint uq_audit_seq unique (chain_id, seq)
)"#,
    r#"create index ix_audit_at on audit (at, id)"#,
    r#"create index ix_audit_account on audit (account_id, at, id)"#,
    r#"create index ix_audit_act on audit (act, at, id)"#,
    r#"create index ix_audit_subject on audit (subject_id, at)"#,
    r#"create table ledger_seal (
    id {uuid} not null constraint pk_ledger_seal primary key,
    number bigint not null constraint uq_ledger_seal_number unique,
    heads text not null,
    head_count integer not null,
    sealed_until {time} not null,
    prev_hash varchar(64) not null,
    hash varchar(64) not null,
    created_at {time} not null
)"#,
    r#"create table audit_check (
    id {uuid} not null constraint pk_audit_check primary key,
    at {time} not null,
    chains integer not null,
    seals bigint not null,
    faults integer not null,
    fault_chain {uuid},
    fault_seq bigint
)"#,
    r#"create index ix_audit_check_at on audit_check (at)"#,
    r#"create table approval (
    id {uuid} not null constraint pk_approval primary key,
    case_id {uuid} not null constraint fk_approval_case references cases (id),
    transition varchar(40) not null,
    reason text,
    said text not null,
    status varchar(20) not null,
    proposed_by {uuid} not null constraint fk_approval_proposed_by references account (id),
    proposed_at {time} not null,
    decided_by {uuid} constraint fk_approval_decided_by references account (id),
    decided_at {time},
    constraint ck_approval_two_persons check (decided_by is null or decided_by <> proposed_by)
)"#,
    r#"create unique index uq_approval_open on approval (case_id, transition) where status = 'open'"#,
    r#"create index ix_approval_case on approval (case_id, proposed_at)"#,
    r#"create table requirement (
    id {uuid} not null constraint pk_requirement primary key,
    case_id {uuid} not null constraint fk_requirement_case references cases (id),
    kind varchar(40) not null,
    result varchar(40) not null,
    valid_from {date},
    valid_until {date},
    evidence text not null,
    findings_sealed {bytes},
    findings_key varchar(20),
    recorded_by {uuid} not null constraint fk_requirement_recorded_by references account (id),
    recorded_at {time} not null,
    verified_by {uuid} constraint fk_requirement_verified_by references account (id),
    verified_at {time},
    constraint ck_requirement_two_persons check (verified_by is null or verified_by <> recorded_by),
    constraint ck_requirement_valid check (valid_from is null or valid_until is null or valid_from <= valid_until)
)"#,
    r#"create index ix_requirement_case on requirement (case_id, kind, recorded_at)"#,
    r#"create table flag (
    id {uuid} not null constraint pk_flag primary key,
    kind varchar(40) not null,
    case_id {uuid} constraint fk_flag_case references cases (id),
    worker_id {uuid} constraint fk_flag_worker references worker (id),
    other_id {uuid},
    reason text,
    raised_by {uuid},
    raised_at {time} not null,
    cleared_by {uuid},
    cleared_at {time},
    outcome varchar(40),
    version integer not null default 1,
    constraint ck_flag_subject check (case_id is not null or worker_id is not null)
)"#,
    r#"create index ix_flag_case on flag (case_id) where case_id is not null"#,
    r#"create index ix_flag_worker on flag (worker_id) where worker_id is not null"#,
    r#"create table contact_attempt (
    id {uuid} not null constraint pk_contact_attempt primary key,
    case_id {uuid} not null constraint fk_contact_attempt_case references cases (id),
    channel varchar(20) not null,
    outcome varchar(40) not null,
    note text,
    made_by {uuid} not null,
    made_at {time} not null
)"#,
    r#"create index ix_contact_attempt_case on contact_attempt (case_id, made_at)"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &[
    "contact_attempt",
    "flag",
    "requirement",
    "approval",
    "audit_check",
    "ledger_seal",
    "audit",
    "case_event",
    "cases",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
