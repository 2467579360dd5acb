//! Names where all words have capitals, and surnames that are also demonyms.

use super::Kind;
use super::Tag;
use super::name::{Finder, Name};
use super::scene::Scene;
use crate::article::EntityKind;
use std::collections::BTreeSet;

impl Finder<'_, '_> {
    /// Whether most words of a sentence without a full stop have capitals.
    pub(super) fn is_headline(&self, scene: &Scene<'_, '_>) -> bool {
        let words: Vec<&str> = scene
            .tokens
            .clone()
            .filter(|&i| self.reading.tokens[i].kind == Kind::Word)
            .map(|i| self.word(i))
            .collect();
        let long: Vec<&&str> = words.iter().filter(|w| w.len() > 3).collect();
        let capitals = long
            .iter()
            .filter(|w| w.starts_with(|c: char| c.is_uppercase()))
            .count();
        let stopped = self.tag(scene.tokens.end.saturating_sub(1)) == Tag::Stop;
        words.len() > 3 && !stopped && capitals * 10 >= long.len() * 8
    }

    /// A headline's names: those that the text has elsewhere, and known ones.
    pub(super) fn headline(
        &self,
        scene: &Scene<'_, '_>,
        number: usize,
        known: &BTreeSet<String>,
    ) -> Vec<Name> {
        let mut out = Vec::new();
        let mut at = scene.tokens.start;
        while at < scene.tokens.end {
            if let Some(end) = self.take_own(at, number, &mut out) {
                at = end;
                continue;
            }
            let own = self
                .own
                .range(at..)
                .next()
                .map_or(usize::MAX, |(&at, _)| at);
            let longest = (at + 1..=(at + 5).min(scene.tokens.end).min(own))
                .rev()
                .find(|&end| {
                    let words = self.join(&(at..end));
                    let listed = self.tables.name(&words).is_some()
                        && !self.lower.contains(words.to_lowercase().as_str());
                    words.starts_with(char::is_uppercase) && (known.contains(&words) || listed)
                });
            if let Some(end) = longest {
                out.push(self.name(at..end, at..at, number));
                at = end;
            } else {
                if self.word(at).starts_with('@') && self.word(at).len() > 1 {
                    out.push(self.name(at..at + 1, at..at, number));
                } else if let Some(country) = self.tables.demonym(self.word(at)) {
                    out.push(self.adjective(at..at + 1, country, number));
                }
                at += 1;
            }
        }
        out
    }

    /// Where a full name of the text ends in a demonym, the word alone is its bearer: Ivo Dane is no Denmark.
    pub(super) fn keep_surnames(&self, names: &mut [Name]) {
        let person = |n: &&Name| matches!(n.kind, Some(EntityKind::Person) | None);
        let full = names.iter().filter(|n| !n.adjective).filter(person);
        let surnames: BTreeSet<String> = full
            .filter_map(|n| n.words.rsplit_once(' '))
            .map(|(_, last)| last.to_owned())
            .collect();
        for name in names.iter_mut().filter(|n| n.adjective) {
            if surnames.contains(self.word(name.tokens.start)) {
                *name = Name {
                    kind: Some(EntityKind::Person),
                    ..self.name(name.tokens.clone(), name.title.clone(), name.sentence)
                };
            }
        }
    }
}
