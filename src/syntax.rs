//! The six syntaxes of RDF that are read and written.

use oxrdfio::{JsonLdProfileSet, RdfFormat};

/// A syntax of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Syntax {
    /// Turtle: triples with prefixes, grouped by subject.
    Turtle,
    /// TriG: Turtle with named graphs.
    TriG,
    /// N-Triples: a triple a line.
    NTriples,
    /// N-Quads: a triple a line, with its graph.
    NQuads,
    /// RDF/XML.
    RdfXml,
    /// JSON-LD 1.1.
    JsonLd,
}

impl Syntax {
    /// Every syntax, in the order of the help.
    pub const ALL: [Self; 6] = [
        Self::Turtle,
        Self::TriG,
        Self::NTriples,
        Self::NQuads,
        Self::RdfXml,
        Self::JsonLd,
    ];

    /// Returns the name that `--from` and `--to` take.
    pub fn name(self) -> &'static str {
        self.extensions()[0]
    }

    /// Returns the file extensions that stand for it, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Turtle => &["ttl", "turtle"],
            Self::TriG => &["trig"],
            Self::NTriples => &["nt"],
            Self::NQuads => &["nq"],
            Self::RdfXml => &["rdf", "owl"],
            Self::JsonLd => &["jsonld"],
        }
    }

    /// Returns whether it can name the graph that a triple stands in.
    pub fn has_graphs(self) -> bool {
        matches!(self, Self::TriG | Self::NQuads | Self::JsonLd)
    }

    /// Returns whether it is written line by line, in constant memory.
    pub fn streams(self) -> bool {
        matches!(self, Self::NTriples | Self::NQuads)
    }

    /// Returns oxrdfio's word for it.
    pub fn rdf_format(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NTriples => RdfFormat::NTriples,
            Self::NQuads => RdfFormat::NQuads,
            Self::RdfXml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
        }
    }
}
