//! The training certificate: who completed which course, where, and until when it counts.
//! Owns its look; refuses to judge whether it was earned. Start at [`training_certificate`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sojourn_domain::locale::PaperLanguage;

use crate::PaperError;
use crate::canvas::{Canvas, INNER, MARGIN, MIST, PAGE_HEIGHT, PAGE_WIDTH, SLATE, Style, TEAL, TEXT};
use crate::fonts::{Fonts, Heaviness};
use crate::messages::Words;

/// What a training certificate says, frozen at the moment of issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingCertificate {
    /// Number of the paper.
    pub number: String,
    /// Version of the paper, from 1.
    pub version: u32,
    /// Day of issue.
    pub issued: NaiveDate,
    /// Last day of validity, where there is one.
    pub valid_until: Option<NaiveDate>,
    /// The worker's name, in any script.
    pub name: String,
    /// The worker's number for life.
    pub worker_number: String,
    /// Name of the course.
    pub course: String,
    /// Hours attended.
    pub hours: u32,
    /// Name of the training centre.
    pub centre: String,
    /// Name of the programme.
    pub programme: String,
    /// What the QR code opens: [`crate::token::verify_url`].
    pub verify_url: String,
}

/// Renders the certificate as a PDF of one page.
///
/// # Errors
/// [`PaperError`], when a script has no font or the address does not fit a QR code.
pub fn training_certificate(
    fonts: &Fonts,
    facts: &TrainingCertificate,
    language: PaperLanguage,
) -> Result<Vec<u8>, PaperError> {
    let words = Words::of(language);
    let rtl = language == PaperLanguage::Ar;
    let centred = |size, heaviness, ink| Style { size, heaviness, ink, rtl, centred: true };
    let mut page = Canvas::new(fonts);
    page.panel(0.0, 0.0, PAGE_WIDTH, 14.0, TEAL);
    page.panel(0.0, PAGE_HEIGHT - 14.0, PAGE_WIDTH, 14.0, TEAL);

    let mut y = 84.0;
    y += page.text("Sojourn", MARGIN, y, INNER, centred(12.0, Heaviness::Regular, SLATE))? + 10.0;
    let title = words.get("certificate-title");
    y += page.text(&title, MARGIN, y, INNER, centred(28.0, Heaviness::Bold, TEAL))? + 40.0;
    y += page.text(&facts.name, MARGIN, y, INNER, centred(22.0, Heaviness::Bold, TEXT))? + 4.0;
    let completed = words.get("certificate-completed");
    y += page.text(&completed, MARGIN, y, INNER, centred(13.0, Heaviness::Regular, TEXT))? + 36.0;

    let until = facts.valid_until.map(|day| day.to_string());
    let mut rows = vec![
        ("certificate-course", facts.course.clone()),
        ("certificate-hours", facts.hours.to_string()),
        ("certificate-centre", facts.centre.clone()),
        ("slip-programme", facts.programme.clone()),
        ("slip-worker-number", facts.worker_number.clone()),
        ("slip-issued", facts.issued.to_string()),
    ];
    rows.extend(until.map(|day| ("certificate-valid-until", day)));
    page.panel(MARGIN, y - 14.0, INNER, rows.len() as f32 * 28.0 + 20.0, MIST);
    let half = INNER / 2.0 - 24.0;
    let (left, right) = (MARGIN + 16.0, MARGIN + INNER / 2.0 + 8.0);
    let (label_x, value_x) = if rtl { (right, left) } else { (left, right) };
    for (key, value) in rows {
        let label = Style { centred: false, ..centred(10.5, Heaviness::Regular, SLATE) };
        let fact = Style { centred: false, ..centred(11.5, Heaviness::Bold, TEXT) };
        page.text(&words.get(key), label_x, y, half, label)?;
        y += page.text(&value, value_x, y, half, fact)?.max(28.0);
    }

    let side = 124.0;
    let top = PAGE_HEIGHT - MARGIN - side - 56.0;
    page.qr(&facts.verify_url, (PAGE_WIDTH - side) / 2.0, top, side)?;
    let small = centred(10.0, Heaviness::Regular, SLATE);
    let said = page.text(&words.get("slip-verify"), MARGIN, top + side + 4.0, INNER, small)?;
    page.text(&format!("{} · {}", facts.number, facts.version), MARGIN, top + side + 4.0 + said, INNER, small)?;
    page.finish(&format!("{title} {}", facts.number))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::slip::tests::{read, words};

    #[test]
    fn a_certificate_says_its_facts_in_every_language() {
        let fonts = Fonts::system();
        for &language in PaperLanguage::ALL {
            let facts = TrainingCertificate {
                number: "T-2026-000031-7".into(),
                version: 1,
                issued: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
                valid_until: NaiveDate::from_ymd_opt(2028, 11, 23),
                name: "Zoë Núñez".into(),
                worker_number: "W-4820-1937-6".into(),
                course: "Care 2027".into(),
                hours: 40,
                centre: "Manila Centre".into(),
                programme: "Care Work 2027".into(),
                verify_url: "https://sojourn.example/verify/abc".into(),
            };
            let pdf = training_certificate(&fonts, &facts, language).unwrap();
            if let Ok(folder) = std::env::var("SOJOURN_KEEP_PAPERS") {
                std::fs::write(format!("{folder}/certificate-{language}.pdf"), &pdf).unwrap();
            }
            let text = words(&read(&pdf));
            let title = Words::of(language).get("certificate-title");
            for said in
                [title.as_str(), "Zoë Núñez", "Care 2027", "40", "Manila Centre", "2028-11-23", "T-2026-000031-7"]
            {
                assert!(text.contains(said), "{language}: {said:?} is not in:\n{text}");
            }
        }
    }
}
