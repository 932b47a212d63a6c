//! Requirement records: one person writes a fact down, another verifies it.

use chrono::NaiveDate;
use sojourn_domain::{
    Actor, CaseId, FieldError, Refusal, RequirementId,
    registration::Fields,
    requirement::{Requirement, RequirementKind, RequirementResult},
    role::Permission,
};

use super::file::load;
use crate::{Context, Result, ServiceError, record::audit};

/// A fact about a case, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRequirement {
    /// What it is about.
    pub kind: RequirementKind,
    /// What it says.
    pub result: RequirementResult,
    /// First day it holds.
    pub valid_from: Option<NaiveDate>,
    /// Last day it holds.
    pub valid_until: Option<NaiveDate>,
    /// Where the evidence is.
    pub evidence: String,
}

impl RecordRequirement {
    /// Parses the form's or the JSON body's fields.
    ///
    /// # Errors
    /// One error a field.
    pub fn parse(fields: &Fields) -> std::result::Result<Self, Refusal> {
        let text = |name: &str| fields.get(name).map(|v| v.trim()).filter(|v| !v.is_empty());
        let mut errors = Vec::new();
        let mut date = |name: &str| match text(name).map(str::parse::<NaiveDate>) {
            Some(Err(_)) => {
                errors.push(FieldError::new(name, "impossible_date"));
                None
            }
            Some(Ok(day)) => Some(day),
            None => None,
        };
        let (valid_from, valid_until) = (date("valid_from"), date("valid_until"));
        if valid_from.zip(valid_until).is_some_and(|(from, until)| until < from) {
            errors.push(FieldError::new("valid_until", "before_start"));
        }
        let kind = text("kind").and_then(RequirementKind::from_code);
        let result = text("result").and_then(RequirementResult::from_code);
        let evidence = text("evidence").map(str::to_owned);
        for (name, missing, code) in [
            ("kind", kind.is_none(), "choose_one"),
            ("result", result.is_none(), "choose_one"),
            ("evidence", evidence.is_none(), "required"),
        ] {
            if missing {
                errors.push(FieldError::new(name, code));
            }
        }
        if evidence.as_ref().is_some_and(|e| e.chars().count() > 500) {
            errors.push(FieldError::new("evidence", "too_long"));
        }
        match (kind, result, evidence) {
            (Some(kind), Some(result), Some(evidence)) if errors.is_empty() => {
                Ok(Self { kind, result, valid_from, valid_until, evidence })
            }
            _ => Err(Refusal::Invalid(errors)),
        }
    }
}

/// Writes a fact down. It counts once another person has verified it.
///
/// # Errors
/// [`Refusal::Forbidden`] without the permission; medical records are the health role's and the officers'
/// (fit or unfit and the date), findings are not taken here.
pub async fn record(ctx: &Context, actor: &Actor, case: CaseId, command: RecordRequirement) -> Result<RequirementId> {
    if !actor.may(Permission::RecordRequirements) {
        return Err(Refusal::Forbidden.into());
    }
    let tx = ctx.db.begin().await?;
    let loaded = load(&tx, actor, case, ctx.now()).await?;
    let RecordRequirement { kind, result, valid_from, valid_until, evidence } = command;
    let requirement = Requirement {
        id: RequirementId::new(ctx.new_id()),
        case: loaded.case.id,
        kind,
        result,
        valid_from,
        valid_until,
        evidence,
        recorded_by: actor.account,
        recorded_at: ctx.now(),
        verified_by: None,
        verified_at: None,
    };
    tx.cases().insert_requirement(&requirement, None).await?;
    audit(ctx, &tx, Some(actor.account), case, "record-requirement", kind.code()).await?;
    tx.commit().await?;
    Ok(requirement.id)
}

/// Verifies a fact another person wrote down.
///
/// # Errors
/// [`Refusal::Forbidden`] without the permission, [`Refusal::SecondPersonNeeded`] for one's own record.
pub async fn verify(ctx: &Context, actor: &Actor, case: CaseId, id: RequirementId) -> Result<()> {
    if !actor.may(Permission::VerifyRequirements) {
        return Err(Refusal::Forbidden.into());
    }
    let tx = ctx.db.begin().await?;
    let loaded = load(&tx, actor, case, ctx.now()).await?;
    let record = loaded.requirements.iter().find(|r| r.id == id).ok_or(ServiceError::NotFound)?;
    if record.recorded_by == actor.account {
        return Err(Refusal::SecondPersonNeeded.into());
    }
    if record.verified_by.is_none() {
        tx.cases().verify_requirement(id, actor.account, ctx.now()).await?;
        audit(ctx, &tx, Some(actor.account), case, "verify-requirement", record.kind.code()).await?;
    }
    Ok(tx.commit().await?)
}
