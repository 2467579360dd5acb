//! Chains: linear models that label a run of tokens.

use super::model::{Input, ModelError};

/// Every chain tells three labels apart; 0 is "neither".
pub const LABELS: usize = 3;

/// What takes a feature's hash: sums at run time, a list in training.
pub trait Sink {
    /// Takes one feature.
    fn add(&mut self, hash: u32);
}

impl Sink for Vec<u32> {
    fn add(&mut self, hash: u32) {
        self.push(hash);
    }
}

/// The weights of a chain: of labels, and of pairs of neighbouring labels.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// Rows of the weights of labels 1 and 2 against label 0; their number is a power of two.
    pub emission: Vec<[i16; 2]>,
    /// Rows of pair weights, previous label times three plus label.
    pub transition: Vec<[i16; 9]>,
}

impl Chain {
    /// Sums what a token's features say of its label.
    #[inline]
    pub fn emit(&self, fill: impl FnOnce(&mut Sum<'_, 2>)) -> [i32; LABELS] {
        let mut sink = Sum::new(&self.emission);
        fill(&mut sink);
        [0, sink.sum[0], sink.sum[1]]
    }

    /// Sums what a token's features say of its label after the one before.
    #[inline]
    pub fn join(&self, fill: impl FnOnce(&mut Sum<'_, 9>)) -> [i32; 9] {
        let mut sink = Sum::new(&self.transition);
        fill(&mut sink);
        sink.sum
    }

    /// Does [`Self::emit`] for two chains that have the same features.
    #[inline]
    pub fn emit_both(
        &self,
        other: &Self,
        fill: impl FnOnce(&mut (Sum<'_, 2>, Sum<'_, 2>)),
    ) -> [[i32; LABELS]; 2] {
        let mut sink = (Sum::new(&self.emission), Sum::new(&other.emission));
        fill(&mut sink);
        [
            [0, sink.0.sum[0], sink.0.sum[1]],
            [0, sink.1.sum[0], sink.1.sum[1]],
        ]
    }

    /// Does [`Self::join`] for two chains that have the same features.
    #[inline]
    pub fn join_both(
        &self,
        other: &Self,
        fill: impl FnOnce(&mut (Sum<'_, 9>, Sum<'_, 9>)),
    ) -> [[i32; 9]; 2] {
        let mut sink = (Sum::new(&self.transition), Sum::new(&other.transition));
        fill(&mut sink);
        [sink.0.sum, sink.1.sum]
    }

    /// Reads a section.
    pub fn read(mut input: Input<'_>) -> Result<Self, ModelError> {
        let emission = rows::<2>(&mut input)?;
        let transition = rows::<9>(&mut input)?;
        Ok(Self {
            emission,
            transition,
        })
    }

    /// Writes a section: a bit a row tells which are not all zero, then those.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&self.emission, &mut out);
        put(&self.transition, &mut out);
        out
    }
}

fn rows<const N: usize>(input: &mut Input<'_>) -> Result<Vec<[i16; N]>, ModelError> {
    let bits = input.u8()?.clamp(3, 24);
    let present = input.take((1usize << bits) / 8)?;
    let count: u32 = present.iter().map(|b| b.count_ones()).sum();
    let weights = input.i16s(count as usize * N)?;
    let mut out = vec![[0; N]; 1 << bits];
    let mut next = weights.chunks_exact(N);
    for (n, row) in out.iter_mut().enumerate() {
        if present[n / 8] >> (n % 8) & 1 == 1
            && let Some(w) = next.next()
        {
            row.copy_from_slice(w);
        }
    }
    Ok(out)
}

fn put<const N: usize>(rows: &[[i16; N]], out: &mut Vec<u8>) {
    out.push(rows.len().trailing_zeros() as u8);
    let full = |r: &[i16; N]| r.iter().any(|&w| w != 0);
    out.extend(rows.chunks(8).map(|c| {
        c.iter()
            .enumerate()
            .fold(0u8, |b, (n, r)| b | u8::from(full(r)) << n)
    }));
    out.extend(
        rows.iter()
            .filter(|r| full(r))
            .flat_map(|r| r.iter().flat_map(|w| w.to_le_bytes())),
    );
}

/// Sums the weights of features.
pub struct Sum<'m, const N: usize> {
    rows: &'m [[i16; N]],
    sum: [i32; N],
}

impl<'m, const N: usize> Sum<'m, N> {
    fn new(rows: &'m [[i16; N]]) -> Self {
        Self { rows, sum: [0; N] }
    }
}

impl<const N: usize> Sink for Sum<'_, N> {
    #[inline]
    fn add(&mut self, hash: u32) {
        if let Some(row) = self
            .rows
            .get(hash as usize & self.rows.len().wrapping_sub(1))
        {
            for (s, w) in self.sum.iter_mut().zip(row) {
                *s += i32::from(*w);
            }
        }
    }
}

impl<A: Sink, B: Sink> Sink for (A, B) {
    #[inline]
    fn add(&mut self, hash: u32) {
        self.0.add(hash);
        self.1.add(hash);
    }
}
