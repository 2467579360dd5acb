//! The learned models' file: named sections behind a version and a checksum.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// What every model file begins with; the last byte is the version of the layout.
const MAGIC: &[u8; 8] = b"dixitm\0\x01";

/// Most classes that a model tells apart.
pub const CLASSES: usize = 48;

/// Says why a model file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelError {
    /// The file is of another kind or version.
    Version,
    /// The file's bytes are not those that were written.
    Checksum,
    /// A section is missing or cut short; the name says which.
    Section([u8; 4]),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version => write!(f, "the model file is of another version"),
            Self::Checksum => write!(f, "the model file is damaged"),
            Self::Section(name) => {
                write!(f, "the model file lacks section {}", name.escape_ascii())
            }
        }
    }
}

impl std::error::Error for ModelError {}

/// The sections of a model file.
#[derive(Debug, Default, Clone)]
pub struct Sections<'b>(BTreeMap<[u8; 4], Cow<'b, [u8]>>);

impl<'b> Sections<'b> {
    /// Reads a file's sections.
    pub fn from_bytes(bytes: &'b [u8]) -> Result<Self, ModelError> {
        let body = bytes.strip_prefix(MAGIC).ok_or(ModelError::Version)?;
        let (sum, mut body) = body.split_first_chunk::<8>().ok_or(ModelError::Checksum)?;
        if u64::from_le_bytes(*sum) != checksum(body) {
            return Err(ModelError::Checksum);
        }
        let mut sections = BTreeMap::new();
        while let Some((name, rest)) = body.split_first_chunk::<4>() {
            let mut input = Input {
                bytes: rest,
                name: *name,
            };
            let length = input.u32()? as usize;
            sections.insert(*name, Cow::Borrowed(input.take(length)?));
            body = input.bytes;
        }
        Ok(Self(sections))
    }

    /// Writes the sections as a file's bytes, in the order of their names.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, bytes) in &self.0 {
            body.extend_from_slice(name);
            body.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
            body.extend_from_slice(bytes);
        }
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&checksum(&body).to_le_bytes());
        out.extend_from_slice(&body);
        out
    }

    /// Puts a section in.
    pub fn insert(&mut self, name: [u8; 4], bytes: Vec<u8>) {
        self.0.insert(name, Cow::Owned(bytes));
    }

    /// A section's bytes.
    pub fn section(&self, name: [u8; 4]) -> Result<Input<'_>, ModelError> {
        let bytes = self.0.get(&name).ok_or(ModelError::Section(name))?;
        Ok(Input { bytes, name })
    }
}

/// Sixty-four bits over eight bytes at a time: guards against damage, not against forgers.
fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64 ^ 0x9e37_79b9_7f4a_7c15;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        sum = (sum ^ u64::from_le_bytes(word))
            .wrapping_mul(0xff51_afd7_ed55_8ccd)
            .rotate_left(29);
    }
    sum ^ (sum >> 32)
}

/// A section being read.
pub struct Input<'b> {
    bytes: &'b [u8],
    name: [u8; 4],
}

impl<'b> Input<'b> {
    /// The next bytes.
    pub fn take(&mut self, length: usize) -> Result<&'b [u8], ModelError> {
        let (head, rest) = self
            .bytes
            .split_at_checked(length)
            .ok_or(ModelError::Section(self.name))?;
        self.bytes = rest;
        Ok(head)
    }

    /// The next byte.
    pub fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(self.take(1)?[0])
    }

    /// The next four bytes, little end first.
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        let (word, rest) = self
            .bytes
            .split_first_chunk::<4>()
            .ok_or(ModelError::Section(self.name))?;
        self.bytes = rest;
        Ok(u32::from_le_bytes(*word))
    }

    /// The next sixteen-bit numbers.
    pub fn i16s(&mut self, count: usize) -> Result<Vec<i16>, ModelError> {
        let length = count.checked_mul(2).ok_or(ModelError::Section(self.name))?;
        Ok(self
            .take(length)?
            .chunks_exact(2)
            .map(|b| i16::from_le_bytes([b[0], b[1]]))
            .collect())
    }
}

/// A linear model of many classes, most weights zero.
#[derive(Debug, Clone, Default)]
pub struct Sparse {
    /// A row's first entries, 0 where it has fewer; the number of rows is a power of two.
    rows: Vec<[u32; INLINE]>,
    /// The others of rows that have more: their number, then they.
    rest: Vec<u32>,
}

/// Entries that stand in the row itself: nine rows in ten have no more.
const INLINE: usize = 4;

/// Marks a row's last entry as the place of its others in [`Sparse::rest`].
const MORE: u32 = 1 << 31;

/// An entry: the class and 1 in the high half, the weight in the low one.
fn entry(class: u8, weight: i16) -> u32 {
    (u32::from(class.min(CLASSES as u8 - 1)) + 1) << 16 | u32::from(weight as u16)
}

impl Sparse {
    /// Builds from rows of (class, weight).
    pub fn from_rows(rows: &[Vec<(u8, i16)>]) -> Self {
        let mut out = Self::default();
        for row in rows {
            out.push(row.len(), row.iter().map(|&(c, w)| entry(c, w)));
        }
        out
    }

    fn push(&mut self, count: usize, mut entries: impl Iterator<Item = u32>) {
        let own = if count > INLINE { INLINE - 1 } else { count };
        let mut row = [0; INLINE];
        for (place, entry) in row.iter_mut().zip(entries.by_ref().take(own)) {
            *place = entry;
        }
        if own < count {
            row[INLINE - 1] = MORE | self.rest.len() as u32;
            self.rest.push((count - own) as u32);
            self.rest.extend(entries);
        }
        self.rows.push(row);
    }

    /// Reads a section.
    pub fn read(mut input: Input<'_>) -> Result<Self, ModelError> {
        let bits = input.u8()?.min(24);
        let counts = input.take(1 << bits)?;
        let total = counts.iter().map(|&c| usize::from(c)).sum();
        let classes = input.take(total)?;
        let weights = input.i16s(total)?;
        let mut entries = classes.iter().zip(&weights).map(|(&c, &w)| entry(c, w));
        let mut out = Self {
            rows: Vec::with_capacity(counts.len()),
            rest: Vec::new(),
        };
        for &count in counts {
            out.push(count.into(), entries.by_ref().take(count.into()));
        }
        Ok(out)
    }

    /// Writes a section.
    pub fn write(&self) -> Vec<u8> {
        let rows: Vec<Vec<u32>> = self
            .rows
            .iter()
            .map(|r| self.entries(r).collect())
            .collect();
        let mut out = vec![rows.len().trailing_zeros() as u8];
        out.extend(rows.iter().map(|r| r.len() as u8));
        out.extend(rows.iter().flatten().map(|e| (e >> 16) as u8 - 1));
        out.extend(
            rows.iter()
                .flatten()
                .flat_map(|e| (*e as u16).to_le_bytes()),
        );
        out
    }

    fn entries<'s>(&'s self, row: &'s [u32; INLINE]) -> impl Iterator<Item = u32> + use<'s> {
        let own = row.iter().copied().filter(|e| *e != 0 && e & MORE == 0);
        own.chain(self.others(row[INLINE - 1]).iter().copied())
    }

    /// The entries that a row's last one leads to.
    fn others(&self, last: u32) -> &[u32] {
        let at = (last ^ MORE) as usize;
        match self.rest.get(at) {
            Some(&count) => &self.rest[at + 1..][..count as usize],
            None => &[],
        }
    }

    /// The class that scores best over some features' hashes; 1 is the lowest class.
    pub fn best(&self, hashes: &[u32]) -> u8 {
        // A power of two, so that an index needs a mask alone; the first takes what is no entry.
        let mut scores = [0i32; 64];
        let mut add = |e: u32| scores[(e >> 16) as usize % 64] += i32::from(e as u16 as i16);
        let mask = self.rows.len().wrapping_sub(1);
        for &h in hashes {
            let Some(row) = self.rows.get(h as usize & mask) else {
                continue;
            };
            row[..INLINE - 1].iter().for_each(|&e| add(e));
            if row[INLINE - 1] & MORE == 0 {
                add(row[INLINE - 1]);
            } else {
                self.others(row[INLINE - 1]).iter().for_each(|&e| add(e));
            }
        }
        let scores = &scores[1..=CLASSES];
        let mut best = 1;
        for (class, &score) in scores.iter().enumerate().skip(2) {
            if score > scores[best] {
                best = class;
            }
        }
        best as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_short_rows_are_written_and_read_back() {
        let row = |n: usize| (0..n).map(|c| (c as u8 * 3, n as i16 - 9)).collect();
        let rows: Vec<Vec<(u8, i16)>> = (0..16).map(row).collect();
        let model = Sparse::from_rows(&rows);
        let bytes = model.write();
        let input = Input {
            bytes: &bytes,
            name: *b"test",
        };
        assert_eq!(Sparse::read(input).map(|m| m.write()), Ok(bytes));
        for (n, row) in rows.iter().enumerate() {
            let entries = model.entries(&model.rows[n]);
            assert!(entries.eq(row.iter().map(|&(c, w)| entry(c, w))));
        }
    }

    #[test]
    fn the_best_class_has_the_greatest_sum() {
        let many = (0..9).map(|c| (c, 10)).collect();
        let model = Sparse::from_rows(&[vec![(4, 7)], vec![(5, 9), (4, 3)], vec![], many]);
        assert_eq!(model.best(&[0, 1]), 4);
        assert_eq!(model.best(&[1]), 5);
        assert_eq!(model.best(&[2]), 1);
        assert_eq!(model.best(&[3, 3, 1]), 5);
        assert_eq!(model.best(&[3, 0, 0, 4]), 4);
    }
}
