//! Who and what an article names: one being for each, however it is named.

use super::Reading;
use super::gazetteer::{Gender, gazetteer};
use super::name::Name;
use super::scene::Scene;
use super::sign::{Signs, signs};
use super::title::LETTERS;
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
    /// Bodies that its descriptions name: whom its "we" means.
    pub sides: BTreeSet<usize>,
    /// He or she.
    pub gender: Option<Gender>,
    /// Whether it is more than one.
    pub plural: bool,
    /// Whether it has a proper name.
    pub named: bool,
    /// Whether a title told the gender: "Ms".
    pub titled: bool,
    /// Whether what it is was only guessed.
    pub guessed: bool,
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
    /// The being that a noun beside a name describes, by the noun: "the mayor, Ugo Ferrante".
    pub described: BTreeMap<usize, usize>,
}

/// Joins names to beings.
pub fn cast(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], names: &[Name]) -> Cast {
    let settled = super::variant::settled(reading, names);
    let names = settled.as_slice();
    let mut gather = Gather {
        reading,
        scenes,
        cast: Cast::default(),
        by_words: BTreeMap::new(),
        by_part: BTreeMap::new(),
        kin: Vec::new(),
        signs: signs(reading, names),
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
    gather.seats();
    gather.cast.ordered()
}

/// So many beings can share a first name or surname: no article has more, and
/// to look through them all for each name would take a long list of names too long.
pub(super) const NAMESAKES: usize = 256;

pub(super) struct Gather<'a, 'r, 't> {
    pub(super) reading: &'a Reading<'t>,
    pub(super) scenes: &'a [Scene<'r, 't>],
    pub(super) cast: Cast,
    /// By the whole name; the flag tells the government that sits in a place from the place.
    pub(super) by_words: BTreeMap<(String, bool), usize>,
    /// By one word of a name, or its initials.
    pub(super) by_part: BTreeMap<String, Vec<usize>>,
    /// People who are named as somebody's kin and by a first name alone.
    pub(super) kin: Vec<usize>,
    /// What stands around the names whose words tell no kind.
    pub(super) signs: BTreeMap<String, Signs>,
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
        let at = match longer.filter(|_| words.len() > 1 && !name.known) {
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
            Some(kind) if name.known => kind,
            Some(_) if is_metonym(&name.words) => EntityKind::Place,
            Some(kind) => kind,
            None => self.guess(name),
        };
        self.cast.beings.push(Being {
            name: name.words.clone(),
            kind,
            guessed: name.kind.is_none() && !seat,
            gender: (kind == EntityKind::Person && words.len() > 1)
                .then(|| gazetteer().gender(words[0]))
                .flatten(),
            named: true,
            ..Being::default()
        });
        if words.len() > 1 && kind != EntityKind::Country {
            for part in parts(&words, kind) {
                let owners = self.by_part.entry(part).or_default();
                if owners.len() < NAMESAKES {
                    owners.push(at);
                }
            }
        }
        at
    }

    fn mention(&mut self, name: &Name) {
        let at = self.bearer(name);
        let form = if name.adjective {
            MentionForm::Adjective
        } else {
            MentionForm::Name
        };
        if form == MentionForm::Name {
            self.note_kin(name, at);
        }
        let being = &mut self.cast.beings[at];
        being.mentions.push((name.tokens.clone(), form));
        if name.known {
            being
                .aliases
                .insert(self.reading.words(name.tokens.clone()));
        }
        if form == MentionForm::Name {
            being.named = true;
            if being.name != name.words
                && !being.name.starts_with(&name.words)
                && !being.name.ends_with(&name.words)
            {
                being.aliases.insert(name.words.clone());
            }
        }
        self.note_title(name, at);
        let letters = name.tokens.end..name.tokens.end + 1;
        let letters = letters.filter(|&t| LETTERS.contains(&self.reading.word(t)));
        for token in name.tokens.clone().chain(letters) {
            self.cast.owner.insert(token, at);
        }
    }

    /// The being that a name is of, a new one if none has it.
    fn bearer(&mut self, name: &Name) -> usize {
        match self.by_words.get(&(name.words.clone(), self.is_seat(name))) {
            Some(&at) => at,
            None if name.known => self.whole(name),
            None => self
                .bracketed(name)
                .or_else(|| self.part(name))
                .unwrap_or_else(|| self.whole(name)),
        }
    }

    /// He or she, as the titles before a name tell.
    fn note_title(&mut self, name: &Name, at: usize) {
        let title = name
            .title
            .clone()
            .map(|i| self.reading.word(i).to_lowercase());
        let being = &mut self.cast.beings[at];
        for word in title {
            let gender = match word.trim_end_matches('.') {
                "mr" | "sir" | "lord" => Gender::Male,
                "mrs" | "ms" | "miss" | "dame" | "lady" => Gender::Female,
                _ => continue,
            };
            (being.gender, being.titled) = (Some(gender), true);
        }
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
            described: BTreeMap::new(),
        }
    }
}

/// What stands for a name of several words: its last word, its first, its initials.
fn parts(words: &[&str], kind: EntityKind) -> Vec<String> {
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
    parts
}

/// Whether a name means a place, where it does not mean the government there.
fn is_metonym(words: &str) -> bool {
    let tables = gazetteer();
    tables.seat(words).is_some() || !words.contains(' ') && tables.is("metonym", words)
}
