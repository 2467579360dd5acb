//! A cue as the features of spans see it, and what lies between a token and it.

use super::Scene;
use crate::extract::{
    context::{Context, tag_of},
    cue::frame,
    feature::mix,
    tag::Tag,
    window::{Window, bucket},
};
use std::ops::Range;

/// Most tokens looked at on either side of a cue.
const REACH: usize = 150;

/// One cue, as the features see it.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// The cue's tokens.
    pub tokens: Range<usize>,
    /// The token that carries its meaning.
    pub head: usize,
    /// The tokens that are labelled.
    pub window: Range<usize>,
    pub(super) lemma: u32,
    pub(super) entry: u32,
    pub(super) after: u32,
    pub(super) before: u32,
    pub(super) passive: u32,
    pub(super) quotation: u32,
    pub(super) holds: u32,
}

impl Anchor {
    /// Looks at a cue.
    pub fn new(scene: Scene<'_>, cue: &Range<usize>) -> Self {
        let c = scene.contexts;
        let head = head(c, cue);
        let last = cue.end - 1;
        let around = |at| Window { all: c, at };
        let passive = tag_of(c[head].tag) == Tag::Vbn
            && !c[cue.start..head].iter().any(|x| tag_of(x.tag) == Tag::Vbz);
        let particle = if last == head { 0 } else { c[last].lemma };
        Self {
            tokens: cue.clone(),
            head,
            window: window(scene, cue),
            lemma: mix(9, c[head].lemma, particle),
            entry: u32::from(c[head].entry.group) << 8 | u32::from(c[head].entry.frames),
            after: frame(around(last), 1),
            before: frame(around(cue.start), -1),
            passive: u32::from(passive) << 6 | u32::from(c[head].tag),
            quotation: c[head].quotation,
            holds: u32::from(c[head].holds),
        }
    }
}

/// The last verb that is no auxiliary, else the first noun, else the first token.
pub fn head(contexts: &[Context], cue: &Range<usize>) -> usize {
    let tag = |i: &usize| tag_of(contexts[*i].tag);
    let listed = cue.clone().find(|i| contexts[*i].entry.group > 0);
    let verb = cue.clone().rfind(|i| tag(i).is_verb());
    listed
        .or(verb)
        .or_else(|| cue.clone().find(|i| tag(i).is_noun()))
        .unwrap_or(cue.start)
}

/// The previous, the current and the next sentence, and up to three more of the paragraph on either side.
fn window(scene: Scene<'_>, cue: &Range<usize>) -> Range<usize> {
    let s = scene.sentences;
    let here = scene.contexts[cue.start].sentence as usize;
    let (mut first, mut last) = (here.saturating_sub(1), (here + 1).min(s.len() - 1));
    while first > 0 && here - first < 3 && s[first - 1].paragraph == s[here].paragraph {
        first -= 1;
    }
    while last + 1 < s.len() && last - here < 4 && s[last + 1].paragraph == s[here].paragraph {
        last += 1;
    }
    let near = cue.start.saturating_sub(REACH)..(cue.end + REACH).min(scene.contexts.len());
    s[first].tokens.start.max(near.start)..s[last].tokens.end.min(near.end)
}

/// What lies between a token and the cue.
#[derive(Clone, Copy)]
pub(super) struct Between {
    pub(super) direction: u32,
    pub(super) distance: u32,
    pub(super) finite: u32,
    pub(super) clause: u32,
    pub(super) phrase: u32,
    pub(super) comma: u32,
    pub(super) mark: u32,
    pub(super) cues: u32,
    pub(super) sentences: u32,
    pub(super) quotation: u32,
}

impl Between {
    pub(super) fn new(scene: Scene<'_>, anchor: &Anchor, at: usize) -> Self {
        let c = &scene.contexts[at];
        let cue = &anchor.tokens;
        let (direction, low, high) = match at {
            _ if at < cue.start => (0, at, cue.start),
            _ if at < cue.end => (1, at, at),
            _ => (2, cue.end, at),
        };
        let last = scene.contexts.len() - 1;
        let (a, b) = (
            &scene.contexts[low.min(last)].count,
            &scene.contexts[high.min(last)].count,
        );
        let to = if direction == 0 { cue.start } else { at + 1 };
        let cues = scene.begun[to.min(scene.begun.len() - 1)] - scene.begun[low.min(to)];
        let of_cue = scene.contexts[cue.start].sentence;
        let cue_paragraph = scene.contexts[cue.start].paragraph;
        let sentences = match (direction, c.sentence.abs_diff(of_cue)) {
            (_, 0) => 0,
            (0, n) => n.min(2),
            (_, n) => 2 + n.min(2),
        };
        Self {
            direction,
            distance: bucket(high - low),
            finite: (b.finite - a.finite).min(4),
            clause: (b.clause - a.clause).min(5),
            phrase: (b.phrase - a.phrase).min(4),
            comma: (b.comma - a.comma).min(3),
            mark: (b.mark - a.mark).min(3),
            cues: cues.min(3),
            sentences: sentences | u32::from(c.paragraph != cue_paragraph) << 3,
            quotation: quotations(anchor.quotation, c.quotation),
        }
    }
}

/// Which of a cue and a token stand in a quotation: none, the token, the cue, both in one, both in two.
fn quotations(cue: u32, token: u32) -> u32 {
    match (cue, token) {
        (0, 0) => 0,
        (0, _) => 1,
        (_, 0) => 2,
        (x, y) => 3 + u32::from(x != y),
    }
}
