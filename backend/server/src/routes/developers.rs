//! The page that describes the API, for whoever writes a program; nobody needs to be signed in.

use axum::response::Response;
use sojourn_domain::act::{Act, Kind, Spec};
use sojourn_ui::{
    pages::developers::{ApiAct, ApiBody, ApiField, ApiRoom, ApiRoute, developers as developers_page},
    paths,
};

use crate::{
    api::{Operation, Takes, describe},
    web::{
        Page,
        respond::page,
        routing::{Routes, get},
    },
};

/// The route of the page.
pub fn routes() -> Routes {
    Routes::new().route(paths::DEVELOPERS, get(show))
}

fn field(spec: &Spec) -> ApiField {
    ApiField { name: spec.name, takes: takes(spec.kind), required: spec.required }
}

/// What a field takes, in the words of the description.
fn takes(kind: Kind) -> String {
    match kind {
        Kind::Line | Kind::Text => "text".into(),
        Kind::Day => "date".into(),
        Kind::Moment => "date and hour".into(),
        Kind::Number(low, high) if high == i64::from(i32::MAX) => format!("number, from {low}"),
        Kind::Number(low, high) => format!("number, {low} – {high}"),
        Kind::Amount => "amount".into(),
        Kind::Currency => "currency".into(),
        Kind::Rate => "rate".into(),
        Kind::Code(_, codes) => codes().join(" | "),
        Kind::Record => "id".into(),
        Kind::Tick => "true or false".into(),
        Kind::Pin => "PIN".into(),
    }
}

fn body(takes: Takes) -> ApiBody {
    match takes {
        Takes::Nothing => ApiBody::Nothing,
        Takes::AnyAct => ApiBody::AnyAct,
        Takes::Json(_) => ApiBody::Own,
        Takes::List => ApiBody::List,
        Takes::Fields(_)
        | Takes::Act(_)
        | Takes::Registration
        | Takes::Proposal
        | Takes::Confirmation
        | Takes::Move
        | Takes::Requirement => ApiBody::Fields(describe::fields(takes).iter().map(field).collect()),
    }
}

fn route(operation: &Operation) -> ApiRoute {
    let about = &operation.about;
    ApiRoute {
        method: operation.verb.name(),
        path: operation.path.clone(),
        summary: about.summary,
        query: about.query.iter().map(field).collect(),
        body: body(about.takes),
        success: about.status,
        open: about.open,
    }
}

async fn show(Page(ctx): Page) -> Response {
    let room = |(name, text): &(&'static str, &'static str)| ApiRoom {
        name,
        text,
        routes: describe::operations().iter().filter(|o| o.room == *name).map(route).collect(),
    };
    let rooms: Vec<_> = describe::rooms().iter().map(room).collect();
    let act = |act: &Act| ApiAct {
        code: act.code(),
        by: act.by().iter().map(|r| r.code()).collect(),
        fields: act.fields().iter().map(field).collect(),
    };
    let acts: Vec<_> = Act::ALL.iter().filter(|a| !a.states().is_empty()).map(act).collect();
    page(developers_page(&ctx, &rooms, &acts))
}
