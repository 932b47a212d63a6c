//! The trail for an auditor: who did and who read what. Rows hold ids, field names and codes; a case is named by its
//! number and an account by its name, and nobody's record is opened for it. Start at [`list`].

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use sojourn_domain::{AccountId, Actor, CaseId, CaseNumber, Refusal, role::Permission};
use sojourn_storage::{AuditFilter, AuditKey, Page, entity::case::audit};
use uuid::Uuid;

use crate::{Context, Result, ServiceError, access::login_of};

/// What an auditor asks for, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Id or e-mail address of an account.
    pub account: String,
    /// A case's number.
    pub case: String,
    /// An act, as its code.
    pub act: String,
    /// First day, in UTC.
    pub from: Option<NaiveDate>,
    /// Last day, in UTC.
    pub until: Option<NaiveDate>,
}

/// A row of the trail with the names of what it points at.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The row.
    pub row: audit::Model,
    /// The name of who acted; `None` is the system, or the console.
    pub by: Option<String>,
    /// The number of the case in whose chain the row stands.
    pub case: Option<String>,
}

/// Rows of the trail, newest first, from behind `last` on.
///
/// # Errors
/// The fields `account`, `case` (`not_found`) and `until` (`before_start`); [`Refusal::Forbidden`]; storage.
pub async fn list(
    ctx: &Context,
    actor: &Actor,
    asked: &Asked,
    last: Option<AuditKey>,
    size: u64,
) -> Result<Page<Line>> {
    if !actor.may(Permission::ReadAudit) {
        return Err(Refusal::Forbidden.into());
    }
    let filter = filter_of(ctx, asked).await?;
    let Page { rows, more } = ctx.db.reader().audit().list(&filter, last, size).await?;
    let reader = ctx.db.reader();
    let names = reader.access().names(rows.iter().filter_map(|r| r.account_id).map(AccountId::new)).await?;
    let in_case = rows.iter().filter(|r| r.chain_kind == "case");
    let numbers: BTreeMap<Uuid, String> = reader.cases().numbers(in_case.map(|r| CaseId::new(r.chain_id))).await?;
    let line = |row: audit::Model| Line {
        by: row.account_id.and_then(|id| names.get(&id.into()).cloned()),
        case: numbers.get(&row.chain_id).cloned(),
        row,
    };
    Ok(Page { rows: rows.into_iter().map(line).collect(), more })
}

async fn filter_of(ctx: &Context, asked: &Asked) -> Result<AuditFilter> {
    if let (Some(from), Some(until)) = (asked.from, asked.until)
        && until < from
    {
        return Err(ServiceError::field("until", "before_start"));
    }
    let start = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
    Ok(AuditFilter {
        account: account_of(ctx, asked.account.trim()).await?,
        case: case_of(ctx, asked.case.trim()).await?,
        act: Some(asked.act.trim().to_owned()).filter(|act| !act.is_empty()),
        from: asked.from.map(start),
        until: asked.until.and_then(|day| day.checked_add_days(Days::new(1))).map(start),
    })
}

async fn account_of(ctx: &Context, typed: &str) -> Result<Option<AccountId>> {
    if typed.is_empty() {
        return Ok(None);
    }
    if let Ok(id) = typed.parse::<AccountId>() {
        return Ok(Some(id));
    }
    let found = ctx.db.reader().access().find_account_by_email(&login_of(typed)).await?;
    found.map(|a| Some(a.id)).ok_or_else(|| ServiceError::field("account", "not_found"))
}

async fn case_of(ctx: &Context, typed: &str) -> Result<Option<CaseId>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let number: CaseNumber = typed.parse().map_err(|_| ServiceError::field("case", "not_found"))?;
    let found = ctx.db.reader().cases().id_of(number).await?;
    found.map(Some).ok_or_else(|| ServiceError::field("case", "not_found"))
}
