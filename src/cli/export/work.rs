//! What a thread does with a batch of articles.

use super::sinks::Part;
use dixit::{
    Article,
    read::{Piece, ReadError},
};
use std::{
    any::Any,
    error::Error,
    fmt, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Arc,
};

/// Some articles on their way from the inputs to the outputs.
#[derive(Default)]
pub(super) struct Batch<'a> {
    /// As they were cut out, with the input they came from.
    pub(super) items: Vec<(Arc<Path>, Result<Piece<'a>, Trouble>)>,
    /// About how long they are together.
    pub(super) bytes: usize,
    /// As they are written: for each streaming output its bytes.
    pub(super) parts: Vec<Vec<u8>>,
    /// As they were read, where an output needs them all.
    pub(super) articles: Vec<Article>,
    /// What went wrong, in order.
    pub(super) notes: Vec<(Arc<Path>, Trouble)>,
    /// How many bytes of all inputs are read where it ends.
    pub(super) read: u64,
    /// How many articles there were.
    pub(super) count: usize,
    /// How many statements they hold.
    pub(super) statements: usize,
}

impl Batch<'_> {
    /// Empties it for its next use; what its buffers hold of memory is kept.
    pub(super) fn clear(&mut self) {
        self.items.clear();
        self.bytes = 0;
        self.parts.iter_mut().for_each(Vec::clear);
        self.articles.clear();
        self.notes.clear();
        self.count = 0;
        self.statements = 0;
    }
}

/// Why an input, or an article of it, did not come through.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The input could not be opened.
    Open(io::Error),
    /// The input holds nothing; that is said, but is no failure.
    Empty,
    /// The article could not be read.
    Read(ReadError),
    /// No statements were read: it is in another language. It is written all the same.
    Foreign(String),
    /// Its text is longer than may be read.
    Long(String),
    /// A fault of ours that the article brought out.
    Ours(String),
}

impl Trouble {
    /// Returns whether there is merely nothing to write.
    pub(super) fn is_harmless(&self) -> bool {
        match self {
            Self::Empty | Self::Foreign(_) => true,
            Self::Read(e) => e.is_no_article(),
            Self::Open(_) | Self::Long(_) | Self::Ours(_) => false,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(e) => e.fmt(f),
            Self::Empty => f.write_str("empty, no article in it"),
            Self::Read(e) => e.fmt(f),
            Self::Foreign(words) | Self::Long(words) => f.write_str(words),
            Self::Ours(words) => write!(f, "a fault in dixit, please report it: {words}"),
        }
    }
}

impl Error for Trouble {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Read(e) => Some(e),
            _ => None,
        }
    }
}

/// Reads an article, if nobody has yet, and says why where it cannot be.
pub(super) type Prepare<'a> =
    dyn Fn(Article) -> Result<(Article, Option<Trouble>), Trouble> + Sync + 'a;

/// A thread's own means: its writers, and what reads statements from a text.
pub(super) struct Worker<'a> {
    pub(super) prepare: &'a Prepare<'a>,
    pub(super) parts: Vec<Part<'a>>,
    /// Whether an output needs the articles themselves.
    pub(super) keep: bool,
}

impl Worker<'_> {
    /// Parses, prepares and writes every article of a batch.
    pub(super) fn work(&mut self, batch: &mut Batch<'_>) {
        let mut items = std::mem::take(&mut batch.items);
        for (input, piece) in items.drain(..) {
            let marks: Vec<usize> = self.parts.iter().map(Part::len).collect();
            let article = piece.and_then(|piece| self.article(piece));
            match article {
                Ok((article, trouble)) => {
                    batch.notes.extend(trouble.map(|trouble| (input, trouble)));
                    batch.count += 1;
                    batch.statements += article.statements.len();
                    if self.keep {
                        batch.articles.push(article);
                    }
                }
                Err(trouble) => {
                    let parts = self.parts.iter_mut().zip(marks);
                    parts.for_each(|(part, mark)| part.truncate(mark));
                    batch.notes.push((input, trouble));
                }
            }
        }
        batch.items = items;
        batch.parts.resize_with(self.parts.len(), Vec::new);
        for (part, bytes) in self.parts.iter_mut().zip(&mut batch.parts) {
            part.take(bytes);
        }
    }

    /// One article that brings out a fault of ours must not cost the others.
    fn article(&mut self, piece: Piece<'_>) -> Result<(Article, Option<Trouble>), Trouble> {
        let whole = catch_unwind(AssertUnwindSafe(|| {
            let article = piece.parse().map_err(Trouble::Read)?;
            let (article, trouble) = (self.prepare)(article)?;
            for part in &mut self.parts {
                let written = part.write(&article);
                written.map_err(|e| Trouble::Ours(e.to_string()))?;
            }
            Ok((article, trouble))
        }));
        whole.unwrap_or_else(|fault| Err(Trouble::Ours(words(&*fault))))
    }
}

fn words(fault: &(dyn Any + Send)) -> String {
    let text = fault.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| fault.downcast_ref::<String>().cloned());
    text.unwrap_or_default()
}
