//! What lists and counts are read by, whoever asks: a state's cases of an office, a programme, an employer, a
//! centre or everybody, longest there first; proposals that wait; workers by name.

use sea_orm_migration::prelude::*;

use crate::schema::run;

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "drop index ix_cases_moved",
    "create index ix_cases_state on cases (state, moved_at, id)",
    "drop index ix_cases_employer_state",
    "create index ix_cases_employer_state on cases (employer_id, state, moved_at, id) where employer_id is not null",
    "create index ix_cases_centre_state on cases (centre_id, state, moved_at, id) where centre_id is not null",
    "create index ix_cases_departing on cases (programme_id, state, departs_on) where departs_on is not null",
    "create index ix_approval_waiting on approval (proposed_at, id) where status = 'open'",
    "create index ix_worker_name on worker (surname, given_names, id)",
];

const DOWN: &[&str] = &[
    "drop index ix_worker_name",
    "drop index ix_approval_waiting",
    "drop index ix_cases_departing",
    "drop index ix_cases_centre_state",
    "drop index ix_cases_employer_state",
    "create index ix_cases_employer_state on cases (employer_id, state) where employer_id is not null",
    "drop index ix_cases_state",
    "create index ix_cases_moved on cases (moved_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
