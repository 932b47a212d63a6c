//! Why a use case did not do what it was asked. Start at [`ServiceError`].

use std::pin::Pin;

use sojourn_documents::PaperError;
use sojourn_domain::Refusal;
use sojourn_storage::StorageError;

use crate::context::HashError;

/// What a use case answers.
pub type Result<T> = std::result::Result<T, ServiceError>;

/// One of many parts of a use case, boxed: awaited inline, each would take its own place on the stack.
pub(crate) type Part<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A use case that was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The rules refuse it; the reasons are for the person.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// There is no such record, or it is outside the actor's scope: nobody can tell which.
    #[error("not found")]
    NotFound,
    /// Too many attempts; the next one is heard after so many seconds.
    #[error("too many attempts")]
    Throttled {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The database: busy, unavailable, in conflict or corrupt.
    #[error(transparent)]
    Storage(StorageError),
    /// A paper cannot be printed for want of a font: the cause names the package, for whoever runs the installation.
    #[error(transparent)]
    Unprintable(PaperError),
    /// A defect on our side. The cause is for the log, not for a page.
    #[error("internal error: {0}")]
    Internal(String),
}

impl ServiceError {
    /// A refusal of one field, by its HTML name and the error's code.
    #[must_use]
    pub fn field(field: &str, code: &str) -> Self {
        Self::Refusal(Refusal::field(field, code))
    }
}

impl From<StorageError> for ServiceError {
    /// A lost race over a version is the person's to resolve, not a fault: it becomes [`Refusal::Stale`].
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Conflict(_) => Self::Refusal(Refusal::Stale),
            other => Self::Storage(other),
        }
    }
}

impl From<HashError> for ServiceError {
    fn from(error: HashError) -> Self {
        Self::Internal(error.to_string())
    }
}
