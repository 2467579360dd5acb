//! Quick look-ups of short words: tables that stand still need no guard against chosen keys.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are hashed in few steps; its order is never asked for.
pub(super) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Hashes eight bytes at a step.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quick(u64);

impl Hasher for Quick {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            self.write_u64(
                rest.iter()
                    .fold(rest.len() as u64, |all, b| all << 8 | u64::from(*b)),
            );
        }
    }

    #[inline]
    fn write_u64(&mut self, word: u64) {
        let mixed = u128::from(self.0 ^ word) * 0xa076_1d64_78bd_642f;
        self.0 = (mixed as u64) ^ (mixed >> 64) as u64;
    }

    #[inline]
    fn write_u32(&mut self, word: u32) {
        self.write_u64(word.into());
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        self.write_u64(byte.into());
    }

    #[inline]
    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

/// Asks something of a word in lower case, without room on the heap for a usual one.
#[inline]
pub(super) fn in_lower_case<A>(word: &str, ask: impl FnOnce(&str) -> A) -> A {
    let mut room = [0; 32];
    match room.get_mut(..word.len()) {
        Some(lower) if word.is_ascii() => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            ask(std::str::from_utf8(lower).unwrap_or(""))
        }
        _ => ask(&word.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_and_told_apart() {
        let words: Vec<String> = (0..20_000)
            .map(|n| format!("w{n}\u{e9}{}", n % 7))
            .collect();
        let map: Map<&str, ()> = words.iter().map(|word| (word.as_str(), ())).collect();
        assert_eq!(map.len(), words.len());
        assert!(words.iter().all(|w| map.contains_key(w.as_str())));
        assert!(!map.contains_key("w20000é1") && !map.contains_key(""));
    }

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        let long = "ABCDEFGHIJ".repeat(9);
        for word in ["", "The", "U.S.", "ÉCLAIR", "İstanbul", "ΟΔΟΣ", &long] {
            in_lower_case(word, |lower| assert_eq!(lower, word.to_lowercase()));
        }
    }
}
