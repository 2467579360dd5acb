//! Boxes that stand together: the camps of sources, the days of claims.

use super::{Band, Picture, Whole, shape::name};
use crate::graph::KnowledgeGraph;
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// Puts sources that speak for one side, or are part of it, under its name.
pub(super) fn camps(whole: &Whole<'_>, picture: &mut Picture) {
    let mut members: BTreeMap<NodeIndex, Vec<usize>> = BTreeMap::new();
    for at in picture.column(0) {
        let node = picture.boxes[at].nodes.first();
        if let Some(who) = node.and_then(|&node| whole.graph.entity(node)) {
            members.entry(whole.side(who.node())).or_default().push(at);
        }
    }
    for (side, members) in members {
        if members.len() > 1 {
            let name = whole.graph.entity(side).map(name).unwrap_or_default();
            for at in members {
                picture.boxes[at].band = Some(picture.bands.len());
            }
            picture.bands.push(Band { name, rank: 0 });
        }
    }
}

/// Puts claims of one day under its date, in the order of the days.
pub(super) fn days(graph: &KnowledgeGraph, picture: &mut Picture) {
    let mut days: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for at in picture.column(picture.last_rank()) {
        let day = super::cut::day_of(graph, picture.boxes[at].nodes.first().copied());
        days.entry((day.is_none(), day.unwrap_or_default()))
            .or_default()
            .push(at);
    }
    let rank = picture.last_rank();
    for ((undated, day), members) in days {
        for at in members {
            picture.boxes[at].band = Some(picture.bands.len());
        }
        let name = if undated { "undated".into() } else { day };
        picture.bands.push(Band { name, rank });
    }
}
