//! Papers as somebody reads them who has only the sheet in hand. Start at [`words`].

use std::{io::Write, process::Command};

/// The words of a PDF in reading order.
///
/// # Panics
/// Where `pdftotext` is missing or cannot read it.
#[must_use]
pub fn words(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("the temporary folder is writable");
    file.write_all(pdf).expect("a file can be written");
    let read = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output();
    let read = read.expect("pdftotext is there; `cargo xtask test` installs it");
    assert!(read.status.success(), "pdftotext: {}", String::from_utf8_lossy(&read.stderr));
    String::from_utf8(read.stdout).expect("pdftotext writes UTF-8")
}

/// The code of the first sign-in among the words of a registration slip.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn activation_code(slip: &str) -> String {
    let code = slip.split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2);
    code.unwrap_or_else(|| panic!("no code on: {slip}")).to_owned()
}
