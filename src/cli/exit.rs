//! How a run ends.

use std::process::ExitCode;

/// What the help says of it.
pub(super) const HELP: &str = "Exit codes: 0 done; 1 some inputs could not be read or some outputs \
not written (named on stderr, the rest is done); 2 nothing done.";

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All was done.
    Done,
    /// Some inputs could not be read; the rest was done.
    Some,
    /// Nothing was done.
    Nothing,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::from(0),
            Exit::Some => Self::from(1),
            Exit::Nothing => Self::from(2),
        }
    }
}
