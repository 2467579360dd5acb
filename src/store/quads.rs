//! Reading quads of RDF files, as they stand.

use crate::syntax::Syntax;
use oxrdf::{BlankNode, BlankNodeRef, GraphName, NamedOrBlankNode, Quad, QuadRef, Term};
use oxrdfio::{RdfParseError, RdfParser};
use std::{
    collections::HashMap,
    error::Error,
    fmt,
    io::{self, Read},
};

/// Hands every quad of an RDF document to `emit`.
///
/// Blank nodes are numbered in their order and named after `document`, so that
/// those of two documents never meet and the same input gives the same names.
///
/// # Errors
///
/// When the document is no RDF of that syntax, or `emit` fails.
pub fn quads_for_reader(
    reader: impl Read,
    syntax: Syntax,
    document: usize,
    emit: &mut dyn FnMut(QuadRef<'_>) -> io::Result<()>,
) -> Result<(), QuadsError> {
    let mut names = BlankNames {
        document,
        known: HashMap::new(),
    };
    for quad in RdfParser::from_format(syntax.rdf_format()).for_reader(reader) {
        let quad = names.quad(quad.map_err(QuadsError::Parse)?);
        emit(quad.as_ref()).map_err(QuadsError::Emit)?;
    }
    Ok(())
}

struct BlankNames {
    document: usize,
    known: HashMap<BlankNode, BlankNode>,
}

impl BlankNames {
    fn quad(&mut self, quad: Quad) -> Quad {
        Quad {
            subject: self.subject(quad.subject),
            predicate: quad.predicate,
            object: self.term(quad.object),
            graph_name: match quad.graph_name {
                GraphName::BlankNode(node) => self.name(&node).into(),
                other => other,
            },
        }
    }

    fn subject(&mut self, subject: NamedOrBlankNode) -> NamedOrBlankNode {
        match subject {
            NamedOrBlankNode::BlankNode(node) => self.name(&node).into(),
            other => other,
        }
    }

    fn term(&mut self, term: Term) -> Term {
        match term {
            Term::BlankNode(node) => self.name(&node).into(),
            other => other,
        }
    }

    fn name(&mut self, node: &BlankNode) -> BlankNode {
        if let Some(name) = self.known.get(node) {
            return name.clone();
        }
        let name = format!("d{}b{}", self.document, self.known.len());
        let name = BlankNodeRef::new_unchecked(&name).into_owned();
        self.known.insert(node.clone(), name.clone());
        name
    }
}

/// An RDF document whose quads cannot be had.
#[derive(Debug)]
pub enum QuadsError {
    /// It is broken, or cannot be read.
    Parse(RdfParseError),
    /// Nobody could take a quad.
    Emit(io::Error),
}

impl fmt::Display for QuadsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parse(RdfParseError::Io(_)) => "cannot read",
            Self::Parse(RdfParseError::Syntax(_)) => "not the RDF it should be",
            Self::Emit(_) => "cannot keep what was read",
        })
    }
}

impl Error for QuadsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(match self {
            Self::Parse(e) => e,
            Self::Emit(e) => e,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_nodes_get_the_same_names_every_time() {
        let turtle = "[] <a:p> [ <a:q> _:x ] . _:x <a:r> 1 .";
        let read = || {
            let mut lines = Vec::new();
            quads_for_reader(turtle.as_bytes(), Syntax::Turtle, 3, &mut |quad| {
                lines.push(quad.to_string());
                Ok(())
            })
            .expect("good Turtle");
            lines
        };
        assert_eq!(read(), read());
        assert!(read().iter().all(|line| line.contains("_:d3b")));
    }
}
