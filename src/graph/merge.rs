//! Adding an article: what is the same is joined, what is new gets a node.

use super::{
    Edge, KnowledgeGraph, Node,
    iri::{self, ArticleIris, Ids},
    node::{ArticleRow, ClaimRow, EntityRow, LAST, More, Seen, StatementRow},
    pool::{make_room, step},
};
use crate::article::{Article, Entity};
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::borrow::Cow;

impl KnowledgeGraph {
    /// Adds an article and returns its node.
    ///
    /// An article whose IRI is already there (the same URL, or the same id and
    /// text) changes nothing: the first one counts. References to ids that the
    /// record does not hold are left out.
    pub fn add_article(&mut self, article: &Article) -> NodeIndex {
        let article = &*self.fitting(article);
        let ids = Ids::new(article);
        let iris = ArticleIris::with_ids(article, &ids, &self.base);
        if let Some(known) = self.by_iri(&iris.article) {
            return known;
        }
        self.make_room(article);
        let doc = self.add_head(article, &iris);
        let nodes = Nodes {
            entities: self.add_entities(article, &iris, doc),
            claims: self.add_claims(article, &iris, doc),
            statements: self.add_statements(article, &iris, doc),
            ids,
        };
        self.join_entities(article, &nodes);
        self.join_claims(article, &nodes);
        self.join_statements(article, &nodes);
        self.join_links(article, &nodes);
        doc
    }

    fn make_room(&mut self, article: &Article) {
        make_room(&mut self.articles, 1);
        make_room(&mut self.entities, article.entities.len());
        make_room(&mut self.seen, article.entities.len());
        make_room(&mut self.claims, article.claims.len());
        make_room(&mut self.statements, article.statements.len());
        make_room(&mut self.link_confidences, article.links.len());
    }

    /// Drops the addresses that stand for something else here: a node is one thing.
    ///
    /// A user can give an outlet the IRI of its home page, and then read that page.
    fn fitting<'a>(&self, article: &'a Article) -> Cow<'a, Article> {
        let doc = iri::article_iri(article, &self.base);
        let takes = |iri: &str| self.by_iri(iri).map(|node| self.graph[node]);
        let is_taken = |entity: &Entity| {
            let node = entity.iri.as_deref().and_then(takes);
            node.is_some_and(|node| !matches!(node, Node::Entity(_)))
        };
        let mut out = Cow::Borrowed(article);
        if takes(&doc).is_some_and(|node| !matches!(node, Node::Article(_))) {
            out.to_mut().url = None;
        }
        for at in (0..article.entities.len()).filter(|&at| is_taken(&article.entities[at])) {
            out.to_mut().entities[at].iri = None;
        }
        out
    }

    /// Adds a node, or returns the one that already has the IRI.
    fn node(&mut self, iri: &str, node: Node) -> NodeIndex {
        let (at, new) = self.iris.insert(iri, &mut self.pool);
        if new {
            if self.graph.capacity().0 == at {
                self.graph.reserve_exact_nodes(step(at));
            }
            self.graph.add_node(node);
        }
        NodeIndex::new(at)
    }

    fn edge(&mut self, from: NodeIndex, to: NodeIndex, edge: Edge) -> EdgeIndex {
        let count = self.graph.edge_count();
        if self.graph.capacity().1 == count {
            self.graph.reserve_exact_edges(step(count));
        }
        self.graph.add_edge(from, to, edge)
    }

    fn add_head(&mut self, article: &Article, iris: &ArticleIris) -> NodeIndex {
        let node = self.node(&iris.article, Node::Article(row(self.articles.len())));
        let head = Article {
            id: article.id.clone(),
            url: article.url.clone(),
            title: article.title.clone(),
            author: article.author.clone(),
            publisher: article.publisher.clone(),
            published: article.published.clone(),
            language: article.language.clone(),
            text: article.text.clone(),
            ..Article::default()
        };
        self.articles.push(ArticleRow { node, head });
        node
    }

    fn add_entities(
        &mut self,
        article: &Article,
        iris: &ArticleIris,
        doc: NodeIndex,
    ) -> Vec<NodeIndex> {
        let pairs = article.entities.iter().zip(&iris.entities);
        pairs
            .map(|(entity, iri)| self.add_entity(entity, iri, doc))
            .collect()
    }

    fn add_entity(&mut self, entity: &Entity, iri: &str, doc: NodeIndex) -> NodeIndex {
        let node = self.node(iri, Node::Entity(row(self.entities.len())));
        let at = match self.graph[node] {
            Node::Entity(at) => at as usize,
            // `fitting` leaves none of these.
            _ => return node,
        };
        let here = row(self.seen.len());
        if at == self.entities.len() {
            let name = match entity.name.as_str() {
                "" => entity.id.as_str(),
                name => name,
            };
            self.entities.push(EntityRow {
                node,
                name: self.pool.keep(name),
                kind: entity.kind,
                first: here,
                last: here,
            });
        } else {
            let before = std::mem::replace(&mut self.entities[at].last, here);
            self.seen[before as usize].next = here;
        }
        self.seen.push(Seen {
            article: doc,
            id: self.pool.keep(&entity.id),
            mentions: self.pool.keep_mentions(&entity.mentions),
            next: LAST,
            more: more(entity),
        });
        self.edge(node, doc, Edge::In);
        node
    }

    fn add_claims(
        &mut self,
        article: &Article,
        iris: &ArticleIris,
        doc: NodeIndex,
    ) -> Vec<NodeIndex> {
        let mut nodes = Vec::with_capacity(article.claims.len());
        for (claim, iri) in article.claims.iter().zip(&iris.claims) {
            let node = self.node(iri, Node::Claim(row(self.claims.len())));
            self.claims.push(ClaimRow {
                node,
                article: doc,
                id: self.pool.keep(&claim.id),
                text: self.pool.keep(&claim.text),
                spans: self.pool.keep_spans(&claim.spans),
            });
            self.edge(node, doc, Edge::In);
            nodes.push(node);
        }
        nodes
    }

    fn add_statements(
        &mut self,
        article: &Article,
        iris: &ArticleIris,
        doc: NodeIndex,
    ) -> Vec<NodeIndex> {
        let mut nodes = Vec::with_capacity(article.statements.len());
        for (statement, iri) in article.statements.iter().zip(&iris.statements) {
            let node = self.node(iri, Node::Statement(row(self.statements.len())));
            let (relation, _) = self
                .relations
                .insert_full(statement.relation.as_str().into());
            self.statements.push(StatementRow {
                node,
                article: doc,
                id: self.pool.keep(&statement.id),
                relation: row(relation),
                negated: statement.negated,
                quoted: statement.quoted,
                confidence: statement.confidence.unwrap_or(f64::NAN),
                cue: self.pool.keep_spans(&statement.cue),
                source_spans: self.pool.keep_spans(&statement.source_spans),
            });
            self.edge(node, doc, Edge::In);
            nodes.push(node);
        }
        nodes
    }

    fn join_entities(&mut self, article: &Article, nodes: &Nodes<'_>) {
        for (entity, &from) in article.entities.iter().zip(&nodes.entities) {
            for to in entity.part_of.iter().filter_map(|id| nodes.entity(id)) {
                self.add_edge_once(from, to, Edge::PartOf);
            }
            for to in entity.speaks_for.iter().filter_map(|id| nodes.entity(id)) {
                self.add_edge_once(from, to, Edge::SpeaksFor);
            }
        }
    }

    /// Adds an edge that two articles may both name, and that is kept once.
    ///
    /// To look among the node's edges would take longer with every article that
    /// names it.
    fn add_edge_once(&mut self, from: NodeIndex, to: NodeIndex, edge: Edge) {
        if self.once.insert((from, to, edge)) {
            self.edge(from, to, edge);
        }
    }

    fn join_claims(&mut self, article: &Article, nodes: &Nodes<'_>) {
        for (claim, &from) in article.claims.iter().zip(&nodes.claims) {
            for to in claim.mentions.iter().filter_map(|id| nodes.entity(id)) {
                self.edge(from, to, Edge::Mentions);
            }
            for to in claim.conveys.iter().filter_map(|id| nodes.statement(id)) {
                self.edge(from, to, Edge::Conveys);
            }
            for to in claim.embeds.iter().filter_map(|id| nodes.statement(id)) {
                self.edge(from, to, Edge::Embeds);
            }
        }
    }

    fn join_statements(&mut self, article: &Article, nodes: &Nodes<'_>) {
        for (statement, &from) in article.statements.iter().zip(&nodes.statements) {
            let roles = [
                (&statement.source, Edge::Source),
                (&statement.target, Edge::Target),
                (&statement.addressee, Edge::Addressee),
            ];
            for (ids, edge) in roles {
                for to in ids.iter().filter_map(|id| nodes.entity(id)) {
                    self.edge(from, to, edge);
                }
            }
            if let Some(to) = statement.content.as_ref().and_then(|id| nodes.claim(id)) {
                self.edge(from, to, Edge::Content);
            }
        }
    }

    fn join_links(&mut self, article: &Article, nodes: &Nodes<'_>) {
        for link in &article.links {
            if let (Some(from), Some(to)) = (nodes.either(&link.from), nodes.either(&link.to)) {
                let edge = self.edge(from, to, Edge::Link(link.kind));
                let confidence = link.confidence.map(|p| (edge, p as f32));
                self.link_confidences.extend(confidence);
            }
        }
    }
}

fn more(entity: &Entity) -> Option<Box<More>> {
    let more = More {
        description: entity.description.as_deref().map(Into::into),
        aliases: entity.aliases.as_slice().into(),
        same_as: entity.same_as.as_slice().into(),
    };
    let none = more.description.is_none() && more.aliases.is_empty() && more.same_as.is_empty();
    (!none).then(|| Box::new(more))
}

/// The nodes of one article, by the record's ids.
struct Nodes<'a> {
    ids: Ids<'a>,
    entities: Vec<NodeIndex>,
    claims: Vec<NodeIndex>,
    statements: Vec<NodeIndex>,
}

impl Nodes<'_> {
    fn entity(&self, id: &str) -> Option<NodeIndex> {
        self.ids.entities.get(id).map(|&at| self.entities[at])
    }

    fn claim(&self, id: &str) -> Option<NodeIndex> {
        self.ids.claims.get(id).map(|&at| self.claims[at])
    }

    fn statement(&self, id: &str) -> Option<NodeIndex> {
        self.ids.statements.get(id).map(|&at| self.statements[at])
    }

    fn either(&self, id: &str) -> Option<NodeIndex> {
        self.statement(id).or_else(|| self.claim(id))
    }
}

/// Rows are counted in 32 bits, as petgraph's own indices are.
fn row(at: usize) -> u32 {
    u32::try_from(at).expect("petgraph refuses more than 2^32 nodes first")
}
