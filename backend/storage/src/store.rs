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
