//! RDF: articles as triples, in five models and six syntaxes.

mod lexical;
mod nary;
mod sorted;
mod writer;

pub(super) use writer::Writer;

use super::Options;
use crate::{
    article::Article,
    graph::iri::{self, ArticleIris},
};
use oxrdf::{GraphNameRef, NamedNodeRef, QuadRef, TripleRef};
use std::borrow::Cow;

/// How statements become triples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Model {
    /// A node a statement, with its source, relation and claim.
    #[default]
    Nary,
}

impl Model {
    /// Every model, in the order of the help.
    pub const ALL: &[Self] = &[Self::Nary];

    /// Returns the name that `--model` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nary => "nary",
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
    let iris = ArticleIris::new(article, &options.base);
    let graph = match options.graphs {
        Graphs::None => GraphNameRef::DefaultGraph,
        Graphs::Document => NamedNodeRef::new_unchecked(&iris.article).into(),
    };
    match options.model {
        Model::Nary => nary::triples(article, &iris, options, |_: Part, triple: TripleRef<'_>| {
            emit(triple.in_graph(graph))
        }),
    }
}

/// What of an article a triple describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Article,
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
