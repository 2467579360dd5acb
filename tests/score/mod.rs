//! Scores a record against a full reading.

mod pairs;
mod reading;

pub(crate) use reading::as_record;

use dixit::{Article, Span, Statement};
use pairs::{Pairs, resolve};
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
    let pair = |l: &Value| Some((l["from"].as_str()?.to_owned(), l["to"].as_str()?.to_owned()));
    let all = items(gold, "links").iter();
    let unsure: Named = all
        .filter(|l| l["optional"] == true)
        .filter_map(pair)
        .collect();
    let theirs = items(gold, "links")
        .iter()
        .filter(|l| l["type"].as_str().is_some_and(|t| AGAINST.contains(&t)));
    let want = theirs.filter_map(pair);
    let voiced = |mut pairs: Named| {
        pairs.retain(|p| !unsure.contains(p));
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
