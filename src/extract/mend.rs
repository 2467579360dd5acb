//! Mends tags that the verbs of saying tell better than the tagger, which has met few of them.
//!
//! "Henrik Aas counters that", "It had, claims Desai", "his camp deny it": what stands around
//! such a word, and a sentence's need of a verb, decide where its letters do not.

use super::gazetteer::gazetteer;
use super::{Reading, Tag};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Verbs whose form without an ending is nothing else.
const BARE: &str = "accuse allege announce apologise apologize argue assert assume assure believe \
     clarify comply concede condemn contend criticise criticize defy denounce deny imply \
     insist justify notify refute reiterate reveal specify testify verify";

/// Forms in "-s" of more verbs that are nothing else.
const THIRD: &str =
    "admits believes denies implies maintains reckons says testifies tells thinks writes";

/// Past tenses that are no participles.
const PAST: &str = "forbade foresaw forswore overrode swore withdrew";

/// Words with a capital that stay what they are inside a title.
const SMALL: &str = "a about against an and are as at be but by can do for from has have how in is it may \
     no not of on or out over should than that the to under up was will with would";

/// Titles that the corpus writes otherwise: with a full stop.
const TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Lord", "Dame"];

/// What a word is whatever stands around it.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// A verb without an ending.
    Bare,
    /// A verb of the present with "-s".
    Third,
    /// A past tense.
    Past,
    /// A small word that a title may write with a capital.
    Small,
}

/// What is known of a word.
pub(super) fn form(word: &str) -> Option<Form> {
    static FORMS: OnceLock<HashMap<String, Form>> = OnceLock::new();
    let read = || {
        let all = |words: &'static str, form| words.split(' ').map(move |w| (w.to_owned(), form));
        let thirds = BARE.split(' ').map(|w| (format!("{w}s"), Form::Third));
        all(BARE, Form::Bare)
            .chain(thirds)
            .chain(all(THIRD, Form::Third))
            .chain(all(PAST, Form::Past))
            .chain(all(SMALL, Form::Small))
            .collect()
    };
    FORMS.get_or_init(read).get(word).copied()
}

/// Mends the tags of every sentence.
pub(super) fn mend(reading: &mut Reading<'_>) {
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

pub(super) struct Mender<'a, 't> {
    pub(super) reading: &'a mut Reading<'t>,
    pub(super) tokens: Range<usize>,
    /// Whether no verb with a tense was found in the sentence.
    pub(super) verbless: bool,
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

    pub(super) fn tag(&self, at: usize) -> Tag {
        match self.tokens.contains(&at) {
            true => self.reading.tokens[at].tag,
            false => Tag::Unknown,
        }
    }

    /// The tag so many tokens before.
    pub(super) fn back(&self, at: usize, by: usize) -> Tag {
        at.checked_sub(by).map_or(Tag::Unknown, |at| self.tag(at))
    }

    fn set(&mut self, at: usize, tag: Tag) {
        self.reading.tokens[at].tag = tag;
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.contains(&at) && self.reading.word(at).eq_ignore_ascii_case(word)
    }

    /// "Quist assured", "says Okafor": a capital inside a sentence of small letters is a name's.
    fn names(&mut self) {
        let words = || self.tokens.clone().map(|i| self.reading.word(i));
        let small = words().filter(|w| w.starts_with(char::is_lowercase));
        let running = small.count() > words().filter(|w| is_capital(w)).count();
        for at in self.tokens.clone() {
            let tag = self.tag(at);
            if !is_capital(self.reading.word(at)) {
                continue;
            }
            if running {
                self.full_name(at);
            }
            if at == self.tokens.start {
                continue;
            }
            if TITLES.contains(&self.reading.word(at - 1)) {
                self.set(at - 1, Tag::Nnp);
                self.set(at, Tag::Nnp);
            }
            if running && self.is_odd(at, tag) {
                self.set(at, Tag::Nnp);
            }
        }
    }

    /// "Tess Aguilar", "Imran Kessell": a first name and one more.
    fn full_name(&mut self, at: usize) {
        let next = self.tokens.contains(&(at + 1)) && is_capital(self.reading.word(at + 1));
        if !next || gazetteer().gender(self.reading.word(at)).is_none() {
            return;
        }
        for part in [at, at + 1] {
            if !self.tag(part).is_noun() {
                self.set(part, Tag::Nnp);
            }
        }
    }

    /// Whether a word with such a tag has no other reason for its capital.
    fn is_odd(&self, at: usize, tag: Tag) -> bool {
        let begins = self.back(at, 1).is_mark() && self.back(at, 1) != Tag::Comma;
        let odd = tag.is_verb()
            || matches!(
                tag,
                Tag::Rb | Tag::In | Tag::Rp | Tag::Md | Tag::Uh | Tag::Fw
            );
        let small = || form(&self.reading.word(at).to_lowercase());
        odd && !begins && !matches!(small(), Some(Form::Small))
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
}

/// Whether a word begins with a capital and is not all capitals.
fn is_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags of a text's words of which the case tells something.
    fn tags(text: &str, words: &[&str]) -> Vec<Tag> {
        let reading = Reading::new(text);
        let at = |word: &&str| {
            let found = (0..reading.tokens.len()).find(|&i| reading.word(i) == *word);
            reading.tokens[found.expect("the word")].tag
        };
        words.iter().map(at).collect()
    }

    #[test]
    fn verbs_of_saying_are_told_from_nouns_and_participles() {
        for (text, word, tag) in [
            (
                "Kai Borg, a digger who had been there, counters that it is old.",
                "counters",
                Tag::Vbz,
            ),
            (
                "It had, claims Borg, who wrote to it twice.",
                "claims",
                Tag::Vbz,
            ),
            ("Borg’s camp deny missing any deadline.", "deny", Tag::Vbp),
            ("He would not deny it.", "deny", Tag::Vb),
            ("The farmer swore it was his.", "swore", Tag::Vbd),
            (
                "The doors were shut, answered Lionel Reck.",
                "answered",
                Tag::Vbd,
            ),
            ("His claims that he was ill were false.", "claims", Tag::Nns),
        ] {
            assert_eq!(tags(text, &[word]), [tag], "{text}");
        }
    }

    #[test]
    fn a_capital_inside_a_sentence_is_a_names() {
        let text = "On Monday, Quist assured the readers that Ms Tranter was well.";
        assert_eq!(tags(text, &["Quist", "Ms", "Tranter"]), [Tag::Nnp; 3]);
    }

    #[test]
    fn a_pronoun_is_told_from_a_conjunction() {
        assert_eq!(tags("The firm denied that.", &["that"]), [Tag::Dt]);
    }
}
