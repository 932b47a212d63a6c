//! Offers as the worker reads them: the order's terms, before anything is answered. That they were read is
//! itself a fact, without which nothing can be accepted. Start at [`show`].

use chrono::{DateTime, Utc};
use sojourn_domain::{
    Actor, CaseId, OfferId, Refusal, Role,
    money::Money,
    placement::{OfferStatus, Terms, WagePeriod},
    role::Permission,
};
use sojourn_storage::entity::placement::{job_order, offer};

use crate::{
    Context, Result, ServiceError,
    cases::{is_open, load, money, terms},
    record::audit,
};

/// An offer with everything it promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferTerms {
    /// The offer.
    pub id: OfferId,
    /// Where it stands.
    pub status: OfferStatus,
    /// The employer.
    pub employer: String,
    /// The job.
    pub title: String,
    /// Where.
    pub workplace: String,
    /// The wage.
    pub wage: Money,
    /// For how long that wage is.
    pub period: WagePeriod,
    /// Hours a week.
    pub hours: i32,
    /// First and last day.
    pub dates: (chrono::NaiveDate, chrono::NaiveDate),
    /// The clauses.
    pub terms: Terms,
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
    let employer = ctx.db.reader().programmes().find_organisation(order.employer_id.into()).await?;
    let status = OfferStatus::from_code(&offer.status);
    Ok(OfferTerms {
        id: offer.id.into(),
        status: status.ok_or_else(|| ServiceError::Internal(format!("{} is no offer's status", offer.status)))?,
        employer: employer.map(|e| e.name).unwrap_or_default(),
        title: order.title,
        workplace: order.workplace,
        wage: money(order.wage_minor, &order.wage_currency)?,
        period: WagePeriod::from_code(&order.wage_period).unwrap_or(WagePeriod::Month),
        hours: order.hours_week,
        dates: (order.starts_on, order.ends_on),
        terms: terms(&offer.terms),
        expires_at: offer.expires_at,
    })
}
