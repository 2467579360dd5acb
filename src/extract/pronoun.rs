//! Whom a pronoun means.

use super::cast::Being;
use super::gazetteer::Gender;
use super::resolve::Resolver;
use super::scene::{self, Scene};
use crate::article::{EntityKind, MentionForm};
use std::ops::Range;

/// How many sentences back a pronoun looks.
const BACK: usize = 4;
/// How many mentions back it looks at most.
const LOOKED: usize = 200;

impl Resolver<'_, '_, '_> {
    /// "He", "they", "we": who is meant, or somebody without a name.
    pub(super) fn pronoun(&mut self, at: usize, speakers: &[usize]) -> Option<usize> {
        if let Some(found) = self.meant(at, speakers) {
            return Some(found);
        }
        let word = self.reading.word(at).to_lowercase();
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

    /// Whom "he", "they", "we" mean, if anybody who is known.
    pub(super) fn meant(&mut self, at: usize, speakers: &[usize]) -> Option<usize> {
        let word = self.reading.word(at).to_lowercase();
        let first = matches!(
            word.as_str(),
            "i" | "me" | "my" | "myself" | "we" | "us" | "our" | "ourselves"
        );
        let speaker = match speakers {
            [] if first => self.speaker(at).unwrap_or_default(),
            speakers => speakers.to_vec(),
        };
        let speakers = speaker.as_slice();
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
        }
        found
    }

    /// Whom "who" or "which" takes up: the noun phrase before it.
    pub(super) fn antecedent(
        &mut self,
        scene: &Scene<'_, '_>,
        phrase: usize,
        speakers: &[usize],
    ) -> Option<usize> {
        let mut before = phrase.checked_sub(1)?;
        if scene.is_comma(before) {
            before = before.checked_sub(1)?;
        }
        if !scene.is_noun(before) {
            return None;
        }
        let person = matches!(scene.word(phrase), "who" | "whom" | "whose");
        let near = self.resolved(scene.tokens_of(before, before + 1));
        let near = near.filter(|&b| !person || self.cast.beings[b].kind == EntityKind::Person);
        if near.is_some() {
            return near;
        }
        let from = super::subject::climb(scene, before);
        let whole = scene.tokens_of(from, before + 1);
        self.resolve(&whole, speakers).first().copied()
    }

    /// The being of a name that ends a run of tokens.
    fn resolved(&self, tokens: Range<usize>) -> Option<usize> {
        self.cast.owner.get(&tokens.end.checked_sub(1)?).copied()
    }

    /// Those for whom a speaker says "we".
    fn side(&self, speakers: &[usize]) -> Option<usize> {
        let speaker = *speakers.first()?;
        let being = &self.cast.beings[speaker];
        let mut sides = being.speaks_for.iter().chain(&being.sides);
        sides.next().copied().or(Some(speaker))
    }

    /// The beings before a token: sentence by sentence back, in each the sources first.
    fn before(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.back(at, BACK, fits)
    }

    /// The same, so many sentences back.
    fn back(&self, at: usize, most: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let here = scene::number(self.scenes, at);
        let outside = self.reading.quotes.around(at);
        for back in 0..=most {
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

    /// The beings that the same speaker named before in the same paragraph.
    fn in_speech(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let quote = self.reading.quotes.around(at)?;
        let paragraph = self.scene(at)?.paragraph;
        let mut spoken = self.mentions.range(..at).rev().take(LOOKED);
        let here = |t: usize| self.scene(t).is_some_and(|s| s.paragraph == paragraph);
        let said = |t: usize| {
            self.reading.quotes.around(t) == Some(quote)
                || self.reading.quotes.around(t).is_some() && here(t)
        };
        spoken
            .find(|(t, b)| said(**t) && fits(**b))
            .map(|(_, b)| *b)
    }

    /// The beings before a token in its own paragraph, as [`before`](Self::before) finds them.
    fn in_paragraph(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let here = self.scene(at)?.paragraph;
        let first = self.scenes.partition_point(|s| s.paragraph < here);
        let back = scene::number(self.scenes, at) - first;
        self.back(at, back.min(BACK), fits)
    }

    /// The being mentioned most before a token, further back than a reader looks as a rule.
    fn long_before(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let seen = |t: usize| self.reading.quotes.around(t).is_none();
        let all = self.mentions.range(..at).rev().take(LOOKED);
        let all = all.filter(|(t, b)| seen(**t) && fits(**b)).map(|(_, b)| *b);
        let often = |b: &usize| self.cast.beings[*b].mentions.len();
        all.max_by_key(|b| (often(b), std::cmp::Reverse(*b)))
    }

    fn person(&mut self, at: usize, gender: Gender, speakers: &[usize]) -> Option<usize> {
        let beings = &self.cast.beings;
        let fits = |b: usize| {
            matches!(beings[b].kind, EntityKind::Person | EntityKind::Account)
                && !beings[b].plural
                && beings[b].gender.is_none_or(|g| g == gender)
                && !speakers.contains(&b)
        };
        // Two capitals that might be anything.
        let weak = |b: usize| beings[b].gender.is_none() && beings[b].heads.is_empty();
        let sure = |b: usize| fits(b) && beings[b].gender == Some(gender);
        let found = self
            .in_speech(at, fits)
            .or_else(|| {
                self.in_paragraph(at, |b| fits(b) && (beings[b].named && !weak(b) || sure(b)))
            })
            .or_else(|| self.in_paragraph(at, |b| fits(b) && beings[b].named))
            .or_else(|| self.before(at, |b| fits(b) && sure(b)))
            .or_else(|| self.before(at, fits))
            .or_else(|| self.long_before(at, |b| beings[b].named && sure(b)))
            .or_else(|| self.long_before(at, |b| beings[b].named && fits(b)))?;
        self.cast.beings[found].gender.get_or_insert(gender);
        Some(found)
    }

    fn thing(&self, at: usize, speakers: &[usize]) -> Option<usize> {
        use EntityKind::{Country, Organisation, Outlet};
        let beings = &self.cast.beings;
        let acts = |b: usize| {
            matches!(beings[b].kind, Organisation | Country | Outlet)
                && !speakers.contains(&b)
                && !beings[b].plural
        };
        self.in_speech(at, acts)
            .or_else(|| self.before(at, acts))
            .or_else(|| {
                self.before(at, |b| {
                    beings[b].kind == EntityKind::Thing
                        && !beings[b].plural
                        && !speakers.contains(&b)
                })
            })
    }

    fn many(&self, at: usize, speakers: &[usize]) -> Option<usize> {
        let beings = &self.cast.beings;
        let many = |b: usize| {
            (beings[b].plural || beings[b].kind == EntityKind::Group) && !speakers.contains(&b)
        };
        let bodies = |b: usize| {
            matches!(
                beings[b].kind,
                EntityKind::Organisation | EntityKind::Country
            ) && !speakers.contains(&b)
        };
        self.in_speech(at, many)
            .or_else(|| self.in_speech(at, bodies))
            .or_else(|| self.before(at, many))
            .or_else(|| self.before(at, bodies))
    }
}
