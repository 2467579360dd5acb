//! Disputes that only the words tell: each way to retort is tried in turn.

use super::ground::Ground;
use super::{Found, against, refusal, turn, verdict};
use crate::article::LinkKind;
use crate::extract::Tag;
use crate::extract::draft::How;

/// Finds what a statement speaks against by its words alone.
pub(super) fn links(ground: &Ground<'_, '_>, at: usize, out: &mut Vec<Found>) {
    if ground.drafts[at].negated || ground.drafts[at].how == How::Naming {
        return;
    }
    let ways = [
        verdict::label,
        verdict::verdict,
        verdict::refuted,
        refusal::refusal,
        refusal::not_so,
        otherwise,
        quoted_foe,
        turn::struck_back,
        unsure,
        turn::camp,
        turn::introduced,
        turn::challenged,
        refusal::contrary,
        turn::turned,
    ];
    let first = ways.iter().find_map(|way| way(ground, at, out));
    out.extend(first);
}

pub(super) fn speaks(ground: &Ground<'_, '_>, at: usize) -> bool {
    matches!(ground.group(at), "stated" | "answered" | "held")
}

/// The best of the statements, scored as for a denial.
pub(super) fn best(ground: &Ground<'_, '_>, at: usize, known: &[Found]) -> Option<(f64, usize)> {
    let all = ground.candidates(at).filter(|&to| to < at);
    let scored = all.filter_map(|to| Some((against::score(ground, at, to, known)?, to)));
    scored.fold(None, |old: Option<(f64, usize)>, new| match old {
        Some(old) if old.0 >= new.0 => Some(old),
        _ => Some(new),
    })
}

/// Whether another voice said it in the text itself, not in the headline.
pub(super) fn open(ground: &Ground<'_, '_>, at: usize, to: usize) -> bool {
    !ground.same_side(to, at) && !ground.views[to].headline && !ground.nested(at, to)
}

/// "It was a joke", behind "the message was a threat".
fn otherwise(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    if !speaks(ground, at) {
        return None;
    }
    let to = ground.previous(at, 1)?;
    let words: Vec<String> = ground.tokens(at).take(6).map(|t| ground.word(t)).collect();
    let word = |n: usize| words.get(n).map_or("", String::as_str);
    let renames =
        word(1) == "would" && word(2) == "call" || word(1).ends_with('d') && word(2) == "call";
    let near = at.saturating_sub(3)..at;
    let called = near
        .rev()
        .find(|&b| ground.name(b) == "called" && !ground.same_side(b, at));
    if let (true, Some(called)) = (renames, called) {
        return Some(Found::new(at, LinkKind::Disputes, called, 1.2));
    }
    let is = |w: &str| matches!(w, "was" | "is" | "were" | "are" | "’s" | "'s");
    let skip = usize::from(matches!(word(2), "just" | "only" | "merely" | "simply"));
    let names = matches!(word(0), "it" | "that" | "this")
        && is(word(1))
        && matches!(word(2 + skip), "a" | "an");
    let copula = |t: usize| is(&ground.word(t));
    let mut theirs = ground.tokens(to).zip(ground.tokens(to).skip(1));
    let named =
        theirs.any(|(t, next)| copula(t) && matches!(ground.word(next).as_str(), "a" | "an"));
    (names && named).then(|| Found::new(at, LinkKind::Disputes, to, 1.0))
}

/// "They say there is no money. They found money for a stadium."
fn quoted_foe(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    let draft = &ground.drafts[at];
    if !draft.quoted || !speaks(ground, at) {
        return None;
    }
    let mut inner = at.saturating_sub(2)..(at + 4).min(ground.drafts.len());
    let to = inner.find(|&i| {
        let other = &ground.drafts[i];
        let begins = draft
            .content
            .first()
            .is_some_and(|c| other.at() < c.start + 5 && draft.says(other.at()));
        i != at
            && begins
            && !ground.same_side(i, at)
            && ground.group(i) == "stated"
            && matches!(ground.reading.tokens[other.at()].tag, Tag::Vbp | Tag::Vbz)
    })?;
    let end = ground.drafts[to].content.last()?.end;
    let rest = ground.tokens(at).filter(|&t| t >= end).count();
    (rest >= 4).then(|| Found::new(at, LinkKind::Disputes, to, 1.0))
}

/// "I am not sure that they did."
fn unsure(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    if !speaks(ground, at) {
        return None;
    }
    let words: Vec<String> = ground.tokens(at).take(5).map(|t| ground.word(t)).collect();
    let not = |w: &str| matches!(w, "not" | "n't" | "n’t");
    let doubts = words.windows(2).any(|w| {
        not(&w[0])
            && matches!(
                w[1].as_str(),
                "sure" | "convinced" | "believe" | "buy" | "persuaded"
            )
            || w[0] == "i" && w[1] == "doubt"
    });
    let to = doubts.then(|| ground.previous(at, 2)).flatten()?;
    Some(Found::new(at, LinkKind::Disputes, to, 0.8))
}
