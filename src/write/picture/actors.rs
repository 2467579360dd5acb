//! The picture of who accuses, denies, supports whom.

use super::{
    Line, LineKind, Options, Picture, Shape, Tone, Whole, band,
    shape::entity,
    tone::{link_label, said_label},
};
use crate::graph::{EntityRef, LinkRef, StatementRef};
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// Draws everybody on the left who does something, on the right to whom.
///
/// A denial stands against whoever asserts what is denied, and a link between
/// two statements joins their sources.
pub(super) fn build(
    whole: &Whole<'_>,
    options: &Options,
    statements: &[NodeIndex],
    links: &[LinkRef],
) -> Picture {
    let graph = whole.graph;
    let mut builder = Builder {
        options,
        picture: Picture::default(),
        boxes: BTreeMap::new(),
        lines: BTreeMap::new(),
    };
    for statement in statements.iter().filter_map(|&at| graph.statement(at)) {
        builder.toward_targets(statement);
        builder.against_others(statement);
    }
    for link in links {
        let ends = (graph.statement(link.from), graph.statement(link.to));
        if let (Some(from), Some(to)) = ends
            && statements.contains(&from.node())
            && !builder.has(from.node(), Tone::of_link(link.kind))
        {
            builder.add(
                from,
                to.sources(),
                &link_label(link),
                Tone::of_link(link.kind),
            );
        }
    }
    let mut picture = builder.picture;
    band::camps(whole, &mut picture);
    picture
}

struct Builder<'o> {
    options: &'o Options,
    picture: Picture,
    boxes: BTreeMap<(NodeIndex, usize), usize>,
    lines: BTreeMap<(usize, usize, String, Tone), usize>,
}

impl Builder<'_> {
    /// Whether a statement is drawn in a tone already.
    fn has(&self, statement: NodeIndex, tone: Tone) -> bool {
        let mut lines = self.picture.lines.iter();
        lines.any(|line| line.tone == tone && line.statements.contains(&statement))
    }

    fn toward_targets(&mut self, statement: StatementRef<'_>) {
        let relations = &self.options.vocabulary;
        let tone = Tone::of(statement.relation(), statement.negated(), relations);
        let words = said_label(statement, relations);
        self.add(statement, statement.targets(), &words, tone);
        // Telling somebody something is no stand toward them.
        if tone != Tone::Asserts {
            self.add(statement, statement.addressees(), &words, tone);
        }
    }

    /// A denial or support of a claim is one of those who assert it.
    fn against_others(&mut self, statement: StatementRef<'_>) {
        let relations = &self.options.vocabulary;
        let tone = Tone::of(statement.relation(), statement.negated(), relations);
        if !matches!(tone, Tone::Denies | Tone::Supports) {
            return;
        }
        let words = said_label(statement, relations);
        let others = statement.content().into_iter().flat_map(|c| c.statements());
        for other in others {
            let theirs = Tone::of(other.relation(), other.negated(), relations);
            if !matches!(theirs, Tone::Denies | Tone::Withholds) {
                self.add(statement, other.sources(), &words, tone);
            }
        }
    }

    fn add<'g>(
        &mut self,
        statement: StatementRef<'g>,
        whom: impl Iterator<Item = EntityRef<'g>>,
        words: &str,
        tone: Tone,
    ) {
        for whom in whom {
            for who in statement.sources() {
                // A party denying its own words says nothing about another.
                if who.node() == whom.node() {
                    continue;
                }
                let (from, to) = (self.shape(who, 0), self.shape(whom, 1));
                self.line(from, to, words, tone, statement.node());
            }
        }
    }

    fn shape(&mut self, who: EntityRef<'_>, rank: usize) -> usize {
        let next = self.picture.boxes.len();
        let at = *self.boxes.entry((who.node(), rank)).or_insert(next);
        if at == next {
            let shape: Shape = entity(who, rank);
            self.picture.boxes.push(shape);
        }
        at
    }

    fn line(&mut self, from: usize, to: usize, words: &str, tone: Tone, said: NodeIndex) {
        let next = self.picture.lines.len();
        let at = *self
            .lines
            .entry((from, to, words.to_owned(), tone))
            .or_insert(next);
        if at == next {
            self.picture.lines.push(Line {
                from,
                to,
                label: super::clean(words),
                tone,
                statements: Vec::new(),
                via: Vec::new(),
                kind: LineKind::Saying,
            });
        }
        let statements = &mut self.picture.lines[at].statements;
        if !statements.contains(&said) {
            statements.push(said);
        }
    }
}
