//! Which tests belong to a stage: those whose path names it, and the integration files named after it.
//! Chooses only; `test.rs` runs. Start at [`Stage::words`].

use clap::ValueEnum;

/// A part of the tests that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The state machine, the whole journey's scenarios and the browser
    Journey,
    /// From registration to screening
    Recruitment,
    /// Courses, attendance, certificates
    Training,
    /// Orders, offers, contracts, clearance
    Placement,
    /// Departure, employment, money sent home
    Remittance,
    /// Return, support, closure
    Reintegration,
}

impl Stage {
    /// A test belongs to the stage when its path or its file's name contains one of these.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Journey => {
                &["journey", "transition", "decide", "guard", "state", "browser", "quota", "second_person"]
            }
            Self::Recruitment => &["recruitment"],
            Self::Training => &["training"],
            Self::Placement => &["placement"],
            Self::Remittance => &["remittance"],
            Self::Reintegration => &["reintegration"],
        }
    }

    /// Splits integration files into those that run whole and those that are searched for single tests.
    pub fn split(self, files: Vec<String>) -> (Vec<String>, Vec<String>) {
        files.into_iter().partition(|file| self.words().iter().any(|word| file.contains(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_named_after_the_stage_runs_whole() {
        let files = ["placement", "http", "browser"].map(str::to_owned).to_vec();
        let (whole, searched) = Stage::Placement.split(files);
        assert_eq!(whole, ["placement"]);
        assert_eq!(searched, ["http", "browser"]);
    }

    #[test]
    fn the_journey_includes_the_browser() {
        let (whole, _) = Stage::Journey.split(vec!["browser".to_owned()]);
        assert_eq!(whole, ["browser"]);
    }

    #[test]
    fn every_stage_is_found_by_a_word() {
        assert!(Stage::value_variants().iter().all(|stage| !stage.words().is_empty()));
    }
}
