//! Offers as the worker reads them: the order's terms, before anything is answered. That they were read is
//! itself a fact, without which nothing can be accepted. Start at [`show`].

use chrono::{DateTime, Utc};
use sojourn_domain::{Actor, CaseId, OfferId, Refusal, Role, placement::OfferStatus, role::Permission};
use sojourn_storage::entity::placement::{job_order, offer};

use super::job::Job;
use crate::{
    Context, Result, ServiceError,
    cases::{is_open, load},
    record::audit,
};

/// An offer with everything it promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferTerms {
    /// The offer.
    pub id: OfferId,
    /// Where it stands.
    pub status: OfferStatus,
    /// What it promises.
    pub job: Job,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

/// Shows the offers of a case to its worker, alone or at a desk, and notes that the terms were shown, in which
/// language.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever is neither the worker nor keeps the file; [`ServiceError::NotFound`].
pub async fn show(ctx: &Context, actor: &Actor, case: CaseId) -> Result<Vec<OfferTerms>> {
    if !actor.has(Role::Worker) && !actor.may(Permission::WriteWorkers) {
        return Err(Refusal::Forbidden.into());
    }
    let loaded = load(&ctx.db.reader(), actor, case, ctx.now()).await?;
    let new: Vec<_> = loaded.stages.offers.iter().filter(|o| is_open(o) && o.shown_at.is_none()).cloned().collect();
    if !new.is_empty() {
        let tx = ctx.db.begin().await?;
        let language = loaded.worker.language.code();
        for offer in new {
            let shown = offer::Model { shown_at: Some(ctx.now()), shown_in: Some(language.into()), ..offer };
            tx.placement().save_offer(shown).await?;
        }
        audit(ctx, &tx, Some(actor.account), case, "show-terms", language).await?;
        tx.commit().await?;
    }
    let mut shown = Vec::new();
    for offer in loaded.stages.offers {
        let order = ctx.db.reader().placement().find_order(offer.job_order_id.into()).await?;
        shown.push(terms_of(ctx, offer, order.ok_or(ServiceError::NotFound)?).await?);
    }
    shown.reverse();
    Ok(shown)
}

async fn terms_of(ctx: &Context, offer: offer::Model, order: job_order::Model) -> Result<OfferTerms> {
    let status = OfferStatus::from_code(&offer.status);
    Ok(OfferTerms {
        id: offer.id.into(),
        status: status.ok_or_else(|| ServiceError::Internal(format!("{} is no offer's status", offer.status)))?,
        job: Job::offered(&ctx.db.reader(), &offer, order).await?,
        expires_at: offer.expires_at,
    })
}
