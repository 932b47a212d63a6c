//! The signed token in a paper's QR code: what anybody may learn about it, checkable without a network.
//! Owns its form and its signature; refuses to know where keys come from. Start at [`PaperToken::sign`].
//!
//! `base64url(payload) "." base64url(signature)`; the payload is the fields joined by `|`, so that the code
//! stays small enough for a cheap camera. Ed25519 (RFC 8032) over the encoded payload.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use ed25519_dalek::{Signature, Signer};
pub use ed25519_dalek::{SigningKey, VerifyingKey};

/// First field of every payload: the form of the fields that follow.
const FORM: &str = "1";

/// What a paper's QR code says of it: no more than validity, number and initials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperToken {
    /// Kind of paper, as its code: `registration_slip`.
    pub kind: String,
    /// Number of the paper.
    pub number: String,
    /// Version of the paper, from 1.
    pub version: u32,
    /// Initials of the person.
    pub initials: String,
    /// Day of issue.
    pub issued: NaiveDate,
    /// Last day of validity, where there is one.
    pub valid_until: Option<NaiveDate>,
}

/// Why a token is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a token at all, or of a form this release does not read.
    #[error("this is not the code of a paper")]
    Malformed,
    /// A token, but not signed with the key.
    #[error("the signature is not ours")]
    Forged,
}

impl PaperToken {
    /// The token, signed. A `|` in a field is written as a space: it separates the fields.
    pub fn sign(&self, key: &SigningKey) -> String {
        let until = self.valid_until.map(|day| day.to_string()).unwrap_or_default();
        let version = self.version.to_string();
        let issued = self.issued.to_string();
        let fields = [FORM, &self.kind, &self.number, &version, &self.initials, &issued, &until];
        let payload = URL_SAFE_NO_PAD.encode(fields.map(|field| field.replace('|', " ")).join("|"));
        let signature = URL_SAFE_NO_PAD.encode(key.sign(payload.as_bytes()).to_bytes());
        format!("{payload}.{signature}")
    }

    /// Reads a token and checks its signature. Whether the paper is still valid, or superseded, is for the
    /// caller to say: it takes a clock and a register.
    ///
    /// # Errors
    /// [`TokenError`], for a token that is broken or not ours.
    pub fn verify(token: &str, key: &VerifyingKey) -> Result<Self, TokenError> {
        let (payload, signature) = token.trim().split_once('.').ok_or(TokenError::Malformed)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenError::Malformed)?;
        let signature = Signature::from_slice(&signature).map_err(|_| TokenError::Malformed)?;
        key.verify_strict(payload.as_bytes(), &signature).map_err(|_| TokenError::Forged)?;
        Self::read(payload).ok_or(TokenError::Malformed)
    }

    fn read(payload: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
        let fields: Vec<&str> = text.split('|').collect();
        let [FORM, kind, number, version, initials, issued, until] = fields[..] else { return None };
        Some(Self {
            kind: kind.to_owned(),
            number: number.to_owned(),
            version: version.parse().ok()?,
            initials: initials.to_owned(),
            issued: issued.parse().ok()?,
            valid_until: if until.is_empty() { None } else { Some(until.parse().ok()?) },
        })
    }
}

/// The address a paper's QR code opens: `https://sojourn.example/verify/TOKEN`.
pub fn verify_url(base: &str, token: &str) -> String {
    format!("{}/verify/{token}", base.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn slip() -> PaperToken {
        PaperToken {
            kind: "registration_slip".into(),
            number: "C-2026-000017-4".into(),
            version: 2,
            initials: "ن. أ.".into(),
            issued: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            valid_until: NaiveDate::from_ymd_opt(2027, 11, 23),
        }
    }

    #[test]
    fn a_signed_token_reads_back() {
        for token in [slip(), PaperToken { valid_until: None, ..slip() }] {
            assert_eq!(PaperToken::verify(&token.sign(&key()), &key().verifying_key()), Ok(token));
        }
    }

    #[test]
    fn a_token_changed_in_any_place_is_refused() {
        let signed = slip().sign(&key());
        for at in 0..signed.len() {
            let mut bytes = signed.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(PaperToken::verify(&changed, &key().verifying_key()).is_err(), "changed at {at}");
        }
    }

    #[test]
    fn a_token_of_another_key_is_forged() {
        let other = SigningKey::from_bytes(&[8; 32]);
        assert_eq!(PaperToken::verify(&slip().sign(&other), &key().verifying_key()), Err(TokenError::Forged));
    }

    #[test]
    fn what_is_no_token_is_malformed() {
        for text in ["", ".", "abc", "abc.def", "a.b.c"] {
            assert_eq!(PaperToken::verify(text, &key().verifying_key()), Err(TokenError::Malformed), "{text:?}");
        }
    }

    #[test]
    fn a_separator_in_a_field_cannot_shift_the_fields() {
        let sly = PaperToken { initials: "A|2020-01-01|2099-01-01".into(), ..slip() };
        let read = PaperToken::verify(&sly.sign(&key()), &key().verifying_key()).unwrap();
        assert_eq!((read.initials.as_str(), read.issued), ("A 2020-01-01 2099-01-01", slip().issued));
    }

    #[test]
    fn the_address_to_verify_has_one_slash() {
        assert_eq!(verify_url("https://sojourn.example/", "t.s"), "https://sojourn.example/verify/t.s");
    }
}
