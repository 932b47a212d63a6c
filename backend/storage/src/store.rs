//! The handle a repository works through: a connection and the vault. Owns small helpers all share.

use sea_orm::{ConnectionTrait, DbBackend};

use crate::Vault;

/// A connection (a transaction or a reader's) with what repositories need beside it.
pub(crate) struct Store<'a, C> {
    pub(crate) conn: &'a C,
    pub(crate) vault: &'a Vault,
}

impl<C: ConnectionTrait> Store<'_, C> {
    pub(crate) fn is_postgres(&self) -> bool {
        self.conn.get_database_backend() == DbBackend::Postgres
    }
}

/// Declares a repository: reachable as `tx.name()` and `reader.name()`. Reads are written for any
/// connection, writes for a transaction alone, so that a reader cannot write.
macro_rules! repository {
    ($(#[$doc:meta])* $name:ident, $method:ident) => {
        $(#[$doc])*
        pub struct $name<'a, C>(pub(crate) $crate::store::Store<'a, C>);

        impl $crate::Tx {
            $(#[$doc])*
            #[must_use]
            pub fn $method(&self) -> $name<'_, sea_orm::DatabaseTransaction> {
                $name(self.store())
            }
        }

        impl $crate::Reader<'_> {
            $(#[$doc])*
            #[must_use]
            pub fn $method(&self) -> $name<'_, sea_orm::DatabaseConnection> {
                $name(self.store())
            }
        }
    };
}
pub(crate) use repository;

/// Reads a code that the domain must know; anything else is corrupt.
pub(crate) fn coded<T>(read: impl Fn(&str) -> Option<T>, what: &str, code: &str) -> crate::Result<T> {
    read(code).ok_or_else(|| crate::StorageError::unknown_code(what, code))
}

/// The next value of a named counter, from 1. Holds the counter until the transaction ends.
pub(crate) async fn next_number(conn: &sea_orm::DatabaseTransaction, name: &str) -> crate::Result<u64> {
    let sql = "insert into counter (name, value) values ($1, 1) \
               on conflict (name) do update set value = counter.value + 1 returning value";
    let statement = sea_orm::Statement::from_sql_and_values(conn.get_database_backend(), sql, [name.into()]);
    let row = conn.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| crate::StorageError::Corrupt(format!("counter {name} gave nothing")))?;
    let value: i64 = row.try_get("", "value")?;
    u64::try_from(value).map_err(|_| crate::StorageError::Corrupt(format!("counter {name} is negative")))
}
