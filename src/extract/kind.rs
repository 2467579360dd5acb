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

    /// What the words of a name tell, the surest first.
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
        self.told_by_head(tokens)
            .or_else(|| self.told_by_first(tokens))
            .or_else(|| self.personal(tokens, &title))
    }

    /// "Foundation for Peace", "Elm Street": what the word is that heads a name.
    fn told_by_head(&self, tokens: &Range<usize>) -> Option<EntityKind> {
        const CLASSES: [(&str, EntityKind); 4] = [
            ("organisation", EntityKind::Organisation),
            ("outlet", EntityKind::Outlet),
            ("event", EntityKind::Event),
            ("place", EntityKind::Place),
        ];
        let (first, last) = (self.word(tokens.start), self.word(tokens.end - 1));
        let metonym = || self.tables.is("metonym", first);
        if tokens.len() <= 1 && !metonym() {
            return None;
        }
        let of = tokens
            .clone()
            .skip(1)
            .find(|&i| matches!(self.word(i), "of" | "for" | "on"));
        let head = of.map_or(last, |i| self.word(i - 1));
        let class = CLASSES.iter().find(|(c, _)| self.tables.is(c, head));
        class
            .map(|(_, kind)| *kind)
            .or_else(|| metonym().then_some(EntityKind::Organisation))
    }

    /// "Lake Geneva", "Radio Prague", "NATO": what the first word of a name tells.
    fn told_by_first(&self, tokens: &Range<usize>) -> Option<EntityKind> {
        const PLACES: &[&str] = &["Cape", "Fort", "Lake", "Mount", "Port"];
        const OUTLETS: &[&str] = &["Agence", "Agencia", "Radio"];
        let first = self.word(tokens.start);
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
        (tokens.len() == 1 && capitals && (2..=6).contains(&first.len()))
            .then_some(EntityKind::Organisation)
    }

    /// A person, where two to four words are a name and nothing tells against it.
    fn personal(&self, tokens: &Range<usize>, title: &Range<usize>) -> Option<EntityKind> {
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
