//! Workers as read: a list, a search, one record with its journeys.

use sojourn_domain::{
    Actor, Refusal, State, WorkerId, WorkerNumber,
    case::{Approval, ApprovalStatus, Case},
    role::Permission,
    worker::{Consent, IdentityDocument, Worker},
};
use sojourn_storage::Page;

use crate::{Context, Result, ServiceError};

/// One record with its journeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerView {
    /// The worker.
    pub worker: Worker,
    /// Identity documents; of their numbers only the end for those who do not keep the file.
    pub documents: Vec<IdentityDocument>,
    /// Consents in force.
    pub consents: Vec<Consent>,
    /// Journeys in the reader's scope with their programme's title, newest first.
    pub cases: Vec<(Case, String)>,
    /// The worker's own word that waits for an officer.
    pub own_word: Option<Approval>,
}

/// A worker with the state of the newest case.
pub type WorkerLine = (Worker, Option<State>);

/// A page of the workers in the actor's scope by name; `after` is the last of the page before.
///
/// # Errors
/// [`Refusal::Forbidden`] without the permission.
pub async fn workers(ctx: &Context, actor: &Actor, after: Option<WorkerId>, size: u64) -> Result<Page<WorkerLine>> {
    allowed(actor)?;
    let reader = ctx.db.reader();
    let last = match after {
        Some(id) => reader.workers().find(actor, id).await?,
        None => None,
    };
    let page = reader.workers().list(actor, last.as_ref(), size).await?;
    Ok(Page { rows: with_states(ctx, page.rows).await?, more: page.more })
}

/// Workers of the actor's scope who match what was typed: a number, or parts of names and telephone.
///
/// # Errors
/// [`Refusal::Forbidden`] without the permission.
pub async fn search(ctx: &Context, actor: &Actor, typed: &str, size: u64) -> Result<Vec<WorkerLine>> {
    allowed(actor)?;
    let reader = ctx.db.reader();
    let found = match typed.parse::<WorkerNumber>() {
        Ok(number) => reader.workers().find_by_number(actor, number).await?.into_iter().collect(),
        Err(_) => reader.workers().search(actor, typed, size).await?,
    };
    with_states(ctx, found).await
}

/// One worker of the actor's scope.
///
/// # Errors
/// [`ServiceError::NotFound`] outside it, [`Refusal::Forbidden`] without the permission.
pub async fn worker(ctx: &Context, actor: &Actor, id: WorkerId) -> Result<WorkerView> {
    allowed(actor)?;
    let reader = ctx.db.reader();
    let worker = reader.workers().find(actor, id).await?.ok_or(ServiceError::NotFound)?;
    let (mut cases, mut own_word) = (Vec::new(), None);
    for case in reader.cases().of_worker(actor, worker.id).await? {
        let programme = reader.programmes().find_programme(case.programme).await?;
        let approvals = reader.cases().approvals(case.id).await?;
        let open = |a: &Approval| a.status == ApprovalStatus::Open && a.said.by_worker;
        own_word = own_word.or(approvals.into_iter().find(open));
        cases.push((case, programme.map(|p| p.title).unwrap_or_default()));
    }
    let consents = reader.workers().consents(worker.id).await?;
    let documents = reader.workers().documents(worker.id).await?;
    Ok(WorkerView {
        documents: documents.into_iter().map(|document| cut(actor, document)).collect(),
        consents: consents.into_iter().filter(|c| c.withdrawn_at.is_none()).collect(),
        cases,
        own_word,
        worker,
    })
}

/// A document as the reader sees it: the last two characters of its number, for those who need only to tell documents
/// apart.
fn cut(actor: &Actor, document: IdentityDocument) -> IdentityDocument {
    if actor.may(Permission::WriteWorkers) || actor.may(Permission::VerifyRequirements) {
        return document;
    }
    let tail = document.number.chars().count().saturating_sub(2);
    let tail: String = document.number.chars().skip(tail).collect();
    IdentityDocument { number: format!("••••{tail}"), ..document }
}

fn allowed(actor: &Actor) -> Result<()> {
    if actor.may(Permission::ReadWorkers) { Ok(()) } else { Err(Refusal::Forbidden.into()) }
}

async fn with_states(ctx: &Context, workers: Vec<Worker>) -> Result<Vec<WorkerLine>> {
    let ids: Vec<_> = workers.iter().map(|w| w.id).collect();
    let states = ctx.db.reader().cases().newest_states(&ids).await?;
    Ok(workers
        .into_iter()
        .map(|w| {
            let state = states.get(&w.id).copied();
            (w, state)
        })
        .collect())
}
