//! Pushing: sending, and never believing that it arrived before it is counted.

use super::{
    Event, Plan, Remote, RemoteError, Watch,
    digest::hex,
    http::{Body, Request},
    place::Staged,
    plan::{Step, Way},
};
use crate::store::{Part, Sorted};
use oxrdf::NamedNode;
use sha2::{Digest as _, Sha256};
use std::io::Read;

/// The size of one request. Virtuoso and others keep a whole request in memory
/// or in one transaction; on all three stores 4 MiB came out no slower than 32,
/// and Fuseki, which gets forms of this size, is slower with 1.
pub(super) const CHUNK: u64 = 4 << 20;

/// How many graphs are filled beside the old ones at a time.
const TOGETHER: usize = 100;

/// What a push did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Graphs that were written.
    pub graphs: u64,
    /// Triples that were sent and counted there.
    pub triples: u64,
}

impl Remote {
    /// Carries out a plan, and counts what arrived.
    ///
    /// Stopped at any time, it can be done again and ends in the same state.
    ///
    /// # Errors
    ///
    /// When the store fails, or holds another number of triples than was sent.
    pub fn push(
        &self,
        sorted: &Sorted,
        plan: &Plan,
        watch: Watch<'_>,
    ) -> Result<Pushed, RemoteError> {
        let fills = plan.steps.iter().filter(|step| step.way == Way::Fill);
        let fills: Vec<_> = fills
            .map(|step| (&step.part, step.part.graph.as_ref()))
            .collect();
        self.fill(sorted, &fills, watch)?;
        for step in plan.steps.iter().filter(|step| step.way == Way::Put) {
            self.put(sorted, &step.part, watch)?;
        }
        let staged = |step: &&Step| matches!(step.way, Way::StageAdd | Way::StageReplace);
        let staged: Vec<&Step> = plan.steps.iter().filter(staged).collect();
        for steps in staged.chunks(TOGETHER) {
            self.stage(sorted, steps, watch)?;
        }
        let filled = plan.steps.iter();
        let filled = filled.filter(|step| matches!(step.way, Way::Fill | Way::Put));
        let filled: Vec<&Part> = filled.map(|step| &step.part).collect();
        self.verify(&filled, watch)?;
        Ok(Pushed {
            graphs: plan.steps.len() as u64,
            triples: sorted.quads(),
        })
    }

    /// Counts graphs that must hold what was sent and nothing else.
    fn verify(&self, parts: &[&Part], watch: Watch<'_>) -> Result<(), RemoteError> {
        if parts.is_empty() {
            return Ok(());
        }
        watch(Event::Doing("counting what arrived"));
        let graphs: Vec<_> = parts.iter().map(|part| part.graph.as_ref()).collect();
        let counts = self.counts(&graphs, watch)?;
        for (part, found) in parts.iter().zip(counts) {
            same(
                part.graph.as_ref(),
                part.triples,
                found,
                "counted after sending",
            )?;
        }
        Ok(())
    }

    /// Sends triples into graphs by pieces.
    fn fill(
        &self,
        sorted: &Sorted,
        parts: &[(&Part, Option<&NamedNode>)],
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let kind = self.endpoint.kind;
        let length: u64 = parts.iter().map(|(part, _)| part.length()).sum();
        if length > kind.safe_length() {
            return self.fill_by_forms(sorted, parts, watch);
        }
        if !kind.takes_quads() {
            for (part, graph) in parts {
                self.fill_by_triples(sorted, part, *graph, watch)?;
            }
            return Ok(());
        }
        let mut chunk = Chunk::new(self, &self.endpoint.graphs, "application/n-quads", watch);
        for (part, graph) in parts {
            let name = graph.map(|graph| format!(" {graph} .\n"));
            sorted.lines(part, |line| match &name {
                None => chunk.push(line, b""),
                Some(name) => {
                    let triple = line.strip_suffix(b" .\n").unwrap_or(line);
                    chunk.push(triple, name.as_bytes())
                }
            })?;
        }
        chunk.send()
    }

    fn fill_by_triples(
        &self,
        sorted: &Sorted,
        part: &Part,
        graph: Option<&NamedNode>,
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let url = self.endpoint.graph(graph);
        let mut chunk = Chunk::new(self, &url, "application/n-triples", watch);
        sorted.lines(part, |line| chunk.push(line, b""))?;
        chunk.send()
    }

    fn put(&self, sorted: &Sorted, part: &Part, watch: Watch<'_>) -> Result<(), RemoteError> {
        let request = Request {
            method: "PUT",
            url: &self.endpoint.graph(part.graph.as_ref()),
            accept: "*/*",
            content_type: "application/n-triples",
            body: Body::Part(sorted, part),
        };
        self.http.send(&request, watch).map(drop)
    }

    /// Fills graphs beside the old ones, and touches those only when all is there.
    fn stage(&self, sorted: &Sorted, steps: &[&Step], watch: Watch<'_>) -> Result<(), RemoteError> {
        let names = steps.iter().map(|step| staging_graph(sorted, &step.part));
        let names: Vec<NamedNode> = names.collect::<Result<_, _>>()?;
        let staged: Vec<_> = steps.iter().copied().zip(&names).collect();
        let drop_them: Vec<_> = names
            .iter()
            .map(|name| format!("DROP SILENT GRAPH {name}"))
            .collect();
        self.updates(&drop_them, watch)?;
        let done = self.staged(sorted, &staged, watch);
        if done.is_err() {
            // The first error counts; what is left is dropped when the push is done again.
            let _ = self.updates(&drop_them, watch);
            return done;
        }
        self.updates(&drop_them, watch)
    }

    fn staged(
        &self,
        sorted: &Sorted,
        staged: &[Staged<'_>],
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let beside = staged.iter().map(|(step, name)| (&step.part, Some(*name)));
        self.fill(sorted, &beside.collect::<Vec<_>>(), watch)?;
        watch(Event::Doing("counting what arrived"));
        let names: Vec<_> = staged.iter().map(|(_, name)| Some(*name)).collect();
        for ((step, _), found) in staged.iter().zip(self.counts(&names, watch)?) {
            let Part { graph, triples, .. } = &step.part;
            same(
                graph.as_ref(),
                *triples,
                found,
                "counted beside it; it is as it was",
            )?;
        }
        self.place(staged, watch)?;
        watch(Event::Doing("comparing"));
        for (step, name) in staged {
            self.in_place(step, name, watch)?;
        }
        Ok(())
    }

    /// Looks for what was staged where it should be now.
    fn in_place(
        &self,
        step: &Step,
        staging: &NamedNode,
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let Part { graph, triples, .. } = &step.part;
        let graph = graph.as_ref();
        if step.way == Way::StageReplace {
            let found = self.count(graph, watch)?;
            same(graph, *triples, found, "counted after replacing")?;
        }
        let missing = self.missing(staging, graph, watch)?;
        let found = triples.saturating_sub(missing);
        same(graph, *triples, found, "looked up in its place")
    }
}

fn same(
    graph: Option<&NamedNode>,
    expected: u64,
    found: u64,
    what: &'static str,
) -> Result<(), RemoteError> {
    if expected == found {
        return Ok(());
    }
    Err(RemoteError::Difference {
        graph: graph.cloned(),
        expected,
        found,
        what,
    })
}

/// Names a graph after where its triples go and what they are: a push that is
/// done again finds its own, and two different ones never meet.
fn staging_graph(sorted: &Sorted, part: &Part) -> Result<NamedNode, RemoteError> {
    let mut hash = Sha256::new();
    hash.update(part.graph.as_ref().map_or("", NamedNode::as_str));
    hash.update([0]);
    let mut reader = sorted.ntriples(part)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer)? {
            0 => break,
            n => hash.update(&buffer[..n]),
        }
    }
    let name = hex(&hash.finalize()[..16]);
    Ok(NamedNode::new_unchecked(format!("urn:dixit:push:{name}")))
}

/// Lines that are sent together.
struct Chunk<'a> {
    remote: &'a Remote,
    url: &'a str,
    content_type: &'a str,
    bytes: Vec<u8>,
    watch: Watch<'a>,
}

impl<'a> Chunk<'a> {
    fn new(remote: &'a Remote, url: &'a str, content_type: &'a str, watch: Watch<'a>) -> Self {
        Self {
            remote,
            url,
            content_type,
            bytes: Vec::new(),
            watch,
        }
    }

    fn push(&mut self, line: &[u8], end: &[u8]) -> Result<(), RemoteError> {
        let length = self.bytes.len() + line.len() + end.len();
        if length as u64 > self.remote.chunk.unwrap_or(CHUNK) {
            self.send()?;
        }
        self.bytes.extend_from_slice(line);
        self.bytes.extend_from_slice(end);
        Ok(())
    }

    fn send(&mut self) -> Result<(), RemoteError> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let request = Request {
            method: "POST",
            url: self.url,
            accept: "*/*",
            content_type: self.content_type,
            body: Body::Bytes(&self.bytes),
        };
        self.remote.http.send(&request, self.watch)?;
        self.bytes.clear();
        Ok(())
    }
}
