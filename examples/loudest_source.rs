//! Ranks who shapes the story, by petgraph's PageRank over the relation graph:
//! `cargo run --example loudest_source -- RECORDS.jsonl`.

use dixit::{
    graph::{KnowledgeGraph, NodeKind},
    read::{ArticleParser, Format},
};
use petgraph::{algo::page_rank, visit::EdgeRef};
use std::{env, error::Error, fs::File, io::BufReader};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1);
    let path = path.unwrap_or_else(|| "tests/data/bridge.json".to_owned());
    let format = Format::from_path(path.as_ref()).unwrap_or(Format::JsonLines);
    let mut graph = KnowledgeGraph::new();
    for article in ArticleParser::from_format(format).for_reader(BufReader::new(File::open(path)?))
    {
        graph.add_article(&article?);
    }

    // Who is spoken of lends weight to who speaks: so the edges are turned round.
    let mut relations = graph.relations();
    relations.reverse();
    let ranks = page_rank(&relations, 0.85_f64, 50);
    let mut people: Vec<_> = relations
        .node_indices()
        .filter(|&node| matches!(relations[node].kind, NodeKind::Entity(_)))
        .map(|node| (ranks[node.index()], &relations[node].label, node))
        .collect();
    people.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    for (rank, name, node) in people.into_iter().take(10) {
        let sayings = relations
            .edge_references()
            .filter(|e| e.target() == node)
            .count();
        println!("{rank:.3}  {name} ({sayings} sayings)");
    }
    Ok(())
}
