//! The handle a repository works through: a connection and the vault. Owns small helpers all share.

use sea_orm::sea_query::{Expr, ExprTrait, LockType};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

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

impl Store<'_, DatabaseTransaction> {
    /// Holds a row, found by its id, until the transaction ends: two who write what they saw of it take turns, so that
    /// the second sees what the first wrote. SQLite's one writer makes them do so anyway.
    pub(crate) async fn hold<E: EntityTrait>(&self, column: E::Column, id: Uuid) -> crate::Result<()> {
        if self.is_postgres() {
            // Rows that refer to it may be written meanwhile.
            let row = E::find().select_only().column(column).filter(column.eq(id)).lock(LockType::NoKeyUpdate);
            row.into_tuple::<Uuid>().one(self.conn).await?;
        }
        Ok(())
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
    take_numbers(conn, name, 1).await
}

/// A column equals a code that is written into the statement: SQLite takes a partial index only where the
/// statement itself says what the index is partial to.
pub(crate) fn literally(column: impl ColumnTrait, code: &'static str) -> Expr {
    Expr::col(column).eq(Expr::Constant(code.into()))
}

/// How far a named counter has come.
pub(crate) async fn counted(conn: &impl ConnectionTrait, name: &str) -> crate::Result<u64> {
    let sql = "select value from counter where name = $1";
    let statement = sea_orm::Statement::from_sql_and_values(conn.get_database_backend(), sql, [name.into()]);
    let row = conn.query_one_raw(statement).await?;
    let value: i64 = row.map_or(Ok(0), |row| row.try_get("", "value"))?;
    Ok(value.unsigned_abs())
}

/// Takes so many values of a named counter at once; answers the last of them.
pub(crate) async fn take_numbers(conn: &sea_orm::DatabaseTransaction, name: &str, many: u32) -> crate::Result<u64> {
    let sql = "insert into counter (name, value) values ($1, $2) \
               on conflict (name) do update set value = counter.value + $2 returning value";
    let values = [name.into(), i64::from(many).into()];
    let statement = sea_orm::Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let row = conn.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| crate::StorageError::Corrupt(format!("counter {name} gave nothing")))?;
    let value: i64 = row.try_get("", "value")?;
    u64::try_from(value).map_err(|_| crate::StorageError::Corrupt(format!("counter {name} is negative")))
}

/// Writes the plain half of a repository: each kind of row is found by id, inserted, saved under its version
/// where it has one, and listed by what it belongs to, in the order named. What must be conditional to be
/// safe is written by hand beside it.
macro_rules! rows {
    ($repo:ident: $($what:literal $entity:ident($id:ident) {
        find $find:ident, insert $insert:ident
        $(, save $save:ident)?
        $(, list $list:ident of $column:ident: $of:ident in $order:ident)*
    })+) => {
        impl<C: sea_orm::ConnectionTrait> $repo<'_, C> {$(
            #[doc = concat!("Finds ", $what, ".")]
            ///
            /// # Errors
            /// As any statement.
            pub async fn $find(&self, id: $id) -> $crate::Result<Option<$entity::Model>> {
                <$entity::Model as $crate::entity::Row>::find(self.0.conn, id.uuid()).await
            }

            $(
                #[doc = concat!("Every one of its kind (", $what, ") that belongs to `of`, in order.")]
                ///
                /// # Errors
                /// As any statement.
                pub async fn $list(&self, of: $of) -> $crate::Result<Vec<$entity::Model>> {
                    use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
                    let query = $entity::Entity::find().filter($entity::Column::$column.eq(of.uuid()));
                    let query = query.order_by_asc($entity::Column::$order).order_by_asc($entity::Column::Id);
                    Ok(query.all(self.0.conn).await?)
                }
            )*
        )+}

        impl $repo<'_, sea_orm::DatabaseTransaction> {$(
            #[doc = concat!("Keeps ", $what, ".")]
            ///
            /// # Errors
            /// [`crate::StorageError::Conflict`] when a key of it is taken.
            pub async fn $insert(&self, row: $entity::Model) -> $crate::Result<()> {
                $crate::entity::Row::insert(row, self.0.conn).await
            }

            $(
                #[doc = concat!("Saves ", $what, " under the version it was read with; answers it with the next.")]
                ///
                /// # Errors
                /// [`crate::StorageError::Conflict`] when it was saved since.
                pub async fn $save(&self, row: $entity::Model) -> $crate::Result<$entity::Model> {
                    $crate::entity::Versioned::save(row, self.0.conn).await
                }
            )?
        )+}
    };
}
pub(crate) use rows;
