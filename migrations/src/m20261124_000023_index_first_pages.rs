//! What first pages are read by: incidents that wait for somebody.

use sea_orm_migration::prelude::*;

use crate::schema::run;

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["create index ix_flag_open on flag (kind, raised_at, id) where cleared_at is null"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["drop index ix_flag_open"]).await
    }
}
