//! How many bytes the graph takes, counted by the allocator.
//!
//! `cargo bench --bench memory [-- ARTICLES]`.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod data;

use dixit::{Article, graph::KnowledgeGraph};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let count = std::env::args().filter_map(|word| word.parse().ok()).next();
    let records = data::records(count.unwrap_or(5000));
    for (name, texts, wordings) in [
        ("neither texts nor wordings", false, false),
        ("wordings of claims", false, true),
        ("wordings and texts", true, true),
    ] {
        let region = Region::new(ALLOCATOR);
        let mut graph = KnowledgeGraph::new();
        for record in &records {
            graph.add_article(&reduced(record, texts, wordings));
        }
        let grown = held(&region);
        graph.shrink_to_fit();
        let petgraph = graph.as_petgraph();
        let edges = petgraph.edge_count();
        println!(
            "{name}: {} nodes, {edges} edges, {} statements, {:.0} bytes an edge, {:.0} shrunk",
            petgraph.node_count(),
            graph.statements().count(),
            grown / edges as f64,
            held(&region) / edges as f64
        );
    }
}

fn held(region: &Region<'_, System>) -> f64 {
    let change = region.change();
    (change.bytes_allocated - change.bytes_deallocated) as f64
}

fn reduced(record: &Article, texts: bool, wordings: bool) -> Article {
    let mut record = record.clone();
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
