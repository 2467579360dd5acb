//! Drafts: attributions on their way to statements.

use super::Reading;
use std::ops::Range;

/// One statement, in tokens, before its entities are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Who says it.
    pub source: Vec<Range<usize>>,
    /// The words that mark it.
    pub cue: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// Number of the relation in the lexicon.
    pub relation: usize,
    /// Whether the relation is negated.
    pub negated: bool,
    /// Whom it accuses, threatens, calls something.
    pub target: Vec<Range<usize>>,
    /// Whom it is said to.
    pub addressee: Vec<Range<usize>>,
    /// How probable it is.
    pub confidence: f32,
}

/// Returns the run of tokens that touch a range of bytes.
pub fn tokens(reading: &Reading<'_>, bytes: &Range<usize>) -> Range<usize> {
    let first = reading
        .tokens
        .partition_point(|t| t.end as usize <= bytes.start);
    let last = reading
        .tokens
        .partition_point(|t| (t.start as usize) < bytes.end);
    first..last.max(first)
}
