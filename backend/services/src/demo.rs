//! Demonstration data: two corridors with believable programmes, organisations, an account for every role
//! and workers on their way. Workers go through the same use cases as real ones. Start at [`seed`].

mod crowd;
mod frame;
mod journeys;
mod people;
mod stage;

pub use crowd::seed as seed_crowd;
use sojourn_domain::{Actor, Locale, Role, WorkerId, access::Account, proposal, registration::Fields};

use crate::{
    Context, Result, ServiceError,
    recruitment::{
        Registered,
        propose::{Sender, propose},
        register,
    },
};

/// How many workers are registered.
const WORKERS: usize = 200;
/// Workers entered with one click: with an offer to answer, at work, and home again.
const ENTERED: [usize; 3] = [6, 7, 12];

/// Who proposes to be registered: two nobody knows, and one who is on record already.
const PROPOSED: [usize; 3] = [104, 109, 3];

/// Fills an empty database with the demonstration; does nothing where one is present already.
///
/// # Errors
/// Any use case's: the demonstration is incomplete then, and its database is to be removed.
pub async fn seed(ctx: &Context) -> Result<()> {
    with_workers(ctx, WORKERS).await
}

/// The same with fewer workers: twenty in each corridor stand in twenty different places of the journey.
///
/// # Errors
/// As [`seed`].
pub async fn with_workers(ctx: &Context, workers: usize) -> Result<()> {
    if crate::access::demo::present(ctx).await? {
        return Ok(());
    }
    for corridor in frame::plant(ctx).await? {
        let stage = stage::Stage::set(ctx, &corridor).await?;
        for n in 0..workers / 2 {
            worker(ctx, &stage, &corridor, n).await?;
        }
        for n in PROPOSED {
            propose_oneself(ctx, &corridor, n).await?;
        }
    }
    Ok(())
}

/// Plants organisations, programmes and accounts alone, without workers.
///
/// # Errors
/// As [`seed`].
pub async fn frame(ctx: &Context) -> Result<()> {
    frame::plant(ctx).await.map(drop)
}

/// The people through whose hands a demonstration worker goes.
struct Desk {
    officer: Actor,
    verifier: Actor,
}

async fn worker(ctx: &Context, stage: &stage::Stage<'_>, corridor: &frame::Corridor, n: usize) -> Result<()> {
    let desk = &corridor.desks[n % corridor.desks.len()];
    let then = journeys::context_of(ctx, n);
    let fields: Fields = people::fields(corridor, n, ctx.now().date_naive());
    let (case, worker) = match register(&then, &desk.officer, &fields).await? {
        Registered::Done { case, worker, .. } => (case, worker),
        Registered::PossibleDuplicates(_) => return Ok(()),
    };
    journeys::walk(stage, desk, case, n).await?;
    if ENTERED.contains(&n) { enter_with_one_click(ctx, worker).await } else { Ok(()) }
}

/// A worker proposes their own registration at the corridor's first office.
async fn propose_oneself(ctx: &Context, corridor: &frame::Corridor, n: usize) -> Result<()> {
    let office = corridor.desks[0].officer.organisations(Role::RecruitmentOfficer).next();
    let mut fields: Fields = people::fields(corridor, n, ctx.now().date_naive());
    fields.insert(proposal::field::OFFICE.into(), office.map(|o| o.to_string()).unwrap_or_default());
    let once = format!("demonstration {} {n}", corridor.index);
    propose(ctx, &fields, Sender { address: "demonstration", once: &once }).await.map(drop)
}

/// A worker's account becomes one of the demonstration's, entered with one click.
async fn enter_with_one_click(ctx: &Context, worker: WorkerId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let account = tx.access().find_account_of_worker(worker).await?.ok_or_else(|| not_there("worker's account"))?;
    tx.access().save_account(&Account { demo: true, ..account }, ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// An account's e-mail address in the demonstration.
fn email(role: Role, place: &str) -> String {
    format!("{}@{place}.example", role.code().replace('_', "."))
}

fn not_there(what: &str) -> ServiceError {
    ServiceError::Internal(format!("the demonstration's {what} is missing"))
}

/// The language the corridor's people read.
const fn locale(corridor: usize) -> Locale {
    if corridor == 0 { Locale::Es } else { Locale::En }
}
