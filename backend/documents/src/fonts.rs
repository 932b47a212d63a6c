//! The faces papers are set in: Latin travels with the program, other scripts are found on the system.
//! Owns the choice of a face for a script; refuses to substitute boxes. Start at [`Fonts::system`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;

use fontdb::{Database, Family, Query, Weight};
use unicode_script::Script;

use crate::PaperError;

/// How heavy a face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heaviness {
    /// For text.
    Regular,
    /// For titles and facts.
    Bold,
}

/// Which face: a script, by its ISO 15924 code, and a heaviness.
pub(crate) type FaceKey = (&'static str, Heaviness);

/// A font file and the face in it.
#[derive(Debug, Clone)]
pub(crate) struct Face {
    pub bytes: Cow<'static, [u8]>,
    pub index: u32,
}

/// Where faces come from; one for the life of the process, since it keeps what it read.
#[derive(Debug)]
pub struct Fonts {
    system: Database,
    read: Mutex<BTreeMap<FaceKey, Face>>,
}

impl Fonts {
    /// The system's fonts beside the Latin ones of the program.
    pub fn system() -> Self {
        let mut system = Database::new();
        system.load_system_fonts();
        Self { system, read: Mutex::default() }
    }

    /// The program's own fonts alone: Latin, Greek and Cyrillic.
    pub fn built_in() -> Self {
        Self { system: Database::new(), read: Mutex::default() }
    }

    pub(crate) fn face(&self, script: Script, heaviness: Heaviness) -> Result<(FaceKey, Face), PaperError> {
        let script = home(script);
        let key = (script.short_name(), heaviness);
        if script == Script::Latin {
            let bytes = match heaviness {
                Heaviness::Regular => notosans::REGULAR_TTF,
                Heaviness::Bold => notosans::BOLD_TTF,
            };
            return Ok((key, Face { bytes: bytes.into(), index: 0 }));
        }
        let mut read = self.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(face) = read.get(&key) {
            return Ok((key, face.clone()));
        }
        let face = self.find(script, heaviness).ok_or(PaperError::NoFont { script: script.full_name() })?;
        read.insert(key, face.clone());
        Ok((key, face))
    }

    fn find(&self, script: Script, heaviness: Heaviness) -> Option<Face> {
        let name = script.full_name().replace('_', " ");
        let sans = format!("Noto Sans {name}");
        let serif = format!("Noto Serif {name}");
        let families = [Family::Name(&sans), Family::Name(&serif)];
        let weight = match heaviness {
            Heaviness::Regular => Weight::NORMAL,
            Heaviness::Bold => Weight::BOLD,
        };
        let id = self.system.query(&Query { families: &families, weight, ..Query::default() })?;
        self.system.with_face_data(id, |bytes, index| Face { bytes: bytes.to_vec().into(), index })
    }
}

/// The script whose face sets this one: Noto Sans holds Latin, Greek and Cyrillic together.
fn home(script: Script) -> Script {
    match script {
        Script::Greek | Script::Cyrillic | Script::Common | Script::Inherited | Script::Unknown => Script::Latin,
        other => other,
    }
}
