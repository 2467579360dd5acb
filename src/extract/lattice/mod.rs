//! Lattices: the scores of a run of tokens, and what is best in them.

mod paths;

pub use paths::WAYS;

use crate::extract::chain::LABELS;

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
    /// Where the best path to each state comes from: the first of equals.
    back: Vec<[u8; STATES]>,
    backward: Vec<[i32; STATES]>,
}

// The machines are constants: compiled once for each, the decoders' loops are unrolled.
impl Lattice {
    /// Empties it for the next run.
    pub fn clear(&mut self) {
        self.emission.clear();
        self.transition.clear();
    }

    /// Finds the best score of a path to each state of each token.
    #[inline(always)]
    fn forward(&mut self, m: &Machine) {
        self.forward.clear();
        self.back.clear();
        let mut tokens = self.emission.iter().zip(&self.transition);
        let Some((emission, steps)) = tokens.next() else {
            return;
        };
        let mut last = [NEVER; STATES];
        for &s in m.first {
            let label = m.labels[s] as usize;
            last[s] = emission[label] + steps[label];
        }
        self.forward.push(last);
        self.back.push([0; STATES]);
        for (emission, steps) in tokens {
            let (mut score, mut back) = ([NEVER; STATES], [0; STATES]);
            for (s, &label) in m.labels.iter().enumerate() {
                let mut best = NEVER;
                for &p in m.before[s] {
                    let way = last[p] + step(steps, m, p, s);
                    if way > best {
                        (best, back[s]) = (way, p as u8);
                    }
                }
                score[s] = best + emission[label as usize];
            }
            last = score;
            self.forward.push(last);
            self.back.push(back);
        }
    }

    /// The best labels.
    #[inline(always)]
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
    #[inline(always)]
    pub fn max_marginals(&mut self, m: &Machine, out: &mut Vec<[i32; LABELS]>) {
        self.forward(m);
        let n = self.emission.len();
        self.backward.clear();
        self.backward.resize(n, [0; STATES]);
        let mut rest = [0; STATES];
        for t in (0..n.saturating_sub(1)).rev() {
            let (emission, steps) = (&self.emission[t + 1], &self.transition[t + 1]);
            let mut best = [NEVER; STATES];
            for (s, best) in best[..m.labels.len()].iter_mut().enumerate() {
                let ahead =
                    |&q: &usize| step(steps, m, s, q) + emission[m.labels[q] as usize] + rest[q];
                *best = m.after[s].iter().map(ahead).fold(i32::MIN, i32::max);
            }
            rest = best;
            self.backward[t] = best;
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

    /// Where the best path goes on from a state, after [`Self::max_marginals`].
    pub fn follow(&self, m: &Machine, t: usize, state: usize) -> usize {
        let ahead = |to: usize| {
            step(&self.transition[t + 1], m, state, to)
                + self.emission[t + 1][m.labels[to] as usize]
                + self.backward[t + 1][to]
        };
        m.after[state]
            .iter()
            .copied()
            .max_by_key(|&q| (ahead(q), STATES - q))
            .unwrap_or(0)
    }
}

/// The score of a step between two states.
#[inline(always)]
fn step(steps: &[i32; 9], m: &Machine, from: usize, to: usize) -> i32 {
    steps[m.labels[from] as usize * LABELS + m.labels[to] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every path of a machine, the best first; of equals the one whose last states come first.
    fn all_paths(lattice: &Lattice, m: &Machine) -> Vec<(i32, Vec<u8>)> {
        let mut paths: Vec<(i32, Vec<usize>)> = vec![(0, Vec::new())];
        for (t, (own, steps)) in lattice.emission.iter().zip(&lattice.transition).enumerate() {
            let longer = paths.iter().flat_map(|(score, states)| {
                let score_to = move |s: usize| match states.last() {
                    None => score + steps[m.labels[s] as usize],
                    Some(&p) => score + step(steps, m, p, s),
                };
                let fits = move |s: &usize| match states.last() {
                    None => m.first.contains(s),
                    Some(p) => m.before[*s].contains(p),
                };
                (0..m.labels.len()).filter(fits).map(move |s| {
                    let path = states.iter().copied().chain([s]).collect();
                    (score_to(s) + own[m.labels[s] as usize], path)
                })
            });
            paths = longer.collect();
            assert!(paths.iter().all(|p| p.1.len() == t + 1));
        }
        paths.sort_by_key(|(score, states)| {
            let mut back = states.clone();
            back.reverse();
            (-score, back)
        });
        let labels = |states: Vec<usize>| states.iter().map(|&s| m.labels[s]).collect();
        paths.into_iter().map(|(n, p)| (n, labels(p))).collect()
    }

    #[test]
    fn the_best_paths_are_those_of_a_search_through_all() {
        let mut seed = 1u32;
        let mut small = |range: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as i32 % range as i32
        };
        // Few scores, so that many paths are as good as one another.
        for round in 0..300 {
            let (length, range) = (round % 7, [2, 5, 1000][round % 3]);
            let mut lattice = Lattice::default();
            for _ in 0..length {
                lattice.emission.push([0; LABELS].map(|_| small(range)));
                lattice.transition.push([0; 9].map(|_| small(range)));
            }
            for m in [ONCE, BEGUN, FREE] {
                let mut expected = all_paths(&lattice, &m);
                expected.truncate(if length == 0 { 0 } else { WAYS });
                assert_eq!(lattice.best_paths(&m), expected, "{m:?} {lattice:?}");
            }
        }
    }

    #[test]
    fn a_label_is_worth_the_best_path_through_it() {
        let mut lattice = Lattice::default();
        for t in 0..6 {
            lattice.emission.push([t, 3 - t, t * t % 5]);
            lattice.transition.push([0, 1, 2, 3, 4, t, 2, 1, 0]);
        }
        for m in [ONCE, BEGUN, FREE] {
            let (all, mut found) = (all_paths(&lattice, &m), Vec::new());
            lattice.max_marginals(&m, &mut found);
            for (t, scores) in found.iter().enumerate() {
                for (label, &score) in scores.iter().enumerate() {
                    let through = all.iter().find(|p| p.1[t] as usize == label);
                    assert_eq!(score.max(NEVER / 2), through.map_or(NEVER / 2, |p| p.0));
                }
            }
        }
    }
}
