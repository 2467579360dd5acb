//! Cues: the words that attribute.

use super::chain::{Chain, Sink};
use super::content::Guess;
use super::context::{Context, tag_of};
use super::feature::mix;
use super::lattice::{BEGUN, Lattice, NEVER};
use super::sentence::Sentence;
use super::table::Table;
use super::tag::Tag;
use super::window::{Window, bucket};
use std::ops::Range;

/// Labels: outside, first token of a cue, later token of it.
const BEGIN: usize = 1;
const INSIDE: usize = 2;

/// The margin below which a candidate is not looked at: about one in twenty is a cue there.
pub const LEAST: i32 = -2000;

/// A cue that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How far the best reading with it lies above the best without.
    pub margin: i32,
}

/// What follows a token, in a few kinds.
pub(super) fn frame(w: Window<'_>, distance: isize) -> u32 {
    let c = w.get(distance);
    match tag_of(c.tag) {
        Tag::OpenQuote => 1,
        Tag::CloseQuote => 2,
        Tag::Comma => 3,
        Tag::Colon => 4,
        Tag::Stop => 5,
        Tag::To => 6,
        Tag::In => c.word,
        Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::WpS => 7,
        Tag::Prp => 8,
        t if t.is_name() => 9,
        t if t.is_noun() || matches!(t, Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Cd) => 10,
        t if t.is_verb() => 11,
        Tag::Rp | Tag::Rb => 12,
        _ => 13,
    }
}

/// A token's features.
pub fn features(w: Window<'_>, guess: &dyn Fn(isize) -> u32, sink: &mut impl Sink) {
    let mut template = 300;
    let mut put = |a: u32, b: u32| {
        template += 1;
        sink.add(mix(template, a, b));
    };
    word_features(w, &mut put);
    verb_features(w, &mut put);
    guess_features(w, guess, &mut put);
}

/// Features of the step from one token to the next.
pub fn joins(w: Window<'_>, sink: &mut impl Sink) {
    let mut template = 400;
    let mut put = |a: u32, b: u32| {
        template += 1;
        sink.add(mix(template, a, b));
    };
    put(0, 0);
    put(w.tags([-1, 0]), 0);
    put(w.pair(-1, 0), 0);
    put(w.lemma(-1), w.tag(0));
    put(w.lemma(0), w.tag(-1));
    put(w.tags([-1, 0, 1]), 0);
    put(w.tags([-2, -1, 0]), 0);
    put(w.pair(-1, 0), w.lemma(1));
}

/// Finds the cues whose margin is at least `least`, in the order of their first tokens.
pub fn candidates(
    chain: &Chain,
    keep: &Table,
    contexts: &[Context],
    guesses: &[Guess],
    sentences: &[Sentence],
    least: i32,
) -> Vec<Candidate> {
    let mut out = Vec::new();
    let (mut lattice, mut scores) = (Lattice::default(), Vec::new());
    for sentence in sentences {
        lattice.clear();
        if !sentence
            .tokens
            .clone()
            .any(|at| possible(keep, contexts, at))
        {
            continue;
        }
        for at in sentence.tokens.clone() {
            let (emission, transition) = match near(keep, contexts, at) {
                true => scores_at(chain, contexts, guesses, at),
                false => ([0, NEVER, NEVER], [0; 9]),
            };
            lattice.emission.push(emission);
            lattice.transition.push(transition);
        }
        lattice.max_marginals(&BEGUN, &mut scores);
        let first = sentence.tokens.start;
        for (t, score) in scores.iter().enumerate() {
            let margin = score[BEGIN] - score[0].max(score[INSIDE]);
            if margin >= least {
                let tokens = first + t..first + cue_end(&lattice, t, scores.len());
                out.push(Candidate { tokens, margin });
            }
        }
    }
    out
}

// The parts of `features` are compiled into it, where every template's number is a constant.

/// The words and tags around a token.
#[inline(always)]
fn word_features(w: Window<'_>, put: &mut impl FnMut(u32, u32)) {
    let c = w.get(0);
    let tag = u32::from(c.tag);
    put(c.lemma, tag);
    put(c.word, 0);
    put(c.lemma, quotes(w));
    put(w.pair(-1, 0), 0);
    put(w.pair(0, 1), 0);
    put(w.pair(-1, 0), w.lemma(1));
    put(w.pair(0, 1), w.lemma(2));
    put(w.pair(-2, -1), c.lemma);
    put(w.lemma(-1), tag);
    put(w.lemma(1), tag);
    put(w.lemma(-2), tag);
    put(w.lemma(2), tag);
    put(w.lemma(-3), 0);
    put(w.lemma(3), 0);
    put(w.tags([-1, 0, 1]), 0);
    put(w.tags([0, 1, 2]), 0);
    put(w.tags([-2, -1, 0]), 0);
    put(w.tags([-2, -1, 0, 1, 2]), 0);
    put(w.tags([1, 2, 3]), c.lemma);
    put(w.tags([-3, -2, -1]), c.lemma);
    put(c.suffix, u32::from(c.shape) << 6 | tag);
}

/// What the relations' list knows of a token, its frame, and its place in the sentence.
#[inline(always)]
fn verb_features(w: Window<'_>, put: &mut impl FnMut(u32, u32)) {
    let c = w.get(0);
    let (tag, entry) = (u32::from(c.tag), entry(c));
    let (next, after) = (frame(w, 1), frame(w, 2));
    put(c.lemma, mix(1, next, after));
    put(c.lemma, next);
    put(entry, next);
    put(entry, mix(1, next, after));
    put(entry, tag);
    put(entry, quotes(w));
    put(u32::from(w.get(-1).entry.group), tag);
    put(u32::from(w.get(1).entry.group), tag);
    put(
        u32::from(w.get(2).entry.group) << 6 | u32::from(w.get(-2).entry.group),
        tag,
    );
    put(w.get(-1).head, c.lemma);
    put(u32::from(w.get(-1).head_kind), c.lemma);
    put(
        u32::from(w.get(-1).head_kind) << 6 | u32::from(w.get(-1).phrase),
        entry,
    );
    put(c.clause, c.lemma);
    put(c.clause, u32::from(c.finite) << 6 | tag);
    put(u32::from(c.place) << 6 | tag, u32::from(c.holds));
    put(c.lemma, u32::from(c.place) << 8 | u32::from(c.holds));
    put(c.left.0, mix(2, bucket(c.left.1.into()), tag));
    put(c.right.0, mix(2, bucket(c.right.1.into()), tag));
    put(c.left.0, c.lemma);
    put(c.lemma, u32::from(c.finite));
}

/// The first guess at a token and its neighbours.
#[inline(always)]
fn guess_features(w: Window<'_>, guess: &dyn Fn(isize) -> u32, put: &mut impl FnMut(u32, u32)) {
    let c = w.get(0);
    let (tag, entry) = (u32::from(c.tag), entry(c));
    put(guess(0), tag);
    put(guess(0), c.lemma);
    put(guess(1), c.lemma);
    put(guess(-1) << 6 | guess(1), tag);
    put(guess(1) << 6 | guess(2), entry);
    put(guess(-1) << 6 | guess(-2), entry);
    put(mix(3, guess(-1) << 6 | guess(1), guess(2)), 0);
    put(
        mix(3, guess(-1) << 6 | guess(1), guess(0)),
        u32::from(c.quote),
    );
}

/// What the relations' list knows of a lemma, in one number.
#[inline]
fn entry(c: &Context) -> u32 {
    u32::from(c.entry.group) << 8 | u32::from(c.entry.frames)
}

/// The quotation marks of a token and of those beside it.
#[inline]
fn quotes(w: Window<'_>) -> u32 {
    u32::from(w.get(-1).quote) << 4 | u32::from(w.get(0).quote) << 2 | u32::from(w.get(1).quote)
}

/// Whether a token can stand in a cue by itself.
fn possible(keep: &Table, contexts: &[Context], at: usize) -> bool {
    let c = &contexts[at];
    tag_of(c.tag).is_verb() || c.entry.group > 0 || keep.get(c.lemma) > 0
}

/// Whether a token is possible, or stands between two that are.
fn near(keep: &Table, contexts: &[Context], at: usize) -> bool {
    let possible = |at: usize| at < contexts.len() && possible(keep, contexts, at);
    possible(at)
        || at > 0 && possible(at - 1) && (possible(at + 1) || possible(at + 2))
        || at > 1 && possible(at - 2) && possible(at + 1)
}

/// What the chain says of a token and of the step to it.
fn scores_at(
    chain: &Chain,
    contexts: &[Context],
    guesses: &[Guess],
    at: usize,
) -> ([i32; 3], [i32; 9]) {
    let w = Window { all: contexts, at };
    let guess = |d: isize| {
        at.checked_add_signed(d)
            .and_then(|i| guesses.get(i))
            .map_or(63, |g| g.code())
    };
    let emission = chain.emit(|s| features(w, &guess, s));
    let transition = chain.join(|s| joins(w, s));
    (emission, transition)
}

/// Where a cue ends that begins at `begin`: the best path goes on inside it until there.
fn cue_end(lattice: &Lattice, begin: usize, tokens: usize) -> usize {
    let (mut end, mut label) = (begin + 1, BEGIN);
    while end < tokens {
        label = lattice.follow(&BEGUN, end - 1, label);
        if label != INSIDE {
            break;
        }
        end += 1;
    }
    end
}
