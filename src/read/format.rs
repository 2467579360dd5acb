//! The formats that are read, by name and extension.

use super::{LIMIT, RDF_LIMIT};
use crate::{spelling, syntax::Syntax};
use std::path::Path;

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
    /// A web page: its article, without what stands around it.
    Html,
    /// A web archive, as Common Crawl has them: the articles of its pages.
    Warc,
    /// An archive of files, each in the format that its name tells.
    Tar,
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
        Self::Html,
        Self::Warc,
        Self::Tar,
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
            Self::Html => "html",
            Self::Warc => "warc",
            Self::Tar => "tar",
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
            Self::Html => &["html", "htm", "xhtml"],
            Self::Warc => &["warc"],
            Self::Tar => &["tar", "tgz"],
            Self::Rdf(syntax) => syntax.extensions(),
        }
    }

    /// Returns how many bytes an article may have, unpacked, unless told otherwise.
    pub fn limit(self) -> u64 {
        match self {
            Self::Rdf(_) => RDF_LIMIT,
            _ => LIMIT,
        }
    }

    /// Finds a format by name or extension.
    pub fn from_name(name: &str) -> Option<Self> {
        spelling::called(Self::ALL, name, |f| (f.name(), f.extensions()))
    }

    /// Finds a format by a file's extension; that of a packed file is the one before.
    pub fn from_path(path: &Path) -> Option<Self> {
        let mut extension = path.extension()?.to_str()?.to_ascii_lowercase();
        if matches!(extension.as_str(), "gz" | "zst") {
            let inner = Path::new(path.file_stem()?);
            extension = inner.extension()?.to_str()?.to_ascii_lowercase();
        }
        let mut all = Self::ALL.iter().copied();
        all.find(|f| f.extensions().contains(&extension.as_str()))
    }
}
