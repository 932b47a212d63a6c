//! The installation's secrets. One master key of 256 bits; every use derives its own, so that no two
//! purposes share one. Refuses to know where the master comes from (configuration does).

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The keys in force. Cheap to clone; never printed.
#[derive(Clone)]
pub struct Keys {
    id: String,
    master: [u8; 32],
    former: Vec<(String, [u8; 32])>,
    index: [u8; 32],
}

impl Keys {
    /// The key of demonstrations and development. Production refuses to start on it.
    pub const DEFAULT: [u8; 32] = *b"sojourn-demonstration-key-000000";

    /// Keys of a master and the id under which rows name it (at most 20 characters).
    #[must_use]
    pub fn new(id: impl Into<String>, master: [u8; 32]) -> Self {
        Self { id: id.into(), index: derive(&master, "index"), master, former: Vec::new() }
    }

    /// Keys after a rotation: `former` still open what they sealed. Blind indexes keep the key of the
    /// first former master, since rows are found by them.
    #[must_use]
    pub fn rotated(id: impl Into<String>, master: [u8; 32], former: Vec<(String, [u8; 32])>) -> Self {
        let index = derive(former.first().map_or(&master, |(_, first)| first), "index");
        Self { id: id.into(), master, former, index }
    }

    /// Whether this is the key everybody knows.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.master == Self::DEFAULT
    }

    /// The id of the current key.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// A 256-bit key for one purpose.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        derive(&self.master, purpose)
    }

    /// The key by which sensitive columns are indexed; it outlives rotations.
    #[must_use]
    pub fn index(&self) -> [u8; 32] {
        self.index
    }

    /// The keys that seal columns: the current one and the former ones, each with its id.
    #[must_use]
    pub fn sealing(&self) -> Vec<(String, [u8; 32])> {
        std::iter::once((self.id.clone(), derive(&self.master, "seal")))
            .chain(self.former.iter().map(|(id, key)| (id.clone(), derive(key, "seal"))))
            .collect()
    }

    /// The Ed25519 seed that signs papers.
    #[must_use]
    pub fn paper_seed(&self) -> [u8; 32] {
        self.derive("papers")
    }

    /// HMAC-SHA256 (hex) of a text under the key of a purpose.
    #[must_use]
    pub fn mac(&self, purpose: &str, text: &str) -> String {
        hex::encode(hmac(&self.derive(purpose), text.as_bytes()))
    }

    /// HMAC-SHA256 (hex) of a text under the index key: the same before and after a rotation, for digests
    /// that are stored and looked up.
    #[must_use]
    pub fn blind(&self, purpose: &str, text: &str) -> String {
        hex::encode(hmac(&derive(&self.index, purpose), text.as_bytes()))
    }

    /// Whether `mac` is what [`Self::mac`] gives, in constant time.
    #[must_use]
    pub fn verify(&self, purpose: &str, text: &str, mac: &str) -> bool {
        bool::from(self.mac(purpose, text).as_bytes().ct_eq(mac.as_bytes()))
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("id", &self.id).finish_non_exhaustive()
    }
}

/// SHA-256 (hex) of a bearer secret: what is stored of it. It has 256 random bits, so it needs no salt.
#[must_use]
pub fn fingerprint(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

fn derive(master: &[u8; 32], purpose: &str) -> [u8; 32] {
    hmac(master, format!("sojourn/{purpose}").as_bytes())
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_purposes_never_share_a_key_and_a_changed_text_does_not_verify() {
        let keys = Keys::new("k1", [7; 32]);
        assert_ne!(keys.derive("csrf"), keys.derive("flash"));
        let mac = keys.mac("csrf", "a");
        assert!(keys.verify("csrf", "a", &mac));
        assert!(!keys.verify("csrf", "b", &mac));
        assert!(!keys.verify("flash", "a", &mac));
    }

    #[test]
    fn blind_indexes_survive_a_rotation() {
        let old = Keys::new("k1", [1; 32]);
        let new = Keys::rotated("k2", [2; 32], vec![("k1".into(), [1; 32])]);
        assert_eq!(old.index(), new.index());
        assert_ne!(old.paper_seed(), new.paper_seed());
        assert_eq!(new.sealing().len(), 2);
    }
}
