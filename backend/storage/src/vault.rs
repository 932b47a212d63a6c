//! Sealing of what must not be read from a stolen disk: passport numbers, findings, requests for help.
//! Owns XChaCha20-Poly1305 with named keys and the keyed blind index; refuses to know where keys come from.

use std::collections::BTreeMap;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sha2::Sha256;
use uuid::Uuid;

use crate::{Result, StorageError};

const NONCE: usize = 24;

/// A key with the id that rows name it by.
#[derive(Clone)]
pub struct VaultKey {
    /// Short and stable, at most 20 characters: it stands in every sealed row.
    pub id: String,
    /// 256 bits from a random source.
    pub key: [u8; 32],
}

/// A sealed value as it stands in a row: two columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The id of the key that opens it.
    pub key_id: String,
    /// Nonce, then ciphertext with its tag.
    pub bytes: Vec<u8>,
}

/// Seals, opens and indexes. Cheap to clone.
#[derive(Clone)]
pub struct Vault(Arc<Keys>);

struct Keys {
    current: String,
    ciphers: BTreeMap<String, XChaCha20Poly1305>,
    index: [u8; 32],
}

impl Vault {
    /// A vault that seals with `current`, still opens what `former` keys sealed, and indexes with `index`.
    /// The index key cannot be rotated without indexing every row again.
    #[must_use]
    pub fn new(current: VaultKey, former: Vec<VaultKey>, index: [u8; 32]) -> Self {
        let name = current.id.clone();
        let ciphers =
            former.into_iter().chain([current]).map(|k| (k.id, XChaCha20Poly1305::new(&k.key.into()))).collect();
        Self(Arc::new(Keys { current: name, ciphers, index }))
    }

    /// Seals `text` to the row `id` and the field `context`: moved to another row or column it does not open.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the text is too long to be sealed (256 GiB).
    pub fn seal(&self, context: &str, id: Uuid, text: &str) -> Result<Sealed> {
        let mut nonce = [0u8; NONCE];
        rand::rng().fill_bytes(&mut nonce);
        let bound = bound_to(context, id);
        let cipher = self.0.ciphers.get(&self.0.current).expect("the current key is among the ciphers");
        let sealed = cipher
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: text.as_bytes(), aad: &bound })
            .map_err(|_| StorageError::Corrupt(format!("{context} cannot be sealed")))?;
        Ok(Sealed { key_id: self.0.current.clone(), bytes: [&nonce[..], &sealed].concat() })
    }

    /// Opens what [`Vault::seal`] sealed for the same row and field.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the key is not known, or the bytes were altered or moved.
    pub fn open(&self, context: &str, id: Uuid, sealed: &Sealed) -> Result<String> {
        let fault = |what: &str| StorageError::Corrupt(format!("{context} of {id}: {what}"));
        let cipher = self.0.ciphers.get(&sealed.key_id).ok_or_else(|| fault("unknown key"))?;
        if sealed.bytes.len() < NONCE {
            return Err(fault("too short"));
        }
        let (nonce, body) = sealed.bytes.split_at(NONCE);
        let bound = bound_to(context, id);
        let plain = cipher
            .decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: &bound })
            .map_err(|_| fault("the seal does not open"))?;
        String::from_utf8(plain).map_err(|_| fault("not text"))
    }

    /// A keyed digest (HMAC-SHA256, hex) by which equal values of one field find each other.
    /// The caller normalises first: letters and digits of a passport number in upper case, say.
    #[must_use]
    pub fn blind_index(&self, field: &str, value: &str) -> String {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.0.index).expect("HMAC takes any key length");
        mac.update(field.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("current", &self.0.current).finish_non_exhaustive()
    }
}

fn bound_to(context: &str, id: Uuid) -> Vec<u8> {
    [context.as_bytes(), &[0], id.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn key(id: &str, byte: u8) -> VaultKey {
        VaultKey { id: id.into(), key: [byte; 32] }
    }

    #[test]
    fn a_sealed_value_opens_for_its_own_row_only() {
        let vault = Vault::new(key("k1", 1), vec![], [9; 32]);
        let (row, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = vault.seal("number", row, "X1234567").unwrap();
        assert_eq!(vault.open("number", row, &sealed).unwrap(), "X1234567");
        assert!(vault.open("number", other, &sealed).is_err());
        assert!(vault.open("findings", row, &sealed).is_err());
    }

    #[test]
    fn what_a_former_key_sealed_opens_after_rotation() {
        let row = Uuid::from_u128(1);
        let old = Vault::new(key("k1", 1), vec![], [9; 32]).seal("number", row, "X1").unwrap();
        let rotated = Vault::new(key("k2", 2), vec![key("k1", 1)], [9; 32]);
        assert_eq!(rotated.open("number", row, &old).unwrap(), "X1");
        assert_eq!(rotated.seal("number", row, "X1").unwrap().key_id, "k2");
        assert!(Vault::new(key("k2", 2), vec![], [9; 32]).open("number", row, &old).is_err());
    }

    #[test]
    fn equal_values_of_one_field_share_their_index_and_of_two_fields_do_not() {
        let vault = Vault::new(key("k1", 1), vec![], [9; 32]);
        assert_eq!(vault.blind_index("passport", "X1"), vault.blind_index("passport", "X1"));
        assert_ne!(vault.blind_index("passport", "X1"), vault.blind_index("phone", "X1"));
    }
}
