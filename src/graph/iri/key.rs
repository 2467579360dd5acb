//! Keys: what an IRI is made from, hashed.

use crate::article::Span;
use sha2::{Digest, Sha256};
use std::{borrow::Cow, collections::BTreeSet};

/// Changes whenever the same content would get another IRI.
const VERSION: &str = "dixit 1";

/// A hash over length-prefixed fields.
///
/// Fields are gathered and hashed in one go: that is several times as fast as
/// to hand over a few bytes at a time.
pub(super) struct Key {
    gathered: Vec<u8>,
    hash: Sha256,
}

/// What is longer is hashed where it stands.
const LONG: usize = 1 << 12;

/// Room for the keys of news: a statement's has about 200 bytes.
const USUAL: usize = 256;

/// What SHA-256 takes at a time.
const BLOCK: usize = 64;

impl Key {
    pub(super) fn new(kind: &str) -> Self {
        let key = Self {
            gathered: Vec::with_capacity(USUAL),
            hash: Sha256::new(),
        };
        key.field(VERSION).field(kind)
    }

    pub(super) fn field(mut self, value: &str) -> Self {
        self.number(value.len());
        if value.len() < LONG {
            self.gathered.extend_from_slice(value.as_bytes());
        } else {
            self.hash.update(&self.gathered);
            self.hash.update(value.as_bytes());
            self.gathered.clear();
        }
        self
    }

    pub(super) fn fields<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        values.into_iter().fold(self, Self::field)
    }

    /// Adds a set of spans: order and repetition do not count.
    pub(super) fn spans(mut self, spans: &[Span]) -> Self {
        let is_set = spans.is_sorted_by(|a, b| a < b);
        let set: Cow<'_, [Span]> = match is_set {
            true => spans.into(),
            false => Vec::from_iter(BTreeSet::from_iter(spans.iter().copied())).into(),
        };
        self.number(set.len());
        for span in set.iter() {
            self.gathered.extend_from_slice(&span.start.to_be_bytes());
            self.gathered.extend_from_slice(&span.end.to_be_bytes());
        }
        self
    }

    fn number(&mut self, number: usize) {
        self.gathered
            .extend_from_slice(&(number as u64).to_be_bytes());
    }

    /// Hashes what is whole of it, for keys that begin alike.
    pub(super) fn settled(mut self) -> Self {
        let whole = self.gathered.len() / BLOCK * BLOCK;
        self.hash.update(&self.gathered[..whole]);
        self.gathered.drain(..whole);
        self
    }

    /// Returns another that begins the same.
    pub(super) fn again(&self) -> Self {
        let mut gathered = Vec::with_capacity(USUAL);
        gathered.extend_from_slice(&self.gathered);
        Self {
            gathered,
            hash: self.hash.clone(),
        }
    }

    /// 128 bits.
    pub(super) fn bits(mut self) -> u128 {
        self.hash.update(&self.gathered);
        let hash = self.hash.finalize();
        hash[..16]
            .iter()
            .fold(0, |bits, &byte| bits << 8 | u128::from(byte))
    }

    /// 128 bits as 26 letters and digits.
    pub(super) fn name(self) -> String {
        let mut out = String::with_capacity(26);
        write_name(self.bits(), &mut out);
        out
    }

    /// Appends 40 bits as 8 letters and digits, beside a readable name.
    pub(super) fn write_short(self, out: &mut String) {
        base32(self.bits() & !(u128::MAX >> 40), 8, out);
    }
}

/// Appends 128 bits as 26 letters and digits.
pub(super) fn write_name(bits: u128, out: &mut String) {
    base32(bits, 26, out);
}

/// RFC 4648 base 32 of the first bits, lower case, without padding.
fn base32(mut bits: u128, length: usize, out: &mut String) {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut letters = [0; 26];
    for letter in &mut letters[..length] {
        *letter = ALPHABET[(bits >> 123) as usize];
        bits <<= 5;
    }
    out.push_str(std::str::from_utf8(&letters[..length]).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (text, expected) in [("foobar", "mzxw6ytboi"), ("fooba", "mzxw6ytb")] {
            let bits = text
                .bytes()
                .fold(0, |bits, byte| bits << 8 | u128::from(byte));
            let mut out = String::new();
            base32(bits << (128 - 8 * text.len()), expected.len(), &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn a_long_field_is_hashed_as_a_short_one_is() {
        let long = "é".repeat(LONG);
        let mut hash = Sha256::new();
        for value in [VERSION, "claim", &long, "end"] {
            hash.update((value.len() as u64).to_be_bytes());
            hash.update(value.as_bytes());
        }
        let expected = u128::from_be_bytes(hash.finalize()[..16].try_into().expect("16 bytes"));
        assert_eq!(Key::new("claim").field(&long).field("end").bits(), expected);
    }

    #[test]
    fn order_and_repetition_of_spans_do_not_count() {
        let [a, b] = [(1, 2), (3, 4)].map(|(start, end)| Span { start, end });
        let key = |spans: &[Span]| Key::new("claim").spans(spans).bits();
        assert_eq!(key(&[a, b]), key(&[b, a, b]));
        assert_ne!(key(&[a, b]), key(&[a]));
    }
}
