//! Machine-readable zones of ICAO 9303: TD1, TD2 and TD3, checked digit by digit.
//! A zone is a match key and a typing aid, never the legal name: it is transliterated and truncated.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{partial_date::PartialDate, worker::Sex};

/// What a machine-readable zone says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mrz {
    /// First letter of the document code: `P` for a passport.
    pub document: char,
    /// Issuing state as written (alpha-3, or a specimen such as `UTO`).
    pub issuer: String,
    /// Document number.
    pub number: String,
    /// Surname or only name.
    pub surname: String,
    /// Given names.
    pub given_names: String,
    /// Nationality as written.
    pub nationality: String,
    /// Birth, as far as it is written; the century by the day of reading.
    pub born: Option<PartialDate>,
    /// Sex.
    pub sex: Sex,
    /// Last day of validity.
    pub expires: Option<NaiveDate>,
}

/// Why a zone cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MrzError {
    /// Neither 2×44, 2×36 nor 3×30 characters.
    #[error("a machine-readable zone has two lines of 44 or 36, or three of 30 characters")]
    Shape,
    /// A character that no zone has.
    #[error("only capital letters, digits and < stand in a machine-readable zone")]
    Character,
    /// A check digit that does not match: the field was misread or mistyped.
    #[error("the check digit of the {0} does not match")]
    CheckDigit(MrzField),
}

coded! {
    /// A field guarded by a check digit.
    pub enum MrzField {
        /// Document number.
        Number = "number",
        /// Date of birth.
        Birth = "birth",
        /// Date of expiry.
        Expiry = "expiry",
        /// Optional data.
        Optional = "optional",
        /// The composite over all.
        Composite = "composite",
    }
}

impl MrzError {
    /// The stable code of the field error.
    pub fn code(self) -> String {
        match self {
            Self::Shape => "mrz_shape".into(),
            Self::Character => "mrz_character".into(),
            Self::CheckDigit(field) => format!("mrz_check_{}", field.code()),
        }
    }
}

/// The check digit of ICAO 9303 part 3: weights 7, 3, 1 over 0–9, A=10 … Z=35, `<`=0, modulo 10.
pub fn check_digit(text: &str) -> u32 {
    text.bytes()
        .map(|b| match b {
            b'0'..=b'9' => u32::from(b - b'0'),
            b'A'..=b'Z' => u32::from(b - b'A') + 10,
            _ => 0,
        })
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(value, weight)| value * weight)
        .sum::<u32>()
        % 10
}

fn check(text: &str, digit: &str, field: MrzField) -> Result<(), MrzError> {
    let matches = match digit {
        // An empty optional field may carry a filler instead of its zero.
        "<" => text.bytes().all(|b| b == b'<'),
        _ => digit.parse() == Ok(check_digit(text)),
    };
    if matches { Ok(()) } else { Err(MrzError::CheckDigit(field)) }
}

/// Reads a zone as pasted or typed; spaces and empty lines are ignored. `today` decides centuries.
///
/// # Errors
/// [`MrzError`]: the shape, a character, or the first check digit that does not match.
pub fn read(text: &str, today: NaiveDate) -> Result<Mrz, MrzError> {
    let lines: Vec<String> = text
        .lines()
        .map(|l| l.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase())
        .filter(|l| !l.is_empty())
        .collect();
    if lines.iter().any(|l| !l.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'<')) {
        return Err(MrzError::Character);
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    match lines.as_slice() {
        [one, two] if one.len() == 44 && two.len() == 44 => td3(one, two, today),
        [one, two] if one.len() == 36 && two.len() == 36 => td2(one, two, today),
        [one, two, three] if [one, two, three].iter().all(|l| l.len() == 30) => td1(one, two, three, today),
        _ => Err(MrzError::Shape),
    }
}

fn td3(one: &str, two: &str, today: NaiveDate) -> Result<Mrz, MrzError> {
    check(&two[..9], &two[9..10], MrzField::Number)?;
    check(&two[13..19], &two[19..20], MrzField::Birth)?;
    check(&two[21..27], &two[27..28], MrzField::Expiry)?;
    check(&two[28..42], &two[42..43], MrzField::Optional)?;
    check(&format!("{}{}{}", &two[..10], &two[13..20], &two[21..43]), &two[43..44], MrzField::Composite)?;
    Ok(fields(
        &one[..1],
        &one[2..5],
        &two[..9],
        &one[5..],
        &two[10..13],
        &two[13..19],
        &two[20..21],
        &two[21..27],
        today,
    ))
}

fn td2(one: &str, two: &str, today: NaiveDate) -> Result<Mrz, MrzError> {
    check(&two[..9], &two[9..10], MrzField::Number)?;
    check(&two[13..19], &two[19..20], MrzField::Birth)?;
    check(&two[21..27], &two[27..28], MrzField::Expiry)?;
    check(&format!("{}{}{}", &two[..10], &two[13..20], &two[21..35]), &two[35..36], MrzField::Composite)?;
    Ok(fields(
        &one[..1],
        &one[2..5],
        &two[..9],
        &one[5..],
        &two[10..13],
        &two[13..19],
        &two[20..21],
        &two[21..27],
        today,
    ))
}

fn td1(one: &str, two: &str, three: &str, today: NaiveDate) -> Result<Mrz, MrzError> {
    check(&one[5..14], &one[14..15], MrzField::Number)?;
    check(&two[..6], &two[6..7], MrzField::Birth)?;
    check(&two[8..14], &two[14..15], MrzField::Expiry)?;
    check(&format!("{}{}{}{}", &one[5..], &two[..7], &two[8..15], &two[18..29]), &two[29..30], MrzField::Composite)?;
    Ok(fields(&one[..1], &one[2..5], &one[5..14], three, &two[15..18], &two[..6], &two[7..8], &two[8..14], today))
}

#[allow(clippy::too_many_arguments, reason = "one argument a field of the zone, used by three layouts")]
fn fields(
    document: &str,
    issuer: &str,
    number: &str,
    names: &str,
    nationality: &str,
    born: &str,
    sex: &str,
    expires: &str,
    today: NaiveDate,
) -> Mrz {
    let (surname, given) = names.split_once("<<").unwrap_or((names, ""));
    let plain = |t: &str| t.replace('<', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    Mrz {
        document: document.chars().next().unwrap_or('<'),
        issuer: plain(issuer),
        number: number.replace('<', ""),
        surname: plain(surname),
        given_names: plain(given),
        nationality: plain(nationality),
        born: birth(born, today),
        sex: match sex {
            "F" => Sex::Female,
            "M" => Sex::Male,
            _ => Sex::Unspecified,
        },
        expires: expiry(expires),
    }
}

/// A birth lies in the past: two digits mean the latest such year. Unknown parts are fillers.
fn birth(text: &str, today: NaiveDate) -> Option<PartialDate> {
    use chrono::Datelike;
    let two: i32 = text[..2].parse().ok()?;
    let this = today.year() % 100;
    let century = today.year() - this;
    let year = if two > this { century - 100 + two } else { century + two };
    PartialDate::new(year, text[2..4].parse().ok(), text[4..6].parse().ok()).ok()
}

/// Documents expire in this century: passports live ten years.
fn expiry(text: &str) -> Option<NaiveDate> {
    let part = |range: std::ops::Range<usize>| text[range].parse::<u32>().ok();
    NaiveDate::from_ymd_opt(2000 + part(0..2)? as i32, part(2..4)?, part(4..6)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    const TD3: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    #[test]
    fn the_specimens_of_the_standard_are_read() {
        let td1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
        let td2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
        for (text, number) in [(TD3, "L898902C3"), (td1, "D23145890"), (td2, "D23145890")] {
            let mrz = read(text, today()).unwrap();
            assert_eq!((mrz.surname.as_str(), mrz.given_names.as_str()), ("ERIKSSON", "ANNA MARIA"));
            assert_eq!((mrz.number.as_str(), mrz.issuer.as_str()), (number, "UTO"));
            assert_eq!(mrz.born.unwrap().to_string(), "1974-08-12");
            assert_eq!((mrz.sex, mrz.expires), (Sex::Female, NaiveDate::from_ymd_opt(2012, 4, 15)));
        }
    }

    #[test]
    fn the_check_digits_are_the_standards() {
        for (text, digit) in [("520727", 3), ("AB2134<<<", 5), ("123456BB", 5)] {
            assert_eq!(check_digit(text), digit, "{text}");
        }
    }

    #[test]
    fn a_mistyped_digit_is_named_by_its_field() {
        let wrong = TD3.replace("L898902C3", "L898902C4");
        assert_eq!(read(&wrong, today()), Err(MrzError::CheckDigit(MrzField::Number)));
        let wrong = TD3.replace("7408122", "7408132");
        assert_eq!(read(&wrong, today()), Err(MrzError::CheckDigit(MrzField::Birth)));
        assert_eq!(read("P<UTO", today()), Err(MrzError::Shape));
        assert_eq!(read(&TD3.replace('<', "*"), today()), Err(MrzError::Character));
    }
}
