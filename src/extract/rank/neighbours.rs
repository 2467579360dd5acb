//! What the cues near a proposal's say of it.

use super::features::size;
use crate::extract::{
    context::Context,
    framed::{NONE, overlap},
    span::{Proposal, Scene},
};

/// Neighbours looked at on either side of a candidate.
const NEIGHBOURS: usize = 10;

/// Tells what the proposals of other cues share with one, by their margins.
pub(super) fn features(
    scene: Scene<'_>,
    all: &[Vec<Proposal>],
    which: usize,
    p: &Proposal,
    out: &mut Vec<i32>,
) {
    let from = which.saturating_sub(NEIGHBOURS);
    let to = (which + NEIGHBOURS + 1).min(all.len());
    let mut seen = NOBODY;
    for (n, other) in all[from..to].iter().enumerate() {
        let Some(o) = other.first().filter(|_| from + n != which) else {
            continue;
        };
        seen.compare_cues(scene.contexts, p, o);
        seen.compare_spans(p, o);
    }
    out.extend([
        seen.over,
        seen.same,
        seen.inside,
        seen.holds,
        seen.rival,
        seen.source,
        seen.here,
        seen.stronger,
    ]);
    let margin = |n: usize| {
        all.get(n)
            .and_then(|o| o.first())
            .map_or(NONE, |o| o.cue.margin)
    };
    out.extend([margin(which.wrapping_sub(1)), margin(which + 1)]);
}

/// The greatest margins of neighbours, by what they share with a proposal.
struct Neighbours {
    /// Of those whose cue shares a token with its cue.
    over: i32,
    /// Of those whose content holds more than half of its content.
    same: i32,
    /// Of those whose content its cue stands in.
    inside: i32,
    /// Of those whose cue stands in its content.
    holds: i32,
    /// Of those whose content holds some of its content, half at most.
    rival: i32,
    /// Of those whose source shares a token with its source.
    source: i32,
    /// How many stand in its sentence.
    here: i32,
    /// How many of these have a greater margin.
    stronger: i32,
}

/// Before any neighbour is seen.
const NOBODY: Neighbours = Neighbours {
    over: NONE,
    same: NONE,
    inside: NONE,
    holds: NONE,
    rival: NONE,
    source: NONE,
    here: 0,
    stronger: 0,
};

impl Neighbours {
    /// Takes in where a neighbour's cue stands, and what stands in its content.
    fn compare_cues(&mut self, c: &[Context], p: &Proposal, o: &Proposal) {
        let margin = o.cue.margin;
        let top = |best: &mut i32| *best = (*best).max(margin);
        if c[o.head].sentence == c[p.head].sentence {
            self.here += 1;
            self.stronger += i32::from(margin > p.cue.margin);
        }
        if overlap(&o.cue.tokens, &p.cue.tokens) > 0 {
            top(&mut self.over);
        }
        if o.content.iter().any(|r| overlap(r, &p.cue.tokens) > 0) {
            top(&mut self.inside);
        }
        if p.content.iter().any(|r| overlap(r, &o.cue.tokens) > 0) {
            top(&mut self.holds);
        }
    }

    /// Takes in how much of content and source a neighbour shares.
    fn compare_spans(&mut self, p: &Proposal, o: &Proposal) {
        let top = |best: &mut i32| *best = (*best).max(o.cue.margin);
        let shared: usize = p
            .content
            .iter()
            .map(|a| o.content.iter().map(|b| overlap(a, b)).sum::<usize>())
            .sum();
        let mine = size(p);
        if shared * 2 > mine {
            top(&mut self.same);
        }
        if shared > 0 && shared * 2 <= mine {
            top(&mut self.rival);
        }
        if p.source
            .first()
            .zip(o.source.first())
            .is_some_and(|(a, b)| overlap(a, b) > 0)
        {
            top(&mut self.source);
        }
    }
}
