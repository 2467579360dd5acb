//! The cues of the relations, looked up by lemma.

use super::quick::Map;
use crate::relation::{Relation, Relations};
use std::collections::BTreeMap;
use std::ops::Bound;

/// A set of frames, one bit each; the bits are the constants of this module.
pub type Frames = u64;

macro_rules! frames {
    ($($name:ident $code:literal,)*) => {
        frames!(@ 0, $($name $code,)*);
        const CODES: &[(&str, Frames)] = &[$(($code, $name),)*];
    };
    (@ $n:expr, $name:ident $code:literal, $($rest:tt)*) => {
        #[doc = concat!("The frame `", $code, "`.")]
        pub const $name: Frames = 1 << ($n);
        frames!(@ $n + 1, $($rest)*);
    };
    (@ $n:expr,) => {};
}

frames! {
    THAT "that", Q "q", A_THAT "Athat", TO_THAT "tothat", A "A", NP "np", NP_AS "npas", OF "of", FOR "for",
    ON "on", WITH_T "withT", OVER_T "overT", T_AS "Tas", TC "TC", T "T", A_INF "Ainf", T_INF_BE "TinfBe",
    INF "inf", ING "ing", P_FOR "pfor", P_ON "pon", ABOUT "about", WH "wh", A_WH "Awh", AGAINST "against",
    AT "at", TO "to", WITH "with", A_OF "Aof", MV "mv", ACC "acc", ADV "adv", N "n", ADJ "adj", NEG "neg",
}

/// One way to understand a cue: a relation, and the frames that call for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// Number of the relation in [`Lexicon::relations`].
    pub relation: usize,
    /// The frames in which the cue has this sense.
    pub frames: Frames,
}

/// What the stages know of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The relation's name.
    pub name: String,
    /// Its group.
    pub group: String,
    /// Its stance.
    pub stance: String,
    /// Whether it is said to somebody: one of its roles is the addressee.
    pub is_told: bool,
}

/// The cues of a set of relations.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// The relations, in their own order.
    pub relations: Vec<Kind>,
    verbs: Map<String, Vec<Sense>>,
    phrases: Map<String, Vec<(Vec<String>, Sense)>>,
    nouns: Map<String, Vec<usize>>,
    /// The first relation of each verb, in the order of the letters.
    stems: BTreeMap<String, usize>,
}

impl Lexicon {
    /// Sorts the relations' cues by lemma.
    pub fn new(relations: &Relations) -> Self {
        let mut out = Self {
            relations: Vec::new(),
            verbs: Map::default(),
            phrases: Map::default(),
            nouns: Map::default(),
            stems: BTreeMap::new(),
        };
        for (number, relation) in relations.iter().enumerate() {
            out.relations.push(Kind {
                name: relation.name.clone(),
                group: relation.group.clone(),
                stance: relation.stance.clone(),
                is_told: relation.roles.iter().any(|r| r.starts_with("addressee")),
            });
            out.add(number, relation);
        }
        let first =
            |(verb, senses): (&String, &Vec<Sense>)| Some((verb.clone(), senses.first()?.relation));
        out.stems = out.verbs.iter().filter_map(first).collect();
        out
    }

    fn add(&mut self, number: usize, relation: &Relation) {
        for noun in &relation.nouns {
            self.nouns.entry(noun.clone()).or_default().push(number);
        }
        for cue in &relation.cues {
            let sense = Sense {
                relation: number,
                frames: fuller(cue.frames.iter().filter_map(|code| frame(code)).sum()),
            };
            let mut words = cue.lemma.split(' ').map(str::to_owned);
            let first = words.next().unwrap_or_default();
            let rest: Vec<_> = words.collect();
            if rest.is_empty() {
                let senses = self.verbs.entry(first.clone()).or_default();
                // "warned" is what "warn" marks first of all.
                if named_for(&relation.name, &first) {
                    senses.insert(0, sense);
                } else {
                    senses.push(sense);
                }
            } else {
                self.phrases.entry(first).or_default().push((rest, sense));
            }
        }
    }

    /// Returns the senses of a verb, the likeliest first.
    pub fn verb(&self, lemma: &str) -> &[Sense] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns the phrases that begin with a lemma: the other words, and the sense.
    pub fn phrases(&self, lemma: &str) -> &[(Vec<String>, Sense)] {
        self.phrases.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns a verb in the spelling of the cues: "apologise", "labell".
    pub fn canonical(&self, lemma: &str) -> String {
        let known = |w: &str| self.verbs.contains_key(w) || self.phrases.contains_key(w);
        let respelt = [
            ("ise", "ize"),
            ("yse", "yze"),
            ("our", "or"),
            ("ll", "l"),
            ("elle", "el"),
            ("lle", "l"),
            ("pp", "p"),
        ];
        if !known(lemma) {
            for (british, american) in respelt {
                let other = lemma
                    .strip_suffix(british)
                    .map(|stem| format!("{stem}{american}"));
                if let Some(other) = other.filter(|o| known(o)) {
                    return other;
                }
            }
        }
        lemma.to_owned()
    }

    /// Returns the relations that a noun can mark.
    pub fn noun(&self, lemma: &str) -> &[usize] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns the relation that a noun marks: that of the verb it comes from, if there is one.
    pub fn noun_relation(&self, lemma: &str) -> Option<usize> {
        let list = self.noun(lemma);
        let stem = lemma
            .get(..lemma.len().saturating_sub(2).clamp(4, 7))
            .unwrap_or(lemma);
        let related = |r: &&usize| {
            let verbs = self
                .stems
                .range::<str, _>((Bound::Included(stem), Bound::Unbounded))
                .take_while(|(verb, _)| verb.starts_with(stem));
            verbs.into_iter().any(|(_, relation)| relation == *r)
        };
        list.iter().find(related).or(list.first()).copied()
    }

    /// Finds a relation's number by name.
    pub fn by_name(&self, name: &str) -> Option<usize> {
        self.relations.iter().position(|kind| kind.name == name)
    }
}

/// The frames that follow from others: "ask A about C" from "ask A whether" and "ask about C",
/// "ask to go" from "ask A to go" and "ask for C".
fn fuller(frames: Frames) -> Frames {
    let about = A_WH | ABOUT;
    let to = A_INF | P_FOR;
    frames
        | if frames & about == about { A_OF } else { 0 }
        | if frames & to == to { INF } else { 0 }
}

fn frame(code: &str) -> Option<Frames> {
    CODES
        .iter()
        .find(|(name, _)| *name == code)
        .map(|(_, bit)| *bit)
}

/// Returns the code of a single frame, or `-`.
pub fn code(frame: Frames) -> &'static str {
    let found = CODES.iter().find(|(_, bit)| *bit == frame);
    found.map_or("-", |(code, _)| code)
}

/// Whether a relation's name is the past tense of a lemma.
fn named_for(relation: &str, lemma: &str) -> bool {
    let stem = lemma.trim_end_matches(['e', 'y']);
    let past = relation.strip_prefix(stem);
    past.is_some_and(|tail| matches!(tail, "ed" | "d" | "ied" | "led" | "ted"))
        || matches!((relation, lemma), ("said", "say") | ("wrote", "write"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_frame_of_the_shipped_relations_is_known() {
        for code in Relations::builtin().frames().keys() {
            assert!(frame(code).is_some(), "{code}");
        }
    }

    #[test]
    fn the_relation_named_for_a_verb_comes_first() {
        let lexicon = Lexicon::new(Relations::builtin());
        for (lemma, name) in [
            ("warn", "warned"),
            ("confirm", "confirmed"),
            ("deny", "denied"),
            ("say", "said"),
        ] {
            let first = lexicon.verb(lemma)[0].relation;
            assert_eq!(lexicon.relations[first].name, name);
        }
    }
}
