//! The words a statement came from: its cue in its sentence.

use super::{Line, Picture, Shape, shape::LOOKED_AT};
use crate::{
    article::{Offsets, Span},
    graph::{KnowledgeGraph, StatementRef},
};
use indexmap::IndexSet;
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// How far a sentence is followed on either side of the cue, in characters.
const REACH: usize = 240;

/// The texts of a graph, prepared for many look-ups.
pub struct Texts<'g>(BTreeMap<NodeIndex, Offsets<'g>>);

impl<'g> Texts<'g> {
    /// Prepares the text of every article.
    pub fn new(graph: &'g KnowledgeGraph) -> Self {
        let all = graph.articles();
        Self(all.map(|a| (a.node(), a.offsets())).collect())
    }

    /// Returns the words of a span of an article, or nothing.
    pub fn words(&self, article: NodeIndex, span: Span) -> &'g str {
        self.0.get(&article).map_or("", |text| text.words(span))
    }

    /// Returns the words a statement came from.
    pub fn evidence(&self, statement: StatementRef<'g>) -> Evidence<'g> {
        let article = statement.article();
        let head = article.map(|article| article.head());
        let name = head.map_or("", super::heading);
        let mut out = Evidence {
            article: name,
            ..Evidence::default()
        };
        let (Some(article), Some(span)) = (article, place(statement)) else {
            return out;
        };
        let Some(text) = self.0.get(&article.node()) else {
            return out;
        };
        out.span = Some(span);
        out.cue = text.words(span);
        if !out.cue.is_empty() {
            let start = text.byte(span.start as usize).unwrap_or(0);
            let end = start + out.cue.len();
            let whole = head.and_then(|head| head.text.as_deref()).unwrap_or("");
            out.before = sentence_start(&whole[..start]);
            out.after = sentence_end(&whole[end..]);
        }
        out
    }
}

/// Returns where a statement stands: its cue, else its source.
pub(crate) fn place(statement: StatementRef<'_>) -> Option<Span> {
    let spans = match statement.cue() {
        [] => statement.source_spans(),
        cue => cue,
    };
    spans.first().copied()
}

/// A tooltip shows so many of a line's statements.
const SHOWN: usize = 4;

impl<'g> Texts<'g> {
    /// Returns the tooltip of a line: what it says, and the words it came from.
    pub fn of_line(&self, graph: &'g KnowledgeGraph, picture: &Picture, line: &Line) -> String {
        let mut lines = vec![picture.sentence(line)];
        let all = line.statements.iter().chain(&line.via);
        let all = all.filter_map(|&at| graph.statement(at));
        lines.extend(all.take(SHOWN).map(|said| self.evidence(said).line()));
        let more = (line.statements.len() + line.via.len()).saturating_sub(SHOWN);
        if more > 0 {
            lines.push(format!("and {more} more"));
        }
        lines.join("\n")
    }

    /// Returns the tooltip of a box: its whole wording, and who says it where.
    pub fn of_shape(&self, graph: &'g KnowledgeGraph, shape: &Shape) -> String {
        let mut lines = vec![shape.name.clone()];
        for &node in &shape.nodes {
            if let Some(claim) = graph.claim(node) {
                let all = claim.statements().take(SHOWN);
                lines.extend(all.map(|said| self.evidence(said).line()));
            } else if let Some(said) = graph.statement(node) {
                lines.push(self.evidence(said).line());
            } else if let Some(who) = graph.entity(node) {
                let described = who.descriptions_among(LOOKED_AT);
                let all: IndexSet<&str> = described.chain(who.aliases_among(LOOKED_AT)).collect();
                lines.extend(all.into_iter().take(SHOWN).map(super::clean));
            }
        }
        lines.join("\n")
    }
}

/// A cue within its sentence, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence<'g> {
    /// The article's title, else its id.
    pub article: &'g str,
    /// The sentence before the cue.
    pub before: &'g str,
    /// The words that mark the statement.
    pub cue: &'g str,
    /// The sentence after the cue.
    pub after: &'g str,
    /// Where the cue stands, in code points.
    pub span: Option<Span>,
}

impl Evidence<'_> {
    /// Returns it on one line: the sentence with the cue marked, article, place.
    pub fn line(&self) -> String {
        let words = match self.cue {
            "" => String::new(),
            cue => format!("{}[{cue}]{} — ", self.before, self.after),
        };
        let place = self.span.map(|s| format!(", {}–{}", s.start, s.end));
        let place = place.unwrap_or_default();
        super::clean(&format!("{words}{}{place}", self.article))
    }
}

fn sentence_start(before: &str) -> &str {
    let from = before.char_indices().rev().take(REACH).last();
    let near = &before[from.map_or(before.len(), |(at, _)| at)..];
    let mut start = 0;
    let mut ended = false;
    for (at, c) in near.char_indices() {
        if ended && c.is_whitespace() || c == '\n' {
            start = at;
        }
        ended = is_end(c) || ended && is_closing(c);
    }
    near[start..].trim_start()
}

fn sentence_end(after: &str) -> &str {
    let mut ended = false;
    for (count, (at, c)) in after.char_indices().enumerate() {
        if ended && c.is_whitespace() || c == '\n' || count == REACH {
            return after[..at].trim_end();
        }
        ended = is_end(c) || ended && is_closing(c);
    }
    after.trim_end()
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']')
}
