//! Numbers, money and dates stand as the reader writes them.
#![cfg(feature = "ssr")]

use chrono::NaiveDate;
use sojourn_domain::Locale;
use sojourn_ui::PageContext;

fn reader(locale: Locale) -> PageContext {
    PageContext::stranger(locale, "/", "token", NaiveDate::default())
}

#[test]
fn numbers_are_grouped_as_each_language_does() {
    assert_eq!(reader(Locale::En).number(1_204_000), "1,204,000");
    assert_eq!(reader(Locale::Fr).number(1204), "1\u{202f}204");
    assert_eq!(reader(Locale::Es).number(1204), "1204");
    assert_eq!(reader(Locale::Es).number(-12_040), "-12.040");
}

#[test]
fn money_keeps_its_minor_units_and_its_sign() {
    assert_eq!(reader(Locale::En).money(120_450, 2, "CAD"), "1,204.50\u{a0}CAD");
    assert_eq!(reader(Locale::Fr).money(-5, 2, "EUR"), "-0,05\u{a0}EUR");
    assert_eq!(reader(Locale::En).money(500, 0, "JPY"), "500\u{a0}JPY");
}

#[test]
fn a_price_is_read_with_two_decimals() {
    assert_eq!(reader(Locale::En).percent(4_296), "4.30\u{a0}%");
    assert_eq!(reader(Locale::Es).percent(-1_000), "−1,00\u{a0}%");
    assert_eq!(reader(Locale::Fr).percent(5), "0,01\u{a0}%");
}

#[test]
fn dates_are_one_run_of_text_in_every_language() {
    let day = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap_or_default();
    assert_eq!(reader(Locale::En).date(day), "1 May 2026");
    assert_eq!(reader(Locale::Fr).date(day), "1er mai 2026");
    assert_eq!(reader(Locale::Es).date(day), "1 de mayo de 2026");
    assert_eq!(reader(Locale::Ar).date(day), "1 مايو 2026");
}
