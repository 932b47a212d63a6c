#![allow(clippy::unwrap_used)]

use super::*;

fn read(text: &str) -> Result<Sheet, SheetError> {
    parse_csv(text.as_bytes(), SheetLimits::default())
}

fn rows(sheet: &Sheet) -> Vec<(u64, Vec<&str>)> {
    sheet.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
}

#[test]
fn values_padded_after_the_comma_are_trimmed() {
    let sheet = read("rec_id, given_name, surname\nrec-1-org, , waller\nrec-2-org, lachlan, berry \n").unwrap();
    assert_eq!(sheet.header, ["rec_id", "given_name", "surname"]);
    assert_eq!(rows(&sheet), [(2, vec!["rec-1-org", "", "waller"]), (3, vec!["rec-2-org", "lachlan", "berry"])]);
    assert_eq!(sheet.column("surname"), Some(2));
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_first_name() {
    let sheet = read("\u{feff}name,born\r\nأمينة,1990-01-01\r\n").unwrap();
    assert_eq!(sheet.header[0], "name");
    assert_eq!(rows(&sheet), [(2, vec!["أمينة", "1990-01-01"])]);
}

#[test]
fn latin_1_is_refused_with_the_line_the_column_and_the_bytes() {
    let error = parse_csv(b"name; city\nAna; Lima\nJos; \"Bogot\xE1\"\n", SheetLimits::default()).unwrap_err();
    assert_eq!(error, SheetError::NotUtf8 { line: 3, column: Some("city".into()), bytes: "E1".into() });
    assert_eq!(error.code(), "sheet_not_utf8_in_column");
    let facts = [("column", "city"), ("line", "3"), ("bytes", "E1")].map(|(name, value)| (name, value.to_owned()));
    assert_eq!(error.facts(), facts);
}

#[test]
fn latin_1_where_a_value_begins_is_in_that_values_column() {
    let error = |text: &[u8]| parse_csv(text, SheetLimits::default()).unwrap_err();
    let first = SheetError::NotUtf8 { line: 2, column: Some("name".into()), bytes: "C9".into() };
    assert_eq!(error(b"name,city\n\xC9lise,Paris\n"), first);
    let last = SheetError::NotUtf8 { line: 2, column: Some("city".into()), bytes: "C9".into() };
    assert_eq!(error(b"name,city\nAna,\xC9vora\n"), last);
}

#[test]
fn latin_1_in_the_header_or_beyond_it_has_no_column() {
    let error = |text: &[u8]| parse_csv(text, SheetLimits::default()).unwrap_err();
    assert_eq!(error(b"pr\xE9nom,ville\n"), SheetError::NotUtf8 { line: 1, column: None, bytes: "E9".into() });
    assert_eq!(error(b"name\nAna,\xE9\n"), SheetError::NotUtf8 { line: 2, column: None, bytes: "E9".into() });
    assert_eq!(
        error(b"name\nAn\xE1"),
        SheetError::NotUtf8 { line: 2, column: Some("name".into()), bytes: "E1".into() }
    );
}

#[test]
fn utf_16_is_refused_on_its_first_line() {
    let bytes = b"\xFF\xFEn\0a\0m\0e\0\n\0";
    assert_eq!(
        parse_csv(bytes, SheetLimits::default()),
        Err(SheetError::NotUtf8 { line: 1, column: None, bytes: "FF".into() })
    );
}

#[test]
fn semicolons_tabs_and_bars_delimit_too() {
    for delimiter in [";", "\t", "|"] {
        let text = format!("name{delimiter}\"city, state\"\nAna{delimiter}Lima, Lima\n");
        assert_eq!(rows(&read(&text).unwrap()), [(2, vec!["Ana", "Lima, Lima"])], "{delimiter:?}");
    }
}

#[test]
fn a_file_of_one_column_is_a_sheet() {
    assert_eq!(rows(&read("name\nAna\n").unwrap()), [(2, vec!["Ana"])]);
}

#[test]
fn an_empty_file_is_refused() {
    for text in ["", "\n\n", "\u{feff}", ",,\n"] {
        assert_eq!(read(text), Err(SheetError::Empty), "{text:?}");
    }
}

#[test]
fn a_column_named_twice_is_refused_whatever_its_case() {
    assert_eq!(read("name,Name\n"), Err(SheetError::DuplicateColumn { name: "Name".into() }));
}

#[test]
fn a_column_without_a_name_is_refused() {
    assert_eq!(read("name,,city\n"), Err(SheetError::UnnamedColumn { column: 2 }));
}

#[test]
fn a_ragged_row_is_named_by_its_line_even_after_blank_lines_and_line_breaks_in_values() {
    let text = "name,note\r\n\r\nAna,\"two\r\nlines\"\r\n\r\nBea\r\n";
    assert_eq!(read(text), Err(SheetError::Ragged { line: 6, expected: 2, found: 1 }));
}

#[test]
fn lines_are_counted_with_every_kind_of_line_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a,b", "1,2", "", "3,4", ""].join(end);
        assert_eq!(rows(&read(&text).unwrap()), [(2, vec!["1", "2"]), (4, vec!["3", "4"])], "{end:?}");
    }
}

#[test]
fn quoted_values_keep_delimiters_quotes_and_line_breaks() {
    let sheet = read("name,note\nAna,\"a, \"\"b\"\"\nc\"\n").unwrap();
    assert_eq!(rows(&sheet), [(2, vec!["Ana", "a, \"b\"\nc"])]);
}

#[test]
fn a_quote_never_closed_is_named_instead_of_its_effect() {
    assert_eq!(read("name,note\nAna,\"a\nBea,b\n"), Err(SheetError::OpenQuote { line: 2 }));
    assert_eq!(read("name,note\n\"Ana,a\nBea,b\n"), Err(SheetError::OpenQuote { line: 2 }));
}

#[test]
fn files_beyond_the_limits_are_refused() {
    let limits = SheetLimits { bytes: 20, rows: 1, columns: 2 };
    let limit = |text: &str| parse_csv(text.as_bytes(), limits).unwrap_err();
    assert_eq!(limit(&"a".repeat(21)), SheetError::TooLarge { bytes: 21, limit: 20 });
    assert_eq!(limit("a\n1\n2\n"), SheetError::TooManyRows { limit: 1 });
    assert_eq!(limit("a,b,c\n"), SheetError::TooManyColumns { columns: 3, limit: 2 });
}

#[test]
fn nothing_written_is_run_as_a_formula() {
    let cells = ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "＝1", "-5.20", "+8801712345678", "plain", ""];
    let bytes = write_csv(&["value"], cells.map(|cell| [cell]));
    let text = String::from_utf8(bytes[3..].to_vec()).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        lines[1..11],
        ["'=1+1", "'+SUM(A1)", "'-2+3", "'@cmd", "'\t=1", "'＝1", "-5.20", "+8801712345678", "plain", "\"\""]
    );
}

#[test]
fn what_is_written_reads_back() {
    let bytes = write_csv(&["name", "note"], [["Ana, \"the\" first", "two\nlines"], ["নাসরিন", "b"]]);
    assert!(bytes.starts_with(BOM));
    let sheet = parse_csv(&bytes, SheetLimits::default()).unwrap();
    assert_eq!(rows(&sheet), [(2, vec!["Ana, \"the\" first", "two\nlines"]), (4, vec!["নাসরিন", "b"])]);
}
