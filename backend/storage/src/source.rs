//! What a use case may read from: the transaction it writes in, or a reader. Owns only that sameness, so
//! that loading the facts of a case is written once. Start at [`Source`].

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};

use crate::{Access, Cases, Imports, Programmes, Reader, Tx, Workers};

/// A [`Tx`] or a [`Reader`].
pub trait Source {
    /// Its kind of connection.
    type Conn: ConnectionTrait;

    /// Accounts and sessions.
    fn access(&self) -> Access<'_, Self::Conn>;
    /// Programmes and organisations.
    fn programmes(&self) -> Programmes<'_, Self::Conn>;
    /// Workers.
    fn workers(&self) -> Workers<'_, Self::Conn>;
    /// Cases.
    fn cases(&self) -> Cases<'_, Self::Conn>;
    /// Imported lists.
    fn imports(&self) -> Imports<'_, Self::Conn>;
}

macro_rules! source {
    ($name:ty, $conn:ty) => {
        impl Source for $name {
            type Conn = $conn;

            fn access(&self) -> Access<'_, $conn> {
                self.access()
            }
            fn programmes(&self) -> Programmes<'_, $conn> {
                self.programmes()
            }
            fn workers(&self) -> Workers<'_, $conn> {
                self.workers()
            }
            fn cases(&self) -> Cases<'_, $conn> {
                self.cases()
            }
            fn imports(&self) -> Imports<'_, $conn> {
                self.imports()
            }
        }
    };
}

source!(Tx, DatabaseTransaction);
source!(Reader<'_>, DatabaseConnection);
