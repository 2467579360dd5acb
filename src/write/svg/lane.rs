//! Links between claims: labels right of the claims, then lanes beside them.

use super::{
    column::{Item, LABEL_HEIGHT, Slot, settle},
    measure::LABEL,
};
use crate::write::picture::{LineKind, Picture, ShapeKind};
use std::collections::BTreeMap;

const BACK_HEIGHT: f32 = 8.0;
pub(super) const LANE: f32 = 14.0;
/// Two runs share a lane if there is this much between them.
const CLEAR: f32 = 12.0;

/// Links of one kind to one claim: they meet in a lane and go back together.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) to: usize,
    /// Which lane, from the left.
    pub(super) lane: usize,
    /// The middle of the way back.
    pub(super) back: f32,
    /// The lines, each with the middle of its label.
    pub(super) links: Vec<(usize, f32)>,
}

impl Group {
    /// Returns the top and bottom of its run in the lane.
    pub(super) fn run(&self) -> (f32, f32) {
        let all = self.links.iter().map(|&(_, y)| y).chain([self.back]);
        all.fold((f32::MAX, f32::MIN), |(top, bottom), y| {
            (top.min(y), bottom.max(y))
        })
    }
}

/// The links of a picture, in lanes.
#[derive(Default)]
pub(super) struct Lanes {
    pub(super) groups: Vec<Group>,
    /// Per line its label ("denies claim 3"); empty where it is no link.
    pub(super) captions: Vec<String>,
    pub(super) label_width: f32,
    pub(super) count: usize,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Lanes {
    pub(super) fn new(picture: &Picture, y: &[f32]) -> Self {
        let mut groups: BTreeMap<(usize, &str), Group> = BTreeMap::new();
        let mut captions = vec![String::new(); picture.lines.len()];
        let mut slots: Vec<Slot> = Vec::new();
        for (at, line) in picture.lines.iter().enumerate() {
            if let LineKind::Link(kind) = line.kind {
                captions[at] = caption(&line.label, picture.boxes[line.to].kind);
                // A little lower than the way back, so that both are told apart.
                slots.push(Slot::new(Item::Label(at), LABEL_HEIGHT, y[line.from] + 4.0));
                let group = groups.entry((line.to, kind.name())).or_default();
                group.to = line.to;
                group.links.push((at, 0.0));
            }
        }
        let mut groups: Vec<Group> = groups.into_values().collect();
        for (at, group) in groups.iter().enumerate() {
            slots.push(Slot::new(Item::Pass(at), BACK_HEIGHT, y[group.to] - 4.0));
        }
        slots.sort_by(|a, b| a.y.total_cmp(&b.y));
        settle(&mut slots);
        place(&mut groups, &slots);
        let widths = captions.iter().map(|words| LABEL.width(words));
        let edges = |slot: &Slot| (slot.y - slot.height / 2.0, slot.y + slot.height / 2.0);
        Self {
            label_width: widths.fold(0.0, f32::max) + 10.0,
            count: pack(&mut groups),
            top: slots.first().map_or(f32::MAX, |slot| edges(slot).0),
            bottom: slots.last().map_or(f32::MIN, |slot| edges(slot).1),
            groups,
            captions,
        }
    }

    pub(super) fn shift(&mut self, by: f32) {
        for group in &mut self.groups {
            group.back += by;
            group.links.iter_mut().for_each(|(_, y)| *y += by);
        }
    }
}

fn caption(label: &str, to: ShapeKind) -> String {
    match to {
        ShapeKind::Claim { number } => format!("{label} claim {number}"),
        _ => label.to_owned(),
    }
}

/// Puts labels and ways back where their slots came to stand.
fn place(groups: &mut [Group], slots: &[Slot]) {
    let label = |slot: &Slot| match slot.item {
        Item::Label(line) => Some((line, slot.y)),
        _ => None,
    };
    let at: BTreeMap<usize, f32> = slots.iter().filter_map(label).collect();
    for slot in slots {
        if let Item::Pass(group) = slot.item {
            groups[group].back = slot.y;
        }
    }
    for (line, y) in groups.iter_mut().flat_map(|group| &mut group.links) {
        *y = at.get(line).copied().unwrap_or_default();
    }
}

/// Puts runs into lanes, short ones near the claims; returns the number of lanes.
fn pack(groups: &mut [Group]) -> usize {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|&a, &b| {
        let length = |at: usize| {
            let (top, bottom) = groups[at].run();
            bottom - top
        };
        length(a).total_cmp(&length(b)).then(a.cmp(&b))
    });
    let mut lanes: Vec<Vec<(f32, f32)>> = Vec::new();
    for at in order {
        let (top, bottom) = groups[at].run();
        let free = |runs: &Vec<(f32, f32)>| {
            runs.iter()
                .all(|&(a, b)| bottom + CLEAR < a || b + CLEAR < top)
        };
        let lane = lanes.iter().position(free).unwrap_or(lanes.len());
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[lane].push((top, bottom));
        groups[at].lane = lane;
    }
    lanes.len()
}
