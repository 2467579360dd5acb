//! The graph: any record can be added, again without change.

use crate::{config, good_record, record};
use dixit::{
    Article, Span,
    graph::{
        KnowledgeGraph,
        iri::{ArticleIris, Base},
    },
};
use oxrdf::NamedNode;
use proptest::{collection::vec, option, prelude::*, sample::select};
use std::collections::BTreeSet;

/// What a graph says, in an order that does not depend on it.
fn facts(graph: &KnowledgeGraph) -> BTreeSet<String> {
    let pet = graph.as_petgraph();
    let edges = pet.edge_indices().filter_map(|edge| {
        let (from, to) = pet.edge_endpoints(edge)?;
        let name = pet[edge].name();
        Some(format!("{} {name} {}", graph.iri(from), graph.iri(to)))
    });
    let nodes = pet
        .node_indices()
        .map(|at| format!("{} {:?}", graph.iri(at), graph.kind(at)));
    edges.chain(nodes).collect()
}

/// Reads everything there is to read.
fn visit(graph: &KnowledgeGraph) {
    for article in graph.articles() {
        assert!(graph.article(article.node()).is_some(), "{}", article.iri());
    }
    for claim in graph.claims() {
        assert!(graph.claim(claim.node()).is_some(), "{}", claim.iri());
        let _ = (
            claim.mentions().count(),
            claim.conveys().count(),
            claim.embeds().count(),
        );
        let article = claim.article().expect("its article");
        claim
            .spans()
            .iter()
            .for_each(|&span| drop(article.words(span).to_owned()));
    }
    for statement in graph.statements() {
        assert!(
            graph.statement(statement.node()).is_some(),
            "{}",
            statement.iri()
        );
        let _ = (statement.sources().count(), statement.targets().count());
        let _ = (statement.content(), statement.conveyed_by().count());
    }
    for entity in graph.entities() {
        assert!(graph.entity(entity.node()).is_some(), "{}", entity.iri());
        let _ = (
            entity.statements().count(),
            entity.aliases(),
            entity.mentions().count(),
        );
    }
    let _ = (
        graph.relations().node_count(),
        graph.clone().into_petgraph().node_count(),
    );
}

/// Takes the IRI of something else in the record as an entity's own.
fn steal(article: &mut Article, which: usize) {
    let iris = ArticleIris::new(article, &Base::default());
    let others = [
        &iris.claims,
        &iris.statements,
        &iris.links,
        &iris.appearances,
        &iris.entities,
    ];
    let mut all: Vec<String> = others.into_iter().flatten().cloned().collect();
    all.extend([
        iris.article.clone(),
        iris.mention(Span { start: 0, end: 1 }),
    ]);
    if let Some(entity) = article.entities.first_mut() {
        entity.iri = Some(all.swap_remove(which % all.len()));
    }
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn graphs_take_any_record(
        mut articles in vec(record(), 1..4), steals in vec(option::of(0..40_usize), 3),
    ) {
        for (article, which) in articles.iter_mut().zip(steals) {
            which.into_iter().for_each(|which| steal(article, which));
        }
        let mut graph = KnowledgeGraph::new();
        for article in &articles {
            let node = graph.add_article(article);
            prop_assert!(graph.article(node).is_some());
        }
        visit(&graph);
        let (nodes, all) = (graph.as_petgraph().node_count(), facts(&graph));
        for article in &articles {
            graph.add_article(article);
        }
        prop_assert_eq!(graph.as_petgraph().node_count(), nodes);
        prop_assert_eq!(facts(&graph), all);
    }

    #[test]
    fn a_records_items_are_all_in_the_graph(article in good_record()) {
        let mut graph = KnowledgeGraph::new();
        graph.add_article(&article);
        prop_assert_eq!(graph.claims().count(), article.claims.len());
        prop_assert_eq!(graph.statements().count(), article.statements.len());
        prop_assert_eq!(graph.links().count(), article.links.len());
        let contents = article.statements.iter().filter(|s| s.content.is_some()).count();
        prop_assert_eq!(graph.statements().filter_map(|s| s.content()).count(), contents);
    }

    #[test]
    fn every_iri_is_valid_and_none_is_shared(article in record(), base in select(
        &["urn:dixit:", "https://data.example/a/", "https://data.example/x#"][..])) {
        let base = Base::new(base).expect("a base");
        let iris = ArticleIris::new(&article, &base);
        let lists = [&iris.entities, &iris.appearances, &iris.claims, &iris.statements];
        let mut all: Vec<&String> = lists.into_iter().flatten().collect();
        all.push(&iris.article);
        all.extend(iris.links.iter().filter(|iri| !iri.is_empty()));
        for iri in all {
            prop_assert!(NamedNode::new(iri).is_ok(), "{iri}");
        }
        let mention = iris.mention(Span { start: 0, end: u32::MAX });
        prop_assert!(NamedNode::new(mention).is_ok());
    }
}
