//! What all routes share: who is asking, checked forms, failures, headers, assets.
//! A stage's route file needs [`extract`], [`error`] and [`respond`]; the rest works by itself.

pub mod assets;
pub mod cookies;
pub mod csrf;
pub mod error;
pub mod extract;
pub mod form;
pub mod headers;
pub mod health;
pub mod metrics;
pub mod once;
pub mod path;
pub mod problem;
pub mod respond;
pub mod resume;
pub mod routing;
pub mod visit;

pub use error::{WebError, WebResult};
pub use extract::{May, Page, SignedIn, rights};
pub use form::{Form, Upload};
pub use path::Path;
