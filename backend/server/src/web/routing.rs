//! Routes that can be counted: axum's router, and the list of what it answers, made by the same calls. What the
//! permission matrix walks is this list, so no route can be forgotten. Start at [`Routes`].

use std::fmt;

use axum::{Router, handler::Handler, routing::MethodRouter};

use crate::state::AppState;

/// What a route is asked with. Nothing here is changed by a `GET`, and everything is changed by a `POST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// Reads.
    Get,
    /// Writes.
    Post,
}

impl Verb {
    /// As it stands in a request.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// One thing the application answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    /// The path, with its parameters in braces.
    pub path: String,
    /// How it is asked.
    pub verb: Verb,
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.verb.name(), self.path)
    }
}

/// Handlers of one path.
#[derive(Debug, Clone)]
pub struct Handlers {
    router: MethodRouter<AppState>,
    verbs: Vec<Verb>,
}

/// Answers `GET`.
pub fn get<H: Handler<T, AppState>, T: 'static>(handler: H) -> Handlers {
    Handlers { router: axum::routing::get(handler), verbs: vec![Verb::Get] }
}

/// Answers `POST`.
pub fn post<H: Handler<T, AppState>, T: 'static>(handler: H) -> Handlers {
    Handlers { router: axum::routing::post(handler), verbs: vec![Verb::Post] }
}

impl Handlers {
    /// Answers `POST` too.
    #[must_use]
    pub fn post<H: Handler<T, AppState>, T: 'static>(mut self, handler: H) -> Self {
        self.verbs.push(Verb::Post);
        Self { router: self.router.post(handler), verbs: self.verbs }
    }
}

/// A router that knows what it answers.
#[derive(Debug, Clone, Default)]
pub struct Routes {
    router: Router<AppState>,
    endpoints: Vec<Endpoint>,
}

impl Routes {
    /// No route yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a path. A path may come twice with different verbs.
    #[must_use]
    pub fn route(mut self, path: &str, handlers: Handlers) -> Self {
        let Handlers { router, verbs } = handlers;
        self.endpoints.extend(verbs.into_iter().map(|verb| Endpoint { path: path.to_owned(), verb }));
        Self { router: self.router.route(path, router), endpoints: self.endpoints }
    }

    /// Adds all of another's.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.endpoints.extend(other.endpoints);
        Self { router: self.router.merge(other.router), endpoints: self.endpoints }
    }

    /// What is answered, in the order of the paths.
    #[must_use]
    pub fn endpoints(&self) -> Vec<Endpoint> {
        let mut sorted = self.endpoints.clone();
        sorted.sort();
        sorted
    }

    /// The router alone, to be surrounded.
    pub fn into_router(self) -> Router<AppState> {
        self.router
    }
}
