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

const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "tomorrow",
    "tonight",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
];
const TIME_UNITS: &[&str] = &[
    "morning",
    "afternoon",
    "evening",
    "night",
    "week",
    "month",
    "year",
    "hour",
    "day",
    "weekend",
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "minutes",
    "moment",
    "time",
];

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

    pub(super) fn noun(&self, start: usize) -> Option<(usize, PhraseKind)> {
        use Tag::{
            Cc, Cd, Close, CloseQuote, Dollar, Dt, Jj, Jjr, Jjs, Nn, OpenQuote, Pdt, Pos, Prp,
            PrpS, Rb, Vbg, Vbn,
        };
        let link = self.reading.tokens[start].kind == super::Kind::Link;
        let object = self.tag(start) == PrpS
            && self.is(start, &["her", "his"])
            && matches!(
                self.tag(start + 1),
                Tag::To | Tag::In | Tag::Comma | Tag::Stop | Tag::Rb
            );
        if self.tag(start) == Prp || object || link && !self.tag(start).is_noun() {
            return Some((start + 1, PhraseKind::Noun(start)));
        }
        let mut at = start;
        let mut head = None;
        let mut determined = false;
        loop {
            let tag = self.tag(at);
            let fits = match tag {
                Pdt | Dt | PrpS if head.is_none() && !determined => {
                    determined |= tag != Pdt;
                    true
                }
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
                Close => false,
                _ => false,
            };
            if !fits {
                break;
            }
            if tag.is_noun() || tag == Cd || matches!(tag, Dt | Jj | Jjs) && head.is_none() {
                head = Some(at);
            }
            if tag == Jj && self.stands_for_noun(start, at) && !self.reaches_noun(at) {
                head = Some(at);
            }
            if self.is_quantity(at) {
                determined = true;
            }
            if tag == Pos {
                // What follows owns nothing yet: "Russia's claim".
                determined = true;
                head = Some(at);
            }
            at += 1;
        }
        while at > start && matches!(self.tag(at - 1), OpenQuote | Cc | Rb) {
            at -= 1;
        }
        let head = head.filter(|_| at > start)?.min(at - 1);
        // An adjective alone is no noun phrase, a determiner or number may be.
        let last = self.tag(at - 1);
        if matches!(last, Jj | Jjr | Jjs) && !determined
            || last == Tag::PrpS
            || (last == Vbn || last == Vbg)
        {
            return None;
        }
        if self.is_time(start..at) {
            return Some((at, PhraseKind::Time));
        }
        Some((at, PhraseKind::Noun(head)))
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

    pub(super) fn begins_time(&self, at: usize) -> bool {
        self.tag(at).is_noun() && self.is(at, TIMES)
    }

    pub(super) fn is_time(&self, tokens: Range<usize>) -> bool {
        let last = tokens.end - 1;
        let names = tokens.clone().any(|i| self.begins_time(i));
        let all = tokens.clone().all(|i| {
            self.begins_time(i)
                || self.is(i, TIME_UNITS)
                || matches!(self.tag(i), Tag::Cd | Tag::Dt | Tag::Jj | Tag::Pos)
        });
        let unit = self.is(last, TIME_UNITS)
            && self.is(
                tokens.start,
                &["last", "next", "this", "earlier", "late", "early"],
            );
        all && (names || unit)
    }
}
