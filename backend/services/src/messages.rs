//! Messages: every one stands in its receiver's inbox first, and leaves by mail where there is an address. Owns
//! who hears of which move; refuses to send, which is a job's. Start at [`send`].

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sojourn_documents::mail::MailKind;
use sojourn_domain::{
    AccountId, Actor, MessageId, OrganisationId, Role, Transition, access::Account, case::Case, role::Permission,
};
use sojourn_storage::{
    Page, Tx,
    entity::{jobs::job, papers::inbox_message},
};

use crate::{Context, Result, ServiceError, cases::Step, record::audit_worker};

/// The kind of job that mails a message of the inbox: payload `{message}`.
pub const MESSAGE_JOB: &str = "message_mail";
/// Nobody mails a message to whoever has no address.
const NO_MAIL: &str = "none";
/// The message waits for its job.
const QUEUED: &str = "queued";
/// Days after which somebody phones whom nothing reached.
const UNREACHED: Duration = Duration::days(3);

/// Puts a message into an inbox, and its mail into the queue, in the transaction of what it is about.
pub(crate) async fn send(ctx: &Context, tx: &Tx, to: &Account, kind: MailKind, link: &str) -> Result<()> {
    let (id, now) = (ctx.new_id(), ctx.now());
    let mailed = to.email.is_some() && to.disabled_at.is_none();
    tx.papers()
        .insert_message(inbox_message::Model {
            id,
            account_id: to.id.uuid(),
            kind: kind.code().into(),
            link: link.into(),
            facts: json!({}),
            email_status: if mailed { QUEUED } else { NO_MAIL }.into(),
            email_sent_at: None,
            message_id: None,
            created_at: now,
            read_at: None,
            phoned_at: None,
            phoned_by: None,
        })
        .await?;
    if mailed {
        let job = job::Model {
            id: ctx.new_id(),
            kind: MESSAGE_JOB.into(),
            payload: json!({ "message": id }),
            dedup_key: Some(format!("{MESSAGE_JOB}:{id}")),
            run_at: now,
            attempts: 0,
            lease_owner: None,
            lease_until: None,
            created_at: now,
            done_at: None,
            dead_at: None,
            last_error: None,
        };
        tx.jobs().enqueue(job).await?;
    }
    Ok(())
}

/// Who hears of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    Worker,
    Employer,
    Both,
    Nobody,
}

/// Who hears of a move, and what. A family is told of a death by a person, never by mail.
const fn news(transition: Transition) -> (Audience, MailKind) {
    use MailKind as K;
    use Transition as T;
    match transition {
        T::Screen => (Audience::Worker, K::Screened),
        T::Reject => (Audience::Worker, K::Rejected),
        T::Enrol => (Audience::Worker, K::Enrolled),
        T::Certify => (Audience::Worker, K::Certified),
        T::Offer => (Audience::Worker, K::OfferMade),
        T::Accept => (Audience::Employer, K::ContractToConfirm),
        T::Depart | T::Unconfirm => (Audience::Employer, K::ArrivalToConfirm),
        T::ApprovePlan => (Audience::Worker, K::PlanReady),
        T::AnnounceReturn => (Audience::Worker, K::ContractEnding),
        T::Decline | T::Expire => (Audience::Employer, K::CaseChanged),
        T::Sign | T::Cancel | T::Withdraw => (Audience::Both, K::CaseChanged),
        T::Reconsider
        | T::Lapse
        | T::Retract
        | T::Clear
        | T::Revoke
        | T::ConfirmArrival
        | T::Transfer
        | T::Resume
        | T::RecordReturn
        | T::Close
        | T::Reopen => (Audience::Worker, K::CaseChanged),
        T::Register | T::TurnBack | T::LoseContact | T::Find | T::RecordDeath => (Audience::Nobody, K::CaseChanged),
    }
}

/// Tells those a move concerns, but not whoever made it.
pub(crate) async fn tell(step: &Step<'_>) -> Result<()> {
    let (audience, kind) = news(step.transition);
    let (ctx, tx, case) = (step.ctx, step.tx, &step.case);
    let mover = step.actor.map(|a| a.account);
    let link = match kind {
        MailKind::OfferMade => format!("/cases/{}/offers", case.id),
        _ => format!("/cases/{}", case.id),
    };
    if matches!(audience, Audience::Worker | Audience::Both)
        && let Some(account) = tx.access().find_account_of_worker(case.worker).await?
        && Some(account.id) != mover
    {
        send(ctx, tx, &account, kind, &link).await?;
    }
    if matches!(audience, Audience::Employer | Audience::Both)
        && let Some(employer) = employer_of(step)
    {
        for account in tx.access().accounts_with_role(Role::Employer, Some(employer)).await? {
            if Some(account.id) != mover {
                send(ctx, tx, &account, kind, &link).await?;
            }
        }
    }
    Ok(())
}

/// Tells a worker to look at the case: what they said was not confirmed, say.
pub(crate) async fn tell_worker(ctx: &Context, tx: &Tx, case: &Case) -> Result<()> {
    let Some(account) = tx.access().find_account_of_worker(case.worker).await? else { return Ok(()) };
    send(ctx, tx, &account, MailKind::CaseChanged, &format!("/cases/{}", case.id)).await
}

fn employer_of(step: &Step<'_>) -> Option<OrganisationId> {
    let stages = &step.loaded.stages;
    let held = stages.contract.as_ref().map(|c| c.employer_id);
    held.or(stages.order.as_ref().map(|o| o.employer_id)).map(OrganisationId::new)
}

/// A message of one's inbox.
pub type Message = inbox_message::Model;

/// The actor's inbox, newest first.
///
/// # Errors
/// As any read.
pub async fn inbox(
    ctx: &Context,
    actor: &Actor,
    last: Option<(DateTime<Utc>, MessageId)>,
    size: u64,
) -> Result<Page<Message>> {
    Ok(ctx.db.reader().papers().inbox(actor.account, last, size).await?)
}

/// Opens a message of the actor's own; answers where it leads.
///
/// # Errors
/// [`ServiceError::NotFound`] for another's.
pub async fn open(ctx: &Context, actor: &Actor, id: MessageId) -> Result<String> {
    let tx = ctx.db.begin().await?;
    let message = tx.papers().find_message(id).await?.filter(|m| m.account_id == actor.account.uuid());
    let message = message.ok_or(ServiceError::NotFound)?;
    tx.papers().mark_read(actor.account, id, ctx.now()).await?;
    tx.commit().await?;
    Ok(message.link)
}

/// How many messages an account has not opened.
///
/// # Errors
/// As any read.
pub async fn unread(ctx: &Context, account: AccountId) -> Result<u64> {
    Ok(ctx.db.reader().papers().unread(account).await?)
}

/// Somebody whom a message has not reached for days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreached {
    /// The message.
    pub message: MessageId,
    /// What it is about, as its code.
    pub kind: String,
    /// The worker's name.
    pub name: String,
    /// The worker's number.
    pub number: String,
    /// The telephone.
    pub phone: String,
    /// Since when it waits.
    pub since: DateTime<Utc>,
}

/// Rows of unreached messages looked at, at most.
const LOOK: u64 = 500;

/// People to phone: workers of the actor's scope with a message that no mail carried and nobody opened.
///
/// # Errors
/// As any read.
pub async fn unreached(ctx: &Context, actor: &Actor) -> Result<Vec<Unreached>> {
    let reader = ctx.db.reader();
    let mut found = Vec::new();
    for message in reader.papers().unreached(ctx.now() - UNREACHED, LOOK).await? {
        let account = reader.access().find_account(message.account_id.into()).await?;
        let Some(worker) = account.and_then(|a| a.worker) else { continue };
        let Some(worker) = reader.workers().find(actor, worker).await? else { continue };
        found.push(Unreached {
            message: message.id.into(),
            kind: message.kind,
            name: worker.listed_name(),
            number: worker.number.to_string(),
            phone: worker.phone.unwrap_or_default(),
            since: message.created_at,
        });
    }
    Ok(found)
}

/// Notes that an officer phoned about a message.
///
/// # Errors
/// [`sojourn_domain::Refusal::Forbidden`] without the right; [`ServiceError::NotFound`] out of scope.
pub async fn phoned(ctx: &Context, actor: &Actor, id: MessageId) -> Result<()> {
    if !actor.may(Permission::WriteWorkers) {
        return Err(sojourn_domain::Refusal::Forbidden.into());
    }
    let tx = ctx.db.begin().await?;
    let message = tx.papers().find_message(id).await?.ok_or(ServiceError::NotFound)?;
    let account = tx.access().find_account(message.account_id.into()).await?;
    let worker = account.and_then(|a| a.worker).ok_or(ServiceError::NotFound)?;
    let worker = tx.workers().find(actor, worker).await?.ok_or(ServiceError::NotFound)?;
    tx.papers().mark_phoned(id, actor.account, ctx.now()).await?;
    audit_worker(ctx, &tx, Some(actor.account), worker.id, "phone", "").await?;
    Ok(tx.commit().await?)
}
