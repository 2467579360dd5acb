//! Ranks: how probable each proposal is, by boosted trees over what it looks like as a whole.

mod features;
mod neighbours;

pub use features::features;

use crate::extract::draft::Draft;
use crate::extract::framed;
use crate::extract::span::{Proposal, Scene};
use crate::extract::tree::Trees;

/// How many numbers describe a proposal.
pub const FEATURES: usize = BASE + framed::FEATURES;

/// How many of them the frames have no part in.
const BASE: usize = 85;

/// What is looked at: the proposals of every cue, and the frames, both in the order of their cues.
#[derive(Clone, Copy)]
pub struct Sight<'s> {
    /// What they stand in.
    pub scene: Scene<'s>,
    /// The proposals of each cue.
    pub all: &'s [Vec<Proposal>],
    /// The frames.
    pub frames: &'s [Draft],
}

/// A proposal that was chosen for its cue, with its score.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The proposal.
    pub proposal: Proposal,
    /// Its score; see [`Trees::score`].
    pub score: i32,
}

/// Below these log odds (about one in seven) no other proposal of the cue is scored.
const HOPELESS: i32 = -1800;

/// Below these (about one in fourteen) after the first trees the others are not asked.
const LOST: i32 = -2600;

/// Scores every proposal that may be right.
pub fn scores(trees: &Trees, sight: Sight<'_>) -> Vec<Vec<i32>> {
    let all = sight.all;
    let mut numbers = Vec::with_capacity(FEATURES);
    let mut score = |i: usize, j: usize| {
        numbers.clear();
        features(sight, i, j, &mut numbers);
        trees.score(&numbers, LOST)
    };
    let of = |i: usize| {
        let first = score(i, 0);
        // The others of a cue without hope need no look.
        let rest = if first < HOPELESS { 1 } else { all[i].len() };
        let mut out = Vec::with_capacity(rest);
        out.push(first);
        out.extend((1..rest).map(|j| score(i, j)));
        out
    };
    (0..all.len()).map(of).collect()
}

/// Takes the best proposal of each cue; of cues that share a token the better one.
pub fn choose(all: &[Vec<Proposal>], scores: &[Vec<i32>]) -> Vec<Ranked> {
    let best = |(c, s): (&Vec<Proposal>, &Vec<i32>)| {
        let j = (0..s.len())
            .filter(|&j| !c[j].content.is_empty())
            .max_by_key(|&j| (s[j], c.len() - j))?;
        Some(Ranked {
            proposal: c[j].clone(),
            score: s[j],
        })
    };
    let mut best: Vec<Ranked> = all.iter().zip(scores).filter_map(best).collect();
    best.sort_by_key(|r| (-r.score, r.proposal.cue.tokens.start));
    let mut taken = std::collections::BTreeSet::new();
    best.retain(|r| {
        let mut cue = r.proposal.cue.tokens.clone();
        let free = !cue.clone().any(|t| taken.contains(&t));
        if free {
            taken.extend(&mut cue);
        }
        free
    });
    best
}
