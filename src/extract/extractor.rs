//! The door: an article's text in, its entities, claims and statements out.

use super::draft::{self, Draft};
use super::lexicon::Lexicon;
use super::{Reading, attributions, lemma::lemma, name, phrase};
use crate::article::{
    Article, Claim, Entity, EntityKind, Mention, MentionForm, Offsets, Span, Statement,
};
use crate::relation::Relations;
use std::{collections::BTreeMap, ops::Range};

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
}

/// Reads who said what out of articles' texts.
#[derive(Clone, Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    min_confidence: f64,
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

    /// Fills the entities, claims, statements and links of an article that has none.
    pub fn extract(&self, article: &mut Article) -> Outcome {
        if !article.statements.is_empty() {
            return Outcome::Kept;
        }
        let Some(text) = article.text.clone() else {
            return Outcome::NoText;
        };
        let reading = Reading::new(&text);
        let drafts: Vec<Draft> = attributions(&reading)
            .iter()
            .map(|a| {
                let ranges = |r: &[Range<usize>]| {
                    r.iter()
                        .map(|b| draft::tokens(&reading, b))
                        .collect::<Vec<_>>()
                };
                let cue = ranges(&a.cue);
                let mut relation = 0;
                for at in cue.iter().cloned().flatten() {
                    let mut buffer = String::new();
                    let lower = reading.word(at).to_lowercase();
                    if let Some(s) = self
                        .lexicon
                        .verb(lemma(&lower, reading.tokens[at].tag, &mut buffer))
                        .first()
                    {
                        relation = s.relation;
                    }
                }
                Draft {
                    source: ranges(&a.source),
                    cue,
                    content: ranges(&a.content),
                    relation,
                    confidence: a.confidence,
                    ..Draft::default()
                }
            })
            .filter(|d| f64::from(d.confidence) >= self.min_confidence)
            .collect();
        fill(article, &reading, &self.lexicon, &drafts);
        Outcome::Read
    }
}

fn fill(article: &mut Article, reading: &Reading<'_>, lexicon: &Lexicon, drafts: &[Draft]) {
    let offsets = Offsets::new(reading.text);
    let span = |r: &Range<usize>| offsets.span(reading.bytes(r.clone()));
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut owner: BTreeMap<usize, usize> = BTreeMap::new();
    for sentence in &reading.sentences {
        let phrases = phrase::phrases(reading, sentence.tokens.clone());
        for name in name::names(reading, &phrases) {
            let words = &reading.text[reading.bytes(name.clone())];
            let at = *by_name.entry(words.to_owned()).or_insert_with(|| {
                article.entities.push(Entity {
                    id: format!("e{}", article.entities.len() + 1),
                    name: words.to_owned(),
                    kind: EntityKind::Thing,
                    ..Entity::default()
                });
                article.entities.len() - 1
            });
            let Span { start, end } = span(&name);
            article.entities[at].mentions.push(Mention {
                start,
                end,
                form: MentionForm::Name,
            });
            name.for_each(|t| {
                owner.insert(t, at);
            });
        }
    }
    for (number, draft) in drafts.iter().enumerate() {
        let mut source = Vec::new();
        for range in &draft.source {
            let id = match range.clone().rev().find_map(|t| owner.get(&t)) {
                Some(&at) => article.entities[at].id.clone(),
                None => {
                    let id = format!("e{}", article.entities.len() + 1);
                    let Span { start, end } = span(range);
                    article.entities.push(Entity {
                        id: id.clone(),
                        name: reading.text[reading.bytes(range.clone())].to_owned(),
                        kind: EntityKind::Group,
                        mentions: vec![Mention {
                            start,
                            end,
                            form: MentionForm::Nominal,
                        }],
                        ..Entity::default()
                    });
                    id
                }
            };
            source.push(id);
        }
        let id = format!("c{}", number + 1);
        let text: Vec<&str> = draft
            .content
            .iter()
            .map(|r| &reading.text[reading.bytes(r.clone())])
            .collect();
        article.claims.push(Claim {
            id: id.clone(),
            text: text.join(" … "),
            spans: draft.content.iter().map(span).collect(),
            ..Claim::default()
        });
        article.statements.push(Statement {
            id: format!("s{}", number + 1),
            relation: lexicon.relations[draft.relation].name.clone(),
            source,
            source_spans: draft.source.iter().map(span).collect(),
            cue: draft.cue.iter().map(span).collect(),
            content: Some(id),
            confidence: Some(f64::from(draft.confidence)),
            ..Statement::default()
        });
    }
}
