//! JSON: one record by itself, several as a list.

use crate::article::Article;
use std::io::{self, Write};

/// Holds the first record back until it is known whether another follows.
#[derive(Debug)]
pub(super) struct Writer<W: Write> {
    out: W,
    first: Option<Vec<u8>>,
    list: bool,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            first: None,
            list: false,
        }
    }

    pub(super) fn write(&mut self, article: &Article) -> io::Result<()> {
        if let Some(first) = self.first.take() {
            self.out.write_all(b"[\n")?;
            self.out.write_all(&first)?;
            self.list = true;
        }
        if self.list {
            self.out.write_all(b",\n")?;
            serde_json::to_writer_pretty(&mut self.out, article)?;
        } else {
            self.first = Some(serde_json::to_vec_pretty(article)?);
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        match self.first {
            Some(first) => self.out.write_all(&first)?,
            None if self.list => self.out.write_all(b"\n]")?,
            None => self.out.write_all(b"[]")?,
        }
        self.out.write_all(b"\n")?;
        Ok(self.out)
    }
}
