//! How large each box is: its words wrapped and measured.

use super::text::Face;
use crate::write::picture::{Picture, Shape, ShapeKind, wrap};

pub(super) const NAME: Face = Face::bold(13.0);
pub(super) const NOTE: Face = Face::plain(11.0);
pub(super) const CLAIM: Face = Face::plain(13.0);
pub(super) const HEAD: Face = Face::plain(10.0);
pub(super) const LABEL: Face = Face::plain(11.0);

/// Widest words of a box; longer ones wrap.
const NAME_WIDTH: f32 = 190.0;
pub(super) const CLAIM_WIDTH: f32 = 262.0;
const NAME_ROWS: usize = 2;
const CLAIM_ROWS: usize = 5;

/// Room between a box's edge and its words.
pub(super) const PAD: f32 = 11.0;
pub(super) const PORT_GAP: f32 = 6.0;
const NAME_STEP: f32 = 16.0;
const NOTE_STEP: f32 = 14.0;
const CLAIM_STEP: f32 = 17.0;

/// A row of words in a box: where its baseline stands under the top.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) class: &'static str,
    pub(super) face: Face,
    pub(super) baseline: f32,
}

/// A box with its words, not yet in its place.
#[derive(Clone, Debug)]
pub(super) struct Sized {
    pub(super) rows: Vec<Row>,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Measures every box; a box with many lines is taller than its words.
pub(super) fn boxes(picture: &Picture) -> Vec<Sized> {
    let mut ports = vec![(0_usize, 0_usize); picture.boxes.len()];
    for line in &picture.lines {
        ports[line.from].1 += 1;
        ports[line.to].0 += 1;
    }
    let all = picture.boxes.iter().zip(ports);
    all.map(|(shape, (incoming, outgoing))| {
        let mut sized = one(shape);
        let ports = incoming.max(outgoing).max(1) - 1;
        let needed = ports as f32 * PORT_GAP + 16.0;
        if needed > sized.height {
            let shift = (needed - sized.height) / 2.0;
            sized.rows.iter_mut().for_each(|row| row.baseline += shift);
            sized.height = needed;
        }
        sized
    })
    .collect()
}

fn one(shape: &Shape) -> Sized {
    let mut rows = Rows::default();
    match shape.kind {
        ShapeKind::Claim { number } => {
            let head = match shape.note.as_str() {
                "" => format!("CLAIM {number}"),
                note => format!("CLAIM {number} · {note}"),
            };
            rows.add(&head, "head", HEAD, CLAIM_WIDTH, 1, 14.0);
            rows.add(
                &shape.name,
                "said",
                CLAIM,
                CLAIM_WIDTH,
                CLAIM_ROWS,
                CLAIM_STEP,
            );
        }
        ShapeKind::Ghost => rows.add(&shape.name, "ghost", CLAIM, CLAIM_WIDTH, 1, CLAIM_STEP),
        _ => {
            rows.add(&shape.name, "name", NAME, NAME_WIDTH, NAME_ROWS, NAME_STEP);
            rows.add(&shape.note, "note", NOTE, NAME_WIDTH, NAME_ROWS, NOTE_STEP);
        }
    }
    let widths = rows.list.iter().map(|row| row.face.width(&row.text));
    Sized {
        width: widths.fold(0.0, f32::max) + 2.0 * PAD,
        height: rows.at + 14.0,
        rows: rows.list,
    }
}

#[derive(Default)]
struct Rows {
    list: Vec<Row>,
    at: f32,
}

impl Rows {
    fn add(
        &mut self,
        text: &str,
        class: &'static str,
        face: Face,
        width: f32,
        most: usize,
        step: f32,
    ) {
        for text in wrap(text, width, most, |words| face.width(words)) {
            if !text.is_empty() {
                self.at += step;
                self.list.push(Row {
                    text,
                    class,
                    face,
                    baseline: self.at + 4.0,
                });
            }
        }
    }
}
