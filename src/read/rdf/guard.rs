//! What no RDF/XML of an honest writer holds, refused before the parser sees it.
//!
//! The parser expands entities (a kilobyte becomes gigabytes), and its time
//! grows with the square of the depth.

use crate::check::Position;
use std::{
    error::Error,
    fmt,
    io::{self, Read},
};

/// Elements may stand inside one another so deep; dixit itself writes three.
const DEPTH: usize = 256;

/// A reader that fails at a document type and at deep nesting.
pub(super) struct Guard<R> {
    reader: R,
    at: Position,
    depth: usize,
    place: Place,
}

/// In which piece of XML the next byte stands.
#[derive(Clone, Copy)]
enum Place {
    Text,
    /// Just behind `<`.
    Open,
    Tag {
        closing: bool,
        quote: Option<u8>,
        last: u8,
    },
    /// Behind `<!`, with the bytes so far.
    Declaration([u8; 2], usize),
    /// A comment, instruction or literal text, until these bytes.
    Until(&'static [u8], usize),
}

impl<R: Read> Guard<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            at: Position { line: 1, column: 1 },
            depth: 0,
            place: Place::Text,
        }
    }

    fn step(&mut self, byte: u8) -> Result<(), Refused> {
        self.place = match (self.place, byte) {
            (Place::Text, b'<') => Place::Open,
            (Place::Text, _) => Place::Text,
            (Place::Open, b'!') => Place::Declaration([0; 2], 0),
            (Place::Open, b'?') => Place::Until(b"?>", 0),
            (Place::Open, b'/') => tag(true, None, byte),
            (Place::Open, _) => tag(false, None, byte),
            (
                Place::Tag {
                    closing,
                    quote,
                    last,
                },
                _,
            ) => self.tag(closing, quote, last, byte)?,
            (Place::Declaration(_, 0), b'-') => Place::Declaration([byte, 0], 1),
            (Place::Declaration(_, 0), b'[') => Place::Until(b"]]>", 0),
            (Place::Declaration([b'-', _], 1), b'-') => Place::Until(b"-->", 0),
            (Place::Declaration(..), _) => {
                return Err(
                    self.refused("a document type is not read: its entities could fill the memory")
                );
            }
            (Place::Until(end, met), _) => until(end, met, byte),
        };
        Ok(())
    }

    fn tag(
        &mut self,
        closing: bool,
        quote: Option<u8>,
        last: u8,
        byte: u8,
    ) -> Result<Place, Refused> {
        Ok(match (quote, byte) {
            (Some(open), _) if open == byte => tag(closing, None, byte),
            (None, b'"' | b'\'') => tag(closing, Some(byte), byte),
            (None, b'>') => {
                self.depth = match (closing, last) {
                    (true, _) => self.depth.saturating_sub(1),
                    (false, b'/') => self.depth,
                    (false, _) => self.depth + 1,
                };
                if self.depth > DEPTH {
                    return Err(self.refused("more than 256 elements inside one another"));
                }
                Place::Text
            }
            _ => tag(closing, quote, byte),
        })
    }

    fn refused(&self, message: &'static str) -> Refused {
        Refused {
            at: self.at,
            message,
        }
    }

    fn count(&mut self, byte: u8) {
        match byte {
            b'\n' => {
                self.at = Position {
                    line: self.at.line + 1,
                    column: 1,
                }
            }
            // Only a code point's first byte counts.
            _ if byte & 0xc0 != 0x80 => self.at.column += 1,
            _ => {}
        }
    }
}

fn tag(closing: bool, quote: Option<u8>, last: u8) -> Place {
    Place::Tag {
        closing,
        quote,
        last,
    }
}

/// The ends begin with at most two equal bytes, so one step back is enough.
fn until(end: &'static [u8], met: usize, byte: u8) -> Place {
    match byte {
        _ if byte == end[met] && met + 1 == end.len() => Place::Text,
        _ if byte == end[met] => Place::Until(end, met + 1),
        _ if met > 0 && byte == end[met - 1] => Place::Until(end, met),
        _ => Place::Until(end, usize::from(byte == end[0])),
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(bytes)?;
        for &byte in &bytes[..read] {
            self.step(byte).map_err(io::Error::other)?;
            self.count(byte);
        }
        Ok(read)
    }
}

/// Why an input is not handed to the parser.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refused {
    pub(super) at: Position,
    pub(super) message: &'static str,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl Error for Refused {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Result<String, String> {
        let mut out = String::new();
        match Guard::new(xml.as_bytes()).read_to_string(&mut out) {
            Ok(_) => Ok(out),
            Err(e) => Err(e.to_string()),
        }
    }

    #[test]
    fn honest_files_pass_and_others_do_not() {
        let honest =
            "<?xml?><!-- <!DOCTYPE --- --><a b='>' c=\"<!DOCTYPE\"><![CDATA[<!D]]]></a>]]></a>";
        assert_eq!(read(honest).as_deref(), Ok(honest));
        assert!(read("<?xml version='1.0'?>\n<!DOCTYPE a>").is_err());
        assert!(read("<!--->--><!ENTITY").is_err());
        let nested = |n| format!("{}{}", "<a b=''>".repeat(n), "</a>".repeat(n));
        assert!(read(&nested(DEPTH)).is_ok());
        assert!(read(&nested(DEPTH + 1)).is_err());
        assert!(read(&"<a/>".repeat(10 * DEPTH)).is_ok());
    }
}
