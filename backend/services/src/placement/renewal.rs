//! A contract drawn up for somebody at work: with another employer, or longer with the same. Owns drawing up, signing
//! and dropping it; the moves `transfer` and `resume` put it into force. Start at [`draw_up_transfer`].

use chrono::NaiveDate;
use sojourn_documents::mail::MailKind;
use sojourn_domain::{
    OrganisationId, Refusal, Role, Transition,
    decide::Move,
    file::CaseFile,
    guard::Guard,
    money::{Currency, Money},
    placement::{ContractKind, OrderStatus},
};
use sojourn_storage::{
    Source,
    entity::placement::{contract, job_order},
};
use uuid::Uuid;

use super::{
    draft::{Agreed, draft},
    signature::signed,
};
use crate::{
    Result, ServiceError,
    acts::Doing,
    cases::{Loaded, corrupt, order_facts},
    messages,
};

/// What holds of every contract that follows another: the passport outlives it, and the stay is not too long.
const LASTING: [Guard; 2] = [Guard::IdentityValid, Guard::RollingWindowWithin];
/// What holds of a new employer: everything an offer asks for, and one more transfer within the limit.
const TRANSFER: [Guard; 7] = [
    Guard::MatchingConsent,
    Guard::EmployerAccredited,
    Guard::OrderApproved,
    Guard::VacancyLeft,
    Guard::WageAtFloor,
    Guard::HoursWithinLimits,
    Guard::TransferWithinLimit,
];
/// What holds of more time with the same employer.
const EXTENSION: [Guard; 4] =
    [Guard::EmployerAccredited, Guard::WageAtFloor, Guard::HoursWithinLimits, Guard::NotTurnedBack];

/// The mission draws up a contract under an approved order of another employer, on that order's terms.
pub(crate) async fn draw_up_transfer(doing: &Doing<'_>) -> Result<()> {
    let order = doing.values.record("record").unwrap_or_default();
    let order = doing.tx.placement().find_order(order.into()).await?;
    let current = current(doing.loaded)?;
    let order = order.filter(|o| is_elsewhere(doing.loaded, current, o));
    let order = order.ok_or_else(|| ServiceError::field("record", "choose_one"))?;
    let (starts_on, ends_on) = (day(doing, "starts_on"), day(doing, "ends_on"));
    if starts_on < doing.loaded.file.today {
        return Err(ServiceError::field("starts_on", "in_the_past"));
    }
    if ends_on < starts_on {
        return Err(ServiceError::field("ends_on", "before_start"));
    }
    if ends_on > order.ends_on {
        return Err(ServiceError::field("ends_on", "after_the_order"));
    }
    draw_up(doing, Agreed { kind: ContractKind::Transfer, starts_on, ends_on, ..Agreed::from(&order) }).await
}

/// The mission or the employer draws up more time on the same terms, but for the wage and the hours where they are
/// said. A lower wage is the worker's to agree to, with the signature.
pub(crate) async fn draw_up_extension(doing: &Doing<'_>) -> Result<()> {
    let current = current(doing.loaded)?;
    if !may_extend(doing, current) {
        return Err(Refusal::Forbidden.into());
    }
    let ends_on = day(doing, "ends_on");
    if ends_on <= current.ends_on {
        return Err(ServiceError::field("ends_on", "not_longer"));
    }
    let starts_on = current.ends_on.succ_opt().unwrap_or(current.ends_on).max(doing.loaded.file.today);
    if ends_on < starts_on {
        return Err(ServiceError::field("ends_on", "in_the_past"));
    }
    let hours_week = doing.values.text("hours_week").map_or(current.hours_week, |_| doing.values.number("hours_week"));
    let wage_minor = wage(doing, current)?;
    draw_up(doing, Agreed { wage_minor, hours_week, starts_on, ends_on, ..Agreed::from(current) }).await
}

/// Keeps what was agreed as a contract to be signed, where it holds.
async fn draw_up(doing: &Doing<'_>, agreed: Agreed) -> Result<()> {
    let loaded = doing.loaded;
    let drawn = draft(doing.ctx, doing.tx, (&loaded.case, loaded.worker.language), agreed).await?;
    must_hold(doing.tx, loaded, &drawn).await?;
    keep(doing, drawn).await
}

fn day(doing: &Doing<'_>, name: &str) -> NaiveDate {
    doing.values.day(name).unwrap_or_default()
}

/// The contract worked under today.
fn current(loaded: &Loaded) -> Result<&contract::Model> {
    let contract = loaded.stages.contract.as_ref().filter(|_| loaded.stages.placement.is_some());
    contract.ok_or_else(|| Refusal::WrongStage.into())
}

fn may_extend(doing: &Doing<'_>, current: &contract::Model) -> bool {
    let own = doing.actor.organisations(Role::Employer).any(|e| e.uuid() == current.employer_id);
    own || doing.actor.has(Role::Mission)
}

/// Whether an order is another employer's, of the case's programme and still hiring.
fn is_elsewhere(loaded: &Loaded, current: &contract::Model, order: &job_order::Model) -> bool {
    order.programme_id == loaded.case.programme.uuid()
        && order.employer_id != current.employer_id
        && order.status == OrderStatus::Approved.code()
}

fn wage(doing: &Doing<'_>, current: &contract::Model) -> Result<i64> {
    let Some(text) = doing.values.text("wage") else { return Ok(current.wage_minor) };
    let code = &current.wage_currency;
    let currency: Currency = code.parse().map_err(|_| corrupt("currency", code))?;
    Ok(Money::parse(text, currency).map_err(|_| ServiceError::field("wage", "not_an_amount"))?.minor)
}

/// Judges a contract that follows another by the rules in force today: as it is drawn up, and again on the day it is
/// taken up.
pub(super) async fn must_hold(source: &impl Source, loaded: &Loaded, drawn: &contract::Model) -> Result<()> {
    let order = source.placement().find_order(drawn.job_order_id.into()).await?;
    let order = order.ok_or_else(|| ServiceError::Internal("a contract's order is missing".into()))?;
    let terms = job_order::Model {
        wage_minor: drawn.wage_minor,
        wage_currency: drawn.wage_currency.clone(),
        wage_period: drawn.wage_period.clone(),
        hours_week: drawn.hours_week,
        ..order
    };
    let file = CaseFile {
        order: Some(order_facts(source, &terms, loaded.file.today).await?),
        planned_end: drawn.ends_on,
        ..loaded.file.clone()
    };
    let guards = match kind_of(drawn)? {
        ContractKind::Transfer => TRANSFER.as_slice(),
        ContractKind::Extension | ContractKind::Employment => EXTENSION.as_slice(),
    };
    let said = Move::default();
    let unmet: Vec<_> = guards.iter().chain(&LASTING).filter_map(|guard| guard.check(&file, &said).err()).collect();
    if unmet.is_empty() { Ok(()) } else { Err(Refusal::Unmet(unmet).into()) }
}

pub(super) fn kind_of(contract: &contract::Model) -> Result<ContractKind> {
    ContractKind::from_code(&contract.kind).ok_or_else(|| corrupt("kind of contract", &contract.kind))
}

/// Keeps what was drawn up in the place of what nobody took up, and tells those who sign.
async fn keep(doing: &Doing<'_>, drawn: contract::Model) -> Result<()> {
    let (tx, now) = (doing.tx, doing.ctx.now());
    if let Some(earlier) = doing.loaded.stages.next_contract.clone() {
        tx.placement().save_contract(contract::Model { cancelled_at: Some(now), ..earlier }).await?;
    }
    // A transfer that was proposed meant the contract of before.
    if doing.loaded.proposal.as_ref().is_some_and(|p| p.transition == Transition::Transfer) {
        tx.cases().overtake_approvals(doing.loaded.case.id, None, now).await?;
    }
    let employer = drawn.employer_id.into();
    tx.placement().insert_contract(drawn).await?;
    tell(doing, employer, MailKind::ContractToConfirm).await
}

/// Tells the parties, but not whoever acts.
async fn tell(doing: &Doing<'_>, employer: OrganisationId, kind: MailKind) -> Result<()> {
    let (tx, loaded) = (doing.tx, doing.loaded);
    let link = format!("/cases/{}/contract/new", loaded.case.id);
    let mut parties = tx.access().accounts_with_role(Role::Employer, Some(employer)).await?;
    parties.extend(tx.access().find_account_of_worker(loaded.case.worker).await?);
    if loaded.rules.rules.mission_signs {
        parties.extend(tx.access().accounts_with_role(Role::Mission, Some(loaded.programme.mission)).await?);
    }
    for account in parties.iter().filter(|a| a.id != doing.actor.account) {
        messages::send(doing.ctx, tx, account, kind, &link).await?;
    }
    Ok(())
}

/// A party signs the contract it read, once.
pub(crate) async fn sign(doing: &Doing<'_>) -> Result<()> {
    let drawn = named(doing)?;
    let said = Move { by_worker: doing.by_worker, ..Move::default() };
    let signed = signed(doing.actor, &said, drawn, doing.ctx.now()).ok_or(Refusal::Forbidden)?;
    doing.tx.placement().save_contract(signed).await?;
    Ok(())
}

/// A party wants none of it: the contract worked under goes on as it is.
pub(crate) async fn drop_contract(doing: &Doing<'_>) -> Result<()> {
    let (drawn, now) = (named(doing)?, doing.ctx.now());
    let said = Move { by_worker: doing.by_worker, ..Move::default() };
    if signed(doing.actor, &said, drawn.clone(), now).is_none() {
        return Err(Refusal::Forbidden.into());
    }
    let employer = drawn.employer_id.into();
    doing.tx.placement().save_contract(contract::Model { cancelled_at: Some(now), ..drawn }).await?;
    if doing.loaded.proposal.as_ref().is_some_and(|p| p.transition == Transition::Transfer) {
        doing.tx.cases().overtake_approvals(doing.loaded.case.id, None, now).await?;
    }
    tell(doing, employer, MailKind::CaseChanged).await
}

/// The contract drawn up, where it is the one that was read.
fn named(doing: &Doing<'_>) -> Result<contract::Model> {
    let record = doing.values.record("record");
    let drawn = doing.loaded.stages.next_contract.clone().filter(|c| Some(c.id) == record);
    drawn.ok_or_else(|| ServiceError::field("record", "choose_one"))
}

/// What the field `record` chooses from: the contract drawn up.
pub(crate) fn drawn_up(loaded: &Loaded) -> Vec<(Uuid, String)> {
    loaded.stages.next_contract.iter().map(|c| (c.id, c.number.clone())).collect()
}

/// What the field `record` of a transfer chooses from: orders of other employers with a vacancy.
pub(crate) async fn orders_elsewhere(source: &impl Source, loaded: &Loaded) -> Result<Vec<(Uuid, String)>> {
    let Ok(current) = current(loaded) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for order in source.placement().orders_of_programme(loaded.case.programme).await? {
        if !is_elsewhere(loaded, current, &order) || order.filled >= order.headcount {
            continue;
        }
        let employer = source.programmes().find_organisation(order.employer_id.into()).await?;
        let employer = employer.map(|e| e.name).unwrap_or_default();
        found.push((order.id, format!("{} · {employer} · {} · {}", order.number, order.title, order.workplace)));
    }
    Ok(found)
}
