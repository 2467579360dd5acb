//! SVG with an own layout: nothing needs to be installed to draw or to see it.

mod column;
mod draw;
mod lane;
mod legend;
mod measure;
mod pen;
mod port;
mod route;
mod text;
mod widths;
mod xml;

use super::picture::{Options, Picture, Texts};
use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// The colours, light and dark; the page uses the same.
pub(super) const THEME: &str = include_str!("theme.css");

pub(super) use draw::Hooks;

/// Writes the graph as one SVG picture.
///
/// # Errors
///
/// Those of the writer.
pub fn write(graph: &KnowledgeGraph, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let picture = Picture::new(graph, options);
    draw::Canvas::new(graph, &picture, &Texts::new(graph), None).write(out)
}

/// Writes a picture for the inside of a page, which brings the colours itself.
pub(super) fn write_inline(
    graph: &KnowledgeGraph,
    picture: &Picture,
    texts: &Texts<'_>,
    hooks: &Hooks,
    out: &mut impl Write,
) -> io::Result<()> {
    draw::Canvas::new(graph, picture, texts, Some(hooks)).write(out)
}
