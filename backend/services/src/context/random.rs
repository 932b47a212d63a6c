//! Chance, handed in: the system's source, or a seeded one whose runs repeat.

use std::sync::Mutex;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::{RngCore, SeedableRng, rngs::StdRng};

/// A source of random bytes.
pub trait Random: Send + Sync + std::fmt::Debug {
    /// Fills the buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's generator, by way of the thread's.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, buffer: &mut [u8]) {
        rand::rng().fill_bytes(buffer);
    }
}

/// A generator whose sequence follows from its seed. For tests and demonstration data only.
#[derive(Debug)]
pub struct SeededRandom(Mutex<StdRng>);

impl SeededRandom {
    /// The generator of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Random for SeededRandom {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(buffer);
    }
}

/// 256 random bits as 43 letters that a URL and a cookie carry unchanged.
#[must_use]
pub fn token(random: &dyn Random) -> String {
    let mut bytes = [0u8; 32];
    random.fill(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// A code to type from paper: `groups` groups of four characters (20 bits each) without those that look alike
/// (Crockford's alphabet: no I, L, O, U).
#[must_use]
pub fn paper_code(random: &dyn Random, groups: usize) -> String {
    let mut bytes = vec![0u8; groups * 4];
    random.fill(&mut bytes);
    grouped(&bytes)
}

/// The code that follows from a hex digest (64 digits): the same digest gives the same code.
#[must_use]
pub fn paper_code_of(digest: &str, groups: usize) -> String {
    let bytes = hex::decode(digest).unwrap_or_default();
    grouped(&bytes[..bytes.len().min(groups * 4)])
}

fn grouped(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let letters: Vec<char> = bytes.iter().map(|b| char::from(ALPHABET[usize::from(b & 31)])).collect();
    letters.chunks(4).map(|g| g.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A typed code as [`paper_code`] wrote it: upper case, look-alikes resolved, groups joined again.
#[must_use]
pub fn read_paper_code(typed: &str) -> String {
    let letters: Vec<char> = typed
        .to_uppercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    letters.chunks(4).map(|g| g.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_token() {
        assert_eq!(token(&SeededRandom::new(1)), token(&SeededRandom::new(1)));
        assert_ne!(token(&SystemRandom), token(&SystemRandom));
    }

    #[test]
    fn a_code_is_read_back_however_it_was_typed() {
        let code = paper_code(&SeededRandom::new(7), 3);
        assert_eq!(code.len(), 14);
        assert_eq!(read_paper_code(&code.to_lowercase().replace('-', " ")), code);
        assert_eq!(read_paper_code("o1il"), "0111");
    }
}
