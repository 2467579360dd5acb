//! Chains: linear models that label a run of tokens.

use super::model::{Input, ModelError};

/// Every chain tells three labels apart; 0 is "neither".
pub const LABELS: usize = 3;

/// A hash's bits that choose a row of label weights, and of pair weights.
pub const BITS: [u32; 2] = [18, 14];
const EMISSIONS: usize = 1 << BITS[0];
const TRANSITIONS: usize = 1 << BITS[1];

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
    /// Rows of the weights of labels 1 and 2 against label 0.
    pub emission: Vec<[i16; 2]>,
    /// Rows of pair weights, previous label times three plus label.
    pub transition: Vec<[i16; 9]>,
}

impl Chain {
    /// Sums what a token's features say of its label.
    #[inline]
    pub fn emit(&self, fill: impl FnOnce(&mut Sum<'_, 2, EMISSIONS>)) -> [i32; LABELS] {
        let [a, b] = sum(&self.emission, fill);
        [0, a, b]
    }

    /// Sums what a token's features say of its label after the one before.
    #[inline]
    pub fn join(&self, fill: impl FnOnce(&mut Sum<'_, 9, TRANSITIONS>)) -> [i32; 9] {
        sum(&self.transition, fill)
    }

    /// Reads a section.
    pub fn read(mut input: Input<'_>) -> Result<Self, ModelError> {
        let emission = rows::<2>(&mut input, BITS[0])?;
        let transition = rows::<9>(&mut input, BITS[1])?;
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

/// Two chains that have the same features, their rows side by side: one look-up finds both.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    emission: Vec<[i16; 4]>,
    transition: Vec<[i16; 18]>,
}

impl Pair {
    /// Joins two chains.
    pub fn new(a: &Chain, b: &Chain) -> Self {
        Self {
            emission: beside(&a.emission, &b.emission),
            transition: beside(&a.transition, &b.transition),
        }
    }

    /// Does [`Chain::emit`] for both.
    #[inline]
    pub fn emit(&self, fill: impl FnOnce(&mut Sum<'_, 4, EMISSIONS>)) -> [[i32; LABELS]; 2] {
        let [a, b, c, d] = sum(&self.emission, fill);
        [[0, a, b], [0, c, d]]
    }

    /// Does [`Chain::join`] for both.
    #[inline]
    pub fn join(&self, fill: impl FnOnce(&mut Sum<'_, 18, TRANSITIONS>)) -> [[i32; 9]; 2] {
        let sums = sum(&self.transition, fill);
        [0, 9].map(|first| std::array::from_fn(|i| sums[first + i]))
    }
}

/// Rows of two tables in one.
fn beside<const N: usize, const M: usize>(a: &[[i16; N]], b: &[[i16; N]]) -> Vec<[i16; M]> {
    let row = |(a, b): (&[i16; N], &[i16; N])| std::array::from_fn(|i| [a, b][i / N][i % N]);
    a.iter().zip(b).map(row).collect()
}

fn rows<const N: usize>(input: &mut Input<'_>, bits: u32) -> Result<Vec<[i16; N]>, ModelError> {
    if u32::from(input.u8()?) != bits {
        return Err(ModelError::Version);
    }
    let present = input.take((1usize << bits) / 8)?;
    let count: u32 = present.iter().map(|b| b.count_ones()).sum();
    let mut weights = input.take(count as usize * N * 2)?.chunks_exact(N * 2);
    let mut out = vec![[0; N]; 1 << bits];
    for (eight, mut present) in out.chunks_exact_mut(8).zip(present.iter().copied()) {
        while present != 0
            && let Some(w) = weights.next()
        {
            eight[present.trailing_zeros() as usize] =
                std::array::from_fn(|i| i16::from_le_bytes([w[i * 2], w[i * 2 + 1]]));
            present &= present - 1;
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

/// Sums the weights of features; as many rows as a hash can choose from need no check.
pub struct Sum<'m, const N: usize, const ROWS: usize> {
    rows: &'m [[i16; N]; ROWS],
    sum: [i32; N],
}

/// The sums of what `fill` gives; zero where a chain has not learnt yet.
#[inline]
fn sum<const N: usize, const ROWS: usize>(
    rows: &[[i16; N]],
    fill: impl FnOnce(&mut Sum<'_, N, ROWS>),
) -> [i32; N] {
    let Some(rows) = rows.first_chunk::<ROWS>() else {
        return [0; N];
    };
    let mut sink = Sum { rows, sum: [0; N] };
    fill(&mut sink);
    sink.sum
}

impl<const N: usize, const ROWS: usize> Sink for Sum<'_, N, ROWS> {
    #[inline]
    fn add(&mut self, hash: u32) {
        let row = &self.rows[hash as usize % ROWS];
        for (s, w) in self.sum.iter_mut().zip(row) {
            *s += i32::from(*w);
        }
    }
}
