//! The page that describes the API to whoever writes a program: every route, what it takes and answers.

use leptos::prelude::*;

use crate::{context::PageContext, layout::Page};

/// A route of the API.
#[derive(Debug, Clone)]
pub struct ApiRoute {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path under `/api/v1`.
    pub path: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// What its query takes.
    pub query: Vec<&'static str>,
    /// Fields of its body: name and whether it must be there.
    pub fields: Vec<(String, bool)>,
    /// The status of its success.
    pub success: u16,
}

/// What can be written down about a case, with who writes it and its fields.
#[derive(Debug, Clone)]
pub struct ApiAct {
    /// The act's code.
    pub code: &'static str,
    /// The roles.
    pub by: Vec<&'static str>,
    /// Fields: name and whether it must be there.
    pub fields: Vec<(String, bool)>,
}

/// The API, route by route. Its words are the description's own, which is in English.
pub fn developers(ctx: &PageContext, routes: &[ApiRoute], acts: &[ApiAct]) -> String {
    Page::new(ctx.t("api-title")).show(ctx, || {
        let routes = routes.iter().enumerate().map(|(at, route)| card(ctx, at, route)).collect_view();
        let acts = acts
            .iter()
            .map(|act| {
                view! { <li><strong class="number">{act.code}</strong>" "<span class="small quiet">{act.by.join(", ")}</span>{fields(&act.fields)}</li> }
            })
            .collect_view();
        view! {
            <div><h1>{ctx.t("api-title")}</h1><p class="quiet">{ctx.t("api-text")}</p>
                <p><a href="/api/v1/openapi.json">"openapi.json"</a></p></div>
            <div class="cards" lang="en" dir="ltr">{routes}</div>
            <section class="card" aria-labelledby="api-acts" lang="en" dir="ltr"><h2 id="api-acts">"/cases/{id}/acts/{act}"</h2><ul class="links">{acts}</ul></section>
        }
        .into_any()
    })
}

fn card(ctx: &PageContext, at: usize, route: &ApiRoute) -> AnyView {
    let heading = format!("route-{at}");
    let query =
        (!route.query.is_empty()).then(|| view! { <p class="small">{format!("? {}", route.query.join(" · "))}</p> });
    view! {
        <article class="card" aria-labelledby=heading.clone()>
            <h2 id=heading.clone() class="number"><span class="tag">{route.method}</span>" "{route.path}</h2>
            <p>{route.summary}</p>
            {query}
            {fields(&route.fields)}
            <p class="small quiet">{ctx.t_args("api-success", &[("status", route.success.to_string().into())])}</p>
        </article>
    }
    .into_any()
}

fn fields(list: &[(String, bool)]) -> Option<AnyView> {
    if list.is_empty() {
        return None;
    }
    let words: Vec<_> = list.iter().map(|(name, must)| if *must { format!("{name}*") } else { name.clone() }).collect();
    Some(view! { <p class="small number">{words.join(" · ")}</p> }.into_any())
}
