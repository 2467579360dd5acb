//! Where everything stands: columns of boxes, and between them columns of labels.
//!
//! Every line has a slot of its own in each column it passes, and slots of a
//! column never overlap: so no label meets another, and no line a box or a
//! label. Within its column each slot is as near as can be to where it wants
//! to be, which is an isotonic regression.

use super::measure::{LABEL, Sized};
use crate::write::picture::{LineKind, Picture, clip};

/// Room between two boxes, two slots, round a band.
const BOX_GAP: f32 = 14.0;
const SLOT_GAP: f32 = 3.0;
pub(super) const BAND_TOP: f32 = 24.0;
pub(super) const BAND_BOTTOM: f32 = 10.0;
pub(super) const LABEL_HEIGHT: f32 = 14.0;
const PASS_HEIGHT: f32 = 5.0;
/// Longest label, in characters.
const CAPTION: usize = 32;
/// How far a label keeps to the height of its source rather than its end's.
const NEAR: f32 = 0.9;
/// Rounds in which boxes move toward what they are joined to.
const ROUNDS: usize = 6;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A box.
    Box(usize),
    /// A line's label.
    Label(usize),
    /// A line on its way.
    Pass(usize),
}

/// A place in a column.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) item: Item,
    pub(super) height: f32,
    /// The middle.
    pub(super) y: f32,
    want: f32,
    band: Option<usize>,
}

/// The columns: boxes at even places, labels at odd ones.
pub(super) struct Columns {
    pub(super) slots: Vec<Vec<Slot>>,
    /// Per box its middle.
    pub(super) y: Vec<f32>,
    /// Per line the middles of its slots, from left to right, each with its column.
    pub(super) ways: Vec<Vec<(usize, f32)>>,
    /// Per line its label, clipped.
    pub(super) captions: Vec<String>,
}

impl Columns {
    pub(super) fn new(picture: &Picture, sized: &[Sized]) -> Self {
        let ranks = if picture.boxes.is_empty() {
            0
        } else {
            picture.last_rank() + 1
        };
        let mut columns = Self {
            slots: vec![Vec::new(); (2 * ranks).saturating_sub(1)],
            y: vec![0.0; picture.boxes.len()],
            ways: vec![Vec::new(); picture.lines.len()],
            captions: picture
                .lines
                .iter()
                .map(|line| clip(&line.caption(), CAPTION))
                .collect(),
        };
        for (at, shape) in picture.boxes.iter().enumerate() {
            columns.slots[2 * shape.rank].push(Slot {
                item: Item::Box(at),
                height: sized[at].height,
                y: 0.0,
                want: 0.0,
                band: shape.band,
            });
        }
        columns.settle_boxes(picture);
        columns.pass_boxes(picture);
        columns.place_labels(picture);
        columns.collect_ways();
        columns
    }

    /// Stacks the boxes, then moves them toward what they are joined to.
    fn settle_boxes(&mut self, picture: &Picture) {
        let mut joined = vec![Vec::new(); picture.boxes.len()];
        for line in &picture.lines {
            if !matches!(line.kind, LineKind::Link(_)) {
                joined[line.from].push(line.to);
                joined[line.to].push(line.from);
            }
        }
        // Wants of zero stack a column tightly round the middle.
        (0..self.slots.len())
            .step_by(2)
            .for_each(|column| self.settle(column));
        for round in 0..ROUNDS {
            let mut order: Vec<usize> = (0..self.slots.len()).step_by(2).collect();
            if round % 2 == 0 {
                order.reverse();
            }
            for column in order {
                for slot in &mut self.slots[column] {
                    if let Item::Box(at) = slot.item
                        && !joined[at].is_empty()
                    {
                        let sum: f32 = joined[at].iter().map(|&end| self.y[end]).sum();
                        slot.want = sum / joined[at].len() as f32;
                    }
                }
                self.settle(column);
            }
        }
    }

    /// Gives lines that pass a column of boxes their slots between them.
    fn pass_boxes(&mut self, picture: &Picture) {
        for (at, line) in picture.lines.iter().enumerate() {
            let (from, to) = (picture.boxes[line.from].rank, picture.boxes[line.to].rank);
            if matches!(line.kind, LineKind::Link(_)) {
                continue;
            }
            for rank in from + 1..to {
                // One bend, right after the label, rather than one a column.
                let want = self.y[line.to];
                self.slots[2 * rank].push(Slot::new(Item::Pass(at), PASS_HEIGHT, want));
            }
        }
        for column in (2..self.slots.len()).step_by(2) {
            self.sort(column);
        }
    }

    /// Gives each line a slot in the columns between boxes, the first with its label.
    fn place_labels(&mut self, picture: &Picture) {
        let mut passes = vec![Vec::new(); picture.lines.len()];
        for (column, slots) in self.slots.iter().enumerate() {
            for slot in slots {
                if let Item::Pass(line) = slot.item {
                    passes[line].push((column, slot.y));
                }
            }
        }
        for (at, line) in picture.lines.iter().enumerate() {
            if matches!(line.kind, LineKind::Link(_)) {
                continue;
            }
            let rank = picture.boxes[line.from].rank;
            let mut stops = vec![self.y[line.from]];
            stops.extend(passes[at].iter().map(|&(_, y)| y));
            stops.push(self.y[line.to]);
            for (step, pair) in stops.windows(2).enumerate() {
                let slot = match step {
                    0 => {
                        let want = pair[0] * NEAR + pair[1] * (1.0 - NEAR);
                        Slot::new(Item::Label(at), LABEL_HEIGHT, want)
                    }
                    _ => Slot::new(Item::Pass(at), PASS_HEIGHT, pair[1]),
                };
                self.slots[2 * (rank + step) + 1].push(slot);
            }
        }
        for column in (1..self.slots.len()).step_by(2) {
            self.sort(column);
        }
    }

    fn sort(&mut self, column: usize) {
        // Boxes are in order already; a want that differs less than a hair
        // must not turn two of them round.
        let slots = &mut self.slots[column];
        let mut least = f32::NEG_INFINITY;
        for slot in slots.iter_mut() {
            if matches!(slot.item, Item::Box(_)) {
                slot.want = slot.y.max(least);
                least = slot.want;
            }
        }
        slots.sort_by(|a, b| a.want.total_cmp(&b.want));
        self.settle(column);
    }

    /// Puts the slots of a column in their places.
    fn settle(&mut self, column: usize) {
        settle(&mut self.slots[column]);
        for slot in &self.slots[column] {
            if let Item::Box(at) = slot.item {
                self.y[at] = slot.y;
            }
        }
    }

    fn collect_ways(&mut self) {
        for (column, slots) in self.slots.iter().enumerate() {
            for slot in slots {
                if let Item::Label(line) | Item::Pass(line) = slot.item {
                    self.ways[line].push((column, slot.y));
                }
            }
        }
    }

    /// Returns the width that a column's labels need.
    pub(super) fn label_width(&self, column: usize) -> f32 {
        let widths = self.slots[column].iter().map(|slot| match slot.item {
            Item::Label(line) => LABEL.width(&self.captions[line]) + 10.0,
            _ => 0.0,
        });
        widths.fold(0.0, f32::max)
    }
}

impl Slot {
    pub(super) fn new(item: Item, height: f32, want: f32) -> Self {
        Self {
            item,
            height,
            y: want,
            want,
            band: None,
        }
    }

    pub(super) fn is_banded(&self) -> bool {
        self.band.is_some()
    }
}

/// A run of slots that moves as one: a band, or a single slot.
struct Block {
    slots: std::ops::Range<usize>,
    /// From the block's top to the first slot's.
    top: f32,
    height: f32,
    want: f32,
}

/// Puts slots in order below one another, each as near to its want as can be.
pub(super) fn settle(slots: &mut [Slot]) {
    let blocks = blocks(slots);
    // Without overlap, the tops less what stands above them must not fall.
    let mut above = 0.0;
    let mut pools: Vec<(f32, f32, usize)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let weight = block.slots.len() as f32;
        let mut pool = (block.want - block.height / 2.0 - above, weight, 1);
        while let Some(&(mean, weight, count)) = pools.last() {
            if mean <= pool.0 {
                break;
            }
            let sum = mean * weight + pool.0 * pool.1;
            pool = (sum / (weight + pool.1), weight + pool.1, count + pool.2);
            pools.pop();
        }
        pools.push(pool);
        above += block.height + gap_after(slots, &blocks, at);
    }
    let mut above = 0.0;
    let tops = pools
        .iter()
        .flat_map(|&(top, _, count)| std::iter::repeat_n(top, count));
    for (at, top) in tops.enumerate() {
        let block = &blocks[at];
        let mut y = top + above + block.top;
        for slot in &mut slots[block.slots.clone()] {
            slot.y = y + slot.height / 2.0;
            y += slot.height + BOX_GAP;
        }
        above += block.height + gap_after(slots, &blocks, at);
    }
}

fn blocks(slots: &[Slot]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        match blocks.last_mut() {
            Some(block) if slot.band.is_some() && slots[at - 1].band == slot.band => {
                let count = block.slots.len() as f32;
                block.want = (block.want * count + slot.want) / (count + 1.0);
                block.height += slot.height + BOX_GAP;
                block.slots.end = at + 1;
            }
            _ => {
                let banded = if slot.band.is_some() { 1.0 } else { 0.0 };
                blocks.push(Block {
                    slots: at..at + 1,
                    top: banded * BAND_TOP,
                    height: slot.height + banded * (BAND_TOP + BAND_BOTTOM),
                    want: slot.want,
                });
            }
        }
    }
    blocks
}

fn gap_after(slots: &[Slot], blocks: &[Block], at: usize) -> f32 {
    let is_box = |slot: &Slot| matches!(slot.item, Item::Box(_));
    let last = &slots[blocks[at].slots.end - 1];
    match slots.get(blocks[at].slots.end) {
        Some(next) if is_box(last) && is_box(next) => BOX_GAP,
        Some(next) if is_box(last) || is_box(next) => BOX_GAP / 2.0,
        _ => SLOT_GAP,
    }
}
