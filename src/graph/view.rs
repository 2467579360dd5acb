//! Reading the graph: what stands behind a node, and what it leads to.

use super::{
    Edge, KnowledgeGraph, Node,
    node::{ArticleRow, ClaimRow, EntityRow, More, Seen, StatementRow},
};
use crate::article::{Article, EntityKind, LinkKind, Mention, Span};
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

/// An article of the graph.
#[derive(Clone, Copy, Debug)]
pub struct ArticleRef<'g> {
    graph: &'g KnowledgeGraph,
    row: &'g ArticleRow,
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

/// An entity of the graph.
#[derive(Clone, Copy, Debug)]
pub struct EntityRef<'g> {
    graph: &'g KnowledgeGraph,
    row: &'g EntityRow,
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

/// A statement of the graph.
#[derive(Clone, Copy, Debug)]
pub struct StatementRef<'g> {
    graph: &'g KnowledgeGraph,
    row: &'g StatementRow,
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

/// A claim of the graph.
#[derive(Clone, Copy, Debug)]
pub struct ClaimRef<'g> {
    graph: &'g KnowledgeGraph,
    row: &'g ClaimRow,
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
