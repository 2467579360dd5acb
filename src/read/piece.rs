//! Articles cut out of an input, not parsed yet: work that threads can share.

use super::{Fields, ReadError, fields, json};
use crate::{article::Article, check::Position, relation::Relations};

/// One article's bytes; parsing them needs nothing of the others.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    pub(super) content: Content,
    pub(super) with: With<'a>,
}

/// What parsing needs beside the bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct With<'a> {
    pub(super) relations: &'a Relations,
    pub(super) fields: Option<&'a Fields>,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Parsed already: its format cannot be cut.
    Whole(Box<Article>),
    /// A record, and where it begins.
    Json(String, Position),
}

impl Piece<'_> {
    /// Returns how many bytes it holds, or about so many.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Whole(article) => article.text.as_ref().map_or(0, String::len),
            Content::Json(json, _) => json.len(),
        }
    }

    /// Parses it.
    ///
    /// # Errors
    ///
    /// When the bytes are not in their format, or break the model's rules.
    pub fn parse(self) -> Result<Article, ReadError> {
        let With { relations, fields } = self.with;
        match (self.content, fields) {
            (Content::Whole(article), _) => Ok(*article),
            (Content::Json(json, start), None) => json::record(&json, start, relations),
            (Content::Json(json, start), Some(fields)) => {
                fields::record(&json, start, fields, relations)
            }
        }
    }
}
