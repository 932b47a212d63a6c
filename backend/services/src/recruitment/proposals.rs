//! The office's side of workers' own proposals: listed, opened, confirmed by an officer who saw the person, or
//! declined. Owns that a proposal is decided once; what registering takes is the desk's. Start at [`confirm`].

use chrono::{DateTime, NaiveDate, Utc};
use sojourn_domain::{
    Actor, CaseId, ProposalId, Refusal,
    decide::Move,
    proposal::{self, ProposalStatus},
    registration::Fields,
    role::Permission,
};
use sojourn_storage::{AuditEntry, Page, ProposalDecision, ProposalKey, Tx, entity::proposals::registration_proposal};

use super::{
    propose::last_day,
    register::{Desk, Registered, register_at},
};
use crate::{Context, Result, ServiceError, context::read_paper_code, record::audit};

/// A proposal as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalLine {
    /// The proposal.
    pub id: ProposalId,
    /// Its reference, as the person noted it.
    pub reference: String,
    /// `Surname, Given names`, as they say.
    pub name: String,
    /// Title of the programme.
    pub programme: String,
    /// When it was made.
    pub proposed_at: DateTime<Utc>,
    /// The last day the person can come with it.
    pub until: NaiveDate,
}

impl ProposalLine {
    /// The key of the page behind this line.
    #[must_use]
    pub fn key(&self) -> ProposalKey {
        ProposalKey { proposed_at: self.proposed_at, id: self.id }
    }
}

/// A page of what waits in the actor's offices, the oldest first; of what was typed, a name or a reference.
///
/// # Errors
/// [`Refusal::Forbidden`] without the permission.
pub async fn waiting(
    ctx: &Context,
    actor: &Actor,
    typed: &str,
    last: Option<ProposalKey>,
    size: u64,
) -> Result<Page<ProposalLine>> {
    allowed(actor)?;
    // What a pattern would take for a sign of its own is no letter of a name.
    let plain = typed.replace(['%', '_', '\\'], " ").to_lowercase();
    let words: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    let found = ctx.db.reader().proposals().waiting(actor, &words, &read_paper_code(typed), last, size).await?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for row in found.rows {
        rows.push(line(ctx, &row).await?);
    }
    Ok(Page { rows, more: found.more })
}

/// How many wait in the actor's offices; none for those who register nobody.
///
/// # Errors
/// As any read.
pub async fn count(ctx: &Context, actor: &Actor) -> Result<u64> {
    match allowed(actor) {
        Ok(()) => Ok(ctx.db.reader().proposals().count_waiting(actor).await?),
        Err(_) => Ok(0),
    }
}

/// A proposal that waits, with the form as the worker sent it. The reading is noted.
///
/// # Errors
/// [`ServiceError::NotFound`] outside the actor's offices and once it was decided.
pub async fn open(ctx: &Context, actor: &Actor, id: ProposalId) -> Result<(ProposalLine, Fields)> {
    allowed(actor)?;
    let tx = ctx.db.begin().await?;
    let row = tx.proposals().find(actor, id).await?.filter(waits).ok_or(ServiceError::NotFound)?;
    let form = tx.proposals().form(&row)?;
    note(ctx, &tx, actor, id, "read-proposal").await?;
    tx.commit().await?;
    Ok((line(ctx, &row).await?, form))
}

/// Registers the person who came, from the form as the officer corrected it. The proposal is decided in the same
/// transaction: of two who confirm it, one registers.
///
/// # Errors
/// As registering at the desk; the field `identity_shown`; [`Refusal::Stale`] for a proposal decided already.
pub async fn confirm(ctx: &Context, actor: &Actor, id: ProposalId, fields: &Fields) -> Result<Registered> {
    allowed(actor)?;
    let parsed = proposal::parse_confirmation(fields, ctx.now().date_naive());
    let tx = ctx.db.begin().await?;
    let row = still_waiting(&tx, actor, id).await?;
    let registration = parsed.map_err(Refusal::Invalid)?;
    let said = Move { evidence: Some(row.reference), by_worker: true, ..Move::default() };
    let desk = Desk { ctx, tx: &tx, actor, said };
    let done = register_at(&desk, row.office_id.into(), &registration).await?;
    if let Registered::Done { case, .. } = &done {
        decide(ctx, &tx, actor, id, Verdict::Confirmed(*case)).await?;
        audit(ctx, &tx, Some(actor.account), *case, "confirm-proposal", &id.to_string()).await?;
        tx.commit().await?;
    }
    Ok(done)
}

/// Says no to a proposal, with a reason.
///
/// # Errors
/// The field `reason`; [`Refusal::Stale`] for a proposal decided already.
pub async fn decline(ctx: &Context, actor: &Actor, id: ProposalId, fields: &Fields) -> Result<()> {
    allowed(actor)?;
    let parsed = proposal::parse_reason(fields);
    let tx = ctx.db.begin().await?;
    still_waiting(&tx, actor, id).await?;
    let reason = parsed.map_err(Refusal::Invalid)?;
    decide(ctx, &tx, actor, id, Verdict::Declined(reason)).await?;
    note(ctx, &tx, actor, id, "decline-proposal").await?;
    Ok(tx.commit().await?)
}

enum Verdict {
    Confirmed(CaseId),
    Declined(String),
}

async fn decide(ctx: &Context, tx: &Tx, actor: &Actor, id: ProposalId, verdict: Verdict) -> Result<()> {
    let (status, case, reason) = match verdict {
        Verdict::Confirmed(case) => (ProposalStatus::Confirmed, Some(case), None),
        Verdict::Declined(reason) => (ProposalStatus::Declined, None, Some(reason)),
    };
    let decision = ProposalDecision { status, by: actor.account, at: ctx.now(), case, reason };
    if tx.proposals().decide(id, decision).await? { Ok(()) } else { Err(Refusal::Stale.into()) }
}

/// Whoever comes second waits here for the first, and finds it decided.
async fn still_waiting(tx: &Tx, actor: &Actor, id: ProposalId) -> Result<registration_proposal::Model> {
    tx.proposals().hold(id).await?;
    let row = tx.proposals().find(actor, id).await?.ok_or(ServiceError::NotFound)?;
    if waits(&row) { Ok(row) } else { Err(Refusal::Stale.into()) }
}

fn waits(row: &registration_proposal::Model) -> bool {
    row.status == ProposalStatus::Open.code()
}

fn allowed(actor: &Actor) -> Result<()> {
    if actor.may(Permission::WriteWorkers) { Ok(()) } else { Err(Refusal::Forbidden.into()) }
}

async fn line(ctx: &Context, row: &registration_proposal::Model) -> Result<ProposalLine> {
    let programme = ctx.db.reader().programmes().find_programme(row.programme_id.into()).await?;
    let names = [row.surname.as_str(), row.given_names.as_str()];
    Ok(ProposalLine {
        id: row.id.into(),
        reference: row.reference.clone(),
        name: names.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", "),
        programme: programme.map(|p| p.title).unwrap_or_default(),
        proposed_at: row.proposed_at,
        until: last_day(row.expires_at),
    })
}

/// A row about a proposal, in the chain of the account that did it.
async fn note(ctx: &Context, tx: &Tx, actor: &Actor, id: ProposalId, act: &str) -> Result<()> {
    let entry = AuditEntry {
        case: None,
        account: Some(actor.account),
        act: act.into(),
        subject_kind: "proposal".into(),
        subject: Some(id.uuid()),
        details: String::new(),
        at: ctx.now(),
    };
    Ok(tx.audit().append(&entry).await?)
}
