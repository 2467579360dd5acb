//! The picture of who says what: source, whoever passes it on, claim.

use super::{
    Line, LineKind, Options, Picture, Shape, ShapeKind, View, Whole, band,
    carry::{Carrier, carriers, is_within_own},
    shape::{LAST, NAME, UNNAMED, claim, entity, name, note},
    tone::{Tone, link_label, said_label},
    words::{clean, clip},
};
use crate::{
    graph::{ClaimRef, EntityRef, KnowledgeGraph, LinkRef, StatementRef},
    relation::Relations,
};
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// Names in labels are clipped at so many characters.
const TARGET: usize = 22;

pub(super) fn build(
    whole: &Whole<'_>,
    options: &Options,
    statements: &[NodeIndex],
    links: &[LinkRef],
) -> Picture {
    let graph = whole.graph;
    let mut builder = Builder::new(graph, &options.vocabulary);
    for statement in statements.iter().filter_map(|&at| graph.statement(at)) {
        builder.saying(statement);
    }
    builder.links(links);
    let mut picture = builder.finish();
    band::camps(whole, &mut picture);
    if options.view == View::Timeline {
        band::days(graph, &mut picture);
    }
    picture
}

/// What makes two boxes the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Entity(NodeIndex),
    Unnamed(Option<NodeIndex>),
    /// Whom the words come from, then who passes them on: a box has one path
    /// into it, so no claim seems to come from another's source.
    Path(Vec<Vec<NodeIndex>>),
    Claim(NodeIndex),
    Ghost(NodeIndex),
    Target(NodeIndex),
}

pub(super) struct Builder<'g> {
    graph: &'g KnowledgeGraph,
    relations: &'g Relations,
    picture: Picture,
    boxes: BTreeMap<Key, usize>,
    lines: BTreeMap<(usize, usize, String, Tone), usize>,
}

impl<'g> Builder<'g> {
    fn new(graph: &'g KnowledgeGraph, relations: &'g Relations) -> Self {
        Self {
            graph,
            relations,
            picture: Picture::default(),
            boxes: BTreeMap::new(),
            lines: BTreeMap::new(),
        }
    }

    /// Draws a statement once for every way on which the article has it.
    fn saying(&mut self, statement: StatementRef<'g>) {
        let paths = carriers(statement);
        let ends = self.ends(statement);
        for path in &paths {
            for &end in &ends {
                self.path(statement, path, end);
            }
        }
    }

    fn path(&mut self, statement: StatementRef<'g>, path: &[Carrier<'g>], end: usize) {
        let mut line = Line {
            from: 0,
            to: end,
            label: self.label(statement, end),
            tone: self.tone(statement),
            statements: vec![statement.node()],
            via: own(statement, self.relations),
            kind: LineKind::Passing,
        };
        let mut from = self.sources(statement);
        let mut way = vec![sorted(statement.sources())];
        for (step, carrier) in path.iter().enumerate() {
            way.push(sorted(carrier.who.iter().copied()));
            line.to = self.carrier(&way, carrier, step + 1);
            self.lines_from(&from, &line);
            from = vec![line.to];
            line.label = "passed on".to_owned();
            if let Some(carrying) = carrier.statement {
                line.tone = line.tone.through(self.tone(carrying));
                line.label = self.words(carrying);
                line.via.push(carrying.node());
            }
        }
        line.to = end;
        line.kind = LineKind::Saying;
        self.lines_from(&from, &line);
    }

    fn lines_from(&mut self, sources: &[usize], line: &Line) {
        for &from in sources {
            self.line(Line {
                from,
                ..line.clone()
            });
        }
    }

    fn tone(&self, statement: StatementRef<'_>) -> Tone {
        Tone::of(statement.relation(), statement.negated(), self.relations)
    }

    fn words(&self, statement: StatementRef<'_>) -> String {
        let words = said_label(statement, self.relations);
        clean(&words)
    }

    /// Returns the relation's words, with whom it is about unless the line ends there.
    fn label(&self, statement: StatementRef<'g>, end: usize) -> String {
        let words = self.words(statement);
        let targets: Vec<_> = statement.targets().collect();
        let at_claim = self.picture.boxes[end].rank == LAST
            && !matches!(self.picture.boxes[end].kind, ShapeKind::Entity(_));
        match targets.as_slice() {
            [first, ..] if at_claim => {
                let more = if targets.len() > 1 { " …" } else { "" };
                format!("{words} {}{more}", clip(&name(*first), TARGET))
            }
            _ => words,
        }
    }

    fn sources(&mut self, statement: StatementRef<'g>) -> Vec<usize> {
        let sources: Vec<_> = statement.sources().collect();
        if sources.is_empty() {
            let article = statement.article().map(|article| article.node());
            return vec![self.shape(Key::Unnamed(article), || Shape {
                kind: ShapeKind::Unnamed,
                rank: 0,
                name: UNNAMED.into(),
                note: "no source given".into(),
                nodes: Vec::new(),
                band: None,
            })];
        }
        let entities = sources.into_iter();
        entities
            .map(|who| self.shape(Key::Entity(who.node()), || entity(who, 0)))
            .collect()
    }

    fn carrier(&mut self, way: &[Vec<NodeIndex>], carrier: &Carrier<'g>, rank: usize) -> usize {
        self.shape(Key::Path(way.to_vec()), || {
            let names: Vec<_> = carrier.who.iter().map(|who| name(*who)).collect();
            let (name, note) = match names.as_slice() {
                [] => (UNNAMED.to_owned(), "passes it on".to_owned()),
                [one] => (one.clone(), note(carrier.who[0])),
                _ => (clip(&names.join(", "), NAME), "pass it on".to_owned()),
            };
            Shape {
                kind: ShapeKind::Carrier,
                rank,
                name,
                note,
                nodes: carrier.who.iter().map(|who| who.node()).collect(),
                band: None,
            }
        })
    }

    /// Returns where the statement's line ends: a claim, else targets, else a ghost.
    fn ends(&mut self, statement: StatementRef<'g>) -> Vec<usize> {
        if let Some(content) = statement.content() {
            return vec![self.shape(Key::Claim(content.node()), || claim(content))];
        }
        let targets: Vec<_> = statement.targets().collect();
        if !targets.is_empty() {
            let all = targets.into_iter();
            return all
                .map(|who| self.shape(Key::Target(who.node()), || entity(who, LAST)))
                .collect();
        }
        let kept = self.tone(statement) == Tone::Withholds;
        let words = if kept {
            "(no comment)"
        } else {
            "(content not given)"
        };
        vec![self.shape(Key::Ghost(statement.node()), || Shape {
            kind: ShapeKind::Ghost,
            rank: LAST,
            name: words.into(),
            note: String::new(),
            nodes: vec![statement.node()],
            band: None,
        })]
    }

    fn shape(&mut self, key: Key, make: impl FnOnce() -> Shape) -> usize {
        let next = self.picture.boxes.len();
        let at = *self.boxes.entry(key).or_insert(next);
        if at == next {
            self.picture.boxes.push(make());
        }
        at
    }

    /// Adds a line, or its statements to the one that looks the same.
    fn line(&mut self, line: Line) {
        let key = (line.from, line.to, line.label.clone(), line.tone);
        let next = self.picture.lines.len();
        let at = *self.lines.entry(key).or_insert(next);
        if at == next {
            self.picture.lines.push(line);
            return;
        }
        let known = &mut self.picture.lines[at];
        for (all, more) in [
            (&mut known.statements, line.statements),
            (&mut known.via, line.via),
        ] {
            for statement in more {
                if !all.contains(&statement) {
                    all.push(statement);
                }
            }
        }
    }

    fn links(&mut self, links: &[LinkRef]) {
        for link in links {
            let (Some(from), Some(to)) = (self.end_of(link.from), self.end_of(link.to)) else {
                continue;
            };
            // Two statements about one claim meet there already.
            if from != to {
                self.line(Line {
                    from,
                    to,
                    label: link_label(link),
                    tone: Tone::of_link(link.kind),
                    statements: vec![link.from],
                    via: Vec::new(),
                    kind: LineKind::Link(link.kind),
                });
            }
        }
    }

    /// Returns the box in which a statement or claim ends up, if it is drawn.
    fn end_of(&self, node: NodeIndex) -> Option<usize> {
        let at = end_of(self.graph, node, |claim| {
            self.boxes.contains_key(&Key::Claim(claim))
        })?;
        let boxes = [Key::Claim(at), Key::Ghost(at)];
        boxes.iter().find_map(|key| self.boxes.get(key).copied())
    }

    fn finish(mut self) -> Picture {
        let known = self.picture.boxes.iter().map(|shape| shape.rank);
        let last = known.filter(|&rank| rank != LAST).max().unwrap_or(0) + 1;
        for shape in &mut self.picture.boxes {
            shape.rank = shape.rank.min(last);
        }
        self.picture
    }
}

/// Returns the claim in which a statement or claim ends up, where it is drawn;
/// a statement without one ends in itself.
pub(crate) fn end_of(
    graph: &KnowledgeGraph,
    node: NodeIndex,
    is_drawn: impl Fn(NodeIndex) -> bool,
) -> Option<NodeIndex> {
    let drawn = |claim: ClaimRef<'_>| Some(claim.node()).filter(|at| is_drawn(*at));
    let statement = graph.statement(node);
    let claim = match statement {
        Some(statement) => match statement.content() {
            Some(claim) => claim,
            None => return Some(node),
        },
        None => graph.claim(node)?,
    };
    // A claim that only passes statements on is drawn as what they say,
    // and one within its source's own words as these words.
    let inner = || claim.conveys().filter_map(|s| s.content()).find_map(drawn);
    let outer = || statement?.conveyed_by().find_map(drawn);
    drawn(claim).or_else(inner).or_else(outer)
}

/// Returns the statements that the source makes within its own words.
pub(crate) fn own(statement: StatementRef<'_>, relations: &Relations) -> Vec<NodeIndex> {
    let content = statement.content();
    let inner = content.into_iter().flat_map(|claim| claim.conveys());
    inner
        .filter(|s| is_within_own(*s, relations))
        .map(|s| s.node())
        .collect()
}

fn sorted<'g>(entities: impl Iterator<Item = EntityRef<'g>>) -> Vec<NodeIndex> {
    let mut nodes: Vec<_> = entities.map(|who| who.node()).collect();
    nodes.sort_unstable();
    nodes
}
