//! JSON: a record, a list of records, or records one after another.
//!
//! The input is cut into records before any is parsed, so that a long list is
//! read one article at a time and a fault in one leaves the others whole.

use super::{ReadError, text::not_utf8};
use crate::{
    article::Article,
    check::{self, Position},
    relation::Relations,
};
use std::io::{self, BufRead};

/// Cuts a JSON input into its records, each with its place.
pub(super) fn pieces(
    reader: impl BufRead,
    limit: u64,
) -> impl Iterator<Item = Result<(String, Position), ReadError>> {
    let mut pieces = Pieces::new(reader, limit);
    let mut seen = false;
    std::iter::from_fn(move || match pieces.next_piece() {
        Ok(Some((bytes, start))) => {
            seen = true;
            Some(decode_at(bytes, start))
        }
        Ok(None) if seen || pieces.in_list => None,
        Ok(None) => {
            seen = true;
            let message = "the input is empty: expected a record or a list of records";
            Some(Err(ReadError::syntax(pieces.at, message)))
        }
        Err(e) => {
            seen = true;
            // The rest of the list is found behind a record that is too long.
            pieces.done = !matches!(e, ReadError::TooLong { .. });
            Some(Err(e))
        }
    })
}

/// Decodes UTF-8 that begins at a place of the input.
pub(super) fn decode_at(bytes: Vec<u8>, start: Position) -> Result<(String, Position), ReadError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, start)),
        Err(e) => Err(not_utf8(e.as_bytes(), e.utf8_error(), start)),
    }
}

/// Parses one record that begins at a place of the input.
pub(super) fn record(
    json: &str,
    start: Position,
    relations: &Relations,
) -> Result<Article, ReadError> {
    let read = serde_json::from_str::<Article>(json);
    let faults = match &read {
        Ok(article) => check::model_faults(article, relations),
        // The second look finds every fault, and what would be right.
        Err(_) => check::json_faults(json, relations),
    };
    let (id, mut faults) = match (read, faults.is_empty()) {
        (Ok(article), true) => return Ok(article),
        (Ok(article), false) => (article.id, check::place_faults(faults, json)),
        (Err(_), false) => (String::new(), faults),
        (Err(e), true) => (String::new(), vec![check::syntax_fault(&e, json)]),
    };
    for fault in &mut faults {
        fault.position = fault.position.map(|at| start.within(at));
    }
    Err(ReadError::Record { id, faults })
}

/// Cuts an input into its top-level values, or those of its one list.
struct Pieces<R> {
    reader: R,
    limit: u64,
    at: Position,
    in_list: bool,
    done: bool,
    peeked: Option<u8>,
}

impl<R: BufRead> Pieces<R> {
    fn new(reader: R, limit: u64) -> Self {
        Self {
            reader,
            limit,
            at: Position { line: 1, column: 1 },
            in_list: false,
            done: false,
            peeked: None,
        }
    }

    /// Returns the next value's bytes and where they begin.
    fn next_piece(&mut self) -> Result<Option<(Vec<u8>, Position)>, ReadError> {
        if self.done {
            return Ok(None);
        }
        if self.at == (Position { line: 1, column: 1 }) {
            self.skip_mark()?;
            if self.skip_blanks(b"")? == Some(b'[') {
                self.step()?;
                self.in_list = true;
            }
        }
        match self.skip_blanks(if self.in_list { b"," } else { b"" })? {
            None if self.in_list => Err(ReadError::syntax(
                self.at,
                "the list is not closed: expected `]`",
            )),
            None => Ok(None),
            Some(b']') if self.in_list => self.close(),
            Some(_) => {
                let start = self.at;
                Ok(Some((self.value(start)?, start)))
            }
        }
    }

    fn close(&mut self) -> Result<Option<(Vec<u8>, Position)>, ReadError> {
        self.step()?;
        self.done = true;
        match self.skip_blanks(b"")? {
            None => Ok(None),
            Some(_) => Err(ReadError::syntax(self.at, "nothing may follow the list")),
        }
    }

    /// Takes one value: as far as its brackets close, or a bare word ends.
    fn value(&mut self, start: Position) -> Result<Vec<u8>, ReadError> {
        let (mut out, mut length) = (Vec::new(), 0);
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        while let Some(byte) = self.peek()? {
            if depth == 0 && !quoted && matches!(byte, b',' | b']' | b'}') && length > 0 {
                break;
            }
            self.step()?;
            if length < self.limit {
                out.push(byte);
            }
            length += 1;
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && !quoted && matches!(byte, b'}' | b']' | b'"' | b'\n') {
                break;
            }
        }
        if length > self.limit {
            return Err(ReadError::TooLong {
                position: Some(start),
                limit: self.limit,
            });
        }
        Ok(out)
    }

    fn skip_mark(&mut self) -> io::Result<()> {
        if self.reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            self.reader.consume(3);
        }
        Ok(())
    }

    fn skip_blanks(&mut self, also: &[u8]) -> io::Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() && !also.contains(&byte) {
                return Ok(Some(byte));
            }
            self.step()?;
        }
        Ok(None)
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        if self.peeked.is_none() {
            self.peeked = self.reader.fill_buf()?.first().copied();
        }
        Ok(self.peeked)
    }

    fn step(&mut self) -> io::Result<()> {
        match self.peek()? {
            Some(b'\n') => {
                self.at.line += 1;
                self.at.column = 1;
            }
            // Only a code point's first byte counts.
            Some(byte) if byte & 0xc0 != 0x80 => self.at.column += 1,
            Some(_) => {}
            None => return Ok(()),
        }
        self.peeked = None;
        self.reader.consume(1);
        Ok(())
    }
}
