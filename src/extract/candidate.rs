//! The words that can be a cue: verbs, and phrases that begin with one.

use super::Tag;
use super::finder::Finder;
use super::lexicon::{self as l, Sense};
use super::phrase::VerbGroup;
use std::ops::Range;

impl Finder<'_, '_, '_> {
    /// The cues that begin with a verb: phrases first, then the verb alone.
    pub(super) fn candidates(&self, at: usize, group: &VerbGroup) -> Vec<Candidate> {
        let mut out = Vec::new();
        let lemma = self.lexicon.canonical(&group.lemma);
        for (rest, sense) in self.lexicon.phrases(&lemma) {
            if let Some(last) = self.phrase(group.head, rest) {
                out.push(Candidate {
                    tokens: group.head..last + 1,
                    after: self.scene.phrase_of(last + 1),
                    senses: vec![towards(*sense, rest)],
                    lemma: format!("{lemma} {}", rest.join(" ")),
                });
            }
        }
        out.extend(self.parted(at, group, &lemma));
        out.extend(self.put_down(at, group, &lemma));
        let senses = self.lexicon.verb(&lemma);
        if !senses.is_empty() {
            out.push(Candidate {
                tokens: group.head..group.head + 1,
                after: at + 1,
                senses: senses.to_vec(),
                lemma,
            });
        }
        out
    }

    /// "put the complaint down to envy": what is blamed for it stands behind "to".
    pub(super) fn put_down(&self, at: usize, group: &VerbGroup, lemma: &str) -> Option<Candidate> {
        let scene = self.scene;
        let object = lemma == "put" && scene.is_noun(at + 1);
        let down = (at + 2..at + 6)
            .take_while(|&i| !scene.is_comma(i) && scene.verb(i).is_none())
            .find(|&i| scene.is(i, &["down"]) && scene.is(i + 1, &["to"]))?;
        let relation = self.lexicon.by_name("blamed")?;
        (object && down > at + 1).then(|| Candidate {
            tokens: group.head..group.head + 1,
            after: at + 1,
            senses: vec![Sense {
                relation,
                frames: l::NP,
            }],
            lemma: "put down".to_owned(),
        })
    }

    /// "turned it down": a particle behind the pronoun that the verb acts on.
    pub(super) fn parted(&self, at: usize, group: &VerbGroup, lemma: &str) -> Option<Candidate> {
        let scene = self.scene;
        let pronoun = scene.is(at + 1, &["it", "them", "him", "her", "this", "that"]);
        let (rest, sense) = self.lexicon.phrases(lemma).iter().find(|(rest, sense)| {
            rest.len() == 1 && sense.frames & l::NP != 0 && scene.is(at + 2, &[rest[0].as_str()])
        })?;
        pronoun.then(|| Candidate {
            tokens: group.head..group.head + 1,
            after: at + 1,
            senses: vec![*sense],
            lemma: format!("{lemma} {}", rest[0]),
        })
    }

    /// Where the rest of a phrase ends whose first word is at `head`.
    pub(super) fn phrase(&self, head: usize, rest: &[String]) -> Option<usize> {
        let reading = self.scene.reading;
        let mut at = head;
        for (number, word) in rest.iter().enumerate() {
            // A noun may stand behind its determiner: "took the blame"; particles follow at once.
            let reach = if number == 0 && word.len() > 3 && rest.len() < 3 {
                3
            } else {
                1
            };
            let found = (at + 1..=at + reach)
                .filter(|&i| i < self.scene.tokens.end)
                .find(|&i| {
                    let w = reading.word(i).to_lowercase();
                    w == *word || w.strip_suffix('s') == Some(word)
                })?;
            let plain = |i: usize| {
                matches!(
                    reading.tokens[i].tag,
                    Tag::Dt | Tag::Jj | Tag::PrpS | Tag::Rb
                )
            };
            // "pleaded not guilty" is no "pleaded guilty".
            let denied = |i: usize| matches!(reading.word(i), "not" | "no" | "n't" | "n’t");
            if !(at + 1..found).all(|i| plain(i) && !denied(i)) {
                return None;
            }
            at = found;
        }
        Some(at)
    }
}

/// A cue with its senses: the words' tokens and the phrase behind them.
pub(super) struct Candidate {
    pub(super) tokens: Range<usize>,
    pub(super) after: usize,
    pub(super) senses: Vec<Sense>,
    pub(super) lemma: String,
}

/// "call on S to C" has an addressee and an infinitive, whatever the list of frames says.
pub(super) fn towards(sense: Sense, rest: &[String]) -> Sense {
    let to = rest.last().is_some_and(|w| w == "on" || w == "upon");
    Sense {
        frames: if to && sense.frames & l::MV != 0 {
            sense.frames | l::A_INF
        } else {
            sense.frames
        },
        ..sense
    }
}
