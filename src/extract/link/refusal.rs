//! Denials in the accused's own words: "we did not do this".

use super::ground::Ground;
use super::retort::{best, open, speaks};
use super::{Found, of_one};
use crate::article::LinkKind;

/// "We did not do this", said by the accused.
pub(super) fn refusal(ground: &Ground<'_, '_>, at: usize, known: &[Found]) -> Option<Found> {
    if !speaks(ground, at) || !refuses(ground, at) {
        return None;
    }
    let mut before = (0..at).rev().take(3);
    let first = before.find(|&b| ground.same_source(at, b) && ground.group(b) == "denied");
    let denies = |l: &&Found| l.kind == LinkKind::Denies;
    let again = first.and_then(|b| of_one(known, b).iter().find(denies));
    if let Some(link) = again {
        return Some(Found {
            from: at,
            confidence: link.confidence * 0.8,
            ..*link
        });
    }
    let (score, to) = best(ground, at, known)?;
    let close = ground.views[at].sentence - ground.views[to].sentence <= 6;
    (close && ground.aims_at(to, at)).then(|| Found::new(at, LinkKind::Denies, to, score - 1.0))
}

/// Whether the words are a first person's denial: "we never", "I did not".
fn refuses(ground: &Ground<'_, '_>, at: usize) -> bool {
    let words: Vec<String> = ground.tokens(at).take(4).map(|t| ground.word(t)).collect();
    let Some(first) = words.first().filter(|_| ground.drafts[at].quoted) else {
        return false;
    };
    let not = |w: &String| matches!(w.as_str(), "not" | "n't" | "n’t" | "never");
    let would = |w: &String| matches!(w.as_str(), "would" | "will" | "wo" | "ca" | "can" | "could");
    matches!(first.as_str(), "we" | "i")
        && words.iter().any(not)
        && !words.iter().take(3).any(would)
}

/// "said he had not seen it", by the accused.
pub(super) fn not_so(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    if !speaks(ground, at) || !begins_negated(ground, at) {
        return None;
    }
    let to = ground.previous(at, 3)?;
    let close = ground.aims_at(to, at) && !ground.views[to].headline;
    close.then(|| Found::new(at, LinkKind::Denies, to, 1.0))
}

/// Whether the words begin with somebody who did not: "he had never seen it", "there was no".
pub(super) fn begins_negated(ground: &Ground<'_, '_>, at: usize) -> bool {
    let words: Vec<String> = ground.tokens(at).take(5).map(|t| ground.word(t)).collect();
    let Some(first) = words.first() else {
        return false;
    };
    let who = [
        "he", "she", "it", "they", "we", "i", "there", "that", "nobody", "no", "none",
    ];
    let not = [
        "not", "n't", "n’t", "never", "no", "nobody", "nothing", "none",
    ];
    let would = [
        "would",
        "will",
        "wo",
        "can",
        "ca",
        "could",
        "information",
        "comment",
        "plan",
        "plans",
    ];
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    who.contains(&first.as_str()) && has(&not) && !has(&would)
}

/// "There is no water in the ship", behind "the ship is taking water".
pub(super) fn contrary(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    if !speaks(ground, at) || !has_not(ground, at) {
        return None;
    }
    let here = ground.views[at].sentence;
    let fits = |&to: &usize| {
        to < at
            && open(ground, at, to)
            && here - ground.views[to].sentence <= 6
            && matches!(ground.group(to), "stated" | "accused" | "answered")
            && !has_not(ground, to)
    };
    let matter = |to: &usize| ground.shared(at, *to);
    let all = ground.candidates(at).filter(fits);
    let to = all.max_by(|a, b| matter(a).total_cmp(&matter(b)))?;
    let words = ground.views[at]
        .words
        .len()
        .min(ground.views[to].words.len());
    let same = matter(&to) >= 1.4 && matter(&to) >= 0.4 * words as f64;
    same.then(|| Found::new(at, LinkKind::Disputes, to, matter(&to) - 0.4))
}

pub(super) fn has_not(ground: &Ground<'_, '_>, at: usize) -> bool {
    let mut tokens = ground.tokens(at).take(8);
    tokens.any(|t| NOT.contains(&ground.word(t).as_str()))
}

/// Words that say that something is not so.
pub(super) const NOT: &[&str] = &[
    "not", "n't", "n’t", "never", "no", "nobody", "nothing", "none", "without", "nor", "neither",
    "cannot",
];
