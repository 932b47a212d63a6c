//! The page that describes the API, for whoever writes a program; nobody needs to be signed in.

use axum::{Router, response::Response, routing::get};
use sojourn_domain::act::Act;
use sojourn_ui::{
    pages::developers::{ApiAct, ApiRoute, developers as developers_page},
    paths,
};

use crate::{
    api::describe::{ROUTES, Route, Sends},
    state::AppState,
    web::{Page, respond::page},
};

/// The route of the page.
pub fn routes() -> Router<AppState> {
    Router::new().route(paths::DEVELOPERS, get(show))
}

fn of_act(act: Act) -> Vec<(String, bool)> {
    act.fields().into_iter().map(|spec| (spec.name.to_owned(), spec.required)).collect()
}

fn fields(route: &Route) -> Vec<(String, bool)> {
    let texts = |names: &[&str]| names.iter().map(|n| ((*n).to_owned(), true)).collect();
    match route.sends {
        Sends::Nothing | Sends::AnyAct => Vec::new(),
        Sends::Act(act) => of_act(act),
        Sends::Registration => {
            texts(&["given_names", "surname", "sex", "born", "nationality", "programme", "consent_registration"])
        }
        Sends::Move => texts(&["transition", "version"]),
        Sends::Requirement => texts(&["kind", "result", "evidence"]),
        Sends::Fields(names) => texts(names),
    }
}

async fn show(Page(ctx): Page) -> Response {
    let routes: Vec<_> = ROUTES
        .iter()
        .map(|route| ApiRoute {
            method: if route.method == "get" { "GET" } else { "POST" },
            path: route.path,
            summary: route.summary,
            query: route.query.to_vec(),
            fields: fields(route),
            success: route.success,
        })
        .collect();
    let on_cases = Act::ALL.iter().filter(|a| !a.states().is_empty());
    let acts: Vec<_> = on_cases
        .map(|act| ApiAct { code: act.code(), by: act.by().iter().map(|r| r.code()).collect(), fields: of_act(*act) })
        .collect();
    page(developers_page(&ctx, &routes, &acts))
}
