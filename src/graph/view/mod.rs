//! Reading the graph: what stands behind a node, and what it leads to.

mod article;
mod claim;
mod entity;
mod statement;

pub use article::ArticleRef;
pub use claim::ClaimRef;
pub use entity::EntityRef;
pub use statement::StatementRef;

use super::{Edge, KnowledgeGraph, Node};
use crate::article::LinkKind;
use petgraph::{
    Direction,
    graph::{EdgeIndex, NodeIndex},
    visit::EdgeRef,
};

impl KnowledgeGraph {
    /// Returns the articles, in the order they were added.
    pub fn articles(&self) -> impl Iterator<Item = ArticleRef<'_>> {
        let all = self.articles.iter();
        all.map(|row| ArticleRef { graph: self, row })
    }

    /// Returns the entities, in the order they were first named.
    pub fn entities(&self) -> impl Iterator<Item = EntityRef<'_>> {
        let all = self.entities.iter();
        all.map(|row| EntityRef { graph: self, row })
    }

    /// Returns the statements, article by article, in the record's order.
    pub fn statements(&self) -> impl Iterator<Item = StatementRef<'_>> {
        let all = self.statements.iter();
        all.map(|row| StatementRef { graph: self, row })
    }

    /// Returns the claims, article by article, in the record's order.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef<'_>> {
        let all = self.claims.iter();
        all.map(|row| ClaimRef { graph: self, row })
    }

    /// Returns the links between statements and claims, in the order they were added.
    pub fn links(&self) -> impl Iterator<Item = LinkRef> {
        self.graph.edge_references().filter_map(|edge| {
            let Edge::Link(kind) = *edge.weight() else {
                return None;
            };
            let confidence = self.link_confidence(edge.id());
            Some(LinkRef {
                from: edge.source(),
                kind,
                to: edge.target(),
                confidence,
            })
        })
    }

    /// Returns how likely a link is right, from 0 to 1; none where nobody said.
    pub fn link_confidence(&self, edge: EdgeIndex) -> Option<f32> {
        let all = &self.link_confidences;
        let found = all.binary_search_by_key(&edge, |&(known, _)| known).ok()?;
        Some(all[found].1)
    }

    /// Returns the article behind a node, if it is one.
    pub fn article(&self, node: NodeIndex) -> Option<ArticleRef<'_>> {
        match self.graph.node_weight(node)? {
            Node::Article(row) => Some(ArticleRef {
                graph: self,
                row: self.articles.get(*row as usize)?,
            }),
            _ => None,
        }
    }

    /// Returns the entity behind a node, if it is one.
    pub fn entity(&self, node: NodeIndex) -> Option<EntityRef<'_>> {
        match self.graph.node_weight(node)? {
            Node::Entity(row) => Some(EntityRef {
                graph: self,
                row: self.entities.get(*row as usize)?,
            }),
            _ => None,
        }
    }

    /// Returns the statement behind a node, if it is one.
    pub fn statement(&self, node: NodeIndex) -> Option<StatementRef<'_>> {
        match self.graph.node_weight(node)? {
            Node::Statement(row) => Some(StatementRef {
                graph: self,
                row: self.statements.get(*row as usize)?,
            }),
            _ => None,
        }
    }

    /// Returns the claim behind a node, if it is one.
    pub fn claim(&self, node: NodeIndex) -> Option<ClaimRef<'_>> {
        match self.graph.node_weight(node)? {
            Node::Claim(row) => Some(ClaimRef {
                graph: self,
                row: self.claims.get(*row as usize)?,
            }),
            _ => None,
        }
    }

    /// Returns where edges of one kind lead, in the order they were added.
    fn follow(&self, node: NodeIndex, direction: Direction, edge: Edge) -> Vec<NodeIndex> {
        let mut found: Vec<_> = self
            .graph
            .edges_directed(node, direction)
            .filter(|e| *e.weight() == edge)
            .map(|e| match direction {
                Direction::Outgoing => (e.id(), e.target()),
                Direction::Incoming => (e.id(), e.source()),
            })
            .collect();
        // petgraph walks the newest edge first.
        found.sort_unstable();
        found.into_iter().map(|(_, node)| node).collect()
    }

    fn follow_entities(&self, node: NodeIndex, edge: Edge) -> impl Iterator<Item = EntityRef<'_>> {
        let nodes = self.follow(node, Direction::Outgoing, edge);
        nodes.into_iter().filter_map(|to| self.entity(to))
    }

    fn follow_statements(
        &self,
        node: NodeIndex,
        direction: Direction,
        edge: Edge,
    ) -> impl Iterator<Item = StatementRef<'_>> {
        let nodes = self.follow(node, direction, edge);
        nodes.into_iter().filter_map(|to| self.statement(to))
    }
}

/// A link between two nodes, each a statement or a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkRef {
    /// The statement or claim that answers.
    pub from: NodeIndex,
    /// How it answers.
    pub kind: LinkKind,
    /// The statement or claim that is answered.
    pub to: NodeIndex,
    /// How likely the link is right, from 0 to 1.
    pub confidence: Option<f32>,
}
