//! What the demonstration's journeys happen on: a course with its sessions and an approved order for every season of a
//! corridor, each prepared at its own moment. Start at [`Stage::set`].

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sojourn_domain::{JobOrderId, TrainingSessionId, placement::Clause, registration::Fields, rules::Rules};

use super::frame::Corridor;
use crate::{
    Context, Result, cases,
    context::FixedClock,
    placement::{self, Verdict},
    training,
};

/// Days before today at which a journey began, and its orders' first and last days relative to today.
pub(super) struct Season {
    pub(super) began: u64,
    pub(super) starts: i64,
    pub(super) ends: i64,
}

/// Over, being worked, and to come.
pub(super) const SEASONS: [Season; 3] = [
    Season { began: 330, starts: -215, ends: -20 },
    Season { began: 130, starts: -25, ends: 170 },
    Season { began: 40, starts: 60, ends: 255 },
];

/// What a corridor prepared for a season.
pub(super) struct Prepared {
    pub(super) order: JobOrderId,
    pub(super) session: TrainingSessionId,
}

/// The people and preparations of a corridor.
pub(super) struct Stage<'a> {
    pub(super) ctx: &'a Context,
    pub(super) corridor: &'a Corridor,
    pub(super) seasons: Vec<Prepared>,
    pub(super) coming: TrainingSessionId,
    pub(super) rules: Rules,
    pub(super) today: DateTime<Utc>,
}

pub(super) fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// The same context at another moment.
pub(super) fn at(ctx: &Context, moment: DateTime<Utc>) -> Context {
    Context { clock: Arc::new(FixedClock::at(moment)), ..ctx.clone() }
}

impl<'a> Stage<'a> {
    /// Prepares a course, sessions and approved orders for every season.
    pub(super) async fn set(ctx: &'a Context, corridor: &'a Corridor) -> Result<Self> {
        let today = ctx.now();
        let first = at(ctx, today - TimeDelta::days(331));
        let programme = corridor.programme.to_string();
        let course = [
            ("programme", programme.as_str()),
            ("course_code", "PDO"),
            ("title", "Pre-departure orientation"),
            ("minutes", "360"),
            ("pass_mark", "60"),
        ];
        let course = training::create_course(&first, &corridor.manager, &fields(&course)).await?.to_string();
        let mut seasons = Vec::new();
        for season in &SEASONS {
            let began = today - TimeDelta::days(i64::try_from(season.began).unwrap_or(0));
            let ctx = at(ctx, began);
            seasons.push(Prepared {
                order: order(&ctx, corridor, today, season).await?,
                session: session(&ctx, corridor, &course, began + TimeDelta::days(4)).await?,
            });
        }
        let coming = session(ctx, corridor, &course, today + TimeDelta::days(4)).await?;
        let (_, version) = cases::programme_and_rules(&ctx.db.reader(), corridor.programme, today).await?;
        Ok(Self { ctx, corridor, seasons, coming, rules: version.rules, today })
    }
}

async fn session(ctx: &Context, corridor: &Corridor, course: &str, on: DateTime<Utc>) -> Result<TrainingSessionId> {
    let day = on.date_naive();
    let (from, to, trainer) = (format!("{day}T08:00"), format!("{day}T14:30"), corridor.trainer.account.to_string());
    let session = [
        ("course", course),
        ("starts_at", from.as_str()),
        ("ends_at", to.as_str()),
        ("place", "Hall 2"),
        ("seats", "120"),
        ("trainer", trainer.as_str()),
    ];
    training::create_session(ctx, &corridor.manager, &fields(&session)).await
}

async fn order(ctx: &Context, corridor: &Corridor, today: DateTime<Utc>, season: &Season) -> Result<JobOrderId> {
    let day = |offset: i64| (today + TimeDelta::days(offset)).date_naive().to_string();
    let (programme, starts, ends) = (corridor.programme.to_string(), day(season.starts), day(season.ends));
    let (title, occupation, sector, wage, currency, place) = if corridor.index == 0 {
        ("Vegetable harvest", "9211", "01", "2900", "CAD", "Ferme Boréale, Saint-Rémi")
    } else {
        ("Sewing machine operator", "8153", "14", "270.000", "JOD", "Al-Hassan Apparel, Irbid")
    };
    let mut order = fields(&[
        ("programme", &programme),
        ("title", title),
        ("occupation", occupation),
        ("sector", sector),
        ("headcount", "60"),
        ("sex", "any"),
        ("wage", wage),
        ("currency", currency),
        ("wage_period", "month"),
        ("hours_week", "46"),
        ("starts_on", &starts),
        ("ends_on", &ends),
        ("workplace", place),
    ]);
    for clause in Clause::ALL.iter().filter(|c| c.is_hard()) {
        order.insert(clause.code().into(), words(*clause).into());
    }
    let id = placement::submit(ctx, &corridor.employer, &order).await?;
    placement::decide(ctx, &corridor.mission, id, Verdict::Approve).await?;
    Ok(id)
}

/// What the demonstration's employers promise.
const fn words(clause: Clause) -> &'static str {
    match clause {
        Clause::Rest => "One full day a week, and public holidays with pay.",
        Clause::Deductions => "Tax and social security only, itemised on every pay slip.",
        Clause::Accommodation => "Shared house, four to a room at most, without rent.",
        Clause::Insurance => "Health, accident and life insurance, paid by the employer from the day of departure.",
        Clause::TravelOut => "Paid by the employer.",
        Clause::TravelBack => "Paid by the employer, at the end and on early termination.",
        Clause::Termination => "One week's notice from either side, in writing.",
        Clause::Complaints => "To the mission, at any hour, in the worker's language and in confidence.",
        Clause::KeepsDocuments => "The worker keeps passport and papers at all times.",
        Clause::NoFee => "Nobody may charge the worker for this job.",
        Clause::Overtime
        | Clause::Food
        | Clause::Repatriation
        | Clause::Probation
        | Clause::Renewal
        | Clause::SocialSecurity
        | Clause::Remittance => "",
    }
}
