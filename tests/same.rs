//! The same claim in two articles: found where it is retold, not where it only looks alike.

use dixit::{Article, Claim, graph::KnowledgeGraph};

const PAIRS: &str = include_str!("same/pairs.txt");

/// The claims of a pair, and whether they are the same.
fn pairs() -> Vec<(bool, &'static str, &'static str)> {
    let lines = PAIRS.lines().filter(|l| l.starts_with(['=', '/']));
    lines
        .map(|line| {
            let (one, other) = line[1..].split_once('|').expect("two claims");
            (line.starts_with('='), one.trim(), other.trim())
        })
        .collect()
}

fn article(id: &str, claims: &[&str]) -> Article {
    let mut out = Article {
        id: id.to_owned(),
        ..Article::default()
    };
    for (at, text) in claims.iter().enumerate() {
        out.claims.push(Claim {
            id: format!("c{at}"),
            text: (*text).to_owned(),
            ..Claim::default()
        });
    }
    out
}

fn graph(articles: &[Article]) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new();
    for article in articles {
        graph.add_article(article);
    }
    graph
}

/// How alike two claims are.
fn likeness(one: &str, other: &str) -> f64 {
    let graph = graph(&[article("a", &[one]), article("b", &[other])]);
    graph.same_claims(0.0).first().map_or(0.0, |s| s.likeness)
}

#[test]
fn dev() {
    let mut all: Vec<_> = pairs()
        .into_iter()
        .map(|(s, a, b)| (likeness(a, b), s, a, b))
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (l, s, a, b) in &all {
        println!("{l:.3} {} {a} | {b}", if *s { '=' } else { '/' });
    }
    for t in [0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0] {
        let hit = all.iter().filter(|p| p.0 >= t && p.1).count();
        let got = all.iter().filter(|p| p.0 >= t).count();
        println!(
            "at {t}: {hit} of {got} right, {} to find",
            all.iter().filter(|p| p.1).count()
        );
    }
}
