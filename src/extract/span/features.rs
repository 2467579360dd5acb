//! What the chain of spans sees of a token, given the cue.

use super::Scene;
use super::anchor::{Anchor, Between};
use crate::extract::{chain::Sink, context::Context, feature::mix, window::Window};

/// Features of a token given the cue.
pub fn features(scene: Scene<'_>, anchor: &Anchor, at: usize, sink: &mut impl Sink) {
    let view = View::new(scene, anchor, at);
    let mut template = 500;
    let mut put = |a: u32, b: u32| {
        template += 1;
        sink.add(mix(template, a, b));
    };
    view.place_features(&mut put);
    view.clause_features(&mut put);
    view.landmark_features(&mut put);
    view.head_features(&mut put);
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

/// A token as it is seen from a cue.
#[derive(Clone, Copy)]
struct View<'s> {
    /// Its neighbours and itself.
    w: Window<'s>,
    c: &'s Context,
    anchor: &'s Anchor,
    /// What lies between the two.
    b: Between,
    /// Its direction, with which nearly every other number is joined.
    dir: u32,
    tag: u32,
    phrase: u32,
    guess: u32,
    cued: u32,
}

// The parts of `features` are compiled into it, where every template's number is a constant.
impl<'s> View<'s> {
    #[inline(always)]
    fn new(scene: Scene<'s>, anchor: &'s Anchor, at: usize) -> Self {
        let all = scene.contexts;
        let w = Window { all, at };
        let c = w.get(0);
        let b = Between::new(scene, anchor, at);
        Self {
            w,
            c,
            anchor,
            b,
            dir: b.direction,
            tag: u32::from(c.tag),
            phrase: b.phrase << 4 | u32::from(c.phrase) << 2 | b.direction,
            guess: scene.guesses[at].code(),
            cued: u32::from(scene.cued[at]),
        }
    }

    /// On which side of the cue and how far from it the token stands, in or out of quotations.
    #[inline(always)]
    fn place_features(self, put: &mut impl FnMut(u32, u32)) {
        let Self { c, anchor, b, .. } = self;
        let (dir, tag) = (self.dir, self.tag);
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
    }

    /// The clauses and phrases between the token and the cue.
    #[inline(always)]
    fn clause_features(self, put: &mut impl FnMut(u32, u32)) {
        let Self { c, anchor, b, .. } = self;
        let (dir, tag, phrase) = (self.dir, self.tag, self.phrase);
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
    }

    /// The other cues between the token and the cue, and the first guess.
    #[inline(always)]
    fn landmark_features(self, put: &mut impl FnMut(u32, u32)) {
        let Self { c, anchor, b, .. } = self;
        let (dir, tag, phrase, guess) = (self.dir, self.tag, self.phrase, self.guess);
        put(b.cues << 5 | b.finite << 2 | dir, b.clause);
        put(mix(b.cues << 2 | dir, c.clause, tag), 0);
        put(self.cued << 2 | dir, tag);
        put(b.cues << 8 | phrase, anchor.lemma);
        put(self.w.tags([-1, 0, 1]), b.distance.min(5) << 2 | dir);
        put(guess, phrase);
        put(guess << 2 | dir, anchor.lemma);
        put(guess << 2 | dir, b.clause << 4 | b.finite);
    }

    /// What the two sentences hold, and the heads of the cue and of the token's phrase.
    #[inline(always)]
    fn head_features(self, put: &mut impl FnMut(u32, u32)) {
        let Self { c, anchor, b, .. } = self;
        let (dir, tag, phrase) = (self.dir, self.tag, self.phrase);
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
}
