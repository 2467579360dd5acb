//! An article's text, cut into pieces that know which statements they belong to.

use super::escape;
use crate::{
    article::{Offsets, Span},
    graph::StatementRef,
};
use std::{
    collections::BTreeSet,
    io::{self, Write},
};

/// What a piece of text is to a statement; the later one shows where several meet.
const ROLES: [(&str, &str); 3] = [("said", "data-c"), ("who", "data-w"), ("cue", "data-u")];

/// Writes the text with every source, cue and content marked.
pub(super) fn write(
    text: &str,
    statements: &[(usize, StatementRef<'_>)],
    out: &mut impl Write,
) -> io::Result<()> {
    let offsets = Offsets::new(text);
    let mut edges: Vec<Edge> = Vec::new();
    for &(number, statement) in statements {
        let content = statement.content().map(|claim| claim.spans());
        let roles = [
            content.unwrap_or_default(),
            statement.source_spans(),
            statement.cue(),
        ];
        for (role, spans) in roles.into_iter().enumerate() {
            for &span in spans {
                edges.extend(Edge::of(span, role, number, &offsets));
            }
        }
    }
    edges.sort_unstable();
    let mut open: [BTreeSet<usize>; 3] = Default::default();
    let mut at = 0;
    for edge in edges {
        piece(&text[at..edge.byte], &open, out)?;
        at = edge.byte;
        if edge.starts {
            open[edge.role].insert(edge.number);
        } else {
            open[edge.role].remove(&edge.number);
        }
    }
    piece(&text[at..], &open, out)
}

/// Where a span begins or ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    byte: usize,
    starts: bool,
    role: usize,
    number: usize,
}

impl Edge {
    /// Returns both edges, or none for a span that leaves the text.
    fn of(span: Span, role: usize, number: usize, offsets: &Offsets<'_>) -> Vec<Self> {
        let start = offsets.byte(span.start as usize);
        let end = offsets.byte(span.end as usize);
        let (Some(start), Some(end)) = (start, end) else {
            return Vec::new();
        };
        if start >= end {
            return Vec::new();
        }
        let edge = |byte, starts| Self {
            byte,
            starts,
            role,
            number,
        };
        vec![edge(start, true), edge(end, false)]
    }
}

fn piece(words: &str, open: &[BTreeSet<usize>; 3], out: &mut impl Write) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    let Some(shown) = open.iter().rposition(|numbers| !numbers.is_empty()) else {
        return write!(out, "{}", escape(words));
    };
    write!(out, "<span class=\"m {}\"", ROLES[shown].0)?;
    for ((_, attribute), numbers) in ROLES.iter().zip(open) {
        if !numbers.is_empty() {
            let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
            write!(out, " {attribute}=\"{}\"", numbers.join(" "))?;
        }
    }
    write!(out, ">{}</span>", escape(words))
}
