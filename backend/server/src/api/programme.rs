//! Programmes with the rules in force, and the public check of a paper.

use axum::{Json, extract::State};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{
    ProgrammeId,
    programme::{Programme, RulesVersion},
};
use sojourn_services::{
    ServiceError, cases,
    papers::{self, Standing},
    recruitment,
};

use super::{Api, Caller, answer::Answer, operation::About};
use crate::{
    state::AppState,
    web::{Path, WebError},
};

pub(super) fn operations() -> Api {
    Api::of("programme")
        .get("/programmes", list, About::reads::<Programmes>("Programmes with an open intake."))
        .get("/programmes/{id}", show, About::reads::<ProgrammeRules>("A programme with its rules in force."))
        .get(
            "/verify/{token}",
            verify,
            About::reads::<PaperCheck>("Whether a paper is genuine and stands: nothing more than number and initials.")
                .open(),
        )
}

/// Programmes.
#[derive(Serialize, JsonSchema)]
struct Programmes {
    programmes: Vec<Programme>,
}

async fn list(State(app): State<AppState>, _: Caller) -> Answer<Programmes> {
    Ok(Json(Programmes { programmes: recruitment::open_programmes(&app.ctx).await? }))
}

/// A programme and what its cases are judged by.
#[derive(Serialize, JsonSchema)]
struct ProgrammeRules {
    programme: Programme,
    /// The version in force today on the programme's clock.
    rules: RulesVersion,
}

async fn show(State(app): State<AppState>, _: Caller, Path(id): Path<ProgrammeId>) -> Answer<ProgrammeRules> {
    let (programme, rules) = cases::rules_in_force(&app.ctx, id).await?;
    Ok(Json(ProgrammeRules { programme, rules }))
}

/// What the public learns of a paper.
#[derive(Serialize, JsonSchema)]
struct PaperCheck {
    /// Whether it is genuine and stands.
    validity: Validity,
    /// Its kind.
    kind: Option<String>,
    /// Its number.
    number: Option<String>,
    /// The first letters of whose it is.
    initials: Option<String>,
    /// The day it was issued.
    issued: Option<NaiveDate>,
}

/// How a paper stands.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Validity {
    /// Genuine and in force.
    Valid,
    /// Genuine; its last day is past.
    Expired,
    /// Genuine; a newer one took its place.
    Superseded,
    /// Genuine; taken back.
    Void,
    /// Not a paper of this installation.
    Unknown,
}

async fn verify(State(app): State<AppState>, Path(token): Path<String>) -> Answer<PaperCheck> {
    let unknown = PaperCheck { validity: Validity::Unknown, kind: None, number: None, initials: None, issued: None };
    match papers::verify(&app.ctx, &token).await {
        Ok((paper, standing)) => Ok(Json(PaperCheck {
            validity: match standing {
                Standing::Valid => Validity::Valid,
                Standing::Expired => Validity::Expired,
                Standing::Superseded => Validity::Superseded,
                Standing::Void => Validity::Void,
            },
            kind: Some(paper.kind),
            number: Some(paper.number),
            initials: Some(paper.initials),
            issued: Some(paper.issued),
        })),
        Err(ServiceError::NotFound) => Ok(Json(unknown)),
        Err(other) => Err(WebError::from(other)),
    }
}
