//! Money in minor units, and rates scaled by 10⁻¹⁰. Floating point never touches either.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// How many digits its minor unit has (ISO 4217): 0, 2, 3 or 4.
    pub fn digits(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(2))
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.0.code()
    }
}

/// A text that is no currency's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no currency of ISO 4217 has this code")]
pub struct UnknownCurrency;

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        iso_currency::Currency::from_code(&s.trim().to_ascii_uppercase()).map(Self).ok_or(UnknownCurrency)
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount in minor units of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// Minor units (cents, fils, or whole yen).
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// An amount that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an amount of money with at most {digits} decimals")]
pub struct AmountError {
    /// How many decimals the currency has.
    pub digits: u32,
}

impl Money {
    /// An amount in minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads a plain decimal such as `1234.50`; more decimals than the currency has are refused.
    ///
    /// # Errors
    /// [`AmountError`] for anything else, including amounts beyond `i64`.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let digits = currency.digits();
        let error = AmountError { digits };
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let plain = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(part) || part.len() > digits as usize {
            return Err(error);
        }
        let joined = format!("{whole}{part:0<width$}", width = digits as usize);
        joined.parse().map(|minor| Self { minor, currency }).map_err(|_| error)
    }
}

impl fmt::Display for Money {
    /// `1234.50 USD`, for records and logs; pages format for the reader's locale.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let all = format!("{:0>width$}", self.minor.unsigned_abs(), width = digits + 1);
        let (whole, part) = all.split_at(all.len() - digits);
        if digits == 0 {
            write!(f, "{sign}{whole} {}", self.currency.code())
        } else {
            write!(f, "{sign}{whole}.{part} {}", self.currency.code())
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn currencies_keep_their_own_decimals() {
        let of = |text: &str, code: &str| Money::parse(text, code.parse().unwrap());
        assert_eq!(of("1234.5", "USD").unwrap().minor, 123_450);
        assert_eq!(of("1234", "JPY").unwrap().to_string(), "1234 JPY");
        assert_eq!(of("0.005", "KWD").unwrap().to_string(), "0.005 KWD");
        assert!(of("12.5", "JPY").is_err());
        assert!(of("-1", "USD").is_err());
        assert!("ABC".parse::<Currency>().is_err());
    }
}
