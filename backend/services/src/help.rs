//! A worker asks for help at any moment: a confidential thread, answered by the mission of the corridor or by
//! the case worker, never seen by employer or recruiter. Every reading by staff leaves its audit row.
//! Start at [`say`].

use sojourn_documents::mail::MailKind;
use sojourn_domain::{Actor, CaseId, MessageId, Refusal, Role, ThreadId, WorkerId};
use sojourn_storage::{HelpMessage, Source, Tx, entity::reintegration::help_thread};

use crate::{
    Context, Result, ServiceError, messages,
    record::{audit, audit_worker},
};

/// The longest message.
const MAX: usize = 4_000;
/// Threads shown at most.
const THREADS: u64 = 50;

/// A thread as its reader sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Thread {
    /// The thread; `None` while the worker has not asked.
    pub id: Option<ThreadId>,
    /// The worker's number.
    pub number: String,
    /// Messages, first to last, each with the name of who wrote it.
    pub messages: Vec<(HelpMessage, String)>,
}

/// A thread that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The thread.
    pub thread: help_thread::Model,
    /// The worker's number.
    pub number: String,
}

/// Whoever answers: the mission and the case worker, by those grants alone. Somebody who is a recruiter too
/// sees no thread through that.
fn answering(actor: &Actor) -> Result<Actor> {
    let answers = |role| matches!(role, Role::Mission | Role::CaseWorker);
    let grants: Vec<_> = actor.grants.iter().filter(|g| answers(g.role)).cloned().collect();
    if grants.is_empty() { Err(Refusal::Forbidden.into()) } else { Ok(Actor { grants, ..actor.clone() }) }
}

/// The worker's own thread.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever is no worker; storage.
pub async fn own(ctx: &Context, actor: &Actor) -> Result<Thread> {
    let worker = actor.worker.ok_or(Refusal::Forbidden)?;
    let open = open_thread(&ctx.db.reader(), worker).await?;
    read(ctx, worker, open.map(|t| t.id.into())).await
}

/// The worker says something: in the thread that is open, or in a new one.
///
/// # Errors
/// The field `text` (`required`, `too_long`); [`Refusal::Forbidden`] for whoever is no worker; storage.
pub async fn say(ctx: &Context, actor: &Actor, text: &str) -> Result<()> {
    let worker = actor.worker.ok_or(Refusal::Forbidden)?;
    let text = checked(text)?;
    let tx = ctx.db.begin().await?;
    let now = ctx.now();
    let thread = match open_thread(&tx, worker).await? {
        Some(open) => ThreadId::new(open.id),
        None => {
            let cases = tx.cases().of_worker(actor, worker).await?;
            let row = help_thread::Model {
                id: ctx.new_id(),
                worker_id: worker.uuid(),
                case_id: cases.first().map(|c| c.id.uuid()),
                topic: "help".into(),
                urgent: false,
                status: "open".into(),
                assigned_to: None,
                opened_at: now,
                last_message_at: now,
                closed_at: None,
                version: 1,
            };
            let id = ThreadId::new(row.id);
            tx.reintegration().insert_thread(row).await?;
            id
        }
    };
    insert(ctx, &tx, actor, thread, true, text).await?;
    audit_worker(ctx, &tx, Some(actor.account), worker, "ask-help", "").await?;
    Ok(tx.commit().await?)
}

/// Open threads of the cases the actor answers for: the one that has waited longest first.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever answers none; storage.
pub async fn waiting(ctx: &Context, actor: &Actor) -> Result<Vec<Waiting>> {
    let (actor, reader) = (answering(actor)?, ctx.db.reader());
    let mut found = Vec::new();
    for thread in reader.reintegration().visible_threads(&actor, THREADS).await? {
        let worker = reader.workers().find_for_system(thread.worker_id.into()).await?;
        found.push(Waiting { number: worker.map(|w| w.number.to_string()).unwrap_or_default(), thread });
    }
    Ok(found)
}

/// A thread, for whoever answers it. The reading leaves its audit row.
///
/// # Errors
/// [`Refusal::Forbidden`], [`ServiceError::NotFound`] for a thread of another's case.
pub async fn open(ctx: &Context, actor: &Actor, id: ThreadId) -> Result<Thread> {
    let tx = ctx.db.begin().await?;
    let (thread, case) = find(&tx, actor, id).await?;
    audit(ctx, &tx, Some(actor.account), case, "read-help", "").await?;
    tx.commit().await?;
    read(ctx, thread.worker_id.into(), Some(id)).await
}

/// Answers a thread.
///
/// # Errors
/// As [`open`]; the field `text`.
pub async fn answer(ctx: &Context, actor: &Actor, id: ThreadId, text: &str) -> Result<()> {
    let text = checked(text)?;
    let tx = ctx.db.begin().await?;
    let (thread, case) = find(&tx, actor, id).await?;
    insert(ctx, &tx, actor, id, false, text).await?;
    if let Some(account) = tx.access().find_account_of_worker(thread.worker_id.into()).await? {
        messages::send(ctx, &tx, &account, MailKind::HelpAnswered, "/help").await?;
    }
    audit(ctx, &tx, Some(actor.account), case, "answer-help", "").await?;
    Ok(tx.commit().await?)
}

async fn find(source: &impl Source, actor: &Actor, id: ThreadId) -> Result<(help_thread::Model, CaseId)> {
    let actor = answering(actor)?;
    let thread = source.reintegration().find_thread(id).await?.ok_or(ServiceError::NotFound)?;
    let case = thread.case_id.map(CaseId::new).ok_or(ServiceError::NotFound)?;
    source.cases().find(&actor, case).await?.ok_or(ServiceError::NotFound)?;
    Ok((thread, case))
}

async fn open_thread(source: &impl Source, worker: WorkerId) -> Result<Option<help_thread::Model>> {
    let threads = source.reintegration().threads_of_worker(worker).await?;
    Ok(threads.into_iter().rev().find(|t| t.closed_at.is_none()))
}

async fn read(ctx: &Context, worker: WorkerId, id: Option<ThreadId>) -> Result<Thread> {
    let reader = ctx.db.reader();
    let known = reader.workers().find_for_system(worker).await?;
    let mut messages = Vec::new();
    if let Some(id) = id {
        for message in reader.reintegration().messages(id).await? {
            let author = reader.access().find_account(message.author).await?;
            messages.push((message, author.map(|a| a.name).unwrap_or_default()));
        }
    }
    Ok(Thread { id, number: known.map(|w| w.number.to_string()).unwrap_or_default(), messages })
}

async fn insert(ctx: &Context, tx: &Tx, actor: &Actor, thread: ThreadId, from_worker: bool, text: &str) -> Result<()> {
    let message = HelpMessage {
        id: MessageId::new(ctx.new_id()),
        thread,
        from_worker,
        author: actor.account,
        text: text.to_owned(),
        sent_at: ctx.now(),
    };
    Ok(tx.reintegration().insert_message(&message).await?)
}

fn checked(text: &str) -> Result<&str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ServiceError::field("text", "required"));
    }
    if text.chars().count() > MAX {
        return Err(ServiceError::field("text", "too_long"));
    }
    Ok(text)
}
