//! The same claim in two articles.
//!
//! Whether two claims are the same is told from the two alone ([`likeness`]), so
//! what else was read never changes the answer. Which pairs are asked about is
//! told by buckets of equal sketches, so the work grows with the number of claims
//! and not with its square.

mod likeness;
mod sketch;
mod wording;

use super::{KnowledgeGraph, iri::ArticleIris};
use crate::article::Article;
use likeness::likeness;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, HashMap};
use wording::Wording;

/// Two claims of different articles that say the same.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SameClaim {
    /// The claim with the smaller IRI.
    pub one: NodeIndex,
    /// The claim with the greater IRI.
    pub other: NodeIndex,
    /// How alike they are, from 0 to 1.
    pub likeness: f64,
}

impl KnowledgeGraph {
    /// Finds the claims of different articles that are at least so much alike, from 0 to 1.
    ///
    /// Claims of equal wording are alike by 1; one and the same IRI they never share.
    /// The pairs come in the order of their IRIs, whatever the order of the articles.
    pub fn same_claims(&self, least: f64) -> Vec<SameClaim> {
        let mut claims = Claims::default();
        for claim in self.claims() {
            let names = claim.mentions().map(|entity| entity.name());
            let article = claim.article().map_or("", |article| article.iri());
            claims.add(claim.iri(), article, claim.text(), names);
        }
        let pairs = claims.same(least).into_iter();
        let node = |iri: &str| self.by_iri(iri);
        pairs
            .filter_map(|(one, other, likeness)| {
                Some(SameClaim {
                    one: node(one)?,
                    other: node(other)?,
                    likeness,
                })
            })
            .collect()
    }
}

/// The claims of many articles, by what they are compared by.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    known: Vec<Known>,
    articles: HashMap<Box<str>, u32>,
}

#[derive(Debug)]
struct Known {
    iri: Box<str>,
    article: u32,
    wording: Wording,
}

impl Claims {
    /// Adds the claims of an article.
    pub(crate) fn add_article(&mut self, article: &Article, iris: &ArticleIris) {
        let names: HashMap<&str, &str> = article
            .entities
            .iter()
            .map(|e| (e.id.as_str(), e.name.as_str()))
            .collect();
        for (claim, iri) in article.claims.iter().zip(&iris.claims) {
            let named = claim
                .mentions
                .iter()
                .filter_map(|id| names.get(id.as_str()));
            self.add(iri, &iris.article, &claim.text, named.copied());
        }
    }

    fn add<'n>(
        &mut self,
        iri: &str,
        article: &str,
        text: &str,
        names: impl Iterator<Item = &'n str>,
    ) {
        let Some(wording) = Wording::new(text, names) else {
            return;
        };
        let next = self.articles.len() as u32;
        let article = match self.articles.get(article) {
            Some(&known) => known,
            None => *self.articles.entry(article.into()).or_insert(next),
        };
        self.known.push(Known {
            iri: iri.into(),
            article,
            wording,
        });
    }

    /// Returns the pairs of different articles, in the order of their IRIs.
    pub(crate) fn same(&mut self, least: f64) -> Vec<(&str, &str, f64)> {
        self.known.sort_unstable_by(|a, b| a.iri.cmp(&b.iri));
        self.known.dedup_by(|a, b| a.iri == b.iri);
        let sketches = self.known.iter().map(|known| &known.wording.sketch);
        let mut found = BTreeMap::new();
        for (one, other) in sketch::neighbours(sketches) {
            let (a, b) = (&self.known[one], &self.known[other]);
            if a.article != b.article && !found.contains_key(&(one, other)) {
                let likeness = likeness(&a.wording, &b.wording);
                found.insert((one, other), likeness);
            }
        }
        let all = found.into_iter().filter(|(_, likeness)| *likeness >= least);
        all.map(|((one, other), likeness)| {
            (&*self.known[one].iri, &*self.known[other].iri, likeness)
        })
        .collect()
    }
}
