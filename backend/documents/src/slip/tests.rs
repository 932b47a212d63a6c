#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::process::{Command, Stdio};

use super::*;

/// What poppler reads from a paper; the test fails where `pdftotext` (poppler-utils) is missing.
pub(crate) fn read(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext of poppler-utils is installed");
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let marks =
        ['\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2068}', '\u{2069}'];
    String::from_utf8(output.stdout).unwrap().replace(marks, "")
}

fn slip(name: &str) -> RegistrationSlip {
    RegistrationSlip {
        number: "S-2026-000017-4".into(),
        version: 1,
        issued: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        name: name.into(),
        born: "1994-05".into(),
        worker_number: "W-4820-1937-6".into(),
        case_number: "C-2026-000017-4".into(),
        programme: "Seasonal Work 2027".into(),
        office: "Dhaka North".into(),
        activation_code: "K7PX-29QM".into(),
        sign_in_url: "https://sojourn.example/activate".into(),
        verify_url: format!("https://sojourn.example/verify/{}", "x".repeat(190)),
    }
}

pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_words_of_a_slip_read_back_in_every_language() {
    let fonts = Fonts::system();
    let names =
        ["Zoë Núñez", "Élodie Ça", "José Ibáñez", "أَمِينَة ٢٠٢٧ الطَّيِّب 45", "নাসরিন আক্তার", "प्रकृति श्रेष्ठ क्षेत्री", "ትዕግስት በቀለ"];
    for (&language, name) in PaperLanguage::ALL.iter().zip(names) {
        let facts = slip(name);
        let pdf = registration_slip(&fonts, &facts, language).unwrap();
        if let Ok(folder) = std::env::var("SOJOURN_KEEP_PAPERS") {
            std::fs::write(format!("{folder}/slip-{language}.pdf"), &pdf).unwrap();
        }
        assert!(pdf.len() < 200_000, "{language}: {} bytes", pdf.len());
        // Poppler's own bidi moves the space beside Arabic punctuation to its other side, so Arabic is compared
        // letter by letter.
        let spaced = |text: &str| if language == PaperLanguage::Ar { text.replace(' ', "") } else { text.to_owned() };
        let text = spaced(&words(&read(&pdf)));
        let own = Words::of(language);
        let keys = ["slip-title", "slip-name", "slip-code", "slip-how", "slip-verify", "slip-free"];
        let said = keys.iter().map(|key| own.get(key)).chain([facts.name, facts.activation_code, facts.worker_number]);
        for expected in said {
            assert!(text.contains(&spaced(&words(&expected))), "{language}: {expected:?} is not in:\n{text}");
        }
    }
}

#[test]
fn a_script_without_a_font_is_refused_with_the_package_to_install() {
    let refused = registration_slip(&Fonts::built_in(), &slip("নাসরিন"), PaperLanguage::En).unwrap_err();
    assert_eq!(refused, PaperError::NoFont { script: "Bengali" });
    assert!(refused.to_string().contains("fonts-noto-core"));
}

#[test]
fn a_latin_slip_needs_no_font_of_the_system() {
    assert!(registration_slip(&Fonts::built_in(), &slip("Zoë"), PaperLanguage::Fr).is_ok());
}
