//! How many bytes the graph takes, counted by the allocator.
//!
//! `cargo bench --bench memory [-- ARTICLES]`, and with `write` behind it: so
//! many articles are built into one graph and written as N-Quads on the way.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod data;

use dixit::{
    Article,
    graph::KnowledgeGraph,
    syntax::Syntax,
    write::{ArticleSerializer, Format},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::{
    alloc::System,
    env, fs,
    io::{self, Write},
    time::Instant,
};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let count = env::args().filter_map(|word| word.parse().ok()).next();
    if env::args().any(|word| word == "write") {
        return write(count.unwrap_or(5000));
    }
    for (name, texts, wordings) in [
        ("neither texts nor wordings", false, false),
        ("wordings of claims", false, true),
        ("wordings and texts", true, true),
    ] {
        let records = data::records(count.unwrap_or(5000));
        let region = Region::new(ALLOCATOR);
        let mut graph = KnowledgeGraph::new();
        let mut most = 0.0_f64;
        for record in records {
            graph.add_article(&reduced(record, texts, wordings));
            let edges = graph.as_petgraph().edge_count();
            // Small graphs are all tables' first rows.
            if edges > 10_000 {
                most = most.max(held(&region) / edges as f64);
            }
        }
        let grown = held(&region);
        graph.shrink_to_fit();
        let petgraph = graph.as_petgraph();
        let edges = petgraph.edge_count();
        println!(
            "{name}: {} nodes, {edges} edges, {} statements, {:.0} bytes an edge, {most:.0} at most \
             on the way, {:.0} shrunk",
            petgraph.node_count(),
            graph.statements().count(),
            grown / edges as f64,
            held(&region) / edges as f64
        );
    }
}

/// Builds one graph, without the articles' texts, and writes the same as N-Quads.
fn write(count: usize) {
    let begun = Instant::now();
    let records = data::records(count);
    let region = Region::new(ALLOCATOR);
    let mut graph = KnowledgeGraph::new();
    let mut writer = ArticleSerializer::from_format(Format::Rdf(Syntax::NQuads))
        .for_writer(Sink::default())
        .expect("N-Quads hold everything");
    for record in records {
        writer.write_article(&record).expect("a sink");
        graph.add_article(&reduced(record, false, true));
    }
    let written = writer.finish().expect("a sink").0;
    let (nodes, edges) = (
        graph.as_petgraph().node_count(),
        graph.as_petgraph().edge_count(),
    );
    println!(
        "{count} articles, {} statements, {nodes} nodes, {edges} edges in one graph; {:.1} GB of N-Quads",
        graph.statements().count(),
        written as f64 / 1e9
    );
    println!(
        "{:.0} bytes an edge; {:.0} s by the clock; {}",
        held(&region) / edges as f64,
        begun.elapsed().as_secs_f64(),
        peak()
    );
}

/// Counts what is written, and keeps none.
#[derive(Default)]
struct Sink(u64);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The largest resident size, where the system tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.unwrap_or("the system does not tell the resident size")
        .to_owned()
}

fn held(region: &Region<'_, System>) -> f64 {
    let change = region.change();
    (change.bytes_allocated - change.bytes_deallocated) as f64
}

fn reduced(mut record: Article, texts: bool, wordings: bool) -> Article {
    if !texts {
        record.text = None;
    }
    if !wordings {
        record
            .claims
            .iter_mut()
            .for_each(|claim| claim.text.clear());
    }
    record
}
