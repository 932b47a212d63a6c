//! A party's signature under the contract: each signs once, in its own time, and the last one moves the case.

use sojourn_domain::{Actor, Role, State, decide::Move};
use sojourn_storage::{Tx, entity::placement::contract};

use crate::{Context, Result, cases::Loaded};

/// Signs the contract as the party the actor is; answers whether there was something to sign.
pub(crate) async fn sign_as_party(
    ctx: &Context,
    tx: &Tx,
    actor: Option<&Actor>,
    loaded: &mut Loaded,
    said: &Move,
) -> Result<bool> {
    let (Some(actor), Some(contract)) = (actor, loaded.stages.contract.clone()) else { return Ok(false) };
    if loaded.case.state != State::Accepted {
        return Ok(false);
    }
    let Some(signed) = signed(actor, said, contract, ctx.now()) else { return Ok(false) };
    loaded.stages.contract = Some(tx.placement().save_contract(signed).await?);
    loaded.file.contract = loaded.stages.contract_facts();
    Ok(true)
}

/// The contract with this party's signature; `None` for whoever is no party to it.
pub(super) fn signed(
    actor: &Actor,
    said: &Move,
    contract: contract::Model,
    now: chrono::DateTime<chrono::Utc>,
) -> Option<contract::Model> {
    let by = Some(actor.account.uuid());
    let employer = actor.organisations(Role::Employer).any(|o| o.uuid() == contract.employer_id);
    let mut signed = contract;
    let (at, who) = if said.by_worker {
        (&mut signed.worker_signed_at, &mut signed.worker_signed_by)
    } else if employer {
        (&mut signed.employer_signed_at, &mut signed.employer_signed_by)
    } else if actor.has(Role::Mission) {
        (&mut signed.mission_signed_at, &mut signed.mission_signed_by)
    } else {
        return None;
    };
    // The first signature of a party counts.
    if at.is_none() {
        (*at, *who) = (Some(now), by);
    }
    Some(signed)
}
