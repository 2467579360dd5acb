//! Where a graph keeps its words and places: end to end, so that none costs an allocation.

use crate::article::{Mention, Span};

/// Chunks are filled and never grown, so nothing is copied and little is spare:
/// each is an eighth of what there is, within these bounds.
const CHUNKS: std::ops::RangeInclusive<usize> = 1 << 12..=1 << 20;

/// Everything that the rows of a graph point to.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    chunks: Vec<String>,
    /// How many bytes they hold.
    held: usize,
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
        let fits = |chunk: &String| chunk.capacity() - chunk.len() >= words.len();
        if !self.chunks.last().is_some_and(fits) {
            let usual = (self.held / 8).clamp(*CHUNKS.start(), *CHUNKS.end());
            self.chunks
                .push(String::with_capacity(words.len().max(usual)));
        }
        self.held += words.len();
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
    make_room(all, some.len());
    all.extend_from_slice(some);
    Places {
        start,
        length: small(some.len()),
    }
}

/// Makes room for more, an eighth beyond what there is.
///
/// A vector by itself doubles: half of the memory of a large graph would be spare.
pub(super) fn make_room<T>(all: &mut Vec<T>, more: usize) {
    if all.capacity() - all.len() < more {
        all.reserve_exact(more.max(step(all.len())));
    }
}

/// Returns by how many rows a table of so many grows.
pub(super) fn step(length: usize) -> usize {
    (length / 8).max(8)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a record of four thousand million fits no graph")
}
