//! Who may come in: organisations, accounts, roles, sessions, tokens, attempts and idempotency keys.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table organisation (
    id {uuid} not null constraint pk_organisation primary key,
    kind varchar(40) not null,
    name text not null,
    country char(3) not null,
    accredited_from {date},
    accredited_until {date},
    suspended_at {time},
    suspended_reason text,
    search_text text not null default '',
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null
)"#,
    r#"create index ix_organisation_kind_name on organisation (kind, name, id)"#,
    r#"create index ix_organisation_name on organisation (name, id)"#,
    r#"create index ix_organisation_suspended on organisation (id) where suspended_at is not null"#,
    r#"create table account (
    id {uuid} not null constraint pk_account primary key,
    name text not null,
    email varchar(254) constraint uq_account_email unique,
    worker_id {uuid} constraint uq_account_worker unique,
    secret_hash text,
    locale varchar(5) not null,
    disabled_at {time},
    demo {bool} not null default false,
    search_text text not null default '',
    version integer not null default 1,
    created_at {time} not null
)"#,
    r#"create index ix_account_staff on account (name, id) where worker_id is null"#,
    r#"create table account_role (
    id {uuid} not null constraint pk_account_role primary key,
    account_id {uuid} not null constraint fk_account_role_account references account (id) on delete cascade,
    role varchar(40) not null,
    organisation_id {uuid} constraint fk_account_role_organisation references organisation (id),
    district varchar(80),
    created_at {time} not null
)"#,
    r#"create index ix_account_role_account on account_role (account_id)"#,
    r#"create index ix_account_role_organisation on account_role (organisation_id, role)"#,
    r#"create index ix_account_role_role on account_role (role, account_id)"#,
    r#"create table session (
    id {uuid} not null constraint pk_session primary key,
    token_hash varchar(64) not null constraint uq_session_token_hash unique,
    account_id {uuid} not null constraint fk_session_account references account (id) on delete cascade,
    device text not null,
    address varchar(64),
    created_at {time} not null,
    last_seen_at {time} not null,
    expires_at {time} not null
)"#,
    r#"create index ix_session_account on session (account_id)"#,
    r#"create index ix_session_expires on session (expires_at)"#,
    r#"create table access_token (
    id {uuid} not null constraint pk_access_token primary key,
    token_hash varchar(64) not null constraint uq_access_token_hash unique,
    account_id {uuid} not null constraint fk_access_token_account references account (id) on delete cascade,
    purpose varchar(20) not null,
    label text,
    scopes text not null default '',
    created_at {time} not null,
    expires_at {time} not null,
    used_at {time}
)"#,
    r#"create index ix_access_token_account on access_token (account_id, purpose)"#,
    r#"create table sign_in_attempt (
    id {uuid} not null constraint pk_sign_in_attempt primary key,
    login_hash varchar(64) not null,
    address varchar(64) not null,
    succeeded {bool} not null,
    at {time} not null
)"#,
    r#"create index ix_sign_in_attempt_login on sign_in_attempt (login_hash, at)"#,
    r#"create index ix_sign_in_attempt_address on sign_in_attempt (address, at)"#,
    r#"create table idempotency_key (
    id {uuid} not null constraint pk_idempotency_key primary key,
    account_id {uuid} not null constraint fk_idempotency_key_account references account (id) on delete cascade,
    key varchar(200) not null,
    request_hash varchar(64) not null,
    status integer,
    response text,
    created_at {time} not null,
    expires_at {time} not null,
    constraint uq_idempotency_key unique (account_id, key)
)"#,
    r#"create index ix_idempotency_key_expires on idempotency_key (expires_at)"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] =
    &["idempotency_key", "sign_in_attempt", "access_token", "session", "account_role", "account", "organisation"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
