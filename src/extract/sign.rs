//! What stands around names: whether one is a place, a body, or the government that sits there.

use super::cast::Gather;
use super::gazetteer::gazetteer;
use super::name::Name;
use super::{Reading, Tag};
use crate::article::EntityKind;
use std::collections::BTreeMap;

/// What stands around all mentions of a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// "in X".
    placed: usize,
    /// "X said", "X's".
    acting: usize,
}

/// Looks around every name of unknown kind.
pub(super) fn signs(reading: &Reading<'_>, names: &[Name]) -> BTreeMap<String, Signs> {
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
    /// An unknown name: what stands around its mentions tells.
    pub(super) fn guess(&self, name: &Name) -> EntityKind {
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
    pub(super) fn is_seat(&self, name: &Name) -> bool {
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
    pub(super) fn seats(&mut self) {
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
    pub(super) fn is_target(&self, name: &Name) -> bool {
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
}
