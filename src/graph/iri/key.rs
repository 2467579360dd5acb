//! Keys: what an IRI is made from, hashed.

use crate::article::Span;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Changes whenever the same content would get another IRI.
const VERSION: &str = "dixit 1";

/// A hash over length-prefixed fields.
#[derive(Clone)]
pub(super) struct Key(Sha256);

impl Key {
    pub(super) fn new(kind: &str) -> Self {
        Self(Sha256::new()).field(VERSION).field(kind)
    }

    pub(super) fn field(mut self, value: &str) -> Self {
        self.0.update((value.len() as u64).to_be_bytes());
        self.0.update(value.as_bytes());
        self
    }

    pub(super) fn fields<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        values.into_iter().fold(self, Self::field)
    }

    /// Adds a set of spans: order and repetition do not count.
    pub(super) fn spans(mut self, spans: &[Span]) -> Self {
        let spans: BTreeSet<&Span> = spans.iter().collect();
        self.0.update((spans.len() as u64).to_be_bytes());
        for span in spans {
            self.0.update(span.start.to_be_bytes());
            self.0.update(span.end.to_be_bytes());
        }
        self
    }

    /// 128 bits as 26 letters and digits.
    pub(super) fn name(self) -> String {
        base32(&self.0.finalize()[..16])
    }

    /// 40 bits as 8 letters and digits, beside a readable name.
    pub(super) fn short(self) -> String {
        base32(&self.0.finalize()[..5])
    }
}

/// RFC 4648 base 32, lower case, without padding.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut out = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in bytes {
        bits = bits << 8 | u32::from(byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            out.push(char::from(ALPHABET[(bits >> count & 31) as usize]));
        }
    }
    if count > 0 {
        out.push(char::from(ALPHABET[(bits << (5 - count) & 31) as usize]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_that_of_rfc_4648() {
        assert_eq!(base32(b"foobar"), "mzxw6ytboi");
        assert_eq!(base32(b"fooba"), "mzxw6ytb");
    }
}
