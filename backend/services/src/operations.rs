//! What an administrator sees of the queue, dead letters and trying them again; and whether the audit trail holds.
//! Case content is not in it. Start at [`dead_letters`] and [`verify_since_last`].

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sojourn_domain::{Actor, Refusal, role::Permission};
use sojourn_storage::{
    AuditEntry, ChainFault, JobState,
    entity::{case::audit_check, jobs::job},
};
use uuid::Uuid;

use crate::{Context, Result, ServiceError};

/// Cases, chains, and seals, followed at a time.
const BATCH: u64 = 500;
/// The kind of job that follows the chains sealed since the last check: once a day, without a payload.
pub const VERIFY_JOB: &str = "verify_audit";
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
    /// Chains followed from row to row.
    pub chains: usize,
    /// The last seal of the ledger that was followed.
    pub seals: i64,
    /// Where one does not hold.
    pub faults: Vec<ChainFault>,
}

/// Follows the events of every case, every chain of audit rows, and the ledger; keeps what it came to.
///
/// # Errors
/// Storage.
pub async fn verify_audit(ctx: &Context) -> Result<Verified> {
    let reader = ctx.db.reader();
    let mut verified = Verified {
        chains: 0,
        seals: reader.audit().last_seal().await?.map_or(0, |seal| seal.number),
        faults: reader.audit().verify_ledger().await?,
    };
    let mut last = None;
    loop {
        let ids = reader.cases().ids(last, BATCH).await?;
        let Some(end) = ids.last().copied() else { break };
        for id in &ids {
            verified.faults.extend(reader.cases().verify_events(*id).await?);
        }
        last = Some(end);
    }
    let mut last = None;
    loop {
        let chains = reader.audit().chains(last, BATCH).await?;
        let Some(end) = chains.last().copied() else { break };
        for chain in &chains {
            verified.faults.extend(reader.audit().verify(*chain).await?);
        }
        verified.chains += chains.len();
        last = Some(end);
    }
    keep(ctx, &verified).await?;
    Ok(verified)
}

/// Follows what was sealed since the last check: what a day's work can be asked to.
///
/// # Errors
/// Storage.
pub async fn verify_since_last(ctx: &Context) -> Result<Verified> {
    let reader = ctx.db.reader();
    let mut seals = reader.audit().last_check().await?.map_or(0, |check| check.seals);
    let (mut chains, mut faults) = (BTreeSet::new(), Vec::new());
    loop {
        let followed = reader.audit().verify_seals(seals, BATCH).await?;
        faults.extend(followed.faults);
        chains.extend(followed.chains);
        if followed.last == seals {
            break;
        }
        seals = followed.last;
    }
    for chain in &chains {
        faults.extend(follow(ctx, *chain).await?);
    }
    let verified = Verified { chains: chains.len(), seals, faults };
    keep(ctx, &verified).await?;
    Ok(verified)
}

/// Follows one chain; where it is a case's, its events too.
async fn follow(ctx: &Context, chain: Uuid) -> Result<Vec<ChainFault>> {
    let reader = ctx.db.reader();
    let events = reader.cases().verify_events(chain.into()).await?;
    Ok(events.into_iter().chain(reader.audit().verify(chain).await?).collect())
}

async fn keep(ctx: &Context, verified: &Verified) -> Result<()> {
    let first = verified.faults.first();
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let tx = ctx.db.begin().await?;
    tx.audit()
        .insert_check(audit_check::Model {
            id: ctx.new_id(),
            at: ctx.now(),
            chains: count(verified.chains),
            seals: verified.seals,
            faults: count(verified.faults.len()),
            fault_chain: first.map(|f| f.chain),
            fault_seq: first.map(|f| f.seq),
        })
        .await?;
    Ok(tx.commit().await?)
}

/// How the audit trail stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Trail {
    /// Until when the newest seal reaches.
    pub sealed_until: Option<DateTime<Utc>>,
    /// Rows written since.
    pub unsealed: u64,
    /// The newest check.
    pub check: Option<audit_check::Model>,
}

/// How the audit trail stands: sealed until when, checked when, with what result.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever neither audits nor keeps the queue; storage.
pub async fn trail(ctx: &Context, actor: &Actor) -> Result<Trail> {
    if !actor.may(Permission::ReadAudit) {
        may(actor)?;
    }
    let reader = ctx.db.reader();
    let sealed_until = reader.audit().last_seal().await?.map(|seal| seal.sealed_until);
    let unsealed = reader.audit().written_after(sealed_until.unwrap_or_default()).await?;
    Ok(Trail { sealed_until, unsealed, check: reader.audit().last_check().await? })
}

fn may(actor: &Actor) -> Result<()> {
    if actor.may(Permission::ManageJobs) { Ok(()) } else { Err(Refusal::Forbidden.into()) }
}
