//! A programme manager's programmes at a glance.

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::{OrganisationId, ProgrammeId, Stage, worker::Sex};
use sojourn_services::work::overview;

use super::{Api, CallerMay, answer::Answer, operation::About};
use crate::{state::AppState, web::rights};

pub(super) fn operations() -> Api {
    Api::of("figures").get(
        "/overview",
        show,
        About::reads::<Overview>(
            "The caller's programmes: cases by stage and how long it takes, quota used, what is overdue in which office.",
        ),
    )
}

/// Programmes at a glance.
#[derive(Serialize, JsonSchema)]
struct Overview {
    /// In the order of the journey.
    stages: Vec<AtStage>,
    quota: Vec<QuotaUse>,
    /// The most first; offices that are on time are left out.
    offices: Vec<OverdueOffice>,
}

/// How many cases stand at a stage.
#[derive(Serialize, JsonSchema)]
struct AtStage {
    stage: Stage,
    cases: u64,
    /// How many days it took those who came through it last, in the middle; null where nobody did.
    median_days: Option<i64>,
    /// How many cases that is the middle of.
    median_of: u32,
}

/// How far a quota is used.
#[derive(Serialize, JsonSchema)]
struct QuotaUse {
    programme: ProgrammeId,
    /// The programme's title.
    title: String,
    /// ISIC.
    sector: String,
    /// Of the planned start.
    year: i32,
    /// For one sex; null is any.
    sex: Option<Sex>,
    places: i32,
    taken: i32,
}

/// An office with deadlines past their day.
#[derive(Serialize, JsonSchema)]
struct OverdueOffice {
    office: OrganisationId,
    name: String,
    overdue: u64,
}

async fn show(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ManageProgrammes>,
) -> Answer<Overview> {
    let overview::Overview { stages, pace, quota, titles, offices } = overview::overview(&app.ctx, &actor).await?;
    let used = |q: sojourn_domain::programme::Quota| QuotaUse {
        title: titles.get(&q.programme).cloned().unwrap_or_default(),
        programme: q.programme,
        sector: q.sector,
        year: q.year,
        sex: q.sex,
        places: q.places,
        taken: q.taken,
    };
    let at_stage = |(stage, cases): (Stage, u64)| {
        let median = pace.iter().find(|(of, _)| *of == stage).map(|(_, median)| *median);
        AtStage { stage, cases, median_days: median.map(|m| m.days), median_of: median.map_or(0, |m| m.cases) }
    };
    Ok(Json(Overview {
        stages: stages.into_iter().map(at_stage).collect(),
        quota: quota.into_iter().map(used).collect(),
        offices: offices.into_iter().map(|(office, name, overdue)| OverdueOffice { office, name, overdue }).collect(),
    }))
}
