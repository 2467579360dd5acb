//! Plain text: the whole input is one article.

use super::ReadError;
use crate::{article::Article, check::Position};
use std::{io::Read, str::Utf8Error};

/// Reads one article; nothing but blanks is no article.
pub(super) fn articles(
    mut reader: impl Read,
    id: String,
) -> impl Iterator<Item = Result<Article, ReadError>> {
    let mut id = Some(id);
    std::iter::from_fn(move || {
        let id = id.take()?;
        let mut bytes = Vec::new();
        match reader.read_to_end(&mut bytes) {
            Ok(_) => {}
            Err(e) => return Some(Err(e.into())),
        }
        match decode(bytes) {
            Ok(text) if text.trim().is_empty() => None,
            Ok(text) => Some(Ok(Article::from_text(id, text))),
            Err(e) => Some(Err(e)),
        }
    })
}

/// Decodes UTF-8 and takes off a byte-order mark, which is not of the text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let start = Position { line: 1, column: 1 };
        return Err(ReadError::syntax(
            start,
            "the text is UTF-16: expected UTF-8",
        ));
    }
    let start = Position { line: 1, column: 1 };
    let text = String::from_utf8(bytes);
    let mut text = text.map_err(|e| not_utf8(e.as_bytes(), e.utf8_error(), start))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// Says where bytes stop being UTF-8.
pub(super) fn not_utf8(bytes: &[u8], error: Utf8Error, start: Position) -> ReadError {
    let good = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
    let byte = bytes.get(good.len()).copied().unwrap_or_default();
    let message = format!("byte 0x{byte:02x} is not UTF-8");
    ReadError::syntax(start.within(Position::of(good, good.len())), message)
}
