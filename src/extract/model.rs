//! The learned models' file: named sections behind a version and a checksum.

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
pub struct Sections(BTreeMap<[u8; 4], Vec<u8>>);

impl Sections {
    /// Reads a file's sections.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
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
            sections.insert(*name, input.take(length)?.to_vec());
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
        self.0.insert(name, bytes);
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
    /// Row `r` has entries `starts[r]..starts[r + 1]`; the number of rows is a power of two.
    starts: Vec<u32>,
    /// Class in the high half, weight in the low one.
    entries: Vec<u32>,
}

impl Sparse {
    /// Builds from rows of (class, weight).
    pub fn from_rows(rows: &[Vec<(u8, i16)>]) -> Self {
        let mut out = Self {
            starts: vec![0],
            entries: Vec::new(),
        };
        for row in rows {
            out.entries.extend(
                row.iter()
                    .map(|&(c, w)| u32::from(c) << 16 | u32::from(w as u16)),
            );
            out.starts.push(out.entries.len() as u32);
        }
        out
    }

    /// Reads a section.
    pub fn read(mut input: Input<'_>) -> Result<Self, ModelError> {
        let bits = input.u8()?.min(24);
        let counts = input.take(1 << bits)?;
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut total = 0;
        starts.push(0);
        for &c in counts {
            total += u32::from(c);
            starts.push(total);
        }
        let classes = input.take(total as usize)?;
        let weights = input.i16s(total as usize)?;
        let entries = classes
            .iter()
            .zip(&weights)
            .map(|(&c, &w)| u32::from(c.min(CLASSES as u8 - 1)) << 16 | u32::from(w as u16));
        Ok(Self {
            starts,
            entries: entries.collect(),
        })
    }

    /// Writes a section.
    pub fn write(&self) -> Vec<u8> {
        let rows = self.starts.len() - 1;
        let mut out = vec![rows.trailing_zeros() as u8];
        out.extend(self.starts.windows(2).map(|w| (w[1] - w[0]) as u8));
        out.extend(self.entries.iter().map(|e| (e >> 16) as u8));
        out.extend(self.entries.iter().flat_map(|e| (*e as u16).to_le_bytes()));
        out
    }

    /// The class that scores best over some features' hashes; 1 is the lowest class.
    pub fn best(&self, hashes: &[u32]) -> u8 {
        // A power of two, so that an index needs a mask alone.
        let mut scores = [0i32; 64];
        let mask = self.starts.len().saturating_sub(2);
        for &h in hashes {
            let row = h as usize & mask;
            let (from, to) = (self.starts[row] as usize, self.starts[row + 1] as usize);
            for e in &self.entries[from..to] {
                scores[(e >> 16) as usize % 64] += i32::from(*e as u16 as i16);
            }
        }
        let mut best = 1;
        for (class, &score) in scores[..CLASSES].iter().enumerate().skip(2) {
            if score > scores[best] {
                best = class;
            }
        }
        best as u8
    }
}
