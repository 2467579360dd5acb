//! Why a file of relations could not be used.

use std::{error::Error, fmt};

/// Why a file of relations could not be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum RelationError {
    /// The text is no TOML, or not of this form.
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// What is wrong, in the parser's words.
        message: String,
    },
    /// A relation refers to something that is not there.
    Unknown {
        /// The relation at fault.
        relation: String,
        /// Which of its keys.
        what: &'static str,
        /// The value that is unknown.
        value: String,
    },
}

impl RelationError {
    pub(super) fn syntax(text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let before = text.get(..at).unwrap_or_default();
        Self::Syntax {
            line: before.matches('\n').count() + 1,
            column: before.chars().rev().take_while(|&c| c != '\n').count() + 1,
            message: error.message().to_owned(),
        }
    }
}

impl fmt::Display for RelationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax {
                line,
                column,
                message,
            } => write!(f, "line {line}, column {column}: {message}"),
            Self::Unknown {
                relation,
                what,
                value,
            } => write!(f, "relation `{relation}`: unknown {what} `{value}`"),
        }
    }
}

impl Error for RelationError {}
