//! The audit trail, for programs: read, and how it stands.

use axum::{
    Json,
    extract::{Query, State},
};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::act::{Kind, Spec, may};
use sojourn_services::{ServiceError, audit, operations as trails};
use sojourn_storage::AuditKey;
use uuid::Uuid;

use super::{
    Api, Caller,
    answer::Answer,
    operation::{AFTER, About},
};
use crate::{
    routes::{
        audit::{Search, read, write},
        key::PAGE,
    },
    state::AppState,
};

const TRAIL: &[Spec] = &[
    may("account", Kind::Line),
    may("case", Kind::Line),
    may("act", Kind::Line),
    may("from", Kind::Day),
    may("until", Kind::Day),
    AFTER,
];

pub(super) fn operations() -> Api {
    Api::of("administration")
        .get(
            "/audit",
            trail,
            About::reads::<TrailAnswer>("The audit trail, newest first: who did and who read what.").query(TRAIL),
        )
        .get(
            "/audit/state",
            trail_state,
            About::reads::<TrailState>("Until when the trail is sealed, and what its last check came to."),
        )
}

/// A page of the trail.
#[derive(Serialize, JsonSchema)]
struct TrailAnswer {
    rows: Vec<TrailRow>,
    /// Where the next page begins.
    next: Option<String>,
}

/// A row of the trail: ids and codes, never what a record says.
#[derive(Serialize, JsonSchema)]
struct TrailRow {
    id: Uuid,
    at: DateTime<Utc>,
    /// Who acted; null is a schedule, or the console.
    account: Option<Uuid>,
    /// Their name.
    by: Option<String>,
    act: String,
    subject_kind: String,
    subject: Option<Uuid>,
    /// The number of the case it belongs to.
    case: Option<String>,
    details: String,
    /// The row's place in its chain.
    hash: String,
}

/// How the trail stands.
#[derive(Serialize, JsonSchema)]
struct TrailState {
    /// Until when the newest seal reaches.
    sealed_until: Option<DateTime<Utc>>,
    /// Rows written since.
    unsealed_rows: u64,
    last_check: Option<TrailCheck>,
}

/// What following the chains came to.
#[derive(Serialize, JsonSchema)]
struct TrailCheck {
    at: DateTime<Utc>,
    chains: i32,
    seals: i64,
    faults: i32,
    first_fault_chain: Option<Uuid>,
    first_fault_row: Option<i64>,
}

async fn trail(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Query(search): Query<Search>,
) -> Answer<TrailAnswer> {
    let asked = search.asked().map_err(|errors| ServiceError::from(sojourn_domain::Refusal::Invalid(errors)))?;
    let found = audit::list(&app.ctx, &actor, &asked, read(&search.after), PAGE).await?;
    let last = found.rows.last().filter(|_| found.more).map(|l| AuditKey { at: l.row.at, id: l.row.id });
    let row = |l: audit::Line| TrailRow {
        id: l.row.id,
        at: l.row.at,
        account: l.row.account_id,
        by: l.by,
        act: l.row.act,
        subject_kind: l.row.subject_kind,
        subject: l.row.subject_id,
        case: l.case,
        details: l.row.details,
        hash: l.row.hash,
    };
    Ok(Json(TrailAnswer { rows: found.rows.into_iter().map(row).collect(), next: last.map(write) }))
}

async fn trail_state(State(app): State<AppState>, Caller(actor): Caller) -> Answer<TrailState> {
    let trail = trails::trail(&app.ctx, &actor).await?;
    let last_check = trail.check.map(|c| TrailCheck {
        at: c.at,
        chains: c.chains,
        seals: c.seals,
        faults: c.faults,
        first_fault_chain: c.fault_chain,
        first_fault_row: c.fault_seq,
    });
    Ok(Json(TrailState { sealed_until: trail.sealed_until, unsealed_rows: trail.unsealed, last_check }))
}
