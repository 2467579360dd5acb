//! The picture of who says what: source, whoever passes it on, claim.

use super::{
    Band, Line, LineKind, Options, Picture, Shape, ShapeKind, View,
    cut::{Carrier, carriers},
    tone::{Tone, label},
    words::{clean, clip},
};
use crate::{
    article::EntityKind,
    graph::{ClaimRef, EntityRef, KnowledgeGraph, StatementRef},
    relation::Relations,
};
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// Stands where a record names no source.
pub(super) const UNNAMED: &str = "(unnamed)";

/// Names longer than this are clipped, on boxes and in labels.
const NAME: usize = 40;
const TARGET: usize = 22;

pub(super) fn build(
    graph: &KnowledgeGraph,
    options: &Options,
    statements: &[NodeIndex],
) -> Picture {
    let mut builder = Builder::new(graph, &options.vocabulary);
    for statement in statements.iter().filter_map(|&at| graph.statement(at)) {
        builder.saying(statement);
    }
    builder.links();
    let mut picture = builder.finish();
    camps(graph, &mut picture);
    if options.view == View::Timeline {
        days(graph, &mut picture);
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

/// Claims stand in the last column; their rank is set when all is known.
const LAST: usize = usize::MAX;

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
            via: Vec::new(),
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
                line.via = vec![carrying.node()];
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
        let words = label(statement.relation(), statement.negated(), self.relations);
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

    fn links(&mut self) {
        for link in self.graph.links() {
            let (Some(from), Some(to)) = (self.end_of(link.from), self.end_of(link.to)) else {
                continue;
            };
            // Two statements about one claim meet there already.
            if from != to {
                self.line(Line {
                    from,
                    to,
                    label: link.kind.name().to_owned(),
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
        let claim = match self.graph.statement(node) {
            Some(statement) => match statement.content() {
                Some(claim) => claim,
                None => return self.boxes.get(&Key::Ghost(node)).copied(),
            },
            None => self.graph.claim(node)?,
        };
        let own = self.boxes.get(&Key::Claim(claim.node()));
        own.copied().or_else(|| {
            // A claim that only passes statements on is drawn as what they say.
            let mut inner = claim.conveys().filter_map(|passed| passed.content());
            inner.find_map(|claim| self.boxes.get(&Key::Claim(claim.node())).copied())
        })
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

fn sorted<'g>(entities: impl Iterator<Item = EntityRef<'g>>) -> Vec<NodeIndex> {
    let mut nodes: Vec<_> = entities.map(|who| who.node()).collect();
    nodes.sort_unstable();
    nodes
}

fn claim(claim: ClaimRef<'_>) -> Shape {
    let text = clean(claim.text());
    let quoted = claim.statements().any(|statement| statement.quoted());
    Shape {
        kind: ShapeKind::Claim { number: 0 },
        rank: LAST,
        name: if text.is_empty() {
            "(no wording)".into()
        } else {
            text
        },
        note: if quoted {
            "direct quote".into()
        } else {
            String::new()
        },
        nodes: vec![claim.node()],
        band: None,
    }
}

pub(super) fn entity(who: EntityRef<'_>, rank: usize) -> Shape {
    Shape {
        kind: ShapeKind::Entity(who.kind()),
        rank,
        name: name(who),
        note: note(who),
        nodes: vec![who.node()],
        band: None,
    }
}

pub(super) fn name(who: EntityRef<'_>) -> String {
    let name = clean(who.name());
    if name.is_empty() {
        UNNAMED.into()
    } else {
        clip(&name, NAME)
    }
}

fn note(who: EntityRef<'_>) -> String {
    let described = who.descriptions().first().map(|words| clean(words));
    match described.filter(|words| !words.is_empty()) {
        Some(words) => clip(&words, NAME),
        None => match who.kind() {
            EntityKind::Thing => String::new(),
            EntityKind::Group => "unnamed group".into(),
            kind => kind.name().into(),
        },
    }
}

/// Puts sources that speak for one side, or are part of it, under its name.
pub(super) fn camps(graph: &KnowledgeGraph, picture: &mut Picture) {
    let mut members: BTreeMap<NodeIndex, Vec<usize>> = BTreeMap::new();
    for at in picture.column(0) {
        let node = picture.boxes[at].nodes.first();
        if let Some(who) = node.and_then(|&node| graph.entity(node)) {
            members.entry(side(who).node()).or_default().push(at);
        }
    }
    for (side, members) in members {
        if members.len() > 1 {
            let name = graph.entity(side).map(name).unwrap_or_default();
            for at in members {
                picture.boxes[at].band = Some(picture.bands.len());
            }
            picture.bands.push(Band { name, rank: 0 });
        }
    }
}

/// Follows whom somebody speaks for and is part of; a ring of them ends.
fn side(who: EntityRef<'_>) -> EntityRef<'_> {
    let mut seen = vec![who.node()];
    let mut at = who;
    while let Some(next) = at.speaks_for().chain(at.part_of()).next() {
        if seen.contains(&next.node()) {
            break;
        }
        seen.push(next.node());
        at = next;
    }
    at
}

/// Puts claims of one day under its date, in the order of the days.
fn days(graph: &KnowledgeGraph, picture: &mut Picture) {
    let mut days: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for at in picture.column(picture.last_rank()) {
        let day = super::cut::day_of(graph, picture.boxes[at].nodes.first().copied());
        days.entry((day.is_none(), day.unwrap_or_default()))
            .or_default()
            .push(at);
    }
    let rank = picture.last_rank();
    for ((undated, day), members) in days {
        for at in members {
            picture.boxes[at].band = Some(picture.bands.len());
        }
        let name = if undated { "undated".into() } else { day };
        picture.bands.push(Band { name, rank });
    }
}
