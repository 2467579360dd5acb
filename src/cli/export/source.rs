//! What comes in: the articles of every input, cut out one after another.

use super::{
    super::input::{Input, Inputs, Listed},
    work::{Batch, Trouble},
};
use dixit::{
    Relations,
    read::{Fields, Pieces},
};
use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// A batch holds about so many bytes: enough that handing it over costs little,
/// so few that a dozen of them are no memory. Its ends never depend on the
/// threads, as packed outputs are packed batch by batch.
const BATCH_BYTES: usize = 1 << 18;
const BATCH_ITEMS: usize = 1 << 10;

/// How the inputs are read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) relations: &'a Relations,
    pub(super) fields: &'a Fields,
    /// Counts the bytes read, packed as they are.
    pub(super) bytes: &'a Arc<AtomicU64>,
}

/// The articles of all inputs, in order.
pub(super) struct Source<'a, I> {
    reading: Reading<'a>,
    inputs: I,
    open: Option<Open<'a>>,
}

struct Open<'a> {
    path: Arc<Path>,
    pieces: Pieces<'a>,
    found: bool,
}

impl<'a, I: Iterator<Item = Listed>> Source<'a, I> {
    pub(super) fn new(reading: Reading<'a>, inputs: I) -> Self {
        Self {
            reading,
            inputs,
            open: None,
        }
    }

    /// Fills a batch; false where nothing is left.
    pub(super) fn fill(&mut self, batch: &mut Batch<'a>) -> bool {
        batch.clear();
        while batch.bytes < BATCH_BYTES && batch.items.len() < BATCH_ITEMS {
            if self.open.is_none() && !self.open_next(batch) {
                break;
            }
            let Some(open) = &mut self.open else { continue };
            match open.pieces.next() {
                Some(piece) => {
                    open.found = true;
                    let size = piece.as_ref().map_or(0, |piece| piece.size());
                    batch.bytes += size;
                    let piece = piece.map_err(Trouble::Read);
                    batch.items.push((Arc::clone(&open.path), piece));
                }
                None => {
                    if !open.found {
                        let path = Arc::clone(&open.path);
                        batch.items.push((path, Err(Trouble::Empty)));
                    }
                    self.open = None;
                }
            }
        }
        batch.read = self.reading.bytes.load(Ordering::Relaxed);
        !batch.items.is_empty()
    }

    /// Opens the next input; what cannot be opened is noted in the batch.
    fn open_next(&mut self, batch: &mut Batch<'a>) -> bool {
        let Some((path, input)) = self.inputs.next() else {
            return false;
        };
        let path: Arc<Path> = path.into();
        match input.and_then(|input| self.pieces(&input)) {
            Ok(pieces) => {
                self.open = Some(Open {
                    path,
                    pieces,
                    found: false,
                });
            }
            Err(e) => batch.items.push((path, Err(Trouble::Open(e)))),
        }
        true
    }

    fn pieces(&self, input: &Input) -> io::Result<Pieces<'a>> {
        let reading = self.reading;
        let reader = input.open_counted(reading.bytes)?;
        let parser = reading.inputs.parser(input);
        Ok(parser
            .with_relations(reading.relations)
            .with_fields(reading.fields)
            .pieces_for_reader(reader))
    }
}
