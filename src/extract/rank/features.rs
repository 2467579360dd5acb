//! What a proposal looks like as a whole, in numbers.

use super::{BASE, FEATURES, Sight, neighbours};
use crate::extract::{
    context::{Context, tag_of},
    framed::{self, NONE},
    span::{Proposal, Scene},
    tag::Tag,
};
use std::ops::Range;

/// Describes proposal `number` of candidate `which`.
pub fn features(sight: Sight<'_>, which: usize, number: usize, out: &mut Vec<i32>) {
    let start = out.len();
    let Sight { scene, all, frames } = sight;
    let p = &all[which][number];
    cue_features(scene, all, which, p, out);
    source_features(scene, p, out);
    content_features(scene, p, out);
    neighbours::features(scene, all, which, p, out);
    out.resize(start + BASE, 0);
    framed::features(frames, p, out);
    out.resize(start + FEATURES, 0);
}

fn cue_features(
    scene: Scene<'_>,
    all: &[Vec<Proposal>],
    which: usize,
    p: &Proposal,
    out: &mut Vec<i32>,
) {
    let c = scene.contexts;
    let cue = &p.cue.tokens;
    let head = &c[p.head];
    let last = cue.end - 1;
    let sentence = &scene.sentences[head.sentence as usize].tokens;
    out.extend([
        p.cue.margin,
        i32::from(p.rank),
        p.below,
        p.ahead,
        all[which].len() as i32,
        cue.len() as i32,
        i32::from(head.tag),
        i32::from(head.entry.group),
        i32::from(head.entry.frames),
        tag(c, cue.start.wrapping_sub(1)),
        tag(c, cue.end),
        tag(c, cue.end + 1),
        i32::from(c[last].tag),
        i32::from(head.quote),
        i32::from(head.holds),
        i32::from(head.finite),
        (cue.start - sentence.start) as i32,
        (sentence.end - cue.end) as i32,
        i32::from(scene.guesses[p.head].source),
        i32::from(scene.guesses[p.head].content),
        i32::from(scene.guesses[cue.start.saturating_sub(1)].source),
        i32::from(scene.guesses[(last + 1).min(c.len() - 1)].content),
        head.sentence.min(60) as i32,
        (scene.sentences.len() - head.sentence as usize).min(60) as i32,
        density(scene),
    ]);
}

/// Certain cues to a thousand tokens of the text: how much its kind attributes.
fn density(scene: Scene<'_>) -> i32 {
    let cues = scene.begun.last().copied().unwrap_or(0) as usize;
    (cues * 1000 / (scene.contexts.len() + 100)) as i32
}

fn tag(c: &[Context], at: usize) -> i32 {
    c.get(at).map_or(0, |c| i32::from(c.tag))
}

fn source_features(scene: Scene<'_>, p: &Proposal, out: &mut Vec<i32>) {
    let c = scene.contexts;
    let Some(s) = p.source.first() else {
        out.extend([NONE; 20]);
        return;
    };
    let (distance, before) = gap(s, &p.cue.tokens);
    let sure: Vec<i32> = scene.guesses[s.clone()]
        .iter()
        .map(|g| i32::from(g.source))
        .collect();
    let first_head = s
        .clone()
        .find(|&i| c[i].phrase > 0)
        .map_or(0, |i| i32::from(c[i].head_kind));
    out.extend([
        s.len() as i32,
        distance,
        before,
        i32::from(c[s.start].sentence != c[p.cue.tokens.start].sentence),
        i32::from(c[s.start].head_kind),
        i32::from(c[s.end - 1].head_kind),
        i32::from(c[s.start].tag),
        i32::from(c[s.end - 1].tag),
        tag(c, s.start.wrapping_sub(1)),
        tag(c, s.end),
        count(&c[s.clone()], |x| tag_of(x.tag).is_finite()),
        count(&c[s.clone()], |x| tag_of(x.tag) == Tag::Comma),
        i32::from(c[s.start].quote),
        sure.iter().sum::<i32>() * 8 / sure.len().max(1) as i32,
        sure.iter().copied().min().unwrap_or(0),
        scene.guesses.get(s.end).map_or(0, |g| i32::from(g.source)),
        s.start
            .checked_sub(1)
            .map_or(0, |i| i32::from(scene.guesses[i].source)),
        first_head,
        i32::from(c[s.start].phrase),
        count(&c[s.clone()], |x| x.phrase == 1),
    ]);
}

/// How many tokens pass a test.
fn count(tokens: &[Context], test: impl Fn(&Context) -> bool) -> i32 {
    tokens.iter().filter(|x| test(x)).count() as i32
}

/// Tokens between two ranges, and whether the first stands before.
fn gap(a: &Range<usize>, b: &Range<usize>) -> (i32, i32) {
    if a.end <= b.start {
        ((b.start - a.end) as i32, 1)
    } else {
        (a.start.saturating_sub(b.end) as i32, 0)
    }
}

fn content_features(scene: Scene<'_>, p: &Proposal, out: &mut Vec<i32>) {
    let (Some(first), Some(last)) = (p.content.first(), p.content.last()) else {
        out.extend([NONE; 30]);
        return;
    };
    let near = p
        .content
        .iter()
        .min_by_key(|r| gap(r, &p.cue.tokens).0)
        .unwrap_or(first);
    let content = Content {
        scene,
        p,
        near,
        span: first.start..last.end,
        length: size(p) as i32,
    };
    content.place_features(out);
    content.word_features(out);
    content.guess_features(out);
}

/// The tokens of a proposal's content.
pub(super) fn size(p: &Proposal) -> usize {
    p.content.iter().map(|r| r.len()).sum()
}

/// A content that is not empty.
struct Content<'p> {
    scene: Scene<'p>,
    p: &'p Proposal,
    /// The run nearest to the cue.
    near: &'p Range<usize>,
    /// From its first token to its last.
    span: Range<usize>,
    length: i32,
}

impl Content<'_> {
    /// Its size, its distance from the cue, and what stands at the edges of the run near it.
    fn place_features(&self, out: &mut Vec<i32>) {
        let (c, near) = (self.scene.contexts, self.near);
        let (distance, before) = gap(near, &self.p.cue.tokens);
        out.extend([
            self.p.content.len() as i32,
            self.length,
            distance,
            before,
            near.len() as i32,
            i32::from(c[near.start].tag),
            i32::from(c[near.end - 1].tag),
            tag(c, near.start.wrapping_sub(1)),
            tag(c, near.end),
            tag(c, near.end + 1),
            i32::from(c[near.start].place),
            i32::from(c.get(near.end).is_none_or(|x| x.place & 1 == 1)),
        ]);
    }

    /// Its verbs, commas and quotation marks, and the sentences that it reaches to.
    fn word_features(&self, out: &mut Vec<i32>) {
        let (c, near) = (self.scene.contexts, self.near);
        let opened = self.count(|x| x.quote == 1);
        let closed = self.count(|x| x.quote == 3);
        let here = c[self.p.cue.tokens.start].sentence as i32;
        out.extend([
            self.count(|x| tag_of(x.tag).is_finite()),
            self.count(|x| tag_of(x.tag) == Tag::Comma),
            self.count(|x| x.quote > 0) * 100 / self.length,
            opened - closed,
            opened,
            i32::from(c.get(near.end).map_or(0, |x| x.quote)),
            i32::from(near.start.checked_sub(1).map_or(0, |i| c[i].quote)),
            c[self.span.start].sentence as i32 - here,
            c[self.span.end - 1].sentence as i32 - here,
        ]);
    }

    /// The first guess at its tokens and those beside it, the cues in it, and the words left over.
    fn guess_features(&self, out: &mut Vec<i32>) {
        let (near, scene) = (self.near, self.scene);
        let (c, guesses, begun) = (scene.contexts, scene.guesses, scene.begun);
        let sure = self.tokens().map(|i| i32::from(guesses[i].content));
        let sure: Vec<i32> = sure.collect();
        let outside = |i: usize| guesses.get(i).map_or(0, |g| i32::from(g.content));
        let runs = self.p.content.iter();
        let cues = runs.map(|r| begun[r.end] - begun[r.start]).sum::<u32>();
        let (first, last) = (&c[near.start], &c[near.end - 1]);
        out.extend([
            sure.iter().sum::<i32>() * 8 / self.length,
            sure.iter().copied().min().unwrap_or(0),
            near.start.checked_sub(1).map_or(0, outside),
            outside(near.end),
            outside(near.end + 1),
            cues as i32,
            i32::from(first.quotation != 0 && first.quotation == last.quotation),
            left_over(scene, self.p),
            i32::from(c[self.span.end - 1].tag),
        ]);
    }

    /// How many of its tokens pass a test.
    fn count(&self, test: impl Fn(&Context) -> bool) -> i32 {
        let c = self.scene.contexts;
        self.tokens().filter(|&i| test(&c[i])).count() as i32
    }

    fn tokens(&self) -> impl Iterator<Item = usize> {
        self.p.content.iter().flat_map(|r| r.clone())
    }
}

/// Tokens of the cue's sentence that are in none of the three parts.
fn left_over(scene: Scene<'_>, p: &Proposal) -> i32 {
    let s = &scene.sentences[scene.contexts[p.head].sentence as usize].tokens;
    let inside = |r: &Range<usize>| r.end.min(s.end).saturating_sub(r.start.max(s.start));
    let used: usize = p.source.iter().chain(&p.content).map(inside).sum();
    (s.len() as i32 - used as i32 - p.cue.tokens.len() as i32).max(0)
}
