//! Schema migrations of Sojourn, forward and back, for SQLite and PostgreSQL.
//! Owns every table, key, check and index, each named; refuses to know what the rows mean.
//! A statement is written once with the type words of `schema`. Start at [`Migrator`].

mod schema;

mod m20261124_000001_create_access;
mod m20261124_000002_create_jobs;
mod m20261124_000003_create_programmes;
mod m20261124_000004_create_workers;
mod m20261124_000005_create_cases;
mod m20261124_000006_create_training;
mod m20261124_000007_create_placement;
mod m20261124_000008_create_remittances;
mod m20261124_000009_create_reintegration;
mod m20261124_000010_create_papers;
mod m20261124_000011_create_imports;
mod m20261124_000012_create_proposals;
mod m20261124_000020_index_lists;
mod m20261124_000021_match_import_lines;
mod m20261124_000022_keep_why_declined;
mod m20261124_000023_index_first_pages;
mod m20261124_000024_index_figures;

use sea_orm_migration::prelude::*;

/// All migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_create_access::Migration),
            Box::new(m20261124_000002_create_jobs::Migration),
            Box::new(m20261124_000003_create_programmes::Migration),
            Box::new(m20261124_000004_create_workers::Migration),
            Box::new(m20261124_000005_create_cases::Migration),
            Box::new(m20261124_000006_create_training::Migration),
            Box::new(m20261124_000007_create_placement::Migration),
            Box::new(m20261124_000008_create_remittances::Migration),
            Box::new(m20261124_000009_create_reintegration::Migration),
            Box::new(m20261124_000010_create_papers::Migration),
            Box::new(m20261124_000011_create_imports::Migration),
            Box::new(m20261124_000012_create_proposals::Migration),
            Box::new(m20261124_000020_index_lists::Migration),
            Box::new(m20261124_000021_match_import_lines::Migration),
            Box::new(m20261124_000022_keep_why_declined::Migration),
            Box::new(m20261124_000023_index_first_pages::Migration),
            Box::new(m20261124_000024_index_figures::Migration),
        ]
    }
}
