//! The audit trail, the auditor's first page.

use axum::extract::{Query, State};
use chrono::{DateTime, NaiveDate};
use serde::Deserialize;
use sojourn_domain::{Actor, FieldError, Refusal};
use sojourn_services::{
    ServiceError,
    audit::{self, Asked, Line},
    operations,
};
use sojourn_storage::AuditKey;
use sojourn_ui::{
    FormState, PageContext,
    pages::operations::{AuditLine, AuditProps, audit as audit_page},
    paths,
};

use super::{
    accounts::trail_state,
    key::{PAGE, pager},
};
use crate::{
    state::AppState,
    web::{
        May, Page, WebResult,
        respond::{again, page},
        rights,
        routing::{Routes, get},
        visit::encode,
    },
};

/// The routes of the trail.
pub fn routes() -> Routes {
    Routes::new().route(paths::AUDIT, get(list))
}

/// What the trail was asked for, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Search {
    #[serde(default)]
    account: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    pub(crate) after: String,
}

impl Search {
    fn fields(&self) -> [(&'static str, &str); 5] {
        [
            ("account", &self.account),
            ("case", &self.case),
            ("act", &self.act),
            ("from", &self.from),
            ("until", &self.until),
        ]
    }

    /// The question, or which of its days is none.
    pub(crate) fn asked(&self) -> Result<Asked, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut day = |name: &str, text: &str| -> Option<NaiveDate> {
            let given = Some(text.trim()).filter(|t| !t.is_empty())?;
            given.parse().map_err(|_| errors.push(FieldError::new(name, "impossible_date"))).ok()
        };
        let (from, until) = (day("from", &self.from), day("until", &self.until));
        let asked =
            Asked { account: self.account.clone(), case: self.case.clone(), act: self.act.clone(), from, until };
        if errors.is_empty() { Ok(asked) } else { Err(errors) }
    }
}

/// A key as text: microseconds and id.
pub(crate) fn write(key: AuditKey) -> String {
    format!("{}_{}", key.at.timestamp_micros(), key.id)
}

/// A key from an address; one that is not ours begins the list.
pub(crate) fn read(text: &str) -> Option<AuditKey> {
    let (micros, id) = text.split_once('_')?;
    Some(AuditKey { at: DateTime::from_timestamp_micros(micros.parse().ok()?)?, id: id.parse().ok()? })
}

fn line(found: Line) -> AuditLine {
    let Line { row, by, case } = found;
    AuditLine {
        at: row.at,
        by: row.account_id.map(|id| (id.to_string(), by)),
        act: row.act,
        subject: row.subject_kind,
        subject_id: row.subject_id.map(|id| id.to_string()).unwrap_or_default(),
        case,
        details: row.details,
    }
}

async fn list(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ReadAudit>,
    Query(search): Query<Search>,
) -> WebResult {
    show(&app, &ctx, &actor, &search).await
}

/// The auditor's first page: the newest of the trail.
pub(super) async fn home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    show(app, ctx, actor, &Search::default()).await
}

async fn show(app: &AppState, ctx: &PageContext, actor: &Actor, search: &Search) -> WebResult {
    let trail = trail_state(operations::trail(&app.ctx, actor).await?);
    let mut filter = FormState::filled(search.fields());
    let found = match search.asked() {
        Ok(asked) => audit::list(&app.ctx, actor, &asked, read(&search.after), PAGE).await,
        Err(errors) => Err(Refusal::Invalid(errors).into()),
    };
    let found = match found {
        Ok(found) => found,
        Err(ServiceError::Refusal(Refusal::Invalid(errors))) => {
            filter.errors = errors;
            return Ok(again(audit_page(ctx, &AuditProps { filter, trail, ..AuditProps::default() })));
        }
        Err(other) => return Err(other.into()),
    };
    let query: Vec<_> = search.fields().iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let here = format!("{}?{}", paths::AUDIT, query.join("&"));
    let last = found.rows.last().filter(|_| found.more).map(|l| AuditKey { at: l.row.at, id: l.row.id });
    let pager = pager(&here, &search.after, last.map(write));
    let rows = found.rows.into_iter().map(line).collect();
    Ok(page(audit_page(ctx, &AuditProps { filter, rows, trail, pager })))
}
