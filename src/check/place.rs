//! Where in a JSON text a value stands.

use super::{Fault, Step};
use crate::article::Offsets;
use jsonc_parser::{CollectOptions, ParseOptions, ast, common::Ranged, parse_to_ast};

/// A place in a file: line and column from 1, the column in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The code point within the line, from 1.
    pub column: usize,
}

impl Position {
    /// Returns the place of a byte of a text.
    pub fn of(text: &str, byte: usize) -> Self {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &text[..byte];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// Returns the place in a file of a place in a part of it that begins here.
    pub fn within(self, part: Self) -> Self {
        Self {
            line: self.line + part.line - 1,
            column: match part.line {
                1 => self.column + part.column - 1,
                _ => part.column,
            },
        }
    }
}

/// The places of a text's bytes, for many look-ups: none walks the whole text.
pub(super) struct Places<'t> {
    /// The byte after each line break.
    lines: Vec<usize>,
    offsets: Offsets<'t>,
}

impl<'t> Places<'t> {
    /// Walks the text once.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            lines: text.match_indices('\n').map(|(at, _)| at + 1).collect(),
            offsets: Offsets::new(text),
        }
    }

    /// Returns the place of a byte.
    pub(super) fn of(&self, byte: usize) -> Position {
        let line = self.lines.partition_point(|&start| start <= byte);
        let start = line.checked_sub(1).map_or(0, |last| self.lines[last]);
        let point = |byte| self.offsets.code_point(byte);
        Position {
            line: line + 1,
            column: point(byte) - point(start) + 1,
        }
    }
}

/// Parses strict JSON into a tree that knows its places.
///
/// serde_json goes first: it is strict and bounds the nesting, so that the
/// second parser never meets what could overflow its stack.
pub(crate) fn parse(json: &str) -> Result<ast::Value<'_>, Fault> {
    serde_json::from_str::<serde_json::Value>(json).map_err(|e| syntax_fault(&e, json))?;
    let strict = ParseOptions {
        allow_comments: false,
        allow_trailing_commas: false,
        ..ParseOptions::default()
    };
    let parsed = parse_to_ast(json, &CollectOptions::default(), &strict);
    parsed
        .ok()
        .and_then(|result| result.value)
        .ok_or_else(|| Fault {
            path: Vec::new(),
            position: Some(Position { line: 1, column: 1 }),
            message: "expected a JSON object".to_owned(),
        })
}

/// Takes over an error of serde_json, without the place in its words.
///
/// Its columns count bytes; ours count code points.
pub(crate) fn syntax_fault(error: &serde_json::Error, json: &str) -> Fault {
    let line = error.line().max(1);
    let words = json.split('\n').nth(line - 1).unwrap_or_default();
    let column = Position::of(words, error.column().saturating_sub(1)).column;
    let text = error.to_string();
    let words = text
        .rsplit_once(" at line ")
        .map_or(&*text, |(words, _)| words);
    Fault {
        path: Vec::new(),
        position: Some(Position { line, column }),
        message: words.to_owned(),
    }
}

/// Follows a path as far as it leads and returns the byte it comes to.
pub(super) fn find(tree: &ast::Value<'_>, path: &[Step]) -> Option<usize> {
    let mut at = tree;
    for step in path {
        let next = match (step, at) {
            (Step::Key(key), ast::Value::Object(object)) => {
                let property = object.properties.iter().find(|p| p.name.as_str() == *key);
                property.map(|p| &p.value)
            }
            (Step::Item(item), ast::Value::Array(array)) => array.elements.get(*item),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    Some(at.start())
}
