//! Column types that mean the same on SQLite and PostgreSQL.
//! Owns the translation of the type words in braces; refuses to know any table. Start at [`run`].

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Type words that may stand in a statement: word, SQLite, PostgreSQL.
/// UUIDs are 16-byte blobs on SQLite and times ISO 8601 text: what the driver writes for them.
const WORDS: [(&str, &str, &str); 6] = [
    ("{uuid}", "uuid_text", "uuid"),
    ("{time}", "timestamp_with_timezone_text", "timestamptz"),
    ("{date}", "date_text", "date"),
    ("{json}", "json_text", "jsonb"),
    ("{bytes}", "blob", "bytea"),
    ("{bool}", "boolean", "boolean"),
];

/// Runs statements one by one, each written once for both databases.
///
/// # Errors
/// The database's own error for the first statement that fails.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    for statement in statements {
        let sql = WORDS
            .iter()
            .fold((*statement).to_owned(), |sql, (word, lite, pg)| sql.replace(word, if sqlite { lite } else { pg }));
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Drops tables in the order given: the one that refers before the one referred to.
///
/// # Errors
/// The database's own error for the first table that cannot be dropped.
pub(crate) async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        manager.get_connection().execute_unprepared(&format!("drop table {table}")).await?;
    }
    Ok(())
}

/// Runs statements that exist for one database only.
///
/// # Errors
/// As [`run`].
pub(crate) async fn run_on(manager: &SchemaManager<'_>, backend: DbBackend, statements: &[&str]) -> Result<(), DbErr> {
    if manager.get_database_backend() == backend {
        run(manager, statements).await?;
    }
    Ok(())
}
