//! What a diagram shows, before it is drawn: boxes, merged lines, camps and a cut.
//!
//! DOT, SVG and the page draw the same picture, so they agree on what is in
//! it, in which order it stands and what was left out.

mod actors;
mod band;
mod carry;
mod claims;
mod cut;
mod evidence;
mod heading;
mod near;
mod order;
mod shape;
mod tone;
mod whole;
mod words;

pub(crate) use carry::carriers;
pub(crate) use claims::{end_of, own};
pub use cut::{LIMIT, LeftOut};
pub(crate) use cut::{Many, many};
pub(crate) use evidence::place;
pub use evidence::{Evidence, Texts};
pub(crate) use heading::{heading, title};
pub use near::UnknownName;
pub(crate) use shape::{UNNAMED, name, note, wording};
pub use tone::Tone;
pub(crate) use tone::{label as relation_label, link_label, said_label};
pub(crate) use whole::Whole;
pub(crate) use words::{clean, cleaned, clip, wrap};

use crate::{
    article::{EntityKind, LinkKind},
    graph::KnowledgeGraph,
    relation::Relations,
};
use petgraph::graph::NodeIndex;

/// Which question a diagram answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Who says what.
    #[default]
    Claims,
    /// Who accuses, denies, supports whom.
    Actors,
    /// Who says what, by the day it was published.
    Timeline,
}

impl View {
    /// Every view.
    pub const ALL: [Self; 3] = [Self::Claims, Self::Actors, Self::Timeline];

    /// Returns the word of the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Actors => "actors",
            Self::Timeline => "timeline",
        }
    }

    /// Finds a view by the word of the command line.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// What to draw of a graph.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which question the diagram answers.
    pub view: View,
    /// The heading; else the article's title.
    pub title: Option<String>,
    /// Draws only what is near the entities of this name.
    pub around: Option<String>,
    /// How many steps from them; one is what they say and what is said of them.
    pub depth: usize,
    /// Draws so many statements, the most linked first; else [`LIMIT`].
    pub top: Option<usize>,
    /// Draws only these relations and the narrower ones; empty for all.
    pub relations: Vec<String>,
    /// Draws only articles published on this day or later, as `2023-05-03`.
    pub since: Option<String>,
    /// Draws only articles published on this day or before.
    pub until: Option<String>,
    /// What the relations mean.
    pub vocabulary: Relations,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            view: View::default(),
            title: None,
            around: None,
            depth: 1,
            top: None,
            relations: Vec::new(),
            since: None,
            until: None,
            vocabulary: Relations::builtin().clone(),
        }
    }
}

/// A diagram's content, in drawing order.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The heading.
    pub title: String,
    /// Column by column, each from top to bottom.
    pub boxes: Vec<Shape>,
    /// From box to box.
    pub lines: Vec<Line>,
    /// Boxes of one column that stand together under a name.
    pub bands: Vec<Band>,
    /// Where it is from, and how to read it.
    pub credits: Vec<String>,
    /// What was left out, and how to get it.
    pub left_out: Option<LeftOut>,
}

impl Picture {
    /// Builds the picture of a graph.
    pub fn new(graph: &KnowledgeGraph, options: &Options) -> Self {
        Self::of(&Whole::new(graph, options), options)
    }

    /// Builds the picture of a graph that is at hand.
    pub(crate) fn of(whole: &Whole<'_>, options: &Options) -> Self {
        let graph = whole.graph;
        let mut picture = Self::within(whole, options, None);
        picture.title = heading::title(graph, options);
        picture.credits = heading::credits(graph);
        picture
    }

    /// Builds the picture of a graph, or of some of its statements, without the words
    /// around it: those of all articles for each of them would be too many.
    pub(crate) fn within(
        whole: &Whole<'_>,
        options: &Options,
        within: Option<&[NodeIndex]>,
    ) -> Self {
        let (statements, left_out) = cut::select(whole, options, within);
        let links = whole.links(within);
        let mut picture = match options.view {
            View::Claims | View::Timeline => claims::build(whole, options, &statements, &links),
            View::Actors => actors::build(whole, options, &statements, &links),
        };
        picture.left_out = left_out;
        order::arrange(&mut picture, options.view == View::Timeline);
        picture
    }

    /// Returns the rank of the right-most column.
    pub fn last_rank(&self) -> usize {
        self.boxes.iter().map(|shape| shape.rank).max().unwrap_or(0)
    }

    /// Returns the tones that occur, in the order of the legend.
    pub fn tones(&self) -> Vec<Tone> {
        let used = |tone: &Tone| self.lines.iter().any(|line| line.tone == *tone);
        Tone::ALL.into_iter().filter(used).collect()
    }

    /// Returns a line in words: who, how, what.
    pub fn sentence(&self, line: &Line) -> String {
        let (from, to) = (&self.boxes[line.from], &self.boxes[line.to]);
        let called = |shape: &Shape| match shape.kind {
            ShapeKind::Claim { number } if matches!(line.kind, LineKind::Link(_)) => {
                format!("claim {number}")
            }
            _ => clip(&shape.name, 160),
        };
        let through = match line.kind {
            LineKind::Passing => " through",
            LineKind::Saying | LineKind::Link(_) => "",
        };
        format!(
            "{} {}{through}: {}",
            called(from),
            line.caption(),
            called(to)
        )
    }

    /// Returns the boxes of a column, from top to bottom.
    pub fn column(&self, rank: usize) -> impl Iterator<Item = usize> {
        let all = self.boxes.iter().enumerate();
        all.filter_map(move |(at, shape)| (shape.rank == rank).then_some(at))
    }
}

/// A box of the diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What it stands for.
    pub kind: ShapeKind,
    /// Its column, from the left.
    pub rank: usize,
    /// A name or a claim's wording.
    pub name: String,
    /// A few words under or over the name.
    pub note: String,
    /// Its nodes in the graph; none for what no source or wording is given of.
    pub nodes: Vec<NodeIndex>,
    /// The band it stands in.
    pub band: Option<usize>,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// Who says it, or whom it is said of.
    Entity(EntityKind),
    /// Who says it, where no source is named.
    Unnamed,
    /// Who passes another's words on.
    Carrier,
    /// What is said; the number counts from 1 down the column.
    Claim {
        /// Its place in the column, from 1.
        number: usize,
    },
    /// A saying without its content ("declined to comment").
    Ghost,
}

/// A line between two boxes; statements that look the same share one.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The box it leaves.
    pub from: usize,
    /// The box it enters.
    pub to: usize,
    /// The relation's words.
    pub label: String,
    /// What it does to the other box.
    pub tone: Tone,
    /// The statements it stands for.
    pub statements: Vec<NodeIndex>,
    /// The statements by which they were passed on.
    pub via: Vec<NodeIndex>,
    /// Whether it is a saying, a step on its way, or a link between claims.
    pub kind: LineKind,
}

impl Line {
    /// Returns how thick it is drawn: thicker for several statements.
    pub fn width(&self) -> f32 {
        let doublings = self.statements.len().max(1).ilog2().min(4);
        self.tone.width() + 0.5 * doublings as f32
    }

    /// Returns the words drawn beside it, with the number of merged statements.
    pub fn caption(&self) -> String {
        match self.statements.len() {
            0 | 1 => self.label.clone(),
            _ if matches!(self.kind, LineKind::Link(_)) => self.label.clone(),
            count => format!("{} ×{count}", self.label),
        }
    }
}

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The last step of a saying: its arrow ends at what is said.
    Saying,
    /// From a source to who passes it on.
    Passing,
    /// How one claim answers another.
    Link(LinkKind),
}

/// Boxes of one column that stand together: a camp, a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Its column.
    pub rank: usize,
}
