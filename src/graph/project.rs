//! The plain relation graph: who denied what, who accused whom.

use super::{KnowledgeGraph, NodeKind, StatementRef};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::HashMap;

/// An entity or claim of the relation graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its node in the knowledge graph.
    pub node: NodeIndex,
    /// Its IRI.
    pub iri: String,
    /// Its name or wording.
    pub label: String,
    /// What it stands for.
    pub kind: NodeKind,
}

/// A saying, as an edge of the relation graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The statement's node in the knowledge graph.
    pub statement: NodeIndex,
    /// The relation's name.
    pub relation: String,
    /// Whether the relation is negated.
    pub negated: bool,
    /// Whether the article says it in its own voice, not through another source.
    pub own_voice: bool,
}

impl KnowledgeGraph {
    /// Returns who stands in which relation to what and to whom.
    ///
    /// Each statement gives an edge from every source to its claim, and one to
    /// every target. Statements that another source passes on are there too,
    /// with `own_voice` off: filter on it before you quote the article for them.
    pub fn relations(&self) -> DiGraph<Actor, Saying> {
        let mut projection = Projection {
            from: self,
            graph: DiGraph::new(),
            nodes: HashMap::new(),
        };
        for statement in self.statements() {
            projection.add(statement);
        }
        projection.graph
    }
}

struct Projection<'g> {
    from: &'g KnowledgeGraph,
    graph: DiGraph<Actor, Saying>,
    nodes: HashMap<NodeIndex, NodeIndex>,
}

impl Projection<'_> {
    fn add(&mut self, statement: StatementRef<'_>) {
        let saying = Saying {
            statement: statement.node(),
            relation: statement.relation().to_owned(),
            negated: statement.negated(),
            own_voice: statement.conveyed_by().next().is_none(),
        };
        let content = statement.content().map(|claim| claim.node());
        let targets = statement.targets().map(|entity| entity.node());
        let to: Vec<NodeIndex> = content.into_iter().chain(targets).collect();
        for source in statement.sources() {
            let from = self.node(source.node());
            for &to in &to {
                let to = self.node(to);
                self.graph.add_edge(from, to, saying.clone());
            }
        }
    }

    fn node(&mut self, node: NodeIndex) -> NodeIndex {
        let (from, graph) = (self.from, &mut self.graph);
        *self.nodes.entry(node).or_insert_with(|| {
            graph.add_node(Actor {
                node,
                iri: from.iri(node).to_owned(),
                label: from.label(node).to_owned(),
                kind: from.kind(node),
            })
        })
    }
}
