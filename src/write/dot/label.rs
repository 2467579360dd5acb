//! Labels of boxes, and words escaped for where they stand.

use crate::write::{
    picture::{Shape, ShapeKind, wrap},
    xml::entity,
};
use std::fmt::Write;

/// Claims wrap at so many characters, and end after so many lines.
const WIDTH: f32 = 34.0;
const ROWS: usize = 4;

pub(super) fn label(shape: &Shape) -> String {
    let ShapeKind::Claim { number } = shape.kind else {
        let mut label = String::new();
        for (at, line) in wrap(&shape.name, 26.0, 2, characters).iter().enumerate() {
            let again = if at > 0 { "<BR/>" } else { "" };
            let _ = match shape.kind {
                ShapeKind::Ghost => write!(label, "{again}<I>{}</I>", html(line)),
                _ => write!(label, "{again}<B>{}</B>", html(line)),
            };
        }
        for line in wrap(&shape.note, WIDTH, 2, characters) {
            if !line.is_empty() {
                let color = match shape.kind {
                    ShapeKind::Carrier => "#854d0e",
                    _ => "#64748b",
                };
                let words = html(&line);
                let _ = write!(
                    label,
                    "<BR/><FONT POINT-SIZE=\"10\" COLOR=\"{color}\">{words}</FONT>"
                );
            }
        }
        return label;
    };
    let note = match shape.note.as_str() {
        "" => String::new(),
        note => format!(" &#183; {}", html(note)),
    };
    let mut rows = format!(
        "<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"9.5\" COLOR=\"#64748b\">CLAIM {number}{note}</FONT></TD></TR>"
    );
    for line in wrap(&shape.name, WIDTH, ROWS, characters) {
        let _ = write!(
            rows,
            "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">{}</TD></TR>",
            html(&line)
        );
    }
    format!(
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\" WIDTH=\"200\">{rows}</TABLE>"
    )
}

pub(super) fn characters(line: &str) -> f32 {
    line.chars().count() as f32
}

/// Returns a quoted string in which Graphviz expands nothing.
///
/// `\N` and the like expand in labels and `&amp;` is decoded there, so both
/// backslashes and ampersands are escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns words for an HTML-like label, in which `\N` expands too.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if entity(c).is_some() => out.extend(entity(c)),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out
}
