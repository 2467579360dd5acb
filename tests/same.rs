//! The same claim in two articles: found where it is retold, not where it only looks alike.

use dixit::{Article, Claim, graph::KnowledgeGraph};

/// Pairs that the rules were made with, and pairs written after.
const PAIRS: &str = include_str!("same/pairs.txt");
const UNSEEN: &str = include_str!("same/unseen.txt");

/// The claims of a pair, and whether they are the same.
fn pairs(list: &'static str) -> Vec<(bool, &'static str, &'static str)> {
    let lines = list.lines().filter(|l| l.starts_with(['=', '/']));
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

/// Where the documents say that few are joined wrongly.
const LEAST: f64 = 0.9;

/// How many of each file's retold claims are found, and which others are joined with them.
fn found(list: &'static str) -> (usize, Vec<String>) {
    let joined = pairs(list)
        .into_iter()
        .filter(|(_, one, other)| likeness(one, other) >= LEAST);
    let (right, wrong): (Vec<_>, Vec<_>) = joined.partition(|(same, ..)| *same);
    let wrong = wrong
        .iter()
        .map(|(_, one, other)| format!("{one} | {other}"));
    (right.len(), wrong.collect())
}

#[test]
fn retold_claims_are_found_and_no_others() {
    for (list, least) in [(PAIRS, 19), (UNSEEN, 9)] {
        let (right, wrong) = found(list);
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(right >= least, "{right} found, floor {least}");
    }
}

#[test]
fn the_order_of_the_articles_makes_no_difference() {
    let mut articles: Vec<Article> = pairs(PAIRS)
        .iter()
        .enumerate()
        .flat_map(|(n, (_, one, other))| {
            [
                article(&format!("a{n}"), &[one]),
                article(&format!("b{n}"), &[other]),
            ]
        })
        .collect();
    let iris = |articles: &[Article]| {
        let graph = graph(articles);
        let same = graph.same_claims(LEAST).into_iter();
        same.map(|s| (graph.iri(s.one).to_owned(), graph.iri(s.other).to_owned()))
            .collect::<Vec<_>>()
    };
    let once = iris(&articles);
    assert!(once.len() >= 19);
    articles.reverse();
    assert_eq!(iris(&articles), once);
}

#[test]
fn claims_of_one_article_are_left_alone() {
    let (one, other) = (
        "the Ostrel dam leaks in three places",
        "in three places the Ostrel dam leaks",
    );
    assert!(likeness(one, other) > LEAST);
    assert!(
        graph(&[article("a", &[one, other])])
            .same_claims(0.0)
            .is_empty()
    );
}

#[test]
fn a_sentence_that_all_print_makes_a_chain() {
    let copies = 2000;
    let claim = "the Ostrel dam leaks in three places";
    let articles: Vec<Article> = (0..copies)
        .map(|n| article(&format!("a{n}"), &[claim]))
        .collect();
    let same = graph(&articles).same_claims(LEAST);
    assert!(same.len() >= copies - 1, "each leads to the next");
    assert!(same.len() <= copies * 32, "{} pairs", same.len());
}

#[test]
fn any_wording_can_be_compared() {
    for text in [
        "",
        "-",
        "’s",
        "by",
        "was by",
        "1,",
        "É ß 😀 by the end",
        "n't n't",
        "May may",
    ] {
        assert!(likeness(text, text) <= 1.0);
    }
}
