//! Disputes that no rule finds: weights learned on readings tell which statement another speaks against.
//!
//! For every statement its candidates and "none" share one probability by their weights (a maximum entropy
//! model). Of all the article's pairs those are taken whose expected F1, beside the links of the rules, is
//! greatest (Ye, Chai, Lee, Chieu 2012, <https://arxiv.org/abs/1206.4625>). `examples/linker` learns the weights.

use super::ground::Ground;
use super::pair::{Before, COLUMNS, Pair, Traits};
use super::{Found, against, of_one};
use crate::article::LinkKind;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The weights by column: training writes them.
const WEIGHTS: &str = include_str!("../data/links.txt");

/// How far another candidate is believed where a rule links the statement already.
const BESIDE_RULE: f64 = 0.3;
/// What is less probable than this is not worth a reader's look.
const LEAST: f64 = 0.2;
/// How probable the link of a rule is.
const RULE: f64 = 0.65;

/// A candidate that a statement may speak against, and what is seen of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The other statement.
    pub to: usize,
    /// The columns that hold of them.
    pub seen: Vec<u8>,
}

/// The weights of the columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// The weights compiled in.
    pub fn builtin() -> &'static Self {
        static ALL: OnceLock<Weights> = OnceLock::new();
        ALL.get_or_init(|| Self::read(WEIGHTS))
    }

    /// Takes one weight for each column.
    pub fn new(weights: Vec<f64>) -> Self {
        debug_assert_eq!(weights.len(), COLUMNS.len(), "a weight for each column");
        Self(weights)
    }

    /// Reads a table; a column that it does not name weighs nothing.
    pub fn read(text: &str) -> Self {
        let line = |line: &str| {
            let (name, weight) = line.split_once('\t')?;
            Some((name.to_owned(), weight.parse::<f64>().ok()?))
        };
        let named: BTreeMap<String, f64> = text.lines().filter_map(line).collect();
        let weight = |(name, _): &(&str, _)| named.get(*name).copied().unwrap_or(0.0);
        Self(COLUMNS.iter().map(weight).collect())
    }

    /// Writes the table: thousandths are enough, and the same everywhere.
    pub fn write(&self) -> String {
        let mut out = String::from(
            "# what speaks for one statement disputing another: written by examples/linker\n",
        );
        for ((name, _), weight) in COLUMNS.iter().zip(&self.0) {
            out += &format!("{name}\t{weight:.3}\n");
        }
        out
    }

    /// How probable it is of every candidate that the statement speaks against it.
    pub fn shares(&self, candidates: &[Candidate]) -> Vec<f64> {
        let score = |c: &Candidate| -> f64 { c.seen.iter().map(|&c| self.0[usize::from(c)]).sum() };
        let scores: Vec<f64> = candidates.iter().map(score).collect();
        // "None" scores 0.
        let most = scores.iter().copied().fold(0.0, f64::max);
        let shares: Vec<f64> = scores.iter().map(|s| (s - most).exp()).collect();
        let all = shares.iter().sum::<f64>() + (-most).exp();
        shares.iter().map(|s| s / all).collect()
    }
}

/// For every statement what it may speak against.
pub(super) fn candidates(ground: &Ground<'_, '_>, ruled: &[Found]) -> Vec<Vec<Candidate>> {
    let traits = Traits::all(ground);
    let of = |at: usize| {
        // Who says nothing contradicts nobody.
        if ground.group(at) == "withheld" {
            return Vec::new();
        }
        let before = Before::new(ground, at);
        let pair = |to| Pair {
            ground,
            traits: &traits,
            before: &before,
            ruled: rule(ruled, at),
            at,
            to,
        };
        let all = ground
            .candidates(at)
            .filter(|&to| can_oppose(ground, at, to));
        let seen = |to| Candidate {
            to,
            seen: pair(to).seen(),
        };
        all.map(seen).collect()
    };
    (0..ground.drafts.len()).map(of).collect()
}

/// Nobody contradicts himself, his own words in another’s mouth, or a silence.
fn can_oppose(ground: &Ground<'_, '_>, at: usize, to: usize) -> bool {
    !ground.same_source(at, to)
        && !ground.nested(at, to)
        && ground.group(to) != "withheld"
        && !ground.inside(to).any(|inner| ground.same_source(at, inner))
}

/// Adds to the links of the rules those that are probable enough.
pub(super) fn links(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let is_against = |l: &&Found| matches!(l.kind, LinkKind::Denies | LinkKind::Disputes);
    let ruled: Vec<Found> = out.iter().filter(is_against).copied().collect();
    let mut found = Vec::new();
    for (at, candidates) in candidates(ground, &ruled).into_iter().enumerate() {
        let kind = against::kind(ground, at).unwrap_or(LinkKind::Disputes);
        let trust = rule(&ruled, at).map_or(1.0, |_| BESIDE_RULE);
        let shares = Weights::builtin().shares(&candidates);
        let all = candidates.iter().zip(shares);
        found.extend(
            all.filter(|(c, _)| !of_one(&ruled, at).iter().any(|l| l.to == c.to))
                .map(|(c, share)| Found {
                    from: at,
                    kind,
                    to: c.to,
                    confidence: trust * share,
                }),
        );
    }
    found.sort_by(|a, b| {
        let by_confidence = b.confidence.total_cmp(&a.confidence);
        by_confidence.then_with(|| (a.from, a.to).cmp(&(b.from, b.to)))
    });
    found.truncate(how_many(&found, ruled.len()));
    found.retain(|l| l.confidence >= LEAST);
    out.extend(found);
}

fn rule(ruled: &[Found], at: usize) -> Option<usize> {
    of_one(ruled, at).first().map(|l| l.to)
}

/// How many of the likeliest make the expected F1 greatest, beside some that rules find.
fn how_many(found: &[Found], ruled: usize) -> usize {
    let ruled = ruled as f64;
    let all: f64 = RULE * ruled + found.iter().map(|l| l.confidence).sum::<f64>();
    let (mut hits, mut best, mut most) = (RULE * ruled, 0, RULE * ruled / (ruled + all).max(1.0));
    for (taken, link) in found.iter().enumerate() {
        hits += link.confidence;
        let expected = hits / (ruled + taken as f64 + 1.0 + all);
        if expected > most {
            (best, most) = (taken + 1, expected);
        }
    }
    best
}
