//! The first guess at sources and contents, each token on its own evidence.

use super::chain::{Chain, Pair, Sink};
use super::context::Context;
use super::feature::mix;
use super::lattice::{FREE, Lattice};
use super::sentence::Sentence;
use super::window::{Window, bucket};
use std::ops::Range;

/// How sure the first guess is of a token: steps 0 to 7 for source and for content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guess {
    /// Being a source's.
    pub source: u8,
    /// Being a content's.
    pub content: u8,
}

impl Guess {
    /// Both steps in one number.
    #[inline]
    pub fn code(self) -> u32 {
        u32::from(self.source) << 3 | u32::from(self.content)
    }
}

/// Features that depend on the token and its neighbours alone; [`super::span`] has them too.
pub fn features(w: Window<'_>, sink: &mut impl Sink) {
    let mut template = 100;
    let mut put = |a: u32, b: u32| {
        template += 1;
        sink.add(mix(template, a, b));
    };
    word_features(w, &mut put);
    clause_features(w, &mut put);
    verb_features(w, &mut put);
}

/// Features of the step from one token to the next.
pub fn joins(w: Window<'_>, sink: &mut impl Sink) {
    let (b, c) = (w.get(-1), w.get(0));
    let quotes = u32::from(b.quote) << 2 | u32::from(c.quote);
    let mut template = 200;
    let mut put = |a: u32, b: u32| {
        template += 1;
        sink.add(mix(template, a, b));
    };
    put(0, 0);
    put(w.tags([-1, 0]), 0);
    put(b.lemma, c.tag.into());
    put(c.lemma, b.tag.into());
    put(quotes, u32::from(c.place));
    put(w.tags([-1, 0, 1]), quotes);
    put(c.lemma, quotes);
    put(b.lemma, quotes);
    put(w.pair(-1, 0), 0);
    put(c.clause, u32::from(c.finite) << 6 | u32::from(c.tag));
}

/// A token's label scores and its pair scores.
pub type Scores = ([i32; 3], [i32; 9]);

/// What a chain says of a token.
#[inline]
pub fn scores(chain: &Chain, contexts: &[Context], at: usize) -> Scores {
    let w = Window { all: contexts, at };
    (chain.emit(|s| features(w, s)), chain.join(|s| joins(w, s)))
}

/// What two chains say of a token.
#[inline]
pub fn both(pair: &Pair, contexts: &[Context], at: usize) -> (Scores, Scores) {
    let w = Window { all: contexts, at };
    let [a, b] = pair.emit(|s| features(w, s));
    let [c, d] = pair.join(|s| joins(w, s));
    ((a, c), (b, d))
}

/// Guesses every token's part in any attribution; `score` is asked for every token in order.
pub fn guesses(sentences: &[Sentence], mut score: impl FnMut(usize) -> Scores) -> Vec<Guess> {
    let mut out = Vec::new();
    let (mut lattice, mut best) = (Lattice::default(), Vec::new());
    for run in runs(sentences) {
        lattice.clear();
        for at in run {
            let (emission, transition) = score(at);
            lattice.emission.push(emission);
            lattice.transition.push(transition);
        }
        lattice.max_marginals(&FREE, &mut best);
        out.extend(best.iter().map(|s| Guess {
            source: step(s[1] - s[0].max(s[2])),
            content: step(s[2] - s[0].max(s[1])),
        }));
    }
    out
}

/// Sentences of one paragraph, at most four together: what is labelled at once.
pub fn runs(sentences: &[Sentence]) -> impl Iterator<Item = Range<usize>> {
    let mut rest = sentences;
    std::iter::from_fn(move || {
        let first = rest.first()?;
        let n = rest
            .iter()
            .take(4)
            .take_while(|s| s.paragraph == first.paragraph)
            .count();
        let (run, after) = rest.split_at(n);
        rest = after;
        Some(run[0].tokens.start..run[n - 1].tokens.end)
    })
}

// The parts of `features` are compiled into it, where every template's number is a constant.

/// The words and tags around a token.
#[inline(always)]
fn word_features(w: Window<'_>, put: &mut impl FnMut(u32, u32)) {
    let c = w.get(0);
    let (tag, quote) = (u32::from(c.tag), u32::from(c.quote));
    put(c.lemma, tag);
    put(w.lemma(-1), tag);
    put(w.lemma(1), tag);
    put(w.pair(-1, 0), 0);
    put(w.pair(0, 1), 0);
    put(w.pair(-2, -1), tag);
    put(w.pair(1, 2), tag);
    put(w.lemma(-2), 0);
    put(w.lemma(2), 0);
    put(w.tags([-1, 0, 1]), 0);
    put(w.tags([-2, -1, 0]), quote);
    put(w.tags([0, 1, 2]), quote);
    put(w.tags([-2, -1, 0, 1, 2]), 0);
    put(w.tags([-3, -2, -1]), tag);
    put(w.tags([1, 2, 3]), tag);
    put(c.suffix, u32::from(c.shape));
}

/// The quotation, clause, phrase and sentence that a token stands in.
#[inline(always)]
fn clause_features(w: Window<'_>, put: &mut impl FnMut(u32, u32)) {
    let c = w.get(0);
    let (tag, quote) = (u32::from(c.tag), u32::from(c.quote));
    put(
        u32::from(w.get(-1).quote) << 4 | quote << 2 | u32::from(w.get(1).quote),
        u32::from(c.quote_length),
    );
    put(tag, quote << 4 | u32::from(c.quote_length));
    put(c.clause, u32::from(c.finite));
    put(c.clause, tag);
    put(c.clause, quote << 4 | u32::from(c.finite));
    put(c.head, u32::from(c.phrase));
    put(
        u32::from(c.head_kind) << 2 | u32::from(c.phrase),
        w.tags([0, 1]),
    );
    put(u32::from(c.place), tag);
    put(u32::from(c.place), w.tags([0, 1, 2]));
    put(c.opening, quote);
    put(u32::from(c.holds), tag);
}

/// The verbs near a token that the relations' list has.
#[inline(always)]
fn verb_features(w: Window<'_>, put: &mut impl FnMut(u32, u32)) {
    let c = w.get(0);
    let (tag, quote) = (u32::from(c.tag), u32::from(c.quote));
    put(c.left.0, bucket(c.left.1.into()));
    put(c.right.0, bucket(c.right.1.into()));
    put(c.left.0, tag);
    put(c.right.0, tag);
    put(
        bucket(c.left.1.into()) << 5 | bucket(c.right.1.into()),
        u32::from(c.holds),
    );
    put(c.left.0, c.clause);
    put(c.right.0, u32::from(c.head_kind) << 2 | quote);
    put(
        u32::from(c.entry.group),
        u32::from(w.get(-1).entry.group) << 8 | tag,
    );
}

/// Margins in eight steps; 32 is one update of the perceptron.
fn step(margin: i32) -> u8 {
    match margin {
        ..-5000 => 0,
        -5000..-2500 => 1,
        -2500..-1000 => 2,
        -1000..0 => 3,
        0..1000 => 4,
        1000..2500 => 5,
        2500..5000 => 6,
        _ => 7,
    }
}
