//! JSON lines: a record a line; a broken line costs that line alone.

use super::{ReadError, json::record, text::not_utf8};
use crate::{article::Article, check::Position, relation::Relations};
use std::io::BufRead;

/// Reads a record a line; blank lines are passed over.
pub(super) fn articles<'a>(
    mut reader: impl BufRead + 'a,
    relations: &'a Relations,
) -> impl Iterator<Item = Result<Article, ReadError>> + 'a {
    let mut buffer = Vec::new();
    let mut line = 0;
    let mut failed = false;
    std::iter::from_fn(move || {
        while !failed {
            buffer.clear();
            line += 1;
            match reader.read_until(b'\n', &mut buffer) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(e) => {
                    failed = true;
                    return Some(Err(e.into()));
                }
            }
            let mut bytes = buffer.as_slice();
            if line == 1 {
                bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(parse(bytes, line, relations));
            }
        }
        None
    })
}

fn parse(bytes: &[u8], line: usize, relations: &Relations) -> Result<Article, ReadError> {
    let start = Position { line, column: 1 };
    match std::str::from_utf8(bytes) {
        Ok(json) => record(json, start, relations),
        Err(e) => Err(match not_utf8(bytes, e) {
            ReadError::Syntax {
                position: Some(at),
                message,
            } => ReadError::syntax(start.within(at), message),
            other => other,
        }),
    }
}
