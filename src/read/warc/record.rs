//! One record of an archive (WARC 1.1, section 4).

use super::super::ReadError;
use std::io::{self, BufRead, Read};

/// A record that may hold a page.
pub(super) struct Record {
    pub(super) header: Header,
    pub(super) body: Vec<u8>,
}

#[derive(Default)]
pub(super) struct Header {
    pub(super) url: Option<String>,
    kind: String,
    length: Option<u64>,
}

/// How long a record's header may be.
const HEADER: u64 = 1 << 16;

/// Reads a record; none where it is no response, which is passed over.
///
/// `packed` is for a gzip member, behind whose record nothing but another may come.
pub(super) fn read(
    reader: &mut impl BufRead,
    limit: u64,
    packed: bool,
) -> Result<Option<Record>, ReadError> {
    let header = header(reader)?;
    let length = header
        .length
        .ok_or_else(|| broken("the record has no Content-Length"))?;
    if header.kind != "response" {
        pass(reader, length, packed)?;
        return Ok(None);
    }
    if length > limit {
        pass(reader, length, packed)?;
        return Err(ReadError::TooLong {
            position: None,
            limit,
        });
    }
    let mut body = Vec::new();
    reader.by_ref().take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Err(cut());
    }
    end(reader, packed)?;
    Ok(Some(Record { header, body }))
}

fn header(reader: &mut impl BufRead) -> Result<Header, ReadError> {
    let mut reader = reader.take(HEADER);
    let version = line(&mut reader)?;
    if !version.starts_with("WARC/") {
        return Err(broken(
            "no record begins here: expected `WARC/` and a version",
        ));
    }
    let mut header = Header::default();
    loop {
        let line = line(&mut reader)?;
        if line.is_empty() {
            return Ok(header);
        }
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            // Some writers put it in angle brackets, as version 1.0 has it.
            "warc-target-uri" => {
                let url = value.trim_start_matches('<').trim_end_matches('>');
                header.url = Some(url.to_owned()).filter(|url| !url.is_empty());
            }
            "content-length" => header.length = value.parse().ok(),
            _ => {}
        }
    }
}

/// Reads a line without its end.
fn line(reader: &mut impl BufRead) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    reader.read_until(b'\n', &mut bytes)?;
    if bytes.pop() != Some(b'\n') {
        return Err(broken("the record's header ends too early"));
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads over a body.
fn pass(reader: &mut impl BufRead, length: u64, packed: bool) -> Result<(), ReadError> {
    let passed = io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
    if passed < length {
        return Err(cut());
    }
    end(reader, packed)
}

/// Reads over the line breaks behind a record, to where the next begins.
///
/// At the end of a gzip member this compares its checksum, so that no page of
/// damaged bytes is handed on.
fn end(reader: &mut impl BufRead, packed: bool) -> Result<(), ReadError> {
    loop {
        let bytes = reader.fill_buf()?;
        let blank = bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let more = blank > 0 && blank == bytes.len();
        let rest = &bytes[blank..];
        let next = rest.iter().zip(b"WARC/").all(|(a, b)| a == b);
        reader.consume(blank);
        if packed && !next {
            return Err(broken("the record does not end where it says"));
        }
        if !more {
            return Ok(());
        }
    }
}

fn cut() -> ReadError {
    broken("the record ends too early")
}

fn broken(message: &str) -> ReadError {
    ReadError::Syntax {
        position: None,
        message: message.to_owned(),
    }
}
