//! What the graph's nodes stand for.

use crate::article::{Article, EntityKind, Mention, Span};
use petgraph::graph::NodeIndex;

/// What a node stands for; the data behind it is read through
/// [`KnowledgeGraph`](super::KnowledgeGraph).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// An article; the row of its table.
    Article(u32),
    /// An entity; the row of its table.
    Entity(u32),
    /// A statement; the row of its table.
    Statement(u32),
    /// A claim; the row of its table.
    Claim(u32),
}

/// What a node stands for, without its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A document.
    Article,
    /// Somebody or something that a text names.
    Entity(EntityKind),
    /// An attribution.
    Statement,
    /// Something that is said.
    Claim,
}

/// A node that holds its own words, for graphs that leave their tables behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedNode {
    /// The node's IRI.
    pub iri: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// An entity's name, a claim's wording, a statement's relation, an article's title.
    pub label: String,
}

/// An article: its record without entities, claims, statements and links.
#[derive(Clone, Debug)]
pub(super) struct ArticleRow {
    pub(super) node: NodeIndex,
    pub(super) head: Article,
}

/// An entity, joined from every article that names it.
#[derive(Clone, Debug)]
pub(super) struct EntityRow {
    pub(super) node: NodeIndex,
    pub(super) name: Box<str>,
    pub(super) kind: EntityKind,
    /// What each article says of it, in the order of the articles.
    pub(super) seen: Vec<Seen>,
}

/// What one article says of an entity.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) article: NodeIndex,
    pub(super) id: Box<str>,
    pub(super) description: Option<Box<str>>,
    pub(super) aliases: Box<[String]>,
    pub(super) same_as: Box<[String]>,
    pub(super) mentions: Box<[Mention]>,
}

/// A statement, of one article.
#[derive(Clone, Debug)]
pub(super) struct StatementRow {
    pub(super) node: NodeIndex,
    pub(super) article: NodeIndex,
    pub(super) id: Box<str>,
    pub(super) relation: u32,
    pub(super) negated: bool,
    pub(super) quoted: bool,
    pub(super) confidence: Option<f64>,
    pub(super) cue: Box<[Span]>,
    pub(super) source_spans: Box<[Span]>,
}

/// A claim, of one article.
#[derive(Clone, Debug)]
pub(super) struct ClaimRow {
    pub(super) node: NodeIndex,
    pub(super) article: NodeIndex,
    pub(super) id: Box<str>,
    pub(super) text: Box<str>,
    pub(super) spans: Box<[Span]>,
}
