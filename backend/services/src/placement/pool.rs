//! The pool: people an employer may offer work, by number. Who did not agree to be shown is in no pool.

use sojourn_domain::{Actor, Refusal, Role, view::CaseRow};
use sojourn_storage::{CaseKey, Page};

use crate::{Context, Result, cases::programme_and_rules};

/// A page of the pool, the longest waiting first: of each programme in which the employer has an approved order,
/// those in the state it makes offers from. The name in a row is the worker's number.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever is no employer.
pub async fn pool(ctx: &Context, actor: &Actor, last: Option<CaseKey>, size: u64) -> Result<Page<CaseRow>> {
    if !actor.has(Role::Employer) {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let mut pools = Vec::new();
    for programme in reader.programmes().programmes().await? {
        let (programme, version) = programme_and_rules(&reader, programme.id, ctx.now()).await?;
        pools.push((programme.id, version.rules.pool()));
    }
    let mut page = reader.cases().list_pool(actor, &pools, last, size).await?;
    for row in &mut page.rows {
        row.name = row.worker_number.to_string();
    }
    Ok(page)
}
