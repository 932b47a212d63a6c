//! Which characters a field takes: what can be read, in any script, and nothing that hides or turns what stands
//! beside it.

/// Whether every character of a line can be read.
///
/// Refused are control characters, the mark of bytes that were no text (U+FFFD), and the characters that make what
/// follows read in another order than it is written (UAX #9, embeddings, overrides and isolates): a name shown so
/// is not the name that was typed. Scripts from right to left need none of them.
pub fn is_readable_line(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || is_hidden(c))
}

/// The same for several lines.
pub fn is_readable(text: &str) -> bool {
    !text.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || is_hidden(c))
}

const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_or_turns_its_neighbours_is_no_text() {
        for bad in ["a\0b", "a\u{202E}cba", "\u{2066}x", "\u{FFFD}", "a\u{7}"] {
            assert!(!is_readable_line(bad) && !is_readable(bad), "{bad:?}");
        }
        for good in ["María Ajtún", "محمد", "ফাতেমা", "አበበ", "O\u{2019}Brien", "نرگس\u{200C}ها"]
        {
            assert!(is_readable_line(good), "{good}");
        }
        assert!(is_readable("two\r\nlines\tand a tab") && !is_readable_line("two\nlines"));
    }
}
