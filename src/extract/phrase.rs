//! Phrases: noun phrases and verb groups over a sentence's tokens.

use super::lemma::lemma;
use super::{Reading, Tag};
use std::ops::Range;

/// A run of tokens that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub kind: PhraseKind,
}

/// What a phrase is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// A noun phrase without what follows its head; the head token.
    Noun(usize),
    /// A noun phrase that tells a time and nothing else.
    Time,
    /// A verb with its auxiliaries.
    Verb(VerbGroup),
    /// A preposition, conjunction, mark or other single word.
    Word,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// The token of the main verb.
    pub head: usize,
    /// The main verb's lemma.
    pub lemma: String,
    /// How it stands in its clause.
    pub form: Form,
    /// Whether it is passive.
    pub passive: bool,
    /// Whether "not", "never" or the like stands in it.
    pub negated: bool,
    /// Whether a modal stands in it ("would", "could").
    pub modal: bool,
}

/// How a verb group stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With a tense.
    Finite,
    /// With "to", or bare.
    Infinitive,
    /// "saying".
    Gerund,
    /// "accused", without an auxiliary.
    Participle,
}

/// Cuts a sentence into phrases.
pub fn phrases(reading: &Reading<'_>, sentence: Range<usize>) -> Vec<Phrase> {
    let cut = Cut {
        reading,
        end: sentence.end,
    };
    let mut out = Vec::with_capacity(sentence.len());
    let mut at = sentence.start;
    while at < sentence.end {
        let (end, kind) = cut
            .verb(at)
            .or_else(|| cut.noun(at))
            .unwrap_or((at + 1, PhraseKind::Word));
        out.push(Phrase {
            tokens: at..end,
            kind,
        });
        at = end;
    }
    out
}

/// A noun phrase as far as it is read.
struct NounPhrase {
    start: usize,
    end: usize,
    head: Option<usize>,
    /// Whether a word says which or whose, so that more may follow before the noun.
    determined: bool,
}

pub(super) struct Cut<'r, 't> {
    pub(super) reading: &'r Reading<'t>,
    pub(super) end: usize,
}

impl Cut<'_, '_> {
    pub(super) fn tag(&self, at: usize) -> Tag {
        if at < self.end {
            self.reading.tokens[at].tag
        } else {
            Tag::Unknown
        }
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        if at >= self.end {
            return false;
        }
        let word = self.reading.word(at);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    pub(super) fn lemma(&self, at: usize) -> String {
        let (lower, mut buffer) = (
            self.reading.word(at).to_lowercase().replace('’', "'"),
            String::new(),
        );
        let tag = match () {
            () if self.is_quoted_verb(at) => Tag::Vbz,
            () if self.is_lone_past(at) => Tag::Vbd,
            () => self.tag(at),
        };
        lemma(&lower, tag, &mut buffer).to_owned()
    }

    /// The noun phrase that begins at a token, without what follows its head.
    pub(super) fn noun(&self, start: usize) -> Option<(usize, PhraseKind)> {
        if self.stands_alone(start) {
            return Some((start + 1, PhraseKind::Noun(start)));
        }
        let mut phrase = NounPhrase {
            start,
            end: start,
            head: None,
            determined: false,
        };
        while self.goes_on(&phrase) {
            self.take(&mut phrase);
        }
        let mut end = phrase.end;
        while end > start && matches!(self.tag(end - 1), Tag::OpenQuote | Tag::Cc | Tag::Rb) {
            end -= 1;
        }
        let head = phrase.head.filter(|_| end > start)?.min(end - 1);
        // An adjective alone is no noun phrase, a determiner or number may be.
        let last = self.tag(end - 1);
        if matches!(last, Tag::Jj | Tag::Jjr | Tag::Jjs) && !phrase.determined
            || matches!(last, Tag::PrpS | Tag::Vbn | Tag::Vbg)
        {
            return None;
        }
        if self.is_time(start..end) {
            return Some((end, PhraseKind::Time));
        }
        Some((end, PhraseKind::Noun(head)))
    }

    /// Whether a word is a noun phrase by itself: a pronoun or a link.
    fn stands_alone(&self, at: usize) -> bool {
        let link = self.reading.tokens[at].kind == super::Kind::Link;
        let object = self.tag(at) == Tag::PrpS
            && self.is(at, &["her", "his"])
            && matches!(
                self.tag(at + 1),
                Tag::To | Tag::In | Tag::Comma | Tag::Stop | Tag::Rb
            );
        self.tag(at) == Tag::Prp || object || link && !self.tag(at).is_noun()
    }

    /// Whether the next word belongs to a noun phrase.
    fn goes_on(&self, phrase: &NounPhrase) -> bool {
        use Tag::{
            Cc, Cd, CloseQuote, Dollar, Dt, Jj, Jjr, Jjs, Nn, OpenQuote, Pdt, Pos, PrpS, Rb, Vbg,
            Vbn,
        };
        let &NounPhrase {
            start,
            end: at,
            head,
            determined,
        } = phrase;
        let tag = self.tag(at);
        match tag {
            Pdt | Dt | PrpS => head.is_none() && !determined,
            Cd | Dollar => true,
            Jj | Jjr | Jjs => {
                head.is_none() || self.reaches_noun(at) || self.stands_for_noun(start, at)
            }
            _ if tag.is_noun() => head.is_none() || !self.begins_time(at) || tag == Nn,
            Pos => head.is_some(),
            Vbn | Vbg => head.is_none() && (determined || at > start) && self.reaches_noun(at),
            Rb => head.is_none() && determined && self.reaches_noun(at),
            Cc => self.joins_names(at),
            OpenQuote => at > start && self.short_quote(at),
            CloseQuote => {
                at > start
                    && head.is_none_or(|h| h < at)
                    && self.tag(at + 1).is_noun()
                    && self.opened(start, at)
            }
            _ => false,
        }
    }

    /// Takes the next word into a noun phrase.
    fn take(&self, phrase: &mut NounPhrase) {
        let at = phrase.end;
        let tag = self.tag(at);
        let first = matches!(tag, Tag::Dt | Tag::Jj | Tag::Jjs) && phrase.head.is_none();
        let stands =
            tag == Tag::Jj && self.stands_for_noun(phrase.start, at) && !self.reaches_noun(at);
        if tag.is_noun() || matches!(tag, Tag::Cd | Tag::Pos) || first || stands {
            phrase.head = Some(at);
        }
        // What follows a genitive owns nothing yet: "Russia's claim".
        phrase.determined |= matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pos) || self.is_quantity(at);
        phrase.end += 1;
    }

    /// Whether a word like "many" stands for people: "many on the left", "few believe".
    fn is_quantity(&self, at: usize) -> bool {
        let next = self.tag(at + 1);
        matches!(self.tag(at), Tag::Jj | Tag::Jjs)
            && self.is(at, &["many", "few", "several", "most"])
            && (next == Tag::In || next == Tag::Md || next.is_verb())
    }

    /// Whether an adjective behind an article is the noun itself: "a third", "the accused".
    fn stands_for_noun(&self, start: usize, at: usize) -> bool {
        at == start + 1
            && self.is(start, &["the", "a", "an"])
            && self.tag(at) == Tag::Jj
            && !matches!(
                self.tag(at + 1),
                Tag::Cc | Tag::Comma | Tag::OpenQuote | Tag::Pos
            )
    }

    /// Whether only adjectives and the like stand between a token and a noun.
    fn reaches_noun(&self, at: usize) -> bool {
        let mut next = at + 1;
        while matches!(
            self.tag(next),
            Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Vbg | Tag::Rb | Tag::Cd
        ) && next < at + 4
        {
            next += 1;
        }
        self.tag(next).is_noun()
    }

    fn joins_names(&self, at: usize) -> bool {
        let both = self.tag(at.wrapping_sub(1)) == Tag::Nnp && self.tag(at + 1) == Tag::Nnp;
        self.is(at, &["&"]) && both
    }

    /// Whether a quotation of a few words begins here, inside a noun phrase.
    fn short_quote(&self, at: usize) -> bool {
        let close = (at + 1..(at + 6).min(self.end)).find(|&i| self.tag(i) == Tag::CloseQuote);
        close.is_some_and(|c| self.tag(c + 1).is_noun() && self.tag(c - 1) != Tag::Comma)
    }

    fn opened(&self, start: usize, at: usize) -> bool {
        (start..at).any(|i| self.tag(i) == Tag::OpenQuote)
    }
}
