//! WARC: the web archives of Common Crawl and others, as CC-NEWS has them.
//!
//! Of each file the responses that hold HTML are read, the rest is passed
//! over. The address is the page's own canonical one, else that of the record.
//! The day of the crawl is never taken for the day of publication: it may be
//! years later, and who said what when must not rest on it.

mod http;
mod raw;
mod record;

use super::{
    ReadError,
    compress::{self, Packing},
    html,
};
use crate::article::Article;
use flate2::bufread::GzDecoder;
use raw::Raw;
use record::Record;
use std::io::{self, BufRead, BufReader};

/// A page of an archive, not parsed yet.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// Where its record begins: a byte of the file, packed as it is.
    offset: u64,
    url: Option<String>,
    /// The answer of the server: its headers and the page.
    message: Vec<u8>,
}

impl Page {
    pub(super) fn size(&self) -> usize {
        self.message.len()
    }

    /// Parses the page; it may be unpacked to so many bytes.
    pub(super) fn parse(self, limit: u64) -> Result<Article, ReadError> {
        let about = html::About {
            id: format!("record-{}", self.offset),
            url: self.url.clone(),
            charset: http::charset(&self.message),
        };
        let page = http::body(&self.message, limit).map_err(ReadError::from);
        let article = page.and_then(|page| html::article(&page, about));
        article.map_err(|cause| in_archive(self.offset, self.url, cause))
    }
}

fn in_archive(offset: u64, url: Option<String>, cause: ReadError) -> ReadError {
    ReadError::InArchive {
        offset,
        url,
        cause: Box::new(cause),
    }
}

/// Cuts an archive into pages. A broken record is an error, and the next follows.
pub(super) fn pages<'a>(
    reader: impl BufRead + Send + 'a,
    limit: u64,
) -> io::Result<Box<dyn Iterator<Item = Result<Page, ReadError>> + Send + 'a>> {
    let (packing, begun) = compress::packing(reader)?;
    Ok(match packing {
        Packing::Gzip => Box::new(Archive::new(Raw::new(begun), true, limit)),
        // Read as one stream, so the offsets are those of the unpacked bytes.
        Packing::Zstd => {
            let plain = compress::unpacked(begun)?;
            Box::new(Archive::new(Raw::new(plain), false, limit))
        }
        Packing::Plain => Box::new(Archive::new(Raw::new(begun), false, limit)),
    })
}

/// An archive being read.
struct Archive<R: BufRead> {
    state: State<R>,
    /// Whether it is made of gzip members, usually one a record.
    gzip: bool,
    limit: u64,
}

enum State<R: BufRead> {
    Between(Raw<R>),
    /// Inside a gzip member, which begins at this byte of the file.
    Within(Box<BufReader<GzDecoder<Raw<R>>>>, u64),
    Done,
}

impl<R: BufRead> Archive<R> {
    fn new(raw: Raw<R>, gzip: bool, limit: u64) -> Self {
        Self {
            state: State::Between(raw),
            gzip,
            limit,
        }
    }

    /// Reads the next record, or as much as is needed to pass it over.
    fn record(&mut self) -> Result<Option<Page>, ReadError> {
        let limit = self.limit;
        match &mut self.state {
            State::Done => Ok(None),
            State::Between(raw) if !self.gzip => {
                raw.skip_blanks()?;
                let offset = raw.mark();
                let record = record::read(raw, limit, false);
                page(record, offset)
            }
            State::Between(_) => Ok(None),
            State::Within(member, offset) => page(record::read(member, limit, true), *offset),
        }
    }

    /// Steps into the next gzip member; false at the end.
    fn step(&mut self) -> io::Result<bool> {
        self.state = match std::mem::replace(&mut self.state, State::Done) {
            State::Within(mut member, offset) => {
                // The checksum is behind the last byte: reading on compares it.
                match member.fill_buf().map(<[u8]>::is_empty) {
                    Ok(true) => State::Between(member.into_inner().into_inner()),
                    Ok(false) => State::Within(member, offset),
                    Err(e) => {
                        self.state = State::Within(member, offset);
                        return Err(e);
                    }
                }
            }
            state => state,
        };
        self.state = match std::mem::replace(&mut self.state, State::Done) {
            State::Between(mut raw) => {
                if raw.fill_buf()?.is_empty() {
                    return Ok(false);
                }
                match self.gzip {
                    true => {
                        let offset = raw.mark();
                        let member = BufReader::with_capacity(1 << 14, GzDecoder::new(raw));
                        State::Within(Box::new(member), offset)
                    }
                    false => State::Between(raw),
                }
            }
            state => state,
        };
        Ok(!matches!(self.state, State::Done))
    }

    /// Finds where the next record begins, behind a broken one.
    fn recover(&mut self) {
        let raw = match std::mem::replace(&mut self.state, State::Done) {
            State::Between(raw) => raw,
            State::Within(member, _) => member.into_inner().into_inner(),
            State::Done => return,
        };
        if let Ok(Some(raw)) = raw.seek_record(self.gzip) {
            self.state = State::Between(raw);
        }
    }

    fn offset(&self) -> u64 {
        match &self.state {
            State::Between(raw) => raw.marked(),
            State::Within(_, offset) => *offset,
            State::Done => 0,
        }
    }
}

/// Takes a record that holds a page; none of any other.
fn page(record: Result<Option<Record>, ReadError>, offset: u64) -> Result<Option<Page>, ReadError> {
    match record {
        Ok(Some(Record { header, body })) if http::is_page(&body) => Ok(Some(Page {
            offset,
            url: header.url,
            message: body,
        })),
        Ok(_) => Ok(None),
        Err(cause) => Err(in_archive(offset, None, cause)),
    }
}

impl<R: BufRead> Iterator for Archive<R> {
    type Item = Result<Page, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let before = self.offset();
            let stepped = self.step().map_err(ReadError::from);
            let read = match stepped {
                Ok(false) => return None,
                Ok(true) => self.record(),
                Err(cause) => Err(in_archive(before, None, cause)),
            };
            match read {
                Ok(Some(page)) => return Some(Ok(page)),
                Ok(None) => {}
                Err(e) if is_whole(&e) => return Some(Err(e)),
                Err(e) => {
                    self.recover();
                    return Some(Err(e));
                }
            }
        }
    }
}

/// Whether the record was passed over to its end all the same.
fn is_whole(error: &ReadError) -> bool {
    match error {
        ReadError::InArchive { cause, .. } => matches!(**cause, ReadError::TooLong { .. }),
        _ => false,
    }
}
