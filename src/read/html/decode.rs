//! The characters of a page: which encoding its bytes are in.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// How far a page may put off saying its encoding (HTML, 13.2.3.2).
const PRESCAN: usize = 1024;

/// Decodes a page, given the charset of its HTTP header if there was one.
///
/// A byte-order mark comes first. Then what is valid UTF-8 and uses it is
/// UTF-8 whatever the page says, as no other encoding looks like it by chance.
/// Then the header, the page's own word, and Windows-1252 as browsers do.
pub(super) fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    if !bytes.is_ascii()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Cow::Borrowed(text);
    }
    let header = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = header.or_else(|| declared(bytes)).unwrap_or(WINDOWS_1252);
    // A page that says UTF-16 in ASCII letters cannot be in it (HTML, 13.2.3.3).
    let encoding = match encoding.is_ascii_compatible() {
        true => encoding,
        false if bytes.contains(&0) => encoding,
        false => UTF_8,
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// Finds `charset=` among the first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    loop {
        let at = rest.windows(7).position(|w| w == b"charset")? + 7;
        rest = &rest[at..];
        let value = rest.trim_ascii_start();
        let Some(value) = value.strip_prefix(b"=") else {
            continue;
        };
        let value = value.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or(value.strip_prefix(b"'"))
            .unwrap_or(value);
        let end = value.iter().position(|b| b"\"' ;/>".contains(b));
        if let Some(found) = Encoding::for_label(&value[..end.unwrap_or(value.len())]) {
            return Some(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_encoding_is_found_as_browsers_find_it() {
        let koi = b"<meta charset='koi8-r'>\xf0\xd2\xc9\xd7\xc5\xd4";
        assert!(decode(koi, None).ends_with("Привет"));
        assert!(decode(b"\xef\xbb\xbf<p>\xc3\xa9", Some("latin1")).ends_with("é"));
        assert!(decode(b"<meta charset=iso-8859-1><p>\xc3\xa9", None).ends_with("é"));
        assert!(decode(b"<p>\x93so\x94", None).ends_with("“so”"));
        assert!(decode(b"<p>\xe9", Some("windows-1251")).ends_with("й"));
        assert!(decode(b"\xff\xfe<\0p\0>\0", None).ends_with("<p>"));
        assert!(decode(b"<meta charset=utf-16><p>plain", None).ends_with("plain"));
    }
}
