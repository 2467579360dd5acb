//! What stands near a name, and which names stand near one that nobody has.

use super::{Options, carry::carriers, clean, clip};
use crate::{
    graph::{EntityRef, KnowledgeGraph, StatementRef},
    spelling::distance,
};
use petgraph::graph::NodeIndex;
use std::{collections::BTreeSet, error::Error, fmt};

/// Returns the statements within some steps of the entities of a name.
pub(super) fn around(graph: &KnowledgeGraph, name: &str, depth: usize) -> BTreeSet<NodeIndex> {
    let links: Vec<_> = graph.links().map(|link| (link.from, link.to)).collect();
    let mut people = named(graph, name);
    let mut found = BTreeSet::new();
    for _ in 0..depth.max(1) {
        let mut next = BTreeSet::new();
        for statement in graph.statements() {
            let others = everyone(statement);
            if others.iter().any(|who| people.contains(who)) {
                found.insert(statement.node());
                next.extend(others);
            }
        }
        for &(from, to) in &links {
            if found.contains(&from) || found.contains(&to) {
                found.extend([from, to]);
            }
        }
        people.extend(next);
    }
    found
}

/// Returns the entities of a name: those it is, else those it is part of.
fn named(graph: &KnowledgeGraph, name: &str) -> BTreeSet<NodeIndex> {
    let wanted = name.trim().to_lowercase();
    let is = |who: &EntityRef<'_>| names(*who).any(|name| name.to_lowercase() == wanted);
    let has = |who: &EntityRef<'_>| names(*who).any(|name| name.to_lowercase().contains(&wanted));
    let exact: BTreeSet<_> = graph.entities().filter(is).map(EntityRef::node).collect();
    if exact.is_empty() && !wanted.is_empty() {
        return graph.entities().filter(has).map(EntityRef::node).collect();
    }
    exact
}

/// Returns everybody a statement has to do with.
fn everyone(statement: StatementRef<'_>) -> Vec<NodeIndex> {
    let roles = statement
        .sources()
        .chain(statement.targets())
        .chain(statement.addressees());
    let mut out: Vec<_> = roles.map(EntityRef::node).collect();
    if let Some(claim) = statement.content() {
        out.extend(claim.mentions().map(EntityRef::node));
    }
    for carrier in carriers(statement).into_iter().flatten() {
        out.extend(carrier.who.iter().map(|who| who.node()));
    }
    out
}

fn names(who: EntityRef<'_>) -> impl Iterator<Item = &str> {
    std::iter::once(who.name()).chain(who.aliases())
}

/// Nobody and nothing in a graph has the name that a picture was wanted of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// Names much like it, the most like first.
    pub near: Vec<String>,
}

impl UnknownName {
    /// Finds out whether the name that is asked for, if one is, is nobody's.
    pub(crate) fn check(graph: &KnowledgeGraph, options: &Options) -> Result<(), Self> {
        match &options.around {
            Some(name) if named(graph, name).is_empty() => Err(Self {
                name: name.clone(),
                near: alike(graph, name),
            }),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |name: &str| format!("“{}”", clip(&clean(name), 80));
        write!(f, "nobody and nothing is called {}", quoted(&self.name))?;
        let near: Vec<_> = self.near.iter().map(|name| quoted(name)).collect();
        match near.is_empty() {
            true => Ok(()),
            false => write!(f, "; did you mean {}?", near.join(" or ")),
        }
    }
}

impl Error for UnknownName {}

/// So many names are offered for one that nobody has.
const OFFERED: usize = 3;

/// Returns the names that differ from one, or have a word that does, in a third of its letters at most.
fn alike(graph: &KnowledgeGraph, name: &str) -> Vec<String> {
    let wanted = name.trim().to_lowercase();
    let most = wanted.chars().count() / 3;
    let far = |name: &str| {
        let name = name.to_lowercase();
        let words = name.split_whitespace().chain([name.as_str()]);
        // Others are too far by their lengths alone, which are soon told.
        let about = words.filter(|word| word.len().abs_diff(wanted.len()) <= 4 * most);
        about.map(|word| distance(&wanted, word)).min()
    };
    let mut near = BTreeSet::new();
    for who in graph.entities() {
        let far = names(who).filter_map(far).min();
        near.extend(far.filter(|far| *far <= most).map(|far| (far, who.name())));
    }
    let names = near.iter().map(|(_, name)| (*name).to_owned());
    names.take(OFFERED).collect()
}
