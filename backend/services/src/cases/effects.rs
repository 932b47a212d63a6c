//! What each move writes beside the case itself, handed to its stage. Exhaustive over the table, so that a
//! new move cannot be forgotten. Start at [`carry_out`].

use chrono::NaiveDate;
use sojourn_domain::{Actor, State, Transition, case::Case, decide::Move};
use sojourn_storage::{
    Tx,
    entity::{
        case::flag,
        placement::{contract, job_order, offer, placement},
    },
};

use super::file::Loaded;
use crate::{Context, Part, Result, ServiceError, placement as work, reintegration, training};

/// The flag of something that went wrong abroad and waits for somebody.
pub(crate) const INCIDENT: &str = "incident";
/// The flag of a contract at arrival that is not the one signed.
pub(crate) const CONTRACT_DIFFERS: &str = "contract_differs";

/// A move that was decided, while its transaction is open.
pub(crate) struct Step<'a> {
    pub(crate) ctx: &'a Context,
    pub(crate) tx: &'a Tx,
    /// Who moves; `None` is the system.
    pub(crate) actor: Option<&'a Actor>,
    pub(crate) loaded: &'a Loaded,
    pub(crate) transition: Transition,
    pub(crate) said: &'a Move,
    /// The case as it will be saved.
    pub(crate) case: Case,
}

impl Step<'_> {
    /// The day the move is about: the one named, else the programme's today.
    pub(crate) fn day(&self) -> NaiveDate {
        self.said.on.unwrap_or(self.loaded.file.today)
    }

    pub(crate) fn order(&self) -> Result<&job_order::Model> {
        self.loaded.stages.order.as_ref().ok_or_else(|| missing("order"))
    }

    pub(crate) fn offer(&self) -> Result<&offer::Model> {
        self.loaded.stages.offer.as_ref().ok_or_else(|| missing("offer"))
    }

    pub(crate) fn contract(&self) -> Result<&contract::Model> {
        self.loaded.stages.contract.as_ref().ok_or_else(|| missing("contract"))
    }

    pub(crate) fn next_contract(&self) -> Result<&contract::Model> {
        self.loaded.stages.next_contract.as_ref().ok_or_else(|| missing("new contract"))
    }

    pub(crate) fn placement(&self) -> Result<&placement::Model> {
        self.loaded.stages.placement.as_ref().ok_or_else(|| missing("placement"))
    }

    pub(crate) fn account(&self) -> Option<uuid::Uuid> {
        self.actor.map(|a| a.account.uuid())
    }

    /// Raises a flag on the case.
    pub(crate) async fn raise(&self, kind: &str) -> Result<()> {
        let flag = flag::Model {
            id: self.ctx.new_id(),
            kind: kind.into(),
            case_id: Some(self.case.id.uuid()),
            worker_id: Some(self.case.worker.uuid()),
            other_id: None,
            reason: self.said.reason.clone(),
            raised_by: self.account(),
            raised_at: self.ctx.now(),
            cleared_by: None,
            cleared_at: None,
            outcome: None,
            version: 1,
        };
        Ok(self.tx.cases().insert_flag(flag).await?)
    }

    /// Clears every open flag of a kind.
    async fn clear(&self, kind: &str, outcome: &str) -> Result<()> {
        let by = self.actor.map(|a| a.account);
        for flag in self.loaded.flags.iter().filter(|f| f.kind == kind) {
            self.tx.cases().clear_flag(flag.id.into(), by, self.ctx.now(), outcome).await?;
        }
        Ok(())
    }
}

fn missing(what: &str) -> ServiceError {
    ServiceError::Internal(format!("a guard let a move through without its {what}"))
}

/// Writes what follows from a move.
pub(crate) async fn carry_out(step: &mut Step<'_>) -> Result<()> {
    use Transition as T;
    let written: Part<'_> = match step.transition {
        T::Register | T::Screen | T::Lapse | T::Clear | T::Revoke | T::AnnounceReturn => return Ok(()),
        T::Close => Box::pin(work::moves::drop_drawn_up(step)),
        T::Reconsider => Box::pin(step.clear(super::REVIEW, "reconsidered")),
        T::Enrol => Box::pin(training::moves::enrol(step)),
        T::Certify => Box::pin(training::moves::certify(step)),
        T::Offer => Box::pin(work::moves::offer(step)),
        T::Retract | T::Decline | T::Expire => Box::pin(work::moves::end_offer(step)),
        T::Accept => Box::pin(work::moves::accept(step)),
        T::Sign => Box::pin(work::moves::sign(step)),
        T::Cancel => Box::pin(work::moves::cancel(step)),
        T::Depart => Box::pin(work::moves::depart(step)),
        T::ConfirmArrival => Box::pin(work::moves::confirm_arrival(step)),
        T::Unconfirm => Box::pin(work::moves::unconfirm(step)),
        T::TurnBack | T::LoseContact => Box::pin(step.raise(INCIDENT)),
        T::Find => Box::pin(find(step)),
        T::Transfer | T::Resume => Box::pin(work::moves::work_under_new_contract(step)),
        T::RecordReturn => Box::pin(come_home(step)),
        T::ApprovePlan => Box::pin(reintegration::moves::approve_plan(step)),
        T::Reopen if !step.loaded.file.closed_as_staying => return Ok(()),
        T::Reopen => Box::pin(come_home(step)),
        T::Reject | T::Withdraw | T::RecordDeath => Box::pin(leave(step)),
    };
    written.await
}

async fn find(step: &mut Step<'_>) -> Result<()> {
    step.clear(INCIDENT, "found").await?;
    if step.case.state == State::Returned { come_home(step).await } else { Ok(()) }
}

async fn come_home(step: &mut Step<'_>) -> Result<()> {
    work::moves::come_home(step).await?;
    reintegration::moves::plan_follow_ups(step).await
}

async fn leave(step: &mut Step<'_>) -> Result<()> {
    training::moves::leave(step).await?;
    work::moves::leave(step).await
}
