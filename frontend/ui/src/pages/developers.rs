//! The page that describes the API to whoever writes a program: room by room, every route with what it takes and
//! answers.

use leptos::prelude::*;

use crate::{context::PageContext, layout::Page};

/// Routes of the API that belong together.
#[derive(Debug, Clone)]
pub struct ApiRoom {
    /// The room's name, as in the description.
    pub name: &'static str,
    /// A sentence about it.
    pub text: &'static str,
    /// Its routes.
    pub routes: Vec<ApiRoute>,
}

/// A route of the API.
#[derive(Debug, Clone)]
pub struct ApiRoute {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path under `/api/v1`.
    pub path: String,
    /// What it does.
    pub summary: &'static str,
    /// What its query takes.
    pub query: Vec<ApiField>,
    /// What its body takes.
    pub body: ApiBody,
    /// The status of its success.
    pub success: u16,
    /// Whether it wants no token.
    pub open: bool,
}

/// What a body takes.
#[derive(Debug, Clone)]
pub enum ApiBody {
    /// Nothing.
    Nothing,
    /// These fields.
    Fields(Vec<ApiField>),
    /// The fields of an act, listed apart.
    AnyAct,
    /// An object of its own shape.
    Own,
    /// A list as CSV.
    List,
}

/// A field.
#[derive(Debug, Clone)]
pub struct ApiField {
    /// Its name.
    pub name: &'static str,
    /// What it takes: `date`, `read | write`, `1 – 366` …
    pub takes: String,
    /// Whether it must be sent.
    pub required: bool,
}

/// What can be written down about a case, with who writes it and its fields.
#[derive(Debug, Clone)]
pub struct ApiAct {
    /// The act's code.
    pub code: &'static str,
    /// The roles.
    pub by: Vec<&'static str>,
    /// Its fields.
    pub fields: Vec<ApiField>,
}

/// The API, room by room. Its words are the description's own, which is in English.
pub fn developers(ctx: &PageContext, rooms: &[ApiRoom], acts: &[ApiAct]) -> String {
    Page::new(ctx.t("api-title")).show(ctx, || {
        let links = rooms
            .iter()
            .map(|room| view! { <li><a href=format!("#{}", room.name)>{room.name}</a></li> })
            .chain([view! { <li><a href="#acts".to_owned()>"acts"</a></li> }])
            .collect_view();
        let sections = rooms.iter().map(|room| section(ctx, room)).collect_view();
        view! {
            <div>
                <h1>{ctx.t("api-title")}</h1>
                <p class="quiet">{ctx.t("api-text")}</p>
                <p><a href="/api/v1/openapi.json">{ctx.t("api-document")}</a></p>
            </div>
            <nav class="api-rooms" aria-label=ctx.t("api-rooms") lang="en" dir="ltr"><ul>{links}</ul></nav>
            {sections}
            {all_acts(ctx, acts)}
        }
        .into_any()
    })
}

fn section(ctx: &PageContext, room: &ApiRoom) -> AnyView {
    let title = format!("{}-title", room.name);
    let routes = room.routes.iter().map(|route| card(ctx, route)).collect_view();
    view! {
        <section class="card api-room" id=room.name aria-labelledby=title.clone()>
            <div lang="en" dir="ltr"><h2 id=title.clone()>{room.name}</h2><p class="quiet">{room.text}</p></div>
            {routes}
        </section>
    }
    .into_any()
}

fn card(ctx: &PageContext, route: &ApiRoute) -> AnyView {
    let class = if route.method == "GET" { "tag verb" } else { "tag verb writes" };
    let open = route.open.then(|| view! { " " <span class="tag good">{ctx.t("api-open")}</span> });
    let query = (!route.query.is_empty()).then(|| fields(ctx.t("api-query"), &route.query));
    let body = match &route.body {
        ApiBody::Nothing => None,
        ApiBody::Fields(list) => Some(fields(ctx.t("api-body"), list)),
        ApiBody::AnyAct => Some(view! { <p class="small"><a href="#acts">{ctx.t("api-acts")}</a></p> }.into_any()),
        ApiBody::Own => Some(view! { <p class="small quiet">{ctx.t("api-body-own")}</p> }.into_any()),
        ApiBody::List => Some(view! { <p class="small quiet">{ctx.t("api-body-list")}</p> }.into_any()),
    };
    view! {
        <article class="api-route">
            <h3 dir="ltr"><span class=class>{route.method}</span>" "<code>{breakable(&route.path)}</code>{open}</h3>
            <p lang="en" dir="ltr">{route.summary}</p>
            {query}
            {body}
            <p class="small quiet">{ctx.t_args("api-success", &[("status", route.success.to_string().into())])}</p>
        </article>
    }
    .into_any()
}

/// A path that may break after each of its parts: a phone is narrower than the longest.
fn breakable(path: &str) -> AnyView {
    path.split_inclusive('/').map(|part| view! { {part.to_owned()}<wbr/> }).collect_view().into_any()
}

fn fields(title: String, list: &[ApiField]) -> AnyView {
    let items = list
        .iter()
        .map(|field| {
            let star = field.required.then_some("*");
            view! { <li><code class="strong">{field.name}{star}</code>" "<span class="quiet">{field.takes.clone()}</span></li> }
        })
        .collect_view();
    view! { <details class="more"><summary>{title}</summary><ul class="api-fields small" lang="en" dir="ltr">{items}</ul></details> }
        .into_any()
}

fn all_acts(ctx: &PageContext, acts: &[ApiAct]) -> AnyView {
    let items = acts
        .iter()
        .map(|act| {
            view! {
                <article class="api-route">
                    <h3 dir="ltr"><code>{act.code}</code></h3>
                    <p class="small quiet" lang="en" dir="ltr">{act.by.join(", ")}</p>
                    {(!act.fields.is_empty()).then(|| fields(ctx.t("api-body"), &act.fields))}
                </article>
            }
        })
        .collect_view();
    view! {
        <section class="card api-room" id="acts" aria-labelledby="acts-title">
            <h2 id="acts-title">{ctx.t("api-acts")}</h2>
            {items}
        </section>
    }
    .into_any()
}
