//! Quads on disk: sorted, each once, counted by graph, in constant memory.

use super::sorted::{Part, Sorted};
use oxrdf::{GraphNameRef, NamedNode, NamedOrBlankNodeRef, QuadRef, TermRef};
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    error::Error,
    fmt,
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write},
    ops::Range,
};

/// What is sorted in memory before it goes to disk.
const BUFFER: usize = 16 << 20;

/// Room for the line with which the buffer is full.
const SLACK: usize = 1 << 16;

/// How many sorted runs there may be before they become one: each is an open file.
const RUNS: usize = 64;

/// Takes quads in any order.
///
/// A store counts a quad once, however often it was sent. To know what it must
/// count, the quads are sorted on disk before the first is sent.
#[derive(Debug, Default)]
pub struct Spool {
    /// Lines: the graph's IRI, a tab, the triple in N-Triples, a line feed.
    arena: Vec<u8>,
    lines: Vec<Range<usize>>,
    runs: Vec<File>,
    graph: Option<NamedNode>,
    blank_nodes: bool,
    triple_terms: bool,
}

impl Spool {
    /// Makes an empty spool.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the graph for triples that name none.
    #[must_use]
    pub fn with_graph(mut self, graph: Option<NamedNode>) -> Self {
        self.graph = graph;
        self
    }

    /// Takes blank nodes too: for what is not sent on.
    #[must_use]
    pub fn with_blank_nodes(mut self) -> Self {
        self.blank_nodes = true;
        self
    }

    /// Takes a quad.
    ///
    /// # Errors
    ///
    /// When it has a blank node, or the disk is full.
    pub fn insert(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        let blank = matches!(quad.subject, NamedOrBlankNodeRef::BlankNode(_))
            || matches!(quad.object, TermRef::BlankNode(_))
            || matches!(quad.graph_name, GraphNameRef::BlankNode(_));
        if blank && !self.blank_nodes {
            return Err(io::Error::other(BlankNodeError(quad.to_string())));
        }
        let plain = matches!(
            quad.object,
            TermRef::NamedNode(_) | TermRef::BlankNode(_) | TermRef::Literal(_)
        );
        self.triple_terms |= !plain;
        let start = self.begin_line();
        let graph = match quad.graph_name {
            GraphNameRef::NamedNode(node) => Some(node),
            _ => self.graph.as_ref().map(NamedNode::as_ref),
        };
        let graph = graph.map_or("", |node| node.as_str());
        let (subject, predicate, object) = (quad.subject, quad.predicate, quad.object);
        writeln!(self.arena, "{graph}\t{subject} {predicate} {object} .")?;
        self.end_line(start)
    }

    /// Takes a line as it stands under a key, which may be anything without a tab.
    pub(super) fn insert_line(&mut self, key: &[u8], line: &[u8]) -> io::Result<()> {
        let start = self.begin_line();
        self.arena.extend_from_slice(key);
        self.arena.push(b'\t');
        self.arena.extend_from_slice(line);
        self.end_line(start)
    }

    /// Makes all the room at once: a buffer that grows is twice there when it is copied.
    ///
    /// What is not written to is no memory yet.
    fn begin_line(&mut self) -> usize {
        if self.arena.capacity() == 0 {
            self.arena.reserve_exact(BUFFER + SLACK);
        }
        self.arena.len()
    }

    fn end_line(&mut self, start: usize) -> io::Result<()> {
        self.lines.push(start..self.arena.len());
        match self.arena.len() {
            0..BUFFER => Ok(()),
            _ => self.spill(),
        }
    }

    /// Hands out every key and line, sorted, each once.
    pub(super) fn drain(
        mut self,
        mut emit: impl FnMut(&[u8], &[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        self.spill()?;
        self.arena = Vec::new();
        merge(&mut self.runs, |line| {
            let tab = line.iter().position(|&b| b == b'\t').unwrap_or(0);
            emit(&line[..tab], &line[tab + 1..])
        })
    }

    /// Sorts what was taken.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn finish(self) -> io::Result<Sorted> {
        let triple_terms = self.triple_terms;
        let mut out = BufWriter::with_capacity(1 << 16, tempfile::tempfile()?);
        let mut parts: Vec<Part> = Vec::new();
        let mut at = 0;
        self.drain(|graph, triple| {
            out.write_all(triple)?;
            let start = at;
            at += triple.len() as u64;
            match parts.last_mut() {
                Some(part) if part.graph_text().as_bytes() == graph => {
                    part.triples += 1;
                    part.bytes.end = at;
                }
                _ => parts.push(Part::new(graph, start..at)),
            }
            Ok(())
        })?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Sorted::new(file, parts, triple_terms))
    }

    fn spill(&mut self) -> io::Result<()> {
        if self.lines.is_empty() {
            return Ok(());
        }
        let arena = &self.arena;
        self.lines
            .sort_unstable_by(|a, b| arena[a.clone()].cmp(&arena[b.clone()]));
        self.lines
            .dedup_by(|a, b| arena[a.clone()] == arena[b.clone()]);
        let mut run = BufWriter::with_capacity(1 << 16, tempfile::tempfile()?);
        for line in self.lines.drain(..) {
            run.write_all(&arena[line])?;
        }
        self.runs
            .push(run.into_inner().map_err(io::IntoInnerError::into_error)?);
        self.arena.clear();
        if self.runs.len() >= RUNS {
            let mut whole = BufWriter::with_capacity(1 << 16, tempfile::tempfile()?);
            merge(&mut self.runs, |line| whole.write_all(line))?;
            let whole = whole.into_inner().map_err(io::IntoInnerError::into_error)?;
            self.runs = vec![whole];
        }
        Ok(())
    }
}

/// Hands out the lines of sorted runs in order, each once.
fn merge(runs: &mut [File], mut emit: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut readers = Vec::with_capacity(runs.len());
    let mut heap = BinaryHeap::with_capacity(runs.len());
    for (at, run) in runs.iter_mut().enumerate() {
        run.seek(SeekFrom::Start(0))?;
        let mut reader = BufReader::with_capacity(1 << 15, run);
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? > 0 {
            heap.push(Reverse((line, at)));
        }
        readers.push(reader);
    }
    let mut last = Vec::new();
    while let Some(Reverse((mut line, at))) = heap.pop() {
        if line != last {
            emit(&line)?;
            last.clone_from(&line);
        }
        line.clear();
        if readers[at].read_until(b'\n', &mut line)? > 0 {
            heap.push(Reverse((line, at)));
        }
    }
    Ok(())
}

/// A blank node, which cannot be sent twice without becoming two.
#[derive(Debug)]
pub struct BlankNodeError(String);

impl fmt::Display for BlankNodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a blank node, which would be another one each time it is sent; give it an IRI: {}",
            self.0
        )
    }
}

impl Error for BlankNodeError {}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{LiteralRef, NamedNodeRef};

    #[test]
    fn quads_are_sorted_and_counted_once_by_graph() {
        let mut spool = Spool::new();
        let s = NamedNodeRef::new_unchecked("urn:s");
        let graph = NamedNodeRef::new_unchecked("urn:g");
        for round in 0..2 {
            for n in (0..50_000_u32).rev() {
                let word = format!("{n:06} and so on, so that more than one run is needed: ")
                    + &"x".repeat(300);
                let word = LiteralRef::new_simple_literal(&word);
                let name = match (n + round) % 2 {
                    0 => GraphNameRef::DefaultGraph,
                    _ => graph.into(),
                };
                spool.insert(QuadRef::new(s, s, word, name)).expect("disk");
            }
        }
        assert!(!spool.runs.is_empty());
        let sorted = spool.finish().expect("disk");
        let counts: Vec<_> = sorted.parts().iter().map(|p| p.triples).collect();
        assert_eq!(counts, [50_000, 50_000]);
        assert_eq!(sorted.quads(), 100_000);
        let mut last = Vec::new();
        for part in sorted.parts() {
            last.clear();
            sorted
                .lines(part, |line| {
                    assert!(last.as_slice() < line);
                    last = line.to_vec();
                    Ok::<(), io::Error>(())
                })
                .expect("disk");
        }
    }

    #[test]
    fn blank_nodes_are_refused() {
        let node = oxrdf::BlankNodeRef::new_unchecked("b");
        let p = NamedNodeRef::new_unchecked("urn:p");
        let quad = QuadRef::new(p, p, node, GraphNameRef::DefaultGraph);
        let error = Spool::new().insert(quad).expect_err("a blank node");
        assert!(error.to_string().contains("blank node"));
    }
}
