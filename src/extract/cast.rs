//! Who and what an article names: one being for each, however it is named.

use super::gazetteer::{Gender, gazetteer};
use super::name::Name;
use super::scene::Scene;
use super::{Reading, Tag};
use crate::article::{EntityKind, MentionForm};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A person, organisation, place or thing of the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Being {
    /// The fullest name, or the words of its first mention.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// How the article describes it, in the article's order.
    pub descriptions: Vec<String>,
    /// The nouns that descriptions and phrases use for it, in lower case.
    pub heads: BTreeSet<String>,
    /// Other names.
    pub aliases: BTreeSet<String>,
    /// Beings that it is part of.
    pub part_of: BTreeSet<usize>,
    /// Beings that it speaks for.
    pub speaks_for: BTreeSet<usize>,
    /// He or she.
    pub gender: Option<Gender>,
    /// Whether it is more than one.
    pub plural: bool,
    /// Whether it has a proper name.
    pub named: bool,
    /// Where it is mentioned.
    pub mentions: Vec<(Range<usize>, MentionForm)>,
}

/// Every being of an article.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The beings, in the order of their first mention.
    pub beings: Vec<Being>,
    /// The being that each token of a name belongs to.
    pub owner: BTreeMap<usize, usize>,
}

/// Joins names to beings.
pub fn cast(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], names: &[Name]) -> Cast {
    let mut gather = Gather {
        reading,
        scenes,
        cast: Cast::default(),
        by_words: BTreeMap::new(),
        by_part: BTreeMap::new(),
    };
    // Full names first, so that a surname in a headline finds its owner.
    let long = |n: &Name| n.words.contains(' ') && !n.adjective;
    let mut full: Vec<&Name> = names.iter().filter(|n| long(n)).collect();
    full.sort_by_key(|n| std::cmp::Reverse(n.tokens.len()));
    for name in full {
        gather.whole(name);
    }
    for name in names {
        gather.mention(name);
    }
    gather.cast.ordered()
}

/// So many beings can share a first name or surname: no article has more, and
/// to look through them all for each name would take a long list of names too long.
const NAMESAKES: usize = 256;

struct Gather<'a, 'r, 't> {
    reading: &'a Reading<'t>,
    scenes: &'a [Scene<'r, 't>],
    cast: Cast,
    /// By the whole name; the flag tells the government that sits in a place from the place.
    by_words: BTreeMap<(String, bool), usize>,
    /// By one word of a name, or its initials.
    by_part: BTreeMap<String, Vec<usize>>,
}

impl Gather<'_, '_, '_> {
    fn whole(&mut self, name: &Name) -> usize {
        let seat = self.is_seat(name);
        if let Some(&at) = self.by_words.get(&(name.words.clone(), seat)) {
            return at;
        }
        let words: Vec<&str> = name.words.split(' ').collect();
        // "Danube Institute" and "Danube Institute for Strategy", "de Wit" and "Bram de Wit".
        let longer = [words[0], words[words.len() - 1]]
            .into_iter()
            .find_map(|part| {
                let fits = |at: &&usize| {
                    let being = &self.cast.beings[**at];
                    being.name.starts_with(&format!("{} ", name.words))
                        || being.kind == EntityKind::Person
                            && being.name.ends_with(&format!(" {}", name.words))
                };
                self.by_part.get(part)?.iter().find(fits).copied()
            });
        let at = match longer.filter(|_| words.len() > 1) {
            Some(at) => {
                self.cast.beings[at].aliases.insert(name.words.clone());
                at
            }
            None => self.add(name, seat),
        };
        self.by_words.insert((name.words.clone(), seat), at);
        at
    }

    fn add(&mut self, name: &Name, seat: bool) -> usize {
        let at = self.cast.beings.len();
        let words: Vec<&str> = name.words.split(' ').collect();
        let kind = match name.kind {
            _ if seat => EntityKind::Organisation,
            Some(kind) => kind,
            None => self.guess(name),
        };
        self.cast.beings.push(Being {
            name: name.words.clone(),
            kind,
            gender: (kind == EntityKind::Person && words.len() > 1)
                .then(|| gazetteer().gender(words[0]))
                .flatten(),
            named: true,
            ..Being::default()
        });
        if words.len() > 1 && kind != EntityKind::Country {
            let mut parts = vec![words[words.len() - 1].to_owned(), words[0].to_owned()];
            if kind != EntityKind::Person {
                let initials = |small: bool| {
                    words
                        .iter()
                        .filter(|w| small || w.starts_with(char::is_uppercase))
                        .filter_map(|w| w.chars().next())
                        .collect::<String>()
                        .to_uppercase()
                };
                parts.extend([initials(false), initials(true)]);
            }
            parts.dedup();
            for part in parts {
                let owners = self.by_part.entry(part).or_default();
                if owners.len() < NAMESAKES {
                    owners.push(at);
                }
            }
        }
        at
    }

    /// A single unknown name: what stands around its mention tells.
    fn guess(&self, name: &Name) -> EntityKind {
        let before = name
            .tokens
            .start
            .checked_sub(1)
            .map_or("", |i| self.reading.word(i));
        let next = self
            .reading
            .tokens
            .get(name.tokens.end)
            .map_or(Tag::Unknown, |t| t.tag);
        if [
            "in", "at", "near", "from", "to", "In", "At", "Near", "around", "outside",
        ]
        .contains(&before)
            && next != Tag::Pos
        {
            EntityKind::Place
        } else if gazetteer().gender(&name.words).is_some() {
            EntityKind::Person
        } else if next.is_finite() || next == Tag::Pos || before == "," {
            EntityKind::Organisation
        } else {
            EntityKind::Thing
        }
    }

    /// Whether a capital or palace stands for the government that sits in it.
    fn is_seat(&self, name: &Name) -> bool {
        let tables = gazetteer();
        let palace =
            tables.is("metonym", name.words.split(' ').next().unwrap_or("")) && !name.adjective;
        let capital = tables.capital(&name.words).is_some();
        if !palace && !capital {
            return false;
        }
        let mut before = name.tokens.start;
        while before > 0 && matches!(self.reading.tokens[before - 1].tag, Tag::Dt | Tag::Jj) {
            before -= 1;
        }
        let preposition = before
            .checked_sub(1)
            .map_or("", |i| self.reading.word(i))
            .to_lowercase();
        const PLACED: &[&str] = &[
            "in", "at", "over", "near", "on", "to", "inside", "outside", "above", "around", "into",
            "through", "across", "of", "toward", "towards", "’s", "'s",
        ];
        let placed = PLACED.contains(&preposition.as_str());
        let next = self
            .reading
            .tokens
            .get(name.tokens.end)
            .map_or(Tag::Unknown, |t| t.tag);
        let acts = next.is_finite() && self.reading.word(name.tokens.end) != "is";
        match palace {
            true => !placed,
            false => acts && !placed || self.is_target(name),
        }
    }

    /// "blamed Moscow", "accusing Kyiv of".
    fn is_target(&self, name: &Name) -> bool {
        let Some(scene) = self.scenes.get(name.sentence) else {
            return false;
        };
        let phrase = scene.phrase_of(name.tokens.start);
        let verb = phrase.checked_sub(1).and_then(|i| scene.verb(i));
        verb.is_some_and(|v| {
            [
                "accuse",
                "blame",
                "urge",
                "warn",
                "tell",
                "criticize",
                "criticise",
                "condemn",
                "threaten",
                "press",
            ]
            .contains(&v.lemma.as_str())
        })
    }

    fn mention(&mut self, name: &Name) {
        let at = match self.by_words.get(&(name.words.clone(), self.is_seat(name))) {
            Some(&at) => at,
            None => self.part(name).unwrap_or_else(|| self.whole(name)),
        };
        let form = if name.adjective {
            MentionForm::Adjective
        } else {
            MentionForm::Name
        };
        let being = &mut self.cast.beings[at];
        being.mentions.push((name.tokens.clone(), form));
        if form == MentionForm::Name {
            being.named = true;
            if being.name != name.words
                && !being.name.starts_with(&name.words)
                && !being.name.ends_with(&name.words)
            {
                being.aliases.insert(name.words.clone());
            }
        }
        let title = name
            .title
            .clone()
            .map(|i| self.reading.word(i).to_lowercase());
        for word in title {
            match word.trim_end_matches('.') {
                "mr" | "sir" | "lord" => being.gender = Some(Gender::Male),
                "mrs" | "ms" | "miss" | "dame" | "lady" => being.gender = Some(Gender::Female),
                _ => {}
            }
        }
        if let Some(country) = gazetteer()
            .capital(&name.words)
            .or(match name.words.as_str() {
                "Kremlin" => Some("Russia"),
                "White House" | "Pentagon" => Some("United States"),
                _ => None,
            })
            && let Some(&whole) = self.by_words.get(&(country.to_owned(), false))
        {
            self.cast.beings[at].part_of.insert(whole);
        }
        name.tokens.clone().for_each(|t| {
            self.cast.owner.insert(t, at);
        });
    }

    /// The owner of a surname, a short form or initials: the one mentioned last.
    fn part(&mut self, name: &Name) -> Option<usize> {
        if name.adjective
            || gazetteer().name(&name.words).is_some() && !self.by_part.contains_key(&name.words)
        {
            return None;
        }
        let list = self.by_part.get(&name.words)?;
        let last = |&at: &usize| {
            self.cast.beings[at]
                .mentions
                .last()
                .map_or(0, |(r, _)| r.start)
        };
        let surname = |at: &&usize| {
            self.cast.beings[**at]
                .name
                .ends_with(&format!(" {}", name.words))
        };
        let gender =
            name.title
                .clone()
                .find_map(|i| match self.reading.word(i).trim_end_matches('.') {
                    "Mr" => Some(Gender::Male),
                    "Mrs" | "Ms" | "Miss" => Some(Gender::Female),
                    _ => None,
                });
        let fits = |at: &&usize| {
            gender.is_none()
                || self.cast.beings[**at]
                    .gender
                    .is_none_or(|g| Some(g) == gender)
        };
        let titled = !name.title.is_empty();
        let person = |at: &&usize| !titled || self.cast.beings[**at].kind == EntityKind::Person;
        let pool: Vec<usize> = list.iter().filter(fits).filter(person).copied().collect();
        let surnamed: Vec<usize> = pool.iter().filter(surname).copied().collect();
        let pool = if surnamed.is_empty() { pool } else { surnamed };
        pool.into_iter().max_by_key(last)
    }
}

impl Cast {
    /// Puts the beings in the order of their first mention; those without any are dropped.
    fn ordered(self) -> Self {
        let mut order: Vec<usize> = (0..self.beings.len())
            .filter(|&i| !self.beings[i].mentions.is_empty())
            .collect();
        order.sort_by_key(|&i| self.beings[i].mentions[0].0.start);
        let mut place = vec![usize::MAX; self.beings.len()];
        order
            .iter()
            .enumerate()
            .for_each(|(new, &old)| place[old] = new);
        let renumber = |set: &BTreeSet<usize>| {
            set.iter()
                .map(|&i| place[i])
                .filter(|&i| i != usize::MAX)
                .collect()
        };
        let beings = order.iter().map(|&old| {
            let mut being = self.beings[old].clone();
            being.part_of = renumber(&being.part_of);
            being
        });
        Self {
            beings: beings.collect(),
            owner: self.owner.iter().map(|(&t, &i)| (t, place[i])).collect(),
        }
    }
}
