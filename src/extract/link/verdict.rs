//! Verdicts on what was said: "called it a lie", "the note was mistaken".

use super::ground::Ground;
use super::retort::{best, open};
use super::{Found, point};
use crate::article::LinkKind;
use crate::extract::Tag;
use crate::extract::draft::How;
use crate::extract::quick::Map;
use crate::stem::stem;
use std::ops::Range;
use std::sync::LazyLock;

/// "called the report a lie", "called that defeatism".
pub(super) fn label(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    if ground.name(at) != "called" {
        return None;
    }
    let draft = &ground.drafts[at];
    let behind = draft.cue.last()?.end;
    let target = draft.target.first().map_or(behind, |t| t.start);
    let aimed = ground.word(target);
    // "called that a lie", not "called that vision a lie".
    let after = ground.reading.tokens.get(target + 1).map(|t| t.tag);
    let alone = !after.is_some_and(|t| t.is_noun() || t == Tag::Jj);
    let points = alone && matches!(aimed.as_str(), "that" | "this" | "it" | "these" | "them");
    let aim = target..ground.drafts[at].content.first()?.start.max(target);
    let noun = point::noun(ground.reading, aim.start, aim.end);
    let (untrue, staged) = (
        untrue(ground, at, 12),
        ground.begins_with_any(at, 12, STAGED),
    );
    if !(untrue || staged || alone && matches!(aimed.as_str(), "that" | "this")) {
        return None;
    }
    let to = match same_matter(ground, at, aim) {
        Some(to) => Some(to),
        // A label such as "hoax" is for the story that the article leads with.
        None if staged && noun.is_none() => lead(ground, at),
        None if untrue || points || noun.is_some() => {
            let reach = if noun.is_some() { 4 } else { 2 };
            ground.previous(at, reach).map(|to| ground.head_of_run(to))
        }
        None => None,
    }?;
    Some(Found::new(
        at,
        LinkKind::Disputes,
        to,
        if untrue { 1.5 } else { 0.8 },
    ))
}

/// The statement before with most of the words that a label is given to, if it has enough of them.
fn same_matter(ground: &Ground<'_, '_>, at: usize, aim: Range<usize>) -> Option<usize> {
    let aim = ground.stems(&[aim]);
    let matter = |to: &usize| ground.common(&aim, &ground.views[*to].words);
    let fits = |&to: &usize| to < at && open(ground, at, to) && ground.stance(to) == "asserts";
    let same = ground
        .candidates(at)
        .filter(fits)
        .max_by(|a, b| matter(a).total_cmp(&matter(b)));
    same.filter(|to| matter(to) >= 0.7)
}

/// The first statement of the article's own text that somebody else makes.
fn lead(ground: &Ground<'_, '_>, at: usize) -> Option<usize> {
    let fits = |&to: &usize| {
        ground.group(to) == "stated"
            && !ground.same_side(at, to)
            && ground.drafts[to].how != How::Mark
    };
    (0..at).find(fits)
}

/// "said the note was mistaken", "that is a lie", "there is no truth in the reports".
pub(super) fn verdict(ground: &Ground<'_, '_>, at: usize, known: &[Found]) -> Option<Found> {
    if !matches!(ground.group(at), "stated" | "answered") {
        return None;
    }
    let first = ground.drafts[at].content.first()?;
    let words: Vec<String> = ground.tokens(at).take(12).map(|t| ground.word(t)).collect();
    let denied = words.windows(2).any(|w| {
        matches!(w[0].as_str(), "no" | "not" | "n’t" | "n't")
            && matches!(w[1].as_str(), "true" | "truth" | "basis")
    });
    if !(untrue(ground, at, 10) || denied) {
        return None;
    }
    let point = ground.views[at].point;
    if let Some(to) = named_source(ground, at, first.start) {
        return Some(Found::new(at, LinkKind::Denies, to, 1.5));
    }
    let points = point.is_some() || denied;
    let to = match best(ground, at, known) {
        Some((_, to)) => Some(to),
        None if points => ground.previous(at, 2).map(|to| ground.head_of_run(to)),
        None => None,
    }?;
    let kind = if denied {
        LinkKind::Denies
    } else {
        LinkKind::Disputes
    };
    points.then(|| Found::new(at, kind, to, 1.2))
}

/// "It was predicted in 1987, and the prediction was wrong": what a word before the verdict points at.
pub(super) fn refuted(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    if !matches!(ground.group(at), "stated" | "answered") {
        return None;
    }
    let tokens: Vec<usize> = ground.tokens(at).take(60).collect();
    let verdict = tokens.iter().position(|&t| is_untrue(&ground.word(t)))?;
    let start = verdict.checked_sub(4)?;
    let noun = |t: &usize| point::noun(ground.reading, *t, t + 1).and_then(|p| p.token);
    let noun = tokens[start..verdict].iter().find_map(noun)?;
    let wanted = stem(&ground.word(noun));
    let marks = |&to: &usize| {
        let mut cue = ground.drafts[to].cue.iter().cloned().flatten();
        to != at
            && !ground.same_side(to, at)
            && cue.any(|t| t != noun && stem(&ground.word(t)) == wanted)
    };
    let to = ground.candidates(at).find(marks)?;
    Some(Found::new(at, LinkKind::Disputes, to, 1.2))
}

/// "the note was mistaken": what the note says.
fn named_source(ground: &Ground<'_, '_>, at: usize, start: usize) -> Option<usize> {
    let tokens = start..(start + 4).min(ground.reading.tokens.len());
    let tag = |t: usize| ground.reading.tokens.get(t).map(|t| t.tag);
    let noun = tokens.into_iter().find(|&t| tag(t) == Some(Tag::Nn))?;
    if tag(noun + 1) == Some(Tag::Pos) {
        return None;
    }
    let noun = ground.word(noun);
    let fits = |&to: &usize| to < at && !ground.nested(at, to) && ground.tells(to);
    let mut before = ground.candidates(at).filter(fits);
    before.find(|&to| {
        let mut source = ground.drafts[to].source.iter().cloned().flatten().take(6);
        source.any(|t| ground.word(t) == noun) && ground.stance(to) != "denies"
    })
}

pub(super) fn untrue(ground: &Ground<'_, '_>, at: usize, first: usize) -> bool {
    ground.tokens(at).take(first).any(|t| {
        // "It was wrong to compare them" judges a deed, not a claim.
        let deed =
            ["to", "for", "with", "about", "of", "not"].contains(&ground.word(t + 1).as_str());
        let verb = ground.reading.tokens[t].tag == Tag::Vb;
        !deed && !verb && is_untrue(&ground.word(t))
    })
}

fn is_untrue(word: &str) -> bool {
    static WORDS: LazyLock<Map<&str, ()>> =
        LazyLock::new(|| UNTRUE.split_whitespace().map(|word| (word, ())).collect());
    WORDS.contains_key(word)
}

/// Words that call something untrue.
const UNTRUE: &str = "false falsehood falsehoods lie lies hoax fabrication fabricated nonsense fake baseless untrue \
    unfounded absurd fiction fictitious smear propaganda misleading ridiculous rubbish invention slander \
    fantasy groundless invented wrong mistaken incorrect inaccurate incomplete exaggerated \
    unsubstantiated unproven distorted defamatory laughable ludicrous preposterous garbage bogus myth \
    fairy concocted implausible outrageous unfair farce";

/// Labels that say of an event that it was made up.
const STAGED: &[&str] = &[
    "hoax",
    "flag",
    "stunt",
    "propaganda",
    "provocation",
    "staged",
    "fake",
    "farce",
];
