//! The outputs: those that stream, and those that need every article first.

use super::{
    super::{
        chain,
        output::{Packed, Target, gzip, is_gzip},
    },
    work::Batch,
};
use dixit::{
    Article,
    write::{ArticleSerializer, ArticleWriter, Format},
};
use std::{
    cell::RefCell,
    io::{self, Write},
    path::Path,
    rc::Rc,
};

/// What is fixed of an output before anything is written.
#[derive(Clone)]
pub(super) struct Plan<'a> {
    number: usize,
    serializer: ArticleSerializer<'a>,
    pub(super) streams: bool,
    gzip: bool,
}

impl<'a> Plan<'a> {
    /// Takes its number among the outputs and its file's name.
    pub(super) fn new(
        number: usize,
        path: &Path,
        format: Format,
        serializer: ArticleSerializer<'a>,
    ) -> Self {
        Self {
            number,
            serializer,
            streams: format.streams(),
            gzip: is_gzip(path),
        }
    }

    /// Opens the output.
    pub(super) fn open(&self, path: &Path) -> Result<Output<'a>, String> {
        let named = |words: &str| format!("{}: {words}", path.display());
        let target = Target::create(path).map_err(|e| named(&format!("cannot write: {e}")))?;
        let sink = if self.streams {
            // What the format cannot hold must be said before anything is read.
            let tried = self.serializer.clone().for_writer(io::sink());
            let _ = tried.map_err(|e| named(&chain(&e)))?;
            Sink::Stream {
                target,
                empty: true,
            }
        } else {
            let target = Packed::new(target, self.gzip);
            let writer = self.serializer.clone().for_writer(target);
            Sink::Whole(Box::new(writer.map_err(|e| named(&chain(&e)))?))
        };
        Ok(Output {
            name: path.display().to_string(),
            plan: self.number,
            gzip: self.gzip,
            sink,
        })
    }
}

/// An open output.
pub(super) struct Output<'a> {
    pub(super) name: String,
    /// The number of its plan, and of its part of each batch.
    plan: usize,
    gzip: bool,
    sink: Sink<'a>,
}

enum Sink<'a> {
    /// Takes what the threads have written.
    Stream { target: Target, empty: bool },
    /// Takes the articles and writes at the end.
    Whole(Box<ArticleWriter<'a, Packed>>),
}

impl Output<'_> {
    /// Takes a batch: its bytes if it streams, else its articles.
    pub(super) fn take(&mut self, batch: &Batch<'_>) -> io::Result<()> {
        match &mut self.sink {
            Sink::Stream { target, empty } => {
                let part = &batch.parts[self.plan];
                *empty &= part.is_empty();
                target.write_all(part)
            }
            Sink::Whole(writer) => {
                let mut all = batch.articles.iter();
                all.try_for_each(|article| writer.write_article(article))
            }
        }
    }

    /// Writes the rest and puts the file in its place.
    pub(super) fn finish(self) -> io::Result<()> {
        match self.sink {
            Sink::Stream { mut target, empty } => {
                if empty && self.gzip {
                    target.write_all(&gzip(Vec::new()).finish()?)?;
                }
                target.commit()
            }
            Sink::Whole(writer) => writer.finish()?.commit(),
        }
    }
}

/// A thread's share of an output: its writer if it streams, and the bytes since the last batch.
pub(super) struct Part<'a> {
    writer: Option<ArticleWriter<'a, Shared>>,
    bytes: Shared,
    gzip: bool,
}

#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> Part<'a> {
    /// Makes a thread's share.
    pub(super) fn new(plan: &Plan<'a>) -> Self {
        let bytes = Shared::default();
        let writer = plan.streams.then(|| plan.serializer.clone());
        Self {
            // What the format cannot hold was said when the output was opened.
            writer: writer.and_then(|writer| writer.for_writer(bytes.clone()).ok()),
            bytes,
            gzip: plan.gzip,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.0.borrow().len()
    }

    /// Takes back what a failed article left.
    pub(super) fn truncate(&mut self, length: usize) {
        self.bytes.0.borrow_mut().truncate(length);
    }

    pub(super) fn write(&mut self, article: &Article) -> io::Result<()> {
        match &mut self.writer {
            Some(writer) => writer.write_article(article),
            None => Ok(()),
        }
    }

    /// Hands the bytes over for an empty buffer, packed if the output is.
    ///
    /// Members of gzip may follow one another, so each batch is one.
    pub(super) fn take(&mut self, into: &mut Vec<u8>) {
        let mut bytes = self.bytes.0.borrow_mut();
        if !self.gzip {
            std::mem::swap(&mut *bytes, into);
            bytes.clear();
        } else if !bytes.is_empty() {
            let mut encoder = gzip(std::mem::take(into));
            let packed = encoder.write_all(&bytes).and_then(|()| encoder.finish());
            *into = packed.expect("writing to memory does not fail");
            bytes.clear();
        }
    }
}
