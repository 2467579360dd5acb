//! From places to shapes: rectangles, ports, curves, labels and arrows.

use super::{
    column::{BAND_BOTTOM, BAND_TOP, Columns},
    lane::{Group, LANE, Lanes},
    measure::{LABEL, Sized},
    pen::{ARROW, Pen, arrow_at},
    port::{Ports, ports},
};
use crate::write::picture::{LineKind, Picture};

/// Room for the curves between two columns, and more where they are steep.
const GUTTER: (f32, f32) = (38.0, 150.0);
const STEEP: f32 = 0.09;
const BAND_SIDE: f32 = 10.0;
const CORNER: f32 = 6.0;

/// A rectangle by its left top corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Rect {
    pub(super) fn right(self) -> f32 {
        self.x + self.width
    }

    pub(super) fn middle(self) -> f32 {
        self.y + self.height / 2.0
    }
}

/// A line as it is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    pub(super) d: String,
    pub(super) arrow: String,
    /// The label with its middle.
    pub(super) label: String,
    pub(super) x: f32,
    pub(super) y: f32,
}

/// Links that go back to a claim together.
#[derive(Clone, Debug)]
pub(super) struct Trunk {
    pub(super) lines: Vec<usize>,
    pub(super) path: Path,
}

/// A picture with every place known.
pub(super) struct Layout {
    pub(super) boxes: Vec<Rect>,
    pub(super) bands: Vec<Rect>,
    pub(super) paths: Vec<Path>,
    pub(super) trunks: Vec<Trunk>,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Lays a picture out from the origin.
pub(super) fn layout(picture: &Picture, sized: &[Sized]) -> Layout {
    let columns = Columns::new(picture, sized);
    let mut lanes = Lanes::new(picture, &columns.y);
    let (top, bottom) = extent(&columns, &lanes);
    lanes.shift(-top);
    let mut router = Router {
        picture,
        sized,
        columns,
        lanes,
        shift: -top,
        edges: Vec::new(),
    };
    let width = router.place_columns();
    let boxes = router.boxes();
    let (starts, ends) = ports(&router, &boxes);
    let mut paths = router.lines(&starts, &ends);
    let trunks = router.links(&starts, &ends, &mut paths, width.0);
    Layout {
        bands: router.bands(&boxes),
        boxes,
        paths,
        trunks,
        width: width.1,
        height: bottom - top,
    }
}

/// Returns the top and bottom of everything.
fn extent(columns: &Columns, lanes: &Lanes) -> (f32, f32) {
    let (mut top, mut bottom) = (lanes.top, lanes.bottom);
    for slot in columns.slots.iter().flatten() {
        let banded = slot.is_banded();
        let above = if banded { BAND_TOP } else { 0.0 };
        let below = if banded { BAND_BOTTOM } else { 0.0 };
        top = top.min(slot.y - slot.height / 2.0 - above);
        bottom = bottom.max(slot.y + slot.height / 2.0 + below);
    }
    if top > bottom {
        (0.0, 0.0)
    } else {
        (top, bottom)
    }
}

pub(super) struct Router<'p> {
    pub(super) picture: &'p Picture,
    sized: &'p [Sized],
    pub(super) columns: Columns,
    pub(super) lanes: Lanes,
    pub(super) shift: f32,
    /// Left and right of each column.
    edges: Vec<(f32, f32)>,
}

impl Router<'_> {
    /// Sets every column's edges; returns the claims' right edge and the whole width.
    fn place_columns(&mut self) -> (f32, f32) {
        let mut x = 0.0;
        let count = self.columns.slots.len();
        for column in 0..count {
            let rank = column / 2;
            let width = if column % 2 == 0 {
                let inside = self.picture.column(rank).map(|at| self.sized[at].width);
                inside.fold(0.0, f32::max) + 2.0 * self.band_side(rank)
            } else {
                self.columns.label_width(column)
            };
            self.edges.push((x, x + width));
            x += width;
            if column + 1 < count {
                x += self.gutter(column);
            }
        }
        let right = x;
        if self.lanes.count > 0 {
            x += GUTTER.0 + self.lanes.label_width + (self.lanes.count as f32 + 0.5) * LANE;
        }
        (right, x)
    }

    fn band_side(&self, rank: usize) -> f32 {
        let banded = self.picture.bands.iter().any(|band| band.rank == rank);
        if banded { BAND_SIDE } else { 0.0 }
    }

    /// Returns the room that the curves after a column need.
    fn gutter(&self, column: usize) -> f32 {
        let mut steepest: f32 = 0.0;
        for (way, line) in self.columns.ways.iter().zip(&self.picture.lines) {
            let mut before = (
                2 * self.picture.boxes[line.from].rank,
                self.columns.y[line.from],
            );
            let end = (
                2 * self.picture.boxes[line.to].rank,
                self.columns.y[line.to],
            );
            for &stop in way.iter().chain([&end]) {
                if before.0 == column {
                    steepest = steepest.max((stop.1 - before.1).abs());
                }
                before = stop;
            }
        }
        (GUTTER.0 + STEEP * steepest).min(GUTTER.1)
    }

    /// All boxes of a column are equally wide.
    fn boxes(&self) -> Vec<Rect> {
        let all = self.picture.boxes.iter().enumerate();
        all.map(|(at, shape)| {
            let (left, right) = self.edges[2 * shape.rank];
            let side = self.band_side(shape.rank);
            let height = self.sized[at].height;
            Rect {
                x: left + side,
                y: self.columns.y[at] + self.shift - height / 2.0,
                width: right - left - 2.0 * side,
                height,
            }
        })
        .collect()
    }

    fn bands(&self, boxes: &[Rect]) -> Vec<Rect> {
        let all = self.picture.bands.iter().enumerate();
        all.map(|(number, band)| {
            let shapes = self.picture.boxes.iter().zip(boxes);
            let members = shapes.filter(|(shape, _)| shape.band == Some(number));
            let (top, bottom) = members.fold((f32::MAX, f32::MIN), |(top, bottom), (_, rect)| {
                (top.min(rect.y), bottom.max(rect.y + rect.height))
            });
            let (left, right) = self.edges[2 * band.rank];
            Rect {
                x: left,
                y: top - BAND_TOP,
                width: right - left,
                height: (bottom - top).max(0.0) + BAND_TOP + BAND_BOTTOM,
            }
        })
        .collect()
    }

    fn lines(&self, starts: &Ports, ends: &Ports) -> Vec<Path> {
        let all = self.picture.lines.iter().enumerate();
        all.map(|(at, line)| {
            if matches!(line.kind, LineKind::Link(_)) {
                return Path::default();
            }
            let mut pen = Pen::at(starts[at]);
            let mut label = (0.0, 0.0);
            for (step, &(column, y)) in self.columns.ways[at].iter().enumerate() {
                let (left, right) = self.edges[column];
                let y = y + self.shift;
                pen.curve(left, y);
                pen.across(right);
                if step == 0 {
                    label = ((left + right) / 2.0, y);
                }
            }
            let (x, y) = ends[at];
            let mut arrow = String::new();
            if line.kind == LineKind::Saying {
                pen.curve(x - ARROW + 1.0, y);
                arrow = arrow_at(x, y, -1.0);
            } else {
                pen.curve(x, y);
            }
            Path {
                d: pen.d,
                arrow,
                label: self.columns.captions[at].clone(),
                x: label.0,
                y: label.1,
            }
        })
        .collect()
    }

    fn links(
        &self,
        starts: &Ports,
        ends: &Ports,
        paths: &mut [Path],
        claims_right: f32,
    ) -> Vec<Trunk> {
        let left = claims_right + GUTTER.0;
        let right = left + self.lanes.label_width;
        let mut trunks = Vec::new();
        for group in &self.lanes.groups {
            let lane = right + (group.lane as f32 + 0.75) * LANE;
            for &(at, y) in &group.links {
                let mut pen = Pen::at(starts[at]);
                pen.curve(left, y);
                let toward = (group.back - y).clamp(-CORNER, CORNER);
                pen.across(lane - toward.abs());
                pen.corner(lane, y, lane, y + toward);
                paths[at] = Path {
                    d: pen.d,
                    arrow: String::new(),
                    label: self.lanes.captions[at].clone(),
                    x: left + 5.0 + LABEL.width(&self.lanes.captions[at]) / 2.0,
                    y,
                };
            }
            trunks.push(trunk(group, lane, left, ends[group.links[0].0]));
        }
        trunks
    }
}

/// The way back to the claim that a group of links shares: along its lane.
fn trunk(group: &Group, lane: f32, left: f32, (x, y): (f32, f32)) -> Trunk {
    let mut pen = Pen::default();
    let (top, bottom) = group.run();
    for far in [top, bottom] {
        let toward = (group.back - far).clamp(-CORNER, CORNER);
        if toward.abs() >= CORNER {
            pen.jump(lane, far + toward);
            pen.down(group.back - toward);
            pen.corner(lane, group.back, lane - CORNER, group.back);
        }
    }
    pen.jump(lane - CORNER, group.back);
    pen.across(left);
    pen.curve(x + ARROW - 1.0, y);
    Trunk {
        lines: group.links.iter().map(|&(at, _)| at).collect(),
        path: Path {
            d: pen.d,
            arrow: arrow_at(x, y, 1.0),
            ..Path::default()
        },
    }
}
