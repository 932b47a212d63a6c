//! What can go wrong below the rules, by what a caller can do about it.
//! Absence is an `Option`, never an error. Start at [`StorageError`].

use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr};

/// A failure of storage. The cause is for the log, not for a page.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Somebody else was first: a unique key is taken, or the version has moved on. Load again and decide again.
    #[error("conflict on {0}")]
    Conflict(String),
    /// The writer's queue is full or the wait was too long. Try again later (503, `Retry-After`).
    #[error("the database is busy")]
    Busy,
    /// The database cannot be reached (503).
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// What was read cannot be what was written: a broken chain, an unknown code, a seal that does not open.
    #[error("stored data is corrupt: {0}")]
    Corrupt(String),
    /// The database refused a statement that should have been possible: a defect on our side.
    #[error("the database refused: {0}")]
    Refused(#[source] DbErr),
}

impl StorageError {
    /// Whether the same request may succeed when sent again unchanged.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Busy | Self::Unavailable(_))
    }

    /// A stored code that no version of the domain knows.
    pub(crate) fn unknown_code(what: &str, code: &str) -> Self {
        Self::Corrupt(format!("unknown {what} code {code:?}"))
    }
}

impl From<DbErr> for StorageError {
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(_) => Self::Busy,
            DbErr::RecordNotUpdated => Self::Conflict("version".to_owned()),
            DbErr::Conn(ref cause) | DbErr::Exec(ref cause) | DbErr::Query(ref cause) => {
                let sorted = sort(cause);
                sorted.unwrap_or(Self::Refused(error))
            }
            DbErr::Type(text) | DbErr::Json(text) => Self::Corrupt(text),
            other => Self::Refused(other),
        }
    }
}

fn sort(cause: &RuntimeErr) -> Option<StorageError> {
    let RuntimeErr::SqlxError(cause) = cause else { return None };
    match cause.as_ref() {
        sqlx::Error::Database(refusal) => by_code(&refusal.code()?, refusal.message()),
        sqlx::Error::PoolTimedOut => Some(StorageError::Busy),
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            Some(StorageError::Unavailable(cause.to_string()))
        }
        sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } => Some(StorageError::Corrupt(cause.to_string())),
        _ => None,
    }
}

/// SQLite's extended result codes and PostgreSQL's SQLSTATE.
fn by_code(code: &str, message: &str) -> Option<StorageError> {
    match code {
        // Unique and primary keys; a serialisation failure or deadlock is a lost race too.
        "1555" | "2067" | "23505" | "40001" | "40P01" => Some(StorageError::Conflict(message.to_owned())),
        // SQLITE_BUSY and its snapshot and recovery variants; lock and statement timeouts, too many connections.
        "5" | "517" | "261" | "773" | "6" | "55P03" | "57014" | "53300" => Some(StorageError::Busy),
        // SQLITE_CORRUPT, SQLITE_NOTADB; data_corrupted.
        "11" | "26" | "XX001" => Some(StorageError::Corrupt(message.to_owned())),
        // SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_FULL; admin shutdown and starting up.
        "14" | "10" | "13" | "57P01" | "57P02" | "57P03" => Some(StorageError::Unavailable(message.to_owned())),
        _ => None,
    }
}
