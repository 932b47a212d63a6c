//! How many tests passed, failed and were skipped, read from what test runners print.
//! Adds up; decides nothing but whether a run was clean. Start at [`Reader`].

use std::fmt;
use std::ops::AddAssign;

/// The tests of one or several runners.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    /// Reads libtest's closing line, `test result: ok. 3 passed; 0 failed; 1 ignored; …`; other lines are `None`.
    pub fn read_line(line: &str) -> Option<Self> {
        let plain = without_colour(line);
        let (_, numbers) = plain.strip_prefix("test result: ")?.split_once(". ")?;
        let mut counts = Self::default();
        for part in numbers.split("; ") {
            let (number, word) = part.trim().split_once(' ')?;
            let slot = match word {
                "passed" => &mut counts.passed,
                "failed" => &mut counts.failed,
                "ignored" => &mut counts.skipped,
                _ => continue,
            };
            *slot = number.parse().ok()?;
        }
        Some(counts)
    }

    /// How many tests were seen at all.
    pub fn total(self) -> u64 {
        self.passed + self.failed + self.skipped
    }

    /// A runner that ended badly without naming a failed test (it did not compile) is one failure.
    pub fn after_exit(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

/// Reads what a runner prints, line by line. One test binary follows another, and says how many tests it runs before
/// it says how they ended: one that never says so crashed (a stack overflowed, something called `exit`), and is a failure
/// whatever its neighbours say.
#[derive(Debug, Default)]
pub struct Reader {
    counts: Counts,
    running: bool,
}

impl Reader {
    /// Reads the next line.
    pub fn read_line(&mut self, line: &str) {
        if is_start(line) {
            self.crashed_if_running();
            self.running = true;
        } else if let Some(more) = Counts::read_line(line) {
            self.running = false;
            self.counts += more;
        }
    }

    /// The sum, once the runner is over.
    pub fn after_exit(mut self, success: bool) -> Counts {
        self.crashed_if_running();
        self.counts.after_exit(success)
    }

    fn crashed_if_running(&mut self) {
        if std::mem::take(&mut self.running) {
            self.counts.failed += 1;
        }
    }
}

/// Whether a line is libtest's first, `running 3 tests`.
fn is_start(line: &str) -> bool {
    let plain = without_colour(line);
    let number = plain.strip_prefix("running ").and_then(|rest| rest.split_once(" test"));
    number.is_some_and(|(number, rest)| number.parse::<u64>().is_ok() && matches!(rest, "" | "s"))
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, failed, skipped } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// Takes terminal colour sequences (`ESC [ … m`) out of a line.
fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closing_line_is_read_with_its_ignored_tests_as_skipped() {
        let line = "test result: FAILED. 12 passed; 2 failed; 3 ignored; 0 measured; 7 filtered out; finished in 0.10s";
        assert_eq!(Counts::read_line(line), Some(Counts { passed: 12, failed: 2, skipped: 3 }));
    }

    #[test]
    fn colours_do_not_hide_a_closing_line() {
        let line = "test result: \u{1b}[32mok\u{1b}[0m. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(Counts::read_line(line), Some(Counts { passed: 1, failed: 0, skipped: 0 }));
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["running 3 tests", "test a ... ok", "test result: of a clinic", ""] {
            assert_eq!(Counts::read_line(line), None, "{line}");
        }
    }

    #[test]
    fn runners_add_up_and_are_told_in_one_line() {
        let mut sum = Counts { passed: 1, failed: 0, skipped: 2 };
        sum += Counts { passed: 4, failed: 1, skipped: 0 };
        assert_eq!(sum.to_string(), "5 passed, 1 failed, 2 skipped");
    }

    fn read(printed: &str, success: bool) -> Counts {
        let mut reader = Reader::default();
        printed.lines().for_each(|line| reader.read_line(line));
        reader.after_exit(success)
    }

    #[test]
    fn each_binary_that_crashed_is_a_failure_beside_those_that_are_named() {
        let printed = "
running 2 tests
test journey::sqlite ... ok

running 1 test

running 3 tests
test a ... FAILED
test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s

running 14 tests
test b ... ok";
        assert_eq!(read(printed, false), Counts { passed: 2, failed: 4, skipped: 0 });
    }

    #[test]
    fn binaries_that_ended_are_no_crash() {
        let printed = "
running 0 tests
test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 1 test
test src/lib.rs - one (line 3) ... ok
test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.20s

running of a clinic
all doctests ran in 0.41s; merged doctests compilation took 0.20s";
        assert_eq!(read(printed, true), Counts { passed: 1, failed: 0, skipped: 0 });
    }

    #[test]
    fn a_runner_that_failed_without_naming_a_test_is_a_failure() {
        assert_eq!(Counts::default().after_exit(false).failed, 1);
        assert_eq!(Counts { failed: 3, ..Counts::default() }.after_exit(false).failed, 3);
        assert_eq!(Counts::default().after_exit(true).failed, 0);
    }
}
