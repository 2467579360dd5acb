//! An entity of a graph, and where it was met.

use super::StatementRef;
use crate::{
    article::{EntityKind, Mention},
    graph::{
        Edge, KnowledgeGraph,
        node::{EntityRow, More, Seen},
    },
};
use petgraph::{Direction, graph::NodeIndex};

/// An entity of the graph.
#[derive(Clone, Copy, Debug)]
pub struct EntityRef<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) row: &'g EntityRow,
}

impl<'g> EntityRef<'g> {
    /// Returns the node.
    pub fn node(self) -> NodeIndex {
        self.row.node
    }

    /// Returns the IRI.
    pub fn iri(self) -> &'g str {
        self.graph.iri(self.row.node)
    }

    /// Returns the name.
    pub fn name(self) -> &'g str {
        self.graph.pool.words(self.row.name)
    }

    /// Returns what sort of entity it is.
    pub fn kind(self) -> EntityKind {
        self.row.kind
    }

    /// Returns what each article says of it, in the order of the articles.
    fn seen(self) -> impl Iterator<Item = &'g Seen> {
        let seen = |at: u32| self.graph.seen.get(at as usize);
        // The chain ends where there is no row.
        std::iter::successors(seen(self.row.first), move |before| seen(before.next))
    }

    fn more(self, articles: usize) -> impl Iterator<Item = &'g More> {
        let seen = self.seen().take(articles);
        seen.filter_map(|seen| seen.more.as_deref())
    }

    /// Returns how articles describe it, each description once.
    pub fn descriptions(self) -> Vec<&'g str> {
        once(self.descriptions_among(usize::MAX))
    }

    /// Returns how the first so many articles that name it describe it.
    pub(crate) fn descriptions_among(self, articles: usize) -> impl Iterator<Item = &'g str> {
        self.more(articles)
            .filter_map(|more| more.description.as_deref())
    }

    /// Returns its other names, each once.
    pub fn aliases(self) -> Vec<&'g str> {
        once(self.aliases_among(usize::MAX))
    }

    /// Returns its other names in the first so many articles that name it.
    pub(crate) fn aliases_among(self, articles: usize) -> impl Iterator<Item = &'g str> {
        self.more(articles)
            .flat_map(|more| more.aliases.iter().map(String::as_str))
    }

    /// Returns the IRIs of the same entity elsewhere, each once.
    pub fn same_as(self) -> Vec<&'g str> {
        once(
            self.more(usize::MAX)
                .flat_map(|more| more.same_as.iter().map(String::as_str)),
        )
    }

    /// Returns where texts mention it: the article's node and the place.
    pub fn mentions(self) -> impl Iterator<Item = (NodeIndex, Mention)> + 'g {
        let pool = &self.graph.pool;
        self.seen().flat_map(|seen| {
            let mentions = pool.mentions(seen.mentions).iter();
            mentions.map(|mention| (seen.article, *mention))
        })
    }

    /// Returns its id in an article's record.
    pub fn id_in(self, article: NodeIndex) -> Option<&'g str> {
        let seen = self.seen().find(|seen| seen.article == article)?;
        Some(self.graph.pool.words(seen.id))
    }

    /// Returns the entities it is part of.
    pub fn part_of(self) -> impl Iterator<Item = EntityRef<'g>> {
        self.graph.follow_entities(self.row.node, Edge::PartOf)
    }

    /// Returns the entities it speaks for.
    pub fn speaks_for(self) -> impl Iterator<Item = EntityRef<'g>> {
        self.graph.follow_entities(self.row.node, Edge::SpeaksFor)
    }

    /// Returns what it says.
    pub fn statements(self) -> impl Iterator<Item = StatementRef<'g>> {
        self.graph
            .follow_statements(self.row.node, Direction::Incoming, Edge::Source)
    }
}

fn once<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let all: indexmap::IndexSet<&str> = words.collect();
    all.into_iter().collect()
}
