//! Where a graph keeps its words and places: end to end, so that none costs an allocation.

use crate::article::{Mention, Span};

/// Chunks are filled and never grown, so nothing is copied and little is spare.
const CHUNK: usize = 1 << 20;

/// Everything that the rows of a graph point to.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    chunks: Vec<String>,
    spans: Vec<Span>,
    mentions: Vec<Mention>,
}

/// Where words are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    chunk: u32,
    start: u32,
    length: u32,
}

/// Where spans are, or mentions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    start: u32,
    length: u32,
}

impl Pool {
    pub(super) fn keep(&mut self, words: &str) -> Words {
        let fits = |chunk: &String| chunk.len() + words.len() <= CHUNK;
        if !self.chunks.last().is_some_and(fits) {
            // The first grows with the graph: most graphs are small.
            let first = self.chunks.is_empty();
            let capacity = if first {
                words.len()
            } else {
                words.len().max(CHUNK)
            };
            self.chunks.push(String::with_capacity(capacity));
        }
        let at = self.chunks.len() - 1;
        let chunk = &mut self.chunks[at];
        let start = chunk.len();
        chunk.push_str(words);
        Words {
            chunk: small(at),
            start: small(start),
            length: small(words.len()),
        }
    }

    pub(super) fn words(&self, at: Words) -> &str {
        let start = at.start as usize;
        &self.chunks[at.chunk as usize][start..start + at.length as usize]
    }

    pub(super) fn keep_spans(&mut self, spans: &[Span]) -> Places {
        keep(&mut self.spans, spans)
    }

    pub(super) fn spans(&self, at: Places) -> &[Span] {
        &self.spans[at.start as usize..][..at.length as usize]
    }

    pub(super) fn keep_mentions(&mut self, mentions: &[Mention]) -> Places {
        keep(&mut self.mentions, mentions)
    }

    pub(super) fn mentions(&self, at: Places) -> &[Mention] {
        &self.mentions[at.start as usize..][..at.length as usize]
    }

    /// Gives back what was reserved for more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.chunks.iter_mut().for_each(String::shrink_to_fit);
        self.chunks.shrink_to_fit();
        self.spans.shrink_to_fit();
        self.mentions.shrink_to_fit();
    }
}

fn keep<T: Copy>(all: &mut Vec<T>, some: &[T]) -> Places {
    let start = small(all.len());
    all.extend_from_slice(some);
    Places {
        start,
        length: small(some.len()),
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a record of four thousand million fits no graph")
}
