//! Proper names: where they stand and what they name.

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
    let mut finder = Finder {
        reading,
        tables: gazetteer(),
        lower: lower_case_words(reading),
        inner: inner_names(reading),
        capitals: inner_capitals(reading),
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

/// The words that the text writes in lower case somewhere.
fn lower_case_words<'t>(reading: &Reading<'t>) -> BTreeSet<&'t str> {
    let words = (0..reading.tokens.len()).map(|at| reading.word(at));
    words
        .filter(|w| w.starts_with(char::is_lowercase))
        .collect()
}

/// The proper nouns that begin no sentence, at least once.
fn inner_names<'t>(reading: &Reading<'t>) -> BTreeSet<&'t str> {
    let tag = |i: usize| reading.tokens[i].tag;
    let inner = |i: &usize| {
        tag(*i).is_name() && !matches!(tag(i - 1), Tag::Stop | Tag::OpenQuote | Tag::CloseQuote)
    };
    (1..reading.tokens.len())
        .filter(inner)
        .map(|i| reading.word(i))
        .collect()
}

/// For every token whether it is a noun or adjective whose capital no sentence's beginning gave.
///
/// The tagger takes some names that it never saw for common nouns: "Serhiy", "Tessel".
fn inner_capitals(reading: &Reading<'_>) -> Vec<bool> {
    let mut out = vec![false; reading.tokens.len()];
    for sentence in &reading.sentences {
        for at in sentence.tokens.clone().skip(1) {
            let token = &reading.tokens[at];
            let word = reading.word(at);
            let inner = reading.tokens[at - 1].tag < Tag::Stop && reading.quotes.side(at - 1) == 0;
            out[at] = inner
                && token.kind == Kind::Word
                && matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Jj | Tag::Fw)
                && word.starts_with(char::is_uppercase)
                && word.chars().any(char::is_lowercase)
                && (token.tag != Tag::Jj || of_body(reading, at));
        }
    }
    out
}

/// Whether capitals from an adjective on end in the word for a body or place: "Financial Courier".
fn of_body(reading: &Reading<'_>, at: usize) -> bool {
    let capital = |i: &usize| reading.word(*i).starts_with(char::is_uppercase);
    let last = (at..at + 4).take_while(capital).last().unwrap_or(at);
    let class = ["organisation", "outlet", "place", "event"];
    class.iter().any(|c| gazetteer().is(c, reading.word(last)))
}

pub(super) struct Finder<'r, 't> {
    pub(super) reading: &'r Reading<'t>,
    pub(super) tables: &'static Gazetteer,
    pub(super) lower: BTreeSet<&'t str>,
    /// Proper nouns that stand inside a sentence somewhere.
    inner: BTreeSet<&'t str>,
    /// Nouns and adjectives with a capital inside a sentence, by token.
    capitals: Vec<bool>,
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

    /// Whether most words of a sentence without a full stop have capitals.
    pub(super) fn is_headline(&self, scene: &Scene<'_, '_>) -> bool {
        let words: Vec<&str> = scene
            .tokens
            .clone()
            .filter(|&i| self.reading.tokens[i].kind == Kind::Word)
            .map(|i| self.word(i))
            .collect();
        let long: Vec<&&str> = words.iter().filter(|w| w.len() > 3).collect();
        let capitals = long
            .iter()
            .filter(|w| w.starts_with(|c: char| c.is_uppercase()))
            .count();
        let stopped = self.tag(scene.tokens.end.saturating_sub(1)) == Tag::Stop;
        words.len() > 3 && !stopped && capitals * 10 >= long.len() * 8
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
            if let Some(found) = self.own.get(&at) {
                out.push(self.listed(found, number));
                at = found.tokens.end;
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
            } else if next && self.is_owned(start, at) {
                at += 2;
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
        if let Some(office) = self.office(&run) {
            self.cut(run.start..office.start, initial, sentence, out);
            out.push(self.name(office.end..run.end, office, sentence));
            return;
        }
        // "Islamic militants", "the Opposition": a capital that makes no name.
        let before = run
            .start
            .checked_sub(1)
            .map_or(Tag::Unknown, |i| self.tag(i));
        if run.len() == 1
            && self.capitals[run.start]
            && (self.tag(run.start) == Tag::Jj || matches!(before, Tag::Dt | Tag::PrpS))
            && self.tables.name(self.word(run.start)).is_none()
        {
            return;
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

    /// "Acme Chief Executive Bo Reyes": the office inside a run, with a name on each side.
    fn office(&self, run: &Range<usize>) -> Option<Range<usize>> {
        const OFFICES: &[&str] = &[
            "Chief",
            "CEO",
            "CFO",
            "COO",
            "Chairman",
            "Chairwoman",
            "Chair",
            "President",
            "Vice",
            "Prime",
            "Minister",
            "Foreign",
            "Press",
            "Secretary",
            "Spokesman",
            "Spokeswoman",
            "Spokesperson",
            "Governor",
            "Senator",
            "Mayor",
            "Director",
            "Ambassador",
            "Commissioner",
            "Leader",
            "Editor",
            "Councillor",
            "Inspector",
            "Superintendent",
            "Executive",
            "Managing",
            "Deputy",
            "General",
            "Manager",
            "Coach",
        ];
        let office = |i: &usize| OFFICES.contains(&self.word(*i));
        let first = (run.start + 1..run.end).find(office)?;
        let end = (first..run.end).take_while(office).last()? + 1;
        let rest = end..run.end;
        let bearer = (1..=3).contains(&rest.len())
            && !rest
                .clone()
                .any(|i| self.tables.is("organisation", self.word(i)))
            && !matches!(
                self.word(end - 1),
                "Foreign" | "Prime" | "Press" | "Managing" | "General" | "Vice"
            );
        bearer.then_some(first..end)
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
        let surnames: BTreeSet<String> = full
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
            known: false,
        }
    }

    pub(super) fn name(&self, tokens: Range<usize>, title: Range<usize>, sentence: usize) -> Name {
        let words = self.join(&tokens);
        let known = self.tables.name(&words).map(|(_, usual)| usual);
        Name {
            kind: self.kind(&tokens, title.clone()),
            words: known.map_or(words, str::to_owned),
            tokens,
            title,
            adjective: false,
            sentence,
            known: false,
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
        // Nobody is called "the Golden Sheaf".
        let the = title.is_empty()
            && tokens
                .start
                .checked_sub(1)
                .is_some_and(|i| self.word(i).eq_ignore_ascii_case("the"));
        (!of && !the && (2..=4).contains(&tokens.len())).then_some(EntityKind::Person)
    }

    /// A headline's names: those that the text has elsewhere, and known ones.
    fn headline(
        &self,
        scene: &Scene<'_, '_>,
        number: usize,
        known: &BTreeSet<String>,
    ) -> Vec<Name> {
        let mut out = Vec::new();
        let mut at = scene.tokens.start;
        while at < scene.tokens.end {
            if let Some(found) = self.own.get(&at) {
                out.push(self.listed(found, number));
                at = found.tokens.end;
                continue;
            }
            let own = self
                .own
                .range(at..)
                .next()
                .map_or(usize::MAX, |(&at, _)| at);
            let longest = (at + 1..=(at + 5).min(scene.tokens.end).min(own))
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
