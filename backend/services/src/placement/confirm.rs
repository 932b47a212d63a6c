//! What waits for the word of a party abroad: contracts to sign, the first and those that follow, and arrivals to
//! confirm, each with its day.
//! Start at [`to_confirm`].

use std::collections::{BTreeMap, btree_map::Entry};

use chrono::NaiveDate;
use sojourn_domain::{
    Actor, CaseId, ProgrammeId, Refusal, Role, State, Transition, programme::RulesVersion, rules::Rules, view::CaseRow,
};
use sojourn_storage::{CaseFilter, Source, entity::placement::contract};

use crate::{Context, Result, cases::programme_and_rules};

/// Something to confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The case. From the acceptance on, its employer reads the name.
    pub case: CaseRow,
    /// What is confirmed.
    pub transition: Transition,
    /// The job.
    pub job: String,
    /// By which day.
    pub due: Option<NaiveDate>,
}

/// How many of each kind are shown at once: a first page is three minutes' work.
const SHOWN: u64 = 50;

/// What the actor, as employer or mission, has to sign and to confirm: what is due first, first.
///
/// # Errors
/// [`Refusal::Forbidden`] for other roles.
pub async fn to_confirm(ctx: &Context, actor: &Actor, role: Role) -> Result<Vec<Confirmation>> {
    if !actor.has(role) || !matches!(role, Role::Employer | Role::Mission) {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let mut rows = Vec::new();
    for state in [State::Departed, State::Accepted] {
        let filter = CaseFilter { states: vec![state], programme: None };
        rows.extend(reader.cases().list(actor, &filter, None, SHOWN).await?.rows);
    }
    rows.extend(reader.cases().list_with_waiting_contract(actor, None, SHOWN).await?.rows);
    let ids: Vec<CaseId> = rows.iter().map(|r| r.id).collect();
    let contracts = reader.placement().contracts_in_force(&ids).await?;
    let rules = rules_of(ctx, &reader, rows.iter().map(|r| r.programme_id)).await?;
    let mut found: Vec<_> = rows
        .into_iter()
        .filter_map(|case| {
            let (contract, job) = contracts.get(&case.id)?;
            let rules = &rules.get(&case.programme_id)?.rules;
            let transition = asked(actor, role, &case, contract, rules)?;
            let due = rules.due(case.state, case.departs_on);
            Some(Confirmation { transition, job: job.clone(), due, case })
        })
        .collect();
    found.sort_by_key(|c| (c.due.is_none(), c.due, c.case.moved_at));
    Ok(found)
}

/// The rules in force of each programme named, read once each.
pub(crate) async fn rules_of(
    ctx: &Context,
    source: &impl Source,
    programmes: impl Iterator<Item = ProgrammeId>,
) -> Result<BTreeMap<ProgrammeId, RulesVersion>> {
    let mut found = BTreeMap::new();
    for id in programmes {
        if let Entry::Vacant(unread) = found.entry(id) {
            unread.insert(programme_and_rules(source, id, ctx.now()).await?.1);
        }
    }
    Ok(found)
}

/// What a party is asked for, where it has not said it yet. A contract drawn up for somebody at work is signed like
/// the first one; of employers, by the one it is with.
fn asked(actor: &Actor, role: Role, case: &CaseRow, contract: &contract::Model, rules: &Rules) -> Option<Transition> {
    if case.state == State::Departed {
        return Some(Transition::ConfirmArrival);
    }
    let own = || actor.organisations(Role::Employer).any(|e| e.uuid() == contract.employer_id);
    let signs = match role {
        Role::Employer => contract.employer_signed_at.is_none() && own(),
        _ => rules.mission_signs && contract.mission_signed_at.is_none(),
    };
    signs.then_some(Transition::Sign)
}
