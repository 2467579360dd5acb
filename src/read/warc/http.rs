//! The answer of a server, as an archive keeps it.

use super::super::{compress, limit::Limited};
use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use std::{
    borrow::Cow,
    io::{self, BufReader, Read},
};

/// Whether an answer holds a web page: status 200 and a type of HTML.
pub(super) fn is_page(message: &[u8]) -> bool {
    let (head, _) = split(message);
    let first = head.split(|&b| b == b'\n').next().unwrap_or_default();
    let mut words = first.split(u8::is_ascii_whitespace);
    let status = words.nth(1).unwrap_or_default();
    let kind = field(head, "content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    status == b"200" && (kind.contains("text/html") || kind.contains("application/xhtml"))
}

/// Returns the charset that the server named.
pub(super) fn charset(message: &[u8]) -> Option<String> {
    let kind = field(split(message).0, "content-type")?.to_ascii_lowercase();
    let (_, charset) = kind.split_once("charset=")?;
    let charset = charset.split(';').next().unwrap_or_default();
    Some(charset.trim_matches(['"', '\'', ' ']).to_owned())
}

/// Returns the page, taken out of its chunks and unpacked.
pub(super) fn body(message: &[u8], limit: u64) -> io::Result<Cow<'_, [u8]>> {
    let (head, body) = split(message);
    let has = |name, value: &str| {
        field(head, name).is_some_and(|v| v.to_ascii_lowercase().contains(value))
    };
    // Many crawlers unpack what they keep and leave the headers as they were.
    let body = match has("transfer-encoding", "chunked").then(|| unchunked(body)) {
        Some(Some(whole)) => Cow::Owned(whole),
        _ => Cow::Borrowed(body),
    };
    let unpacked = if has("content-encoding", "deflate") {
        let zlib = read(ZlibDecoder::new(&body[..]), limit);
        zlib.or_else(|_| read(DeflateDecoder::new(&body[..]), limit))
            .ok()
    } else if has("content-encoding", "br") && std::str::from_utf8(&body).is_err() {
        let words = "the page is packed with Brotli, which is not read";
        return Err(io::Error::other(words));
    } else {
        let plain = compress::unpacked(&body[..])?;
        Some(read(plain, limit)?)
    };
    Ok(match unpacked {
        Some(page) => Cow::Owned(page),
        None => body,
    })
}

fn read(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Limited::new(BufReader::new(reader), limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Parts the headers from the body.
fn split(message: &[u8]) -> (&[u8], &[u8]) {
    let end = |mark: &[u8]| message.windows(mark.len()).position(|w| w == mark);
    let crlf = end(b"\r\n\r\n").map(|at| (at, at + 4));
    let (head, body) = match (crlf, end(b"\n\n").map(|at| (at, at + 2))) {
        (Some(a), Some(b)) if b.0 < a.0 => b,
        (Some(a), _) => a,
        (None, Some(b)) => b,
        (None, None) => (message.len(), message.len()),
    };
    (&message[..head], &message[body..])
}

fn field(head: &[u8], name: &str) -> Option<String> {
    let lines = head.split(|&b| b == b'\n').skip(1);
    let mut fields = lines.filter_map(|line| {
        let colon = line.iter().position(|&b| b == b':')?;
        let (key, value) = (&line[..colon], &line[colon + 1..]);
        key.trim_ascii()
            .eq_ignore_ascii_case(name.as_bytes())
            .then_some(value)
    });
    let value = fields.next()?.trim_ascii();
    Some(String::from_utf8_lossy(value).into_owned())
}

/// Puts chunks together (RFC 9112, 7.1); none where they are no chunks.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().position(|&b| b == b'\n')?;
        let line = std::str::from_utf8(&body[..end]).ok()?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        // A page that was cut off is kept as far as it goes.
        let chunk = &body[..size.min(body.len())];
        whole.extend_from_slice(chunk);
        body = &body[chunk.len()..];
        body = body
            .strip_prefix(b"\r\n")
            .or(body.strip_prefix(b"\n"))
            .unwrap_or(body);
        if body.is_empty() {
            return Some(whole);
        }
    }
}
