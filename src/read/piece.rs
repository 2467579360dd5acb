//! Articles cut out of an input, not parsed yet: work that threads can share.

use super::{Fields, ReadError, fields, html, json, tar, warc};
use crate::{article::Article, check::Position, relation::Relations};
use std::path::PathBuf;

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
    pub(super) limit: u64,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Parsed already: its format cannot be cut.
    Whole(Box<Article>),
    /// A record, and where it begins.
    Json(String, Position),
    /// A page, and what is known of it.
    Html(Vec<u8>, Box<html::About>),
    /// Of a file in a tar archive: the byte at which it begins, and its path.
    InTar(u64, PathBuf, Box<Content>),
    /// A page of an archive.
    Warc(Box<warc::Page>),
}

impl Piece<'_> {
    /// Returns how many bytes it holds, or about so many.
    pub fn size(&self) -> usize {
        self.content.size()
    }

    /// Parses it.
    ///
    /// # Errors
    ///
    /// When the bytes are not in their format, or break the model's rules.
    pub fn parse(self) -> Result<Article, ReadError> {
        self.content.parse(self.with)
    }
}

impl Content {
    fn size(&self) -> usize {
        match self {
            Self::Whole(article) => article.text.as_ref().map_or(0, String::len),
            Self::Json(json, _) => json.len(),
            Self::Html(bytes, _) => bytes.len(),
            Self::InTar(_, _, content) => content.size(),
            Self::Warc(page) => page.size(),
        }
    }

    fn parse(self, with: With<'_>) -> Result<Article, ReadError> {
        let With {
            relations,
            fields,
            limit,
        } = with;
        match (self, fields) {
            (Self::InTar(offset, path, content), _) => content
                .parse(with)
                .map_err(|e| tar::in_archive(offset, &path, e)),
            (Self::Whole(article), _) => Ok(*article),
            (Self::Html(bytes, about), _) => html::article(&bytes, *about),
            (Self::Warc(page), _) => page.parse(limit),
            (Self::Json(json, start), None) => json::record(&json, start, relations),
            (Self::Json(json, start), Some(fields)) => {
                fields::record(&json, start, fields, relations)
            }
        }
    }
}
