//! RDF: articles as triples, in five models and six syntaxes.

mod edges;
mod escape;
mod jsonld;
mod lexical;
mod lines;
mod nanopub;
mod nary;
#[cfg(feature = "rdf-12")]
mod rdf12;
mod reified;
mod sorted;
mod writer;

pub use jsonld::CONTEXT;
pub use lines::LineWriter;
pub(super) use writer::Writer;
pub use writer::XmlError;

use super::Options;
use crate::{
    article::Article,
    graph::iri::{self, ArticleIris, Ids},
    syntax::Syntax,
};
use oxrdf::{GraphNameRef, NamedNodeRef, QuadRef, TripleRef};
use std::borrow::Cow;

/// The ontology in Turtle, as `dixit schema ontology` prints it.
pub const ONTOLOGY: &str = include_str!("../../../schema/dixit.ttl");

/// The SHACL shapes in Turtle: those of SHACL Core, and those of SHACL-SPARQL.
pub const SHAPES: [&str; 2] = [
    include_str!("../../../schema/shapes.ttl"),
    include_str!("../../../schema/shapes-sparql.ttl"),
];

/// How statements become triples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Model {
    /// A node a statement, with its source, relation and claim.
    #[default]
    Nary,
    /// The same, and each saying as an `rdf:Statement`.
    Reified,
    /// The same, and each saying as a triple term of RDF 1.2.
    #[cfg(feature = "rdf-12")]
    Rdf12,
    /// The same triples as nanopublications, one a statement.
    Nanopub,
    /// One triple a saying; loses the rest.
    Edges,
}

impl Model {
    /// Every model, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::Nary,
        Self::Reified,
        #[cfg(feature = "rdf-12")]
        Self::Rdf12,
        Self::Nanopub,
        Self::Edges,
    ];

    /// Returns whether a record can be read back from it.
    pub fn is_lossless(self) -> bool {
        self != Self::Edges
    }

    /// Returns why a syntax cannot hold it, if it cannot.
    pub(super) fn refusal(self, graphs: Graphs, syntax: Syntax) -> Option<&'static str> {
        let needs_graphs = self == Self::Nanopub || graphs == Graphs::Document;
        #[cfg(feature = "rdf-12")]
        if self == Self::Rdf12 && syntax == Syntax::JsonLd {
            return Some("JSON-LD has no triple terms; take ttl, trig, nt, nq or rdf");
        }
        if self == Self::Nanopub && graphs == Graphs::Document {
            return Some(
                "nanopublications have graphs of their own, so an article cannot have one",
            );
        }
        (needs_graphs && !syntax.has_graphs())
            .then_some("it has no named graphs; take trig, nq or jsonld")
    }

    /// Returns the name that `--model` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nary => "nary",
            Self::Reified => "reified",
            #[cfg(feature = "rdf-12")]
            Self::Rdf12 => "rdf12",
            Self::Nanopub => "nanopub",
            Self::Edges => "edges",
        }
    }

    /// Finds a model by name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|m| m.name() == name)
    }
}

/// Which graph an article's triples stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Graphs {
    /// The default graph.
    #[default]
    None,
    /// A graph an article, named by its IRI.
    Document,
}

impl Graphs {
    /// Returns the name that `--graph` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Document => "document",
        }
    }

    /// Finds one by name.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = [Self::None, Self::Document].into_iter();
        all.find(|g| g.name() == name)
    }
}

/// Turns one article into quads and hands each to `emit`, by borrowed terms.
///
/// A quad can come more than once; every IRI in it is valid, and none is a
/// blank node. Quads of several articles together are their union.
///
/// # Errors
///
/// Whatever `emit` returns; the rest of the article is then left out.
///
/// ```
/// use dixit::{Article, write::{Options, rdf}};
///
/// let article = Article::from_text("a", "Ann Oduya denied it.");
/// let mut count = 0;
/// rdf::quads(&article, &Options::default(), |_quad| {
///     count += 1;
///     Ok::<(), std::convert::Infallible>(())
/// })?;
/// assert_eq!(count, 4);
/// # Ok::<(), std::convert::Infallible>(())
/// ```
pub fn quads<E>(
    article: &Article,
    options: &Options<'_>,
    mut emit: impl FnMut(QuadRef<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let ids = Ids::new(article);
    let iris = ArticleIris::with_ids(article, &ids, &options.base);
    let graph = match options.graphs {
        Graphs::None => GraphNameRef::DefaultGraph,
        Graphs::Document => NamedNodeRef::new_unchecked(&iris.article).into(),
    };
    match options.model {
        Model::Edges => edges::triples(article, &iris, &ids, options, |triple| {
            emit(triple.in_graph(graph))
        }),
        Model::Nanopub => {
            let sink = nanopub::Nanopubs::new(article, &iris, &ids, emit)?;
            nary::triples(article, &iris, &ids, options, sink)
        }
        _ => {
            let emit = |_: Part, triple: TripleRef<'_>| emit(triple.in_graph(graph));
            nary::triples(article, &iris, &ids, options, emit)
        }
    }
}

/// What of an article a triple describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Article,
    Entity(usize),
    Claim(usize),
    Statement(usize),
}

/// Takes triples with the part that each describes.
trait Emit {
    type Error;

    fn triple(&mut self, part: Part, triple: TripleRef<'_>) -> Result<(), Self::Error>;
}

impl<F, E> Emit for F
where
    F: FnMut(Part, TripleRef<'_>) -> Result<(), E>,
{
    type Error = E;

    fn triple(&mut self, part: Part, triple: TripleRef<'_>) -> Result<(), E> {
        self(part, triple)
    }
}

/// Returns a relation's IRI, and whether its name can be told from it.
fn relation_iri<'a>(name: &str, options: &Options<'a>) -> (Cow<'a, str>, bool) {
    match options.relations.by_name(name) {
        Some(relation) => {
            let iri = relation.iri();
            let told = iri.strip_prefix(crate::vocab::NAMESPACE) == Some(name);
            (iri.into(), told)
        }
        None => (iri::unknown_relation_iri(name, &options.base).into(), false),
    }
}
