//! Tables: a byte for each of some hashes.

use super::model::{Input, ModelError};

/// A small map from hashes to bytes that are not 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Places, more than twice as many as entries; a byte of 0 marks a free one.
    places: Vec<(u32, u8)>,
}

impl Table {
    /// Builds from hashes with their bytes; the first of a hash counts.
    pub fn new(entries: &[(u32, u8)]) -> Self {
        let mut out = Self {
            places: vec![(0, 0); (entries.len() * 2 + 1).next_power_of_two()],
        };
        for &(hash, byte) in entries.iter().filter(|e| e.1 > 0) {
            let at = out.find(hash);
            if out.places[at].1 == 0 {
                out.places[at] = (hash, byte);
            }
        }
        out
    }

    /// The byte of a hash, 0 when it has none.
    #[inline]
    pub fn get(&self, hash: u32) -> u8 {
        if self.places.is_empty() {
            0
        } else {
            self.places[self.find(hash)].1
        }
    }

    /// Where a hash stands, or the free place where it would.
    #[inline]
    fn find(&self, hash: u32) -> usize {
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        while self.places[at].1 != 0 && self.places[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// Reads a section.
    pub fn read(mut input: Input<'_>) -> Result<Self, ModelError> {
        let count = input.u32()?;
        let entry = |input: &mut Input<'_>| Ok((input.u32()?, input.u8()?));
        let entries: Vec<_> = (0..count)
            .map(|_| entry(&mut input))
            .collect::<Result<_, _>>()?;
        Ok(Self::new(&entries))
    }

    /// Writes a section, in the order of the hashes.
    pub fn write(&self) -> Vec<u8> {
        let mut entries: Vec<_> = self.places.iter().filter(|p| p.1 > 0).collect();
        entries.sort_unstable();
        let mut out = (entries.len() as u32).to_le_bytes().to_vec();
        for (hash, byte) in entries {
            out.extend(hash.to_le_bytes());
            out.push(*byte);
        }
        out
    }
}
