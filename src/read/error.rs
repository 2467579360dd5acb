//! Why an article could not be read.

use super::limit;
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
    /// An article has more bytes than it may.
    TooLong {
        /// Where it begins, in the input.
        position: Option<Position>,
        /// How many bytes it may have.
        limit: u64,
    },
    /// A page holds no article; nothing is broken.
    NoArticle {
        /// What it holds instead, or lacks.
        reason: &'static str,
    },
    /// One record of an archive could not be read; the next ones can.
    InArchive {
        /// The byte at which the record begins: of the file, or of an unpacked tar.
        offset: u64,
        /// The address it was fetched from, or its path in a tar archive.
        url: Option<String>,
        /// What is wrong with it.
        cause: Box<ReadError>,
    },
}

impl ReadError {
    pub(super) fn syntax(position: Position, message: impl Into<String>) -> Self {
        Self::Syntax {
            position: Some(position),
            message: message.into(),
        }
    }

    /// Returns the line and column of the input, where they are known.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Syntax { position, .. } | Self::TooLong { position, .. } => *position,
            Self::Record { faults, .. } => faults.first()?.position,
            Self::Io(_) | Self::NoArticle { .. } | Self::InArchive { .. } => None,
        }
    }

    /// Returns whether an article has more bytes than it may.
    pub fn is_too_long(&self) -> bool {
        match self {
            Self::TooLong { .. } => true,
            Self::InArchive { cause, .. } => cause.is_too_long(),
            _ => false,
        }
    }

    /// Returns whether there is merely no article, and nothing broken.
    pub fn is_no_article(&self) -> bool {
        match self {
            Self::NoArticle { .. } => true,
            Self::InArchive { cause, .. } => cause.is_no_article(),
            _ => false,
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
            Self::Record { id, faults } => record(id, faults, f),
            Self::TooLong { position, limit } => {
                if let Some(at) = position {
                    write!(f, "line {}, column {}: ", at.line, at.column)?;
                }
                write!(f, "the article has more than {limit} bytes")
            }
            Self::NoArticle { reason } => write!(f, "no article: {reason}"),
            Self::InArchive { offset, url, .. } => {
                write!(f, "record at byte {offset}")?;
                match url {
                    Some(url) => write!(f, " ({url})"),
                    None => Ok(()),
                }
            }
        }
    }
}

/// Writes the first fault of a record, whose it is, and how many more there are.
fn record(id: &str, faults: &[Fault], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match faults.first() {
        Some(fault) => write!(f, "{fault}")?,
        None => f.write_str("the record breaks the model's rules")?,
    }
    let article = match id {
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

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(e) => Some(e),
            Self::InArchive { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

impl From<io::Error> for ReadError {
    fn from(e: io::Error) -> Self {
        match limit::exceeded(&e) {
            Some(limit) => Self::TooLong {
                position: None,
                limit,
            },
            None => Self::Io(e),
        }
    }
}
