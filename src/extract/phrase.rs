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

struct Cut<'r, 't> {
    reading: &'r Reading<'t>,
    end: usize,
}

impl Cut<'_, '_> {
    fn tag(&self, at: usize) -> Tag {
        if at < self.end {
            self.reading.tokens[at].tag
        } else {
            Tag::Unknown
        }
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        if at >= self.end {
            return false;
        }
        let word = self.reading.word(at);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    fn lemma(&self, at: usize) -> String {
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

    fn verb(&self, start: usize) -> Option<(usize, PhraseKind)> {
        let mut at = start;
        let (mut negated, mut modal, mut passive) = (false, false, false);
        let infinitive = self.tag(at) == Tag::To;
        if infinitive {
            at += 1;
            while matches!(self.tag(at), Tag::Rb) {
                negated |= self.negates(at);
                at += 1;
            }
            if !matches!(self.tag(at), Tag::Vb | Tag::Vbp) {
                return None;
            }
        }
        let first = at;
        let mut head = at;
        loop {
            let tag = self.tag(at);
            let verb = tag == Tag::Md
                || tag.is_verb()
                || self.is_quoted_verb(at)
                || at == start && self.is_lone_past(at);
            if !verb {
                break;
            }
            let auxiliary = self.auxiliary(at);
            passive = tag == Tag::Vbn && at > first && self.is_be(head);
            modal |= tag == Tag::Md;
            head = at;
            at += 1;
            if !auxiliary {
                break;
            }
            // Adverbs belong to the group only when more of the verb follows.
            let mut next = at;
            let mut not = false;
            while matches!(self.tag(next), Tag::Rb | Tag::Rbr) {
                not |= self.negates(next);
                next += 1;
            }
            let tag = self.tag(next);
            if tag.is_verb() && (tag != Tag::Vbd || self.is_have(head) || self.is_be(head)) {
                negated |= not;
                at = next;
            } else if not {
                negated = true;
                at = next;
                break;
            } else {
                break;
            }
        }
        if at == start || head < first {
            return None;
        }
        let tag = self.tag(head);
        let form = match () {
            () if infinitive => Form::Infinitive,
            () if self.tag(first) == Tag::Vbg => Form::Gerund,
            () if tag == Tag::Vbn
                && head == first
                && (self.ends_clause(start, at) || self.is_inverted(start, at)) =>
            {
                Form::Finite
            }
            () if self.tag(first) == Tag::Vbn => Form::Participle,
            () if self.tag(first) == Tag::Vb && !self.follows_subject(start) => Form::Infinitive,
            () => Form::Finite,
        };
        if start > 0 && !infinitive {
            negated |= self.is(start - 1, &["never", "not", "hardly", "n't"]);
        }
        Some((
            at,
            PhraseKind::Verb(VerbGroup {
                head,
                lemma: self.lemma(head),
                form,
                passive,
                negated,
                modal,
            }),
        ))
    }

    /// Whether a plural noun is a verb: “reserves the right” behind its subject and a mark.
    fn is_quoted_verb(&self, at: usize) -> bool {
        let before = |n: usize| {
            at.checked_sub(n)
                .map_or(Tag::Unknown, |i| self.reading.tokens[i].tag)
        };
        self.tag(at) == Tag::Nns
            && before(1) == Tag::OpenQuote
            && before(2).is_noun()
            && matches!(self.tag(at + 1), Tag::Dt | Tag::PrpS | Tag::To)
    }

    /// Whether a noun is a past tense in truth: "Bell, who fell, disagreed."
    fn is_lone_past(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .map_or(Tag::Unknown, |i| self.reading.tokens[i].tag);
        self.tag(at) == Tag::Nn
            && self.is(
                at,
                &[
                    "disagreed",
                    "apologised",
                    "apologized",
                    "demurred",
                    "concurred",
                ],
            )
            && (before.is_noun() || matches!(before, Tag::Comma | Tag::Prp))
    }

    /// Whether a bare verb stands behind a pronoun that can only be its subject: "they say we lie".
    fn follows_subject(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        at > 0 && self.is(before, &["we", "they", "i"]) && self.tag(before) == Tag::Prp
    }

    /// Whether a lone participle behind a closing mark has its subject behind it: “No,” tweeted Ann.
    fn is_inverted(&self, start: usize, end: usize) -> bool {
        start > 0
            && self.reading.tokens[start - 1].tag == Tag::CloseQuote
            && (self.tag(end).is_name() || self.tag(end) == Tag::Dt)
    }

    /// Whether a lone participle between a noun and the end of its sentence is a past tense.
    fn ends_clause(&self, start: usize, end: usize) -> bool {
        let before = start
            .checked_sub(1)
            .map_or(Tag::Unknown, |i| self.reading.tokens[i].tag);
        let link = start > 0 && self.reading.tokens[start - 1].kind == super::Kind::Link;
        (before.is_noun() || before == Tag::Prp || link)
            && matches!(self.tag(end), Tag::Stop | Tag::Unknown)
    }

    fn negates(&self, at: usize) -> bool {
        self.is(at, &["not", "n't", "n’t", "never", "hardly", "neither"])
    }

    fn auxiliary(&self, at: usize) -> bool {
        self.tag(at) == Tag::Md
            || self.is_be(at)
            || self.is_have(at)
            || self.is(at, &["do", "does", "did", "get", "got"])
    }

    fn is_be(&self, at: usize) -> bool {
        const BE: &[&str] = &[
            "is", "was", "were", "are", "be", "been", "being", "am", "'s", "’s", "'re", "’re",
            "'m", "’m", "got", "get",
        ];
        self.is(at, BE)
    }

    fn is_have(&self, at: usize) -> bool {
        self.is(
            at,
            &["has", "have", "had", "having", "'ve", "’ve", "'d", "’d"],
        )
    }

    fn noun(&self, start: usize) -> Option<(usize, PhraseKind)> {
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

    fn begins_time(&self, at: usize) -> bool {
        self.tag(at).is_noun() && self.is(at, TIMES)
    }

    fn is_time(&self, tokens: Range<usize>) -> bool {
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
