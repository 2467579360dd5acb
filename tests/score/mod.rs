//! Scores a record against a full reading.

use dixit::{
    Article, Claim, Entity, Link, LinkKind, Mention, MentionForm, Relations, Span, Statement,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The measures, in the order of the table.
pub(crate) const MEASURES: [&str; 10] = [
    "found",
    "relation",
    "group",
    "source",
    "content",
    "target",
    "all",
    "nesting",
    "links against",
    "entities",
];

/// How many were right, how many were read, how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Score {
    pub(crate) hit: usize,
    pub(crate) predicted: usize,
    pub(crate) gold: usize,
}

impl Score {
    pub(crate) fn f1(&self) -> f64 {
        match self.predicted + self.gold {
            0 => 0.0,
            sum => 2.0 * self.hit as f64 / sum as f64,
        }
    }
}

pub(crate) type Scores = BTreeMap<&'static str, Score>;

type Chars = BTreeSet<u64>;

fn list<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    match &value[key] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn chars_of(spans: &[Value]) -> Chars {
    let range = |s: &Value| s["start"].as_u64().unwrap_or(0)..s["end"].as_u64().unwrap_or(0);
    spans.iter().flat_map(range).collect()
}

fn chars(spans: &[Span]) -> Chars {
    spans
        .iter()
        .flat_map(|s| u64::from(s.start)..u64::from(s.end))
        .collect()
}

/// The starts of the words: letters and digits, with inner apostrophes, dots and hyphens.
fn starts(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text.chars().collect();
    let word = |i: usize| {
        letters
            .get(i)
            .is_some_and(|c| c.is_alphanumeric() || *c == '_')
    };
    let joins = |i: usize| letters.get(i).is_some_and(|c| "’'.-".contains(*c)) && word(i + 1);
    let mut out = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !word(at) {
            at += 1;
            continue;
        }
        out.push(at as u64);
        while word(at) || joins(at) {
            at += 1;
        }
    }
    out
}

fn jaccard(a: &Chars, b: &Chars) -> f64 {
    match a.union(b).count() {
        0 => 0.0,
        union => a.intersection(b).count() as f64 / union as f64,
    }
}

/// For every entity of the record, the reading's entity that it is.
fn resolve<'g>(article: &Article, gold: &'g Value) -> BTreeMap<String, &'g str> {
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

fn group(relation: &str) -> Option<&'static str> {
    Relations::builtin()
        .by_name(relation)
        .map(|r| r.group.as_str())
}

struct Pairs<'a> {
    article: &'a Article,
    gold: &'a [Value],
    entity: BTreeMap<String, &'a str>,
    words: Vec<u64>,
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
    fn matched(&self) -> Vec<(usize, usize)> {
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
    fn right(&self, mine: &Statement, theirs: &Value) -> [(&'static str, bool); 7] {
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

/// Scores a record against a reading of the same text.
pub(crate) fn score(gold: &Value, article: &Article) -> Scores {
    let text = article.text.as_deref().unwrap_or_default();
    let theirs = items(gold, "attributions");
    let pairs = Pairs {
        article,
        gold: theirs,
        entity: resolve(article, gold),
        words: starts(text),
    };
    let matched = pairs.matched();
    let optional = |a: &Value| a["optional"] == Value::Bool(true);
    let seen: BTreeSet<usize> = matched.iter().map(|m| m.1).collect();
    let counted = (0..theirs.len())
        .filter(|j| seen.contains(j) || !optional(&theirs[*j]))
        .count();
    let mut out = Scores::new();
    for &(i, j) in &matched {
        for (name, right) in pairs.right(&article.statements[i], &theirs[j]) {
            out.entry(name).or_default().hit += usize::from(right);
        }
    }
    for name in &MEASURES[..7] {
        let score = out.entry(name).or_default();
        (score.predicted, score.gold) = (article.statements.len(), counted);
    }
    let id = |j: usize| theirs[j]["id"].as_str().unwrap_or_default().to_owned();
    let named: BTreeMap<&str, String> = matched
        .iter()
        .map(|&(i, j)| (article.statements[i].id.as_str(), id(j)))
        .collect();
    let name = |own: &str| named.get(own).cloned().unwrap_or_else(|| own.to_owned());
    let doubtful: BTreeSet<String> = (0..theirs.len())
        .filter(|&j| optional(&theirs[j]))
        .map(id)
        .collect();
    out.insert("nesting", nesting(article, theirs, &name, &doubtful));
    out.insert("links against", links(gold, article, &name, &doubtful));
    out.insert("entities", entities(gold, &pairs.entity));
    out
}

type Named = BTreeSet<(String, String)>;

fn compared(got: &Named, want: &Named) -> Score {
    Score {
        hit: got.intersection(want).count(),
        predicted: got.len(),
        gold: want.len(),
    }
}

fn sure(pairs: impl Iterator<Item = (String, String)>, doubtful: &BTreeSet<String>) -> Named {
    pairs
        .filter(|(a, b)| !doubtful.contains(a) && !doubtful.contains(b))
        .collect()
}

fn nesting(
    article: &Article,
    theirs: &[Value],
    name: &dyn Fn(&str) -> String,
    doubtful: &BTreeSet<String>,
) -> Score {
    let conveys = |s: &Statement| {
        let claim = article
            .claims
            .iter()
            .find(|c| Some(&c.id) == s.content.as_ref());
        claim.map_or(Vec::new(), |c| c.conveys.clone())
    };
    let got = article.statements.iter().flat_map(|s| {
        conveys(s)
            .into_iter()
            .map(|inner| (name(&inner), name(&s.id)))
    });
    let want = theirs.iter().filter_map(|a| {
        Some((
            a["id"].as_str()?.to_owned(),
            a["parent"].as_str()?.to_owned(),
        ))
    });
    compared(&sure(got, doubtful), &sure(want, doubtful))
}

fn links(
    gold: &Value,
    article: &Article,
    name: &dyn Fn(&str) -> String,
    doubtful: &BTreeSet<String>,
) -> Score {
    const AGAINST: [&str; 4] = ["denies", "disputes", "undermines", "questions"];
    let mine = article
        .links
        .iter()
        .filter(|l| AGAINST.contains(&l.kind.name()));
    let got = mine.map(|l| (name(&l.from), name(&l.to)));
    let theirs = items(gold, "links")
        .iter()
        .filter(|l| l["type"].as_str().is_some_and(|t| AGAINST.contains(&t)));
    let want =
        theirs.filter_map(|l| Some((l["from"].as_str()?.to_owned(), l["to"].as_str()?.to_owned())));
    let voiced = |pairs: Named| {
        pairs
            .into_iter()
            .filter(|(from, _)| !from.starts_with('N'))
            .collect::<Named>()
    };
    compared(&voiced(sure(got, doubtful)), &voiced(sure(want, doubtful)))
}

fn entities(gold: &Value, entity: &BTreeMap<String, &str>) -> Score {
    let named = items(gold, "entities")
        .iter()
        .filter(|e| items(e, "mentions").iter().any(|m| m["type"] == "name"));
    let ids: Vec<&str> = named.filter_map(|e| e["id"].as_str()).collect();
    let count = |id: &str| entity.values().filter(|e| **e == id).count();
    Score {
        hit: ids.iter().filter(|id| count(id) > 0).count(),
        predicted: ids.iter().map(|id| count(id)).sum(),
        gold: ids.len(),
    }
}

/// The reading itself in the record's form.
pub(crate) fn as_record(gold: &Value, text: &str) -> Article {
    let mut out = Article::from_text("reading", text);
    let span = |s: &Value| Span {
        start: s["start"].as_u64().unwrap_or(0) as u32,
        end: s["end"].as_u64().unwrap_or(0) as u32,
    };
    let owned = |v: &Value, key: &str| {
        list(v, key)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for e in items(gold, "entities") {
        let mentions = items(e, "mentions").iter().map(span);
        out.entities.push(Entity {
            id: e["id"].as_str().unwrap_or_default().to_owned(),
            name: e["name"].as_str().unwrap_or_default().to_owned(),
            mentions: mentions
                .map(|s| Mention {
                    start: s.start,
                    end: s.end,
                    form: MentionForm::Name,
                })
                .collect(),
            ..Entity::default()
        });
    }
    let all = items(gold, "attributions");
    for a in all {
        let id = a["id"].as_str().unwrap_or_default().to_owned();
        let inner = all
            .iter()
            .filter(|b| b["parent"].as_str() == Some(&id))
            .filter_map(|b| b["id"].as_str());
        out.claims.push(Claim {
            id: format!("c{id}"),
            spans: items(a, "content").iter().map(span).collect(),
            conveys: inner.map(str::to_owned).collect(),
            ..Claim::default()
        });
        out.statements.push(Statement {
            content: Some(format!("c{id}")),
            relation: a["relation"].as_str().unwrap_or_default().to_owned(),
            source: owned(a, "source"),
            target: owned(a, "target"),
            cue: items(a, "cue").iter().map(span).collect(),
            id,
            ..Statement::default()
        });
    }
    for l in items(gold, "links") {
        let kind = match l["type"].as_str().unwrap_or_default() {
            "questions" | "undermines" => LinkKind::Disputes,
            other => match LinkKind::from_name(other) {
                Some(kind) => kind,
                None => continue,
            },
        };
        out.links.push(Link {
            from: l["from"].as_str().unwrap_or_default().to_owned(),
            kind,
            to: l["to"].as_str().unwrap_or_default().to_owned(),
            confidence: None,
        });
    }
    out
}
