//! Writing the picture as XML.

use super::{
    THEME,
    legend::{Footer, Header},
    measure::{self, HEAD, LABEL, PAD, Sized},
    pen::n,
    route::{Layout, Path, Rect, layout},
    text::Face,
    xml::Xml,
};
use crate::{
    article::EntityKind,
    graph::KnowledgeGraph,
    write::{
        picture::{Line, LineKind, Picture, Shape, ShapeKind, Texts},
        xml::escape,
    },
};
use petgraph::graph::NodeIndex;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

const MARGIN: f32 = 28.0;
const APART: f32 = 22.0;
/// Narrow drawings still have room for a heading.
const LEAST: f32 = 620.0;

/// What a page needs to find statements in the drawing: their numbers.
pub(in crate::write) type Hooks = BTreeMap<NodeIndex, usize>;

/// A drawing and what goes round it.
pub(super) struct Canvas<'a> {
    graph: &'a KnowledgeGraph,
    picture: &'a Picture,
    texts: &'a Texts<'a>,
    hooks: Option<&'a Hooks>,
    sized: Vec<Sized>,
    layout: Layout,
    header: Header,
    footer: Footer,
    /// Where the drawing begins.
    at: (f32, f32),
    width: f32,
    height: f32,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(
        graph: &'a KnowledgeGraph,
        picture: &'a Picture,
        texts: &'a Texts<'a>,
        hooks: Option<&'a Hooks>,
    ) -> Self {
        let sized = measure::boxes(picture);
        let layout = layout(picture, &sized);
        let inner = layout.width.max(LEAST);
        // A page has its own heading and credits.
        let header = Header::new(picture, inner, hooks.is_none());
        let footer = Footer::new(picture, inner, hooks.is_none());
        let top = MARGIN + header.height + APART;
        let below = if footer.height() > 0.0 {
            APART + footer.height()
        } else {
            0.0
        };
        Self {
            graph,
            picture,
            texts,
            hooks,
            at: (MARGIN, top),
            width: inner + 2.0 * MARGIN,
            height: top + layout.height + below + MARGIN,
            sized,
            layout,
            header,
            footer,
        }
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let mut xml = Xml { out };
        self.open(&mut xml)?;
        self.header.write(MARGIN, MARGIN, &mut xml)?;
        writeln!(
            xml.out,
            "<g transform=\"translate({} {})\">",
            n(self.at.0),
            n(self.at.1)
        )?;
        self.bands(&mut xml)?;
        // Lines first, so that no arrow lies over a box's edge.
        self.lines(&mut xml)?;
        self.boxes(&mut xml)?;
        writeln!(xml.out, "</g>")?;
        let bottom = self.height - MARGIN - self.footer.height();
        self.footer.write(MARGIN, bottom, &mut xml)?;
        writeln!(xml.out, "</svg>")
    }

    fn open(&self, xml: &mut Xml<'_, impl Write>) -> io::Result<()> {
        let (width, height) = (n(self.width), n(self.height));
        let namespace = match self.hooks {
            Some(_) => "",
            None => " xmlns=\"http://www.w3.org/2000/svg\"",
        };
        writeln!(
            xml.out,
            "<svg{namespace} class=\"diagram\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             role=\"graphics-document document\" aria-roledescription=\"diagram\">"
        )?;
        writeln!(xml.out, "<title>{}</title>", escape(&self.picture.title))?;
        writeln!(xml.out, "<desc>{}</desc>", escape(&self.description()))?;
        if self.hooks.is_none() {
            writeln!(xml.out, "<style>\n{THEME}</style>")?;
        }
        writeln!(
            xml.out,
            "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"
        )
    }

    fn description(&self) -> String {
        let boxes = &self.picture.boxes;
        let sources = boxes.iter().filter(|shape| shape.rank == 0).count();
        let last = self.picture.last_rank().max(1);
        let claims = boxes.iter().filter(|shape| shape.rank == last).count();
        let left_out = self.picture.left_out.as_ref().map(|left| left.sentence());
        let left_out = left_out
            .map(|words| format!(" {words}"))
            .unwrap_or_default();
        format!(
            "Sources on the left, what they say or whom they speak of on the right; \
             {sources} left, {claims} right.{left_out}"
        )
    }

    fn bands(&self, xml: &mut Xml<'_, impl Write>) -> io::Result<()> {
        for (band, rect) in self.picture.bands.iter().zip(&self.layout.bands) {
            writeln!(xml.out, "<rect class=\"band\" rx=\"8\" {}/>", place(*rect))?;
            let most = rect.width - 20.0;
            let name = fit(&band.name, Face::plain(11.0), most);
            xml.text(
                "side",
                Face::plain(11.0),
                rect.x + 10.0,
                rect.y + 16.0,
                &name,
            )?;
        }
        Ok(())
    }

    fn lines(&self, xml: &mut Xml<'_, impl Write>) -> io::Result<()> {
        for trunk in &self.layout.trunks {
            let line = &self.picture.lines[trunk.lines[0]];
            let all = trunk
                .lines
                .iter()
                .flat_map(|&at| &self.picture.lines[at].statements);
            let hook = self.hook(all);
            writeln!(xml.out, "<g class=\"trunk {}\"{hook}>", line.tone.name())?;
            self.path(&trunk.path, line, xml)?;
            writeln!(xml.out, "</g>")?;
        }
        for (line, path) in self.picture.lines.iter().zip(&self.layout.paths) {
            let hook = self.hook(line.statements.iter().chain(&line.via));
            let kind = match line.kind {
                LineKind::Link(_) => " link",
                LineKind::Saying | LineKind::Passing => "",
            };
            writeln!(
                xml.out,
                "<g class=\"line {}{kind}\" tabindex=\"0\" role=\"img\" aria-label=\"{}\"{hook}>",
                line.tone.name(),
                escape(&self.picture.sentence(line))
            )?;
            let tip = self.texts.of_line(self.graph, self.picture, line);
            writeln!(xml.out, "<title>{}</title>", escape(&tip))?;
            if self.hooks.is_some() {
                writeln!(xml.out, "<path class=\"hit\" d=\"{}\"/>", path.d)?;
            }
            self.path(path, line, xml)?;
            writeln!(xml.out, "</g>")?;
        }
        Ok(())
    }

    fn path(&self, path: &Path, line: &Line, xml: &mut Xml<'_, impl Write>) -> io::Result<()> {
        let width = n(line.width());
        writeln!(
            xml.out,
            "<path class=\"stroke\" stroke-width=\"{width}\" d=\"{}\"/>",
            path.d
        )?;
        if !path.arrow.is_empty() {
            writeln!(xml.out, "<path class=\"arrow\" d=\"{}\"/>", path.arrow)?;
        }
        if !path.label.is_empty() {
            let width = LABEL.width(&path.label);
            let plate = Rect {
                x: path.x - width / 2.0 - 3.0,
                y: path.y - 7.0,
                width: width + 6.0,
                height: 14.0,
            };
            writeln!(xml.out, "<rect class=\"plate\" {}/>", place(plate))?;
            xml.text(
                "label",
                LABEL,
                path.x - width / 2.0,
                path.y + 4.0,
                &path.label,
            )?;
        }
        Ok(())
    }

    fn boxes(&self, xml: &mut Xml<'_, impl Write>) -> io::Result<()> {
        let is_link = |line: &&Line| matches!(line.kind, LineKind::Link(_));
        let links = self.picture.lines.iter().filter(is_link);
        let linked: BTreeSet<usize> = links.flat_map(|line| [line.from, line.to]).collect();
        let mut touching: Vec<Vec<NodeIndex>> = vec![Vec::new(); self.picture.boxes.len()];
        for line in self.picture.lines.iter().filter(|line| !is_link(line)) {
            for end in [line.from, line.to] {
                touching[end].extend(line.statements.iter().chain(&line.via).copied());
            }
        }
        for (at, shape) in self.picture.boxes.iter().enumerate() {
            let hook = self.hook(touching[at].iter().copied());
            let class = class(shape, linked.contains(&at));
            writeln!(xml.out, "<g class=\"box {class}\"{hook}>")?;
            let tip = self.texts.of_shape(self.graph, shape);
            writeln!(xml.out, "<title>{}</title>", escape(&tip))?;
            self.shape(shape, self.layout.boxes[at], &self.sized[at], xml)?;
            writeln!(xml.out, "</g>")?;
        }
        Ok(())
    }

    fn shape(
        &self,
        shape: &Shape,
        rect: Rect,
        sized: &Sized,
        xml: &mut Xml<'_, impl Write>,
    ) -> io::Result<()> {
        let note = matches!(shape.kind, ShapeKind::Claim { .. });
        if note {
            xml.note(rect)?;
        } else {
            let round = match shape.kind {
                ShapeKind::Entity(EntityKind::Person | EntityKind::Account | EntityKind::Group)
                | ShapeKind::Unnamed
                | ShapeKind::Ghost => 12,
                _ => 2,
            };
            writeln!(xml.out, "<rect rx=\"{round}\" {}/>", place(rect))?;
        }
        for row in &sized.rows {
            let middle = rect.x + (rect.width - row.face.width(&row.text)) / 2.0;
            let left = if note || shape.kind == ShapeKind::Ghost {
                rect.x + PAD
            } else {
                middle
            };
            xml.text(row.class, row.face, left, rect.y + row.baseline, &row.text)?;
        }
        Ok(())
    }

    fn hook(
        &self,
        statements: impl IntoIterator<Item = impl std::borrow::Borrow<NodeIndex>>,
    ) -> String {
        let Some(hooks) = self.hooks else {
            return String::new();
        };
        let all = statements.into_iter();
        let numbers: BTreeSet<usize> = all
            .filter_map(|at| hooks.get(at.borrow()).copied())
            .collect();
        let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
        format!(" data-s=\"{}\"", numbers.join(" "))
    }
}

fn class(shape: &Shape, linked: bool) -> &'static str {
    match shape.kind {
        ShapeKind::Claim { .. } if linked => "claim linked",
        ShapeKind::Claim { .. } => "claim",
        ShapeKind::Carrier => "carrier",
        ShapeKind::Unnamed => "unnamed",
        ShapeKind::Ghost => "empty",
        ShapeKind::Entity(EntityKind::Group) => "group",
        ShapeKind::Entity(_) => "entity",
    }
}

fn place(rect: Rect) -> String {
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        n(x),
        n(y),
        n(width),
        n(height)
    )
}

fn fit(text: &str, face: Face, width: f32) -> String {
    let rows = crate::write::picture::wrap(text, width, 1, |words| face.width(words));
    rows.into_iter().next().unwrap_or_default()
}

/// The head of a claim is set smaller than its words.
const _: () = assert!(HEAD.size < measure::CLAIM.size);
