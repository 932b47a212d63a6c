//! What a list is asked for in an address, and the key of its next page as it stands there.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sojourn_domain::{CaseId, ProposalId};
use sojourn_storage::{CaseKey, DueKey, ProposalKey};
use sojourn_ui::parts::Pager;

/// Rows a page of a list shows.
pub const PAGE: u64 = 50;

/// Where a list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    /// The key of the page before; nothing, or what is no key of ours, is the beginning.
    pub after: String,
}

/// What a list is searched for, and where it begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Searched {
    q: String,
    /// As [`After`].
    pub after: String,
}

impl Searched {
    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.q.trim()
    }
}

/// The ways on and back of a list at an address, which carries its filters.
#[must_use]
pub fn pager(here: &str, after: &str, next: Option<String>) -> Pager {
    let and = if here.contains('?') { '&' } else { '?' };
    Pager {
        first: (!after.is_empty()).then(|| here.to_owned()),
        next: next.map(|key| format!("{here}{and}after={key}")),
    }
}

/// A key as text: microseconds and id.
pub fn write(key: CaseKey) -> String {
    format!("{}_{}", key.moved_at.timestamp_micros(), key.id)
}

/// A key from an address; one that is not ours begins the list.
pub fn read(text: &str) -> Option<CaseKey> {
    let (moved_at, id) = parts(text)?;
    Some(CaseKey { moved_at, id: id.parse::<CaseId>().ok()? })
}

/// The same of a list of proposals.
pub fn write_proposal(key: ProposalKey) -> String {
    format!("{}_{}", key.proposed_at.timestamp_micros(), key.id)
}

/// The same of a list of proposals.
pub fn read_proposal(text: &str) -> Option<ProposalKey> {
    let (proposed_at, id) = parts(text)?;
    Some(ProposalKey { proposed_at, id: id.parse::<ProposalId>().ok()? })
}

/// The same of a list of deadlines.
pub fn write_due(key: DueKey) -> String {
    format!("{}_{}", key.at.timestamp_micros(), key.id)
}

/// The same of a list of deadlines.
pub fn read_due(text: &str) -> Option<DueKey> {
    let (at, id) = parts(text)?;
    Some(DueKey { at, id: id.parse().ok()? })
}

fn parts(text: &str) -> Option<(DateTime<Utc>, &str)> {
    let (micros, id) = text.split_once('_')?;
    Some((DateTime::from_timestamp_micros(micros.parse().ok()?)?, id))
}
