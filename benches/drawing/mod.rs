//! DOT of a whole archive, beside what petgraph prints of it.

use crate::{Sink, interleaved, mega};
use dixit::{
    Article, Relations,
    graph::KnowledgeGraph,
    write::{
        dot,
        picture::{self, Tone},
    },
};
use petgraph::{
    dot::{Config, Dot},
    graph::{DiGraph, EdgeReference, NodeIndex},
};
use std::{
    collections::BTreeMap,
    fmt::Debug,
    io::{self, Write as _},
};

pub(crate) fn all(records: &[Article]) {
    let mut graph = KnowledgeGraph::new();
    for record in records {
        graph.add_article(record);
    }
    let all = picture::Options {
        top: Some(usize::MAX),
        ..picture::Options::default()
    };
    let bare = graph.clone().into_petgraph();
    let drawn = drawn(&graph);
    let [mut own_bytes, mut bare_bytes, mut same_bytes] = [0; 3];
    let times = interleaved(
        16,
        &mut [
            &mut || own_bytes = own(&graph, &all),
            &mut || bare_bytes = by_petgraph(&bare),
            &mut || same_bytes = with_evidence(&graph, &drawn),
        ],
    );
    let [own_time, bare_time, same] = [0, 1, 2].map(|at: usize| times[at].as_secs_f64());
    println!(
        "DOT: own {:.1} ms, {:.1} MB: {} boxes and {} lines, each with its evidence",
        own_time * 1e3,
        mega(own_bytes),
        drawn.node_count(),
        drawn.edge_count()
    );
    println!(
        "  petgraph's Dot, bare: {:.1} ms, {:.1} MB: {} nodes and {} edges; {:.2} x own",
        bare_time * 1e3,
        mega(bare_bytes),
        bare.node_count(),
        bare.edge_count(),
        bare_time / own_time
    );
    println!(
        "  petgraph's Dot, the same boxes and lines with labels and tooltips: {:.1} ms, {:.1} MB; {:.2} x own",
        same * 1e3,
        mega(same_bytes),
        same / own_time
    );
}

/// Draws all, and returns how many bytes that takes.
fn own(graph: &KnowledgeGraph, all: &picture::Options) -> usize {
    let mut out = Sink::default();
    dot::write(graph, all, &mut out).expect("a sink");
    out.0
}

/// Prints the bare graph with petgraph; the bytes are returned as well.
fn by_petgraph<N: Debug, E: Debug>(bare: &DiGraph<N, E>) -> usize {
    let mut out = io::BufWriter::with_capacity(1 << 16, Sink::default());
    write!(out, "{:?}", Dot::new(bare)).expect("a sink");
    out.into_inner().expect("a sink").0
}

/// Returns nearly what a drawing of all shows: from each source to what it says.
fn drawn(graph: &KnowledgeGraph) -> DiGraph<NodeIndex, NodeIndex> {
    let mut drawn = DiGraph::new();
    let mut known = BTreeMap::new();
    for said in graph.statements() {
        let to = said.content().map_or(said.node(), |claim| claim.node());
        for who in said.sources() {
            let [from, to] = [who.node(), to]
                .map(|node| *known.entry(node).or_insert_with(|| drawn.add_node(node)));
            drawn.add_edge(from, to, said.node());
        }
    }
    drawn
}

/// Prints a drawing with petgraph; labels, tooltips and the like are the getters'.
fn with_evidence(graph: &KnowledgeGraph, drawn: &DiGraph<NodeIndex, NodeIndex>) -> usize {
    let texts = picture::Texts::new(graph);
    let node = |_: &DiGraph<NodeIndex, NodeIndex>, (_, &node): (NodeIndex, &NodeIndex)| {
        let (label, iri) = (graph.label(node), graph.iri(node));
        let short: String = label.chars().take(60).collect();
        let tip = match graph.entity(node) {
            Some(who) => who.kind().name(),
            None => label,
        };
        format!("label={short:?}, tooltip={tip:?}, iri={iri:?}")
    };
    let edge = |_: &DiGraph<NodeIndex, NodeIndex>, edge: EdgeReference<'_, NodeIndex>| {
        let said = graph.statement(*edge.weight()).expect("a statement");
        let article = said.article().expect("its article");
        let span = said.cue().first().or(said.source_spans().first());
        let words = span.map_or("", |span| texts.words(article.node(), *span));
        let place = span.map(|span| format!("{}–{}", span.start, span.end));
        let tip = format!(
            "[{words}] — {}, {}",
            article.head().id,
            place.unwrap_or_default()
        );
        let tone = Tone::of(said.relation(), said.negated(), Relations::builtin());
        format!(
            "label={:?}, color={:?}, fontcolor={:?}, tooltip={tip:?}, article={:?}",
            said.relation(),
            tone.color(),
            tone.ink(),
            article.iri()
        )
    };
    let plain = [Config::NodeNoLabel, Config::EdgeNoLabel];
    let mut out = io::BufWriter::with_capacity(1 << 16, Sink::default());
    let dot = Dot::with_attr_getters(drawn, &plain, &edge, &node);
    write!(out, "{dot:?}").expect("a sink");
    out.into_inner().expect("a sink").0
}
