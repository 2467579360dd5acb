//! RDF: what dixit wrote, in any syntax and any lossless model, is read again.
//!
//! All triples are held until the last one is read, since RDF has no order;
//! graph names, reifications and triple terms are not looked at, because the
//! models say the same triples with or without them.

mod record;
mod rules;
mod triples;

use super::ReadError;
use crate::{article::Article, check::Position, relation::Relations, syntax::Syntax};
use oxrdfio::{RdfParseError, RdfParser};
use std::io::BufRead;
use triples::Triples;

/// Reads every article of an RDF input.
pub(super) fn articles<'a>(
    reader: impl BufRead + 'a,
    syntax: Syntax,
    relations: &'a Relations,
) -> impl Iterator<Item = Result<Article, ReadError>> + 'a {
    // Nothing is read before the first article is asked for.
    let mut reader = Some(reader);
    let mut articles = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if let Some(reader) = reader.take() {
            articles = match triples(reader, syntax) {
                Ok(triples) => record::records(&triples, relations).into_iter(),
                Err(e) => vec![Err(e)].into_iter(),
            };
        }
        articles.next()
    })
}

fn triples(reader: impl BufRead, syntax: Syntax) -> Result<Triples, ReadError> {
    let parser = RdfParser::from_format(syntax.rdf_format());
    let mut triples = Triples::default();
    for quad in parser.for_reader(reader) {
        triples.insert(&quad.map_err(error)?);
    }
    triples.finish();
    Ok(triples)
}

fn error(error: RdfParseError) -> ReadError {
    let error = match error {
        RdfParseError::Io(e) => return ReadError::Io(e),
        RdfParseError::Syntax(e) => e,
    };
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).saturating_add(1);
    ReadError::Syntax {
        position: error.location().map(|at| Position {
            line: count(at.start.line),
            column: count(at.start.column),
        }),
        message: error.to_string(),
    }
}
