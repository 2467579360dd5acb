//! What the graph's nodes stand for.

use super::pool::{Places, Words};
use crate::article::{Article, EntityKind};
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
    pub(super) name: Words,
    pub(super) kind: EntityKind,
    /// What the first article says of it; the others follow from there.
    pub(super) first: u32,
    /// What the last article says of it.
    pub(super) last: u32,
}

/// What one article says of an entity.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) article: NodeIndex,
    pub(super) id: Words,
    pub(super) mentions: Places,
    /// What the next article says, or [`LAST`].
    pub(super) next: u32,
    pub(super) more: Option<Box<More>>,
}

/// The end of a chain of [`Seen`].
pub(super) const LAST: u32 = u32::MAX;

/// What few articles say of an entity.
#[derive(Clone, Debug)]
pub(super) struct More {
    pub(super) description: Option<Box<str>>,
    pub(super) aliases: Box<[String]>,
    pub(super) same_as: Box<[String]>,
}

/// A statement, of one article.
#[derive(Clone, Debug)]
pub(super) struct StatementRow {
    pub(super) node: NodeIndex,
    pub(super) article: NodeIndex,
    pub(super) id: Words,
    pub(super) relation: u32,
    pub(super) negated: bool,
    pub(super) quoted: bool,
    /// Not a number where nobody said; that is half of an `Option`.
    pub(super) confidence: f64,
    pub(super) cue: Places,
    pub(super) source_spans: Places,
}

/// A claim, of one article.
#[derive(Clone, Debug)]
pub(super) struct ClaimRow {
    pub(super) node: NodeIndex,
    pub(super) article: NodeIndex,
    pub(super) id: Words,
    pub(super) text: Words,
    pub(super) spans: Places,
}
