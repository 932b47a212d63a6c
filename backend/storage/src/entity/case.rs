//! Journeys and the record of them. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::entities;

entities! {
    case_file = "cases" {
        number: String,
        worker_id: Uuid,
        programme_id: Uuid,
        office_id: Uuid,
        state: String,
        active: bool,
        pool: Option<String>,
        planned_start: NaiveDate,
        planned_end: NaiveDate,
        departs_on: Option<NaiveDate>,
        quota_id: Option<Uuid>,
        employer_id: Option<Uuid>,
        centre_id: Option<Uuid>,
        case_worker_id: Option<Uuid>,
        prepared_by: Uuid,
        created_at: DateTime<Utc>,
        moved_at: DateTime<Utc>,
        version: i32,
    }
    case_event = "case_event" {
        case_id: Uuid,
        seq: i32,
        transition: String,
        from_state: Option<String>,
        to_state: String,
        actor_id: Option<Uuid>,
        said: String,
        words_sealed: Option<Vec<u8>>,
        words_key: Option<String>,
        words_digest: String,
        approval_id: Option<Uuid>,
        rules_version_id: Option<Uuid>,
        at: DateTime<Utc>,
        prev_hash: String,
        hash: String,
    }
    audit = "audit" {
        chain_kind: String,
        chain_id: Uuid,
        seq: i64,
        account_id: Option<Uuid>,
        act: String,
        subject_kind: String,
        subject_id: Option<Uuid>,
        details: String,
        at: DateTime<Utc>,
        prev_hash: String,
        hash: String,
    }
    ledger_seal = "ledger_seal" {
        number: i64,
        heads: String,
        head_count: i32,
        sealed_until: DateTime<Utc>,
        prev_hash: String,
        hash: String,
        created_at: DateTime<Utc>,
    }
    audit_check = "audit_check" {
        at: DateTime<Utc>,
        chains: i32,
        seals: i64,
        faults: i32,
        fault_chain: Option<Uuid>,
        fault_seq: Option<i64>,
    }
    approval = "approval" {
        case_id: Uuid,
        transition: String,
        reason: Option<String>,
        said: String,
        status: String,
        proposed_by: Uuid,
        proposed_at: DateTime<Utc>,
        decided_by: Option<Uuid>,
        decided_at: Option<DateTime<Utc>>,
        answer: Option<String>,
    }
    requirement = "requirement" {
        case_id: Uuid,
        kind: String,
        result: String,
        valid_from: Option<NaiveDate>,
        valid_until: Option<NaiveDate>,
        evidence: String,
        findings_sealed: Option<Vec<u8>>,
        findings_key: Option<String>,
        recorded_by: Uuid,
        recorded_at: DateTime<Utc>,
        verified_by: Option<Uuid>,
        verified_at: Option<DateTime<Utc>>,
    }
    flag = "flag" {
        kind: String,
        case_id: Option<Uuid>,
        worker_id: Option<Uuid>,
        other_id: Option<Uuid>,
        reason: Option<String>,
        raised_by: Option<Uuid>,
        raised_at: DateTime<Utc>,
        cleared_by: Option<Uuid>,
        cleared_at: Option<DateTime<Utc>>,
        outcome: Option<String>,
        version: i32,
    }
    contact_attempt = "contact_attempt" {
        case_id: Uuid,
        channel: String,
        outcome: String,
        note: Option<String>,
        made_by: Uuid,
        made_at: DateTime<Utc>,
    }
}
