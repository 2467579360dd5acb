//! The user's own names, from CSV or JSON.
//!
//! CSV has the columns `name` and, as wanted, `kind`, `aliases`, `iri` and
//! `same_as`; several aliases or IRIs in one cell are parted by `;`. JSON has
//! the same as keys, with lists for the last and `aliases`: one list of
//! objects, or objects one after another.

mod item;
mod row;

use super::{ReadError, compress, json, limit::Limited, text};
use crate::{
    article::EntityKind,
    authority::{Authority, AuthorityError, Field, Known},
    check::{Position, parse},
    spelling::nearest,
};
use item::Item;
use row::{Row, blanks, columns};
use std::{
    error::Error,
    io::{BufRead, Cursor, Read},
};

/// How many bytes a list of names may have, unpacked: a million names or more.
const LIMIT: u64 = 256 << 20;
const KEYS: [&str; 5] = ["name", "kind", "aliases", "iri", "same_as"];

/// Reads a list of names; CSV and JSON are told apart by how they begin.
///
/// ```
/// let own = dixit::read::authority("name,kind,iri\nAcme,organisation,https://data.example/acme\n".as_bytes())?;
/// assert_eq!(own.iter().next().map(|known| known.name.as_str()), Some("Acme"));
/// # Ok::<(), dixit::read::ReadError>(())
/// ```
///
/// # Errors
///
/// When the input fails or is neither, or a row is wrong: the first fault is
/// named with its place.
pub fn authority(reader: impl BufRead + Send) -> Result<Authority, ReadError> {
    let mut bytes = Vec::new();
    Limited::new(compress::unpacked(reader)?, LIMIT).read_to_end(&mut bytes)?;
    let text = text::decode(bytes)?;
    let mut list = List::default();
    match text.trim_start().starts_with(['[', '{']) {
        true => list.json(text)?,
        false => list.csv(&text)?,
    }
    Ok(list.authority)
}

/// The names read so far, with the line of each.
#[derive(Default)]
struct List {
    authority: Authority,
    lines: Vec<usize>,
}

impl List {
    fn add(
        &mut self,
        known: Known,
        line: usize,
        place: impl Fn(Field) -> Position,
    ) -> Result<(), ReadError> {
        let added = self.authority.add(known);
        added.map_err(|e| self.fault(&e, place(e.field())))?;
        self.lines.push(line);
        Ok(())
    }

    fn fault(&self, error: &AuthorityError, place: Position) -> ReadError {
        let cause = error.source().map(|e| format!(": {e}"));
        let first = error.first().and_then(|at| self.lines.get(at));
        let first = first.map(|line| format!(" (line {line})"));
        let more = cause.or(first).unwrap_or_default();
        ReadError::syntax(place, format!("{error}{more}"))
    }

    fn csv(&mut self, text: &str) -> Result<(), ReadError> {
        let mut rows = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let columns = columns(rows.headers().map_err(super::csv::from_csv)?, text)?;
        for row in rows.into_records() {
            let row = row.map_err(super::csv::from_csv)?;
            let start = row.position().map_or(0, |at| at.byte() as usize);
            self.row(&Row {
                text,
                start: start + blanks(text, start),
                columns: &columns,
                cells: &row,
            })?;
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), ReadError> {
        let list = |name| {
            let items = row.cell(name).split(';').map(str::trim);
            items.filter(|item| !item.is_empty()).map(str::to_owned)
        };
        let filled = |name| Some(row.cell(name)).filter(|cell| !cell.is_empty());
        let known = Known {
            name: row.cell("name").to_owned(),
            kind: filled("kind")
                .map(|word| kind(word, || row.place("kind")))
                .transpose()?,
            aliases: list("aliases").collect(),
            iri: filled("iri").map(str::to_owned),
            same_as: list("same_as").collect(),
        };
        let line = row.cells.position().map_or(1, |at| at.line() as usize);
        self.add(known, line, |field| row.place(key(field)))
    }

    fn json(&mut self, text: String) -> Result<(), ReadError> {
        for piece in json::pieces(Cursor::new(text.into_bytes()), LIMIT) {
            let (json, start) = piece?;
            let placed = |byte| start.within(Position::of(&json, byte));
            let tree = parse(&json).map_err(|fault| {
                let place = fault.position.map_or(start, |at| start.within(at));
                ReadError::syntax(place, fault.message)
            })?;
            let item =
                Item::new(&tree).map_err(|(byte, words)| ReadError::syntax(placed(byte), words))?;
            let word = item.kind.as_ref();
            let known = Known {
                name: item.name.0.clone(),
                kind: word
                    .map(|(word, byte)| kind(word, || placed(*byte)))
                    .transpose()?,
                aliases: item.aliases.iter().map(|(word, _)| word.clone()).collect(),
                iri: item.iri.as_ref().map(|(word, _)| word.clone()),
                same_as: item.same_as.iter().map(|(word, _)| word.clone()).collect(),
            };
            self.add(known, placed(0).line, |field| placed(item.byte(field)))?;
        }
        Ok(())
    }
}

fn key(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Alias(_) => "aliases",
        Field::Iri => "iri",
        Field::SameAs(_) => "same_as",
    }
}

fn kind(word: &str, place: impl FnOnce() -> Position) -> Result<EntityKind, ReadError> {
    let lower = word.to_lowercase();
    let found = EntityKind::from_name(match lower.as_str() {
        "organization" => "organisation",
        lower => lower,
    });
    found.ok_or_else(|| {
        let near = nearest(&lower, EntityKind::ALL.iter().map(|kind| kind.name()));
        ReadError::syntax(place(), format!("unknown kind `{word}`{near}"))
    })
}
