//! A contract before anybody has signed it: what was agreed, as the next row of its case. Start at [`draft`].

use chrono::NaiveDate;
use sojourn_domain::{case::Case, locale::PaperLanguage, placement::ContractKind};
use sojourn_storage::{
    Tx,
    entity::placement::{contract, job_order},
};
use uuid::Uuid;

use crate::{Context, Result};

/// What a contract says.
#[derive(Debug, Clone)]
pub(super) struct Agreed {
    /// The offer it comes from; a contract that follows another has none.
    pub(super) offer: Option<Uuid>,
    pub(super) kind: ContractKind,
    pub(super) order: Uuid,
    pub(super) employer: Uuid,
    /// In minor units of the currency.
    pub(super) wage_minor: i64,
    pub(super) wage_currency: String,
    pub(super) wage_period: String,
    pub(super) hours_week: i32,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) terms: serde_json::Value,
}

impl From<&job_order::Model> for Agreed {
    /// Employment on an order's terms as they are today.
    fn from(order: &job_order::Model) -> Self {
        Self {
            offer: None,
            kind: ContractKind::Employment,
            order: order.id,
            employer: order.employer_id,
            wage_minor: order.wage_minor,
            wage_currency: order.wage_currency.clone(),
            wage_period: order.wage_period.clone(),
            hours_week: order.hours_week,
            starts_on: order.starts_on,
            ends_on: order.ends_on,
            terms: order.terms.clone(),
        }
    }
}

impl From<&contract::Model> for Agreed {
    /// More of what is worked under today.
    fn from(current: &contract::Model) -> Self {
        Self {
            offer: None,
            kind: ContractKind::Extension,
            order: current.job_order_id,
            employer: current.employer_id,
            wage_minor: current.wage_minor,
            wage_currency: current.wage_currency.clone(),
            wage_period: current.wage_period.clone(),
            hours_week: current.hours_week,
            starts_on: current.starts_on,
            ends_on: current.ends_on,
            terms: current.terms.clone(),
        }
    }
}

/// The next contract of a case, in the worker's language.
pub(super) async fn draft(
    ctx: &Context,
    tx: &Tx,
    (case, language): (&Case, PaperLanguage),
    agreed: Agreed,
) -> Result<contract::Model> {
    let earlier = tx.placement().contracts_of_case(case.id).await?.len();
    let revision = i32::try_from(earlier).unwrap_or(i32::MAX - 1) + 1;
    let Agreed {
        offer,
        kind,
        order,
        employer,
        wage_minor,
        wage_currency,
        wage_period,
        hours_week,
        starts_on,
        ends_on,
        terms,
    } = agreed;
    Ok(contract::Model {
        id: ctx.new_id(),
        case_id: case.id.uuid(),
        offer_id: offer,
        job_order_id: order,
        employer_id: employer,
        number: format!("{}-{revision}", case.number),
        kind: kind.code().into(),
        revision,
        language: language.code().into(),
        wage_minor,
        wage_currency,
        wage_period,
        hours_week,
        starts_on,
        ends_on,
        terms,
        worker_signed_at: None,
        worker_signed_by: None,
        employer_signed_at: None,
        employer_signed_by: None,
        mission_signed_at: None,
        mission_signed_by: None,
        handed_over_on: None,
        taken_up_at: None,
        cancelled_at: None,
        version: 1,
        created_at: ctx.now(),
    })
}
