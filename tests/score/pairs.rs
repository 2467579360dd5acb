//! Which statement of the record is which of the reading.

use super::{Chars, chars, chars_of, items, list};
use dixit::{Article, Relations, Statement};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Pairs<'a> {
    pub(super) article: &'a Article,
    pub(super) gold: &'a [Value],
    pub(super) entity: BTreeMap<String, &'a str>,
    pub(super) words: Vec<u64>,
}

impl Pairs<'_> {
    fn contents(&self, statement: &Statement) -> Chars {
        let claim = statement.content.as_ref();
        let claim = claim.and_then(|id| self.article.claims.iter().find(|c| c.id == *id));
        self.within(&claim.map_or(Chars::new(), |c| chars(&c.spans)))
    }

    fn within(&self, places: &Chars) -> Chars {
        self.words
            .iter()
            .filter(|w| places.contains(w))
            .copied()
            .collect()
    }

    fn is_any(&self, ids: &[String], wanted: &[&str]) -> bool {
        ids.iter()
            .any(|id| self.entity.get(id).is_some_and(|e| wanted.contains(e)))
    }

    /// Greedy matching, one to one, on descending weight.
    pub(super) fn matched(&self) -> Vec<(usize, usize)> {
        let mut weights = Vec::new();
        for (i, mine) in self.article.statements.iter().enumerate() {
            for (j, theirs) in self.gold.iter().enumerate() {
                let shared = chars(&mine.cue)
                    .intersection(&chars_of(items(theirs, "cue")))
                    .count();
                if shared > 0 {
                    let content = jaccard(
                        &self.contents(mine),
                        &self.within(&chars_of(items(theirs, "content"))),
                    );
                    let same = self.is_any(&mine.source, &list(theirs, "source"));
                    weights.push((
                        shared as f64 + 3.0 * content + f64::from(u8::from(same)),
                        i,
                        j,
                    ));
                }
            }
        }
        weights.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut left, mut right, mut out) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for (_, i, j) in weights {
            if !left.contains(&i) && !right.contains(&j) {
                left.insert(i);
                right.insert(j);
                out.push((i, j));
            }
        }
        out
    }

    /// What is right of one pair, by the name of the measure.
    pub(super) fn right(&self, mine: &Statement, theirs: &Value) -> [(&'static str, bool); 7] {
        let other = items(theirs, "alternatives");
        let mut allowed = list(theirs, "relation");
        allowed.extend(list(theirs, "accept"));
        allowed.extend(other.iter().flat_map(|a| list(a, "relation")));
        let mut sources = list(theirs, "source");
        sources.extend(list(theirs, "voiced_by"));
        sources.extend(other.iter().flat_map(|a| list(a, "source")));
        let relation = allowed.contains(&mine.relation.as_str());
        let same = relation || allowed.iter().any(|r| group(r) == group(&mine.relation));
        let nobody = mine.source.is_empty() && list(theirs, "source").is_empty();
        let source = self.is_any(&mine.source, &sources) || nobody;
        let wanted = items(theirs, "content");
        let content = wanted.is_empty()
            || jaccard(&self.contents(mine), &self.within(&chars_of(wanted))) >= 0.5;
        let targets = list(theirs, "target");
        let target = targets.is_empty() || self.is_any(&mine.target, &targets);
        [
            ("found", true),
            ("relation", relation),
            ("group", same),
            ("source", source),
            ("content", content),
            ("target", target),
            ("all", relation && source && content),
        ]
    }
}

/// For every entity of the record, the reading's entity that it is.
pub(super) fn resolve<'g>(article: &Article, gold: &'g Value) -> BTreeMap<String, &'g str> {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    let mut owner: BTreeMap<u64, &str> = BTreeMap::new();
    for entity in items(gold, "entities") {
        let id = entity["id"].as_str().unwrap_or_default();
        let own = entity["name"].as_str().into_iter();
        let mentions = items(entity, "mentions");
        let named = mentions
            .iter()
            .filter(|m| m["type"] == "name")
            .filter_map(|m| m["text"].as_str());
        for name in own.chain(named) {
            names.entry(name.to_lowercase()).or_insert(id);
        }
        for place in mentions
            .iter()
            .flat_map(|m| chars_of(std::slice::from_ref(m)))
        {
            owner.entry(place).or_insert(id);
        }
    }
    let mut out = BTreeMap::new();
    for entity in &article.entities {
        let votes = entity.mentions.iter().filter_map(|m| {
            let places = u64::from(m.start)..u64::from(m.end);
            most(places.filter_map(|p| owner.get(&p).copied()))
        });
        let named = || {
            std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .find_map(|n| names.get(&n.to_lowercase()).copied())
        };
        if let Some(found) = most(votes).or_else(named) {
            out.insert(entity.id.clone(), found);
        }
    }
    out
}

/// The commonest, the first of those that are equally common.
fn most<'g>(votes: impl Iterator<Item = &'g str>) -> Option<&'g str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for vote in votes {
        match counts.iter_mut().find(|(name, _)| *name == vote) {
            Some((_, count)) => *count += 1,
            None => counts.push((vote, 1)),
        }
    }
    let best = counts.iter().map(|c| c.1).max()?;
    counts.iter().find(|c| c.1 == best).map(|c| c.0)
}

fn jaccard(a: &Chars, b: &Chars) -> f64 {
    match a.union(b).count() {
        0 => 0.0,
        union => a.intersection(b).count() as f64 / union as f64,
    }
}

fn group(relation: &str) -> Option<&'static str> {
    Relations::builtin()
        .by_name(relation)
        .map(|r| r.group.as_str())
}
