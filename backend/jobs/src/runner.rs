//! Claims jobs with a lease, does them, and puts off what fails: soon at first, then ever more rarely, until an
//! administrator looks. Start at [`Runner::run`].

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use lettre::{Message, message::Mailbox};
use sojourn_services::{
    Context,
    access::link::MAIL_JOB,
    digest::{self, DIGEST_JOB},
    messages::MESSAGE_JOB,
    operations::{self, VERIFY_JOB},
    recruitment::propose,
    schedules,
};
use sojourn_storage::{StorageError, entity::jobs::job};
use tokio::sync::watch;

use crate::{
    letters::{self, InboxMail},
    post::{Post, PostError},
};

/// Jobs claimed at a time.
const BATCH: u64 = 20;
/// How long a claim holds; a node that dies gives its jobs back after it.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// Attempts before a job is a dead letter: about two days.
const ATTEMPTS: i32 = 16;
/// How long the runner sleeps where nothing is due.
const REST: Duration = Duration::from_secs(2);
/// How often the moves nobody makes are looked for, and the chains sealed.
const SCHEDULE: Duration = Duration::from_secs(60);
/// Jobs done are kept for so many days.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Runs the queue of one node.
#[derive(Debug, Clone)]
pub struct Runner {
    ctx: Context,
    post: Arc<dyn Post>,
    from: Mailbox,
    owner: String,
}

impl Runner {
    /// A runner that sends by a transport, from an address.
    #[must_use]
    pub fn new(ctx: Context, post: Arc<dyn Post>, from: Mailbox) -> Self {
        let owner = ctx.new_id().simple().to_string();
        Self { ctx, post, from, owner }
    }

    /// Runs until it is told to stop; the jobs in hand are finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut scheduled = tokio::time::Instant::now();
        while !*stop.borrow() {
            if tokio::time::Instant::now() >= scheduled {
                self.schedule().await;
                scheduled = tokio::time::Instant::now() + SCHEDULE;
            }
            match self.run_due().await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::warn!(%error, "the queue could not be read"),
            }
            tokio::select! {
                () = tokio::time::sleep(REST) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Makes the moves that are due and seals what was written since.
    async fn schedule(&self) {
        match schedules::run(&self.ctx).await {
            Ok(0) => {}
            Ok(made) => tracing::info!(made, "moves were made for the system"),
            Err(error) => tracing::warn!(%error, "scheduled moves failed"),
        }
        if let Err(error) = schedules::enqueue_daily(&self.ctx).await {
            tracing::warn!(%error, "the work of the day could not be enqueued");
        }
        match propose::forget(&self.ctx).await {
            Ok(0) => {}
            Ok(gone) => tracing::info!(gone, "proposals nobody came for were deleted"),
            Err(error) => tracing::warn!(%error, "proposals could not be deleted"),
        }
        if let Err(error) = self.tidy().await {
            tracing::warn!(%error, "the ledger could not be sealed");
        }
    }

    async fn tidy(&self) -> Result<(), StorageError> {
        let tx = self.ctx.db.begin().await?;
        tx.audit().seal(self.ctx.now()).await?;
        tx.jobs().purge_done(self.ctx.now() - KEPT).await?;
        tx.commit().await
    }

    /// Does the jobs that are due now; answers how many were claimed.
    ///
    /// # Errors
    /// Storage.
    pub async fn run_due(&self) -> Result<usize, StorageError> {
        let now = self.ctx.now();
        let tx = self.ctx.db.begin().await?;
        let claimed = tx.jobs().claim(&self.owner, now, now + LEASE, BATCH).await?;
        tx.commit().await?;
        for job in &claimed {
            let done = self.deliver(job).await;
            self.settle(job, done).await?;
        }
        Ok(claimed.len())
    }

    /// Sends the letter of a job, outside any transaction.
    async fn deliver(&self, job: &job::Model) -> Result<(), PostError> {
        let letter: Option<Message> = match job.kind.as_str() {
            MAIL_JOB => letters::of_access(&self.ctx, &self.from, job).await?,
            MESSAGE_JOB => letters::of_inbox(&self.ctx, &self.from, job).await?,
            VERIFY_JOB => return verify(&self.ctx).await,
            DIGEST_JOB => return digest(&self.ctx).await,
            other => return Err(PostError::Refused(format!("nobody does {other}"))),
        };
        match letter {
            Some(letter) => self.post.take(letter).await,
            None => Ok(()),
        }
    }

    async fn settle(&self, job: &job::Model, done: Result<(), PostError>) -> Result<(), StorageError> {
        let now = self.ctx.now();
        let tx = self.ctx.db.begin().await?;
        match done {
            Ok(()) => {
                tx.jobs().done(job.id, &self.owner, now).await?;
                if job.kind == MESSAGE_JOB
                    && let Ok(InboxMail { message }) = letters::payload(job)
                {
                    tx.papers().mark_sent(message, now, &letters::message_id(&self.ctx, job)).await?;
                }
            }
            Err(PostError::Later(error)) if job.attempts < ATTEMPTS => {
                tracing::info!(job = %job.id, attempt = job.attempts, %error, "put off");
                tx.jobs().retry_at(job.id, &self.owner, now + back_off(job.attempts), &error).await?;
            }
            Err(PostError::Later(error) | PostError::Refused(error)) => {
                tracing::warn!(job = %job.id, %error, "given up");
                tx.jobs().give_up(job.id, &self.owner, now, &error).await?;
            }
        }
        tx.commit().await
    }

    /// When the next job is due.
    ///
    /// # Errors
    /// Storage.
    pub async fn next_due(&self) -> Result<Option<DateTime<Utc>>, StorageError> {
        self.ctx.db.reader().jobs().next_due().await
    }
}

/// Follows what was sealed since the last check. A fault is no failure of the job: it is kept and shown.
async fn verify(ctx: &Context) -> Result<(), PostError> {
    let verified = operations::verify_since_last(ctx).await.map_err(|e| PostError::Later(e.to_string()))?;
    if !verified.faults.is_empty() {
        tracing::error!(faults = verified.faults.len(), "the audit trail does not hold");
    }
    Ok(())
}

/// Tells whoever is late.
async fn digest(ctx: &Context) -> Result<(), PostError> {
    let told = digest::send(ctx).await.map_err(|e| PostError::Later(e.to_string()))?;
    tracing::info!(told, "were told of overdue work");
    Ok(())
}

/// Ten seconds, doubled each time, six hours at most.
fn back_off(attempts: i32) -> TimeDelta {
    let doubled = u32::try_from(attempts).unwrap_or(0).saturating_sub(1).min(12);
    TimeDelta::seconds(10 * 2_i64.pow(doubled)).min(TimeDelta::hours(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_tried_soon_and_then_ever_more_rarely() {
        assert_eq!(back_off(1), TimeDelta::seconds(10));
        assert_eq!(back_off(4), TimeDelta::seconds(80));
        assert_eq!(back_off(16), TimeDelta::hours(6));
    }
}
