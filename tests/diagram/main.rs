//! Diagrams: what they show, that nothing overlaps, and that no word gets out of its place.

mod hostile;
mod layout;
mod plain;
mod shown;

#[path = "../laws/given.rs"]
#[allow(dead_code, reason = "the laws need more of it")]
mod given;
#[path = "../many/mod.rs"]
mod many;

use dixit::{
    Article,
    graph::KnowledgeGraph,
    write::{dot, html, picture::Options, svg},
};

fn graph<'a>(articles: impl IntoIterator<Item = &'a Article>) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new();
    for article in articles {
        graph.add_article(article);
    }
    graph
}

fn drone() -> KnowledgeGraph {
    let record = include_str!("../data/drone.json");
    let article: Article = serde_json::from_str(record).expect("a record");
    graph([&article])
}

fn draw_dot(graph: &KnowledgeGraph, options: &Options) -> String {
    let mut out = Vec::new();
    dot::write(graph, options, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

fn draw_svg(graph: &KnowledgeGraph, options: &Options) -> String {
    let mut out = Vec::new();
    svg::write(graph, options, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

fn draw_html(graph: &KnowledgeGraph, options: &Options) -> String {
    let mut out = Vec::new();
    html::write(graph, options, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}
