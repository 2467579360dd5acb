//! Between the bytes of a text and its code points.

use super::Span;

/// A text, prepared for look-ups by code point.
///
/// Keeps the byte offset of every 16th code point, so a look-up costs a short
/// walk however long the text is; an ASCII text needs none.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    marks: Vec<usize>,
    length: usize,
}

/// Fewer marks make the many look-ups of an export slower: they walk from mark to place.
const STRIDE: usize = 16;

impl<'t> Offsets<'t> {
    /// Walks the text once.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self {
                text,
                marks: Vec::new(),
                length: text.len(),
            };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut length = 0;
        for at in starts(text) {
            if length % STRIDE == 0 {
                marks.push(at);
            }
            length += 1;
        }
        Self {
            text,
            marks,
            length,
        }
    }

    /// Returns how many code points the text has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns the byte at which a code point begins, if the text reaches so far.
    pub fn byte(&self, code_point: usize) -> Option<usize> {
        if code_point >= self.length {
            return (code_point == self.length).then_some(self.text.len());
        }
        let Some(&mark) = self.marks.get(code_point / STRIDE) else {
            return Some(code_point);
        };
        let mut rest = starts(&self.text[mark..]);
        rest.nth(code_point % STRIDE).map(|byte| mark + byte)
    }

    /// Returns the code point that begins at a byte, or holds it.
    pub fn code_point(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        if self.marks.is_empty() {
            return byte;
        }
        let block = self.marks.partition_point(|&mark| mark <= byte) - 1;
        let rest = self.text[self.marks[block]..].char_indices();
        let within = rest.take_while(|(at, _)| self.marks[block] + at < byte);
        block * STRIDE + within.count()
    }

    /// Returns the words of a span, or nothing where it leaves the text.
    pub fn words(&self, span: Span) -> &'t str {
        let start = self.byte(span.start as usize);
        let end = self.byte(span.end as usize);
        match (start, end) {
            (Some(start), Some(end)) if start <= end => &self.text[start..end],
            _ => "",
        }
    }

    /// Returns the span of a range of bytes.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        let point = |byte| u32::try_from(self.code_point(byte)).unwrap_or(u32::MAX);
        Span {
            start: point(bytes.start),
            end: point(bytes.end),
        }
    }
}

/// Returns the bytes at which code points begin, without making any of them.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let begins = |(_, byte): &(usize, u8)| byte & 0xc0 != 0x80;
    text.bytes().enumerate().filter(begins).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_a_plain_walk() {
        for text in ["", "plain", "“curly” and 😀 é — ", &"aé😀".repeat(100)] {
            let offsets = Offsets::new(text);
            let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
            bytes.push(text.len());
            assert_eq!(offsets.length() + 1, bytes.len());
            for (point, &byte) in bytes.iter().enumerate() {
                assert_eq!(offsets.byte(point), Some(byte));
                assert_eq!(offsets.code_point(byte), point);
            }
            assert_eq!(offsets.byte(bytes.len()), None);
            for byte in 0..text.len() {
                let holding = bytes.iter().rposition(|&start| start <= byte);
                assert_eq!(Some(offsets.code_point(byte)), holding);
            }
        }
    }
}
