//! Diagrams: what is drawn, that it is escaped, and that it is always the same.

use dixit::{
    Article,
    graph::KnowledgeGraph,
    write::{dot, picture::Options},
};

fn graph(record: &str) -> KnowledgeGraph {
    let article: Article = serde_json::from_str(record).expect("a record");
    let mut graph = KnowledgeGraph::new();
    graph.add_article(&article);
    graph
}

fn drone() -> KnowledgeGraph {
    graph(include_str!("data/drone.json"))
}

fn draw_dot(graph: &KnowledgeGraph, options: &Options) -> String {
    let mut out = Vec::new();
    dot::write(graph, options, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn dot_shows_who_says_what() {
    let dot = draw_dot(&drone(), &Options::default());
    if let Ok(path) = std::env::var("DIXIT_DRAW") {
        std::fs::write(format!("{path}/drone.dot"), &dot).expect("a folder");
    }
    assert!(dot.contains("did not deny"));
    assert_eq!(dot, draw_dot(&drone(), &Options::default()));
}
