//! Times as both databases keep them. Owns the truncation; refuses to read a clock.

use chrono::{DateTime, SubsecRound, Utc};

/// Truncates to microseconds: PostgreSQL keeps six digits where SQLite would keep nine, and a value
/// must be the same before and after it was stored.
#[must_use]
pub fn micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6)
}
