//! A claim of a graph, and who makes it.

use super::{ArticleRef, EntityRef, StatementRef};
use crate::{
    article::Span,
    graph::{Edge, KnowledgeGraph, node::ClaimRow},
};
use petgraph::{Direction, graph::NodeIndex};

/// A claim of the graph.
#[derive(Clone, Copy, Debug)]
pub struct ClaimRef<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) row: &'g ClaimRow,
}

impl<'g> ClaimRef<'g> {
    /// Returns the node.
    pub fn node(self) -> NodeIndex {
        self.row.node
    }

    /// Returns the IRI.
    pub fn iri(self) -> &'g str {
        self.graph.iri(self.row.node)
    }

    /// Returns the id in its record.
    pub fn id(self) -> &'g str {
        self.graph.pool.words(self.row.id)
    }

    /// Returns the article that holds it.
    pub fn article(self) -> Option<ArticleRef<'g>> {
        self.graph.article(self.row.article)
    }

    /// Returns the wording.
    pub fn text(self) -> &'g str {
        self.graph.pool.words(self.row.text)
    }

    /// Returns where the wording stands.
    pub fn spans(self) -> &'g [Span] {
        self.graph.pool.spans(self.row.spans)
    }

    /// Returns the entities that the wording names.
    pub fn mentions(self) -> impl Iterator<Item = EntityRef<'g>> {
        self.graph.follow_entities(self.row.node, Edge::Mentions)
    }

    /// Returns the statements that it passes on.
    pub fn conveys(self) -> impl Iterator<Item = StatementRef<'g>> {
        self.graph
            .follow_statements(self.row.node, Direction::Outgoing, Edge::Conveys)
    }

    /// Returns the narrator's statements that the wording holds.
    pub fn embeds(self) -> impl Iterator<Item = StatementRef<'g>> {
        self.graph
            .follow_statements(self.row.node, Direction::Outgoing, Edge::Embeds)
    }

    /// Returns the statements that have it as content.
    pub fn statements(self) -> impl Iterator<Item = StatementRef<'g>> {
        self.graph
            .follow_statements(self.row.node, Direction::Incoming, Edge::Content)
    }
}
