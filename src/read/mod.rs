//! Reading: every format becomes records, one article at a time.

mod csv;
mod error;
mod faults;
mod json;
mod jsonl;
mod rdf;
mod text;

pub use error::ReadError;

use crate::{article::Article, check::Fault, relation::Relations, syntax::Syntax};
use std::{
    borrow::Cow,
    io::{self, BufRead},
    path::Path,
};

/// A format that articles are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text in UTF-8: one article.
    Text,
    /// A record, or a list of records.
    Json,
    /// A record a line.
    JsonLines,
    /// A statement a row: the spreadsheet's way in.
    Csv,
    /// RDF in one of its syntaxes, as dixit writes it.
    Rdf(Syntax),
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::Text,
        Self::Json,
        Self::JsonLines,
        Self::Csv,
        Self::Rdf(Syntax::Turtle),
        Self::Rdf(Syntax::TriG),
        Self::Rdf(Syntax::NTriples),
        Self::Rdf(Syntax::NQuads),
        Self::Rdf(Syntax::RdfXml),
        Self::Rdf(Syntax::JsonLd),
    ];

    /// Returns the name that `--from` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Rdf(syntax) => syntax.name(),
        }
    }

    /// Returns the file extensions that stand for it.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text"],
            Self::Json => &["json"],
            Self::JsonLines => &["jsonl", "ndjson"],
            Self::Csv => &["csv"],
            Self::Rdf(syntax) => syntax.extensions(),
        }
    }

    /// Finds a format by name or extension.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let mut all = Self::ALL.iter().copied();
        all.find(|f| f.name() == name || f.extensions().contains(&name.as_str()))
    }

    /// Finds a format by a file's extension.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let mut all = Self::ALL.iter().copied();
        all.find(|f| f.extensions().contains(&extension.as_str()))
    }
}

/// Reads articles of one format.
///
/// ```
/// use dixit::read::{ArticleParser, Format};
///
/// let text = "Ann Oduya denied the charge.";
/// let mut articles = ArticleParser::from_format(Format::Text)
///     .with_id("note")
///     .for_reader(text.as_bytes());
/// let article = articles.next().expect("one article")?;
/// assert_eq!(article.text.as_deref(), Some(text));
/// assert!(articles.next().is_none());
/// # Ok::<(), dixit::read::ReadError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ArticleParser<'a> {
    format: Format,
    id: Cow<'a, str>,
    relations: &'a Relations,
}

impl<'a> ArticleParser<'a> {
    /// Makes a parser for a format.
    pub fn from_format(format: Format) -> Self {
        Self {
            format,
            id: Cow::Borrowed("article"),
            relations: Relations::builtin(),
        }
    }

    /// Sets the id of an article whose format holds none, such as a text.
    pub fn with_id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.id = id.into();
        self
    }

    /// Sets the relations that records may use.
    pub fn with_relations(mut self, relations: &'a Relations) -> Self {
        self.relations = relations;
        self
    }

    /// Reads the articles one by one.
    ///
    /// After an error that leaves the rest readable (a broken line of JSON
    /// lines, a record that breaks the model's rules) the next article follows.
    pub fn for_reader<R: BufRead + Send + 'a>(self, reader: R) -> Articles<'a> {
        let Self {
            format,
            id,
            relations,
        } = self;
        Articles(match format {
            Format::Text => Box::new(text::articles(reader, id.into_owned())),
            Format::Json => Box::new(json::articles(reader, relations)),
            Format::JsonLines => Box::new(jsonl::articles(reader, relations)),
            Format::Csv => Box::new(csv::articles(reader, id.into_owned(), relations)),
            Format::Rdf(syntax) => Box::new(rdf::articles(reader, syntax, relations)),
        })
    }

    /// Finds every fault of the input, not just the first of each record.
    ///
    /// Yields a list for each record; it is empty where all is well.
    pub fn faults_for_reader<R: BufRead + Send + 'a>(
        self,
        reader: R,
    ) -> Box<dyn Iterator<Item = io::Result<Vec<Fault>>> + 'a> {
        let relations = self.relations;
        match self.format {
            Format::Json => Box::new(faults::of_pieces(json::pieces(reader), relations)),
            Format::JsonLines => Box::new(faults::of_pieces(jsonl::pieces(reader), relations)),
            _ => Box::new(faults::of_articles(self.for_reader(reader))),
        }
    }
}

/// The articles of one input, in its order.
pub struct Articles<'a>(Box<dyn Iterator<Item = Result<Article, ReadError>> + Send + 'a>);

impl Iterator for Articles<'_> {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
