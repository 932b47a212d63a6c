//! What a suspended employer's open offers come to: each goes back, in a transaction of its case.

use sojourn_domain::{Transition, decide::Move};

use crate::{Context, Result, schedules::attempt};

/// Offers taken back in one run; the schedule goes on with the rest.
const BATCH: u64 = 200;

/// Retracts open offers of employers that are suspended; answers how many went back.
pub(crate) async fn retract_of_suspended(ctx: &Context) -> Result<usize> {
    let mut made = 0;
    for offer in ctx.db.reader().placement().offers_of_suspended(BATCH).await? {
        let mv = Move { reason: Some("employer_suspended".into()), record: Some(offer.id), ..Move::default() };
        made += attempt(ctx, offer.case_id.into(), Transition::Retract, mv).await?;
    }
    Ok(made)
}
