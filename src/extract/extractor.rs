//! The door: an article's text in, its entities, claims, statements and links out.

use super::cast;
use super::draft::{Draft, How};
use super::known::KnownNames;
use super::lexicon::Lexicon;
use super::link::{self, Role};
use super::merge;
use super::nest::{self, Parents};
use super::rate::Rates;
use super::record::{self, Whole};
use super::resolve::Resolver;
use super::scene::Scene;
use super::statements::{self, statements};
use super::{NotEnglish, Reading, attribution, check_english, describe, name, nobody, turn};
use crate::article::{Article, EntityKind};
use crate::authority::Authority;
use crate::relation::Relations;
use std::sync::Arc;

/// How many bytes a text may have that is to be read, unless told otherwise: 4 MiB.
///
/// Longer than any newspaper's article, and short enough that a text made to
/// take memory, as much as 400 times its length, does not take all.
pub const LIMIT: u64 = 4 << 20;

/// What an extractor did with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It read the text and filled the record.
    Read,
    /// The record has statements already, which stand.
    Kept,
    /// There is no text to read.
    NoText,
    /// The text is in another language: the record stays as it was.
    NotEnglish(NotEnglish),
    /// The text has more bytes than this limit: the record stays as it was.
    TooLong(u64),
}

/// Reads who said what out of articles' texts.
#[derive(Clone, Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    known: Arc<KnownNames>,
    min_confidence: f64,
    any_language: bool,
    limit: u64,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// Makes an extractor with the shipped relations.
    pub fn new() -> Self {
        Self {
            lexicon: Lexicon::new(Relations::builtin()),
            known: Arc::default(),
            min_confidence: 0.0,
            any_language: false,
            limit: LIMIT,
        }
    }

    /// Uses these relations and their cues.
    #[must_use]
    pub fn with_relations(mut self, relations: &Relations) -> Self {
        self.lexicon = Lexicon::new(relations);
        self
    }

    /// Finds these names in texts, and gives their IRIs to the entities of all records.
    #[must_use]
    pub fn with_entities(mut self, authority: &Authority) -> Self {
        self.known = Arc::new(KnownNames::new(authority));
        self
    }

    /// Leaves out statements less probable than this, from 0 to 1.
    #[must_use]
    pub fn with_min_confidence(mut self, confidence: f64) -> Self {
        self.min_confidence = confidence;
        self
    }

    /// Reads every text as English, whatever language it seems to be in.
    #[must_use]
    pub fn with_any_language(mut self) -> Self {
        self.any_language = true;
        self
    }

    /// Sets how many bytes a text may have; else [`LIMIT`].
    #[must_use]
    pub fn with_limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// Fills the entities, claims, statements and links of an article that has none.
    ///
    /// A record that has statements keeps them; only the user's own names are looked up.
    pub fn extract(&self, article: &mut Article) -> Outcome {
        let outcome = self.read(article);
        self.known.authority().apply(article);
        outcome
    }

    fn read(&self, article: &mut Article) -> Outcome {
        if !article.statements.is_empty() {
            return Outcome::Kept;
        }
        let Some(text) = article.text.as_deref() else {
            return Outcome::NoText;
        };
        if text.len() as u64 > self.limit {
            return Outcome::TooLong(self.limit);
        }
        let text = text.to_owned();
        if !self.any_language
            && let Err(other) = check_english(&text)
        {
            return Outcome::NotEnglish(other);
        }
        let reading = Reading::new(&text);
        let scenes: Vec<Scene<'_, '_>> = reading
            .sentences
            .iter()
            .map(|s| Scene::new(&reading, s))
            .collect();
        let frames = statements::frames(&reading, &scenes, &self.lexicon, Rates::builtin());
        let models = attribution::among(&reading, &frames, merge::FLOOR);
        let found = (&models[..], frames);
        let min = self.min_confidence;
        let drafts = statements(&reading, &scenes, &self.lexicon, found, merge::LEAST, min);
        self.fill(article, &reading, &scenes, nest::shallow(drafts));
        Outcome::Read
    }

    fn fill(
        &self,
        article: &mut Article,
        reading: &Reading<'_>,
        scenes: &[Scene<'_, '_>],
        mut drafts: Vec<Draft>,
    ) {
        let names = name::names(reading, scenes, &self.known);
        let mut cast = cast::cast(reading, scenes, &names);
        describe::describe(reading, scenes, &names, &mut cast);
        let around = nest::around(&drafts);
        let parents = nest::parents(&drafts);
        let mut resolver = Resolver::new(reading, scenes, cast);
        let (mut roles, addressees) = resolve(&mut resolver, &drafts, &around);
        let cast = resolver.cast;
        let outlet = |at: usize| {
            roles[at]
                .source
                .iter()
                .any(|&b| cast.beings[b].kind == EntityKind::Outlet)
        };
        nest::carry(&self.lexicon, &mut drafts, &parents, outlet);
        link::sides(reading, &cast, &drafts, &mut roles);
        let links = link::links(reading, &self.lexicon, &drafts, &roles);
        let whole = Whole {
            reading,
            lexicon: &self.lexicon,
            drafts: &drafts,
            roles: &roles,
            addressees: &addressees,
            around: &around,
            parents: &parents,
            links: &links,
            cast: &cast,
        };
        record::fill(article, &whole);
    }
}

/// Finds whom the drafts' phrases mean, outer statements before those in their words.
fn resolve(
    resolver: &mut Resolver<'_, '_, '_>,
    drafts: &[Draft],
    around: &Parents,
) -> (Vec<Role>, Vec<Vec<usize>>) {
    let mut roles = vec![Role::default(); drafts.len()];
    let mut addressees = vec![Vec::new(); drafts.len()];
    let mut turns = turn::Speakers::default();
    for at in order(resolver.reading, drafts, around) {
        let draft = &drafts[at];
        let outer = around[at].filter(|&up| {
            (drafts[up].quoted || drafts[up].how == How::Mark)
                && draft.source.iter().all(|s| drafts[up].says(s.start))
        });
        let speakers = outer.map(|up| roles[up].source.clone()).unwrap_or_default();
        let all = |resolver: &mut Resolver<'_, '_, '_>, ranges: &[std::ops::Range<usize>]| {
            ranges
                .iter()
                .flat_map(|r| resolver.resolve(r, &speakers))
                .collect::<Vec<_>>()
        };
        roles[at].source = match draft.source.first() {
            Some(label) if draft.lemma == turn::TURN => turns.of(resolver, label),
            _ => {
                let named = draft.source.iter();
                let named = named.flat_map(|s| nobody::named(resolver.reading, s));
                all(resolver, &named.collect::<Vec<_>>())
            }
        };
        roles[at].target = all(resolver, &draft.target);
        addressees[at] = all(resolver, &draft.addressee);
        if let (Some(range), Some(&being)) = (draft.source.first(), roles[at].source.first()) {
            resolver.speaks(range.start, being);
        }
        if draft.quoted {
            for range in &draft.content {
                resolver.voices(range, &roles[at].source);
            }
        }
    }
    (roles, addressees)
}

/// The drafts' numbers, outer statements first.
fn order(reading: &Reading<'_>, drafts: &[Draft], around: &Parents) -> Vec<usize> {
    let depth = |at: usize| {
        std::iter::successors(around[at], |&up| around[up])
            .take(64)
            .count()
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    // "I" is whoever speaks in its quotation, so that has to be known before.
    let first = |at: usize| {
        let token = drafts[at].source.first().map(|s| s.start);
        let word = token.map_or("", |t| reading.word(t));
        matches!(word, "I" | "We" | "we")
    };
    order.sort_by_key(|&at| (depth(at), first(at), at));
    order
}
