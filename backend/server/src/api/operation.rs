//! Operations of the API: a handler is added together with what it takes and answers, so that nothing answers
//! that is not described, and nothing is described that does not answer. Start at [`Api`].

use axum::handler::Handler;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use sojourn_domain::act::{Act, Kind, Spec, may};

use crate::{
    state::AppState,
    web::routing::{self, Routes, Verb},
};

/// Names a type's schema in the description.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

fn schema_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// Where the next page of a list begins: the `next` of the page before.
pub(super) const AFTER: Spec = may("after", Kind::Line);

/// What a request carries.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// These fields, flat.
    Fields(&'static [Spec]),
    /// The fields of an act that is not about a case.
    Act(Act),
    /// The fields of the act in the path.
    AnyAct,
    /// A registration.
    Registration,
    /// What a worker proposes of themselves.
    Proposal,
    /// A registration of somebody who proposed it and was seen.
    Confirmation,
    /// A move.
    Move,
    /// A requirement record.
    Requirement,
    /// An object of its own.
    Json(SchemaOf),
    /// A list as CSV in UTF-8.
    List,
}

/// What a success answers.
#[derive(Debug, Clone, Copy)]
pub enum Answers {
    /// Nothing.
    Nothing,
    /// An object.
    Json(SchemaOf),
    /// A file of this media type.
    File(&'static str),
}

/// What an operation does, takes and answers.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// One sentence.
    pub summary: &'static str,
    /// What its query takes.
    pub query: &'static [Spec],
    /// What its body takes.
    pub takes: Takes,
    /// The status of its success.
    pub status: u16,
    /// What it answers then.
    pub answers: Answers,
    /// Whether it wants no token.
    pub open: bool,
}

impl About {
    const fn new(summary: &'static str, takes: Takes, status: u16, answers: Answers) -> Self {
        Self { summary, query: &[], takes, status, answers, open: false }
    }

    /// It answers an `A`.
    #[must_use]
    pub const fn reads<A: JsonSchema>(summary: &'static str) -> Self {
        Self::new(summary, Takes::Nothing, 200, Answers::Json(schema_of::<A>))
    }

    /// It answers a file.
    #[must_use]
    pub const fn file(summary: &'static str, media: &'static str) -> Self {
        Self::new(summary, Takes::Nothing, 200, Answers::File(media))
    }

    /// It makes something (201) and answers an `A`.
    #[must_use]
    pub const fn creates<A: JsonSchema>(summary: &'static str, takes: Takes) -> Self {
        Self::new(summary, takes, 201, Answers::Json(schema_of::<A>))
    }

    /// It changes something and answers an `A`.
    #[must_use]
    pub const fn changes<A: JsonSchema>(summary: &'static str, takes: Takes) -> Self {
        Self::new(summary, takes, 200, Answers::Json(schema_of::<A>))
    }

    /// It does something and has nothing to answer (204).
    #[must_use]
    pub const fn does(summary: &'static str, takes: Takes) -> Self {
        Self::new(summary, takes, 204, Answers::Nothing)
    }

    /// With these in its query.
    #[must_use]
    pub const fn query(mut self, query: &'static [Spec]) -> Self {
        self.query = query;
        self
    }

    /// For everybody, without a token.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }
}

/// A body of its own shape.
pub(super) const fn json<T: JsonSchema>() -> Takes {
    Takes::Json(schema_of::<T>)
}

/// An operation of the API.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The stage or room it belongs to.
    pub room: &'static str,
    /// How it is asked.
    pub verb: Verb,
    /// Its path under `/api/v1`.
    pub path: String,
    /// The rest.
    pub about: About,
}

/// Operations with their handlers.
#[derive(Debug, Clone, Default)]
pub struct Api {
    room: &'static str,
    routes: Routes,
    operations: Vec<Operation>,
}

impl Api {
    /// No operation yet, of a room.
    #[must_use]
    pub fn of(room: &'static str) -> Self {
        Self { room, ..Self::default() }
    }

    fn with(mut self, verb: Verb, path: &str, about: About) -> Self {
        self.operations.push(Operation { room: self.room, verb, path: path.to_owned(), about });
        self
    }

    /// Adds what answers `GET`.
    #[must_use]
    pub fn get<H: Handler<T, AppState>, T: 'static>(mut self, path: &str, handler: H, about: About) -> Self {
        self.routes = self.routes.route(path, routing::get(handler));
        self.with(Verb::Get, path, about)
    }

    /// Adds what answers `POST`.
    #[must_use]
    pub fn post<H: Handler<T, AppState>, T: 'static>(mut self, path: &str, handler: H, about: About) -> Self {
        self.routes = self.routes.route(path, routing::post(handler));
        self.with(Verb::Post, path, about)
    }

    /// Adds all of another's.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.routes = self.routes.merge(other.routes);
        self.operations.extend(other.operations);
        self
    }

    /// The routes.
    #[must_use]
    pub fn into_routes(self) -> Routes {
        self.routes
    }

    /// What they are, in the order they were added.
    #[must_use]
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }
}
