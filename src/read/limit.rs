//! How long an article may be, so that no input fills the memory.

use std::{
    error::Error,
    fmt,
    io::{self, BufRead, Read},
};

/// How many bytes an article may have, unpacked, unless told otherwise: 64 MiB.
///
/// A thousand times the longest newspaper article, and small enough for a
/// machine to hold several at once. What is read out of a text has a limit of
/// its own, `extract::LIMIT`.
pub const LIMIT: u64 = 64 << 20;

/// How many bytes an RDF input may have, unpacked, unless told otherwise: 1 GiB.
///
/// RDF is held until its last triple is read, and holds many articles.
pub const RDF_LIMIT: u64 = 1 << 30;

/// A reader that fails where an input goes beyond its limit.
#[derive(Debug)]
pub(super) struct Limited<R> {
    reader: R,
    left: u64,
    limit: u64,
}

impl<R> Limited<R> {
    pub(super) fn new(reader: R, limit: u64) -> Self {
        Self {
            reader,
            left: limit,
            limit,
        }
    }
}

impl<R: BufRead> Read for Limited<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return match self.reader.fill_buf()? {
                [] => Ok(0),
                _ => Err(io::Error::other(Exceeded(self.limit))),
            };
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        let most = bytes.len().min(most);
        let read = self.reader.read(&mut bytes[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// Returns the limit that an error is about, if it is.
pub(super) fn exceeded(error: &io::Error) -> Option<u64> {
    let inner = error.get_ref()?.downcast_ref::<Exceeded>()?;
    Some(inner.0)
}

/// Why a limited reader stopped: there are more bytes than this limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded(pub u64);

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} bytes", self.0)
    }
}

impl Error for Exceeded {}
