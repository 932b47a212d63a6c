//! What workers propose themselves, before anybody has seen who they are: registrations.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table registration_proposal (
    id {uuid} not null constraint pk_registration_proposal primary key,
    reference varchar(20) not null constraint uq_registration_proposal_reference unique,
    office_id {uuid} not null constraint fk_registration_proposal_office references organisation (id),
    programme_id {uuid} not null constraint fk_registration_proposal_programme references programme (id),
    given_names text not null,
    surname text not null,
    district text,
    search_text text not null,
    form_sealed {bytes},
    form_key varchar(20),
    once varchar(64) not null constraint uq_registration_proposal_once unique,
    status varchar(20) not null,
    reason text,
    proposed_at {time} not null,
    expires_at {time} not null,
    decided_by {uuid} constraint fk_registration_proposal_decided_by references account (id),
    decided_at {time},
    case_id {uuid} constraint fk_registration_proposal_case references cases (id),
    constraint ck_registration_proposal_decided check ((status = 'open') = (decided_by is null)),
    constraint ck_registration_proposal_case check ((status = 'confirmed') = (case_id is not null))
)"#,
    r#"create index ix_registration_proposal_office on registration_proposal (office_id, status, proposed_at, id)"#,
    r#"create index ix_registration_proposal_expires on registration_proposal (expires_at)"#,
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["registration_proposal"]).await
    }
}
