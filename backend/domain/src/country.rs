//! Countries by their ISO 3166-1 alpha-3 code.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A country of ISO 3166-1, kept as its alpha-3 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 3]);

/// A text that is no country's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no country of ISO 3166-1 has this code")]
pub struct UnknownCountry;

impl Country {
    /// The alpha-3 code, upper case.
    pub fn alpha3(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The alpha-2 code, upper case.
    pub fn alpha2(&self) -> &'static str {
        rust_iso3166::from_alpha3(self.alpha3()).map_or("", |c| c.alpha2)
    }

    /// The English short name.
    pub fn name(&self) -> &'static str {
        rust_iso3166::from_alpha3(self.alpha3()).map_or("", |c| c.name)
    }

    /// Every country, sorted by English name.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<_> = rust_iso3166::ALL.iter().filter_map(|c| c.alpha3.parse().ok()).collect();
        all.sort_by_key(|c: &Self| c.name());
        all
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    /// Reads an alpha-3 or alpha-2 code in either case.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let upper = s.trim().to_ascii_uppercase();
        let found = match upper.len() {
            2 => rust_iso3166::from_alpha2(&upper),
            3 => rust_iso3166::from_alpha3(&upper),
            _ => None,
        };
        let code = found.ok_or(UnknownCountry)?.alpha3.as_bytes();
        Ok(Self([code[0], code[1], code[2]]))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.alpha3())
    }
}

impl Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.alpha3())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_country_is_read_by_either_code_and_an_unknown_one_is_refused() {
        let nepal: Country = "npl".parse().unwrap();
        assert_eq!((nepal.alpha3(), nepal.alpha2()), ("NPL", "NP"));
        assert_eq!("GT".parse::<Country>().unwrap().alpha3(), "GTM");
        assert_eq!("UTO".parse::<Country>(), Err(UnknownCountry));
    }
}
