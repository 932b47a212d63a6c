//! Tables in and out: CSV bytes become rows with their line numbers, rows become CSV that is safe to open.
//! Owns encodings, delimiters and limits; refuses to know what a column means. Start at [`parse_csv`] and [`write_csv`].

use csv::{Reader, ReaderBuilder, StringRecord, Terminator, WriterBuilder};

const BOM: &[u8] = b"\xEF\xBB\xBF";
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A table as read: its header and its rows, all of the header's width, every value trimmed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Column names, none empty, none twice.
    pub header: Vec<String>,
    /// The rows below the header; wholly empty lines are left out.
    pub rows: Vec<SheetRow>,
}

/// One row and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Line of the file on which the row begins, from 1.
    pub line: u64,
    /// Values, one a column.
    pub cells: Vec<String>,
}

impl Sheet {
    /// The position of a column, by its name as written.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }
}

/// How much of a file is read before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetLimits {
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Rows below the header.
    pub rows: usize,
    /// Columns of the header.
    pub columns: usize,
}

impl Default for SheetLimits {
    fn default() -> Self {
        Self { bytes: 10 * 1024 * 1024, rows: 100_000, columns: 200 }
    }
}

/// Why a file is not a sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Larger than allowed.
    #[error("the file has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// What is allowed.
        limit: usize,
    },
    /// More rows than allowed.
    #[error("the file has more than {limit} rows")]
    TooManyRows {
        /// What is allowed.
        limit: usize,
    },
    /// More columns than allowed.
    #[error("the file has {columns} columns; at most {limit} are read")]
    TooManyColumns {
        /// Columns of the header.
        columns: usize,
        /// What is allowed.
        limit: usize,
    },
    /// Bytes that are not UTF-8: Latin-1 or UTF-16, most likely.
    #[error("line {line} holds {bytes}, which is not UTF-8; save the file as “CSV UTF-8”")]
    NotUtf8 {
        /// Line of the first bad byte, from 1.
        line: u64,
        /// The column it stands in, where the header above could be read.
        column: Option<String>,
        /// What stands there, in hexadecimal.
        bytes: String,
    },
    /// No header.
    #[error("the file is empty")]
    Empty,
    /// A column without a name.
    #[error("column {column} has no name")]
    UnnamedColumn {
        /// Position of the column, from 1.
        column: usize,
    },
    /// A column named twice.
    #[error("the column “{name}” appears twice")]
    DuplicateColumn {
        /// The name.
        name: String,
    },
    /// A row with more or fewer values than the header has names.
    #[error("line {line} has {found} values where the header has {expected}")]
    Ragged {
        /// Line of the row, from 1.
        line: u64,
        /// Columns of the header.
        expected: usize,
        /// Values of the row.
        found: usize,
    },
    /// A quote that is never closed.
    #[error("a quotation mark opened on line {line} is never closed")]
    OpenQuote {
        /// Line on which the row begins, from 1.
        line: u64,
    },
}

impl SheetError {
    /// A stable code for messages and problem types.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "sheet_too_large",
            Self::TooManyRows { .. } => "sheet_too_many_rows",
            Self::TooManyColumns { .. } => "sheet_too_many_columns",
            Self::NotUtf8 { column: Some(_), .. } => "sheet_not_utf8_in_column",
            Self::NotUtf8 { column: None, .. } => "sheet_not_utf8",
            Self::Empty => "sheet_empty",
            Self::UnnamedColumn { .. } => "sheet_unnamed_column",
            Self::DuplicateColumn { .. } => "sheet_duplicate_column",
            Self::Ragged { .. } => "sheet_ragged",
            Self::OpenQuote { .. } => "sheet_open_quote",
        }
    }

    /// Where it happened and what stood there, for the sentence of [`Self::code`].
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotUtf8 { line, column, bytes } => {
                let column = column.clone().map(|column| ("column", column));
                column.into_iter().chain([("line", line.to_string()), ("bytes", bytes.clone())]).collect()
            }
            Self::Ragged { line, expected, found } => {
                vec![("line", line.to_string()), ("expected", expected.to_string()), ("found", found.to_string())]
            }
            Self::OpenQuote { line } => vec![("line", line.to_string())],
            Self::UnnamedColumn { column } => vec![("column", column.to_string())],
            Self::DuplicateColumn { name } => vec![("column", name.clone())],
            Self::TooManyRows { limit } | Self::TooManyColumns { limit, .. } => vec![("limit", limit.to_string())],
            Self::TooLarge { .. } | Self::Empty => Vec::new(),
        }
    }
}

/// Reads a CSV file (RFC 4180): UTF-8 with or without a byte-order mark, delimited by comma, semicolon, tab or
/// bar, whichever the header has most of. Header and values are trimmed.
///
/// # Errors
/// As [`SheetError`] says; the first fault found, and nothing is half-read.
pub fn parse_csv(bytes: &[u8], limits: SheetLimits) -> Result<Sheet, SheetError> {
    if bytes.len() > limits.bytes {
        return Err(SheetError::TooLarge { bytes: bytes.len(), limit: limits.bytes });
    }
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    if let Err(fault) = std::str::from_utf8(bytes) {
        return Err(not_utf8(bytes, fault.valid_up_to(), fault.error_len()));
    }
    let delimiter = delimiter_of(bytes);
    let mut reader = reader_of(bytes, delimiter);
    let mut lines = Lines { bytes, at: 0, line: 1 };
    let mut header: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    let mut last = 1;
    for record in reader.records() {
        let record = record.map_err(|_| SheetError::NotUtf8 { line: last, column: None, bytes: String::new() })?;
        let line = lines.of(record.position().map_or(0, |position| position.byte() as usize));
        last = line;
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let Some(header) = &header else {
            header = Some(checked_header(cells, limits)?);
            continue;
        };
        if cells.len() != header.len() {
            // A quote left open swallows the rest of the file: name the cause, not its effect.
            return Err(match ends_in_quote(bytes, delimiter) {
                true => SheetError::OpenQuote { line },
                false => SheetError::Ragged { line, expected: header.len(), found: cells.len() },
            });
        }
        if rows.len() == limits.rows {
            return Err(SheetError::TooManyRows { limit: limits.rows });
        }
        rows.push(SheetRow { line, cells });
    }
    if ends_in_quote(bytes, delimiter) {
        return Err(SheetError::OpenQuote { line: last });
    }
    Ok(Sheet { header: header.ok_or(SheetError::Empty)?, rows })
}

fn reader_of(bytes: &[u8], delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
}

/// Says where text ends that is UTF-8, and what stands there.
fn not_utf8(bytes: &[u8], at: usize, length: Option<usize>) -> SheetError {
    let end = length.map_or(bytes.len(), |length| at + length);
    SheetError::NotUtf8 {
        line: 1 + line_ends(&bytes[..at]),
        column: column_at(&bytes[..at]),
        bytes: bytes[at..end].iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" "),
    }
}

/// The column in which a value goes on where the text breaks off; `None` in the header itself.
fn column_at(text: &[u8]) -> Option<String> {
    // A value begins here, even where the text breaks off between two.
    let begun = [text, b"?"].concat();
    let mut records = reader_of(&begun, delimiter_of(text)).into_records().map_while(Result::ok);
    let is_empty = |record: &StringRecord| record.iter().all(|cell| cell.trim().is_empty());
    let header = records.find(|record| !is_empty(record))?;
    let at = records.last()?.len().checked_sub(1)?;
    header.get(at).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Writes a table as CSV: UTF-8 with a byte-order mark (spreadsheets need it), CRLF line ends, and no value that
/// a spreadsheet would run as a formula.
pub fn write_csv<R, C>(header: &[&str], rows: R) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item: AsRef<str>>,
{
    const MEMORY: &str = "writing to memory does not fail";
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(BOM.to_vec());
    writer.write_record(header.iter().map(|name| harmless(name))).expect(MEMORY);
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| harmless(cell.as_ref()))).expect(MEMORY);
    }
    writer.into_inner().expect(MEMORY)
}

/// A value no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe goes before what could start
/// one. Plain numbers, a telephone number among them, stay as they are.
fn harmless(value: &str) -> String {
    const STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if !value.starts_with(STARTS) || is_number(value) { value.to_owned() } else { format!("'{value}") }
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['+', '-']).unwrap_or_default();
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|run| !run.is_empty() && run.bytes().all(|b| b.is_ascii_digit()))
}

fn checked_header(names: Vec<String>, limits: SheetLimits) -> Result<Vec<String>, SheetError> {
    if names.len() > limits.columns {
        return Err(SheetError::TooManyColumns { columns: names.len(), limit: limits.columns });
    }
    for (at, name) in names.iter().enumerate() {
        if name.is_empty() {
            return Err(SheetError::UnnamedColumn { column: at + 1 });
        }
        if names[..at].iter().any(|earlier| earlier.to_lowercase() == name.to_lowercase()) {
            return Err(SheetError::DuplicateColumn { name: name.clone() });
        }
    }
    Ok(names)
}

fn delimiter_of(bytes: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [0_usize; DELIMITERS.len()];
    for &byte in bytes.iter().skip_while(|byte| byte.is_ascii_whitespace()) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().zip(DELIMITERS).for_each(|(count, d)| *count += usize::from(byte == d)),
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    // The first of equals, so that a file of one column reads as comma-delimited.
    counts.iter().position(|&count| count == most).map_or(b',', |at| DELIMITERS[at])
}

/// Whether the file ends inside a quoted value; a quote opens only at the start of a value, as the reader reads it.
fn ends_in_quote(bytes: &[u8], delimiter: u8) -> bool {
    let (mut quoted, mut start) = (false, true);
    for &byte in bytes {
        if byte == b'"' && (quoted || start) {
            quoted = !quoted;
        } else if !quoted {
            start = byte == delimiter || byte == b'\n' || byte == b'\r';
            continue;
        }
        // A doubled quote inside a value closes and opens again.
        start = byte == b'"' && !quoted;
    }
    quoted
}

fn line_ends(bytes: &[u8]) -> u64 {
    let lone_return = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || lone_return(at)).count() as u64
}

/// Counts lines as the records go by: the reader's own count is off after blank lines.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, byte: usize) -> u64 {
        let blank = self.bytes[byte..].iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
        let start = byte + blank;
        self.line += line_ends(&self.bytes[self.at..start]);
        self.at = start;
        self.line
    }
}

#[cfg(test)]
mod tests;
