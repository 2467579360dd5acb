//! The `nanopub` model: the `nary` triples, each statement a nanopublication.
//!
//! The assertion is the statement with its claim, so what is published is that
//! somebody said it. What belongs to no statement (the article's head, what it
//! says of entities, claims that nobody makes) is one nanopublication more.
//! They are unsigned and have temporary IRIs, for the owner's tools to replace.

use super::{Emit, Part};
use crate::{
    article::Article,
    graph::iri::{self, ArticleIris, Ids},
    vocab::{self, dx, np, prov},
};
use oxrdf::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TripleRef, vocab::rdf};

/// Sorts triples into the graphs of nanopublications.
pub(super) struct Nanopubs<'a, F> {
    doc: &'a str,
    /// The article's own.
    head: Nanopub,
    /// Of each statement.
    statements: Vec<Nanopub>,
    /// Of each claim, the statements that have it as content.
    claims: Vec<Vec<usize>>,
    /// Of each entity, the statements that it has a role in.
    entities: Vec<Vec<usize>>,
    emit: F,
}

/// The graphs of one nanopublication.
struct Nanopub {
    iri: String,
    head: String,
    assertion: String,
    provenance: String,
    pubinfo: String,
}

impl Nanopub {
    fn new(iri: String) -> Self {
        Self {
            head: format!("{iri}/Head"),
            assertion: format!("{iri}/assertion"),
            provenance: format!("{iri}/provenance"),
            pubinfo: format!("{iri}/pubinfo"),
            iri,
        }
    }
}

impl<'a, E, F: FnMut(QuadRef<'_>) -> Result<(), E>> Nanopubs<'a, F> {
    /// Begins an article: writes what surrounds its triples.
    pub(super) fn new(
        article: &Article,
        iris: &'a ArticleIris,
        ids: &Ids<'_>,
        emit: F,
    ) -> Result<Self, E> {
        let mut claims = vec![Vec::new(); article.claims.len()];
        let mut entities = vec![Vec::new(); article.entities.len()];
        for (at, statement) in article.statements.iter().enumerate() {
            let content = statement.content.as_deref();
            if let Some(&claim) = content.and_then(|id| ids.claims.get(id)) {
                claims[claim].push(at);
            }
            let roles = statement.source.iter().chain(&statement.target);
            for id in roles.chain(&statement.addressee) {
                if let Some(&entity) = ids.entities.get(id.as_str()) {
                    entities[entity].push(at);
                }
            }
        }
        let nanopub = |of: &String| Nanopub::new(iri::nanopub_iri(of));
        let mut out = Self {
            doc: &iris.article,
            head: nanopub(&iris.article),
            statements: iris.statements.iter().map(nanopub).collect(),
            claims,
            entities,
            emit,
        };
        out.frames()?;
        Ok(out)
    }

    fn frames(&mut self) -> Result<(), E> {
        for nanopub in std::iter::once(&self.head).chain(&self.statements) {
            let iri = node(&nanopub.iri);
            let dixit = node(vocab::DIXIT);
            for (subject, property, object, graph) in [
                (iri, rdf::TYPE, np::NANOPUBLICATION, &nanopub.head),
                (
                    iri,
                    np::HAS_ASSERTION,
                    node(&nanopub.assertion),
                    &nanopub.head,
                ),
                (
                    iri,
                    np::HAS_PROVENANCE,
                    node(&nanopub.provenance),
                    &nanopub.head,
                ),
                (
                    iri,
                    np::HAS_PUBLICATION_INFO,
                    node(&nanopub.pubinfo),
                    &nanopub.head,
                ),
                (
                    node(&nanopub.assertion),
                    prov::WAS_DERIVED_FROM,
                    node(self.doc),
                    &nanopub.provenance,
                ),
                (iri, prov::WAS_ATTRIBUTED_TO, dixit, &nanopub.pubinfo),
                (dixit, rdf::TYPE, prov::SOFTWARE_AGENT, &nanopub.pubinfo),
            ] {
                (self.emit)(QuadRef::new(subject, property, object, node(graph)))?;
            }
        }
        Ok(())
    }
}

impl<E, F: FnMut(QuadRef<'_>) -> Result<(), E>> Emit for Nanopubs<'_, F> {
    type Error = E;

    fn triple(&mut self, part: Part, triple: TripleRef<'_>) -> Result<(), E> {
        let evidence = is_evidence(triple, self.doc);
        let single;
        let (statements, also_head) = match part {
            Part::Article => (&[][..], true),
            Part::Entity(at) => (&self.entities[at][..], true),
            Part::Claim(at) => (&self.claims[at][..], self.claims[at].is_empty()),
            Part::Statement(at) => {
                single = [at];
                (&single[..], false)
            }
        };
        let all = statements.iter().map(|&at| &self.statements[at]);
        for nanopub in all.chain(also_head.then_some(&self.head)) {
            let graph = match evidence {
                true => &nanopub.provenance,
                false => &nanopub.assertion,
            };
            (self.emit)(triple.in_graph(GraphNameRef::NamedNode(node(graph))))?;
        }
        Ok(())
    }
}

/// Tells where a saying was found from what it is.
fn is_evidence(triple: TripleRef<'_>, doc: &str) -> bool {
    const EVIDENCE: [NamedNodeRef<'_>; 6] = [
        dx::EVIDENCE,
        dx::CUE,
        dx::SOURCE_SPAN,
        dx::ASSERTED_IN,
        dx::CONFIDENCE,
        prov::WAS_DERIVED_FROM,
    ];
    let NamedOrBlankNodeRef::NamedNode(subject) = triple.subject else {
        return false;
    };
    let of_a_mention = subject.as_str().len() > doc.len()
        && subject.as_str().starts_with(doc)
        && (triple.predicate.as_str().starts_with(NIF) || triple.object == dx::MENTION.into());
    of_a_mention || EVIDENCE.contains(&triple.predicate)
}

const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";

fn node(iri: &str) -> NamedNodeRef<'_> {
    NamedNodeRef::new_unchecked(iri)
}
