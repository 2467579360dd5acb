//! Tar: the files of an archive, each in the format that its name tells.
//!
//! A file of no known format is passed over, as in a folder; so are hidden
//! ones, links and folders. Names are those of POSIX, its extensions and GNU.

use super::{Format, ReadError};
use std::{
    io::{self, BufRead, Read},
    path::{Path, PathBuf},
};

/// Headers and the ends of files stand at multiples of this.
const BLOCK: usize = 512;
/// A longer name, or list of attributes, is no name.
const LONG: u64 = 1 << 20;

/// One file of the archive.
pub(super) struct Entry {
    /// The byte of the unpacked archive at which its header begins.
    pub(super) offset: u64,
    /// Its path in the archive.
    pub(super) path: PathBuf,
    pub(super) format: Format,
    pub(super) bytes: Vec<u8>,
}

/// The files of an archive, in its order.
pub(super) struct Entries<R> {
    reader: R,
    limit: u64,
    at: u64,
    done: bool,
}

/// What a header says.
struct Header {
    kind: u8,
    size: u64,
    name: Vec<u8>,
}

impl<R: BufRead> Entries<R> {
    pub(super) fn new(reader: R, limit: u64) -> Self {
        Self {
            reader,
            limit,
            at: 0,
            done: false,
        }
    }

    /// Returns the next file that can be read.
    fn next_entry(&mut self) -> Result<Option<Entry>, ReadError> {
        let mut long: Option<Vec<u8>> = None;
        loop {
            let offset = self.at;
            let Some(header) = self.header()? else {
                return Ok(None);
            };
            match header.kind {
                b'L' => {
                    let mut name = self.take(header.size)?;
                    name.truncate(name.iter().position(|&b| b == 0).unwrap_or(name.len()));
                    long = Some(name);
                }
                b'x' => {
                    let attributes = self.take(header.size)?;
                    long = pax_path(&attributes).or(long);
                }
                b'0' | b'7' | 0 => {
                    let path = path(long.take().unwrap_or(header.name));
                    match wanted(&path) {
                        None => self.skip(header.size)?,
                        Some(format) => {
                            return self.file(offset, path, format, header.size).map(Some);
                        }
                    }
                }
                _ => {
                    long = None;
                    self.skip(header.size)?;
                }
            }
        }
    }

    fn file(
        &mut self,
        offset: u64,
        path: PathBuf,
        format: Format,
        size: u64,
    ) -> Result<Entry, ReadError> {
        let cause = if size > self.limit {
            let limit = self.limit;
            ReadError::TooLong {
                position: None,
                limit,
            }
        } else if format == Format::Tar {
            io::Error::other("an archive within an archive is not read").into()
        } else {
            let mut bytes = Vec::new();
            self.read(size, &mut bytes)?;
            return Ok(Entry {
                offset,
                path,
                format,
                bytes,
            });
        };
        self.skip(size)?;
        Err(in_archive(offset, &path, cause))
    }

    /// Reads the next header; an empty block ends the archive.
    fn header(&mut self) -> Result<Option<Header>, ReadError> {
        let mut block = Vec::with_capacity(BLOCK);
        let read = self.reader.by_ref().take(BLOCK as u64);
        let read = { read }.read_to_end(&mut block)?;
        if read == 0 || block.iter().all(|&byte| byte == 0) {
            return Ok(None);
        }
        if read < BLOCK {
            return Err(early());
        }
        self.at += BLOCK as u64;
        let sum = number(&block[148..156]);
        let counted = |(at, byte): (usize, &u8)| match at {
            148..156 => u64::from(b' '),
            _ => u64::from(*byte),
        };
        if sum != Some(block.iter().enumerate().map(counted).sum()) {
            return Err(broken("the tar header's checksum is wrong"));
        }
        let size = number(&block[124..136]).ok_or_else(|| broken("the tar header has no size"))?;
        let text = |range: std::ops::Range<usize>| {
            let field = &block[range];
            &field[..field.iter().position(|&b| b == 0).unwrap_or(field.len())]
        };
        let mut name = text(0..100).to_vec();
        if block[257..262] == *b"ustar" && block[345] != 0 && block[262] == 0 {
            name = [text(345..500), b"/", &name].concat();
        }
        Ok(Some(Header {
            kind: block[156],
            size,
            name,
        }))
    }

    /// Reads a name or attributes.
    fn take(&mut self, size: u64) -> Result<Vec<u8>, ReadError> {
        if size > LONG {
            return Err(broken("a name of the tar archive is too long"));
        }
        let mut bytes = Vec::new();
        self.read(size, &mut bytes)?;
        Ok(bytes)
    }

    fn read(&mut self, size: u64, bytes: &mut Vec<u8>) -> Result<(), ReadError> {
        let read = self.reader.by_ref().take(size).read_to_end(bytes)? as u64;
        self.at += read;
        match read < size {
            true => Err(early()),
            false => self.pad(size),
        }
    }

    fn skip(&mut self, size: u64) -> Result<(), ReadError> {
        let skipped = io::copy(&mut self.reader.by_ref().take(size), &mut io::sink())?;
        self.at += skipped;
        match skipped < size {
            true => Err(early()),
            false => self.pad(size),
        }
    }

    fn pad(&mut self, size: u64) -> Result<(), ReadError> {
        let over = size % BLOCK as u64;
        let rest = (BLOCK as u64 - over) % BLOCK as u64;
        self.at += io::copy(&mut self.reader.by_ref().take(rest), &mut io::sink())?;
        Ok(())
    }
}

impl<R: BufRead> Iterator for Entries<R> {
    type Item = Result<Entry, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let next = self.next_entry().transpose();
        // Only what is wrong with one file leaves the place of the next known.
        self.done = !matches!(&next, Some(Ok(_) | Err(ReadError::InArchive { .. })));
        next
    }
}

/// Says of which file an error is.
pub(super) fn in_archive(offset: u64, path: &Path, cause: ReadError) -> ReadError {
    ReadError::InArchive {
        offset,
        url: Some(path.display().to_string()),
        cause: Box::new(cause),
    }
}

/// Returns the format of a file that is to be read.
fn wanted(path: &Path) -> Option<Format> {
    let hidden = |part: std::path::Component<'_>| {
        let part = part.as_os_str().as_encoded_bytes();
        part.starts_with(b".") && part != b"." && part != b".."
    };
    match path.components().any(hidden) {
        true => None,
        false => Format::from_path(path),
    }
}

fn path(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

/// Finds the path among POSIX attributes: "27 path=...\n" each.
fn pax_path(attributes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = attributes;
    let mut found = None;
    while let Some(blank) = rest.iter().position(|&byte| byte == b' ') {
        let length = std::str::from_utf8(&rest[..blank]).ok()?.parse().ok()?;
        let record = rest.get(blank + 1..length)?.strip_suffix(b"\n")?;
        if let Some(path) = record.strip_prefix(b"path=") {
            found = Some(path.to_vec());
        }
        rest = &rest[length..];
    }
    found
}

/// Reads a number: octal digits, or base 256 where its first bit is set.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let mut bytes = field.iter().copied();
        let first = u64::from(bytes.next()? & 0x7f);
        return bytes.try_fold(first, |sum, byte| {
            sum.checked_mul(256)?.checked_add(u64::from(byte))
        });
    }
    let digits = std::str::from_utf8(field).ok()?;
    let digits = digits.trim_matches(['\0', ' ']);
    match digits {
        "" => Some(0),
        digits => u64::from_str_radix(digits, 8).ok(),
    }
}

fn early() -> ReadError {
    let words = "the tar archive ends too early";
    io::Error::new(io::ErrorKind::UnexpectedEof, words).into()
}

fn broken(words: &str) -> ReadError {
    io::Error::new(io::ErrorKind::InvalidData, words).into()
}
