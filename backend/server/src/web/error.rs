//! What a handler answers when it does not answer with a page. Owns the status of each refusal; the words
//! are found where the response leaves ([`crate::web::visit`] for pages, [`crate::web::problem`] for the API).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value};
use sojourn_domain::{FieldError, Refusal, Unmet};
use sojourn_services::ServiceError;
use sojourn_storage::StorageError;

/// What a handler answers.
pub type WebResult<T = Response> = Result<T, WebError>;

/// A request that was not carried out.
#[derive(Debug)]
pub enum WebError {
    /// A use case refused or failed.
    Service(ServiceError),
    /// There is nothing here, or not for this person.
    NotFound,
    /// Nobody is signed in: to the sign-in page, and back.
    SignIn,
    /// The person's roles do not reach here.
    Forbidden,
    /// A use case refused, and there is more to say than why: what stands now, say. The members go into the
    /// problem document.
    Explained(ServiceError, Map<String, Value>),
    /// A form that is not ours, or too old.
    Csrf,
    /// More bytes than are taken.
    TooLarge {
        /// How many are, at most.
        limit: usize,
    },
    /// A body of another kind than the one described.
    MediaType,
    /// Something that no form of ours sends.
    Malformed(&'static str),
    /// The same form is being worked on by another request.
    InProgress,
}

impl WebError {
    /// A refusal with more members for its problem document.
    pub fn explained<const N: usize>(error: ServiceError, members: [(&str, Value); N]) -> Self {
        Self::Explained(error, members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

impl<E: Into<ServiceError>> From<E> for WebError {
    fn from(error: E) -> Self {
        match error.into() {
            ServiceError::NotFound => Self::NotFound,
            other => Self::Service(other),
        }
    }
}

/// What is known of a failure where the response leaves.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The status.
    pub status: StatusCode,
    /// Kebab-case code: problem type, message key, metric label.
    pub code: String,
    /// Guards that do not hold.
    pub unmet: Vec<Unmet>,
    /// Fields that are wrong.
    pub fields: Vec<FieldError>,
    /// For the log alone.
    pub cause: Option<String>,
    /// What an administrator can do about it.
    pub detail: Option<String>,
    /// Seconds after which it is worth trying again.
    pub retry_after: Option<u32>,
    /// How many bytes are taken, where there were more.
    pub limit: Option<usize>,
    /// What else a problem document says.
    pub members: Map<String, Value>,
}

impl Failure {
    /// A failure by its status and code.
    #[must_use]
    pub fn new(status: StatusCode, code: impl Into<String>) -> Self {
        Self {
            status,
            code: code.into(),
            unmet: vec![],
            fields: vec![],
            cause: None,
            detail: None,
            retry_after: None,
            limit: None,
            members: Map::new(),
        }
    }

    fn caused(self, cause: impl std::fmt::Display) -> Self {
        Self { cause: Some(cause.to_string()), ..self }
    }

    fn after(self, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

impl From<&WebError> for Failure {
    fn from(error: &WebError) -> Self {
        use StatusCode as S;
        match error {
            WebError::Service(service) => of_service(service),
            WebError::NotFound => Self::new(S::NOT_FOUND, "not-found"),
            WebError::SignIn => Self::new(S::UNAUTHORIZED, "sign-in-needed"),
            WebError::Forbidden => Self::new(S::FORBIDDEN, "forbidden"),
            WebError::Csrf => Self::new(S::FORBIDDEN, "form-expired"),
            WebError::Explained(service, members) => Self { members: members.clone(), ..of_service(service) },
            WebError::TooLarge { limit } => {
                Self { limit: Some(*limit), ..Self::new(S::PAYLOAD_TOO_LARGE, "too-large") }
            }
            WebError::MediaType => Self::new(S::UNSUPPORTED_MEDIA_TYPE, "media-type"),
            WebError::Malformed(cause) => Self::new(S::BAD_REQUEST, "malformed").caused(cause),
            WebError::InProgress => Self::new(S::CONFLICT, "in-progress").after(2),
        }
    }
}

fn of_service(error: &ServiceError) -> Failure {
    use StatusCode as S;
    match error {
        ServiceError::Refusal(refusal) => of_refusal(refusal),
        ServiceError::NotFound => Failure::new(S::NOT_FOUND, "not-found"),
        ServiceError::Throttled { retry_after } => Failure::new(S::TOO_MANY_REQUESTS, "throttled").after(*retry_after),
        ServiceError::Storage(StorageError::Busy) => {
            Failure::new(S::SERVICE_UNAVAILABLE, "busy").caused(error).after(2)
        }
        ServiceError::Storage(StorageError::Unavailable(_)) => {
            Failure::new(S::SERVICE_UNAVAILABLE, "unavailable").caused(error).after(10)
        }
        // The installation lacks a package, which its administrator can add: not a defect, and said to the reader.
        ServiceError::Unprintable(lack) => Failure {
            detail: Some(lack.to_string()),
            ..Failure::new(S::SERVICE_UNAVAILABLE, "paper-font-missing").caused(lack)
        },
        ServiceError::Storage(_) | ServiceError::Internal(_) => {
            Failure::new(S::INTERNAL_SERVER_ERROR, "internal").caused(error)
        }
    }
}

fn of_refusal(refusal: &Refusal) -> Failure {
    use StatusCode as S;
    let status = match refusal {
        Refusal::Forbidden | Refusal::SecondPersonNeeded => S::FORBIDDEN,
        Refusal::Invalid(_) => S::UNPROCESSABLE_ENTITY,
        Refusal::WrongStage | Refusal::Unmet(_) | Refusal::Stale => S::CONFLICT,
    };
    let mut failure = Failure::new(status, refusal.code());
    match refusal {
        Refusal::Unmet(unmet) => failure.unmet.clone_from(unmet),
        Refusal::Invalid(fields) => failure.fields.clone_from(fields),
        Refusal::Forbidden | Refusal::SecondPersonNeeded | Refusal::WrongStage | Refusal::Stale => {}
    }
    failure
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        Failure::from(&self).into_response()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}
