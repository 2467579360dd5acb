//! JSON lines: a record a line; a broken line costs that line alone.

use super::{
    ReadError,
    json::{decode_at, record},
};
use crate::{article::Article, check::Position, relation::Relations};
use std::io::BufRead;

/// Reads a record a line; blank lines are passed over.
pub(super) fn articles<'a>(
    reader: impl BufRead + 'a,
    relations: &'a Relations,
) -> impl Iterator<Item = Result<Article, ReadError>> + 'a {
    pieces(reader).map(|piece| piece.and_then(|(json, start)| record(&json, start, relations)))
}

/// Cuts the input into lines that are not blank, each with its place.
pub(super) fn pieces(
    mut reader: impl BufRead,
) -> impl Iterator<Item = Result<(String, Position), ReadError>> {
    let mut line = 0;
    let mut failed = false;
    std::iter::from_fn(move || {
        while !failed {
            let mut bytes = Vec::new();
            line += 1;
            match reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(e) => {
                    failed = true;
                    return Some(Err(e.into()));
                }
            }
            if line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(decode_at(bytes, Position { line, column: 1 }));
            }
        }
        None
    })
}
