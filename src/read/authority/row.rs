//! A row of a list in CSV, with the places of its cells.

use super::{super::ReadError, KEYS};
use crate::{check::Position, spelling::nearest};

/// A row of CSV, with the text it stands in.
pub(super) struct Row<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) columns: &'a [&'static str],
    pub(super) cells: &'a csv::StringRecord,
}

impl Row<'_> {
    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == name)
    }

    pub(super) fn cell(&self, name: &str) -> &str {
        let cell = self.column(name).and_then(|at| self.cells.get(at));
        cell.unwrap_or_default()
    }

    pub(super) fn place(&self, name: &str) -> Position {
        let column = self.column(name).unwrap_or(0);
        Position::of(
            self.text,
            self.start + cell_start(&self.text[self.start..], column),
        )
    }
}

/// How many bytes of empty lines stand at a place.
pub(super) fn blanks(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(['\r', '\n']).len()
}

/// The byte of a row at which a cell begins.
fn cell_start(row: &str, column: usize) -> usize {
    let (mut quoted, mut cell) = (false, 0);
    if column == 0 {
        return 0;
    }
    for (at, c) in row.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                cell += 1;
                if cell == column {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    0
}

/// Finds the columns by their headings.
pub(super) fn columns(
    headings: &csv::StringRecord,
    text: &str,
) -> Result<Vec<&'static str>, ReadError> {
    let mut out: Vec<&'static str> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let start = blanks(text, 0);
        let place = || Position::of(text, start + cell_start(&text[start..], at));
        let lower = heading.to_ascii_lowercase();
        let Some(known) = KEYS.iter().find(|key| **key == lower) else {
            let near = nearest(&lower, KEYS.into_iter());
            return Err(ReadError::syntax(
                place(),
                format!("unknown column `{heading}`{near}"),
            ));
        };
        if out.contains(known) {
            return Err(ReadError::syntax(
                place(),
                format!("column `{known}` stands twice"),
            ));
        }
        out.push(known);
    }
    match out.contains(&"name") {
        true => Ok(out),
        false => Err(ReadError::syntax(
            Position { line: 1, column: 1 },
            "column `name` is missing",
        )),
    }
}
