//! The formats that are written, by name and extension.

use super::csv;
use crate::{spelling, syntax::Syntax};
use std::{error::Error, fmt, path::Path};

/// A format that articles are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A record, or a list of records.
    Json,
    /// A record a line.
    JsonLines,
    /// RDF in one of its syntaxes.
    Rdf(Syntax),
    /// Graphviz, for `dot`.
    Dot,
    /// A picture with its own layout, for any browser.
    Svg,
    /// A page with the drawing, the articles and a table.
    Html,
    /// Mermaid, for wikis and code hosts.
    Mermaid,
    /// GraphML, for Gephi, NetworkX and the like.
    GraphMl,
    /// The nodes or the edges as a table, for Gephi and Neo4j.
    Csv(csv::Table),
}

impl Default for Format {
    fn default() -> Self {
        Self::Rdf(Syntax::Turtle)
    }
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::Json,
        Self::JsonLines,
        Self::Rdf(Syntax::Turtle),
        Self::Rdf(Syntax::TriG),
        Self::Rdf(Syntax::NTriples),
        Self::Rdf(Syntax::NQuads),
        Self::Rdf(Syntax::RdfXml),
        Self::Rdf(Syntax::JsonLd),
        Self::Dot,
        Self::Svg,
        Self::Html,
        Self::Mermaid,
        Self::GraphMl,
        Self::Csv(csv::Table::Nodes),
        Self::Csv(csv::Table::Edges),
    ];

    /// Returns the name that `--to` takes; it is the usual extension too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Rdf(syntax) => syntax.name(),
            Self::Dot => "dot",
            Self::Svg => "svg",
            Self::Html => "html",
            Self::Mermaid => "mermaid",
            Self::GraphMl => "graphml",
            Self::Csv(csv::Table::Nodes) => "nodes.csv",
            Self::Csv(csv::Table::Edges) => "edges.csv",
        }
    }

    /// Returns the file extensions that stand for it.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["json"],
            Self::JsonLines => &["jsonl", "ndjson"],
            Self::Rdf(syntax) => syntax.extensions(),
            Self::Dot => &["dot", "gv"],
            Self::Svg => &["svg"],
            Self::Html => &["html", "htm"],
            Self::Mermaid => &["mermaid", "mmd"],
            Self::GraphMl => &["graphml"],
            Self::Csv(csv::Table::Nodes) => &["nodes.csv"],
            Self::Csv(csv::Table::Edges) => &["edges.csv"],
        }
    }

    /// Returns whether it is written article by article, in constant memory.
    ///
    /// What several writers have written of it, one after another, is then what
    /// one would have written: threads and machines can share the work.
    pub fn streams(self) -> bool {
        match self {
            Self::JsonLines => true,
            Self::Rdf(syntax) => syntax.streams(),
            // A table has one heading.
            Self::Csv(_) => false,
            Self::Json | Self::Dot | Self::Svg | Self::Html | Self::Mermaid | Self::GraphMl => {
                false
            }
        }
    }

    /// Finds a format by name or extension.
    pub fn from_name(name: &str) -> Option<Self> {
        spelling::called(Self::ALL, name, |f| (f.name(), f.extensions()))
    }

    /// Finds a format by a file's extension; that of a gzip file is the one before.
    ///
    /// A table of CSV is told by two: `k.nodes.csv`, `k.edges.csv`.
    pub fn from_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let ends = |extension: &&str| {
            let stem = name.strip_suffix(*extension);
            stem.is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'))
        };
        let mut all = Self::ALL.iter().copied();
        all.find(|f| f.extensions().iter().any(ends))
    }
}

/// What a format cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsupportedError {
    /// The format.
    pub format: Format,
    /// What was asked of it, and what would be right.
    pub reason: String,
}

impl fmt::Display for UnsupportedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} cannot hold this: {}",
            self.format.name(),
            self.reason
        )
    }
}

impl Error for UnsupportedError {}
