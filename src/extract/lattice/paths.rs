//! The best few paths through a lattice.

use super::{Lattice, Machine, step};
use std::cmp::Ordering;

/// Paths that are kept.
pub const WAYS: usize = 4;

/// A path: its score and its states.
type Path = (i32, Vec<u8>);

/// A path that is another one from some token on, and the best one to a state before that.
#[derive(Clone, Copy, Debug)]
struct Turn {
    score: i32,
    /// Number of the other path.
    path: usize,
    at: usize,
    from: usize,
}

impl Lattice {
    /// The best [`WAYS`] paths with their scores, best first.
    ///
    /// Each of them but the best turns off from one that is better (Lawler 1972).
    #[inline(always)]
    pub fn best_paths(&mut self, m: &Machine) -> Vec<(i32, Vec<u8>)> {
        self.forward(m);
        let end = self.emission.len();
        let (mut paths, mut turns) = (Vec::with_capacity(WAYS), Vec::with_capacity(WAYS));
        for from in 0..m.labels.len() {
            if let Some(score) = self.score(m, end, from) {
                let turn = Turn {
                    score,
                    path: 0,
                    at: end,
                    from,
                };
                self.insert(&paths, &mut turns, turn);
            }
        }
        while paths.len() < WAYS && !turns.is_empty() {
            let turn = turns.remove(0);
            let mut states = vec![0; end];
            self.walk(&paths, turn, |t, s| states[t] = s as u8);
            paths.push((turn.score, states));
            if paths.len() < WAYS {
                self.turn_off(m, turn, &paths, &mut turns);
            }
        }
        for (_, states) in &mut paths {
            states.iter_mut().for_each(|s| *s = m.labels[*s as usize]);
        }
        paths
    }

    /// The best score of a path to a state of the token before one, if there is a path.
    #[inline(always)]
    fn score(&self, m: &Machine, at: usize, s: usize) -> Option<i32> {
        let reached = at > 1 || m.first.contains(&s);
        reached.then(|| self.forward.get(at.wrapping_sub(1)).map(|f| f[s]))?
    }

    /// Notes where better paths than those known turn off from the last one found.
    #[inline(always)]
    fn turn_off(&self, m: &Machine, found: Turn, paths: &[Path], turns: &mut Vec<Turn>) {
        let path = paths.len() - 1;
        let (score, states) = &paths[path];
        for at in (1..found.at).rev() {
            let (taken, s) = (states[at - 1] as usize, states[at] as usize);
            let steps = &self.transition[at];
            let best = self.forward[at - 1][taken] + step(steps, m, taken, s);
            for &from in m.before[s].iter().filter(|p| **p != taken) {
                if let Some(other) = self.score(m, at, from) {
                    let score = score - best + other + step(steps, m, from, s);
                    let full = turns.len() + paths.len() >= WAYS;
                    if !full || turns.last().is_some_and(|t| t.score <= score) {
                        let turn = Turn {
                            score,
                            path,
                            at,
                            from,
                        };
                        self.insert(paths, turns, turn);
                    }
                }
            }
        }
    }

    /// Puts a turn in its place, and drops the worst when there are too many.
    fn insert(&self, paths: &[Path], turns: &mut Vec<Turn>, turn: Turn) {
        let place = turns.partition_point(|t| match t.score.cmp(&turn.score) {
            Ordering::Equal => self.comes_first(paths, *t, turn),
            order => order.is_gt(),
        });
        turns.insert(place, turn);
        turns.truncate(WAYS - paths.len());
    }

    /// Whether of two equal paths the first has the lower state where they part last.
    fn comes_first(&self, paths: &[Path], a: Turn, b: Turn) -> bool {
        let states = |turn: Turn| {
            let mut states = vec![0; self.emission.len()];
            self.walk(paths, turn, |t, s| states[t] = s as u8);
            states.reverse();
            states
        };
        states(a) < states(b)
    }

    /// Walks a path from its end.
    #[inline(always)]
    fn walk(&self, paths: &[Path], turn: Turn, mut put: impl FnMut(usize, usize)) {
        if let Some((_, states)) = paths.get(turn.path) {
            (turn.at..states.len()).for_each(|t| put(t, states[t] as usize));
        }
        let mut s = turn.from;
        for t in (0..turn.at).rev() {
            put(t, s);
            s = self.back[t][s] as usize;
        }
    }
}
