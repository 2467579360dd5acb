//! Verb groups: a verb with its auxiliaries.

use super::Tag;
use super::phrase::{Cut, Form, PhraseKind, VerbGroup};

/// The parts of a verb group that have been read.
struct Parts {
    /// The token of the last verb.
    head: usize,
    /// One past them.
    end: usize,
    passive: bool,
    negated: bool,
    modal: bool,
}

impl Cut<'_, '_> {
    /// One past the verb group that begins at a token, and the group.
    pub(super) fn verb(&self, start: usize) -> Option<(usize, PhraseKind)> {
        let infinitive = self.tag(start) == Tag::To;
        let (first, not) = match infinitive {
            true => self.past_to(start)?,
            false => (start, false),
        };
        let Parts {
            head,
            end,
            passive,
            mut negated,
            modal,
        } = self.parts(start, first);
        negated |= not;
        if end == start {
            return None;
        }
        let form = match infinitive {
            true => Form::Infinitive,
            false => self.form(start, end, head),
        };
        if start > 0 && !infinitive {
            negated |= self.is(start - 1, &["never", "not", "hardly", "n't"]);
        }
        Some((
            end,
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

    /// The bare verb behind "to" and its adverbs, and whether one of them negates it.
    fn past_to(&self, start: usize) -> Option<(usize, bool)> {
        let (mut at, mut negated) = (start + 1, false);
        while matches!(self.tag(at), Tag::Rb) {
            negated |= self.negates(at);
            at += 1;
        }
        matches!(self.tag(at), Tag::Vb | Tag::Vbp).then_some((at, negated))
    }

    /// The auxiliaries and the verb of a group whose first verb stands at a token.
    fn parts(&self, start: usize, first: usize) -> Parts {
        let mut parts = Parts {
            head: first,
            end: first,
            passive: false,
            negated: false,
            modal: false,
        };
        loop {
            let at = parts.end;
            let tag = self.tag(at);
            let verb = tag == Tag::Md
                || tag.is_verb()
                || self.is_quoted_verb(at)
                || at == start && self.is_lone_past(at);
            if !verb {
                break;
            }
            let auxiliary = self.auxiliary(at);
            parts.passive = tag == Tag::Vbn && at > first && self.is_be(parts.head);
            parts.modal |= tag == Tag::Md;
            parts.head = at;
            parts.end += 1;
            if !auxiliary || !self.verb_goes_on(&mut parts) {
                break;
            }
        }
        parts
    }

    /// Whether more of the verb follows an auxiliary.
    ///
    /// Adverbs belong to the group only then, or with a "not" among them.
    fn verb_goes_on(&self, parts: &mut Parts) -> bool {
        let (mut next, mut not) = (parts.end, false);
        while matches!(self.tag(next), Tag::Rb | Tag::Rbr) {
            not |= self.negates(next);
            next += 1;
        }
        let tag = self.tag(next);
        let more = tag.is_verb()
            && (tag != Tag::Vbd || self.is_have(parts.head) || self.is_be(parts.head));
        if more || not {
            parts.negated |= not;
            parts.end = next;
        }
        more
    }

    /// The form of a group without "to", told by its first verb.
    fn form(&self, start: usize, end: usize, head: usize) -> Form {
        let last = || self.ends_clause(start, end) || self.is_inverted(start, end);
        match self.tag(start) {
            Tag::Vbg => Form::Gerund,
            Tag::Vbn if head == start && last() => Form::Finite,
            Tag::Vbn => Form::Participle,
            Tag::Vb if !self.follows_subject(start) => Form::Infinitive,
            _ => Form::Finite,
        }
    }

    /// Whether a plural noun is a verb: “reserves the right” behind its subject and a mark.
    pub(super) fn is_quoted_verb(&self, at: usize) -> bool {
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
    pub(super) fn is_lone_past(&self, at: usize) -> bool {
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
    pub(super) fn follows_subject(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        at > 0 && self.is(before, &["we", "they", "i"]) && self.tag(before) == Tag::Prp
    }

    /// Whether a lone participle behind a closing mark has its subject behind it: “No,” tweeted Ann.
    pub(super) fn is_inverted(&self, start: usize, end: usize) -> bool {
        start > 0
            && self.reading.tokens[start - 1].tag == Tag::CloseQuote
            && (self.tag(end).is_name() || self.tag(end) == Tag::Dt)
    }

    /// Whether a lone participle between a noun and the end of its sentence is a past tense.
    pub(super) fn ends_clause(&self, start: usize, end: usize) -> bool {
        let before = start
            .checked_sub(1)
            .map_or(Tag::Unknown, |i| self.reading.tokens[i].tag);
        let link = start > 0 && self.reading.tokens[start - 1].kind == super::Kind::Link;
        (before.is_noun() || before == Tag::Prp || link)
            && matches!(self.tag(end), Tag::Stop | Tag::Unknown)
    }

    pub(super) fn negates(&self, at: usize) -> bool {
        self.is(at, &["not", "n't", "n’t", "never", "hardly", "neither"])
    }

    pub(super) fn auxiliary(&self, at: usize) -> bool {
        self.tag(at) == Tag::Md
            || self.is_be(at)
            || self.is_have(at)
            || self.is(at, &["do", "does", "did", "get", "got"])
    }

    pub(super) fn is_be(&self, at: usize) -> bool {
        const BE: &[&str] = &[
            "is", "was", "were", "are", "be", "been", "being", "am", "'s", "’s", "'re", "’re",
            "'m", "’m", "got", "get",
        ];
        self.is(at, BE)
    }

    pub(super) fn is_have(&self, at: usize) -> bool {
        self.is(
            at,
            &["has", "have", "had", "having", "'ve", "’ve", "'d", "’d"],
        )
    }
}
