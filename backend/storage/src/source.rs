//! What a use case may read from: the transaction it writes in, or a reader. Owns only that sameness, so
//! that loading the facts of a case is written once. Start at [`Source`].

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};

use crate::{
    Access, Cases, Imports, Papers, Placement, Programmes, Proposals, Reader, Reintegration, Remittances, Training, Tx,
    Workers,
};

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
    /// Workers' own proposals.
    fn proposals(&self) -> Proposals<'_, Self::Conn>;
    /// Orders, offers, contracts and placements.
    fn placement(&self) -> Placement<'_, Self::Conn>;
    /// Courses, enrolments and certificates.
    fn training(&self) -> Training<'_, Self::Conn>;
    /// Support after return.
    fn reintegration(&self) -> Reintegration<'_, Self::Conn>;
    /// Money sent home.
    fn remittances(&self) -> Remittances<'_, Self::Conn>;
    /// Documents and messages.
    fn papers(&self) -> Papers<'_, Self::Conn>;
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
            fn proposals(&self) -> Proposals<'_, $conn> {
                self.proposals()
            }
            fn placement(&self) -> Placement<'_, $conn> {
                self.placement()
            }
            fn training(&self) -> Training<'_, $conn> {
                self.training()
            }
            fn reintegration(&self) -> Reintegration<'_, $conn> {
                self.reintegration()
            }
            fn remittances(&self) -> Remittances<'_, $conn> {
                self.remittances()
            }
            fn papers(&self) -> Papers<'_, $conn> {
                self.papers()
            }
        }
    };
}

source!(Tx, DatabaseTransaction);
source!(Reader<'_>, DatabaseConnection);
