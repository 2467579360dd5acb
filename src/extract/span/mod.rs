//! Spans: the source and the content that belong to one cue.

mod anchor;

pub use anchor::{Anchor, head};

use crate::extract::chain::{Chain, Sink};
use crate::extract::content::{Guess, Scores};
use crate::extract::context::{Context, tag_of};
use crate::extract::cue::Candidate;
use crate::extract::feature::mix;
use crate::extract::lattice::{Lattice, ONCE};
use crate::extract::sentence::Sentence;
use crate::extract::tag::Tag;
use crate::extract::window::Window;
use anchor::Between;
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

/// Features of a token given the cue.
pub fn features(scene: Scene<'_>, anchor: &Anchor, at: usize, sink: &mut impl Sink) {
    let w = Window {
        all: scene.contexts,
        at,
    };
    let c = w.get(0);
    let b = Between::new(scene, anchor, at);
    let (dir, tag) = (b.direction, u32::from(c.tag));
    let phrase = b.phrase << 4 | u32::from(c.phrase) << 2 | dir;
    let guess = scene.guesses[at].code();
    let cued = u32::from(scene.cued[at]);
    let mut template = 500;
    let mut put = |a: u32, b: u32| {
        template += 1;
        sink.add(mix(template, a, b));
    };
    put(anchor.lemma, b.distance << 2 | dir);
    put(anchor.entry, b.distance << 2 | dir);
    put(tag, b.distance << 2 | dir);
    put(anchor.lemma, tag << 2 | dir);
    put(anchor.lemma, mix(dir, c.lemma, 0));
    put(anchor.entry, mix(dir, c.lemma, b.distance.min(5)));
    put(
        b.sentences << 5 | b.quotation << 2 | dir,
        u32::from(c.quote),
    );
    put(anchor.lemma, b.sentences << 5 | b.quotation << 2 | dir);
    put(
        b.quotation << 4 | u32::from(c.quote) << 2 | dir,
        anchor.after,
    );
    put(b.finite << 5 | b.clause << 2 | dir, tag);
    put(b.finite << 6 | phrase, tag << 8);
    put(phrase, u32::from(c.head_kind) << 6 | anchor.passive << 9);
    put(phrase, anchor.lemma);
    put(phrase, anchor.after << 1 | anchor.passive << 16);
    put(c.clause, b.clause << 2 | dir);
    put(c.clause, mix(b.clause << 2 | dir, anchor.lemma, 0));
    put(b.comma << 5 | b.finite << 2 | dir, tag);
    put(anchor.after, b.distance << 2 | dir);
    put(anchor.after, mix(b.clause << 2 | dir, anchor.lemma, 0));
    put(anchor.after, mix(b.finite << 2 | dir, c.clause, 0));
    put(anchor.before, phrase);
    put(b.mark << 5 | b.quotation << 2 | dir, anchor.after);
    put(b.cues << 5 | b.finite << 2 | dir, b.clause);
    put(mix(b.cues << 2 | dir, c.clause, tag), 0);
    put(cued << 2 | dir, tag);
    put(b.cues << 8 | phrase, anchor.lemma);
    put(w.tags([-1, 0, 1]), b.distance.min(5) << 2 | dir);
    put(guess, phrase);
    put(guess << 2 | dir, anchor.lemma);
    put(guess << 2 | dir, b.clause << 4 | b.finite);
    put(
        b.sentences << 2 | dir,
        u32::from(c.place) << 6 | anchor.holds,
    );
    put(
        anchor.holds << 8 | u32::from(c.holds),
        b.sentences << 5 | b.quotation << 2 | dir,
    );
    put(
        anchor.entry,
        mix(phrase, u32::from(c.head_kind), anchor.passive),
    );
    put(c.head, phrase);
    put(mix(dir, c.head, anchor.lemma), 0);
    put(b.cues << 2 | dir, b.distance << 6 | tag);
    put(anchor.lemma, mix(dir, b.finite, b.cues << 4 | b.comma));
    put(
        mix(anchor.after, anchor.before, dir),
        b.sentences << 3 | b.quotation,
    );
}

/// Features of the step to a token, given the cue.
pub fn joins(scene: Scene<'_>, anchor: &Anchor, at: usize, sink: &mut impl Sink) {
    let w = Window {
        all: scene.contexts,
        at,
    };
    let (p, c) = (w.get(-1), w.get(0));
    let dir = u32::from(at >= anchor.tokens.start) + u32::from(at >= anchor.tokens.end);
    let edge = u32::from(at == anchor.tokens.start) | u32::from(at == anchor.tokens.end) << 1;
    let begins = u32::from(scene.begun[at + 1] > scene.begun[at]);
    let mut template = 600;
    let mut put = |a: u32, b: u32| {
        template += 1;
        sink.add(mix(template, a, b));
    };
    put(w.tags([-1, 0]), dir << 2 | edge);
    put(anchor.lemma, u32::from(c.tag) << 4 | dir << 2 | edge);
    put(anchor.after << 4 | dir << 2 | edge, c.tag.into());
    put(
        u32::from(p.quote) << 8 | u32::from(c.quote) << 6 | begins << 4 | dir << 2 | edge,
        u32::from(c.place),
    );
    put(c.lemma, mix(dir << 2 | edge, u32::from(p.tag), 0));
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
        let mut emission = chain.emit(|s| features(scene, &anchor, at, s));
        let mut transition = chain.join(|s| joins(scene, &anchor, at, s));
        emission
            .iter_mut()
            .zip(base_emission)
            .for_each(|(a, b)| *a += b);
        transition
            .iter_mut()
            .zip(base_transition)
            .for_each(|(a, b)| *a += b);
        lattice.emission.push(emission);
        lattice.transition.push(transition);
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
