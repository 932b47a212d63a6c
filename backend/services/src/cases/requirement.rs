//! Requirement records: one person writes a fact down, another verifies it.

use chrono::NaiveDate;
use sojourn_domain::{
    Actor, CaseId, FieldError, Refusal, RequirementId,
    act::{self, Kind, Spec, may, must},
    registration::Fields,
    requirement::{Requirement, RequirementKind, RequirementResult},
    role::Permission,
};

use super::file::load;
use crate::{Context, Result, ServiceError, record::audit};

/// The longest findings.
const FINDINGS: usize = 4_000;

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
    /// What was on record when it was written.
    pub seen: Seen,
}

/// The newest record of the kind that somebody saw before writing another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// They did not say: an import, or a program that does not mind.
    NotSaid,
    /// There was none.
    Nothing,
    /// This one.
    Newest(RequirementId),
}

impl Seen {
    /// Whether it is still the newest.
    fn stands(self, newest: Option<RequirementId>) -> bool {
        match self {
            Self::NotSaid => true,
            Self::Nothing => newest.is_none(),
            Self::Newest(id) => newest == Some(id),
        }
    }
}

/// What a record asks for, as forms and JSON send it.
const FIELDS: &[Spec] = &[
    must("kind", Kind::Code("requirement", || RequirementKind::ALL.iter().map(|k| k.code()).collect())),
    must("result", Kind::Code("result", || RequirementResult::ALL.iter().map(|r| r.code()).collect())),
    may("valid_from", Kind::Day),
    may("valid_until", Kind::Day),
    must("evidence", Kind::Text),
    may("seen", Kind::Line),
];

/// The longest evidence, in characters.
const MAX_EVIDENCE: usize = 500;

/// `seen` of somebody who saw that there was no record of the kind yet.
pub const SEEN_NONE: &str = "none";

impl RecordRequirement {
    /// The fields of a record.
    #[must_use]
    pub const fn fields() -> &'static [Spec] {
        FIELDS
    }

    /// Parses the form's or the JSON body's fields.
    ///
    /// # Errors
    /// One error a field.
    pub fn parse(fields: &Fields) -> std::result::Result<Self, Refusal> {
        let values = act::parse(FIELDS, fields)?;
        let mut errors = Vec::new();
        let (valid_from, valid_until) = (values.day("valid_from"), values.day("valid_until"));
        if valid_from.zip(valid_until).is_some_and(|(from, until)| until < from) {
            errors.push(FieldError::new("valid_until", "before_start"));
        }
        let evidence = values.line("evidence");
        if evidence.chars().count() > MAX_EVIDENCE {
            errors.push(FieldError::new("evidence", "too_long"));
        }
        let seen = match values.text("seen") {
            None => Seen::NotSaid,
            Some(SEEN_NONE) => Seen::Nothing,
            Some(id) => id.parse().map_or(Seen::NotSaid, Seen::Newest),
        };
        let kind = RequirementKind::from_code(&values.line("kind"));
        let result = RequirementResult::from_code(&values.line("result"));
        match (kind, result) {
            (Some(kind), Some(result)) if errors.is_empty() => {
                Ok(Self { kind, result, valid_from, valid_until, evidence, seen })
            }
            _ => Err(Refusal::Invalid(errors)),
        }
    }
}

/// Writes a fact down. It counts once another person has verified it.
///
/// # Errors
/// As [`record_with_findings`], without any.
pub async fn record(ctx: &Context, actor: &Actor, case: CaseId, command: RecordRequirement) -> Result<RequirementId> {
    record_with_findings(ctx, actor, case, command, None).await
}

/// Writes a fact down with what the health officer found, which rests sealed: everybody else sees the result and the
/// date.
///
/// # Errors
/// [`Refusal::Forbidden`] without the permission, and for findings from anybody but the health role; the field
/// `findings` (`too_long`), or for a record that is not medical (`not_medical`); [`Refusal::Stale`] when somebody wrote
/// a record of the kind since.
pub async fn record_with_findings(
    ctx: &Context,
    actor: &Actor,
    case: CaseId,
    command: RecordRequirement,
    findings: Option<&str>,
) -> Result<RequirementId> {
    if !actor.may(Permission::RecordRequirements) {
        return Err(Refusal::Forbidden.into());
    }
    let findings = findings.map(str::trim).filter(|text| !text.is_empty());
    if let Some(text) = findings {
        check_findings(actor, command.kind, text)?;
    }
    let tx = ctx.db.begin().await?;
    // Which record is the newest is answered once nobody else is writing one.
    tx.cases().hold(case).await?;
    let loaded = load(&tx, actor, case, ctx.now()).await?;
    let RecordRequirement { kind, result, valid_from, valid_until, evidence, seen } = command;
    let newest = loaded.requirements.iter().find(|r| r.kind == kind).map(|r| r.id);
    if !seen.stands(newest) {
        return Err(Refusal::Stale.into());
    }
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
    tx.cases().insert_requirement(&requirement, findings).await?;
    audit(ctx, &tx, Some(actor.account), case, "record-requirement", kind.code()).await?;
    tx.commit().await?;
    Ok(requirement.id)
}

fn check_findings(actor: &Actor, kind: RequirementKind, text: &str) -> Result<()> {
    if !actor.may(Permission::HealthFindings) {
        return Err(Refusal::Forbidden.into());
    }
    if kind != RequirementKind::Medical {
        return Err(ServiceError::field("findings", "not_medical"));
    }
    if text.chars().count() > FINDINGS {
        return Err(ServiceError::field("findings", "too_long"));
    }
    Ok(())
}

/// What was found at an examination, for the health role alone. The reading leaves its audit row.
///
/// # Errors
/// [`Refusal::Forbidden`] for every other role; [`ServiceError::NotFound`] outside the actor's scope, and for a record
/// without findings.
pub async fn findings(ctx: &Context, actor: &Actor, case: CaseId, id: RequirementId) -> Result<(Requirement, String)> {
    if !actor.may(Permission::HealthFindings) {
        return Err(Refusal::Forbidden.into());
    }
    let tx = ctx.db.begin().await?;
    let loaded = load(&tx, actor, case, ctx.now()).await?;
    let record = loaded.requirements.into_iter().find(|r| r.id == id).ok_or(ServiceError::NotFound)?;
    let text = tx.cases().findings(id).await?.ok_or(ServiceError::NotFound)?;
    audit(ctx, &tx, Some(actor.account), case, "read-findings", record.kind.code()).await?;
    tx.commit().await?;
    Ok((record, text))
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
