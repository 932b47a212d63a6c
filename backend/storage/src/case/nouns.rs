//! Rows of cases and their records to the domain's nouns and back.

use sojourn_domain::case::{Approval, ApprovalStatus, Case, CaseEvent};
use sojourn_domain::decide::Move;
use sojourn_domain::requirement::{Requirement, RequirementKind, RequirementResult};
use sojourn_domain::{State, Transition};

use crate::entity::case::{approval, case_event, case_file, requirement};
use crate::store::coded;
use crate::vault::Vault;
use crate::{Result, StorageError};

fn state(code: &str) -> Result<State> {
    coded(State::from_code, "state", code)
}

fn said(text: &str) -> Result<Move> {
    serde_json::from_str(text).map_err(|e| StorageError::Corrupt(format!("what was said with a move: {e}")))
}

/// What was said with a move as it is stored, and hashed: only what was said, in the order of the fields.
pub(super) fn said_text(said: &Move) -> String {
    serde_json::to_string(said).expect("a move is plain data")
}

pub(super) fn case(row: case_file::Model) -> Result<Case> {
    Ok(Case {
        id: row.id.into(),
        number: coded(|n| n.parse().ok(), "case number", &row.number)?,
        worker: row.worker_id.into(),
        programme: row.programme_id.into(),
        office: row.office_id.into(),
        state: state(&row.state)?,
        pool: row.pool.as_deref().map(state).transpose()?,
        planned_start: row.planned_start,
        planned_end: row.planned_end,
        departs_on: row.departs_on,
        holds_quota: row.quota_id.is_some(),
        prepared_by: row.prepared_by.into(),
        created_at: row.created_at,
        moved_at: row.moved_at,
        version: row.version,
    })
}

pub(crate) fn case_row(case: &Case) -> case_file::Model {
    case_file::Model {
        id: case.id.uuid(),
        number: case.number.to_string(),
        worker_id: case.worker.uuid(),
        programme_id: case.programme.uuid(),
        office_id: case.office.uuid(),
        state: case.state.code().to_owned(),
        active: case.state.is_active(),
        pool: case.pool.map(|p| p.code().to_owned()),
        planned_start: case.planned_start,
        planned_end: case.planned_end,
        departs_on: case.departs_on,
        quota_id: None,
        employer_id: None,
        centre_id: None,
        case_worker_id: None,
        prepared_by: case.prepared_by.uuid(),
        created_at: case.created_at,
        moved_at: case.moved_at,
        version: case.version,
    }
}

pub(super) fn event(vault: &Vault, row: case_event::Model) -> Result<CaseEvent> {
    let words = super::events::sealed_words(&row);
    Ok(CaseEvent {
        id: row.id.into(),
        case: row.case_id.into(),
        sequence: row.seq,
        transition: coded(Transition::from_code, "transition", &row.transition)?,
        from: row.from_state.as_deref().map(state).transpose()?,
        to: state(&row.to_state)?,
        by: row.actor_id.map(Into::into),
        at: row.at,
        said: super::words::join(vault, row.id, said(&row.said)?, words)?,
        approval: row.approval_id.map(Into::into),
        rules: row.rules_version_id.map(Into::into),
    })
}

pub(super) fn approval(row: approval::Model) -> Result<Approval> {
    Ok(Approval {
        id: row.id.into(),
        case: row.case_id.into(),
        transition: coded(Transition::from_code, "transition", &row.transition)?,
        proposed_by: row.proposed_by.into(),
        proposed_at: row.proposed_at,
        said: said(&row.said)?,
        status: coded(ApprovalStatus::from_code, "approval status", &row.status)?,
        decided_by: row.decided_by.map(Into::into),
        decided_at: row.decided_at,
        answer: row.answer,
    })
}

pub(crate) fn approval_row(a: &Approval) -> approval::Model {
    approval::Model {
        id: a.id.uuid(),
        case_id: a.case.uuid(),
        transition: a.transition.code().to_owned(),
        reason: a.said.reason.clone(),
        said: said_text(&a.said),
        status: a.status.code().to_owned(),
        proposed_by: a.proposed_by.uuid(),
        proposed_at: a.proposed_at,
        decided_by: a.decided_by.map(|d| d.uuid()),
        decided_at: a.decided_at,
        answer: a.answer.clone(),
    }
}

pub(super) fn requirement(row: requirement::Model) -> Result<Requirement> {
    Ok(Requirement {
        id: row.id.into(),
        case: row.case_id.into(),
        kind: coded(RequirementKind::from_code, "requirement kind", &row.kind)?,
        result: coded(RequirementResult::from_code, "requirement result", &row.result)?,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        evidence: row.evidence,
        recorded_by: row.recorded_by.into(),
        recorded_at: row.recorded_at,
        verified_by: row.verified_by.map(Into::into),
        verified_at: row.verified_at,
    })
}

/// A record as it is kept, without findings.
pub(crate) fn requirement_row(record: &Requirement) -> requirement::Model {
    requirement::Model {
        id: record.id.uuid(),
        case_id: record.case.uuid(),
        kind: record.kind.code().to_owned(),
        result: record.result.code().to_owned(),
        valid_from: record.valid_from,
        valid_until: record.valid_until,
        evidence: record.evidence.clone(),
        findings_sealed: None,
        findings_key: None,
        recorded_by: record.recorded_by.uuid(),
        recorded_at: record.recorded_at,
        verified_by: record.verified_by.map(|a| a.uuid()),
        verified_at: record.verified_at,
    }
}
