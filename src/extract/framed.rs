//! What the frames add to the ranks: proposals of their own, and numbers about those near.

use super::Tag;
use super::context::tag_of;
use super::cue::{self, Candidate};
use super::draft::Draft;
use super::feature::hash;
use super::span::{self, Proposal, Scene};
use std::ops::Range;

/// How many numbers the frames give a proposal.
pub const FEATURES: usize = 23;

/// Stands for "there is none".
pub const NONE: i32 = -999;

/// A frame's rank among the proposals of a cue.
const RANK: u8 = 9;

/// No cue of a frame is longer; so far back one that touches a token can begin.
const LONGEST: usize = 8;

/// Adds what the frames propose; both are and stay in the order of their cues.
pub fn add(scene: Scene<'_>, frames: &[Draft], proposals: &mut Vec<Vec<Proposal>>) {
    let mut alone = Vec::new();
    for frame in frames {
        let Some(tokens) = cue_of(frame) else {
            continue;
        };
        let from = proposals.partition_point(|p| p[0].cue.tokens.start + 16 < tokens.start);
        let mut seen = false;
        for candidate in &mut proposals[from..] {
            let of = &candidate[0].cue.tokens;
            if of.start >= tokens.end {
                break;
            }
            if overlap(of, &tokens) > 0 {
                seen = true;
                let own = proposal(scene, frame, candidate[0].cue.clone());
                let new = |p: &Proposal| p.source != own.source || p.content != own.content;
                if !own.content.is_empty() && candidate.iter().all(new) {
                    candidate.push(own);
                }
            }
        }
        if !seen {
            let margin = cue::LEAST - 1;
            alone.push(vec![proposal(scene, frame, Candidate { tokens, margin })]);
        }
    }
    proposals.extend(alone);
    proposals.sort_by_key(|p| p[0].cue.tokens.start);
}

/// A frame's cue, from its first token to its last.
fn cue_of(frame: &Draft) -> Option<Range<usize>> {
    let whole = frame.cue.first()?.start..frame.cue.last()?.end;
    (1..=LONGEST).contains(&whole.len()).then_some(whole)
}

fn proposal(scene: Scene<'_>, frame: &Draft, cue: Candidate) -> Proposal {
    let full = |r: &[Range<usize>]| -> Vec<Range<usize>> {
        r.iter().filter(|r| !r.is_empty()).cloned().collect()
    };
    let mut content = full(&frame.content);
    // The annotators count the word that leads into a clause as said.
    if let Some(first) = content.first_mut()
        && let Some(before) = first.start.checked_sub(1)
        && !cue.tokens.contains(&before)
        && leads(scene, before)
    {
        first.start = before;
    }
    Proposal {
        head: span::head(scene.contexts, &cue.tokens),
        cue,
        source: full(&frame.source),
        content,
        rank: RANK,
        below: NONE,
        ahead: NONE,
    }
}

fn leads(scene: Scene<'_>, token: usize) -> bool {
    let c = &scene.contexts[token];
    tag_of(c.tag) == Tag::To || c.word == hash("that")
}

/// Describes the frames near a proposal.
pub fn features(frames: &[Draft], p: &Proposal, out: &mut Vec<i32>) {
    let start = out.len();
    match best(frames, &p.cue.tokens) {
        Some(frame) => agreement(frame, p, out),
        None => out.extend([NONE; 17]),
    }
    debug_assert_eq!(out.len(), start + 17);
    around(frames, p, out);
}

/// The frame whose cue shares most tokens with these; of equals the surest.
fn best<'f>(frames: &'f [Draft], cue: &Range<usize>) -> Option<&'f Draft> {
    let from = frames.partition_point(|f| f.at() + LONGEST < cue.start);
    let shared = |f: &Draft| f.cue.iter().map(|r| overlap(r, cue)).sum::<usize>();
    frames[from..]
        .iter()
        .take_while(|f| f.at() < cue.end)
        .filter(|f| shared(f) > 0)
        .max_by(|a, b| {
            (shared(a).cmp(&shared(b)))
                .then(a.confidence.total_cmp(&b.confidence))
                .then(b.at().cmp(&a.at()))
        })
}

fn agreement(frame: &Draft, p: &Proposal, out: &mut Vec<i32>) {
    let ends = |r: &[Range<usize>]| Some((r.first()?.start as i32, r.last()?.end as i32));
    let far = |a: i32, b: i32| (a - b).clamp(-30, 30);
    let differ = |a, b| match (ends(a), ends(b)) {
        (Some(a), Some(b)) => [far(a.0, b.0), far(a.1, b.1)],
        _ => [NONE; 2],
    };
    let [cue_start, cue_end] = differ(&frame.cue, std::slice::from_ref(&p.cue.tokens));
    let [source_start, source_end] = differ(&frame.source, &p.source);
    let [content_start, content_end] = differ(&frame.content, &p.content);
    out.extend([
        (frame.confidence * 1000.0) as i32,
        frame.how as i32,
        frame.frame.trailing_zeros() as i32,
        frame.relation as i32,
        i32::from(frame.negated),
        i32::from(frame.quoted),
        i32::from(frame.target.is_empty()) | i32::from(frame.addressee.is_empty()) << 1,
        cue_start,
        cue_end,
        alike(&frame.source, &p.source),
        source_start,
        source_end,
        alike(&frame.content, &p.content),
        content_start,
        content_end,
        size(&frame.content) as i32,
        size(&frame.source) as i32,
    ]);
}

fn size(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(|r| r.len()).sum()
}

/// Shared tokens to a hundred of either.
fn alike(a: &[Range<usize>], b: &[Range<usize>]) -> i32 {
    let shared: usize = a
        .iter()
        .map(|x| b.iter().map(|y| overlap(x, y)).sum::<usize>())
        .sum();
    let all = size(a) + size(b) - shared;
    match (size(a), size(b)) {
        (0, 0) => -1,
        (0, _) => -2,
        (_, 0) => -3,
        _ => (shared * 100 / all.max(1)) as i32,
    }
}

/// Frames that do not share the cue but stand over it, in it or across it.
fn around(frames: &[Draft], p: &Proposal, out: &mut Vec<i32>) {
    const REACH: usize = 60;
    let cue = &p.cue.tokens;
    let from = frames.partition_point(|f| f.at() + REACH < cue.start);
    let (mut holds, mut inside, mut same, mut across, mut source) = (NONE, NONE, NONE, NONE, NONE);
    let mut count = 0;
    for f in frames[from..]
        .iter()
        .take_while(|f| f.at() < cue.end + REACH)
    {
        if f.cue.iter().any(|r| overlap(r, cue) > 0) {
            continue;
        }
        count += 1;
        let rate = (f.confidence * 1000.0) as i32;
        let top = |best: &mut i32| *best = (*best).max(rate);
        if f.content.iter().any(|r| overlap(r, cue) > 0) {
            top(&mut holds);
        }
        if p.content
            .iter()
            .any(|r| f.cue.iter().any(|c| overlap(r, c) > 0))
        {
            top(&mut inside);
        }
        match alike(&f.content, &p.content) {
            50.. => top(&mut same),
            1.. => top(&mut across),
            _ => {}
        }
        if alike(&f.source, &p.source) > 0 {
            top(&mut source);
        }
    }
    out.extend([holds, inside, same, across, source, count]);
}

/// Tokens that two ranges share.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(cue: usize, content: Range<usize>) -> Draft {
        Draft {
            source: std::iter::once(0..2).collect(),
            cue: std::iter::once(cue..cue + 1).collect(),
            content: std::iter::once(content).collect(),
            confidence: 0.5,
            ..Draft::default()
        }
    }

    #[test]
    fn numbers_tell_how_far_the_frame_of_a_cue_agrees() {
        let numbers = |cue: usize| {
            let p = Proposal {
                cue: Candidate {
                    tokens: cue..cue + 1,
                    margin: 0,
                },
                head: cue,
                source: std::iter::once(0..2).collect(),
                content: std::iter::once(4..8).collect(),
                rank: 0,
                below: 0,
                ahead: 0,
            };
            let mut out = Vec::new();
            features(&[frame(2, 3..11), frame(20, 21..25)], &p, &mut out);
            assert_eq!(out.len(), FEATURES);
            out
        };
        let own = numbers(2);
        assert_eq!((own[0], own[9], own[12]), (500, 100, 50));
        let none = numbers(14);
        assert_eq!(none[0], NONE);
        assert!(
            numbers(5)[17] == 500,
            "the cue stands in the frame's content"
        );
    }
}
