//! Labels of boxes and of the whole, and words escaped for where they stand.

use crate::write::{
    picture::{LeftOut, Shape, ShapeKind, Tone, cleaned, wrap},
    xml::entity,
};
use std::fmt::Write;

/// Claims wrap at so many characters, and end after so many lines.
const WIDTH: f32 = 34.0;
const ROWS: usize = 4;

pub(super) fn label(shape: &Shape) -> String {
    match shape.kind {
        ShapeKind::Claim { number } => claim(shape, number),
        _ => named(shape),
    }
}

/// A claim's number, its note and its words, a row each.
fn claim(shape: &Shape, number: usize) -> String {
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

/// The name of what is no claim, with the note under it.
fn named(shape: &Shape) -> String {
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
    label
}

fn characters(line: &str) -> f32 {
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

/// The heading, what the colours mean, and what was left out.
pub(super) fn legend(
    title: &str,
    (cells, count): (String, usize),
    left_out: Option<&LeftOut>,
) -> String {
    let span = 2 * count.max(1);
    let row = |font: &str, words: &String| {
        format!(
            "<TR><TD COLSPAN=\"{span}\" ALIGN=\"LEFT\"><FONT {font}>{}</FONT></TD></TR>",
            html(words)
        )
    };
    let title = wrap(title, 90.0, 2, characters);
    let title: String = title
        .iter()
        .map(|line| row("POINT-SIZE=\"19\"", line))
        .collect();
    let left_out = left_out.map_or(Vec::new(), |left_out| {
        wrap(&left_out.sentence(), 120.0, 4, characters)
    });
    let left_out: String = left_out
        .iter()
        .map(|line| row("COLOR=\"#64748b\"", line))
        .collect();
    format!(
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"1\">\
         {title}<TR>{cells}</TR>{left_out}</TABLE>"
    )
}

/// The cells that say what colours and boxes mean, and their number.
pub(super) fn keys(tones: &[Tone], carriers: bool) -> (String, usize) {
    let mut cells = String::new();
    for tone in tones {
        // The light box-drawing line is dashed, the heavy one is not.
        let line = match is_dashed(*tone) {
            true => "&#9477;&#9477;",
            false => "&#9473;&#9473;",
        };
        let _ = write!(
            cells,
            "<TD><FONT COLOR=\"{}\">{line}</FONT></TD><TD ALIGN=\"LEFT\">{}</TD>",
            tone.color(),
            html(tone.legend())
        );
    }
    if carriers {
        cells.push_str(
            "<TD BGCOLOR=\"#fef9c3\"> outlet </TD><TD ALIGN=\"LEFT\">passes on another&#8217;s words</TD>",
        );
    }
    if cells.is_empty() {
        cells.push_str("<TD ALIGN=\"LEFT\">nothing is said here</TD>");
    }
    (cells, tones.len() + usize::from(carriers))
}

fn is_dashed(tone: Tone) -> bool {
    matches!(
        tone,
        Tone::Denies | Tone::Withholds | Tone::Asks | Tone::Expects
    )
}

/// Appends words on one line to a quoted string, cleaned and escaped as [`quoted`] does.
///
/// Stretches of plain bytes are copied in one go.
pub(super) fn push_words(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| TOUCHED[usize::from(byte)]) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c => out.extend(cleaned(c)),
        }
    }
    out.push_str(rest);
}

/// Bytes that are escaped, or begin a character that may be changed: controls,
/// blanks and direction marks begin so.
const TOUCHED: [bool; 256] = {
    let mut touched = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        touched[byte] = byte < 0x20
            || matches!(
                byte as u8,
                b'"' | b'\\' | b'&' | 0x7f | 0xc2 | 0xe1..=0xe3 | 0xef
            );
        byte += 1;
    }
    touched
};

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
