//! Quads that were sorted, by graph, as they lie on disk.

use oxrdf::NamedNode;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    ops::Range,
};

/// Quads in the order of their graph and words, in a file without a name.
#[derive(Debug)]
pub struct Sorted {
    file: File,
    parts: Vec<Part>,
    triple_terms: bool,
}

/// The triples of one graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The graph; none is the default graph.
    pub graph: Option<NamedNode>,
    /// How many triples it has, each counted once.
    pub triples: u64,
    /// Where its N-Triples stand in the file.
    pub(super) bytes: Range<u64>,
}

impl Part {
    pub(super) fn new(graph: &[u8], bytes: Range<u64>) -> Self {
        let graph = String::from_utf8_lossy(graph);
        Self {
            graph: (!graph.is_empty()).then(|| NamedNode::new_unchecked(graph)),
            triples: 1,
            bytes,
        }
    }

    pub(super) fn graph_text(&self) -> &str {
        self.graph.as_ref().map_or("", NamedNode::as_str)
    }

    /// Returns the length of its N-Triples in bytes.
    pub fn length(&self) -> u64 {
        self.bytes.end - self.bytes.start
    }
}

impl Sorted {
    pub(super) fn new(file: File, parts: Vec<Part>, triple_terms: bool) -> Self {
        Self {
            file,
            parts,
            triple_terms,
        }
    }

    /// Returns what there is, by graph.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Returns how many quads there are, each counted once.
    pub fn quads(&self) -> u64 {
        self.parts.iter().map(|part| part.triples).sum()
    }

    /// Returns whether a triple stands for a term, as RDF 1.2 has it.
    pub(super) fn has_triple_terms(&self) -> bool {
        self.triple_terms
    }

    /// Reads the N-Triples of a part.
    ///
    /// Only one part can be read at a time: the file has one place.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn ntriples(&self, part: &Part) -> io::Result<impl Read + '_> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(part.bytes.start))?;
        Ok(file.take(part.length()))
    }

    /// Hands out each line of N-Triples of a part, with its line feed.
    pub(super) fn lines<E: From<io::Error>>(
        &self,
        part: &Part,
        mut emit: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut reader = BufReader::with_capacity(1 << 16, self.ntriples(part)?);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            emit(&line)?;
            line.clear();
        }
        Ok(())
    }
}
