//! JSON lines: a record a line; a broken line costs that line alone.

use super::{ReadError, json::decode_at};
use crate::check::Position;
use std::io::{self, BufRead, Read};

/// Cuts the input into lines that are not blank, each with its place.
pub(super) fn pieces(
    mut reader: impl BufRead,
    limit: u64,
) -> impl Iterator<Item = Result<(String, Position), ReadError>> {
    let mut line = 0;
    let mut failed = false;
    std::iter::from_fn(move || {
        while !failed {
            let mut bytes = Vec::new();
            line += 1;
            match read_line(&mut reader, limit, &mut bytes) {
                Ok(0) => return None,
                Ok(read) if read > limit => {
                    let position = Some(Position { line, column: 1 });
                    return Some(Err(ReadError::TooLong { position, limit }));
                }
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

/// Reads a line as far as the limit, and skips what goes beyond.
fn read_line(reader: &mut impl BufRead, limit: u64, bytes: &mut Vec<u8>) -> io::Result<u64> {
    let mut within = reader.by_ref().take(limit.saturating_add(1));
    let read = within.read_until(b'\n', bytes)? as u64;
    if read > limit && bytes.pop() != Some(b'\n') {
        reader.skip_until(b'\n')?;
    }
    Ok(read)
}
