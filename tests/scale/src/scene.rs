//! The scenes by name, and nothing else: `xtask` compiles this file too, so that `cargo xtask bench` knows them without
//! building what asks for them.

use std::fmt;

use clap::ValueEnum;

/// A page or a form that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Scene {
    /// The first page of an office's cases
    List,
    /// Pages from anywhere in an office's cases
    ListDeep,
    /// The first page of a programme's cases
    ListProgramme,
    /// The first page of an office's workers by name
    Workers,
    /// Workers by parts of their names, of their telephone, and by number
    Search,
    /// Cases from anywhere in an office's list
    Case,
    /// An officer's first page
    Work,
    /// A programme manager's first page
    WorkProgramme,
    /// A case worker's first page
    WorkAbroad,
    /// What waits for a second officer
    Approvals,
    /// A second officer finds a worker eligible: the form sent, its redirect
    Transition,
    /// Signing in with a password, hash and all
    SignIn,
}

impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value().ok_or(fmt::Error)?;
        f.write_str(value.get_name())
    }
}
