//! The key of a list's next page as it stands in an address.

use chrono::{DateTime, Utc};
use sojourn_domain::{CaseId, ProposalId};
use sojourn_storage::{CaseKey, DueKey, ProposalKey};

/// Rows a page of a list shows.
pub const PAGE: u64 = 50;

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
