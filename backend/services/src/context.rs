//! What every use case is handed: the database, the time, chance, keys and settings. Owns the traits
//! [`Clock`] and [`Random`] and what follows from them; refuses to read configuration. Start at [`Context`].

mod clock;
mod hasher;
mod keys;
mod random;

pub use clock::{Clock, FixedClock, SystemClock};
pub use hasher::{HashError, Hasher};
pub use keys::{Keys, fingerprint};
pub use random::{Random, SeededRandom, SystemRandom, paper_code, read_paper_code, token};
