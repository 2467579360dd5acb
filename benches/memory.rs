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
    for text in [false, true] {
        let region = Region::new(ALLOCATOR);
        let mut graph = KnowledgeGraph::new();
        for record in &records {
            let text = if text { record.text.clone() } else { None };
            graph.add_article(&Article {
                text,
                ..record.clone()
            });
        }
        let change = region.change();
        let held = change.bytes_allocated - change.bytes_deallocated;
        let held = held as f64 + change.bytes_reallocated as f64 * 0.0;
        let petgraph = graph.as_petgraph();
        let (nodes, edges) = (petgraph.node_count(), petgraph.edge_count());
        println!(
            "{} text: {nodes} nodes, {edges} edges, {} statements, {:.0} bytes an edge",
            if text { "with" } else { "without" },
            graph.statements().count(),
            held / edges as f64
        );
    }
}
