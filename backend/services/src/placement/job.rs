//! The work that an offer promises and a contract fixes, as it is read.

use chrono::NaiveDate;
use sojourn_domain::{
    money::Money,
    placement::{Terms, WagePeriod},
};
use sojourn_storage::{
    Source,
    entity::placement::{contract, job_order, offer},
};
use uuid::Uuid;

use crate::{
    Result,
    cases::{money, terms},
};

/// What somebody works at, for whom, for how much and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
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
    pub dates: (NaiveDate, NaiveDate),
    /// The clauses.
    pub terms: Terms,
}

impl Job {
    /// What an offer under an order promises: the words are the offer's.
    pub(super) async fn offered(source: &impl Source, offer: &offer::Model, order: job_order::Model) -> Result<Self> {
        Ok(Self {
            employer: employer(source, order.employer_id).await?,
            title: order.title,
            workplace: order.workplace,
            wage: money(order.wage_minor, &order.wage_currency)?,
            period: WagePeriod::from_code(&order.wage_period).unwrap_or(WagePeriod::Month),
            hours: order.hours_week,
            dates: (order.starts_on, order.ends_on),
            terms: terms(&offer.terms),
        })
    }

    /// What a contract under an order fixes.
    pub(super) async fn fixed(
        source: &impl Source,
        contract: &contract::Model,
        order: job_order::Model,
    ) -> Result<Self> {
        Ok(Self {
            employer: employer(source, contract.employer_id).await?,
            title: order.title,
            workplace: order.workplace,
            wage: money(contract.wage_minor, &contract.wage_currency)?,
            period: WagePeriod::from_code(&contract.wage_period).unwrap_or(WagePeriod::Month),
            hours: contract.hours_week,
            dates: (contract.starts_on, contract.ends_on),
            terms: terms(&contract.terms),
        })
    }
}

async fn employer(source: &impl Source, id: Uuid) -> Result<String> {
    Ok(source.programmes().find_organisation(id.into()).await?.map(|e| e.name).unwrap_or_default())
}
