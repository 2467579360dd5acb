//! Mends tags that the verbs of saying tell better than the tagger, which has met few of them.
//!
//! "Henrik Aas counters that", "It had, claims Desai", "his camp deny it": what stands around
//! such a word, and a sentence's need of a verb, decide where its letters do not.

use super::feature::hash;
use super::gazetteer::gazetteer;
use super::hint;
use super::lemma::lemma;
use super::{Reading, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// Verbs whose form without an ending is nothing else.
const BARE: &[&str] = &[
    "accuse",
    "allege",
    "announce",
    "apologise",
    "apologize",
    "argue",
    "assert",
    "assume",
    "assure",
    "believe",
    "clarify",
    "comply",
    "concede",
    "condemn",
    "contend",
    "criticise",
    "criticize",
    "defy",
    "denounce",
    "deny",
    "imply",
    "insist",
    "justify",
    "notify",
    "refute",
    "reiterate",
    "reveal",
    "specify",
    "testify",
    "verify",
];

/// Forms in "-s" of more verbs that are nothing else.
const THIRD: &[&str] = &[
    "adds",
    "admits",
    "agrees",
    "asks",
    "believes",
    "denies",
    "disagrees",
    "dismisses",
    "disowns",
    "explains",
    "hails",
    "implies",
    "maintains",
    "predicts",
    "reckons",
    "refuses",
    "rejects",
    "resents",
    "says",
    "suggests",
    "tells",
    "testifies",
    "thinks",
    "warns",
    "welcomes",
    "writes",
];

/// Past tenses that are no participles.
const PAST: &[&str] = &[
    "forbade", "foresaw", "forswore", "overrode", "swore", "withdrew",
];

/// Words with a capital that stay what they are inside a title.
const SMALL: &[&str] = &[
    "a", "about", "against", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "for",
    "from", "has", "have", "how", "in", "is", "it", "may", "no", "not", "of", "on", "or", "out",
    "over", "should", "than", "that", "the", "to", "under", "up", "was", "will", "with", "would",
];

/// Titles that the corpus writes otherwise: with a full stop.
const TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Lord", "Dame"];

/// Mends the tags of every sentence.
pub(super) fn mend(reading: &mut Reading<'_>) {
    openings(reading);
    for number in 0..reading.sentences.len() {
        let tokens = reading.sentences[number].tokens.clone();
        Mender {
            reading,
            tokens,
            verbless: false,
        }
        .sentence();
    }
}

/// "Thale, reached by phone": a sentence's first word that is a name further inside others.
fn openings(reading: &mut Reading<'_>) {
    let (mut named, mut small) = (HashSet::new(), HashSet::new());
    for sentence in &reading.sentences {
        for at in sentence.tokens.clone() {
            let word = reading.word(at);
            if word.starts_with(char::is_lowercase) {
                small.insert(word);
            } else if at > sentence.tokens.start && reading.tokens[at].tag == Tag::Nnp {
                named.insert(word);
            }
        }
    }
    for sentence in &reading.sentences {
        let at = sentence.tokens.start;
        let word = reading.word(at);
        let tag = reading.tokens[at].tag;
        let odd = !tag.is_noun() && !tag.is_mark() && named.contains(word);
        if odd && word.len() > 3 && !small.contains(word.to_lowercase().as_str()) {
            reading.tokens[at].tag = Tag::Nnp;
        }
    }
}

/// The bits of [`hint::Entry::frames`] that a verb needs for a clause, a quotation, an infinitive, an addressee.
const THAT: u8 = 1;
const QUOTED: u8 = 2;
const INFINITIVE: u8 = 4;
const ADDRESSED: u8 = 16;

struct Mender<'a, 't> {
    reading: &'a mut Reading<'t>,
    tokens: Range<usize>,
    /// Whether no verb with a tense was found in the sentence.
    verbless: bool,
}

impl Mender<'_, '_> {
    fn sentence(&mut self) {
        self.names();
        // Whether a verb with a tense stands before, outside relative clauses.
        let (mut governed, mut relative) = (false, false);
        self.verbless = !self.governs();
        for at in self.tokens.clone() {
            self.word(at, governed);
            let tag = self.tag(at);
            relative = matches!(tag, Tag::Wp | Tag::Wdt) || relative && tag != Tag::Comma;
            governed |= tag.is_finite() && !relative;
        }
    }

    /// Whether any verb with a tense stands in the sentence, outside relative clauses.
    fn governs(&self) -> bool {
        let mut relative = false;
        self.tokens.clone().any(|at| {
            let tag = self.tag(at);
            relative = matches!(tag, Tag::Wp | Tag::Wdt) || relative && tag != Tag::Comma;
            tag.is_finite() && !relative
        })
    }

    fn tag(&self, at: usize) -> Tag {
        match self.tokens.contains(&at) {
            true => self.reading.tokens[at].tag,
            false => Tag::Unknown,
        }
    }

    /// The tag so many tokens before.
    fn back(&self, at: usize, by: usize) -> Tag {
        at.checked_sub(by).map_or(Tag::Unknown, |at| self.tag(at))
    }

    fn set(&mut self, at: usize, tag: Tag) {
        self.reading.tokens[at].tag = tag;
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.contains(&at) && self.reading.word(at).eq_ignore_ascii_case(word)
    }

    /// "Quist assured", "says Okafor": a capital inside a sentence of small letters is a name's.
    fn names(&mut self) {
        let capital = |w: &str| {
            let mut letters = w.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
        };
        let words = || self.tokens.clone().map(|i| self.reading.word(i));
        let small = words().filter(|w| w.starts_with(char::is_lowercase));
        let running = small.count() > words().filter(|w| capital(w)).count();
        for at in self.tokens.clone() {
            let (word, tag) = (self.reading.word(at), self.tag(at));
            if !capital(word) {
                continue;
            }
            // "Tess Aguilar", "Imran Kessell": a first name and one more.
            let next = self.tokens.contains(&(at + 1)) && capital(self.reading.word(at + 1));
            if running && next && gazetteer().gender(word).is_some() {
                let (mine, its) = (self.tag(at), self.tag(at + 1));
                if !mine.is_noun() {
                    self.set(at, Tag::Nnp);
                }
                if !its.is_noun() {
                    self.set(at + 1, Tag::Nnp);
                }
            }
            if at == self.tokens.start {
                continue;
            }
            if TITLES.contains(&self.reading.word(at - 1)) {
                self.set(at - 1, Tag::Nnp);
                self.set(at, Tag::Nnp);
            }
            let begins = self.back(at, 1).is_mark() && self.back(at, 1) != Tag::Comma;
            let odd = tag.is_verb()
                || matches!(
                    tag,
                    Tag::Rb | Tag::In | Tag::Rp | Tag::Md | Tag::Uh | Tag::Fw
                );
            if running && odd && !begins && !SMALL.contains(&word.to_lowercase().as_str()) {
                self.set(at, Tag::Nnp);
            }
        }
    }

    fn word(&mut self, at: usize, governed: bool) {
        let word = self.reading.word(at);
        let tag = self.tag(at);
        if tag == Tag::Nnp && self.common(at) {
            self.set(at, Tag::Nn);
        }
        if tag.is_mark() || tag.is_name() || !word.starts_with(char::is_lowercase) {
            return;
        }
        let mended = match tag {
            Tag::In if word == "since" => self.since(at),
            Tag::Wdt | Tag::In if word == "that" => self.that(at),
            Tag::Vbn => self.past(at, governed).then_some(Tag::Vbd),
            Tag::Vbd | Tag::Vbg | Tag::Vbz => None,
            _ => self.known(at).or_else(|| self.noun(at, governed)),
        };
        if let Some(tag) = mended {
            self.set(at, tag);
        }
    }

    /// Whether a word of small letters ends a name that it is no part of.
    fn common(&self, at: usize) -> bool {
        let small = self.reading.word(at).chars().all(char::is_lowercase);
        small && self.reading.word(at).len() > 3 && !self.tag(at + 1).is_name()
    }

    /// "rubbished that." is the thing; "counters that it is" begins a clause.
    fn that(&self, at: usize) -> Option<Tag> {
        let ends = matches!(self.tag(at + 1), Tag::Stop | Tag::Comma) || at + 1 == self.tokens.end;
        let clause = self.back(at, 1).is_verb() && self.back(at, 1) != Tag::Vbg;
        match self.tag(at) {
            Tag::In if ends => Some(Tag::Dt),
            Tag::Wdt if clause && self.frames(at - 1) & THAT != 0 => Some(Tag::In),
            _ => None,
        }
    }

    /// "has since posted"
    fn since(&self, at: usize) -> Option<Tag> {
        let has = ["has", "have", "had"];
        let inside = at > 0 && has.iter().any(|w| self.is(at - 1, w));
        (inside && self.tag(at + 1) == Tag::Vbn).then_some(Tag::Rb)
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
    fn known(&self, at: usize) -> Option<Tag> {
        let word = self.reading.word(at);
        if PAST.contains(&word) || word == "let" && self.is(at + 1, "slip") {
            return Some(Tag::Vbd);
        }
        if BARE.contains(&word) {
            let mut before = 1;
            while self.back(at, before) == Tag::Rb && before < 4 {
                before += 1;
            }
            let bare = matches!(self.back(at, before), Tag::To | Tag::Md)
                || self.is(at - before.min(at), "did")
                || self.is(at - before.min(at), "does")
                || self.is(at - before.min(at), "do");
            return match self.tag(at) {
                Tag::Vb | Tag::Vbp => None,
                _ if bare => Some(Tag::Vb),
                _ => Some(Tag::Vbp),
            };
        }
        let third = |bare: &&str| word.strip_suffix('s') == Some(bare);
        (THIRD.contains(&word) || BARE.iter().any(|b| third(&b))).then_some(Tag::Vbz)
    }

    /// "reports", "claim": a verb where a clause or a speaker follows and a verb is missing.
    fn noun(&self, at: usize, governed: bool) -> Option<Tag> {
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
        // "A video shared since Sunday claims to show it"
        let infinitive = third && self.verbless && after == Tag::To && frames & INFINITIVE != 0;
        if infinitive && self.tag(at + 2) == Tag::Vb {
            return Some(Tag::Vbz);
        }
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
    fn past(&self, at: usize, governed: bool) -> bool {
        let frames = self.frames(at);
        if frames == 0 {
            return false;
        }
        let mut before = 1;
        while self.back(at, before) == Tag::Rb && before < 4 {
            before += 1;
        }
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
                // "The chief executive, Damian Prowse, apologised": what is put in is over.
                let main = self.verbless && !governed && self.resumes(at) && self.stops();
                speaker && (governed || tag == Tag::CloseQuote) || main && !self.is(at + 1, "by")
            }
            tag if tag.is_noun() || tag == Tag::Prp => {
                !governed && (that || told || self.verbless && self.stops())
            }
            _ => false,
        }
    }
}
