//! The knowledge graph over petgraph: who said what, joined across articles.

mod edge;
pub mod iri;
mod iris;
mod merge;
mod node;
mod pool;
mod project;
pub(crate) mod same;
mod view;

pub use edge::Edge;
pub use node::{Node, NodeKind, OwnedNode};
pub use project::{Actor, Saying};
pub use same::SameClaim;
pub use view::{ArticleRef, ClaimRef, EntityRef, LinkRef, StatementRef};

use foldhash::HashSet;
use indexmap::IndexSet;
use iri::Base;
use iris::Iris;
use node::{ArticleRow, ClaimRow, EntityRow, Seen, StatementRow};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use pool::Pool;

/// Articles, entities, statements and claims, and how they stand to one another.
///
/// Entities of the same IRI (kind and name, or the user's own) are one node
/// whatever article names them; statements and claims belong to their article
/// and meet across articles only by links. Nodes and edges are in the order in
/// which articles were added; nothing is ever removed, so an index stays valid.
///
/// ```
/// use dixit::{Article, Relations, graph::KnowledgeGraph};
///
/// let article: Article = serde_json::from_str(r#"{"id": "a",
///     "entities": [{"id": "e1", "name": "Ann Oduya", "kind": "person"}],
///     "claims": [{"id": "c1", "text": "the bridge is safe"}],
///     "statements": [{"id": "s1", "relation": "denied", "source": ["e1"], "content": "c1"}]}"#)?;
/// let mut graph = KnowledgeGraph::new();
/// graph.add_article(&article);
/// let denied: Vec<String> = graph
///     .statements()
///     .filter(|s| s.relation() == "denied")
///     .flat_map(|s| s.sources().map(|who| who.name().to_owned()).collect::<Vec<_>>())
///     .collect();
/// assert_eq!(denied, ["Ann Oduya"]);
/// assert_eq!(graph.as_petgraph().node_count(), 4);
/// # assert!(Relations::builtin().by_name("denied").is_some());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    graph: DiGraph<Node, Edge>,
    base: Base,
    /// Of each node, in the order of the nodes.
    iris: Iris,
    pool: Pool,
    relations: IndexSet<Box<str>>,
    /// Edges that are kept once.
    once: HashSet<(NodeIndex, NodeIndex, Edge)>,
    /// Of links, in the order of the edges: few edges are links, so it is kept apart.
    link_confidences: Vec<(EdgeIndex, f32)>,
    articles: Vec<ArticleRow>,
    entities: Vec<EntityRow>,
    /// What articles say of entities, each linked to the next of its entity.
    seen: Vec<Seen>,
    statements: Vec<StatementRow>,
    claims: Vec<ClaimRow>,
}

impl KnowledgeGraph {
    /// Makes an empty graph with the default base.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes an empty graph whose data IRIs stand under a base.
    pub fn with_base(base: Base) -> Self {
        Self {
            base,
            ..Self::default()
        }
    }

    /// Returns the base of the data IRIs.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Gives back the memory that was reserved for more articles.
    pub fn shrink_to_fit(&mut self) {
        self.graph.shrink_to_fit();
        self.iris.shrink_to_fit();
        self.pool.shrink_to_fit();
        self.link_confidences.shrink_to_fit();
        self.once.shrink_to_fit();
        self.articles.shrink_to_fit();
        self.entities.shrink_to_fit();
        self.seen.shrink_to_fit();
        self.statements.shrink_to_fit();
        self.claims.shrink_to_fit();
    }

    /// Returns the graph under it, for petgraph's algorithms.
    pub fn as_petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// Turns it into a petgraph whose nodes hold their own words.
    ///
    /// Indices stay the same.
    pub fn into_petgraph(self) -> DiGraph<OwnedNode, Edge> {
        self.graph.map(
            |index, _| OwnedNode {
                iri: self.iri(index).to_owned(),
                kind: self.kind(index),
                label: self.label(index).to_owned(),
            },
            |_, edge| *edge,
        )
    }

    /// Finds a node by its IRI.
    pub fn by_iri(&self, iri: &str) -> Option<NodeIndex> {
        self.iris.find(iri, &self.pool).map(NodeIndex::new)
    }

    /// Returns a node's IRI, or nothing for an index of another graph.
    pub fn iri(&self, node: NodeIndex) -> &str {
        let words = self.iris.words(node.index());
        words.map_or("", |words| self.pool.words(words))
    }

    /// Returns what a node stands for.
    ///
    /// # Panics
    ///
    /// With an index of another graph.
    pub fn kind(&self, node: NodeIndex) -> NodeKind {
        match self.graph[node] {
            Node::Article(_) => NodeKind::Article,
            Node::Entity(row) => NodeKind::Entity(self.entities[row as usize].kind),
            Node::Statement(_) => NodeKind::Statement,
            Node::Claim(_) => NodeKind::Claim,
        }
    }

    /// Returns a node's words: a name, wording, relation or title.
    ///
    /// # Panics
    ///
    /// With an index of another graph.
    pub fn label(&self, node: NodeIndex) -> &str {
        match self.graph[node] {
            Node::Article(row) => {
                let head = &self.articles[row as usize].head;
                head.title.as_deref().unwrap_or(&head.id)
            }
            Node::Entity(row) => self.pool.words(self.entities[row as usize].name),
            Node::Statement(row) => self.relation_name(self.statements[row as usize].relation),
            Node::Claim(row) => self.pool.words(self.claims[row as usize].text),
        }
    }

    fn relation_name(&self, relation: u32) -> &str {
        self.relations
            .get_index(relation as usize)
            .map_or("", |name| name)
    }
}
