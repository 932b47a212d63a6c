//! A programme manager's programmes at a glance: how many cases stand at each stage and how long it takes, how far the
//! quota is used, what is overdue in which office. Start at [`overview`].

use std::collections::BTreeMap;

use sojourn_domain::{
    Actor, OrganisationId, ProgrammeId, Refusal, Role, Stage,
    programme::Quota,
    role::Permission,
    stay::{Median, median_days},
};

use super::due;
use crate::{Context, Result};

/// Cases that a stage's median is of, at most: those that moved last tell how things go now.
const ASKED: u64 = 100;

/// What a programme manager's first page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Cases by stage, in the order of the journey.
    pub stages: Vec<(Stage, u64)>,
    /// How long each stage took those who came through it last; stages nobody came through are left out.
    pub pace: Vec<(Stage, Median)>,
    /// The quota of each programme.
    pub quota: Vec<Quota>,
    /// Titles of the programmes.
    pub titles: BTreeMap<ProgrammeId, String>,
    /// What is overdue by office, with its name, the most first.
    pub offices: Vec<(OrganisationId, String, u64)>,
}

/// The programmes of the actor's ministries.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever manages none; storage.
pub async fn overview(ctx: &Context, actor: &Actor) -> Result<Overview> {
    if !actor.may(Permission::ManageProgrammes) {
        return Err(Refusal::Forbidden.into());
    }
    let (reader, manager) = (ctx.db.reader(), due::as_role(actor, Role::ProgrammeManager));
    let counts = reader.cases().count_by_state(&manager).await?;
    let sum = |stage: &Stage| -> u64 { stage.states().iter().filter_map(|state| counts.get(state)).sum() };
    let ministries: Vec<_> = manager.organisations(Role::ProgrammeManager).collect();
    let programmes = reader.programmes().programmes().await?;
    let own = programmes.into_iter().filter(|p| ministries.contains(&p.manager)).map(|p| (p.id, p.title));
    let titles: BTreeMap<_, _> = own.collect();
    let mut quota = Vec::new();
    for id in titles.keys() {
        quota.extend(reader.programmes().quotas(*id).await?);
    }
    let own: Vec<ProgrammeId> = titles.keys().copied().collect();
    let mut pace = Vec::new();
    for stage in Stage::ALL.iter().copied() {
        let paths = reader.cases().paths_of_last(&own, stage.passed(), ASKED).await?;
        pace.extend(median_days(paths.iter().map(Vec::as_slice), stage).map(|median| (stage, median)));
    }
    Ok(Overview {
        pace,
        stages: Stage::ALL.iter().map(|stage| (*stage, sum(stage))).collect(),
        quota,
        titles,
        offices: due::overdue_by_office(ctx, &manager).await?,
    })
}
