//! What the second person said to a proposal they declined.

use sea_orm_migration::prelude::*;

use crate::schema::run;

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["alter table approval add column answer text"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["alter table approval drop column answer"]).await
    }
}
