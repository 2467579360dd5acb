//! JSON lines: a record a line.

use crate::article::Article;
use std::io::{self, Write};

/// Writes a record and a line break.
pub(super) fn write(article: &Article, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, article)?;
    out.write_all(b"\n")
}
