//! RDF: what dixit wrote, in any syntax and any lossless model, is read again.
//!
//! All triples are held until the last one is read, since RDF has no order;
//! graph names, reifications and triple terms are not looked at, because the
//! models say the same triples with or without them.

mod guard;
mod record;
mod rules;
mod triples;

#[cfg(feature = "store")]
pub(crate) use record::CLASSES;
#[cfg(feature = "store")]
pub(crate) use rules::{nothing_found, of_no_article, other_ways, without_article};

use super::ReadError;
use crate::{article::Article, check::Position, relation::Relations, syntax::Syntax};
use guard::{Guard, Refused};
use oxrdfio::{RdfParseError, RdfParser};
use std::io::{self, Read};
use triples::Triples;

/// Reads every article of an RDF input.
pub(super) fn articles<'a>(
    reader: impl Read + 'a,
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

/// Reads the articles of triples in memory, without looking at other articles.
#[cfg(feature = "store")]
pub(crate) fn records_of_ntriples(
    lines: &[u8],
    relations: &Relations,
) -> Vec<Result<Article, ReadError>> {
    match triples(lines, Syntax::NTriples) {
        Ok(triples) => record::records(&triples, relations),
        Err(e) => vec![Err(e)],
    }
}

fn triples(reader: impl Read, syntax: Syntax) -> Result<Triples, ReadError> {
    let parser = RdfParser::from_format(syntax.rdf_format());
    let mut triples = Triples::default();
    let reader = guarded(reader, syntax);
    for quad in parser.for_reader(reader) {
        triples.insert(&quad.map_err(error)?);
    }
    triples.finish();
    Ok(triples)
}

/// Keeps from the parser what would take its time and memory.
pub(crate) fn guarded<'r>(reader: impl Read + 'r, syntax: Syntax) -> Box<dyn Read + 'r> {
    match syntax {
        Syntax::RdfXml => Box::new(Guard::new(reader)),
        _ => Box::new(reader),
    }
}

fn io_error(error: io::Error) -> ReadError {
    let refused = error.get_ref().and_then(|e| e.downcast_ref::<Refused>());
    match refused {
        Some(refused) => ReadError::syntax(refused.at, refused.message),
        None => ReadError::Io(error),
    }
}

fn error(error: RdfParseError) -> ReadError {
    let error = match error {
        RdfParseError::Io(e) => return io_error(e),
        RdfParseError::Syntax(e) => e,
    };
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).saturating_add(1);
    ReadError::Syntax {
        position: error.location().map(|at| Position {
            line: count(at.start.line),
            column: count(at.start.column),
        }),
        message: without_position(&error.to_string()).to_owned(),
    }
}

/// Takes away the place that a parser's message begins with: it is said already.
fn without_position(message: &str) -> &str {
    match message.split_once(": ") {
        Some((place, rest)) if place.starts_with("Parser error at line") => rest,
        _ => message,
    }
}
