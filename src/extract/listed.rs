//! The names of the user's own list among the names of a text.

use super::Tag;
use super::known::Match;
use super::name::{Finder, Name, TIMES};
use super::scene::Scene;
use std::collections::BTreeMap;
use std::ops::Range;

impl Finder<'_, '_> {
    /// Finds the names of the user's list, by their first token.
    pub(super) fn own(&self, scenes: &[Scene<'_, '_>]) -> BTreeMap<usize, Match> {
        let mut out: BTreeMap<usize, Match> = BTreeMap::new();
        let mut last = 0;
        let mut scene = 0;
        for found in self.known.find(self.reading, scenes) {
            while scenes[scene].tokens.end <= found.tokens.start {
                scene += 1;
            }
            let here = &scenes[scene];
            if self.is_headline(here) || self.stands_alone(&found.tokens, here, last) {
                last = found.tokens.end;
                out.insert(found.tokens.start, found);
            }
        }
        out
    }

    /// Whether a match is no piece of a longer name: "Zelensky" of "Olena Zelensky".
    fn stands_alone(&self, tokens: &Range<usize>, scene: &Scene<'_, '_>, last: usize) -> bool {
        let small = !self.word(tokens.start).starts_with(char::is_uppercase);
        if tokens.len() == 1 && !small && self.is_common(tokens.start, scene) {
            return false;
        }
        let mut before = tokens.start;
        while before > scene.tokens.start.max(last)
            && self.is_part(before - 1)
            && self.reading.quotes.side(before - 1) == 0
        {
            before -= 1;
            let word = self.word(before);
            if !self.tables.is("title", word) && self.tables.demonym(word).is_none() {
                return small;
            }
        }
        let next = tokens.end;
        if next >= scene.tokens.end {
            return true;
        }
        let goes_on = self.is_part(next) && !self.tables.is("title", self.word(next));
        let of = matches!(self.word(next), "of" | "for")
            && self.is_institution(tokens.start, next)
            && next + 1 < scene.tokens.end
            && self.is_part(next + 1);
        small || !goes_on && !of
    }

    /// Whether a word has its capital from the sentence's beginning, or is a month.
    fn is_common(&self, at: usize, scene: &Scene<'_, '_>) -> bool {
        let word = self.word(at);
        let initial = at == scene.tokens.start || self.reading.quotes.side(at - 1) > 0;
        let acts = self.tag(at + 1).is_finite() || self.tag(at + 1) == Tag::Pos;
        let named = self.tag(at).is_name();
        if TIMES.contains(&word) {
            let titled = at > 0 && self.tables.is("title", self.word(at - 1));
            let speaks = named && acts && !initial;
            return !(titled || speaks);
        }
        initial && !named && !acts && self.lower.contains(word.to_lowercase().as_str())
    }

    /// Takes the name of the list that begins at a token, and returns where it ends.
    pub(super) fn take_own(
        &self,
        at: usize,
        sentence: usize,
        out: &mut Vec<Name>,
    ) -> Option<usize> {
        let found = self.own.get(&at)?;
        out.push(self.listed(found, sentence));
        Some(found.tokens.end)
    }

    /// A name of the list, with the titles before it.
    fn listed(&self, found: &Match, sentence: usize) -> Name {
        let tokens = found.tokens.clone();
        let mut title = tokens.start;
        while title > 0
            && self.tables.is("title", self.word(title - 1))
            && self.word(title - 1).starts_with(char::is_uppercase)
        {
            title -= 1;
        }
        let read = self.name(tokens.clone(), title..tokens.start, sentence);
        let bearer = |at: &&usize| self.known.get(**at).is_some_and(|k| k.kind == read.kind);
        let bearers = found.bearers.iter();
        let chosen = bearers.clone().find(bearer).or(found.bearers.first());
        match chosen.and_then(|&at| self.known.get(at)) {
            Some(known) => Name {
                words: known.name.clone(),
                kind: known.kind.or(read.kind),
                known: true,
                ..read
            },
            None => read,
        }
    }
}
