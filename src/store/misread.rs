//! Where a query stops being SPARQL, and what could stand there.

use crate::check::Position;
use std::{error::Error, fmt};

/// A query that is no SPARQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    position: Option<Position>,
    message: String,
}

impl QueryError {
    /// Finds the fault of a query by the words of its parser.
    ///
    /// To try a keyword the parser takes as many characters as it has, and tells
    /// the place behind them, past the fault. So the query is cut shorter until
    /// it fails at its very end for want of more: what is wanted there is what
    /// was expected, and what stood there is wrong.
    pub(super) fn new(sparql: &str, parse: impl Fn(&str) -> Result<(), String>) -> Self {
        let words = parse(sparql).err().unwrap_or_default();
        let Some(told) = Told::new(&words) else {
            return Self {
                position: None,
                message: words,
            };
        };
        let complaints = told.tokens.iter().filter(|token| is_complaint(token));
        let complaints: Vec<&str> = complaints.map(String::as_str).collect();
        if !complaints.is_empty() {
            return Self::at(told.position, &complaints.join("; "));
        }
        let ends = sparql
            .char_indices()
            .map(|(at, _)| at)
            .chain([sparql.len()]);
        let ends: Vec<usize> = ends
            .filter(|&at| end(&sparql[..at]) <= told.position)
            .collect();
        for &at in ends.iter().rev() {
            let cut = &sparql[..at];
            let wanted = parse(cut).err().and_then(|words| Told::new(&words));
            if let Some(wanted) = wanted.filter(|told| told.position == end(cut) && told.is_sure())
            {
                return Self::at(end(cut), &wanted.words());
            }
        }
        Self::at(end(""), "expected SELECT, ASK, CONSTRUCT or DESCRIBE")
    }

    fn at(position: Position, message: &str) -> Self {
        Self {
            position: Some(position),
            message: message.to_owned(),
        }
    }

    /// Returns where in the query the fault is.
    pub fn position(&self) -> Option<Position> {
        self.position
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position {
            write!(f, "line {line}, column {column}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl Error for QueryError {}

/// Returns the place behind a text.
fn end(text: &str) -> Position {
    let last = text.rsplit('\n').next().unwrap_or_default();
    Position {
        line: text.matches('\n').count() + 1,
        column: last.chars().count() + 1,
    }
}

/// What the parser tells: "error at 1:8: expected one of ...".
struct Told {
    position: Position,
    /// Literals in quotes, classes of characters in brackets, keywords, sentences.
    tokens: Vec<String>,
}

/// The class of any character, by which keywords are tried.
const ANY: &str = "[_]";

impl Told {
    fn new(words: &str) -> Option<Self> {
        let (place, message) = words.strip_prefix("error at ")?.split_once(": ")?;
        let (line, column) = place.split_once(':')?;
        let list = message.strip_prefix("expected ")?;
        Some(Self {
            position: Position {
                line: line.parse().ok()?,
                column: column.parse().ok()?,
            },
            tokens: tokens(list.strip_prefix("one of ").unwrap_or(list)),
        })
    }

    /// Returns whether something definite was tried at the place itself.
    fn is_sure(&self) -> bool {
        self.tokens
            .iter()
            .any(|token| token != ANY && token.starts_with(['"', '[']))
    }

    fn words(&self) -> String {
        let has = |token: &str| self.tokens.iter().any(|t| t == token);
        let mut out = Vec::new();
        if has("\"?\"") {
            let more = if has("\"<\"") { ", an IRI" } else { "" };
            let more = more.to_owned() + if has("\"'\"") { ", a literal" } else { "" };
            out.push(format!("a variable{more}"));
        } else if has("\"<\"") {
            out.push("an IRI".to_owned());
        }
        let marks = [
            "\"{\"", "\"}\"", "\"(\"", "\")\"", "\".\"", "\";\"", "\",\"", "\"=\"", "\">\"",
        ];
        // A number can begin with a dot, where a term can stand.
        let is_mark = |mark: &&&str| has(mark) && (**mark != "\".\"" || !has("\"'\""));
        out.extend(marks.iter().filter(is_mark).map(|mark| (*mark).to_owned()));
        if has(ANY) {
            out.push("a keyword".to_owned());
        }
        match out.split_last() {
            None => "expected something else".to_owned(),
            Some((last, [])) => format!("expected {last}"),
            Some((last, rest)) => format!("expected {} or {last}", rest.join(", ")),
        }
    }
}

/// A sentence, as the parser has for what is no matter of grammar.
fn is_complaint(token: &str) -> bool {
    !token.starts_with(['"', '[']) && token.contains(char::is_lowercase)
}

/// Splits a list at its commas, but for those in quotes and brackets.
fn tokens(list: &str) -> Vec<String> {
    let (mut out, mut token, mut quote) = (Vec::new(), String::new(), None);
    let (mut escaped, mut inside) = (false, false);
    for c in list.chars() {
        let plain = quote.is_none() && !inside;
        match c {
            ',' if plain => {
                out.push(std::mem::take(&mut token).trim().to_owned());
                continue;
            }
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() && (inside || token.trim().is_empty()) => quote = Some(c),
            '[' if plain => inside = true,
            ']' if quote.is_none() => inside = false,
            _ => {}
        }
        token.push(c);
    }
    out.push(token.trim().to_owned());
    out
}

#[cfg(test)]
mod tests {
    use super::super::Query;

    fn fault(sparql: &str) -> String {
        Query::parse(sparql).expect_err("no SPARQL").to_string()
    }

    #[test]
    fn the_place_is_where_it_stops_being_sparql() {
        for (sparql, told) in [
            (
                "SELECT *\nWHERE ?s ?p ?o",
                "line 2, column 7: expected \"{\"",
            ),
            ("SELECT ?x WHERE { ?x a }", "line 1, column 24: expected "),
            ("SELECT ?x WHERE { ?x a ?y", "line 1, column 26: expected "),
            ("SELEC ?x", "line 1, column 1: expected SELECT, ASK,"),
            ("", "line 1, column 1: expected SELECT, ASK,"),
            (
                "INSERT DATA { <a:a> <a:b> 1 }",
                "line 1, column 1: expected SELECT, ASK,",
            ),
            ("SELECT ?x WHER { ?x a ?y }", "line 1, column 11: expected "),
        ] {
            let found = fault(sparql);
            assert!(found.starts_with(told), "{sparql}: {found}");
        }
    }

    #[test]
    fn complaints_are_passed_on() {
        for (sparql, told) in [
            ("SELECT ?x WHERE { ?x <a b> ?y }", "IRI"),
            ("SELECT ?y (COUNT(?x) AS ?n) WHERE { ?x a ?y }", "unbound"),
        ] {
            let found = fault(sparql);
            assert!(found.contains(told) && !found.contains("[_]"), "{found}");
        }
    }

    #[test]
    fn no_list_is_too_odd() {
        let found = super::tokens(r#""\"", "'", ',', ['\'' | ']'], AS, [_]"#);
        let wanted = ["\"\\\"\"", "\"'\"", "','", "['\\'' | ']']", "AS", "[_]"];
        assert_eq!(found, wanted);
    }
}
