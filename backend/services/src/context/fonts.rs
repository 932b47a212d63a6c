//! Where the faces of papers come from: the system's, read once for the process, or a set handed in.

use std::sync::{Arc, OnceLock};

use sojourn_documents::fonts::Fonts;

/// The faces papers are set in; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct FontSource(Option<Arc<Fonts>>);

impl FontSource {
    /// These, and no others.
    #[must_use]
    pub fn these(fonts: Fonts) -> Self {
        Self(Some(Arc::new(fonts)))
    }

    /// The faces. The system's are looked for when the first paper is drawn.
    #[must_use]
    pub fn get(&self) -> Arc<Fonts> {
        static SYSTEM: OnceLock<Arc<Fonts>> = OnceLock::new();
        self.0.clone().unwrap_or_else(|| SYSTEM.get_or_init(|| Arc::new(Fonts::system())).clone())
    }
}
