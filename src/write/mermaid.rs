//! Mermaid: the diagram as text that wikis and code hosts draw by themselves.
//!
//! The same picture as DOT and SVG: sources left, claims right, what a saying
//! does to a claim by colour and dash.

use super::picture::{LineKind, Options, Picture, Shape, ShapeKind, Tone, clean, clip};
use crate::graph::KnowledgeGraph;
use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// Longer wordings are clipped: Mermaid draws a box as large as its words.
const WORDS: usize = 160;

/// Writes the graph as a Mermaid flowchart.
///
/// # Errors
///
/// Those of the writer.
pub fn write(graph: &KnowledgeGraph, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let picture = Picture::new(graph, options);
    writeln!(out, "---\ntitle: {}\n---", title(&picture.title))?;
    writeln!(out, "flowchart LR")?;
    for credit in &picture.credits {
        writeln!(out, "  %% {}", comment(credit))?;
    }
    if let Some(left_out) = &picture.left_out {
        writeln!(out, "  %% {}", comment(&left_out.sentence()))?;
    }
    for (at, shape) in picture.boxes.iter().enumerate() {
        writeln!(out, "  {}", boxed(at, shape))?;
    }
    for line in &picture.lines {
        let dash = if is_dashed(line.tone) { "-.->" } else { "-->" };
        let label = escape(&line.caption());
        writeln!(out, "  b{} {dash}|\"{label}\"| b{}", line.from, line.to)?;
    }
    for (at, line) in picture.lines.iter().enumerate() {
        let color = line.tone.color();
        let width = match line.kind {
            LineKind::Link(_) => "1px",
            _ => "2px",
        };
        writeln!(out, "  linkStyle {at} stroke:{color},stroke-width:{width}")?;
    }
    Ok(())
}

fn boxed(at: usize, shape: &Shape) -> String {
    let words = escape(&clip(&clean(&shape.name), WORDS));
    let note = match shape.note.as_str() {
        "" => String::new(),
        note => format!("<br/><small>{}</small>", escape(&clean(note))),
    };
    match shape.kind {
        ShapeKind::Claim { .. } => format!("b{at}[\"{words}{note}\"]"),
        ShapeKind::Ghost => format!("b{at}[\"<i>{words}</i>{note}\"]"),
        _ => format!("b{at}([\"<b>{words}</b>{note}\"])"),
    }
}

fn is_dashed(tone: Tone) -> bool {
    matches!(
        tone,
        Tone::Denies | Tone::Withholds | Tone::Asks | Tone::Expects
    )
}

/// A title is YAML: a quoted string of one line.
fn title(text: &str) -> String {
    let text = clean(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

/// A comment ends at its line, and must not look like a directive.
fn comment(text: &str) -> String {
    clean(text).replace(['{', '}'], " ")
}

/// Writes what Mermaid or HTML would read as its own by character code.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '*' | '_' | '[' | ']' | '{' | '}' | '|' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
