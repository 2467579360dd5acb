//! A sentence with its phrases: the ground that the finders walk on.

use super::phrase::{Form, Phrase, PhraseKind, VerbGroup, phrases};
use super::{Quote, Reading, Sentence, Tag};
use std::ops::Range;

/// A sentence with its phrases.
pub struct Scene<'r, 't> {
    /// The reading it is part of.
    pub reading: &'r Reading<'t>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Its phrases; every token is in one.
    pub phrases: Vec<Phrase>,
}

impl<'r, 't> Scene<'r, 't> {
    /// Cuts a sentence into phrases.
    pub fn new(reading: &'r Reading<'t>, sentence: &Sentence) -> Self {
        Self {
            reading,
            tokens: sentence.tokens.clone(),
            paragraph: sentence.paragraph,
            phrases: phrases(reading, sentence.tokens.clone()),
        }
    }

    /// Returns a phrase, if there is one.
    pub fn get(&self, at: usize) -> Option<&Phrase> {
        self.phrases.get(at)
    }

    /// Returns the verb group at a phrase.
    pub fn verb(&self, at: usize) -> Option<&VerbGroup> {
        match &self.phrases.get(at)?.kind {
            PhraseKind::Verb(group) => Some(group),
            _ => None,
        }
    }

    /// Whether a finite verb group stands at a phrase.
    pub fn is_finite(&self, at: usize) -> bool {
        self.verb(at).is_some_and(|v| v.form == Form::Finite)
    }

    /// Whether a noun phrase stands there.
    pub fn is_noun(&self, at: usize) -> bool {
        matches!(self.phrases.get(at), Some(p) if matches!(p.kind, PhraseKind::Noun(_)))
    }

    /// Whether a phrase tells a time.
    pub fn is_time(&self, at: usize) -> bool {
        matches!(self.phrases.get(at), Some(p) if p.kind == PhraseKind::Time)
    }

    /// The tag of a phrase that is one word, or `Unknown`.
    pub fn tag(&self, at: usize) -> Tag {
        match self.phrases.get(at) {
            Some(p) if p.kind == PhraseKind::Word => self.reading.tokens[p.tokens.start].tag,
            _ => Tag::Unknown,
        }
    }

    /// The letters of a phrase's first token.
    pub fn word(&self, at: usize) -> &'t str {
        self.phrases
            .get(at)
            .map_or("", |p| self.reading.word(p.tokens.start))
    }

    /// Whether a phrase begins with one of some lower-case words.
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    /// Whether a phrase is an adverb by itself.
    pub fn is_adverb(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Rb | Tag::Rbr | Tag::Rbs)
    }

    /// Whether a phrase is a comma.
    pub fn is_comma(&self, at: usize) -> bool {
        self.tag(at) == Tag::Comma
    }

    /// The number of the quotation that a phrase begins in.
    pub fn quote(&self, at: usize) -> Option<usize> {
        let token = self.phrases.get(at)?.tokens.start;
        self.reading.quotes.around(token)
    }

    /// The quotation that a phrase's mark opens.
    pub fn opened(&self, at: usize) -> Option<&'r Quote> {
        let token = self.phrases.get(at)?.tokens.start;
        let quote = &self.reading.quotes.pairs[self.reading.quotes.around(token)?];
        (quote.open == token).then_some(quote)
    }

    /// The quotation that a phrase's mark closes.
    pub fn closed(&self, at: usize) -> Option<&'r Quote> {
        let token = self.phrases.get(at)?.tokens.end - 1;
        let quote = &self.reading.quotes.pairs[self.reading.quotes.around(token)?];
        (quote.closed && quote.close == token).then_some(quote)
    }

    /// The phrase that holds a token, or the number of phrases.
    pub fn phrase_of(&self, token: usize) -> usize {
        self.phrases.partition_point(|p| p.tokens.end <= token)
    }

    /// The phrase before, with quotations jumped over that `at` does not stand in.
    ///
    /// Nothing where `at` is the first in its own quotation or sentence.
    pub fn before(&self, at: usize, inside: Option<usize>) -> Option<usize> {
        let mut prev = at.checked_sub(1)?;
        loop {
            let quote = self.quote(prev);
            if quote == inside {
                return Some(prev);
            }
            let number = quote?;
            if inside.is_some() {
                return None;
            }
            let open = self.reading.quotes.pairs[number].open;
            if open <= self.tokens.start {
                return None;
            }
            prev = self.phrase_of(open).checked_sub(1)?;
        }
    }

    /// A noun phrase with the phrases that hang on its end: "of the ministry".
    pub fn extended(&self, at: usize) -> usize {
        let mut end = at + 1;
        loop {
            let next = if self.is(
                end,
                &[
                    "of", "for", "in", "at", "from", "against", "between", "with", "on", "by",
                    "about",
                ],
            ) && self.tag(end) == Tag::In
                && (self.is_noun(end + 1) || self.is_time(end + 1))
            {
                end + 2
            } else {
                return end;
            };
            end = next;
        }
    }

    /// A noun phrase and what "of" adds to it.
    pub fn with_of(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.is(end, &["of"]) && self.is_noun(end + 1) {
            end += 2;
        }
        end
    }

    /// The tokens of a run of phrases.
    pub fn tokens_of(&self, from: usize, to: usize) -> Range<usize> {
        let first = self
            .phrases
            .get(from)
            .map_or(self.tokens.end, |p| p.tokens.start);
        let last = to
            .checked_sub(1)
            .and_then(|i| self.phrases.get(i))
            .map_or(first, |p| p.tokens.end);
        first..last.max(first)
    }

    /// The tokens without marks at their ends.
    pub fn trimmed(&self, mut tokens: Range<usize>) -> Range<usize> {
        let quotes = &self.reading.quotes;
        while tokens.start < tokens.end
            && self.is_edge(tokens.start)
            && quotes.side(tokens.start) <= 0
        {
            tokens.start += 1;
        }
        while tokens.start < tokens.end
            && self.is_edge(tokens.end - 1)
            && quotes.side(tokens.end - 1) >= 0
        {
            tokens.end -= 1;
        }
        // One quotation from end to end: its marks are no part of what is said.
        if tokens.len() > 1
            && quotes.side(tokens.start) > 0
            && quotes
                .around(tokens.start)
                .is_some_and(|q| quotes.pairs[q].close + 1 >= tokens.end)
        {
            return self.trimmed(
                tokens.start + 1..tokens.end - usize::from(quotes.side(tokens.end - 1) < 0),
            );
        }
        tokens
    }

    fn is_edge(&self, token: usize) -> bool {
        matches!(
            self.reading.tokens[token].tag,
            Tag::Comma | Tag::Stop | Tag::Colon | Tag::OpenQuote | Tag::CloseQuote
        ) && !matches!(self.reading.word(token), "?" | "!" | "…" | "...")
    }

    /// The words of a quotation, without its marks and its last comma or full stop.
    pub fn quoted(&self, quote: &Quote) -> Range<usize> {
        let end = if quote.closed {
            quote.close
        } else {
            quote.close + 1
        };
        self.trimmed(quote.open + 1..end.max(quote.open + 1))
    }
}

/// The sentence that a token stands in.
pub(super) fn at<'s, 'r, 't>(
    scenes: &'s [Scene<'r, 't>],
    token: usize,
) -> Option<&'s Scene<'r, 't>> {
    scenes.get(number(scenes, token))
}

/// The sentence that a token stands in, or the last where it stands behind all; there has to be one.
pub(super) fn nearest<'s, 'r, 't>(scenes: &'s [Scene<'r, 't>], token: usize) -> &'s Scene<'r, 't> {
    &scenes[number(scenes, token).min(scenes.len() - 1)]
}

/// The number of the sentence that a token stands in; that of none where it stands behind all.
pub(super) fn number(scenes: &[Scene<'_, '_>], token: usize) -> usize {
    scenes.partition_point(|s| s.tokens.end <= token)
}
