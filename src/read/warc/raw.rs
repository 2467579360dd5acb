//! An archive's bytes as they are, with a place to go back to.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

const STEP: usize = 1 << 16;
/// How far it can go back: longer than any packed page.
const KEPT: usize = 16 << 20;
/// Enough of a member to unpack the first word of its record.
const TRIAL: usize = 1 << 10;

/// A reader that knows its place and keeps what follows its mark.
pub(super) struct Raw<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where reading goes on, in the buffer.
    at: usize,
    /// Where the mark is, in the buffer, and in the file.
    mark: usize,
    mark_offset: u64,
}

impl<R: BufRead> Raw<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            at: 0,
            mark: 0,
            mark_offset: 0,
        }
    }

    /// Sets the mark here and returns the place in the file.
    pub(super) fn mark(&mut self) -> u64 {
        self.mark_offset += (self.at - self.mark) as u64;
        self.mark = self.at;
        self.mark_offset
    }

    /// Returns the place of the mark in the file.
    pub(super) fn marked(&self) -> u64 {
        self.mark_offset
    }

    /// Passes over the line breaks between records.
    pub(super) fn skip_blanks(&mut self) -> io::Result<()> {
        loop {
            let bytes = self.fill_buf()?;
            let blank = bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let all = blank == bytes.len();
            self.consume(blank);
            if !all || blank == 0 {
                return Ok(());
            }
        }
    }

    /// Goes back to just behind the mark and on to where a record begins; none if there is none.
    pub(super) fn seek_record(mut self, gzip: bool) -> io::Result<Option<Self>> {
        let needle: &[u8] = if gzip { b"\x1f\x8b\x08" } else { b"\nWARC/" };
        self.at = (self.mark + 1).min(self.buffer.len());
        loop {
            self.mark();
            let there = self.ensure(TRIAL)?;
            let rest = &self.buffer[self.at..];
            match rest.windows(needle.len()).position(|w| w == needle) {
                Some(found) if !gzip => {
                    self.at += found + 1;
                    return Ok(Some(self));
                }
                Some(found) => {
                    self.at += found;
                    self.ensure(TRIAL)?;
                    if begins_record(&self.buffer[self.at..]) {
                        return Ok(Some(self));
                    }
                    self.at += 1;
                }
                None if !there => return Ok(None),
                // The needle may lie across the end of what is read so far.
                None => self.at = self.buffer.len() - (needle.len() - 1),
            }
        }
    }

    /// Reads on until so much is there; false where the file ends first.
    fn ensure(&mut self, length: usize) -> io::Result<bool> {
        while self.buffer.len() - self.at < length {
            if !self.more()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads a step further; false at the end.
    fn more(&mut self) -> io::Result<bool> {
        // What is before the mark is done with.
        if self.at - self.mark > KEPT {
            self.mark();
        }
        if self.mark > STEP {
            self.buffer.drain(..self.mark);
            self.at -= self.mark;
            self.mark = 0;
        }
        let length = self.buffer.len();
        self.buffer.resize(length + STEP, 0);
        let read = self.reader.read(&mut self.buffer[length..]);
        self.buffer.truncate(length + *read.as_ref().unwrap_or(&0));
        Ok(read? > 0)
    }
}

/// Whether a gzip member unpacks to a record: the bytes of any other may look like one.
fn begins_record(member: &[u8]) -> bool {
    let mut word = [0; 5];
    let unpacked = GzDecoder::new(member).read_exact(&mut word);
    unpacked.is_ok() && &word == b"WARC/"
}

impl<R: BufRead> Read for Raw<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let length = there.len().min(bytes.len());
        bytes[..length].copy_from_slice(&there[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Raw<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() {
            self.more()?;
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, length: usize) {
        self.at += length;
    }
}
