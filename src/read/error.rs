//! Why an article could not be read.

use crate::check::{Fault, Position};
use std::{error::Error, fmt, io};

/// Why an article could not be read: the input failed, or what it holds is wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// The input itself failed; trying again may help.
    Io(io::Error),
    /// The bytes are not in the format.
    Syntax {
        /// Where, in the input.
        position: Option<Position>,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// A record has not the form of the schema, or breaks the model's rules.
    Record {
        /// The article's id; empty if it could not be read.
        id: String,
        /// Every fault, in the order of the input; at least one.
        faults: Vec<Fault>,
    },
}

impl ReadError {
    pub(super) fn syntax(position: Position, message: impl Into<String>) -> Self {
        Self::Syntax {
            position: Some(position),
            message: message.into(),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(_) => f.write_str("cannot read the input"),
            Self::Syntax {
                position: Some(at),
                message,
            } => write!(f, "line {}, column {}: {message}", at.line, at.column),
            Self::Syntax { message, .. } => f.write_str(message),
            Self::Record { id, faults } => {
                match faults.first() {
                    Some(fault) => write!(f, "{fault}")?,
                    None => f.write_str("the record breaks the model's rules")?,
                }
                let article = match id.as_str() {
                    "" => None,
                    id => Some(format!("article `{id}`")),
                };
                let more = match faults.len() {
                    0 | 1 => None,
                    2 => Some("and 1 more fault".to_owned()),
                    n => Some(format!("and {} more faults", n - 1)),
                };
                let notes: Vec<_> = article.into_iter().chain(more).collect();
                match notes.is_empty() {
                    true => Ok(()),
                    false => write!(f, " ({})", notes.join(", ")),
                }
            }
        }
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(e) => Some(e),
            _ => None,
        }
    }
}

impl From<io::Error> for ReadError {
    fn from(e: io::Error) -> Self {
        Self::Io(e)
    }
}
