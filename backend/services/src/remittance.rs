//! Money sent home: logged with what it cost. Owns no advice; the formula is the domain's.

use sojourn_storage::entity::remittance::remittance;

use crate::{Result, ServiceError, acts::Doing};

/// Keeps a transfer. What arrived, and the rates, may be unknown; what is half known is asked for.
pub(crate) async fn log(doing: &Doing<'_>) -> Result<()> {
    let values = &doing.values;
    let amount = values.amount("amount").filter(|a| a.minor > 0);
    let amount = amount.ok_or_else(|| ServiceError::field("amount", "out_of_range"))?;
    let fee = values.amount("fee").ok_or_else(|| ServiceError::field("fee", "not_an_amount"))?;
    if values.text("received").is_some() && values.currency("received_currency").is_none() {
        return Err(ServiceError::field("received_currency", "choose_one"));
    }
    let received = values.amount("received");
    let row = remittance::Model {
        id: doing.ctx.new_id(),
        case_id: doing.loaded.case.id.uuid(),
        worker_id: doing.loaded.worker.id.uuid(),
        sent_on: doing.past_day("on")?,
        channel: doing.code("channel"),
        provider: values.text("provider").map(str::to_owned),
        sent_minor: amount.minor,
        sent_currency: amount.currency.code().into(),
        fee_minor: fee.minor,
        received_minor: received.map(|r| r.minor),
        received_currency: received.map(|r| r.currency.code().into()),
        rate_e10: values.rate("rate"),
        reference_rate_e10: values.rate("reference_rate"),
        use_code: values.text("use").map(str::to_owned),
        recorded_by: doing.actor.account.uuid(),
        created_at: doing.ctx.now(),
    };
    Ok(doing.tx.remittances().insert(row).await?)
}
