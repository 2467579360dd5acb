//! A piece of a name and whose it is: surnames, acronyms, kin.

use super::Tag;
use super::cast::{Gather, NAMESAKES};
use super::gazetteer::{Gender, gazetteer};
use super::name::Name;
use crate::article::EntityKind;

impl Gather<'_, '_, '_> {
    /// "Ferry Users' Forum (FUF)": what stands in brackets after a name is the same.
    pub(super) fn bracketed(&mut self, name: &Name) -> Option<usize> {
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
    pub(super) fn note_kin(&mut self, name: &Name, at: usize) {
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
    pub(super) fn part(&mut self, name: &Name) -> Option<usize> {
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
        let gender = self.addressed_as(name);
        let fits = |at: &&usize| {
            gender.is_none()
                || self.cast.beings[**at]
                    .gender
                    .is_none_or(|g| Some(g) == gender)
        };
        if let Some(gender) = gender
            && !list.iter().any(|at| fits(&at))
        {
            return self.of_gender(list, gender);
        }
        let titled = !name.title.is_empty();
        let person = |at: &&usize| !titled || self.cast.beings[**at].kind == EntityKind::Person;
        let pool: Vec<usize> = list.iter().filter(fits).filter(person).copied().collect();
        let surnamed: Vec<usize> = pool.iter().filter(surname).copied().collect();
        let pool = if surnamed.is_empty() { pool } else { surnamed };
        pool.into_iter().max_by_key(last)
    }

    /// He or she, where the title before a name tells.
    fn addressed_as(&self, name: &Name) -> Option<Gender> {
        let mut titles = name.title.clone();
        titles.find_map(|i| match self.reading.word(i).trim_end_matches('.') {
            "Mr" => Some(Gender::Male),
            "Mrs" | "Ms" | "Miss" => Some(Gender::Female),
            _ => None,
        })
    }

    /// "Mr Tulloch" where only a Mrs Tulloch has the surname: her husband, Angus.
    fn of_gender(&self, list: &[usize], gender: Gender) -> Option<usize> {
        let gendered = |at: &&usize| self.cast.beings[**at].gender == Some(gender);
        // A first name may mislead; a title does not.
        let misled = |at: &&usize| list.len() == 1 && !self.cast.beings[**at].titled;
        let kin = self.kin.iter().find(gendered);
        kin.or_else(|| list.first().filter(misled)).copied()
    }
}
