//! Why something was not done. Each refusal has one stable code: problem type, message key and
//! metric label at once.

use serde::{Deserialize, Serialize};

use crate::guard::Guard;

/// What is wrong with one field of a form or a JSON body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// The field's name as sent.
    pub field: String,
    /// A stable code; its message is `error-…` with dashes.
    pub code: String,
    /// Values for the sentence: the line of a file, say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<(String, String)>,
}

impl FieldError {
    /// An error of a field.
    pub fn new(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), facts: Vec::new() }
    }

    /// The same error with the values its sentence needs.
    #[must_use]
    pub fn with<N: Into<String>>(self, facts: impl IntoIterator<Item = (N, String)>) -> Self {
        Self { facts: facts.into_iter().map(|(name, value)| (name.into(), value)).collect(), ..self }
    }
}

/// A guard that does not hold, with the facts a sentence about it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unmet {
    /// The guard.
    pub guard: Guard,
    /// Why, as a stable code (`not_recorded`, `expired`, `too_young`, …).
    pub because: String,
    /// Values for the sentence: names and dates, never personal data beyond the case's own.
    pub facts: Vec<(String, String)>,
}

/// A request understood and not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor's roles do not allow it, or it would be approving one's own work.
    #[error("not allowed")]
    Forbidden,
    /// The case is not in a state from which this move exists.
    #[error("the case is not at a stage from which this is possible")]
    WrongStage,
    /// Guards do not hold.
    #[error("{} conditions are not met", .0.len())]
    Unmet(Vec<Unmet>),
    /// Fields are missing or wrong.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// Somebody else saved first.
    #[error("the record has changed since it was read")]
    Stale,
    /// The move was prepared by the person who now wants to decide it.
    #[error("a second person must decide this")]
    SecondPersonNeeded,
}

impl Refusal {
    /// The stable kebab-case code.
    pub fn code(&self) -> String {
        match self {
            Self::Forbidden => "forbidden".into(),
            Self::WrongStage => "wrong-stage".into(),
            Self::Unmet(unmet) => unmet.first().map_or_else(|| "unmet".into(), |u| u.guard.key()),
            Self::Invalid(_) => "invalid".into(),
            Self::Stale => "stale".into(),
            Self::SecondPersonNeeded => "second-person-needed".into(),
        }
    }

    /// A refusal of one field.
    pub fn field(field: &str, code: &str) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }
}
