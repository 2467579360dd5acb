//! What RDF/XML cannot hold as it stands.

use std::io::{self, Write};

/// Mends the characters that XML 1.0 forbids or its readers change.
///
/// A carriage return becomes `&#13;`: a bare one would be read as a line break,
/// and every offset after it would be wrong. What XML has no form for (control
/// characters, U+FFFE, U+FFFF) becomes U+FFFD, one for one.
#[derive(Debug)]
pub(super) struct Xml<W>(pub(super) W);

impl<W: Write> Write for Xml<W> {
    /// The serializer hands over whole strings, so no character is cut in two.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while let Some((at, length, mended)) = forbidden(rest) {
            self.0.write_all(&rest[..at])?;
            self.0.write_all(mended.as_bytes())?;
            rest = &rest[at + length..];
        }
        self.0.write_all(rest)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Finds the first forbidden character: its place, its length, what stands for it.
fn forbidden(bytes: &[u8]) -> Option<(usize, usize, &'static str)> {
    let at = bytes.iter().enumerate().position(|(at, byte)| match byte {
        b'\t' | b'\n' => false,
        0..0x20 => true,
        0xef => matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])),
        _ => false,
    })?;
    Some(match bytes[at] {
        b'\r' => (at, 1, "&#13;"),
        0xef => (at, 3, "\u{fffd}"),
        _ => (at, 1, "\u{fffd}"),
    })
}
