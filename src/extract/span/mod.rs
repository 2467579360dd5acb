//! Spans: the source and the content that belong to one cue.

mod anchor;
mod features;

pub use anchor::{Anchor, head};
pub use features::{features, joins};

use crate::extract::chain::Chain;
use crate::extract::content::{Guess, Scores};
use crate::extract::context::{Context, tag_of};
use crate::extract::cue::Candidate;
use crate::extract::lattice::{Lattice, ONCE};
use crate::extract::sentence::Sentence;
use crate::extract::tag::Tag;
use std::ops::Range;

/// Labels: neither, the source's, the content's.
pub const SOURCE: u8 = 1;
/// See [`SOURCE`].
pub const CONTENT: u8 = 2;

/// What the features see of a document beside its contexts.
#[derive(Clone, Copy)]
pub struct Scene<'s> {
    /// Every token's context.
    pub contexts: &'s [Context],
    /// Every token's guess.
    pub guesses: &'s [Guess],
    /// Every sentence.
    pub sentences: &'s [Sentence],
    /// For every token and one more: cues that begin before it.
    pub begun: &'s [u32],
    /// For every token: whether it stands in a cue.
    pub cued: &'s [bool],
}

/// A source and a content proposed for a cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The cue.
    pub cue: Candidate,
    /// Its head token.
    pub head: usize,
    /// The source's tokens, in runs.
    pub source: Vec<Range<usize>>,
    /// The content's tokens, in runs.
    pub content: Vec<Range<usize>>,
    /// Its place among the cue's proposals, best first.
    pub rank: u8,
    /// How far its path lies below the best one.
    pub below: i32,
    /// How far the best path lies above the second.
    pub ahead: i32,
}

/// Proposes a few sources and contents for a cue.
///
/// `bases` has what the chain says of every token whatever the cue: windows overlap.
pub fn proposals(
    chain: &Chain,
    bases: &[Scores],
    scene: Scene<'_>,
    cue: &Candidate,
    lattice: &mut Lattice,
) -> Vec<Proposal> {
    let anchor = Anchor::new(scene, &cue.tokens);
    lattice.clear();
    for at in anchor.window.clone() {
        let (base_emission, base_transition) = bases[at];
        let emission = chain.emit(|s| features(scene, &anchor, at, s));
        let transition = chain.join(|s| joins(scene, &anchor, at, s));
        lattice.emission.push(plus(emission, base_emission));
        lattice.transition.push(plus(transition, base_transition));
    }
    let paths = lattice.best_paths(&ONCE);
    let best = paths.first().map_or(0, |p| p.0);
    let ahead = best - paths.get(1).map_or(best, |p| p.0);
    let first = anchor.window.start;
    let paths = paths.into_iter().enumerate();
    paths
        .map(|(rank, (score, labels))| Proposal {
            cue: cue.clone(),
            head: anchor.head,
            source: clipped(scene, &cue.tokens, label_runs(&labels, SOURCE, first)),
            content: label_runs(&labels, CONTENT, first),
            rank: rank as u8,
            below: best - score,
            ahead,
        })
        .collect()
}

/// Two rows of scores in one.
#[inline]
fn plus<const N: usize>(mut scores: [i32; N], base: [i32; N]) -> [i32; N] {
    scores.iter_mut().zip(base).for_each(|(a, b)| *a += b);
    scores
}

/// Cuts a source to one sentence, the one nearest to the cue, and takes marks off its ends.
fn clipped(scene: Scene<'_>, cue: &Range<usize>, runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let c = scene.contexts;
    let clip = |run: Range<usize>| {
        let near = if run.start < cue.start {
            run.end - 1
        } else {
            run.start
        };
        let sentence = &scene.sentences[c[near].sentence as usize].tokens;
        let loose = |i: &usize| matches!(tag_of(c[*i].tag), Tag::Comma | Tag::Colon | Tag::Stop);
        let (mut start, mut end) = (run.start.max(sentence.start), run.end.min(sentence.end));
        while start + 1 < end && loose(&start) {
            start += 1;
        }
        while start + 1 < end && loose(&(end - 1)) {
            end -= 1;
        }
        start..end
    };
    runs.into_iter().map(clip).collect()
}

fn label_runs(labels: &[u8], label: u8, first: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, _) in labels.iter().enumerate().filter(|(_, l)| **l == label) {
        match out.last_mut() {
            Some(run) if run.end == first + i => run.end += 1,
            _ => out.push(first + i..first + i + 1),
        }
    }
    out
}

/// For every token and one more the cues begun before it, and for every token whether a cue has it.
pub fn marks(tokens: usize, cues: &[Candidate]) -> (Vec<u32>, Vec<bool>) {
    let (mut begun, mut cued) = (vec![0; tokens + 1], vec![false; tokens]);
    // A doubtful candidate is no landmark for the others.
    for cue in cues.iter().filter(|c| c.margin > 0) {
        begun[cue.tokens.start + 1] += 1;
        cued[cue.tokens.clone()].fill(true);
    }
    for i in 1..begun.len() {
        begun[i] += begun[i - 1];
    }
    (begun, cued)
}
