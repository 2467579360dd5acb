//! Proper names: where they stand and what they name.

use super::gazetteer::{Gazetteer, gazetteer};
use super::quick::Set;
use super::scene::Scene;
use super::{Kind, Reading, Tag};
use crate::article::EntityKind;
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
}

/// Finds the names of a text, in order.
pub fn names(reading: &Reading<'_>, scenes: &[Scene<'_, '_>]) -> Vec<Name> {
    let finder = Finder {
        reading,
        tables: gazetteer(),
        lower: lower_case_words(reading),
        inner: inner_names(reading),
    };
    let (headlines, body): (Vec<_>, Vec<_>) =
        (0..scenes.len()).partition(|&s| finder.is_headline(&scenes[s]));
    let mut out: Vec<Name> = body
        .iter()
        .flat_map(|&s| finder.sentence(&scenes[s], s))
        .collect();
    let known: Set<String> = out
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

/// The words that the text writes in lower case somewhere.
fn lower_case_words<'t>(reading: &Reading<'t>) -> Set<&'t str> {
    let words = (0..reading.tokens.len()).map(|at| reading.word(at));
    words
        .filter(|w| w.starts_with(char::is_lowercase))
        .collect()
}

/// The proper nouns that begin no sentence, at least once.
fn inner_names<'t>(reading: &Reading<'t>) -> Set<&'t str> {
    let tag = |i: usize| reading.tokens[i].tag;
    let inner = |i: &usize| {
        tag(*i).is_name() && !matches!(tag(i - 1), Tag::Stop | Tag::OpenQuote | Tag::CloseQuote)
    };
    (1..reading.tokens.len())
        .filter(inner)
        .map(|i| reading.word(i))
        .collect()
}

struct Finder<'r, 't> {
    reading: &'r Reading<'t>,
    tables: &'static Gazetteer,
    lower: Set<&'t str>,
    /// Proper nouns that stand inside a sentence somewhere.
    inner: Set<&'t str>,
}

const TIMES: &[&str] = &[
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
    fn word(&self, at: usize) -> &'t str {
        self.reading.word(at)
    }

    fn tag(&self, at: usize) -> Tag {
        self.reading.tokens.get(at).map_or(Tag::Unknown, |t| t.tag)
    }

    /// Whether most words of a sentence without a full stop have capitals.
    fn is_headline(&self, scene: &Scene<'_, '_>) -> bool {
        if self.tag(scene.tokens.end.saturating_sub(1)) == Tag::Stop {
            return false;
        }
        let (mut words, mut long, mut capitals) = (0, 0, 0);
        for at in scene.tokens.clone() {
            let token = &self.reading.tokens[at];
            if token.kind == Kind::Word {
                words += 1;
                if token.range().len() > 3 {
                    long += 1;
                    capitals += usize::from(self.word(at).starts_with(char::is_uppercase));
                }
            }
        }
        words > 3 && capitals * 10 >= long * 8
    }

    fn is_part(&self, at: usize) -> bool {
        let word = self.word(at);
        let capital = word.chars().any(char::is_uppercase);
        self.tag(at).is_name()
            && capital
            && !TIMES.contains(&word)
            && self.reading.tokens[at].kind != Kind::Markup
    }

    fn sentence(&self, scene: &Scene<'_, '_>, number: usize) -> Vec<Name> {
        let mut out = Vec::new();
        let mut at = scene.tokens.start;
        while at < scene.tokens.end {
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
            return start;
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
            } else if self.is_institution(start, at)
                && matches!(self.word(at), "of" | "for" | "on" | "and")
            {
                let the = usize::from(self.word(at + 1) == "the");
                if at + 1 + the >= limit
                    || !self.is_part(at + 1 + the)
                    || self.word(at) == "and" && !self.is_joint(start, at)
                {
                    break;
                }
                at += 2 + the;
            } else {
                break;
            }
        }
        at
    }

    /// Whether a run ends in a word after which "of ..." belongs to the name.
    fn is_institution(&self, start: usize, at: usize) -> bool {
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
        at > start
            && (self.tables.is("organisation", self.word(at - 1))
                || MORE.contains(&self.word(at - 1)))
    }

    /// "Ministry of Health and Welfare": a conjunction inside an "of".
    fn is_joint(&self, start: usize, at: usize) -> bool {
        (start..at).any(|i| self.word(i) == "of")
            && !self.tables.is("organisation", self.word(at + 1))
    }

    /// Cuts a run into adjectives, titles and a name.
    fn cut(&self, mut run: Range<usize>, initial: bool, sentence: usize, out: &mut Vec<Name>) {
        let whole = self.join(&run);
        if self.tables.name(&whole).is_some() {
            out.push(self.name(run.clone(), run.start..run.start, sentence));
            return;
        }
        let title = run.start;
        while run.len() > 1
            || self.tables.is("title", self.word(run.start))
            || self.tables.demonym(self.word(run.start)).is_some()
        {
            let word = self.word(run.start);
            if let Some(country) = self
                .tables
                .demonym(word)
                .filter(|_| run.len() == 1 || !self.is_named(run.start + 1..run.end))
            {
                out.push(self.adjective(run.start..run.start + 1, country, sentence));
            } else if !self.tables.is("title", word) {
                break;
            }
            run.start += 1;
            if run.is_empty() {
                return;
            }
        }
        // "Union leader", "Police said": a capital that the sentence's beginning gave.
        let word = self.word(run.start);
        let common = self.lower.contains(word.to_lowercase().as_str());
        let adjectival = self.tag(run.end) == Tag::Nn
            && self.word(run.end).starts_with(|c: char| c.is_lowercase());
        if initial
            && run.len() == 1
            && title == run.start
            && self.tables.name(word).is_none()
            && !word.starts_with('@')
            && (common || adjectival && !self.is_again(run.start))
            && !word.chars().skip(1).any(char::is_uppercase)
        {
            return;
        }
        // A country's or outlet's name at the front of a longer run that is none itself.
        let first = self.join(&(run.start..run.start + 1));
        if run.len() > 2
            && title == run.start
            && self
                .tables
                .name(&first)
                .is_some_and(|(k, _)| k == EntityKind::Country)
            && self.kind(&(run.start + 1..run.end), 0..0).is_none()
        {
            out.push(self.name(run.start..run.start + 1, run.start..run.start, sentence));
            run.start += 1;
        }
        out.push(self.name(run.clone(), title..run.start, sentence));
    }

    /// Whether what follows a demonym is part of an institution's name: "British Museum".
    fn is_named(&self, rest: Range<usize>) -> bool {
        let last = self.word(rest.end - 1);
        rest.len() <= 3
            && !self.tables.is("title", self.word(rest.start))
            && (self.tables.is("organisation", last)
                || self.tables.is("outlet", last)
                || self.tables.is("event", last))
    }

    /// Whether a word with a capital stands inside a sentence, too.
    fn is_again(&self, at: usize) -> bool {
        self.inner.contains(self.word(at))
    }

    fn join(&self, tokens: &Range<usize>) -> String {
        tokens
            .clone()
            .map(|i| self.word(i))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Where a full name of the text ends in a demonym, the word alone is its bearer: Ivo Dane is no Denmark.
    fn keep_surnames(&self, names: &mut [Name]) {
        let person = |n: &&Name| matches!(n.kind, Some(EntityKind::Person) | None);
        let full = names.iter().filter(|n| !n.adjective).filter(person);
        let surnames: Set<String> = full
            .filter_map(|n| n.words.rsplit_once(' '))
            .map(|(_, last)| last.to_owned())
            .collect();
        for name in names.iter_mut().filter(|n| n.adjective) {
            if surnames.contains(self.word(name.tokens.start)) {
                *name = Name {
                    kind: Some(EntityKind::Person),
                    ..self.name(name.tokens.clone(), name.title.clone(), name.sentence)
                };
            }
        }
    }

    fn adjective(&self, tokens: Range<usize>, country: &str, sentence: usize) -> Name {
        Name {
            title: tokens.start..tokens.start,
            tokens,
            words: country.to_owned(),
            kind: Some(EntityKind::Country),
            adjective: true,
            sentence,
        }
    }

    fn name(&self, tokens: Range<usize>, title: Range<usize>, sentence: usize) -> Name {
        let words = self.join(&tokens);
        let known = self.tables.name(&words).map(|(_, usual)| usual);
        Name {
            kind: self.kind(&tokens, title.clone()),
            words: known.map_or(words, str::to_owned),
            tokens,
            title,
            adjective: false,
            sentence,
        }
    }

    fn kind(&self, tokens: &Range<usize>, title: Range<usize>) -> Option<EntityKind> {
        let words = self.join(tokens);
        let (first, last) = (self.word(tokens.start), self.word(tokens.end - 1));
        if first.starts_with('@') {
            return Some(EntityKind::Account);
        }
        if let Some((kind, _)) = self.tables.name(&words) {
            return Some(kind);
        }
        if title.clone().any(|i| self.tables.is("title", self.word(i))) {
            return Some(EntityKind::Person);
        }
        if self.tables.gender(first).is_some()
            && tokens.len() > 1
            && !self.tables.is("organisation", last)
        {
            return Some(EntityKind::Person);
        }
        if tokens.clone().skip(1).any(|i| self.word(i) == "&") {
            return Some(EntityKind::Organisation);
        }
        let classes = [
            ("organisation", EntityKind::Organisation),
            ("outlet", EntityKind::Outlet),
            ("event", EntityKind::Event),
            ("place", EntityKind::Place),
        ];
        if tokens.len() > 1 || self.tables.is("metonym", first) {
            let of = tokens
                .clone()
                .find(|&i| matches!(self.word(i), "of" | "for" | "on"));
            let head = of.map_or(last, |i| self.word(i - 1));
            for (class, kind) in classes {
                if self.tables.is(class, head) {
                    return Some(kind);
                }
            }
            if self.tables.is("metonym", first) {
                return Some(EntityKind::Organisation);
            }
        }
        let capitals = first
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase);
        if tokens.len() == 1 && capitals && (2..=6).contains(&first.len()) {
            return Some(EntityKind::Organisation);
        }
        let of = tokens
            .clone()
            .any(|i| matches!(self.word(i), "of" | "for" | "on"));
        (!of && (2..=4).contains(&tokens.len())).then_some(EntityKind::Person)
    }

    /// A headline's names: those that the text has elsewhere, and known ones.
    fn headline(&self, scene: &Scene<'_, '_>, number: usize, known: &Set<String>) -> Vec<Name> {
        let mut out = Vec::new();
        let mut at = scene.tokens.start;
        while at < scene.tokens.end {
            let longest = (at + 1..=(at + 5).min(scene.tokens.end))
                .rev()
                .find(|&end| {
                    let words = self.join(&(at..end));
                    let listed = self.tables.name(&words).is_some()
                        && !self.lower.contains(words.to_lowercase().as_str());
                    words.starts_with(char::is_uppercase) && (known.contains(&words) || listed)
                });
            if let Some(end) = longest {
                out.push(self.name(at..end, at..at, number));
                at = end;
            } else {
                if self.word(at).starts_with('@') && self.word(at).len() > 1 {
                    out.push(self.name(at..at + 1, at..at, number));
                } else if let Some(country) = self.tables.demonym(self.word(at)) {
                    out.push(self.adjective(at..at + 1, country, number));
                }
                at += 1;
            }
        }
        out
    }
}
