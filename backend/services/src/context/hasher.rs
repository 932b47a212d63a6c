//! Passwords and PINs: argon2id with OWASP's parameters, as many at once as there are cores, since each
//! takes 19 MiB. An unknown account costs what a known one does.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use super::Random;

/// OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashes and verifies. Cheap to clone.
#[derive(Clone)]
pub struct Hasher {
    turns: Arc<Semaphore>,
    decoy: Arc<str>,
}

/// The hash could not be made or read: a defect or an exhausted machine, never a wrong password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct HashError(String);

impl Hasher {
    /// A hasher with one turn a core.
    ///
    /// # Errors
    /// [`HashError`] when the machine cannot hash at all.
    pub fn new(random: &dyn Random) -> Result<Self, HashError> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let mut nobody = [0u8; 16];
        random.fill(&mut nobody);
        let decoy = hash(&hex::encode(nobody), &salt(random))?.into();
        Ok(Self { turns: Arc::new(Semaphore::new(cores)), decoy })
    }

    /// The PHC string of a secret.
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn hash(&self, secret: &str, random: &dyn Random) -> Result<String, HashError> {
        let (secret, salt) = (secret.to_owned(), salt(random));
        self.work(move || hash(&secret, &salt)).await
    }

    /// Whether the secret is the one hashed. With no hash the same work is done and the answer is no.
    ///
    /// # Errors
    /// [`HashError`] when the stored text is no hash.
    pub async fn verify(&self, secret: &str, stored: Option<&str>) -> Result<bool, HashError> {
        let known = stored.is_some();
        let phc = stored.unwrap_or(&self.decoy).to_owned();
        let secret = secret.to_owned();
        Ok(self.work(move || verify(&secret, &phc)).await? && known)
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let turn = self.turns.clone().acquire_owned().await.map_err(failed)?;
        tokio::task::spawn_blocking(move || {
            let done = job();
            drop(turn);
            done
        })
        .await
        .map_err(failed)?
    }
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hasher").field("free", &self.turns.available_permits()).finish_non_exhaustive()
    }
}

fn salt(random: &dyn Random) -> [u8; 16] {
    let mut salt = [0u8; 16];
    random.fill(&mut salt);
    salt
}

fn argon() -> Result<Argon2<'static>, HashError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(secret: &str, salt: &[u8]) -> Result<String, HashError> {
    let hash: PasswordHash = argon()?.hash_password_with_salt(secret.as_bytes(), salt).map_err(failed)?;
    Ok(hash.to_string())
}

fn verify(secret: &str, phc: &str) -> Result<bool, HashError> {
    let parsed = PasswordHash::new(phc).map_err(failed)?;
    Ok(argon()?.verify_password(secret.as_bytes(), &parsed).is_ok())
}

fn failed(cause: impl std::fmt::Display) -> HashError {
    HashError(cause.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::context::SystemRandom;

    #[tokio::test]
    async fn the_right_secret_is_known_and_nobody_has_none() {
        let hasher = Hasher::new(&SystemRandom).unwrap();
        let phc = hasher.hash("correct horse", &SystemRandom).await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(hasher.verify("correct horse", Some(&phc)).await.unwrap());
        assert!(!hasher.verify("wrong horse", Some(&phc)).await.unwrap());
        assert!(!hasher.verify("correct horse", None).await.unwrap());
        assert!(hasher.verify("x", Some("not a hash")).await.is_err());
    }
}
