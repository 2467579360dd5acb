//! Phrases beside a name that describe its bearer: "spokesman Bo Reyes", "Bo Reyes, the spokesman,".

use super::Tag;
use super::name::Name;
use super::phrase::{Phrase, PhraseKind};
use super::scene::Scene;
use std::ops::Range;

/// A phrase's tokens and its head token.
type Apposition = (Range<usize>, usize);

/// The phrases that describe a name, each with its head token.
pub(super) fn appositions(scene: &Scene<'_, '_>, name: &Name) -> Vec<Apposition> {
    let first = scene.phrase_of(name.tokens.start);
    let Some(phrase) = scene.get(first) else {
        return Vec::new();
    };
    // A word at a name's end that looks like none stands in a phrase of its own.
    let last = scene.phrase_of(name.tokens.end - 1);
    let close = match phrase.tokens.start < name.tokens.start {
        true => noun_before(scene, name, phrase),
        false => person_before(scene, name),
    };
    close
        .into_iter()
        .chain(inserted(scene, name, last))
        .chain(introduced(scene, name, first, last))
        .collect()
}

/// "Ukrainian presidential spokesman Serhiy Nykyforov"
fn noun_before(scene: &Scene<'_, '_>, name: &Name, phrase: &Phrase) -> Option<Apposition> {
    let reading = scene.reading;
    let tag = |i: usize| reading.tokens[i].tag;
    let head = name.tokens.start - 1;
    let plain = reading.word(head).trim_end_matches('.').to_lowercase();
    let address = ["mr", "mrs", "ms", "miss", "sir", "lord", "dr"].contains(&plain.as_str());
    let describes = (tag(head).is_noun() && tag(head) != Tag::Nns
        || super::noun::is_person(&plain))
        && !address
        && reading.quotes.around(head) == reading.quotes.around(name.tokens.start);
    let start = phrase.tokens.start + usize::from(tag(phrase.tokens.start) == Tag::Dt);
    describes.then_some((start..name.tokens.start, head))
}

/// "Kremlin spokesperson Irina Belova", where the tagger knows the noun for something else.
fn person_before(scene: &Scene<'_, '_>, name: &Name) -> Option<Apposition> {
    let tag = |i: usize| scene.reading.tokens[i].tag;
    let before = name.tokens.start.checked_sub(1);
    let head = before.filter(|h| scene.tokens.contains(h))?;
    let person = super::noun::is_person(&scene.reading.word(head).to_lowercase());
    if !person || tag(head).is_mark() {
        return None;
    }
    let part = |t: &usize| {
        let tag = tag(*t);
        tag.is_noun() || matches!(tag, Tag::Jj | Tag::Pos | Tag::PrpS)
    };
    let first = head.saturating_sub(4).max(scene.tokens.start);
    let start = (first..head).rev().take_while(part).last().unwrap_or(head);
    Some((start..name.tokens.start, head))
}

/// "Dmitry Peskov, the Kremlin spokesman,", behind the phrase of the name's end.
fn inserted(scene: &Scene<'_, '_>, name: &Name, last: usize) -> Option<Apposition> {
    let ends = scene
        .get(last)
        .is_some_and(|p| p.tokens.end == name.tokens.end);
    if !ends || !scene.is_comma(last + 1) {
        return None;
    }
    let head = common_noun(scene, last + 2)?;
    let end = scene.extended(last + 2);
    let closes = scene.is_comma(end) || scene.tag(end) == Tag::Stop || scene.get(end).is_none();
    let listed = scene.is(last + 3, &["and"]) || scene.is(end + 1, &["and"]);
    let start = scene.phrases[last + 2].tokens.start;
    (closes && !listed).then(|| (start..scene.tokens_of(last + 2, end).end, head))
}

/// "His press secretary, Serhiy Nykyforov,", before the phrases of the name's beginning and end.
fn introduced(scene: &Scene<'_, '_>, name: &Name, first: usize, last: usize) -> Option<Apposition> {
    let start = scene.phrases[first].tokens.start;
    let introduces = start >= name.title.start
        && first >= 2
        && scene.is_comma(first - 1)
        && name.tokens.start == start + name.title.len();
    if !introduces {
        return None;
    }
    let after = last + 1;
    let closes = scene.is_comma(after)
        || scene.is_finite(after)
        || scene.tag(after) == Tag::Stop
        || scene.get(after).is_none();
    let from = super::subject::climb(scene, first - 2);
    let whole = closes && (from == 0 || !scene.is_comma(from - 1));
    let head = common_noun(scene, from).filter(|_| whole)?;
    Some((scene.tokens_of(from, first - 1), head))
}

/// The head of a phrase whose noun is common and one.
fn common_noun(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    match scene.get(at).map(|p| &p.kind) {
        Some(PhraseKind::Noun(head)) if matches!(scene.reading.tokens[*head].tag, Tag::Nn) => {
            Some(*head)
        }
        _ => None,
    }
}
