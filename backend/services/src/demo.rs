//! Demonstration data: two corridors with believable programmes, organisations, an account for every role
//! and workers on their way. Workers go through the same use cases as real ones. Start at [`seed`].

mod frame;
mod people;

use sojourn_domain::{
    Actor, CaseId, Locale, Role,
    decide::Move,
    registration::Fields,
    requirement::{RequirementKind, RequirementResult},
    table::Transition,
};

use crate::{
    Context, Result, ServiceError,
    cases::{self, Advance, RecordRequirement},
    recruitment::{Registered, register, resolve_duplicate},
};

/// How many workers are registered.
const WORKERS: usize = 200;

/// Fills an empty database with the demonstration; does nothing where one is present already.
///
/// # Errors
/// Any use case's: the demonstration is incomplete then, and its database is to be removed.
pub async fn seed(ctx: &Context) -> Result<()> {
    if crate::access::demo::present(ctx).await? {
        return Ok(());
    }
    for corridor in frame::plant(ctx).await? {
        for n in 0..WORKERS / 2 {
            worker(ctx, &corridor, n).await?;
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

async fn worker(ctx: &Context, corridor: &frame::Corridor, n: usize) -> Result<()> {
    let desk = &corridor.desks[n % corridor.desks.len()];
    let fields: Fields = people::fields(corridor, n, ctx.now().date_naive());
    let case = match register(ctx, &desk.officer, &fields).await? {
        Registered::Done { case, .. } => case,
        Registered::PossibleDuplicates(_) => return Ok(()),
    };
    let seen = cases::view(ctx, &desk.verifier, case).await?;
    for (flag, _) in seen.duplicates {
        resolve_duplicate(ctx, &desk.verifier, seen.worker.id, flag).await?;
    }
    // The last tenth was registered today; some have a record missing, some wait for a second person.
    match n % 10 {
        0 => Ok(()),
        1 => documents(ctx, desk, case, false).await,
        2 | 3 => {
            documents(ctx, desk, case, true).await?;
            propose(ctx, desk, case, Transition::Screen, Move::default()).await
        }
        4 => {
            let reason = Move { reason: Some("documents_not_genuine".into()), ..Move::default() };
            propose(ctx, desk, case, Transition::Reject, reason.clone()).await?;
            step(ctx, &desk.verifier, case, Transition::Reject, reason).await
        }
        5 => {
            let statement = Move { evidence: Some("Signed statement at the desk".into()), ..Move::default() };
            step(ctx, &desk.officer, case, Transition::Withdraw, statement).await
        }
        _ => {
            documents(ctx, desk, case, true).await?;
            propose(ctx, desk, case, Transition::Screen, Move::default()).await?;
            step(ctx, &desk.verifier, case, Transition::Screen, Move::default()).await
        }
    }
}

/// Records what screening asks for; the second officer verifies it where wished.
async fn documents(ctx: &Context, desk: &Desk, case: CaseId, verified: bool) -> Result<()> {
    let today = ctx.now().date_naive();
    for kind in [RequirementKind::Documents, RequirementKind::Language] {
        let command = RecordRequirement {
            kind,
            result: RequirementResult::Passed,
            valid_from: Some(today),
            valid_until: today.checked_add_months(chrono::Months::new(24)),
            evidence: format!("Originals seen at the desk, folder {}", kind.code()),
        };
        let id = cases::record(ctx, &desk.officer, case, command).await?;
        if verified {
            cases::verify(ctx, &desk.verifier, case, id).await?;
        }
    }
    Ok(())
}

async fn propose(ctx: &Context, desk: &Desk, case: CaseId, transition: Transition, mv: Move) -> Result<()> {
    step(ctx, &desk.officer, case, transition, mv).await
}

async fn step(ctx: &Context, actor: &Actor, case: CaseId, transition: Transition, mv: Move) -> Result<()> {
    let version = cases::view(ctx, actor, case).await?.case.version;
    cases::advance(ctx, actor, Advance { case, version, transition, mv, pin: None }).await?;
    Ok(())
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
