//! The numbers people read over the phone: worker and case numbers with a check digit.
//! The check is ISO 7064 MOD 11,10 over the digits; gaps are allowed.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The ISO 7064 MOD 11,10 check digit of a row of decimal digits (0 to 9 each).
pub fn check_digit(digits: &[u8]) -> u8 {
    let product = digits.iter().fold(10u32, |p, d| {
        let sum = (p + u32::from(*d)) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    ((11 - product) % 10) as u8
}

fn digits_of(text: &str) -> Vec<u8> {
    text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect()
}

fn number_of(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |n, d| n * 10 + u64::from(*d))
}

/// A number that cannot be one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not of the form.
    #[error("this is not a number of the expected form")]
    Malformed,
    /// A digit was misread.
    #[error("the check digit does not match: one digit is wrong")]
    CheckDigit,
}

/// A worker's lifetime number, written `W-0031-8846-8`: up to eight digits and the check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkerNumber(u64);

impl WorkerNumber {
    /// The highest serial: nine digits hold a country's workers for a century.
    pub const MAX_SERIAL: u64 = 99_999_999;

    /// The number of a serial (1 to [`Self::MAX_SERIAL`]).
    pub const fn from_serial(serial: u64) -> Self {
        Self(serial)
    }

    /// The serial without its check digit.
    pub const fn serial(self) -> u64 {
        self.0
    }
}

impl fmt::Display for WorkerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:08}", self.0);
        write!(f, "W-{}-{}-{}", &text[..4], &text[4..], check_digit(&digits_of(&text)))
    }
}

impl FromStr for WorkerNumber {
    type Err = NumberError;

    /// Reads with or without dashes, spaces and the leading `W`.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let s = s.trim();
        let body = s.strip_prefix(['W', 'w']).unwrap_or(s);
        if body.chars().any(|c| !c.is_ascii_digit() && c != '-' && c != ' ') {
            return Err(NumberError::Malformed);
        }
        let digits = digits_of(body);
        let [serial @ .., check] = digits.as_slice() else { return Err(NumberError::Malformed) };
        if serial.len() != 8 {
            return Err(NumberError::Malformed);
        }
        if check_digit(serial) != *check {
            return Err(NumberError::CheckDigit);
        }
        Ok(Self(number_of(serial)))
    }
}

/// A case number `SJ-YYYY-NNNNNNN-C`; the check digit covers year and serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseNumber {
    year: u16,
    serial: u32,
}

impl CaseNumber {
    /// The highest serial of a year.
    pub const MAX_SERIAL: u32 = 9_999_999;

    /// The number of a year (four digits) and a serial (1 to [`Self::MAX_SERIAL`]).
    pub const fn new(year: u16, serial: u32) -> Self {
        Self { year, serial }
    }

    /// The year the case was opened.
    pub const fn year(self) -> u16 {
        self.year
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = digits_of(&format!("{:04}{:07}", self.year, self.serial));
        write!(f, "SJ-{:04}-{:07}-{}", self.year, self.serial, check_digit(&digits))
    }
}

impl FromStr for CaseNumber {
    type Err = NumberError;

    /// Reads with or without dashes and spaces.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let upper = s.trim().to_ascii_uppercase();
        let body = upper.strip_prefix("SJ").ok_or(NumberError::Malformed)?;
        if body.chars().any(|c| !c.is_ascii_digit() && c != '-' && c != ' ') {
            return Err(NumberError::Malformed);
        }
        let digits = digits_of(body);
        let [all @ .., check] = digits.as_slice() else { return Err(NumberError::Malformed) };
        if all.len() != 11 {
            return Err(NumberError::Malformed);
        }
        if check_digit(all) != *check {
            return Err(NumberError::CheckDigit);
        }
        let (year, serial) = all.split_at(4);
        Ok(Self { year: number_of(year) as u16, serial: number_of(serial) as u32 })
    }
}

macro_rules! as_text {
    ($($name:ty),+) => {$(
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
as_text!(WorkerNumber, CaseNumber);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_check_digit_is_the_standards_own() {
        // ISO 7064 MOD 11,10: the worked example 0794 gives 5.
        assert_eq!(check_digit(&[0, 7, 9, 4]), 5);
    }

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let number = WorkerNumber::from_serial(318_846);
        assert_eq!(number.to_string().parse(), Ok(number));
        assert_eq!(number.to_string().replace('-', "").to_lowercase().parse(), Ok(number));
        assert_eq!("W-12".parse::<WorkerNumber>(), Err(NumberError::Malformed));
        assert_eq!("SJ-2026".parse::<CaseNumber>(), Err(NumberError::Malformed));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_caught(serial in 1u64..=WorkerNumber::MAX_SERIAL, at in 0usize..9, by in 1u8..10) {
            let mut digits = digits_of(&WorkerNumber::from_serial(serial).to_string());
            digits[at] = (digits[at] + by) % 10;
            let text: String = digits.iter().map(|d| char::from(b'0' + d)).collect();
            prop_assert_eq!(text.parse::<WorkerNumber>(), Err(NumberError::CheckDigit));
        }

        #[test]
        fn a_case_number_is_read_back(year in 2000u16..2100, serial in 1u32..=CaseNumber::MAX_SERIAL) {
            let number = CaseNumber::new(year, serial);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }
    }
}
