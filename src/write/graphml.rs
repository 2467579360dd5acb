//! GraphML, for Gephi, NetworkX, yEd and Cytoscape.
//!
//! Nodes are articles, entities, statements and claims; an edge says what one
//! is to the other, never what a claim says. Nodes and edges are sorted by
//! IRI. Characters that XML cannot hold are shown as U+FFFD.

use super::{
    picture::{self, Texts, relation_label},
    xml::entity,
};
use crate::graph::{Edge, KnowledgeGraph, NodeKind, StatementRef};
use petgraph::{graph::NodeIndex, visit::EdgeRef};
use std::io::{self, Write};

/// Attributes: the key in the file, what it is of, name and type.
const KEYS: [(&str, &str, &str, &str); 10] = [
    ("label", "node", "label", "string"),
    ("iri", "node", "iri", "string"),
    ("kind", "node", "kind", "string"),
    ("article", "node", "article", "string"),
    ("relation", "node", "relation", "string"),
    ("negated", "node", "negated", "boolean"),
    ("quoted", "node", "quoted", "boolean"),
    ("confidence", "node", "confidence", "double"),
    ("words", "node", "words", "string"),
    ("role", "edge", "label", "string"),
];

/// Writes the graph as GraphML.
///
/// # Errors
///
/// Those of the writer.
pub fn write(
    graph: &KnowledgeGraph,
    options: &picture::Options,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">"
    )?;
    for (key, of, name, kind) in KEYS {
        writeln!(
            out,
            "  <key id=\"{key}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    let sure = "  <key id=\"sure\" for=\"edge\" attr.name=\"confidence\" attr.type=\"double\"/>";
    writeln!(out, "{sure}")?;
    writeln!(out, "  <graph id=\"dixit\" edgedefault=\"directed\">")?;
    let mut order: Vec<NodeIndex> = graph.as_petgraph().node_indices().collect();
    order.sort_unstable_by_key(|&node| graph.iri(node));
    let mut rank = vec![0; order.len()];
    for (place, node) in order.iter().enumerate() {
        rank[node.index()] = place;
    }
    let texts = Texts::new(graph);
    for &node in &order {
        write_node(graph, options, &texts, node, rank[node.index()], out)?;
    }
    write_edges(graph, &rank, out)?;
    writeln!(out, "  </graph>\n</graphml>")
}

fn write_node(
    graph: &KnowledgeGraph,
    options: &picture::Options,
    texts: &Texts<'_>,
    node: NodeIndex,
    rank: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "    <node id=\"n{rank}\">")?;
    let mut data = |key: &str, value: &str| {
        writeln!(out, "      <data key=\"{key}\">{}</data>", escape(value))
    };
    data("iri", graph.iri(node))?;
    let kind = match graph.kind(node) {
        NodeKind::Article => "article",
        NodeKind::Entity(kind) => kind.name(),
        NodeKind::Statement => "statement",
        NodeKind::Claim => "claim",
    };
    data("kind", kind)?;
    match graph.statement(node) {
        Some(statement) => write_statement(statement, options, texts, data)?,
        None => {
            data("label", graph.label(node))?;
            let of = graph.claim(node).and_then(|claim| claim.article());
            if let Some(article) = of {
                data("article", article.iri())?;
            }
        }
    }
    writeln!(out, "    </node>")
}

fn write_statement(
    statement: StatementRef<'_>,
    options: &picture::Options,
    texts: &Texts<'_>,
    mut data: impl FnMut(&str, &str) -> io::Result<()>,
) -> io::Result<()> {
    let label = relation_label(statement.relation(), &options.vocabulary);
    match statement.negated() {
        true => data("label", &format!("not: {label}"))?,
        false => data("label", label)?,
    }
    data("relation", statement.relation())?;
    data("negated", &statement.negated().to_string())?;
    data("quoted", &statement.quoted().to_string())?;
    if let Some(confidence) = statement.confidence() {
        data("confidence", &confidence.to_string())?;
    }
    if let Some(article) = statement.article() {
        data("article", article.iri())?;
        let words = |span| texts.words(article.node(), span);
        let words: Vec<&str> = statement.cue().iter().map(|&span| words(span)).collect();
        data("words", &words.join(" … "))?;
    }
    Ok(())
}

fn write_edges(graph: &KnowledgeGraph, rank: &[usize], out: &mut impl Write) -> io::Result<()> {
    let mut edges: Vec<(usize, usize, &str, String)> = Vec::new();
    for edge in graph.as_petgraph().edge_references() {
        let sure = match edge.weight() {
            Edge::Link(_) => graph
                .link_confidence(edge.id())
                .map(|sure| sure.to_string()),
            _ => None,
        };
        let (from, to) = (rank[edge.source().index()], rank[edge.target().index()]);
        edges.push((from, to, edge.weight().name(), sure.unwrap_or_default()));
    }
    edges.sort_unstable();
    edges.dedup();
    for (at, (from, to, name, sure)) in edges.iter().enumerate() {
        write!(
            out,
            "    <edge id=\"e{at}\" source=\"n{from}\" target=\"n{to}\">"
        )?;
        write!(out, "<data key=\"role\">{name}</data>")?;
        if !sure.is_empty() {
            write!(out, "<data key=\"sure\">{sure}</data>")?;
        }
        writeln!(out, "</edge>")?;
    }
    Ok(())
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if entity(c).is_some() => out.extend(entity(c)),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
