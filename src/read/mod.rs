//! Reading: every format becomes records, one article at a time.

mod authority;
mod compress;
mod csv;
mod date;
mod error;
mod faults;
mod fields;
mod format;
mod html;
mod json;
mod jsonl;
mod limit;
mod piece;
mod rdf;
mod tar;
mod text;
mod warc;

pub use authority::authority;
pub use compress::{unpacked, unpacked_within};
pub use error::ReadError;
pub use fields::{FieldError, Fields};
pub use format::Format;
pub use limit::{Exceeded, LIMIT, RDF_LIMIT};
pub use piece::Piece;
#[cfg(feature = "store")]
pub(crate) use rdf::{
    CLASSES, guarded, nothing_found, of_no_article, other_ways, records_of_ntriples,
    without_article,
};

use crate::{article::Article, check::Fault, relation::Relations};
use limit::Limited;
use piece::{Content, With};
use std::{
    borrow::Cow,
    io::{self, BufRead, Read},
    path::Path,
};

/// Reads articles of one format.
///
/// ```
/// use dixit::read::{ArticleParser, Format};
///
/// let text = "Ann Oduya denied the charge.";
/// let mut articles = ArticleParser::from_format(Format::Text)
///     .with_id("note")
///     .for_reader(text.as_bytes());
/// let article = articles.next().expect("one article")?;
/// assert_eq!(article.text.as_deref(), Some(text));
/// assert!(articles.next().is_none());
/// # Ok::<(), dixit::read::ReadError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ArticleParser<'a> {
    format: Format,
    id: Cow<'a, str>,
    relations: &'a Relations,
    fields: Option<&'a Fields>,
    limit: u64,
}

impl<'a> ArticleParser<'a> {
    /// Makes a parser for a format.
    pub fn from_format(format: Format) -> Self {
        Self {
            format,
            id: Cow::Borrowed("article"),
            relations: Relations::builtin(),
            fields: None,
            limit: format.limit(),
        }
    }

    /// Sets the id of an article whose format holds none, such as a text.
    pub fn with_id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.id = id.into();
        self
    }

    /// Sets the relations that records may use.
    pub fn with_relations(mut self, relations: &'a Relations) -> Self {
        self.relations = relations;
        self
    }

    /// Sets which keys of a JSON dump hold what; unknown keys are then passed over.
    pub fn with_fields(mut self, fields: &'a Fields) -> Self {
        self.fields = (!fields.is_empty()).then_some(fields);
        self
    }

    /// Sets how many bytes one article may have, unpacked; else [`Format::limit`].
    ///
    /// A longer one is an error, so that no input fills the memory. A CSV table
    /// or an RDF input counts as one.
    pub fn with_limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// Reads the articles one by one; gzip and Zstandard are unpacked.
    ///
    /// After an error that leaves the rest readable (a broken line of JSON
    /// lines, a record that breaks the model's rules) the next article follows.
    pub fn for_reader<R: BufRead + Send + 'a>(self, reader: R) -> Articles<'a> {
        Articles(self.pieces_for_reader(reader))
    }

    /// Cuts the articles out without parsing them, so that threads can.
    ///
    /// Their order, parsed, is that of [`for_reader`](Self::for_reader).
    pub fn pieces_for_reader<R: BufRead + Send + 'a>(self, reader: R) -> Pieces<'a> {
        let with = With {
            relations: self.relations,
            fields: self.fields,
            limit: self.limit,
        };
        let contents = self.contents(reader);
        let contents = contents.unwrap_or_else(|e| Box::new(std::iter::once(Err(e.into()))));
        Pieces { contents, with }
    }

    fn contents(self, reader: impl BufRead + Send + 'a) -> io::Result<Contents<'a>> {
        let Self {
            format, id, limit, ..
        } = self;
        let parsed = |article| Content::Whole(Box::new(article));
        let json = |(json, start)| Content::Json(json, start);
        Ok(match format {
            Format::Text => {
                let reader = Limited::new(compress::unpacked(reader)?, limit);
                let all = text::articles(reader, id.into_owned());
                Box::new(all.map(move |article| article.map(parsed)))
            }
            Format::Csv => {
                let reader = Limited::new(compress::unpacked(reader)?, limit);
                let all = csv::articles(reader, id.into_owned(), self.relations);
                Box::new(all.map(move |article| article.map(parsed)))
            }
            Format::Html => {
                let reader = Limited::new(compress::unpacked(reader)?, limit);
                Box::new(std::iter::once(whole(reader, id.into_owned())))
            }
            Format::Rdf(syntax) => {
                let reader = Limited::new(compress::unpacked(reader)?, limit);
                let all = rdf::articles(reader, syntax, self.relations);
                Box::new(all.map(move |article| article.map(parsed)))
            }
            // An archive's gzip members are its records, so it unpacks itself.
            Format::Warc => {
                let pages = warc::pages(reader, limit)?;
                Box::new(pages.map(|page| page.map(|page| Content::Warc(Box::new(page)))))
            }
            Format::Tar => {
                let files = tar::Entries::new(compress::unpacked(reader)?, limit);
                let (relations, fields) = (self.relations, self.fields);
                Box::new(files.flat_map(move |file| in_tar(file, relations, fields, limit)))
            }
            Format::Json => {
                Box::new(json::pieces(compress::unpacked(reader)?, limit).map(move |p| p.map(json)))
            }
            Format::JsonLines => Box::new(
                jsonl::pieces(compress::unpacked(reader)?, limit).map(move |p| p.map(json)),
            ),
        })
    }

    /// Finds every fault of the input, not just the first of each record.
    ///
    /// Yields a list for each record; it is empty where all is well.
    pub fn faults_for_reader<R: BufRead + Send + 'a>(
        self,
        reader: R,
    ) -> Box<dyn Iterator<Item = io::Result<Vec<Fault>>> + 'a> {
        let (relations, limit) = (self.relations, self.limit);
        let unpacked = match self.format {
            Format::Json | Format::JsonLines if self.fields.is_none() => compress::unpacked(reader),
            _ => return Box::new(faults::of_articles(self.for_reader(reader))),
        };
        match (unpacked, self.format) {
            (Err(e), _) => Box::new(std::iter::once(Err(e))),
            (Ok(reader), Format::Json) => {
                Box::new(faults::of_pieces(json::pieces(reader, limit), relations))
            }
            (Ok(reader), _) => Box::new(faults::of_pieces(jsonl::pieces(reader, limit), relations)),
        }
    }
}

/// Returns the articles of one file of a tar archive.
fn in_tar<'a>(
    file: Result<tar::Entry, ReadError>,
    relations: &'a Relations,
    fields: Option<&'a Fields>,
    limit: u64,
) -> Contents<'a> {
    let file = match file {
        Ok(file) => file,
        Err(e) => return Box::new(std::iter::once(Err(e))),
    };
    let parser = ArticleParser {
        format: file.format,
        id: id_from_path(&file.path).into(),
        relations,
        fields,
        limit,
    };
    let (offset, path) = (file.offset, file.path);
    match parser.contents(io::Cursor::new(file.bytes)) {
        Ok(contents) => Box::new(contents.map(move |content| match content {
            Ok(content) => Ok(Content::InTar(offset, path.clone(), Box::new(content))),
            Err(e) => Err(tar::in_archive(offset, &path, e)),
        })),
        Err(e) => Box::new(std::iter::once(Err(tar::in_archive(
            offset,
            &path,
            e.into(),
        )))),
    }
}

/// Returns the id of an article whose format holds none: its file's name
/// without the extension, and without that of a packing.
pub fn id_from_path(path: &Path) -> String {
    let packed = path.extension().is_some_and(|e| e == "gz" || e == "zst");
    let stem = path.file_stem().map(Path::new);
    let stem = match packed {
        true => stem.and_then(Path::file_stem),
        false => stem.map(Path::as_os_str),
    };
    stem.map_or("article".into(), |stem| stem.to_string_lossy().into_owned())
}

/// Takes a page whole.
fn whole(mut reader: impl Read, id: String) -> Result<Content, ReadError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let about = html::About {
        id,
        ..html::About::default()
    };
    Ok(Content::Html(bytes, Box::new(about)))
}

type Contents<'a> = Box<dyn Iterator<Item = Result<Content, ReadError>> + Send + 'a>;

/// The articles of one input in its order, not parsed yet.
pub struct Pieces<'a> {
    contents: Contents<'a>,
    with: With<'a>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let with = self.with;
        let next = self.contents.next()?;
        Some(next.map(|content| Piece { content, with }))
    }
}

/// The articles of one input, in its order.
pub struct Articles<'a>(Pieces<'a>);

impl Iterator for Articles<'_> {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.0.next()?;
        Some(piece.and_then(Piece::parse))
    }
}
