//! Drafts: attributions on their way to statements.

use super::Reading;
use super::lexicon::Frames;
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
    /// Whom it accuses, threatens, calls something.
    pub target: Vec<Range<usize>>,
    /// Whom it is said to.
    pub addressee: Vec<Range<usize>>,
    /// Number of the relation in the lexicon.
    pub relation: usize,
    /// Whether the relation is negated.
    pub negated: bool,
    /// Whether the content is a quotation.
    pub quoted: bool,
    /// How probable it is.
    pub confidence: f32,
    /// Lemma of the cue.
    pub lemma: String,
    /// The frame it was found in; 0 where none was.
    pub frame: Frames,
    /// How the cue is built.
    pub how: How,
    /// The label alone, where the content also holds whom it is given to: "the plan a theft".
    pub label: Vec<Range<usize>>,
    /// Whether the models found it, too.
    pub modelled: bool,
}

/// How a cue is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// A verb: "said".
    #[default]
    Verb,
    /// A verb in the passive: "was accused".
    Passive,
    /// "..., saying that": a verb that another one's subject does.
    Participle,
    /// A noun: "her claim that".
    Noun,
    /// A noun that nobody owns: "made a claim that", "the suggestion that".
    Lent,
    /// "according to".
    According,
    /// A colon or dash: "SOURCE: CLAIM".
    Mark,
    /// "such as" before quotations.
    Example,
    /// The narrator's name for something: "what Russia called".
    Naming,
    /// Known to the models alone.
    Model,
}

impl Draft {
    /// Returns the first token of the cue.
    pub fn at(&self) -> usize {
        self.cue.first().map_or(0, |r| r.start)
    }

    /// Returns the source's tokens from first to last.
    pub fn source_range(&self) -> Option<Range<usize>> {
        Some(self.source.first()?.start..self.source.last()?.end)
    }

    /// Returns the tokens that word the claim: the content, or its label alone.
    pub fn worded(&self) -> &[Range<usize>] {
        let [content] = self.content.as_slice() else {
            return &self.content;
        };
        let within = |r: &Range<usize>| content.start <= r.start && r.end <= content.end;
        match self.label.is_empty() || !self.label.iter().all(within) {
            true => &self.content,
            false => &self.label,
        }
    }

    /// Whether the content holds a token.
    pub fn says(&self, token: usize) -> bool {
        self.content.iter().any(|r| r.contains(&token))
    }
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
