//! What an administrator sees of the queue: dead letters, and trying them again. Case content is not in it.

use sojourn_domain::{Actor, Refusal, role::Permission};
use sojourn_storage::{AuditEntry, ChainFault, JobState, entity::jobs::job};
use uuid::Uuid;

use crate::{Context, Result, ServiceError};

/// Cases followed at a time.
const BATCH: u64 = 500;
/// Dead letters shown at most.
const SHOWN: u64 = 200;

/// How many jobs wait, and those that were given up, newest first.
///
/// # Errors
/// [`Refusal::Forbidden`] without the right; storage.
pub async fn dead_letters(ctx: &Context, actor: &Actor) -> Result<(JobState, Vec<job::Model>)> {
    may(actor)?;
    let reader = ctx.db.reader();
    Ok((reader.jobs().state().await?, reader.jobs().dead(SHOWN).await?))
}

/// Puts a dead letter back into the queue.
///
/// # Errors
/// [`Refusal::Forbidden`] without the right; [`ServiceError::NotFound`] for a job that is not dead.
pub async fn retry(ctx: &Context, actor: &Actor, id: Uuid) -> Result<()> {
    may(actor)?;
    let tx = ctx.db.begin().await?;
    if !tx.jobs().revive(id, ctx.now()).await? {
        return Err(ServiceError::NotFound);
    }
    let entry = AuditEntry {
        case: None,
        account: Some(actor.account),
        act: "retry-job".into(),
        subject_kind: "job".into(),
        subject: Some(id),
        details: String::new(),
        at: ctx.now(),
    };
    tx.audit().append(&entry).await?;
    Ok(tx.commit().await?)
}

/// What following the chains came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Chains of cases followed.
    pub cases: usize,
    /// Seals of the ledger followed.
    pub seals: i64,
    /// Where one does not hold.
    pub faults: Vec<ChainFault>,
}

/// Follows the events and audit rows of every case, and the ledger.
///
/// # Errors
/// Storage.
pub async fn verify_audit(ctx: &Context) -> Result<Verified> {
    let reader = ctx.db.reader();
    let mut faults = reader.audit().verify_ledger().await?;
    let seals = reader.audit().last_seal().await?.map_or(0, |seal| seal.number);
    let (mut cases, mut last) = (0, None);
    loop {
        let ids = reader.cases().ids(last, BATCH).await?;
        let Some(end) = ids.last().copied() else { break };
        for id in &ids {
            faults.extend(reader.cases().verify_events(*id).await?);
            faults.extend(reader.audit().verify(id.uuid()).await?);
        }
        cases += ids.len();
        last = Some(end);
    }
    Ok(Verified { cases, seals, faults })
}

fn may(actor: &Actor) -> Result<()> {
    if actor.may(Permission::ManageJobs) { Ok(()) } else { Err(Refusal::Forbidden.into()) }
}
