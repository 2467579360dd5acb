//! Which statements are drawn: by name, relation and day, and never too many.

use super::{
    Options, View, Whole,
    carry::{carriers, is_within_own, only_carries},
    tone::lineage,
};
use crate::graph::{KnowledgeGraph, StatementRef};
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// So many statements are drawn unless more are asked for.
///
/// Set by looking: beyond it a drawing no longer fits a page at a size that
/// can be read.
pub const LIMIT: usize = 60;

/// What a drawing left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many statements are drawn.
    pub drawn: usize,
    /// How many the graph has.
    pub all: usize,
    /// How to get more, or why they are missing.
    pub how: String,
}

impl LeftOut {
    /// Returns it as a sentence for readers.
    pub fn sentence(&self) -> String {
        format!(
            "{} of {} statements are drawn; {}",
            self.drawn, self.all, self.how
        )
    }
}

/// Chooses the statements to draw, in the graph's order.
pub(super) fn select(
    whole: &Whole<'_>,
    options: &Options,
    within: Option<&[NodeIndex]>,
) -> (Vec<NodeIndex>, Option<LeftOut>) {
    let graph = whole.graph;
    let statements: Vec<_> = match within {
        Some(nodes) => nodes.iter().filter_map(|&at| graph.statement(at)).collect(),
        None => graph.statements().collect(),
    };
    let shown = statements.into_iter().filter(|s| is_shown(*s, options));
    let all: Vec<_> = shown.collect();
    let total = all.len();
    let mut kept: Vec<_> = all
        .into_iter()
        .filter(|s| whole.is_near(s.node()))
        .filter(|s| of_relation(*s, options) && of_day(graph, *s, options))
        .collect();
    let wanted = kept.len();
    let limit = options.top.unwrap_or(LIMIT);
    if wanted > limit {
        kept = most_linked(graph, kept, limit);
    }
    let mut how = Vec::new();
    if wanted > limit {
        how.push(format!(
            "the most answered and shared ones first. --top {wanted} draws all, \
             --around NAME those near a name, --relation R those of a relation"
        ));
    } else if wanted < total {
        how.push(chosen(options));
    }
    let left_out = (kept.len() < total).then(|| LeftOut {
        drawn: kept.len(),
        all: total,
        how: how.concat(),
    });
    (kept.iter().map(|s| s.node()).collect(), left_out)
}

/// Whether a statement has a line of its own.
fn is_shown(statement: StatementRef<'_>, options: &Options) -> bool {
    options.view == View::Actors
        || !only_carries(statement) && !is_within_own(statement, &options.vocabulary)
}

/// More statements than this make no drawing that a person could read.
pub(crate) const READABLE: usize = 1000;

/// The statements of a drawing that has more than can be read, in the graph's order.
pub(crate) struct Many<'w> {
    pub(crate) statements: Box<dyn Iterator<Item = StatementRef<'w>> + 'w>,
    pub(crate) left_out: Option<LeftOut>,
}

/// Returns the statements to draw, if they are more than can be read.
pub(crate) fn many<'w>(whole: &'w Whole<'_>, options: &'w Options) -> Option<Many<'w>> {
    let graph = whole.graph;
    let top = options.top.unwrap_or(LIMIT);
    if top <= READABLE || options.view != View::Claims {
        return None;
    }
    // The whole graph is walked, so that none of it has to be kept.
    if top >= graph.statements().count() && is_whole(options) {
        let shown = move || graph.statements().filter(|s| is_shown(*s, options));
        return shown().nth(READABLE).map(|_| Many {
            statements: Box::new(shown()),
            left_out: None,
        });
    }
    let (nodes, left_out) = select(whole, options, None);
    (nodes.len() > READABLE).then(|| Many {
        statements: Box::new(nodes.into_iter().filter_map(|at| graph.statement(at))),
        left_out,
    })
}

/// Whether nothing is asked for by name, relation or day.
fn is_whole(options: &Options) -> bool {
    let Options {
        around,
        relations,
        since,
        until,
        ..
    } = options;
    around.is_none() && relations.is_empty() && since.is_none() && until.is_none()
}

fn chosen(options: &Options) -> String {
    let mut by = Vec::new();
    if let Some(name) = &options.around {
        by.push(format!(
            "near “{}” (--depth {})",
            super::clean(name),
            options.depth
        ));
    }
    if !options.relations.is_empty() {
        by.push(format!(
            "of {}",
            super::clean(&options.relations.join(", "))
        ));
    }
    if let Some(day) = &options.since {
        by.push(format!("since {}", super::clean(day)));
    }
    if let Some(day) = &options.until {
        by.push(format!("until {}", super::clean(day)));
    }
    format!("only those {}", by.join(", "))
}

fn of_relation(statement: StatementRef<'_>, options: &Options) -> bool {
    let known = |name: &str| {
        let relation = options.vocabulary.by_name(name);
        let kinds = relation.map(|relation| lineage(relation, &options.vocabulary));
        let kinds = kinds.unwrap_or_default();
        let mut names = kinds.iter().map(|kind| kind.name.as_str()).chain([name]);
        names.any(|name| options.relations.iter().any(|wanted| wanted == name))
    };
    options.relations.is_empty()
        || known(statement.relation())
        || carriers(statement)
            .iter()
            .flatten()
            .filter_map(|carrier| carrier.statement)
            .any(|carrying| known(carrying.relation()))
}

fn of_day(graph: &KnowledgeGraph, statement: StatementRef<'_>, options: &Options) -> bool {
    if options.since.is_none() && options.until.is_none() {
        return true;
    }
    let Some(day) = day_of(graph, Some(statement.node())) else {
        return false;
    };
    // ISO 8601 days sort as text; "2023" and "2023-05" stand for all their days.
    let since = options
        .since
        .as_deref()
        .is_none_or(|since| day.as_str() >= since);
    let until = options
        .until
        .as_deref()
        .is_none_or(|until| day.as_str() <= until || day.starts_with(until));
    since && until
}

/// Returns the day on which the article of a statement or claim was published.
pub(super) fn day_of(graph: &KnowledgeGraph, node: Option<NodeIndex>) -> Option<String> {
    let node = node?;
    let statement = graph.statement(node).and_then(|s| s.article());
    let article = statement.or_else(|| graph.claim(node).and_then(|c| c.article()))?;
    let published = article.head().published.as_deref()?;
    Some(super::clean(
        published.split(['T', ' ']).next().unwrap_or_default(),
    ))
}

/// Keeps the statements that others answer and share, then the first ones.
fn most_linked<'g>(
    graph: &'g KnowledgeGraph,
    statements: Vec<StatementRef<'g>>,
    limit: usize,
) -> Vec<StatementRef<'g>> {
    let mut links: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for link in graph.links() {
        for end in [link.from, link.to] {
            let claim = graph.statement(end).and_then(|s| s.content());
            *links.entry(claim.map_or(end, |c| c.node())).or_default() += 1;
        }
    }
    let mut shared: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for claim in statements.iter().filter_map(|s| s.content()) {
        *shared.entry(claim.node()).or_default() += 1;
    }
    let weight = |statement: &StatementRef<'_>| {
        let Some(claim) = statement.content().map(|claim| claim.node()) else {
            return 0;
        };
        let answered = links.get(&claim).copied().unwrap_or(0);
        4 * answered + 3 * shared.get(&claim).copied().unwrap_or(0) + 1
    };
    let mut ranked: Vec<_> = statements.iter().map(|s| (weight(s), s.node())).collect();
    ranked.sort_by_key(|&(weight, node)| (std::cmp::Reverse(weight), node));
    let kept: BTreeSet<_> = ranked.iter().take(limit).map(|&(_, node)| node).collect();
    statements
        .into_iter()
        .filter(|s| kept.contains(&s.node()))
        .collect()
}
