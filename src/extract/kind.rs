//! What a name names, as far as its own words and those beside it tell.

use super::name::{Finder, Name};
use crate::article::EntityKind;
use std::ops::Range;

impl Finder<'_, '_> {
    pub(super) fn adjective(&self, tokens: Range<usize>, country: &str, sentence: usize) -> Name {
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

    pub(super) fn kind(&self, tokens: &Range<usize>, title: Range<usize>) -> Option<EntityKind> {
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
                .skip(1)
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
        const PLACES: &[&str] = &["Cape", "Fort", "Lake", "Mount", "Port"];
        const OUTLETS: &[&str] = &["Agence", "Agencia", "Radio"];
        if tokens.len() > 1 && PLACES.contains(&first) {
            return Some(EntityKind::Place);
        }
        if tokens.len() > 1 && OUTLETS.contains(&first) {
            return Some(EntityKind::Outlet);
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
}
