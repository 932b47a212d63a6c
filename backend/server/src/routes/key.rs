//! The key of a list's next page as it stands in an address.

use sojourn_domain::CaseId;
use sojourn_storage::CaseKey;

/// Rows a page of a list shows.
pub const PAGE: u64 = 50;

/// A key as text: microseconds and id.
pub fn write(key: CaseKey) -> String {
    format!("{}_{}", key.moved_at.timestamp_micros(), key.id)
}

/// A key from an address; one that is not ours begins the list.
pub fn read(text: &str) -> Option<CaseKey> {
    let (micros, id) = text.split_once('_')?;
    let moved_at = chrono::DateTime::from_timestamp_micros(micros.parse().ok()?)?;
    Some(CaseKey { moved_at, id: id.parse::<CaseId>().ok()? })
}
