//! Proper names: where they stand and what they name.

use super::capital::{inner_capitals, inner_names, lower_case_words};
use super::gazetteer::{Gazetteer, gazetteer};
use super::known::{KnownNames, Match};
use super::scene::Scene;
use super::{Kind, Reading, Tag};
use crate::article::EntityKind;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A proper name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, titles left out.
    pub tokens: Range<usize>,
    /// Its words, one space between.
    pub words: String,
    /// What it names, as far as its own words tell.
    pub kind: Option<EntityKind>,
    /// The titles right before it: "Prime Minister".
    pub title: Range<usize>,
    /// Whether it is an adjective of a country's: "Russian".
    pub adjective: bool,
    /// Number of its sentence.
    pub sentence: usize,
    /// Whether it is of the user's own list, whose name and kind it then has.
    pub known: bool,
}

/// Finds the names of a text, in order; those of the user's own list come first.
pub fn names(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], known: &KnownNames) -> Vec<Name> {
    let (lower, inner) = (lower_case_words(reading), inner_names(reading));
    let mut finder = Finder {
        reading,
        tables: gazetteer(),
        capitals: inner_capitals(reading, &lower, &inner),
        lower,
        inner,
        known,
        own: BTreeMap::new(),
    };
    finder.own = finder.own(scenes);
    let finder = finder;
    let (headlines, body): (Vec<_>, Vec<_>) =
        (0..scenes.len()).partition(|&s| finder.is_headline(&scenes[s]));
    let mut out: Vec<Name> = body
        .iter()
        .flat_map(|&s| finder.sentence(&scenes[s], s))
        .collect();
    let known: BTreeSet<String> = out
        .iter()
        .flat_map(|n| {
            std::iter::once(n.words.clone())
                .chain(n.words.split(' ').next_back().map(str::to_owned))
        })
        .collect();
    for s in headlines {
        out.extend(finder.headline(&scenes[s], s, &known));
    }
    finder.keep_surnames(&mut out);
    out.sort_by_key(|n| n.tokens.start);
    out
}

pub(super) struct Finder<'r, 't> {
    pub(super) reading: &'r Reading<'t>,
    pub(super) tables: &'static Gazetteer,
    pub(super) lower: BTreeSet<&'t str>,
    /// Proper nouns that stand inside a sentence somewhere.
    pub(super) inner: BTreeSet<&'t str>,
    /// Nouns and adjectives with a capital inside a sentence, by token.
    pub(super) capitals: Vec<bool>,
    pub(super) known: &'r KnownNames,
    /// The names of the user's own list, by their first token.
    pub(super) own: BTreeMap<usize, Match>,
}

pub(super) const TIMES: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan.",
    "Feb.",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
];
const PARTICLES: &[&str] = &[
    "de", "von", "van", "der", "den", "bin", "ibn", "al", "la", "le", "du", "di", "da", "dos",
    "del", "ter", "ten", "y",
];

impl<'t> Finder<'_, 't> {
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.reading.word(at)
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.reading.tokens.get(at).map_or(Tag::Unknown, |t| t.tag)
    }

    pub(super) fn is_part(&self, at: usize) -> bool {
        let word = self.word(at);
        let capital = word.chars().any(char::is_uppercase);
        let saint = matches!(word, "St" | "St.");
        (self.tag(at).is_name() || saint || self.capitals.get(at).is_some_and(|c| *c))
            && capital
            && !TIMES.contains(&word)
            && self.reading.tokens[at].kind != Kind::Markup
            && !self.own.contains_key(&at)
    }

    fn sentence(&self, scene: &Scene<'_, '_>, number: usize) -> Vec<Name> {
        let mut out = Vec::new();
        let mut at = scene.tokens.start;
        while at < scene.tokens.end {
            if let Some(end) = self.take_own(at, number, &mut out) {
                at = end;
                continue;
            }
            let end = self.run(at, scene.tokens.end);
            if end == at {
                if let Some(country) = self.tables.demonym(self.word(at)) {
                    out.push(self.adjective(at..at + 1, country, number));
                }
                at += 1;
                continue;
            }
            let initial = at == scene.tokens.start || self.reading.quotes.side(at - 1) > 0;
            self.cut(at..end, initial, number, &mut out);
            at = end;
        }
        out
    }

    /// The end of a run of words that make one name.
    fn run(&self, start: usize, limit: usize) -> usize {
        let link = self.reading.tokens[start].kind == Kind::Link;
        if link {
            return start + usize::from(self.word(start).starts_with('@'));
        }
        if !self.is_part(start) {
            return start + self.seat(start, limit);
        }
        let mut at = start + 1;
        while at < limit {
            if self.reading.quotes.side(at) != 0 {
                break;
            }
            let next = at + 1 < limit && self.is_part(at + 1);
            if self.is_part(at) && self.reading.tokens[at].kind != Kind::Link
                || self.word(at) == "&" && next
                || PARTICLES.contains(&self.word(at)) && next
            {
                at += 1;
            } else if next
                && (self.is_owned(start, at) || self.word(at) == "and" && self.is_joint(start, at))
            {
                at += 2;
            } else if self.is_institution(start, at) && matches!(self.word(at), "of" | "for" | "on")
            {
                let the = usize::from(self.word(at + 1) == "the");
                if at + 1 + the >= limit || !self.is_part(at + 1 + the) {
                    break;
                }
                at += 2 + the;
            } else {
                break;
            }
        }
        at
    }

    /// "Farmers’ League", "Children’s Hospital": a possessive inside a name.
    fn is_owned(&self, start: usize, at: usize) -> bool {
        const OWNERS: &[&str] = &[
            "Children", "Women", "Men", "People", "King", "Queen", "Mother", "Father", "Lord",
            "Lady",
        ];
        let word = self.word(at - 1);
        let plural = word.ends_with('s') && matches!(self.word(at), "’" | "'");
        let saint = matches!(self.word(start), "St" | "St." | "Saint");
        let limit = (at + 4).min(self.reading.tokens.len());
        let end = (at + 1..limit)
            .take_while(|&i| self.is_part(i))
            .last()
            .unwrap_or(at);
        let class = ["organisation", "outlet", "place", "event"];
        self.tag(at) == Tag::Pos
            && (saint || at == start + 1 && (plural || OWNERS.contains(&word)))
            && self.tables.name(word).is_none()
            && self.tables.demonym(word).is_none()
            && class.iter().any(|c| self.tables.is(c, self.word(end)))
    }

    /// Whether a run ends in a word after which "of ..." belongs to the name.
    pub(super) fn is_institution(&self, start: usize, at: usize) -> bool {
        const MORE: &[&str] = &[
            "Secretary",
            "Republic",
            "Bay",
            "Gulf",
            "House",
            "Isle",
            "Duke",
            "Bishop",
            "Archbishop",
            "Prince",
            "Centre",
            "Center",
            "Museum",
        ];
        if self.word(at - 1) == "Journal" && self.word(at) == "of" {
            return true;
        }
        at > start
            && (self.tables.is("organisation", self.word(at - 1))
                || MORE.contains(&self.word(at - 1)))
    }

    /// "Ministry of Health and Welfare": a conjunction inside an "of".
    fn is_joint(&self, start: usize, at: usize) -> bool {
        const HEADS: &[&str] = &[
            "Ministry",
            "Department",
            "Office",
            "Committee",
            "Secretary",
            "Minister",
            "Institute",
            "Agency",
        ];
        let of = (start + 1..at).find(|&i| matches!(self.word(i), "of" | "for"));
        of.is_some_and(|of| HEADS.contains(&self.word(of - 1)))
            && !self.tables.is("organisation", self.word(at + 1))
            && self.tables.name(self.word(at + 1)).is_none()
    }

    /// How many words a known seat of government has here, whatever their tags: "Downing Street".
    fn seat(&self, start: usize, limit: usize) -> usize {
        let two = start..(start + 2).min(limit);
        let known = self.word(start).starts_with(char::is_uppercase)
            && two.len() == 2
            && self.tables.seat(&self.join(&two)).is_some();
        if known { two.len() } else { 0 }
    }

    pub(super) fn join(&self, tokens: &Range<usize>) -> String {
        self.reading.words(tokens.clone())
    }
}
