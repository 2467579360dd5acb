//! Answers to queries, and how they are written.

use super::embedded::DatasetError;
use crate::{syntax::Syntax, vocab};
use oxigraph::sparql::{
    QueryResults, QuerySolutionIter, QueryTripleIter,
    results::{QueryResultsFormat, QueryResultsSerializer},
};
use oxrdf::{Term, Triple};
use oxrdfio::RdfSerializer;
use std::{
    error::Error,
    fmt,
    io::{self, Write},
};

/// What a query yields.
pub enum Answer<'a> {
    /// Of SELECT: rows of terms.
    Rows(Rows<'a>),
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE: a graph.
    Graph(Triples<'a>),
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(rows) => f.debug_tuple("Rows").field(&rows.variables()).finish(),
            Self::Truth(truth) => f.debug_tuple("Truth").field(truth).finish(),
            Self::Graph(_) => f.write_str("Graph"),
        }
    }
}

impl<'a> From<QueryResults<'a>> for Answer<'a> {
    fn from(results: QueryResults<'a>) -> Self {
        match results {
            QueryResults::Solutions(rows) => Self::Rows(Rows(rows)),
            QueryResults::Boolean(truth) => Self::Truth(truth),
            QueryResults::Graph(triples) => Self::Graph(Triples(triples)),
        }
    }
}

/// The rows of a SELECT, as they are found.
pub struct Rows<'a>(QuerySolutionIter<'a>);

impl Rows<'_> {
    /// Returns the names of the columns, without the question mark.
    pub fn variables(&self) -> Vec<&str> {
        self.0.variables().iter().map(|v| v.as_str()).collect()
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Vec<Option<Term>>, DatasetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.0.next()?;
        Some(row.map(|row| row.values().to_vec()).map_err(Into::into))
    }
}

/// The triples of a CONSTRUCT.
pub struct Triples<'a>(QueryTripleIter<'a>);

/// How an answer is written for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// Plain values, comma-separated: W3C SPARQL results.
    Csv,
    /// Terms as in Turtle, tab-separated.
    Tsv,
    /// SPARQL 1.1 query results JSON.
    Json,
    /// SPARQL query results XML.
    Xml,
    /// RDF: for CONSTRUCT and DESCRIBE.
    Rdf(Syntax),
}

impl AnswerFormat {
    /// The formats for rows, in the order of the help.
    pub const ROWS: [Self; 4] = [Self::Csv, Self::Tsv, Self::Json, Self::Xml];

    /// Returns the name that `--to` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Rdf(syntax) => syntax.name(),
        }
    }

    /// Finds a format by name.
    pub fn from_name(name: &str) -> Option<Self> {
        let rdf = Syntax::ALL.iter().map(|&syntax| Self::Rdf(syntax));
        Self::ROWS.into_iter().chain(rdf).find(|f| f.name() == name)
    }

    fn rows(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
            Self::Rdf(_) => None,
        }
    }
}

impl Answer<'_> {
    /// Writes an answer in a format that can hold it.
    ///
    /// # Errors
    ///
    /// When the format is for the other kind of answer, the query fails while
    /// it runs, or the output cannot be written.
    pub fn write<W: Write>(self, format: AnswerFormat, out: W) -> Result<W, AnswerError> {
        match (self, format) {
            (Answer::Graph(triples), AnswerFormat::Rdf(syntax)) => triples.write(syntax, out),
            (Answer::Graph(_), _) => Err(AnswerError::Graph(format)),
            (Answer::Truth(truth), format) => {
                let serializer = format.rows().map(QueryResultsSerializer::from_format);
                let serializer = serializer.ok_or(AnswerError::NoGraph(format))?;
                Ok(serializer.serialize_boolean_to_writer(out, truth)?)
            }
            (Answer::Rows(Rows(rows)), format) => {
                let serializer = format.rows().map(QueryResultsSerializer::from_format);
                let serializer = serializer.ok_or(AnswerError::NoGraph(format))?;
                let variables = rows.variables().to_vec();
                let mut out = serializer.serialize_solutions_to_writer(out, variables)?;
                for row in rows {
                    out.serialize(&row.map_err(DatasetError::from)?)?;
                }
                Ok(out.finish()?)
            }
        }
    }
}

impl Triples<'_> {
    /// Triples are sorted, each once: a query finds them in no fixed order.
    fn write<W: Write>(self, syntax: Syntax, out: W) -> Result<W, AnswerError> {
        let mut triples: Vec<(String, Triple)> = Vec::new();
        for triple in self.0 {
            let triple = triple.map_err(DatasetError::from)?;
            triples.push((triple.to_string(), triple));
        }
        triples.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        triples.dedup_by(|a, b| a.0 == b.0);
        let mut serializer = RdfSerializer::from_format(syntax.rdf_format());
        for (prefix, iri) in vocab::PREFIXES {
            serializer = serializer
                .with_prefix(*prefix, *iri)
                .expect("the prefixes are valid IRIs");
        }
        let mut out = serializer.for_writer(out);
        for (_, triple) in &triples {
            out.serialize_triple(triple)?;
        }
        Ok(out.finish()?)
    }
}

/// An answer that cannot be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum AnswerError {
    /// A graph was to be written as rows.
    Graph(AnswerFormat),
    /// Rows were to be written as a graph.
    NoGraph(AnswerFormat),
    /// The query failed while it ran.
    Dataset(DatasetError),
    /// The output cannot be written.
    Output(io::Error),
}

impl From<DatasetError> for AnswerError {
    fn from(error: DatasetError) -> Self {
        Self::Dataset(error)
    }
}

impl From<io::Error> for AnswerError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Graph(format) => write!(
                f,
                "CONSTRUCT and DESCRIBE yield a graph, which {} cannot hold; take ttl, nt or another RDF format",
                format.name()
            ),
            Self::NoGraph(format) => write!(
                f,
                "SELECT and ASK yield rows, which {} cannot hold; take table, csv, tsv, json or xml",
                format.name()
            ),
            Self::Dataset(_) => f.write_str("the query failed while it ran"),
            Self::Output(_) => f.write_str("cannot write the answer"),
        }
    }
}

impl Error for AnswerError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Graph(_) | Self::NoGraph(_) => None,
            Self::Dataset(e) => Some(e),
            Self::Output(e) => Some(e),
        }
    }
}
