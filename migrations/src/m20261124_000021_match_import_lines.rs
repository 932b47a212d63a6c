//! The earlier line of the same file that an imported row may be a duplicate of.

use sea_orm_migration::prelude::*;

use crate::schema::run;

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["alter table import_row add column match_line integer"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["alter table import_row drop column match_line"]).await
    }
}
