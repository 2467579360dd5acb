//! Which capitals make names: what the whole text tells of a word.

use super::gazetteer::gazetteer;
use super::{Kind, Reading, Tag};
use std::collections::BTreeSet;

/// The words that the text writes in lower case somewhere.
pub(super) fn lower_case_words<'t>(reading: &Reading<'t>) -> BTreeSet<&'t str> {
    let words = (0..reading.tokens.len()).map(|at| reading.word(at));
    words
        .filter(|w| w.starts_with(char::is_lowercase))
        .collect()
}

/// The proper nouns that begin no sentence, at least once.
pub(super) fn inner_names<'t>(reading: &Reading<'t>) -> BTreeSet<&'t str> {
    let tag = |i: usize| reading.tokens[i].tag;
    let inner = |i: &usize| {
        tag(*i).is_name() && !matches!(tag(i - 1), Tag::Stop | Tag::OpenQuote | Tag::CloseQuote)
    };
    (1..reading.tokens.len())
        .filter(inner)
        .map(|i| reading.word(i))
        .collect()
}

/// For every token whether it is a word of another kind whose capital makes it a name's.
///
/// The tagger takes some names that it never saw for common words: "Serhiy", "Garrow General".
pub(super) fn inner_capitals(
    reading: &Reading<'_>,
    lower: &BTreeSet<&str>,
    inner: &BTreeSet<&str>,
) -> Vec<bool> {
    let mut out = vec![false; reading.tokens.len()];
    for sentence in &reading.sentences {
        for at in sentence.tokens.clone() {
            let word = reading.word(at);
            if reading.tokens[at].kind != Kind::Word || !is_capital(reading, at) {
                continue;
            }
            if is_acronym(word) {
                out[at] = is_short_name(reading, at);
            }
            if !word.chars().any(char::is_lowercase) {
                continue;
            }
            let tag = reading.tokens[at].tag;
            let next = leads_on(reading, at, sentence.tokens.end);
            let begins = begins(reading, at, sentence.tokens.start);
            let goes_on = !begins
                && (out[at - 1]
                    || reading.tokens[at - 1].tag.is_name() && is_capital(reading, at - 1));
            out[at] = match tag {
                Tag::Nn | Tag::Nns | Tag::Fw if !begins => true,
                Tag::Jj if !begins && of_body(reading, at) => true,
                _ if !is_open(tag) || !is_strange(word, lower) => false,
                _ if begins => next && inner.contains(word),
                _ => goes_on || next,
            };
        }
    }
    out
}

fn is_capital(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at).starts_with(char::is_uppercase)
}

/// Whether an acronym is a name's. Where all is in capitals they tell nothing.
fn is_short_name(reading: &Reading<'_>, at: usize) -> bool {
    let around = [at.wrapping_sub(1), at + 1].map(|i| reading.word(i));
    reading.tokens[at].tag.is_noun() && around.iter().any(|w| w.starts_with(char::is_lowercase))
}

/// Whether a word begins a sentence, a quotation or what follows a mark.
fn begins(reading: &Reading<'_>, at: usize, start: usize) -> bool {
    at == start || reading.tokens[at - 1].tag >= Tag::Stop || reading.quotes.side(at - 1) != 0
}

/// Whether a name, or a noun with a capital and one more capital, follows in the sentence.
fn leads_on(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let after = at + 1;
    let tag = reading.tokens.get(after).map_or(Tag::Unknown, |t| t.tag);
    after < end
        && is_capital(reading, after)
        && (tag.is_name() || tag.is_noun() && after + 1 < end && is_capital(reading, after + 1))
}

/// Whether a word is all capitals, as short names are.
pub(super) fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a tag is of words that a text can invent.
fn is_open(tag: Tag) -> bool {
    let adjective = (Tag::Jj..=Tag::Jjs).contains(&tag);
    tag.is_noun() || tag.is_verb() || adjective || matches!(tag, Tag::Rb | Tag::Fw | Tag::Uh)
}

/// Whether a word with a capital is no common word, title or demonym.
fn is_strange(word: &str, lower: &BTreeSet<&str>) -> bool {
    let tables = gazetteer();
    !lower.contains(word.to_lowercase().as_str())
        && tables.demonym(word).is_none()
        && !tables.is("title", word)
}

/// Whether capitals from an adjective on end in the word for a body or place: "Financial Courier".
fn of_body(reading: &Reading<'_>, at: usize) -> bool {
    let capitals = (at..at + 4).take_while(|&i| is_capital(reading, i));
    let last = capitals.last().unwrap_or(at);
    let class = ["organisation", "outlet", "place", "event"];
    class.iter().any(|c| gazetteer().is(c, reading.word(last)))
}
