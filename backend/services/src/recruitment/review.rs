//! A worker asks for a review of a rejection: a flag that lets the programme manager take the case up again.

use sojourn_storage::entity::case::flag;

use crate::{Result, acts::Doing, cases::REVIEW};

/// Asks once; a second request while the first waits changes nothing.
pub(crate) async fn ask_review(doing: &Doing<'_>) -> Result<()> {
    if doing.loaded.file.review_requested {
        return Ok(());
    }
    let flag = flag::Model {
        id: doing.ctx.new_id(),
        kind: REVIEW.into(),
        case_id: Some(doing.loaded.case.id.uuid()),
        worker_id: Some(doing.loaded.worker.id.uuid()),
        other_id: None,
        reason: doing.values.text("reason").map(str::to_owned),
        raised_by: Some(doing.actor.account.uuid()),
        raised_at: doing.ctx.now(),
        cleared_by: None,
        cleared_at: None,
        outcome: None,
        version: 1,
    };
    Ok(doing.tx.cases().insert_flag(flag).await?)
}
