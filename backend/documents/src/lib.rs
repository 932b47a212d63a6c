//! Papers, mail parts and sheets: pure renderers and parsers.
//! Owns the bytes of what leaves or enters as a file; refuses to know databases and HTTP. Start at [`slip`] and
//! [`certificate`] for papers, [`token`] for what their QR codes carry and [`sheets`] for tables.

mod canvas;
pub mod certificate;
pub mod contract;
pub mod fonts;
pub mod mail;
mod messages;
pub mod sheets;
pub mod slip;
mod text;
pub mod token;

/// The system's package that holds the fonts of every script a worker reads.
pub const FONT_PACKAGE: &str = "fonts-noto-core";

/// Why a paper cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// No font on the system holds the script; the paper is never printed as boxes.
    #[error("no font for {script}; install the package fonts-noto-core")]
    NoFont {
        /// Name of the script.
        script: &'static str,
    },
    /// The script's fonts lack a character.
    #[error("no font for the character {character:?}; install the package fonts-noto-core")]
    NoGlyph {
        /// The character.
        character: char,
    },
    /// A font file that cannot be read or cut.
    #[error("the font for {script} is broken; reinstall the package fonts-noto-core")]
    BrokenFont {
        /// ISO 15924 code of the script.
        script: &'static str,
    },
    /// More than a QR code holds.
    #[error("{bytes} bytes do not fit a QR code")]
    QrTooLong {
        /// Size of the content.
        bytes: usize,
    },
}
