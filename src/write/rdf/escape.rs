//! A literal's text in N-Quads: what needs no escape is copied in one go.

/// Appends a literal's text, escaped.
pub(super) fn push_escaped(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    loop {
        let plain = plain_length(rest);
        out.extend_from_slice(&rest[..plain]);
        rest = &rest[plain..];
        let Some(&byte) = rest.first() else { break };
        let length = escape(byte, rest, out);
        rest = &rest[length..];
    }
}

/// What is tested at a time: the fastest of 16, 32 and 64 on news text.
const CHUNK: usize = 32;

/// Returns how many bytes can be copied as they are.
///
/// Most texts can as a whole, and most are short: they are tested in a few
/// steps that overlap and compile to vector instructions.
fn plain_length(text: &[u8]) -> usize {
    let length = text.len();
    let plain = match length {
        CHUNK.. => {
            let special = |chunk: &&[u8]| has_special::<CHUNK>(chunk);
            let chunks = text.chunks_exact(CHUNK).take_while(|chunk| !special(chunk));
            let plain = chunks.count() * CHUNK;
            if length - plain < CHUNK && !has_special::<CHUNK>(&text[length - CHUNK..]) {
                return length;
            }
            plain
        }
        16.. if !has_special::<16>(text) && !has_special::<16>(&text[length - 16..]) => length,
        8..16 if !has_special::<8>(text) && !has_special::<8>(&text[length - 8..]) => length,
        _ => 0,
    };
    let tail = &text[plain..];
    let more = tail.iter().position(|&byte| is_special(byte));
    plain + more.unwrap_or(tail.len())
}

/// Tests the first bytes of at least so many.
#[inline]
fn has_special<const N: usize>(text: &[u8]) -> bool {
    let chunk: &[u8; N] = text.first_chunk().expect("the caller has measured it");
    chunk
        .iter()
        .fold(false, |any, &byte| any | is_special(byte))
}

/// Whether a byte is escaped, or may begin U+FFFE or U+FFFF.
#[inline]
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (byte == 0x7f) | (byte == 0xef)
}

/// Writes the character that begins here and returns its length.
fn escape(byte: u8, rest: &[u8], out: &mut Vec<u8>) -> usize {
    let short = match byte {
        b'\n' => b'n',
        b'"' | b'\\' => byte,
        b'\t' => b't',
        b'\r' => b'r',
        0x08 => b'b',
        0x0c => b'f',
        0xef => {
            match rest.get(1..3) {
                Some([0xbf, last @ (0xbe | 0xbf)]) => {
                    let name: &[u8] = if *last == 0xbe {
                        b"\\uFFFE"
                    } else {
                        b"\\uFFFF"
                    };
                    out.extend_from_slice(name);
                }
                _ => out.extend_from_slice(rest.get(..3).unwrap_or(rest)),
            }
            return rest.len().min(3);
        }
        _ => {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            out.extend_from_slice(b"\\u00");
            out.push(DIGITS[usize::from(byte >> 4)]);
            out.push(DIGITS[usize::from(byte & 15)]);
            return 1;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
    1
}
