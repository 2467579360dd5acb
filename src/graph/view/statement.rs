//! A statement of a graph, and whom it leads to.

use super::{ArticleRef, ClaimRef, EntityRef};
use crate::{
    article::Span,
    graph::{Edge, KnowledgeGraph, node::StatementRow},
};
use petgraph::{Direction, graph::NodeIndex, visit::EdgeRef};

/// A statement of the graph.
#[derive(Clone, Copy, Debug)]
pub struct StatementRef<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) row: &'g StatementRow,
}

impl<'g> StatementRef<'g> {
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

    /// Returns the relation's name.
    pub fn relation(self) -> &'g str {
        self.graph.relation_name(self.row.relation)
    }

    /// Returns whether the relation is negated.
    pub fn negated(self) -> bool {
        self.row.negated
    }

    /// Returns whether the content stands in quotation marks.
    pub fn quoted(self) -> bool {
        self.row.quoted
    }

    /// Returns how likely the reading is right, from 0 to 1.
    pub fn confidence(self) -> Option<f64> {
        let confidence = self.row.confidence;
        (!confidence.is_nan()).then_some(confidence)
    }

    /// Returns where the cue stands.
    pub fn cue(self) -> &'g [Span] {
        self.graph.pool.spans(self.row.cue)
    }

    /// Returns where the source stands.
    pub fn source_spans(self) -> &'g [Span] {
        self.graph.pool.spans(self.row.source_spans)
    }

    /// Returns who says it.
    pub fn sources(self) -> impl Iterator<Item = EntityRef<'g>> {
        self.graph.follow_entities(self.row.node, Edge::Source)
    }

    /// Returns whom it accuses, threatens or calls something.
    pub fn targets(self) -> impl Iterator<Item = EntityRef<'g>> {
        self.graph.follow_entities(self.row.node, Edge::Target)
    }

    /// Returns whom it is said to.
    pub fn addressees(self) -> impl Iterator<Item = EntityRef<'g>> {
        self.graph.follow_entities(self.row.node, Edge::Addressee)
    }

    /// Returns what is said.
    pub fn content(self) -> Option<ClaimRef<'g>> {
        let edges = self.graph.graph.edges(self.row.node);
        let contents = edges.filter(|edge| *edge.weight() == Edge::Content);
        let first = contents.min_by_key(EdgeRef::id)?;
        self.graph.claim(first.target())
    }

    /// Returns the claims that pass it on; none where the article makes it itself.
    pub fn conveyed_by(self) -> impl Iterator<Item = ClaimRef<'g>> {
        let from = self
            .graph
            .follow(self.row.node, Direction::Incoming, Edge::Conveys);
        from.into_iter().filter_map(|node| self.graph.claim(node))
    }
}
