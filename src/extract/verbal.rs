//! What tells a verb of saying from a noun or a participle.

use super::Tag;
use super::feature::hash;
use super::hint;
use super::lemma::lemma;
use super::mend::{Form, Mender, form};

/// The bits of [`hint::Entry::frames`] that a verb needs for a clause, a quotation, an addressee.
const THAT: u8 = 1;
const QUOTED: u8 = 2;
const ADDRESSED: u8 = 16;

impl Mender<'_, '_> {
    /// "rubbished that." is the thing; "counters that it is" begins a clause.
    pub(super) fn that(&self, at: usize) -> Option<Tag> {
        let ends = matches!(self.tag(at + 1), Tag::Stop | Tag::Comma) || at + 1 == self.tokens.end;
        let clause = self.back(at, 1).is_verb() && self.back(at, 1) != Tag::Vbg;
        match self.tag(at) {
            Tag::In if ends => Some(Tag::Dt),
            Tag::Wdt if clause && self.frames(at - 1) & THAT != 0 => Some(Tag::In),
            _ => None,
        }
    }

    /// What frames the word takes as a verb.
    fn frames(&self, at: usize) -> u8 {
        let (word, mut buffer) = (self.reading.word(at).to_lowercase(), String::new());
        let tag = match self.tag(at) {
            tag if tag.is_verb() => tag,
            _ => Tag::Vbz,
        };
        hint::entry(hash(lemma(&word, tag, &mut buffer)), true).frames
    }

    /// A form that is a verb's and nothing else's.
    pub(super) fn known(&self, at: usize) -> Option<Tag> {
        let word = self.reading.word(at);
        if word == "let" && self.is(at + 1, "slip") {
            return Some(Tag::Vbd);
        }
        match form(word)? {
            Form::Past => Some(Tag::Vbd),
            Form::Third => Some(Tag::Vbz),
            Form::Bare => self.bare(at),
            Form::Small => None,
        }
    }

    /// "would deny" and "they deny".
    fn bare(&self, at: usize) -> Option<Tag> {
        let before = at - self.adverbs(at).min(at);
        let helped = matches!(self.tag(before), Tag::To | Tag::Md)
            || ["did", "does", "do"].iter().any(|w| self.is(before, w));
        match self.tag(at) {
            Tag::Vb | Tag::Vbp => None,
            _ if helped => Some(Tag::Vb),
            _ => Some(Tag::Vbp),
        }
    }

    /// How many tokens before a token the last one stands that is no adverb.
    fn adverbs(&self, at: usize) -> usize {
        let adverb = |by: &usize| self.back(at, *by) == Tag::Rb;
        1 + (1..4).take_while(adverb).count()
    }

    /// "reports", "claim": a verb where a clause or a speaker follows and a verb is missing.
    pub(super) fn noun(&self, at: usize, governed: bool) -> Option<Tag> {
        if !matches!(self.tag(at), Tag::Nn | Tag::Nns | Tag::Jj) {
            return None;
        }
        let third = self.reading.word(at).ends_with('s');
        let frames = self.frames(at);
        if frames & (THAT | QUOTED) == 0 {
            return None;
        }
        let (before, after) = (self.back(at, 1), self.tag(at + 1));
        let that = self.is(at + 1, "that") && frames & THAT != 0;
        if third {
            let said = matches!(before, Tag::Comma | Tag::CloseQuote);
            let speaker = frames & QUOTED != 0 && after.is_name();
            if said
                && (that && self.resumes(at) || speaker && (governed || before == Tag::CloseQuote))
                || before == Tag::Prp && (that || !governed)
                || governed && self.closes(at)
            {
                return Some(Tag::Vbz);
            }
        }
        let subject = before.is_noun() || third && before == Tag::Rb;
        if governed || !subject || !self.stops() {
            return None;
        }
        let clause = that || after == Tag::Prp || after == Tag::Nnp || after == Tag::Nns;
        let rest = (at + 1..self.tokens.end).filter(|&i| self.tag(i).is_finite());
        let agrees = third || (self.tokens.start..at).any(|i| self.many(i));
        (frames & THAT != 0 && clause && agrees && rest.take(2).count() < 2).then_some(if third {
            Tag::Vbz
        } else {
            Tag::Vbp
        })
    }

    fn many(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Nns | Tag::Nnps) || self.is(at, "police")
    }

    /// Whether the sentence is a whole one.
    fn stops(&self) -> bool {
        self.tokens
            .clone()
            .rev()
            .take(2)
            .any(|i| self.tag(i) == Tag::Stop)
    }

    /// Whether the comma before ends what is put in behind the subject: "Aas, who dug there, counters".
    fn resumes(&self, at: usize) -> bool {
        let before = self.tokens.start..at - 1;
        before.rev().take(24).any(|i| self.tag(i) == Tag::Comma)
    }

    /// ", newspaper reports": who says it, at the end.
    fn closes(&self, at: usize) -> bool {
        let last =
            at + 1 == self.tokens.end || at + 2 == self.tokens.end && self.tag(at + 1) == Tag::Stop;
        let mut first = at;
        while first > self.tokens.start
            && at - first < 5
            && (self.tag(first - 1).is_noun() || self.tag(first - 1) == Tag::Dt)
        {
            first -= 1;
        }
        last && first < at && self.back(first, 1) == Tag::Comma
    }

    /// "Quist assured readers that", "but disagreed that", ", answered Akers": no participle.
    pub(super) fn past(&self, at: usize, governed: bool) -> bool {
        let frames = self.frames(at);
        if frames & (THAT | QUOTED | ADDRESSED) == 0 {
            return false;
        }
        let before = self.adverbs(at);
        let tag = self.back(at, before);
        let that = self.is(at + 1, "that") && frames & THAT != 0;
        let told = frames & ADDRESSED != 0
            && (at + 2..at + 4).any(|i| self.is(i, "that"))
            && (self.tag(at + 1).is_noun() || self.tag(at + 1) == Tag::Prp);
        match tag {
            Tag::Cc => {
                let from = self.tokens.start.max(at.saturating_sub(24));
                let verb = (from..at - before)
                    .rev()
                    .map(|i| self.tag(i))
                    .find(|t| t.is_verb());
                that && verb == Some(Tag::Vbd)
            }
            Tag::Comma | Tag::CloseQuote => {
                let speaker = self.tag(at + 1).is_name() && frames & QUOTED != 0;
                speaker && (governed || tag == Tag::CloseQuote)
            }
            tag if tag.is_noun() || tag == Tag::Prp => {
                !governed && (that || told || self.verbless && self.stops())
            }
            _ => false,
        }
    }
}
