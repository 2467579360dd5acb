//! Laws that hold for any record.

use super::{
    canonical::{canonical, is_beyond_xml},
    matrix, quads, read,
    records::{article, article_at, wild},
    serialize,
};
use dixit::{
    Article, Statement,
    graph::iri::Base,
    syntax::Syntax,
    write::{
        Options,
        rdf::{self, Graphs, Model},
    },
};
use oxrdf::{NamedNode, QuadRef, TermRef};
use proptest::{prelude::*, sample::select};
use std::collections::BTreeSet;

type Way = (Model, Graphs, Syntax);

fn way() -> impl Strategy<Value = Way> {
    select(matrix().collect::<Vec<_>>())
}

fn lossless_way() -> impl Strategy<Value = Way> {
    let all = matrix().filter(|(model, ..)| model.is_lossless());
    select(all.collect::<Vec<_>>())
}

fn is_fit(articles: &[&Article], syntax: Syntax) -> bool {
    syntax != Syntax::RdfXml || !articles.iter().any(|a| is_beyond_xml(a))
}

/// So many cases, or as many as PROPTEST_CASES says.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig::with_cases(wanted.and_then(|n| n.parse().ok()).unwrap_or(count))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_record_comes_back(article in article(), (model, graphs, syntax) in lossless_way()) {
        let written = serialize(&[&article], syntax, model, graphs);
        if !is_fit(&[&article], syntax) {
            let error = written.expect_err("characters that XML has no way to write");
            prop_assert!(error.to_string().contains("U+"), "{}", error);
            return Ok(());
        }
        let bytes = written.expect("written");
        let back = read(&bytes, syntax).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let back: Vec<Article> = back.into_iter().map(canonical).collect();
        prop_assert_eq!(back, [canonical(article)]);
    }

    #[test]
    fn what_comes_back_is_written_the_same(article in article()) {
        let lines = |a: &Article| {
            let bytes = serialize(&[a], Syntax::NQuads, Model::Nary, Graphs::Document);
            let bytes = bytes.expect("written");
            let lines = String::from_utf8(bytes).expect("text");
            lines.lines().map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let bytes = serialize(&[&article], Syntax::Turtle, Model::Nary, Graphs::None);
        let back = read(&bytes.expect("written"), Syntax::Turtle).expect("read");
        prop_assert_eq!(lines(&back[0]), lines(&article));
    }

    #[test]
    fn every_syntax_parses_to_the_same_quads(
        a in article_at(1), b in article_at(2), (model, graphs, syntax) in way(),
    ) {
        let all = [&a, &b, &a];
        prop_assume!(is_fit(&all, syntax));
        let lines = serialize(&all, Syntax::NQuads, model, graphs).expect("written");
        let expected = quads(&lines, Syntax::NQuads).expect("N-Quads");
        let bytes = serialize(&all, syntax, model, graphs).expect("written");
        prop_assert_eq!(quads(&bytes, syntax).expect("parsed"), expected);
    }

    #[test]
    fn order_and_shards_change_nothing(
        a in article_at(1), b in article_at(2), c in article_at(3), (model, graphs, syntax) in way(),
    ) {
        prop_assume!(is_fit(&[&a, &b, &c], syntax));
        let write = |all: &[&Article], syntax| {
            let bytes = serialize(all, syntax, model, graphs).expect("written");
            String::from_utf8(bytes).expect("text")
        };
        if !syntax.streams() {
            prop_assert_eq!(write(&[&a, &b, &c], syntax), write(&[&c, &a, &b, &a], syntax));
        }
        let whole = write(&[&b, &c, &a], Syntax::NQuads);
        let whole: BTreeSet<&str> = whole.lines().collect();
        let shards = [&[&a, &b][..], &[&b, &c]].map(|shard| write(shard, Syntax::NQuads));
        let merged: BTreeSet<&str> = shards.iter().flat_map(|s| s.lines()).collect();
        prop_assert_eq!(whole, merged);
    }

    #[test]
    fn every_iri_is_valid_whatever_the_record(
        mut article in article(),
        names in proptest::collection::vec(wild(), 0..4),
        base in select(vec!["urn:dixit:", "https://example.org/#", "https://example.org/?a=/"]),
        (model, graphs, _) in way(),
    ) {
        // Relations that nobody knows, ids that lead nowhere, spans beyond the text.
        for name in names {
            article.statements.push(Statement {
                id: name.clone(),
                relation: name.clone(),
                source: vec![name, "e0".into()],
                content: article.claims.first().map(|c| c.id.clone()),
                cue: vec![dixit::Span { start: 9, end: 2 }, dixit::Span { start: 0, end: u32::MAX }],
                confidence: Some(f64::INFINITY),
                ..Statement::default()
            });
        }
        let options = options(base, model, graphs);
        rdf::quads(&article, &options, |quad| {
            check(quad);
            Ok::<(), std::convert::Infallible>(())
        }).expect("infallible");
    }
}

fn options(base: &str, model: Model, graphs: Graphs) -> Options<'static> {
    let mut options = Options::default();
    options.base = Base::new(base).expect("a base");
    options.model = model;
    options.graphs = graphs;
    options
}

/// Panics unless every IRI is valid and nothing is a blank node.
fn check(quad: QuadRef<'_>) {
    let valid = |iri: &str| {
        let iri = iri.trim_start_matches('<').trim_end_matches('>');
        NamedNode::new(iri).unwrap_or_else(|e| panic!("{iri:?}: {e}"));
    };
    valid(&quad.subject.to_string());
    valid(quad.predicate.as_str());
    if !quad.graph_name.is_default_graph() {
        valid(&quad.graph_name.to_string());
    }
    match quad.object {
        TermRef::NamedNode(node) => valid(node.as_str()),
        TermRef::Literal(literal) => valid(literal.datatype().as_str()),
        TermRef::BlankNode(node) => panic!("{node}"),
        #[allow(unreachable_patterns, reason = "triple terms come with a feature")]
        _ => {}
    }
}
