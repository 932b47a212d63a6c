//! Append-only chains: each row's hash covers the row before it. Owns the digest and what a fault looks
//! like; refuses to know what the rows say.

use sha2::{Digest, Sha256};

/// SHA-256 (hex) over the previous hash and the parts of a row, each with its length in front so that no
/// two different rows read alike. The first row's previous hash is the empty string.
#[must_use]
pub fn chain_hash(previous: &str, parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in std::iter::once(&previous).chain(parts) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    hex::encode(digest.finalize())
}

/// A time as chains hash it: both databases give it back to the microsecond.
pub(crate) fn instant(at: chrono::DateTime<chrono::Utc>) -> String {
    at.timestamp_micros().to_string()
}

/// Where a chain breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainFault {
    /// The chain: a case's or an account's id.
    pub chain: uuid::Uuid,
    /// The first row that does not follow from the one before, counted from 1.
    pub seq: i64,
    /// What is wrong with it.
    pub what: String,
}

#[cfg(test)]
mod tests {
    use super::chain_hash;

    #[test]
    fn moving_a_letter_between_fields_changes_the_hash() {
        assert_ne!(chain_hash("", &["ab", "c"]), chain_hash("", &["a", "bc"]));
        assert_ne!(chain_hash("", &["a"]), chain_hash("x", &["a"]));
    }
}
