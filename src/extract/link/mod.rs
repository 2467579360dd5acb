//! How statements answer one another.
//!
//! `ground` prepares the statements, `point` knows the words that point at what was said.
//! Then each kind of link has its file: `against` denials and disputes that the relation itself
//! tells, `retort` those that only the words tell (`verdict`, `refusal`, `turn`), `learned` those
//! that no rule finds, by what is seen of a `pair`; `along` additions, examples, support and
//! answers, `echo` the same thing said twice.
//!
//! The rules' weights are set by hand, on the article of the accusation against Ukraine and on eight of
//! the readings in `tests/quality`: assize, coral, ferry, leak, mayor, quake, shipyard, takeover.

mod against;
mod along;
mod echo;
mod ground;
mod learned;
mod pair;
mod point;
mod refusal;
mod retort;
mod side;
mod turn;
mod verdict;

use super::Reading;
use super::draft::Draft;
use super::lexicon::Lexicon;
use crate::article::LinkKind;
use ground::Ground;
pub use learned::{Candidate, Weights};
pub use side::sides;
use std::collections::BTreeSet;

/// A link between two drafts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The draft that answers.
    pub from: usize,
    /// How.
    pub kind: LinkKind,
    /// The draft that is answered.
    pub to: usize,
    /// How probable it is.
    pub confidence: f64,
}

impl Found {
    /// Makes a link of the score of what speaks for it, of which 1 is little and 3 much.
    fn new(from: usize, kind: LinkKind, to: usize, score: f64) -> Self {
        Self {
            from,
            kind,
            to,
            confidence: (0.35 + 0.15 * score).clamp(0.3, 0.9),
        }
    }
}

/// What linking needs of a draft beside its words.
#[derive(Clone, Debug, Default)]
pub struct Role {
    /// Who says it.
    pub source: Vec<usize>,
    /// Whom it is about.
    pub target: Vec<usize>,
    /// Those on whose side the source is, itself included.
    pub side: BTreeSet<usize>,
    /// Whom the content names.
    pub about: BTreeSet<usize>,
}

/// Finds the links of an article's drafts, which are in the order of the text.
pub fn links(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    drafts: &[Draft],
    roles: &[Role],
) -> Vec<Found> {
    let ground = Ground::new(reading, lexicon, drafts, roles);
    let mut out = Vec::new();
    for at in 0..drafts.len() {
        against_by_rule(&ground, at, &mut out);
        along::links(&ground, at, &mut out);
    }
    learned::links(&ground, &mut out);
    echo::links(&ground, &mut out);
    out
}

/// The links of one draft among links in the order of who answers.
fn of_one(links: &[Found], at: usize) -> &[Found] {
    let start = links.partition_point(|l| l.from < at);
    let end = links.partition_point(|l| l.from <= at);
    &links[start..end]
}

/// Finds what a statement speaks against: by its relation, else by its words.
fn against_by_rule(ground: &Ground<'_, '_>, at: usize, out: &mut Vec<Found>) {
    let before = out.len();
    against::links(ground, at, out);
    if out.len() == before {
        retort::links(ground, at, out);
    }
}

/// For every draft what it may speak against, and what is seen of the two: for training.
pub fn candidates(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    drafts: &[Draft],
    roles: &[Role],
) -> Vec<Vec<Candidate>> {
    let ground = Ground::new(reading, lexicon, drafts, roles);
    let mut ruled = Vec::new();
    for at in 0..drafts.len() {
        against_by_rule(&ground, at, &mut ruled);
    }
    learned::candidates(&ground, &ruled)
}

/// The name of every column that a candidate is seen by.
pub fn columns() -> impl Iterator<Item = &'static str> {
    pair::COLUMNS.iter().map(|(name, _)| *name)
}
