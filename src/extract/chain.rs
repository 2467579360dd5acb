//! Chains: linear models that label a run of tokens, and their decoders.

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
    pub fn emit(&self, fill: impl FnOnce(&mut Emit<'_>)) -> [i32; LABELS] {
        let mut sink = Emit {
            rows: &self.emission,
            mask: self.emission.len().wrapping_sub(1),
            sum: [0; 2],
        };
        fill(&mut sink);
        [0, sink.sum[0], sink.sum[1]]
    }

    /// Sums what a token's features say of its label after the one before.
    #[inline]
    pub fn join(&self, fill: impl FnOnce(&mut Join<'_>)) -> [i32; 9] {
        let mut sink = Join {
            rows: &self.transition,
            mask: self.transition.len().wrapping_sub(1),
            sum: [0; 9],
        };
        fill(&mut sink);
        sink.sum
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
        if present[n / 8] >> (n % 8) & 1 == 1 {
            if let Some(w) = next.next() {
                row.copy_from_slice(w);
            }
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

/// Sums label weights.
pub struct Emit<'m> {
    rows: &'m [[i16; 2]],
    mask: usize,
    sum: [i32; 2],
}

impl Sink for Emit<'_> {
    #[inline]
    fn add(&mut self, hash: u32) {
        if let Some(row) = self.rows.get(hash as usize & self.mask) {
            for (s, w) in self.sum.iter_mut().zip(row) {
                *s += i32::from(*w);
            }
        }
    }
}

/// Sums pair weights.
pub struct Join<'m> {
    rows: &'m [[i16; 9]],
    mask: usize,
    sum: [i32; 9],
}

impl Sink for Join<'_> {
    #[inline]
    fn add(&mut self, hash: u32) {
        if let Some(row) = self.rows.get(hash as usize & self.mask) {
            for (s, w) in self.sum.iter_mut().zip(row) {
                *s += i32::from(*w);
            }
        }
    }
}

/// Which runs of labels may be.
///
/// A state stands for a label and what came before it.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    /// The label of each state.
    labels: &'static [u8],
    /// The states that may stand before each.
    before: &'static [&'static [usize]],
    /// The states that may stand after each.
    after: &'static [&'static [usize]],
    /// The states that may begin.
    first: &'static [usize],
}

/// Any labels in any order.
pub const FREE: Machine = Machine {
    labels: &[0, 1, 2],
    before: &[&[0, 1, 2], &[0, 1, 2], &[0, 1, 2]],
    after: &[&[0, 1, 2], &[0, 1, 2], &[0, 1, 2]],
    first: &[0, 1, 2],
};

/// Label 2 only after 1 or 2.
pub const BEGUN: Machine = Machine {
    labels: &[0, 1, 2],
    before: &[&[0, 1, 2], &[0, 1, 2], &[1, 2]],
    after: &[&[0, 1], &[0, 1, 2], &[0, 1, 2]],
    first: &[0, 1],
};

/// Label 1 in one run at most: a cue has one source.
pub const ONCE: Machine = Machine {
    labels: &[0, 2, 1, 0, 2],
    before: &[&[0, 1], &[0, 1], &[0, 1, 2], &[2, 3, 4], &[2, 3, 4]],
    after: &[&[0, 1, 2], &[0, 1, 2], &[2, 3, 4], &[3, 4], &[3, 4]],
    first: &[0, 1, 2],
};

/// Most states of a machine.
const STATES: usize = 5;

/// A score that no path reaches.
pub(super) const NEVER: i32 = i32::MIN / 4;

/// The scores of a run of tokens, ready to be decoded.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    /// A token's label scores.
    pub emission: Vec<[i32; LABELS]>,
    /// A token's pair scores with the label before; the first counts from label 0.
    pub transition: Vec<[i32; 9]>,
    forward: Vec<[i32; STATES]>,
    backward: Vec<[i32; STATES]>,
    back: Vec<[u8; STATES]>,
    cells: Vec<[Cell; STATES]>,
}

impl Lattice {
    /// Empties it for the next run.
    pub fn clear(&mut self) {
        self.emission.clear();
        self.transition.clear();
    }

    #[inline]
    fn step(&self, m: &Machine, t: usize, from: usize, to: usize) -> i32 {
        self.transition[t][m.labels[from] as usize * LABELS + m.labels[to] as usize]
    }

    fn forward(&mut self, m: &Machine) {
        self.forward.clear();
        self.back.clear();
        for t in 0..self.emission.len() {
            let (mut score, mut back) = ([NEVER; STATES], [0; STATES]);
            for (s, &label) in m.labels.iter().enumerate() {
                if t == 0 {
                    if m.first.contains(&s) {
                        score[s] =
                            self.emission[0][label as usize] + self.transition[0][label as usize];
                    }
                    continue;
                }
                let mut best = NEVER;
                for &p in m.before[s] {
                    let v = self.forward[t - 1][p] + self.step(m, t, p, s);
                    if v > best {
                        best = v;
                        back[s] = p as u8;
                    }
                }
                score[s] = best.max(NEVER) + self.emission[t][label as usize];
            }
            self.forward.push(score);
            self.back.push(back);
        }
    }

    /// The best labels.
    pub fn best(&mut self, m: &Machine, out: &mut Vec<u8>) {
        self.forward(m);
        out.clear();
        out.resize(self.emission.len(), 0);
        let Some(last) = self.forward.last() else {
            return;
        };
        let mut s = (0..m.labels.len())
            .max_by_key(|&s| (last[s], STATES - s))
            .unwrap_or(0);
        for t in (0..out.len()).rev() {
            out[t] = m.labels[s];
            s = self.back[t][s] as usize;
        }
    }

    /// The best score of a whole path through each label of each token.
    pub fn max_marginals(&mut self, m: &Machine, out: &mut Vec<[i32; LABELS]>) {
        self.forward(m);
        let n = self.emission.len();
        self.backward.clear();
        self.backward.resize(n, [0; STATES]);
        for t in (0..n.saturating_sub(1)).rev() {
            for s in 0..m.labels.len() {
                self.backward[t][s] = m.after[s]
                    .iter()
                    .map(|&q| self.ahead(m, t, s, q))
                    .max()
                    .unwrap_or(NEVER);
            }
        }
        out.clear();
        for (f, b) in self.forward.iter().zip(&self.backward) {
            let mut best = [NEVER; LABELS];
            for (s, &label) in m.labels.iter().enumerate() {
                best[label as usize] = best[label as usize].max(f[s] + b[s]);
            }
            out.push(best);
        }
    }

    fn ahead(&self, m: &Machine, t: usize, from: usize, to: usize) -> i32 {
        self.step(m, t + 1, from, to)
            + self.emission[t + 1][m.labels[to] as usize]
            + self.backward[t + 1][to]
    }

    /// Where the best path goes on from a state, after [`Self::max_marginals`].
    pub fn follow(&self, m: &Machine, t: usize, state: usize) -> usize {
        m.after[state]
            .iter()
            .copied()
            .max_by_key(|&q| (self.ahead(m, t, state, q), STATES - q))
            .unwrap_or(0)
    }

    /// The best [`WAYS`] paths with their scores, best first.
    pub fn best_paths(&mut self, m: &Machine) -> Vec<(i32, Vec<u8>)> {
        let mut cells = std::mem::take(&mut self.cells);
        cells.clear();
        for t in 0..self.emission.len() {
            let mut row = [Cell::default(); STATES];
            for (s, &label) in m.labels.iter().enumerate() {
                let e = self.emission[t][label as usize];
                if t == 0 {
                    if m.first.contains(&s) {
                        row[s].insert(self.transition[0][label as usize] + e, 0, 0);
                    }
                    continue;
                }
                for &p in m.before[s] {
                    let step = self.step(m, t, p, s) + e;
                    for (r, way) in cells[t - 1][p].ways().iter().enumerate() {
                        if !row[s].insert(way.0 + step, p as u8, r as u8) {
                            break;
                        }
                    }
                }
            }
            cells.push(row);
        }
        let mut ends = Cell::default();
        for (s, cell) in cells.last().into_iter().flatten().enumerate() {
            cell.ways().iter().enumerate().for_each(|(r, way)| {
                ends.insert(way.0, s as u8, r as u8);
            });
        }
        let paths = ends
            .ways()
            .iter()
            .map(|&(score, state, rank)| (score, trace(m, &cells, state, rank)))
            .collect();
        self.cells = cells;
        paths
    }
}

/// Paths that are kept.
pub const WAYS: usize = 4;

/// A way to a state: its score, the state before, which of that state's ways.
type Way = (i32, u8, u8);

/// The best ways to a state, best first.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    ways: [Way; WAYS],
    count: usize,
}

impl Cell {
    fn ways(&self) -> &[Way] {
        &self.ways[..self.count]
    }

    /// Puts a way in its place; false when it is worse than all that are kept.
    #[inline]
    fn insert(&mut self, score: i32, state: u8, rank: u8) -> bool {
        let mut at = self.count;
        while at > 0 && self.ways[at - 1].0 < score {
            at -= 1;
        }
        if at == WAYS {
            return false;
        }
        self.count = (self.count + 1).min(WAYS);
        self.ways.copy_within(at..self.count - 1, at + 1);
        self.ways[at] = (score, state, rank);
        true
    }
}

fn trace(m: &Machine, cells: &[[Cell; STATES]], mut state: u8, mut rank: u8) -> Vec<u8> {
    let mut path = vec![0; cells.len()];
    for t in (0..cells.len()).rev() {
        path[t] = m.labels[state as usize];
        let (_, s, r) = cells[t][state as usize].ways[rank as usize];
        (state, rank) = (s, r);
    }
    path
}
