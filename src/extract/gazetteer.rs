//! Names and words that tell what a name names.

use super::quick::{Map, in_lower_case};
use crate::article::EntityKind;
use std::sync::OnceLock;

const COUNTRIES: &str = include_str!("data/countries.txt");
const OUTLETS: &str = include_str!("data/outlets.txt");
const PLACES: &str = include_str!("data/places.txt");
const WORDS: &str = include_str!("data/words.txt");
const SEATS: &str = include_str!("data/seats.txt");
const FIRST_NAMES: &str = include_str!("data/first_names.txt");

/// A human being's grammatical gender, as far as a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// What the tables say of names and words.
pub struct Gazetteer {
    names: Map<&'static str, (EntityKind, &'static str)>,
    demonyms: Map<&'static str, &'static str>,
    capitals: Map<&'static str, &'static str>,
    seats: Map<&'static str, &'static str>,
    words: Map<&'static str, Vec<&'static str>>,
    first: Map<&'static str, Gender>,
}

/// Returns the tables, read once a process.
pub fn gazetteer() -> &'static Gazetteer {
    static TABLES: OnceLock<Gazetteer> = OnceLock::new();
    TABLES.get_or_init(read)
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn read() -> Gazetteer {
    let mut out = Gazetteer {
        names: Map::default(),
        demonyms: Map::default(),
        capitals: Map::default(),
        seats: Map::default(),
        words: Map::default(),
        first: Map::default(),
    };
    PLACES.split_whitespace().for_each(|p| {
        out.names.insert(p, (EntityKind::Place, p));
    });
    lines(OUTLETS).for_each(|o| {
        out.names.insert(o, (EntityKind::Outlet, o));
    });
    for line in lines(COUNTRIES) {
        read_country(line, &mut out);
    }
    for (seat, country) in lines(SEATS).filter_map(|line| line.split_once(';')) {
        out.seats.insert(seat, country);
        out.names.insert(seat, (EntityKind::Organisation, seat));
    }
    for line in lines(WORDS) {
        let (class, words) = line.split_once(": ").unwrap_or((line, ""));
        for word in words.split(' ') {
            out.words.entry(word).or_default().push(class);
        }
    }
    for (line, gender) in lines(FIRST_NAMES).zip([Gender::Male, Gender::Female]) {
        for name in line.split(' ').skip(1) {
            out.first.insert(name, gender);
        }
    }
    out
}

/// Reads a country's line: its name, its other names, its demonyms and its capitals.
fn read_country(line: &'static str, out: &mut Gazetteer) {
    let mut fields = line.split(';');
    let name = fields.next().unwrap_or_default();
    let mut list = || {
        fields
            .next()
            .unwrap_or_default()
            .split(',')
            .filter(|w| !w.is_empty())
    };
    out.names.insert(name, (EntityKind::Country, name));
    list().for_each(|other| {
        out.names.insert(other, (EntityKind::Country, name));
    });
    list().for_each(|demonym| {
        out.demonyms.insert(demonym, name);
    });
    list().for_each(|capital| {
        out.names.insert(capital, (EntityKind::Place, capital));
        out.capitals.insert(capital, name);
    });
}

impl Gazetteer {
    /// Returns what a whole name is known as: its kind and its usual form.
    pub fn name(&self, name: &str) -> Option<(EntityKind, &'static str)> {
        let name = name.strip_prefix("the ").unwrap_or(name);
        self.names.get(name).copied()
    }

    /// Returns the country that an adjective or noun belongs to.
    pub fn demonym(&self, word: &str) -> Option<&'static str> {
        self.demonyms.get(word).copied()
    }

    /// Returns the country whose capital, and so whose government, a name can mean.
    pub fn capital(&self, name: &str) -> Option<&'static str> {
        self.capitals.get(name).copied()
    }

    /// Returns the country whose government sits in a palace, street or hill.
    pub fn seat(&self, name: &str) -> Option<&'static str> {
        self.seats.get(name).copied()
    }

    /// Whether a word, in any case, belongs to a class such as `title`.
    pub fn is(&self, class: &str, word: &str) -> bool {
        let known = |w: &str| {
            self.words
                .get(w)
                .is_some_and(|classes| classes.contains(&class))
        };
        known(word) || in_lower_case(word, known)
    }

    /// Returns the gender that a first name tells.
    pub fn gender(&self, first: &str) -> Option<Gender> {
        in_lower_case(first, |w| self.first.get(w).copied())
    }
}
