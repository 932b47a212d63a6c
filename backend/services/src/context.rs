//! What every use case is handed: the database, the time, chance, keys, files and settings. Owns the traits
//! [`Clock`] and [`Random`] and what follows from them; refuses to read configuration. Start at [`Context`].

mod clock;
mod files;
mod fonts;
mod hasher;
mod keys;
mod random;
mod settings;

pub use clock::{Clock, FixedClock, SystemClock};
pub use files::FileStore;
pub use fonts::FontSource;
pub use hasher::{HashError, Hasher};
pub use keys::{Keys, fingerprint};
pub use random::{Random, SeededRandom, SystemRandom, paper_code, paper_code_of, read_paper_code, token};
pub use settings::Settings;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sojourn_storage::{Db, Vault, VaultKey};
use uuid::Uuid;

/// What a use case works with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Context {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// The installation's secrets.
    pub keys: Keys,
    /// Passwords and PINs.
    pub hasher: Hasher,
    /// Rendered papers, by their hash.
    pub files: FileStore,
    /// The faces papers are set in.
    pub fonts: FontSource,
    /// What the installation decided.
    pub settings: Arc<Settings>,
}

impl Context {
    /// A context over the machine's clock and generator.
    ///
    /// # Errors
    /// [`HashError`] when the machine cannot hash.
    pub fn new(db: Db, keys: Keys, settings: Settings) -> Result<Self, HashError> {
        Self::with(db, keys, settings, Arc::new(SystemClock), Arc::new(SystemRandom))
    }

    /// A context over a given clock and source of chance: for tests, and for demonstration data. Files last as long
    /// as the process, until [`Self::keeping`] says where.
    ///
    /// # Errors
    /// [`HashError`] when the machine cannot hash.
    pub fn with(
        db: Db,
        keys: Keys,
        settings: Settings,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self, HashError> {
        let hasher = Hasher::new(random.as_ref())?;
        let (files, fonts) = (FileStore::in_memory(), FontSource::default());
        Ok(Self { db, clock, random, keys, hasher, files, fonts, settings: Arc::new(settings) })
    }

    /// The same context with its files kept there.
    #[must_use]
    pub fn keeping(self, files: FileStore) -> Self {
        Self { files, ..self }
    }

    /// The same context with papers set in these faces.
    #[must_use]
    pub fn printing_with(self, fonts: FontSource) -> Self {
        Self { fonts, ..self }
    }

    /// The present moment, in microseconds.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new id (UUIDv7) of this clock and this chance, ordered within the millisecond too
    /// (RFC 9562, section 6.2, method 3).
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        let now = self.clock.now();
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let mut tail = [0u8; 10];
        self.random.fill(&mut tail);
        let within = now.timestamp_subsec_micros() % 1000 * 4096 / 1000;
        tail[0] = u8::try_from(within >> 8).unwrap_or(0);
        tail[1] = u8::try_from(within & 0xff).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    /// A new 256-bit secret for a cookie or a link.
    #[must_use]
    pub fn token(&self) -> String {
        token(self.random.as_ref())
    }
}

impl Keys {
    /// The vault that seals sensitive columns under these keys.
    #[must_use]
    pub fn vault(&self) -> Vault {
        let mut keys = self.sealing().into_iter().map(|(id, key)| VaultKey { id, key });
        let current = keys.next().expect("there is always a current key");
        Vault::new(current, keys.collect(), self.index())
    }
}
