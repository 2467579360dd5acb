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

/// For every token whether it is a noun or adjective whose capital no sentence's beginning gave.
///
/// The tagger takes some names that it never saw for common nouns: "Serhiy", "Tessel".
pub(super) fn inner_capitals(reading: &Reading<'_>) -> Vec<bool> {
    let mut out = vec![false; reading.tokens.len()];
    for sentence in &reading.sentences {
        for at in sentence.tokens.clone().skip(1) {
            let token = &reading.tokens[at];
            let word = reading.word(at);
            let inner = reading.tokens[at - 1].tag < Tag::Stop && reading.quotes.side(at - 1) == 0;
            out[at] = inner
                && token.kind == Kind::Word
                && matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Jj | Tag::Fw)
                && word.starts_with(char::is_uppercase)
                && word.chars().any(char::is_lowercase)
                && (token.tag != Tag::Jj || of_body(reading, at));
        }
    }
    out
}

/// Whether capitals from an adjective on end in the word for a body or place: "Financial Courier".
fn of_body(reading: &Reading<'_>, at: usize) -> bool {
    let capital = |i: &usize| reading.word(*i).starts_with(char::is_uppercase);
    let last = (at..at + 4).take_while(capital).last().unwrap_or(at);
    let class = ["organisation", "outlet", "place", "event"];
    class.iter().any(|c| gazetteer().is(c, reading.word(last)))
}
