//! Additions, examples, support and answers.

use super::Found;
use super::ground::Ground;
use crate::article::LinkKind;
use crate::extract::draft::How;

/// Finds what a statement adds to, is an example of, supports or answers.
pub(super) fn links(ground: &Ground<'_, '_>, at: usize, out: &mut Vec<Found>) {
    if ground.drafts[at].how == How::Naming {
        return;
    }
    let mut push = |kind, to, confidence| {
        out.push(Found {
            from: at,
            kind,
            to,
            confidence,
        });
    };
    if let Some((kind, to, confidence)) = adds(ground, at) {
        push(kind, to, confidence);
    }
    if let Some((kind, to, confidence)) = sides(ground, at) {
        push(kind, to, confidence);
    }
}

type Way = (LinkKind, usize, f64);

/// Additions and examples: the same source goes on.
fn adds(ground: &Ground<'_, '_>, at: usize) -> Option<Way> {
    let draft = &ground.drafts[at];
    let example = |i: usize| ground.drafts[i].how == How::Example;
    let fits = |b: &usize| ground.same_source(at, *b) && !(example(at) && example(*b));
    let before = (0..at).rev().take(4).find(fits)?;
    if example(at) {
        return Some((LinkKind::Exemplifies, before, 0.8));
    }
    if draft.lemma == "add" {
        return Some((LinkKind::Elaborates, before, 0.8));
    }
    let stated = ground.group(at) == "stated" && before + 1 == at && !ground.nested(at, before);
    if !stated || draft.lemma == "cite" {
        return None;
    }
    let (a, b) = (&ground.views[at], &ground.views[before]);
    let next = a.sentence - b.sentence <= 1 && a.paragraph == b.paragraph;
    match draft.how {
        How::Participle => Some((LinkKind::Elaborates, before, 0.6)),
        // What was told is then said in the speaker's own words.
        _ if draft.quoted && !ground.drafts[before].quoted && next => {
            Some((LinkKind::Elaborates, before, 0.6))
        }
        _ => None,
    }
}

/// Support and answers: somebody else takes the matter up.
fn sides(ground: &Ground<'_, '_>, at: usize) -> Option<Way> {
    if ground.drafts[at].negated {
        return None;
    }
    let kind = match ground.name(at) {
        "replied" => LinkKind::Answers,
        "confirmed" | "agreed" | "admitted" | "supported" => LinkKind::Supports,
        _ => return None,
    };
    let points = ground.views[at].point.is_some();
    let fits = |to: &usize| {
        *to < at
            && !ground.same_source(at, *to)
            && !ground.nested(at, *to)
            && ground.drafts[*to].how != How::Naming
            && ground.group(*to) != "withheld"
    };
    let near = |to: usize| ground.views[at].sentence - ground.views[to].sentence;
    let shared = |to: usize| ground.shared(at, to) - 0.1 * near(to) as f64;
    let about = ground
        .candidates(at)
        .filter(fits)
        .max_by(|&a, &b| shared(a).total_cmp(&shared(b)).then(a.cmp(&b)))?;
    if ground.shared(at, about) >= 1.0 {
        return Some((kind, about, 0.6));
    }
    let last = ground.previous(at, 1)?;
    (kind == LinkKind::Answers || points).then_some((kind, last, 0.5))
}
