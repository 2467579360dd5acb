//! What every drawing of one graph needs, found once: a page has one an article.

use super::{Options, near};
use crate::graph::{Edge, KnowledgeGraph, LinkRef};
use petgraph::{graph::NodeIndex, visit::EdgeRef};
use std::collections::{BTreeMap, BTreeSet};

/// A graph with its links and camps at hand.
pub(crate) struct Whole<'g> {
    pub(crate) graph: &'g KnowledgeGraph,
    /// The statements near the name that was asked for.
    near: Option<BTreeSet<NodeIndex>>,
    /// Whom somebody speaks for, else what they are part of.
    sides: BTreeMap<NodeIndex, NodeIndex>,
    /// The links that leave a statement or claim, numbered in the graph's order.
    links: BTreeMap<NodeIndex, Vec<(usize, LinkRef)>>,
}

impl<'g> Whole<'g> {
    pub(crate) fn new(graph: &'g KnowledgeGraph, options: &Options) -> Self {
        let around = options.around.as_deref();
        let mut links: BTreeMap<NodeIndex, Vec<(usize, LinkRef)>> = BTreeMap::new();
        for (at, link) in graph.links().enumerate() {
            links.entry(link.from).or_default().push((at, link));
        }
        Self {
            graph,
            near: around.map(|name| near::around(graph, name, options.depth)),
            sides: sides(graph),
            links,
        }
    }

    /// Whether a statement is near the name that was asked for, if one was.
    pub(super) fn is_near(&self, statement: NodeIndex) -> bool {
        self.near
            .as_ref()
            .is_none_or(|near| near.contains(&statement))
    }

    /// Returns the links that leave some statements and their claims, or all, in the graph's order.
    pub(super) fn links(&self, within: Option<&[NodeIndex]>) -> Vec<LinkRef> {
        let Some(statements) = within else {
            return self.graph.links().collect();
        };
        let claims = statements.iter().filter_map(|&node| {
            let claim = self.graph.statement(node)?.content()?;
            Some(claim.node())
        });
        let ends: BTreeSet<NodeIndex> = statements.iter().copied().chain(claims).collect();
        let leaving = ends.iter().filter_map(|end| self.links.get(end));
        let mut links: Vec<_> = leaving.flatten().copied().collect();
        links.sort_unstable_by_key(|&(at, _)| at);
        links.into_iter().map(|(_, link)| link).collect()
    }

    /// Follows whom somebody speaks for and is part of; a ring of them ends.
    pub(super) fn side(&self, who: NodeIndex) -> NodeIndex {
        let mut seen = vec![who];
        let mut at = who;
        while let Some(&next) = self.sides.get(&at) {
            if seen.contains(&next) {
                break;
            }
            seen.push(next);
            at = next;
        }
        at
    }
}

fn sides(graph: &KnowledgeGraph) -> BTreeMap<NodeIndex, NodeIndex> {
    let mut sides = BTreeMap::new();
    for wanted in [Edge::SpeaksFor, Edge::PartOf] {
        for edge in graph.as_petgraph().edge_references() {
            if *edge.weight() == wanted {
                sides.entry(edge.source()).or_insert(edge.target());
            }
        }
    }
    sides
}
