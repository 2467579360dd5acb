//! Whom a pronoun means.

use super::cast::Being;
use super::gazetteer::Gender;
use super::resolve::Resolver;
use crate::article::{EntityKind, MentionForm};

/// How many sentences back a pronoun looks.
const BACK: usize = 4;

impl Resolver<'_, '_, '_> {
    /// "He", "they", "we".
    pub(super) fn pronoun(&mut self, at: usize, speakers: &[usize]) -> Option<usize> {
        let word = self.reading.word(at).to_lowercase();
        let found = match word.as_str() {
            "i" | "me" | "my" | "myself" => speakers.first().copied(),
            "we" | "us" | "our" | "ourselves" => self.side(speakers),
            "he" | "him" | "his" | "himself" => self.person(at, Gender::Male, speakers),
            "she" | "her" | "hers" | "herself" => self.person(at, Gender::Female, speakers),
            "it" | "its" | "itself" => self.thing(at, speakers),
            "they" | "them" | "their" | "themselves" => self.many(at, speakers),
            _ => None,
        };
        if let Some(being) = found {
            self.cast.beings[being]
                .mentions
                .push((at..at + 1, MentionForm::Pronoun));
            self.mentions.insert(at, being);
            return found;
        }
        if matches!(word.as_str(), "you" | "your" | "it" | "its") {
            return None;
        }
        // Nobody before: somebody without a name.
        let being = Being {
            name: self.reading.word(at).to_owned(),
            kind: if word == "they" {
                EntityKind::Group
            } else {
                EntityKind::Person
            },
            mentions: vec![(at..at + 1, MentionForm::Pronoun)],
            ..Being::default()
        };
        Some(self.add(being, at))
    }

    /// Those for whom a speaker says "we".
    fn side(&self, speakers: &[usize]) -> Option<usize> {
        let speaker = *speakers.first()?;
        self.cast.beings[speaker]
            .speaks_for
            .iter()
            .next()
            .copied()
            .or(Some(speaker))
    }

    /// The beings before a token: sentence by sentence back, in each the sources first.
    fn before(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let here = self.scenes.partition_point(|s| s.tokens.end <= at);
        let outside = self.reading.quotes.around(at);
        for back in 0..=BACK {
            let Some(number) = here.checked_sub(back) else {
                break;
            };
            let scene = self.scenes.get(number)?;
            let range = scene.tokens.start..scene.tokens.end.min(at);
            let seen = |t: &usize| {
                self.reading.quotes.around(*t).is_none()
                    || self.reading.quotes.around(*t) == outside
            };
            let source = self
                .sources
                .range(range.clone())
                .filter(|(t, b)| seen(t) && fits(**b))
                .map(|(_, b)| *b);
            let source = if back == 0 {
                source.last()
            } else {
                source.take(1).last()
            };
            let mut plain = self
                .mentions
                .range(range)
                .filter(|(t, b)| seen(t) && fits(**b))
                .map(|(_, b)| *b);
            if let Some(found) = source.or_else(|| plain.next()) {
                return Some(found);
            }
        }
        None
    }

    fn person(&mut self, at: usize, gender: Gender, speakers: &[usize]) -> Option<usize> {
        let beings = &self.cast.beings;
        let fits = |b: usize| {
            matches!(beings[b].kind, EntityKind::Person | EntityKind::Account)
                && !beings[b].plural
                && beings[b].gender.is_none_or(|g| g == gender)
                && !speakers.contains(&b)
        };
        let sure = |b: usize| fits(b) && beings[b].gender == Some(gender);
        let found = self
            .before(at, |b| fits(b) && (beings[b].named || sure(b)))
            .or_else(|| self.before(at, fits))?;
        self.cast.beings[found].gender.get_or_insert(gender);
        Some(found)
    }

    fn thing(&self, at: usize, speakers: &[usize]) -> Option<usize> {
        use EntityKind::{Country, Organisation, Outlet};
        let beings = &self.cast.beings;
        self.before(at, |b| {
            matches!(beings[b].kind, Organisation | Country | Outlet)
                && !speakers.contains(&b)
                && !beings[b].plural
        })
        .or_else(|| {
            self.before(at, |b| {
                beings[b].kind == EntityKind::Thing && !beings[b].plural && !speakers.contains(&b)
            })
        })
    }

    fn many(&self, at: usize, speakers: &[usize]) -> Option<usize> {
        let beings = &self.cast.beings;
        self.before(at, |b| {
            (beings[b].plural || beings[b].kind == EntityKind::Group) && !speakers.contains(&b)
        })
        .or_else(|| {
            self.before(at, |b| {
                matches!(
                    beings[b].kind,
                    EntityKind::Organisation | EntityKind::Country
                ) && !speakers.contains(&b)
            })
        })
    }
}
