//! The door: an article's text in, its entities, claims, statements and links out.

use super::cast;
use super::draft::{Draft, How};
use super::extent::Extent;
use super::known::KnownNames;
use super::lexicon::{self, Lexicon};
use super::link::{self, Role};
use super::merge::{Least, merge};
use super::nest::{self, Parents};
use super::record::{self, Whole};
use super::resolve::Resolver;
use super::scene::Scene;
use super::weigh::weigh;
use super::{
    NotEnglish, Reading, attributions_above, check_english, cite, continued, describe, duplicate,
    finder, name, turn,
};
use crate::article::{Article, EntityKind};
use crate::authority::Authority;
use crate::relation::Relations;
use std::sync::Arc;

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

/// What statements need to be kept.
const LEAST: Least = Least {
    model: 0.35,
    frame: 0.7,
    alone: 0.9,
    act: 0.45,
    inner: 0.5,
};

/// Below this the models' proposals are not even compared with the frames.
const FLOOR: f32 = 0.15;

/// Reads who said what out of articles' texts.
#[derive(Clone, Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    known: Arc<KnownNames>,
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
            known: Arc::default(),
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
        let drafts = self.drafts(&reading, &scenes);
        self.fill(article, &reading, &scenes, drafts);
        Outcome::Read
    }

    fn drafts(&self, reading: &Reading<'_>, scenes: &[Scene<'_, '_>]) -> Vec<Draft> {
        let mut found: Vec<Draft> = scenes
            .iter()
            .flat_map(|scene| {
                let mut here = finder::find(scene, &self.lexicon);
                for draft in &mut here {
                    draft.confidence = weigh(scene, &self.lexicon, draft);
                }
                here
            })
            .collect();
        let turns = turn::turns(reading, scenes, &self.lexicon);
        found.retain(|d| d.how != How::Mark || turns.iter().all(|t| t.cue != d.cue));
        found.extend(turns.iter().cloned());
        let models = attributions_above(reading, FLOOR);
        let mut found = merge(reading, &self.lexicon, &models, found, LEAST);
        turn::restore(&mut found, turns);
        duplicate::once(&mut found);
        self.cut(scenes, &mut found);
        let twice = duplicate::repeated(reading, scenes);
        let mut drafts = cite::cite(scenes, &self.lexicon, found);
        drafts.retain(|d| {
            !twice[scenes
                .partition_point(|s| s.tokens.end <= d.at())
                .min(twice.len() - 1)]
        });
        drafts.retain(|d| f64::from(d.confidence) >= self.min_confidence);
        continued::go_on(reading, scenes, &mut drafts);
        drafts.sort_by_key(Draft::at);
        drafts
    }

    /// Gives back to the narrator what the models took for the end of a content.
    fn cut(&self, scenes: &[Scene<'_, '_>], drafts: &mut [Draft]) {
        for draft in drafts
            .iter_mut()
            .filter(|d| !d.quoted && d.how == How::Verb)
        {
            let at = scenes.partition_point(|s| s.tokens.end <= draft.at());
            let Some(scene) = scenes.get(at) else {
                continue;
            };
            let lexicon = &self.lexicon;
            let cue = draft.at();
            for content in &mut draft.content {
                if content.start > cue
                    && scene.tokens.contains(&content.start)
                    && content.end <= scene.tokens.end
                {
                    *content =
                        Extent { scene, lexicon }.cut(content, cue, draft.frame == lexicon::NP);
                }
            }
            draft.content.retain(|c| !c.is_empty());
        }
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
    let depth = |at: usize| {
        std::iter::successors(around[at], |&up| around[up])
            .take(64)
            .count()
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    // "I" is whoever speaks in its quotation, so that has to be known before.
    let first = |at: usize| {
        let token = drafts[at].source.first().map(|s| s.start);
        let word = token.map_or("", |t| resolver.reading.word(t));
        matches!(word, "I" | "We" | "we")
    };
    order.sort_by_key(|&at| (depth(at), first(at), at));
    let mut roles = vec![Role::default(); drafts.len()];
    let mut addressees = vec![Vec::new(); drafts.len()];
    let mut turns = turn::Speakers::default();
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
        roles[at].source = match draft.source.first() {
            Some(label) if draft.lemma == turn::TURN => turns.of(resolver, label),
            _ => all(resolver, &draft.source),
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
