//! An article of a graph, and what it says of itself.

use crate::{
    article::{Article, Span},
    graph::{KnowledgeGraph, node::ArticleRow},
};
use petgraph::graph::NodeIndex;

/// An article of the graph.
#[derive(Clone, Copy, Debug)]
pub struct ArticleRef<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) row: &'g ArticleRow,
}

impl<'g> ArticleRef<'g> {
    /// Returns the node.
    pub fn node(self) -> NodeIndex {
        self.row.node
    }

    /// Returns the IRI.
    pub fn iri(self) -> &'g str {
        self.graph.iri(self.row.node)
    }

    /// Returns the record's head: id, title, text and the like, with empty lists.
    pub fn head(self) -> &'g Article {
        &self.row.head
    }

    /// Returns the words of a span, or nothing where there is no such text.
    ///
    /// Walks the text from its start: for many spans of a long text take
    /// [`offsets`](Self::offsets).
    pub fn words(self, span: Span) -> &'g str {
        self.offsets().words(span)
    }

    /// Prepares the text for many look-ups by code point.
    pub fn offsets(self) -> crate::article::Offsets<'g> {
        crate::article::Offsets::new(self.row.head.text.as_deref().unwrap_or_default())
    }
}
