//! The registration slip: who was registered, under which numbers, and the code of the first sign-in.
//! Owns its look; refuses to know where the facts come from. Start at [`registration_slip`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sojourn_domain::locale::PaperLanguage;

use crate::PaperError;
use crate::canvas::{Canvas, INNER, MARGIN, MIST, PAGE_HEIGHT, PAGE_WIDTH, SLATE, Style, TEAL, TEXT, WHITE};
use crate::fonts::{Fonts, Heaviness};
use crate::messages::Words;

/// What a registration slip says, frozen at the moment of issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationSlip {
    /// Number of the paper.
    pub number: String,
    /// Version of the paper, from 1.
    pub version: u32,
    /// Day of issue.
    pub issued: NaiveDate,
    /// The worker's name, in any script.
    pub name: String,
    /// Date of birth as known, perhaps partial: `1994-05` or `1994`.
    pub born: String,
    /// The worker's number for life.
    pub worker_number: String,
    /// The number of this journey.
    pub case_number: String,
    /// Name of the programme.
    pub programme: String,
    /// Name of the office that registered.
    pub office: String,
    /// The code of the first sign-in, as it is to be typed.
    pub activation_code: String,
    /// Where the worker signs in.
    pub sign_in_url: String,
    /// What the QR code opens: [`crate::token::verify_url`].
    pub verify_url: String,
}

/// Renders the slip as a PDF of one page.
///
/// # Errors
/// [`PaperError`], when a script has no font or the address does not fit a QR code.
pub fn registration_slip(
    fonts: &Fonts,
    facts: &RegistrationSlip,
    language: PaperLanguage,
) -> Result<Vec<u8>, PaperError> {
    let words = Words::of(language);
    let rtl = language == PaperLanguage::Ar;
    let style = |size, ink| Style { size, heaviness: Heaviness::Regular, ink, rtl, centred: false };
    let bold = |size, ink| Style { heaviness: Heaviness::Bold, ..style(size, ink) };
    let mut page = Canvas::new(fonts);

    page.panel(0.0, 0.0, PAGE_WIDTH, 104.0, TEAL);
    page.text("Sojourn", MARGIN, 26.0, INNER, style(11.0, [196, 224, 221]))?;
    page.text(&words.get("slip-title"), MARGIN, 46.0, INNER, bold(22.0, WHITE))?;

    // Columns are mirrored where the language reads from the right.
    let (label_width, value_width) = (150.0, INNER - 150.0);
    let (label_x, value_x) = if rtl { (MARGIN + value_width, MARGIN) } else { (MARGIN, MARGIN + label_width) };
    let issued = facts.issued.to_string();
    let rows = [
        ("slip-name", &facts.name),
        ("slip-born", &facts.born),
        ("slip-worker-number", &facts.worker_number),
        ("slip-case-number", &facts.case_number),
        ("slip-programme", &facts.programme),
        ("slip-office", &facts.office),
        ("slip-issued", &issued),
    ];
    let mut y = 132.0;
    for (key, value) in rows {
        let label = page.text(&words.get(key), label_x, y + 1.0, label_width, style(10.5, SLATE))?;
        let fact = page.text(value, value_x, y, value_width, bold(12.0, TEXT))?;
        y += label.max(fact) + 8.0;
        page.panel(MARGIN, y, INNER, 0.6, [214, 226, 225]);
        y += 8.0;
    }

    y += 12.0;
    page.panel(MARGIN, y, INNER, 92.0, MIST);
    let centred = Style { centred: true, ..style(11.0, TEAL) };
    page.text(&words.get("slip-code"), MARGIN, y + 12.0, INNER, centred)?;
    let code = Style { centred: true, rtl: false, ..bold(28.0, TEAL) };
    page.text(&facts.activation_code, MARGIN, y + 36.0, INNER, code)?;
    y += 110.0;
    y += page.text(&words.get("slip-how"), MARGIN, y, INNER, style(11.0, TEXT))? + 6.0;
    y += page.text(&facts.sign_in_url, MARGIN, y, INNER, bold(11.0, TEAL))? + 10.0;
    page.text(&words.get("slip-free"), MARGIN, y, INNER, bold(11.0, TEXT))?;

    let side = 124.0;
    let top = PAGE_HEIGHT - MARGIN - side;
    let (qr_x, beside) = if rtl { (MARGIN + INNER - side, MARGIN) } else { (MARGIN, MARGIN + side + 16.0) };
    page.qr(&facts.verify_url, qr_x, top, side)?;
    let width = INNER - side - 16.0;
    page.text(&words.get("slip-verify"), beside, top + 40.0, width, style(10.5, SLATE))?;
    let foot = format!("{} · {}", facts.number, facts.version);
    page.text(&foot, beside, top + 76.0, width, style(10.5, SLATE))?;
    page.finish(&format!("{} {}", words.get("slip-title"), facts.number))
}

#[cfg(test)]
pub(crate) mod tests;
