//! What figures count by: the cases of a programme in the order of their workers, with the state beside.

use sea_orm_migration::prelude::*;

use crate::schema::run;

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["create index ix_cases_figures on cases (programme_id, worker_id, state)"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["drop index ix_cases_figures"]).await
    }
}
