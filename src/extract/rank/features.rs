//! What a proposal looks like as a whole, in numbers.

use super::{BASE, FEATURES, Sight};
use crate::extract::{
    context::{Context, tag_of},
    framed::{self, NONE, overlap},
    span::{Proposal, Scene},
    tag::Tag,
};
use std::ops::Range;

/// Neighbours looked at on either side of a candidate.
const NEIGHBOURS: usize = 10;

/// Describes proposal `number` of candidate `which`.
pub fn features(sight: Sight<'_>, which: usize, number: usize, out: &mut Vec<i32>) {
    let start = out.len();
    let Sight { scene, all, frames } = sight;
    let p = &all[which][number];
    cue_features(scene, all, which, p, out);
    source_features(scene, p, out);
    content_features(scene, p, out);
    neighbour_features(scene, all, which, p, out);
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
        density(scene, all),
    ]);
}

/// Certain cues to a thousand tokens of the text: how much its kind attributes.
fn density(scene: Scene<'_>, all: &[Vec<Proposal>]) -> i32 {
    let _ = all;
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
    let finite = c[s.clone()]
        .iter()
        .filter(|x| tag_of(x.tag).is_finite())
        .count();
    let commas = c[s.clone()]
        .iter()
        .filter(|x| tag_of(x.tag) == Tag::Comma)
        .count();
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
        finite as i32,
        commas as i32,
        i32::from(c[s.start].quote),
        sure.iter().sum::<i32>() * 8 / sure.len().max(1) as i32,
        sure.iter().copied().min().unwrap_or(0),
        scene.guesses.get(s.end).map_or(0, |g| i32::from(g.source)),
        s.start
            .checked_sub(1)
            .map_or(0, |i| i32::from(scene.guesses[i].source)),
        first_head,
        i32::from(c[s.start].phrase),
        c[s.clone()].iter().filter(|x| x.phrase == 1).count() as i32,
    ]);
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
    let c = scene.contexts;
    let (Some(first), Some(last)) = (p.content.first(), p.content.last()) else {
        out.extend([NONE; 30]);
        return;
    };
    let near = p
        .content
        .iter()
        .min_by_key(|r| gap(r, &p.cue.tokens).0)
        .unwrap_or(first);
    let (distance, before) = gap(near, &p.cue.tokens);
    let all = || p.content.iter().flat_map(|r| r.clone());
    let count = |test: &dyn Fn(&Context) -> bool| all().filter(|&i| test(&c[i])).count() as i32;
    let length = all().count() as i32;
    let sure: Vec<i32> = all().map(|i| i32::from(scene.guesses[i].content)).collect();
    let outside = |i: usize| scene.guesses.get(i).map_or(0, |g| i32::from(g.content));
    let (opened, closed) = (count(&|x| x.quote == 1), count(&|x| x.quote == 3));
    let here = c[p.cue.tokens.start].sentence as i32;
    let cues = p
        .content
        .iter()
        .map(|r| scene.begun[r.end] - scene.begun[r.start])
        .sum::<u32>();
    out.extend([
        p.content.len() as i32,
        length,
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
        count(&|x| tag_of(x.tag).is_finite()),
        count(&|x| tag_of(x.tag) == Tag::Comma),
        count(&|x| x.quote > 0) * 100 / length,
        opened - closed,
        opened,
        i32::from(c.get(near.end).map_or(0, |x| x.quote)),
        i32::from(near.start.checked_sub(1).map_or(0, |i| c[i].quote)),
        c[first.start].sentence as i32 - here,
        c[last.end - 1].sentence as i32 - here,
        sure.iter().sum::<i32>() * 8 / length,
        sure.iter().copied().min().unwrap_or(0),
        near.start.checked_sub(1).map_or(0, outside),
        outside(near.end),
        outside(near.end + 1),
        cues as i32,
        i32::from(
            c[near.start].quotation != 0 && c[near.start].quotation == c[near.end - 1].quotation,
        ),
        left_over(scene, p),
        i32::from(c[last.end - 1].tag),
    ]);
}

/// Tokens of the cue's sentence that are in none of the three parts.
fn left_over(scene: Scene<'_>, p: &Proposal) -> i32 {
    let s = &scene.sentences[scene.contexts[p.head].sentence as usize].tokens;
    let inside = |r: &Range<usize>| r.end.min(s.end).saturating_sub(r.start.max(s.start));
    let used: usize = p.source.iter().chain(&p.content).map(inside).sum();
    (s.len() as i32 - used as i32 - p.cue.tokens.len() as i32).max(0)
}

fn neighbour_features(
    scene: Scene<'_>,
    all: &[Vec<Proposal>],
    which: usize,
    p: &Proposal,
    out: &mut Vec<i32>,
) {
    let from = which.saturating_sub(NEIGHBOURS);
    let to = (which + NEIGHBOURS + 1).min(all.len());
    let c = scene.contexts;
    let (mut over, mut same, mut inside, mut holds, mut rival, mut source) =
        (NONE, NONE, NONE, NONE, NONE, NONE);
    let (mut here, mut stronger) = (0, 0);
    for (n, other) in all[from..to].iter().enumerate() {
        let Some(o) = other.first().filter(|_| from + n != which) else {
            continue;
        };
        let margin = o.cue.margin;
        let top = |best: &mut i32| *best = (*best).max(margin);
        if c[o.head].sentence == c[p.head].sentence {
            here += 1;
            stronger += i32::from(margin > p.cue.margin);
        }
        if overlap(&o.cue.tokens, &p.cue.tokens) > 0 {
            top(&mut over);
        }
        if o.content.iter().any(|r| overlap(r, &p.cue.tokens) > 0) {
            top(&mut inside);
        }
        if p.content.iter().any(|r| overlap(r, &o.cue.tokens) > 0) {
            top(&mut holds);
        }
        let shared: usize = p
            .content
            .iter()
            .map(|a| o.content.iter().map(|b| overlap(a, b)).sum::<usize>())
            .sum();
        let mine: usize = p.content.iter().map(|r| r.len()).sum();
        if shared * 2 > mine {
            top(&mut same);
        }
        if shared > 0 && shared * 2 <= mine {
            top(&mut rival);
        }
        if p.source
            .first()
            .zip(o.source.first())
            .is_some_and(|(a, b)| overlap(a, b) > 0)
        {
            top(&mut source);
        }
    }
    out.extend([over, same, inside, holds, rival, source, here, stronger]);
    let margin = |n: usize| {
        all.get(n)
            .and_then(|o| o.first())
            .map_or(NONE, |o| o.cue.margin)
    };
    out.extend([margin(which.wrapping_sub(1)), margin(which + 1)]);
}
