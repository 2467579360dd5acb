//! The door: an article's text in, its entities, claims, statements and links out.

use super::cast::{self, Cast};
use super::draft::{Draft, How};
use super::lexicon::Lexicon;
use super::link::{self, Role};
use super::merge;
use super::nest::{self, Parents};
use super::rate::Rates;
use super::record::{self, Whole};
use super::resolve::Resolver;
use super::scene::Scene;
use super::statements::{self, statements};
use super::{NotEnglish, Reading, attribution, check_english, describe, name};
use crate::article::{Article, EntityKind};
use crate::relation::Relations;

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
}

/// Reads who said what out of articles' texts.
#[derive(Clone, Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    min_confidence: f64,
    any_language: bool,
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
            min_confidence: 0.0,
            any_language: false,
        }
    }

    /// Uses these relations and their cues.
    #[must_use]
    pub fn with_relations(mut self, relations: &Relations) -> Self {
        self.lexicon = Lexicon::new(relations);
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

    /// Fills the entities, claims, statements and links of an article that has none.
    pub fn extract(&self, article: &mut Article) -> Outcome {
        if !article.statements.is_empty() {
            return Outcome::Kept;
        }
        let Some(text) = article.text.clone() else {
            return Outcome::NoText;
        };
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
        let frames = statements::frames(&scenes, &self.lexicon, Rates::builtin());
        let models = attribution::among(&reading, &frames, merge::FLOOR);
        let found = (&models[..], frames);
        let min = self.min_confidence;
        let drafts = statements(&reading, &scenes, &self.lexicon, found, merge::LEAST, min);
        self.fill(article, &reading, &scenes, drafts);
        Outcome::Read
    }

    fn fill(
        &self,
        article: &mut Article,
        reading: &Reading<'_>,
        scenes: &[Scene<'_, '_>],
        mut drafts: Vec<Draft>,
    ) {
        let names = name::names(reading, scenes);
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
        sides(&cast, &drafts, &mut roles);
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
    let depth = |at: usize| {
        std::iter::successors(around[at], |&up| around[up])
            .take(64)
            .count()
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&at| (depth(at), at));
    let mut roles = vec![Role::default(); drafts.len()];
    let mut addressees = vec![Vec::new(); drafts.len()];
    for at in order {
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
        roles[at].source = all(resolver, &draft.source);
        roles[at].target = all(resolver, &draft.target);
        addressees[at] = all(resolver, &draft.addressee);
        if let (Some(range), Some(&being)) = (draft.source.first(), roles[at].source.first()) {
            resolver.speaks(range.start, being);
        }
    }
    (roles, addressees)
}

/// Notes on whose side the sources are, and whom the contents name.
fn sides(cast: &Cast, drafts: &[Draft], roles: &mut [Role]) {
    let mut mentions: Vec<(usize, usize)> = cast
        .beings
        .iter()
        .enumerate()
        .flat_map(|(i, b)| b.mentions.iter().map(move |(r, _)| (r.start, i)))
        .collect();
    mentions.sort_unstable();
    for (draft, role) in drafts.iter().zip(roles) {
        for &source in &role.source {
            let being = &cast.beings[source];
            role.side.insert(source);
            role.side
                .extend(being.speaks_for.iter().chain(&being.part_of));
        }
        for range in &draft.content {
            let first = mentions.partition_point(|m| m.0 < range.start);
            role.about.extend(
                mentions[first..]
                    .iter()
                    .take_while(|m| m.0 < range.end)
                    .map(|m| m.1),
            );
        }
    }
}
