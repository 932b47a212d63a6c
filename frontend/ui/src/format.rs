//! Dates, numbers and money as the reader writes them. Digits are Latin in every language, so that a
//! number read over the telephone is the number on the paper.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use sojourn_domain::Locale;

use crate::context::PageContext;

impl PageContext {
    /// `25 May 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        let month = self.t_code("month", &date.month().to_string());
        let text = self.t_args(
            "date-long",
            &[("day", i64::from(date.day()).into()), ("month", month.into()), ("year", date.year().to_string().into())],
        );
        as_one(&text)
    }

    /// `25 May 2026, 14:05` in UTC, which the sentence says.
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        self.t_args("date-time", &[("date", self.date(at.date_naive()).into()), ("time", time.into())])
    }

    /// `Monday 25 May 2026`.
    pub fn weekday(&self, date: NaiveDate) -> String {
        let day = self.t_code("weekday", &date.weekday().number_from_monday().to_string());
        as_one(&self.t_args("date-weekday", &[("weekday", day.into()), ("date", self.date(date).into())]))
    }

    /// A whole number with the language's grouping: `1,204`, `1 204`, `1.204`.
    pub fn number(&self, number: i64) -> String {
        group(self.locale, number)
    }

    /// An amount of minor units with `digits` decimals and its currency: `1,204.50 CAD`.
    pub fn money(&self, minor: i64, digits: u32, currency: &str) -> String {
        let unit = 10_i64.pow(digits.min(6));
        let whole = group(self.locale, minor / unit);
        let sign = if minor < 0 && minor / unit == 0 { "-" } else { "" };
        if digits == 0 {
            return format!("{whole}\u{a0}{currency}");
        }
        let part = format!("{:0width$}", (minor % unit).abs(), width = digits as usize);
        format!("{sign}{whole}{}{part}\u{a0}{currency}", decimal_mark(self.locale))
    }

    /// A percentage given in thousandths, with two decimals, as prices of transfers are published: `4.30 %`.
    pub fn percent(&self, thousandths: i64) -> String {
        let hundredths = (thousandths.abs() + 5) / 10;
        let sign = if thousandths < 0 { "−" } else { "" };
        let whole = group(self.locale, hundredths / 100);
        format!("{sign}{whole}{}{:02}\u{a0}%", decimal_mark(self.locale), hundredths % 100)
    }
}

/// A date is one run of text: isolated parts would leave its direction to whoever quotes it.
fn as_one(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

const fn decimal_mark(locale: Locale) -> char {
    match locale {
        Locale::En | Locale::Ar => '.',
        Locale::Fr | Locale::Es => ',',
    }
}

fn group(locale: Locale, number: i64) -> String {
    let mark = match locale {
        Locale::En | Locale::Ar => ',',
        Locale::Fr => '\u{202f}',
        Locale::Es => '.',
    };
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        // Spanish leaves four digits together.
        let apart = locale != Locale::Es || digits.len() > 4;
        if at > 0 && (digits.len() - at).is_multiple_of(3) && apart {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}
