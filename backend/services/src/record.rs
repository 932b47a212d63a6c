//! The audit row every use case leaves: who did what to which record. Ids and codes, never personal values.

use sojourn_domain::{AccountId, CaseId, WorkerId};
use sojourn_storage::{AuditEntry, Tx};
use uuid::Uuid;

use crate::{Context, Result};

/// A row in a case's chain.
pub(crate) async fn audit(
    ctx: &Context,
    tx: &Tx,
    by: Option<AccountId>,
    case: CaseId,
    act: &str,
    details: &str,
) -> Result<()> {
    let entry = AuditEntry {
        case: Some(case),
        account: by,
        act: act.into(),
        subject_kind: "case".into(),
        subject: Some(case.uuid()),
        details: details.into(),
        at: ctx.now(),
    };
    Ok(tx.audit().append(&entry).await?)
}

/// A row about a worker, who may have no case: in the chain of the account that did it.
pub(crate) async fn audit_worker(
    ctx: &Context,
    tx: &Tx,
    by: Option<AccountId>,
    worker: WorkerId,
    act: &str,
    details: &str,
) -> Result<()> {
    let entry = AuditEntry {
        case: None,
        account: by,
        act: act.into(),
        subject_kind: "worker".into(),
        subject: Some(worker.uuid()),
        details: details.into(),
        at: ctx.now(),
    };
    Ok(tx.audit().append(&entry).await?)
}

/// A row about an account, in the chain of whoever did it; the console's are in the system's.
pub(crate) async fn audit_account(
    ctx: &Context,
    tx: &Tx,
    by: Option<AccountId>,
    account: AccountId,
    act: &str,
    details: &str,
) -> Result<()> {
    audit_subject(ctx, tx, by, ("account", account.uuid()), act, details).await
}

/// A row about anything that belongs to no case: what kind of record it is, and which.
pub(crate) async fn audit_subject(
    ctx: &Context,
    tx: &Tx,
    by: Option<AccountId>,
    (kind, subject): (&str, Uuid),
    act: &str,
    details: &str,
) -> Result<()> {
    let entry = AuditEntry {
        case: None,
        account: by,
        act: act.into(),
        subject_kind: kind.into(),
        subject: Some(subject),
        details: details.into(),
        at: ctx.now(),
    };
    Ok(tx.audit().append(&entry).await?)
}
