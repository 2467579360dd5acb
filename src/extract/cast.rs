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
const NAMESAKES: usize = 256;

struct Gather<'a, 'r, 't> {
    reading: &'a Reading<'t>,
    scenes: &'a [Scene<'r, 't>],
    cast: Cast,
    /// By the whole name; the flag tells the government that sits in a place from the place.
    by_words: BTreeMap<(String, bool), usize>,
    /// By one word of a name, or its initials.
    by_part: BTreeMap<String, Vec<usize>>,
    /// People who are named as somebody's kin and by a first name alone.
    kin: Vec<usize>,
    /// What stands around the names whose words tell no kind.
    signs: BTreeMap<String, Signs>,
}

/// What stands around all mentions of a name.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// "in X".
    placed: usize,
    /// "X said", "X's".
    acting: usize,
}

/// Looks around every name of unknown kind.
fn signs(reading: &Reading<'_>, names: &[Name]) -> BTreeMap<String, Signs> {
    let mut out: BTreeMap<String, Signs> = BTreeMap::new();
    for name in names.iter().filter(|n| n.kind.is_none()) {
        let mut before = name.tokens.start;
        if before > 0 && reading.word(before - 1).eq_ignore_ascii_case("the") {
            before -= 1;
        }
        let before = before.checked_sub(1).map_or("", |i| reading.word(i));
        let next = reading
            .tokens
            .get(name.tokens.end)
            .map_or(Tag::Unknown, |t| t.tag);
        let signs = out.entry(name.words.clone()).or_default();
        if [
            "in", "at", "near", "from", "to", "In", "At", "Near", "around", "outside",
        ]
        .contains(&before)
            && next != Tag::Pos
        {
            signs.placed += 1;
        } else if next.is_finite() || next == Tag::Pos || before == "," {
            signs.acting += 1;
        }
    }
    out
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
            Some(_) if gazetteer().seat(&name.words).is_some() => EntityKind::Place,
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

    /// An unknown name: what stands around its mentions tells.
    fn guess(&self, name: &Name) -> EntityKind {
        let signs = self.signs.get(&name.words).copied().unwrap_or_default();
        if signs.placed > signs.acting {
            EntityKind::Place
        } else if gazetteer().gender(&name.words).is_some() {
            EntityKind::Person
        } else if signs.acting > 0 {
            EntityKind::Organisation
        } else {
            EntityKind::Thing
        }
    }

    /// Whether a capital or palace stands for the government that sits in it.
    fn is_seat(&self, name: &Name) -> bool {
        if name.known {
            return false;
        }
        let tables = gazetteer();
        let metonym = tables.is("metonym", name.words.split(' ').next().unwrap_or(""));
        let palace = (metonym || tables.seat(&name.words).is_some()) && !name.adjective;
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

    /// Notes of which country capitals and palaces are part.
    fn seats(&mut self) {
        let tables = gazetteer();
        for being in &mut self.cast.beings {
            let country = tables
                .capital(&being.name)
                .or_else(|| tables.seat(&being.name));
            let whole = country.and_then(|c| self.by_words.get(&(c.to_owned(), false)));
            being.part_of.extend(whole);
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
            None if name.known => self.whole(name),
            None => self
                .bracketed(name)
                .or_else(|| self.part(name))
                .unwrap_or_else(|| self.whole(name)),
        };
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
            let words: Vec<&str> = name.tokens.clone().map(|t| self.reading.word(t)).collect();
            being.aliases.insert(words.join(" "));
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
        let title = name
            .title
            .clone()
            .map(|i| self.reading.word(i).to_lowercase());
        for word in title {
            let gender = match word.trim_end_matches('.') {
                "mr" | "sir" | "lord" => Gender::Male,
                "mrs" | "ms" | "miss" | "dame" | "lady" => Gender::Female,
                _ => continue,
            };
            (being.gender, being.titled) = (Some(gender), true);
        }
        name.tokens.clone().for_each(|t| {
            self.cast.owner.insert(t, at);
        });
    }

    /// "Ferry Users' Forum (FUF)": what stands in brackets after a name is the same.
    fn bracketed(&mut self, name: &Name) -> Option<usize> {
        let open = name.tokens.start.checked_sub(1)?;
        let tag = |i: usize| self.reading.tokens.get(i).map_or(Tag::Unknown, |t| t.tag);
        let short = name.words.len() <= 10
            && name.words.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !name.words.contains(' ');
        if !short || tag(open) != Tag::Open || tag(name.tokens.end) != Tag::Close {
            return None;
        }
        let at = *self.cast.owner.get(&open.checked_sub(1)?)?;
        let being = &self.cast.beings[at];
        if matches!(being.kind, EntityKind::Person | EntityKind::Place) || !being.name.contains(' ')
        {
            return None;
        }
        self.by_words.insert((name.words.clone(), false), at);
        Some(at)
    }

    /// "Her husband, Angus": somebody whose surname is another's.
    fn note_kin(&mut self, name: &Name, at: usize) {
        let before = name.tokens.start.saturating_sub(2)..name.tokens.start;
        for word in before.map(|i| self.reading.word(i)) {
            let gender = match word {
                "husband" | "brother" | "father" | "son" | "uncle" | "nephew" | "grandfather"
                | "grandson" => Gender::Male,
                "wife" | "sister" | "mother" | "daughter" | "aunt" | "niece" | "grandmother"
                | "granddaughter" | "widow" => Gender::Female,
                _ => continue,
            };
            let being = &mut self.cast.beings[at];
            being.gender.get_or_insert(gender);
            being.kind = EntityKind::Person;
            if !being.name.contains(' ') && !self.kin.contains(&at) && self.kin.len() < NAMESAKES {
                self.kin.push(at);
            }
        }
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
        // "Mr Tulloch" where only a Mrs Tulloch has the surname: her husband, Angus.
        let gendered = |at: &&usize| {
            let being = &self.cast.beings[**at];
            gender.is_some() && being.gender == gender
        };
        if gender.is_some() && !list.iter().any(|at| fits(&at)) {
            // A first name may mislead; a title does not.
            let misled = |at: &&usize| list.len() == 1 && !self.cast.beings[**at].titled;
            let kin = self.kin.iter().find(gendered);
            return kin.or_else(|| list.first().filter(misled)).copied();
        }
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
            described: BTreeMap::new(),
        }
    }
}
