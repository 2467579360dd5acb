//! Phrases that mean nobody: "no official", "none of the engineers", "neither Oduya nor the board".

use super::gazetteer::gazetteer;
use super::scene::Scene;
use super::{Reading, Tag};
use std::ops::Range;

/// Whom a phrase means of whom it says that they did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Nobody {
    /// No being at all: "nobody", "no official".
    Nil,
    /// One of two or more that are known, yet not named here: "neither company".
    Neither,
    /// Those in these tokens: "Oduya" and "the board", "the engineers".
    NoneOf(Vec<Range<usize>>),
}

/// Words that are nobody by themselves.
const NOBODY: [&str; 4] = ["nobody", "no-one", "none", "nothing"];

/// What a phrase begins with that means nobody.
const BEGINS: [&str; 7] = [
    "nobody", "no-one", "none", "nothing", "no", "not", "neither",
];

/// What is more than nobody behind "no" or "none": "no fewer than six officials", "No 10".
const SOME: [&str; 8] = [
    "fewer", "less", "more", "other", "longer", "doubt", "matter", "wonder",
];

/// Who did it after all: "no one but the mayor".
const BUT: [&str; 6] = ["but", "except", "besides", "save", "apart", "aside"];

/// How many tokens are looked at: "neither" may stand so far before its "nor".
const REACH: usize = 24;

/// "There is nothing that suggests it": what suggests it is nothing.
pub(super) fn antecedent(scene: &Scene<'_, '_>, source: &mut Range<usize>) {
    let relative = source.len() == 1
        && scene.tokens.contains(&source.start)
        && is(scene.reading, source.start, &["that", "which", "who"]);
    let before = scene.phrase_of(source.start).checked_sub(1);
    if let Some(noun) = before.filter(|&p| relative && scene.is_noun(p)) {
        let noun = scene.tokens_of(noun, noun + 1);
        if nobody(scene.reading, &noun) == Some(Nobody::Nil) {
            *source = noun;
        }
    }
}

/// Gives a source the "neither" that stands before it, also before a "nor".
pub(super) fn whole(scene: &Scene<'_, '_>, source: &mut Range<usize>) {
    let reading = scene.reading;
    if !scene.tokens.contains(&source.start) {
        return;
    }
    let from = source.start.saturating_sub(1).max(scene.tokens.start);
    // "Oduya nor the board" has lost its "neither", and so has "the board".
    let nor = (from..source.end)
        .take(REACH)
        .any(|t| is(reading, t, &["nor"]));
    let reach = if nor { REACH } else { 1 };
    let before = (scene.tokens.start..source.start).rev().take(reach);
    let neither = before
        .take_while(|&t| !reading.tokens[t].tag.is_verb())
        .find(|&t| is(reading, t, &["neither"]));
    if let Some(neither) = neither {
        source.start = neither;
    }
}

/// Returns whom a phrase means that says of its own words that they did not; none for any other phrase.
pub(super) fn nobody(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<Nobody> {
    let tokens = tokens.start..tokens.end.min(reading.tokens.len());
    let is = |at: usize, words: &[&str]| at < tokens.end && is(reading, at, words);
    let mut at = tokens.start;
    // "virtually no one"
    let before = |tag: Tag| tag == Tag::Rb || tag.is_mark();
    while at + 1 < tokens.end && before(reading.tokens[at].tag) && !is(at, &BEGINS) {
        at += 1;
    }
    if !is(at, &BEGINS) || is(at + 1, &SOME) || excepts(reading, at + 1..tokens.end + 1) {
        return None;
    }
    let one = usize::from(is(at + 1, &["one"]));
    let of = at + one + 1;
    let alone = one == 1 || !is(at, &["no", "not"]);
    if alone && is(of, &["of"]) && of + 1 < tokens.end {
        let those = of + 1..tokens.end;
        return Some(Nobody::NoneOf(vec![those]));
    }
    let neither = is(at, &["neither"]);
    if neither && (at + 1..tokens.end).take(REACH).any(|t| is(t, &["nor"])) {
        return Some(Nobody::NoneOf(between_nor(reading, at + 1..tokens.end)));
    }
    let noun = is(at, &["no"]) && at + 1 < tokens.end && denies_noun(reading, at);
    match neither {
        true => Some(Nobody::Neither),
        false => (one == 1 || noun || is(at, &NOBODY)).then_some(Nobody::Nil),
    }
}

/// The phrases that "nor" stands between.
fn between_nor(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let (mut out, mut start) = (Vec::new(), tokens.start);
    let nors = tokens.clone().filter(|&t| is(reading, t, &["nor"]));
    for end in nors.chain([tokens.end]) {
        out.push(start..end);
        start = end + 1;
    }
    out.retain(|r| !r.is_empty());
    out
}

/// Whether somebody is left out of it, who then did it: "no one but the mayor".
fn excepts(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    tokens.take(REACH).any(|t| is(reading, t, &BUT))
}

/// Whether "no" denies the noun behind it and is not a part of a name: "No 10", "No Labels".
fn denies_noun(reading: &Reading<'_>, no: usize) -> bool {
    let (next, tag) = (reading.word(no + 1), reading.tokens[no + 1].tag);
    let named = next.starts_with(char::is_uppercase) && gazetteer().demonym(next).is_none();
    // The capital of "No" can be the sentence's, too: then it is left as it is.
    let name = named && reading.word(no).starts_with(char::is_uppercase);
    !tag.is_mark() && tag != Tag::Cd && !name
}

/// Returns the phrases of those who do not do it: "Oduya" and "the board" of "neither Oduya nor the board".
pub(super) fn named(reading: &Reading<'_>, source: &Range<usize>) -> Vec<Range<usize>> {
    match nobody(reading, source) {
        Some(Nobody::NoneOf(those)) => those,
        _ => vec![source.clone()],
    }
}

/// Whether a token is one of these words, whatever its capitals.
pub(super) fn is(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let word = (at < reading.tokens.len()).then(|| reading.word(at));
    word.is_some_and(|word| words.iter().any(|w| word.eq_ignore_ascii_case(w)))
}
