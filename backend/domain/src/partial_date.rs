//! Dates of birth as far as they are known: a year, a month, or a day.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A date of which day, or month and day, may be unknown. Written `1990`, `1990-05`, `1990-05-17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

/// No such date exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such date")]
pub struct ImpossibleDate;

impl PartialDate {
    /// A date from its parts; a day needs a month.
    ///
    /// # Errors
    /// [`ImpossibleDate`] for a day without a month, or one the calendar does not have.
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Result<Self, ImpossibleDate> {
        let known = (1800..=2200).contains(&year)
            && NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).is_some()
            && (month.is_some() || day.is_none());
        if known { Ok(Self { year, month, day }) } else { Err(ImpossibleDate) }
    }

    /// A whole date.
    pub fn full(date: NaiveDate) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }
    /// The month, 1 to 12, if known.
    pub const fn month(self) -> Option<u32> {
        self.month
    }
    /// The day of the month, if known.
    pub const fn day(self) -> Option<u32> {
        self.day
    }

    /// The first day it can mean.
    pub fn earliest(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or_default()
    }

    /// The last day it can mean.
    pub fn latest(self) -> NaiveDate {
        let month = self.month.unwrap_or(12);
        match self.day {
            Some(_) => self.earliest(),
            None => (28..=31)
                .rev()
                .find_map(|d| NaiveDate::from_ymd_opt(self.year, month, d))
                .unwrap_or_else(|| self.earliest()),
        }
    }

    /// The lowest and the highest age in whole years on a day.
    pub fn ages_on(self, day: NaiveDate) -> (u32, u32) {
        let age = |born| day.years_since(born).unwrap_or(0);
        (age(self.latest()), age(self.earliest()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = ImpossibleDate;

    /// Reads `1990`, `1990-05`, `1990-05-17` and the unseparated `19900517`.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let s = s.trim();
        let number =
            |t: &str| (!t.is_empty() && t.bytes().all(|b| b.is_ascii_digit())).then(|| t.parse::<u32>().ok()).flatten();
        let parts: Vec<_> = if s.len() == 8 && s.bytes().all(|b| b.is_ascii_digit()) {
            vec![number(&s[..4]), number(&s[4..6]), number(&s[6..])]
        } else {
            s.split('-').map(number).collect()
        };
        let parts: Option<Vec<u32>> = parts.into_iter().collect();
        match parts.as_deref() {
            Some([y]) => Self::new(*y as i32, None, None),
            Some([y, m]) => Self::new(*y as i32, Some(*m), None),
            Some([y, m, d]) => Self::new(*y as i32, Some(*m), Some(*d)),
            _ => Err(ImpossibleDate),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    #[test]
    fn a_birth_year_alone_gives_a_range_of_ages() {
        let born: PartialDate = "1990".parse().unwrap();
        assert_eq!(born.ages_on(day("2026-05-25")), (35, 36));
        assert_eq!("1990-02".parse::<PartialDate>().unwrap().latest(), day("1990-02-28"));
    }

    #[test]
    fn an_impossible_date_is_refused() {
        for text in ["1990-02-30", "1990-13", "", "19901301", "1990-", "90-1-1"] {
            assert_eq!(text.parse::<PartialDate>(), Err(ImpossibleDate), "{text}");
        }
        assert_eq!("19081209".parse::<PartialDate>().unwrap().to_string(), "1908-12-09");
    }
}
