//! What an administrator sees of the queue: dead letters, and trying them again. Case content is not in it.

use sojourn_domain::{Actor, Refusal, role::Permission};
use sojourn_storage::{AuditEntry, JobState, entity::jobs::job};
use uuid::Uuid;

use crate::{Context, Result, ServiceError};

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

fn may(actor: &Actor) -> Result<()> {
    if actor.may(Permission::ManageJobs) { Ok(()) } else { Err(Refusal::Forbidden.into()) }
}
