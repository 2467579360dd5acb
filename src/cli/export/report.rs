//! What went wrong, a line of JSON each, for programs to read.

use super::{super::output::Target, work::Trouble};
use dixit::read::ReadError;
use serde::Serialize;
use std::{
    io::{self, Write},
    path::Path,
};

/// The file of `--report`.
pub(super) struct Report(Target);

#[derive(Serialize)]
struct Line<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// Whether something is broken; a page without an article is not.
    failed: bool,
    error: &'a str,
}

impl Report {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        Target::create(path).map(Self)
    }

    /// Adds a line.
    pub(super) fn add(&mut self, input: &str, trouble: &Trouble, words: &str) -> io::Result<()> {
        let read = match trouble {
            Trouble::Read(e) => Some(e),
            _ => None,
        };
        let position = read.and_then(ReadError::position);
        let (offset, url) = match read {
            Some(ReadError::InArchive { offset, url, .. }) => (Some(*offset), url.as_deref()),
            _ => (None, None),
        };
        let line = Line {
            input,
            line: position.map(|at| at.line),
            column: position.map(|at| at.column),
            offset,
            url,
            failed: !trouble.is_harmless(),
            error: words,
        };
        serde_json::to_writer(&mut self.0, &line)?;
        self.0.write_all(b"\n")
    }

    /// Puts the file in its place.
    pub(super) fn finish(self) -> io::Result<()> {
        self.0.commit()
    }
}
