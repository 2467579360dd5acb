//! Who passes whose words on.

use super::Tone;
use crate::{
    article::Span,
    graph::{ClaimRef, EntityRef, StatementRef},
    relation::Relations,
};
use petgraph::graph::NodeIndex;
use std::collections::BTreeSet;

/// Who passes a statement on: the statement that does, and its sources.
#[derive(Clone)]
pub(crate) struct Carrier<'g> {
    pub(crate) statement: Option<StatementRef<'g>>,
    pub(crate) who: Vec<EntityRef<'g>>,
}

/// A record that nests deeper is drawn this deep; a ring of them ends.
const NESTING: usize = 4;
/// Records that pass one statement on more often are drawn so often.
const WAYS: usize = 12;
const SEEN: usize = 64;

/// Returns the ways on which a statement reaches the article, each from the
/// inside out; one empty way where the article makes the statement itself.
pub(crate) fn carriers(statement: StatementRef<'_>) -> Vec<Vec<Carrier<'_>>> {
    let mut seen = vec![statement.node()];
    ways(statement, &mut seen)
}

fn ways<'g>(statement: StatementRef<'g>, seen: &mut Vec<NodeIndex>) -> Vec<Vec<Carrier<'g>>> {
    let mut out = Vec::new();
    for claim in statement.conveyed_by() {
        let mut carried = false;
        for carrying in claim.statements() {
            carried = true;
            if seen.contains(&carrying.node()) || seen.len() > NESTING {
                continue;
            }
            let carrier = Carrier {
                statement: Some(carrying),
                who: carrying.sources().collect(),
            };
            seen.push(carrying.node());
            let own = same_sources(carrying, statement);
            for mut outer in ways(carrying, seen) {
                if !own {
                    outer.insert(0, carrier.clone());
                }
                out.push(outer);
            }
            out.truncate(WAYS);
            seen.pop();
        }
        if !carried {
            // Nobody is known to pass it on, yet the article does not say it.
            let who = Vec::new();
            out.push(vec![Carrier {
                statement: None,
                who,
            }]);
        }
    }
    if out.is_empty() {
        out.push(Vec::new());
    }
    out
}

/// Whether a statement does nothing but pass others' words on; they show it.
pub(super) fn only_carries(statement: StatementRef<'_>) -> bool {
    let Some(content) = statement.content() else {
        return false;
    };
    let passes_on = |inner: StatementRef<'_>| {
        // In a ring every statement would be another's carrier, and none be drawn.
        !same_sources(inner, statement) && !reaches(inner, statement.node())
    };
    content.conveys().next().is_some() && content.conveys().all(passes_on) && is_covered(content)
}

/// Whether a statement stands in its own source's words ("he said he feared ...").
///
/// Then what he said is drawn, and he does not pass on himself. What takes a
/// side (an accusation, a denial) is drawn all the same.
pub(super) fn is_within_own(statement: StatementRef<'_>, relations: &Relations) -> bool {
    let mut around = statement
        .conveyed_by()
        .flat_map(|claim| claim.statements())
        .peekable();
    // Most stand in nobody's words, which is soon seen.
    if around.peek().is_none() {
        return false;
    }
    let tone = Tone::of(statement.relation(), statement.negated(), relations);
    matches!(tone, Tone::Asserts | Tone::Expects)
        && around.all(|outer| same_sources(outer, statement) && !reaches(statement, outer.node()))
}

fn same_sources(one: StatementRef<'_>, other: StatementRef<'_>) -> bool {
    let nodes = |s: StatementRef<'_>| s.sources().map(EntityRef::node).collect::<BTreeSet<_>>();
    nodes(one) == nodes(other) && one.sources().next().is_some()
}

/// A claim holds more than what it passes on if so much of it is left over.
const LEFT: f64 = 0.4;

/// Whether the statements that a claim passes on are nearly all of it.
fn is_covered(claim: ClaimRef<'_>) -> bool {
    let whole = merged(claim.spans().to_vec());
    let mut inner = Vec::new();
    for statement in claim.conveys() {
        inner.extend_from_slice(statement.cue());
        inner.extend_from_slice(statement.source_spans());
        inner.extend(statement.content().iter().flat_map(|c| c.spans()));
    }
    let inner = merged(inner);
    let length = |start: u32, end: u32| f64::from(end.saturating_sub(start));
    let all: f64 = whole.iter().map(|span| length(span.start, span.end)).sum();
    let met = |a: &Span, b: &Span| length(a.start.max(b.start), a.end.min(b.end));
    let covered: f64 = whole
        .iter()
        .flat_map(|outer| inner.iter().map(move |inner| met(outer, inner)))
        .sum();
    all - covered <= LEFT * all
}

/// Returns spans in order, those that touch as one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// Whether a statement passes another on, over so many steps as matter.
fn reaches(statement: StatementRef<'_>, goal: NodeIndex) -> bool {
    let mut seen = vec![statement.node()];
    let mut open = vec![statement];
    while let Some(at) = open.pop() {
        if at.node() == goal {
            return true;
        }
        for inner in at.content().into_iter().flat_map(|claim| claim.conveys()) {
            if seen.len() < SEEN && !seen.contains(&inner.node()) {
                seen.push(inner.node());
                open.push(inner);
            }
        }
    }
    false
}
