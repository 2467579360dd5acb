//! Graphviz DOT: sources left, who passes words on between, claims right.
//!
//! Node names are synthetic, every word stands in a label or tooltip and is
//! escaped for it. Claims keep the picture's order by an invisible chain. What
//! is too large to be read is written plainly instead, line by line.

mod label;
mod plain;

use self::label::{keys, label, legend, quoted};
use super::picture::{
    Line, LineKind, Options, Picture, Shape, ShapeKind, Texts, Tone, Whole, many,
};
use crate::{article::EntityKind, graph::KnowledgeGraph};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

const FONT: &str = "Helvetica,Arial,DejaVu Sans,sans-serif";

/// `dot` needs minutes for more lines than this, so larger pictures ask for `sfdp`.
const LINES: usize = 200;

/// Writes the graph as DOT for `dot -Tsvg`.
///
/// # Errors
///
/// Those of the writer.
pub fn write(graph: &KnowledgeGraph, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let whole = Whole::new(graph, options);
    if let Some(many) = many(&whole, options) {
        return plain::write(graph, many, options, out);
    }
    let picture = Picture::of(&whole, options);
    let drawing = Drawing {
        graph,
        picture: &picture,
        texts: Texts::new(graph),
        large: picture.lines.len() > LINES,
        linked: linked(&picture),
    };
    drawing.head(out)?;
    drawing.boxes(out)?;
    if !drawing.large {
        drawing.columns(out)?;
    }
    drawing.lines(out)?;
    drawing.links(out)?;
    writeln!(out, "}}")
}

struct Drawing<'g> {
    graph: &'g KnowledgeGraph,
    picture: &'g Picture,
    texts: Texts<'g>,
    large: bool,
    /// Of each box whether a link leads to or from it.
    linked: Vec<bool>,
}

impl Drawing<'_> {
    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let layout = if self.large {
            "layout=sfdp, overlap=prism, splines=line, K=1.2, sep=\"+12\""
        } else {
            "rankdir=LR, newrank=true, splines=true, nodesep=0.22, ranksep=1.3"
        };
        writeln!(out, "digraph claims {{")?;
        writeln!(
            out,
            "  graph [{layout}, outputorder=edgesfirst, pad=0.3, bgcolor=\"#ffffff\","
        )?;
        writeln!(
            out,
            "    fontname=\"{FONT}\", fontsize=10.5, fontcolor=\"#0f172a\", labelloc=t, labeljust=l,"
        )?;
        writeln!(out, "    tooltip={},", quoted(&self.picture.title))?;
        writeln!(out, "    label=<{}>];", self.legend())?;
        writeln!(
            out,
            "  node [fontname=\"{FONT}\", fontsize=12, shape=box, style=\"filled,rounded\", penwidth=1.2, \
             margin=\"0.15,0.08\", color=\"#475569\", fillcolor=\"#f1f5f9\", fontcolor=\"#0f172a\"];"
        )?;
        writeln!(
            out,
            "  edge [fontname=\"{FONT}\", fontsize=10.5, penwidth=1.7, arrowsize=0.75];"
        )
    }

    fn legend(&self) -> String {
        let picture = self.picture;
        let mut boxes = picture.boxes.iter();
        let carriers = boxes.any(|shape| shape.kind == ShapeKind::Carrier);
        let keys = keys(&picture.tones(), carriers);
        legend(&picture.title, keys, picture.left_out.as_ref())
    }

    fn boxes(&self, out: &mut impl Write) -> io::Result<()> {
        for (number, band) in self.picture.bands.iter().enumerate() {
            // Clusters round claims would tear the chain that orders them.
            let all = self.picture.boxes.iter().enumerate();
            let members: Vec<_> = all.filter(|(_, b)| b.band == Some(number)).collect();
            let cluster = if self.large { "band" } else { "cluster_band" };
            writeln!(
                out,
                "  subgraph {cluster}_{number} {{ label={}; labeljust=l; fontsize=11; fontcolor=\"#475569\"; \
                 style=\"rounded,filled\"; color=\"#e2e8f0\"; fillcolor=\"#f8fafc\"; margin=10;",
                quoted(&band.name)
            )?;
            for (at, shape) in members {
                write!(out, "  ")?;
                self.shape(at, shape, out)?;
            }
            writeln!(out, "  }}")?;
        }
        for (at, shape) in self.picture.boxes.iter().enumerate() {
            if shape.band.is_none() {
                self.shape(at, shape, out)?;
            }
        }
        Ok(())
    }

    fn shape(&self, at: usize, shape: &Shape, out: &mut impl Write) -> io::Result<()> {
        let look = match shape.kind {
            ShapeKind::Claim { .. } => {
                let pen = if self.linked[at] {
                    ", penwidth=2.2"
                } else {
                    ""
                };
                format!(
                    "shape=note, style=filled, fillcolor=\"#ffffff\", color=\"#334155\", margin=\"0.12,0.06\"{pen}"
                )
            }
            ShapeKind::Ghost => {
                "shape=box, style=\"rounded,dashed\", color=\"#94a3b8\", fontcolor=\"#475569\""
                    .into()
            }
            ShapeKind::Carrier => {
                "shape=box, style=filled, fillcolor=\"#fef9c3\", color=\"#a16207\"".into()
            }
            ShapeKind::Unnamed | ShapeKind::Entity(EntityKind::Group) => {
                "style=\"filled,rounded,dashed\"".into()
            }
            ShapeKind::Entity(EntityKind::Person | EntityKind::Account) => {
                "style=\"filled,rounded\"".into()
            }
            ShapeKind::Entity(_) => "style=filled".into(),
        };
        let anchor = match shape.kind {
            ShapeKind::Claim { number } => format!("id=\"claim-{number}\", URL=\"#s{number}\", "),
            _ => format!("id=\"box-{at}\", "),
        };
        writeln!(
            out,
            "  b{at} [label=<{}>, {anchor}tooltip={}, {look}];",
            label(shape),
            quoted(&self.texts.of_shape(self.graph, shape)),
        )
    }

    /// Keeps every column on one line, and the claims in order.
    fn columns(&self, out: &mut impl Write) -> io::Result<()> {
        let last = self.picture.last_rank();
        for rank in 0..=last {
            let names: Vec<_> = self
                .picture
                .column(rank)
                .map(|at| format!("b{at}"))
                .collect();
            if names.is_empty() {
                continue;
            }
            if rank == last && names.len() > 1 {
                writeln!(
                    out,
                    "  {{ rank=same; {} [style=invis, weight=2]; }}",
                    names.join(" -> ")
                )?;
            } else {
                writeln!(out, "  {{ rank=same; {}; }}", names.join("; "))?;
            }
        }
        Ok(())
    }

    fn lines(&self, out: &mut impl Write) -> io::Result<()> {
        let mut coming: BTreeMap<usize, usize> = BTreeMap::new();
        for line in &self.picture.lines {
            *coming.entry(line.to).or_default() += 1;
        }
        for line in &self.picture.lines {
            let arrow = match line.kind {
                LineKind::Link(_) => continue,
                LineKind::Passing => ", arrowhead=none",
                LineKind::Saying => "",
            };
            let pen = line.width();
            let tip = quoted(&self.texts.of_line(self.graph, self.picture, line));
            writeln!(
                out,
                "  b{} -> b{} [label={}, {}, penwidth={pen:.1}, tooltip={tip}, labeltooltip={tip}{arrow}];",
                line.from,
                line.to,
                quoted(&format!(" {} ", line.caption())),
                pens(line.tone),
            )?;
        }
        Ok(())
    }

    /// Draws links on the far side of the claims, one junction a relation and target.
    fn links(&self, out: &mut impl Write) -> io::Result<()> {
        let mut junctions: BTreeMap<(usize, &str), Vec<&Line>> = BTreeMap::new();
        for line in &self.picture.lines {
            if let LineKind::Link(kind) = line.kind {
                junctions
                    .entry((line.to, kind.name()))
                    .or_default()
                    .push(line);
            }
        }
        for (number, ((to, _), lines)) in junctions.into_iter().enumerate() {
            let tone = lines[0].tone;
            writeln!(
                out,
                "  x{number} [label={}, shape=plain, style=\"\", fontsize=10.5, fontcolor=\"{}\"];",
                quoted(&format!(" {} ", lines[0].label)),
                tone.ink()
            )?;
            for line in lines {
                let tip = quoted(&self.texts.of_line(self.graph, self.picture, line));
                let pens = pens(tone);
                writeln!(
                    out,
                    "  b{}:e -> x{number} [{pens}, tooltip={tip}, arrowhead=none];",
                    line.from
                )?;
            }
            writeln!(
                out,
                "  b{to}:e -> x{number} [{}, dir=back, arrowtail=normal];",
                pens(tone)
            )?;
        }
        Ok(())
    }
}

fn linked(picture: &Picture) -> Vec<bool> {
    let mut linked = vec![false; picture.boxes.len()];
    for line in &picture.lines {
        if matches!(line.kind, LineKind::Link(_)) {
            linked[line.from] = true;
            linked[line.to] = true;
        }
    }
    linked
}

fn pens(tone: Tone) -> String {
    let style = match tone {
        Tone::Denies => ", style=dashed",
        Tone::Withholds | Tone::Asks | Tone::Expects => ", style=dotted",
        _ => "",
    };
    format!(
        "color=\"{}\", fontcolor=\"{}\"{style}",
        tone.color(),
        tone.ink()
    )
}
