//! Organisations, for programs: listed, added, described anew, accredited and suspended.

use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{
    OrganisationId,
    act::{Kind, Spec, may, must},
    programme::{Organisation, OrganisationKind},
};
use sojourn_services::organisations::{self, Change};

use super::{
    Api, Body, Caller,
    answer::{Answer, created, done},
    body::{VERSION, version_of},
    operation::{AFTER, About, Takes},
};
use crate::{
    routes::{
        key::PAGE,
        organisations::{Asked, accreditation},
    },
    state::AppState,
    web::{Path, WebResult},
};

const ASKED: &[Spec] = &[may("q", Kind::Line), may("kind", KIND), AFTER];
const KIND: Kind = Kind::Code("organisation-kind", || OrganisationKind::ALL.iter().map(|k| k.code()).collect());
/// What describes an organisation.
const DESCRIBED: &[Spec] = &[must("name", Kind::Line), must("organisation_kind", KIND), must("country", Kind::Line)];
const REDESCRIBED: &[Spec] =
    &[VERSION, must("name", Kind::Line), must("organisation_kind", KIND), must("country", Kind::Line)];
const ACCREDITED: &[Spec] = &[VERSION, must("accredited_from", Kind::Day), may("accredited_until", Kind::Day)];
const SUSPENDED: &[Spec] = &[VERSION, must("reason", Kind::Text)];

pub(super) fn operations() -> Api {
    Api::of("administration")
        .get(
            "/organisations",
            list,
            About::reads::<Organisations>("Organisations the caller keeps, by name.").query(ASKED),
        )
        .post(
            "/organisations",
            create,
            About::creates::<NewOrganisation>("Adds an organisation, not accredited yet.", Takes::Fields(DESCRIBED)),
        )
        .get(
            "/organisations/{id}",
            show,
            About::reads::<OrganisationAnswer>("An organisation, with the version a change names."),
        )
        .post(
            "/organisations/{id}",
            describe,
            About::does("Describes an organisation anew.", Takes::Fields(REDESCRIBED)),
        )
        .post(
            "/organisations/{id}/accredit",
            accredit,
            About::does("Accredits an organisation from a day on.", Takes::Fields(ACCREDITED)),
        )
        .post(
            "/organisations/{id}/suspend",
            suspend,
            About::does("Suspends an organisation; the open offers of an employer go back.", Takes::Fields(SUSPENDED)),
        )
        .post("/organisations/{id}/lift", lift, About::does("Ends a suspension.", Takes::Fields(&[VERSION])))
}

/// A page of organisations.
#[derive(Serialize, JsonSchema)]
struct Organisations {
    organisations: Vec<Organisation>,
    /// Where the next page begins.
    next: Option<OrganisationId>,
}

/// An organisation with its version.
#[derive(Serialize, JsonSchema)]
struct OrganisationAnswer {
    organisation: Organisation,
    /// The version a change names.
    version: i32,
}

/// An organisation just added.
#[derive(Serialize, JsonSchema)]
struct NewOrganisation {
    organisation: OrganisationId,
}

async fn list(State(app): State<AppState>, Caller(actor): Caller, Query(asked): Query<Asked>) -> Answer<Organisations> {
    let found = organisations::list(&app.ctx, &actor, asked.filter(), asked.after.parse().ok(), PAGE).await?;
    let next = found.rows.last().filter(|_| found.more).map(|o| o.id);
    Ok(Json(Organisations { organisations: found.rows, next }))
}

async fn show(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
) -> Answer<OrganisationAnswer> {
    let (organisation, version) = organisations::show(&app.ctx.db.reader(), &actor, id).await?;
    Ok(Json(OrganisationAnswer { organisation, version }))
}

async fn create(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult<Response> {
    created(NewOrganisation { organisation: organisations::create(&app.ctx, &actor, &fields).await? })
}

async fn describe(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let version = version_of(&body)?;
    organisations::change(&app.ctx, &actor, id, version, Change::Describe(body.0)).await?;
    done()
}

async fn accredit(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let change = accreditation(|field| body.value(field).to_owned())?;
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, change).await?;
    done()
}

async fn suspend(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    let change = Change::Suspend(body.value("reason").to_owned());
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, change).await?;
    done()
}

async fn lift(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<OrganisationId>,
    body: Body,
) -> WebResult<impl IntoResponse> {
    organisations::change(&app.ctx, &actor, id, version_of(&body)?, Change::Lift).await?;
    done()
}
