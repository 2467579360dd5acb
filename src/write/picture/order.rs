//! The order of boxes within their columns: few crossings, camps together.
//!
//! Barycentre sweeps, then swaps of neighbours, as in layered layouts after
//! Sugiyama. Everything is counted in integers and ties keep the order of the
//! text, so the same picture always has the same order.

use super::{LineKind, Picture, ShapeKind};

/// More sweeps changed none of the example pictures.
const SWEEPS: usize = 12;
const SWAPS: usize = 6;

/// Sorts the boxes column by column, top to bottom, and numbers the claims.
///
/// Bands of the last column keep their order where it is a calendar.
pub(super) fn arrange(picture: &mut Picture, calendar: bool) {
    let mut columns = Columns::new(picture, calendar);
    columns.sweep();
    let order = columns.order.concat();
    rebuild(picture, &order);
}

fn rebuild(picture: &mut Picture, order: &[usize]) {
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut number = 0;
    let mut boxes = Vec::with_capacity(order.len());
    for &old in order {
        let mut shape = picture.boxes[old].clone();
        if let ShapeKind::Claim { number: n } = &mut shape.kind {
            number += 1;
            *n = number;
        }
        boxes.push(shape);
    }
    picture.boxes = boxes;
    for line in &mut picture.lines {
        line.from = place[line.from];
        line.to = place[line.to];
    }
    let is_link = |kind| matches!(kind, LineKind::Link(_));
    picture
        .lines
        .sort_by_key(|line| (is_link(line.kind), line.from, line.to));
}

/// Positions count in steps of this, so that columns of any length compare.
const UNIT: u64 = 1 << 20;

struct Columns {
    /// Per column its boxes, from top to bottom.
    order: Vec<Vec<usize>>,
    /// Per box its place in its column, scaled to the column's length.
    at: Vec<u64>,
    /// Per box the boxes left and right of it that it has lines with.
    left: Vec<Vec<usize>>,
    right: Vec<Vec<usize>>,
    band: Vec<Option<usize>>,
    calendar: bool,
}

impl Columns {
    fn new(picture: &Picture, calendar: bool) -> Self {
        let count = picture.boxes.len();
        let ranks = if count == 0 {
            0
        } else {
            picture.last_rank() + 1
        };
        let mut columns = Self {
            order: vec![Vec::new(); ranks],
            at: vec![0; count],
            left: vec![Vec::new(); count],
            right: vec![Vec::new(); count],
            band: picture.boxes.iter().map(|shape| shape.band).collect(),
            calendar,
        };
        for (at, shape) in picture.boxes.iter().enumerate() {
            columns.order[shape.rank].push(at);
        }
        for line in &picture.lines {
            if !matches!(line.kind, LineKind::Link(_)) {
                columns.right[line.from].push(line.to);
                columns.left[line.to].push(line.from);
            }
        }
        for rank in 0..ranks {
            columns.keep_bands(rank);
        }
        columns
    }

    fn sweep(&mut self) {
        let mut best = (self.crossings(), self.order.clone());
        for sweep in 0..SWEEPS {
            let ranks = self.order.len();
            if sweep % 2 == 0 {
                (1..ranks).for_each(|rank| self.sort(rank, true));
            } else {
                (0..ranks.saturating_sub(1))
                    .rev()
                    .for_each(|rank| self.sort(rank, false));
            }
            // Who passes words on stands where the words come from.
            (1..ranks.saturating_sub(1)).for_each(|rank| self.sort(rank, true));
            for rank in [0, ranks.saturating_sub(1)] {
                self.swap(rank);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.order.clone());
            }
            if best.0 == 0 && sweep > 1 {
                break;
            }
        }
        self.order = best.1;
    }

    fn is_calendar(&self, rank: usize) -> bool {
        self.calendar && rank + 1 == self.order.len()
    }

    /// Sorts a column by where its lines on one side lead.
    fn sort(&mut self, rank: usize, by_left: bool) {
        let sides = if by_left { &self.left } else { &self.right };
        let mean = |at: usize| {
            let ends = &sides[at];
            if ends.is_empty() {
                return self.at[at];
            }
            ends.iter().map(|&end| self.at[end]).sum::<u64>() / ends.len() as u64
        };
        let column = &self.order[rank];
        let means: Vec<(u64, usize)> = column.iter().map(|&at| (mean(at), at)).collect();
        let bands = self.band_means(rank, &means);
        let mut keyed: Vec<_> = means
            .into_iter()
            .map(|(mean, at)| match self.band[at] {
                Some(band) => ((bands[band], band + 1), mean, at),
                None => ((mean, 0), mean, at),
            })
            .collect();
        keyed.sort_by_key(|&(group, mean, _)| (group, mean));
        self.order[rank] = keyed.iter().map(|&(_, _, at)| at).collect();
        self.place(rank);
        if self.is_between(rank) {
            // Few boxes, so a place of their own would say nothing about height.
            keyed.iter().for_each(|&(_, mean, at)| self.at[at] = mean);
        }
    }

    fn is_between(&self, rank: usize) -> bool {
        rank > 0 && rank + 1 < self.order.len()
    }

    /// Returns where each band as a whole wants to be.
    fn band_means(&self, rank: usize, means: &[(u64, usize)]) -> Vec<u64> {
        let count = self.band.iter().flatten().max().map_or(0, |&most| most + 1);
        let mut sums = vec![(0, 0); count];
        for &(mean, at) in means {
            if let Some(band) = self.band[at] {
                sums[band].0 += mean;
                sums[band].1 += 1;
            }
        }
        let mean = |(band, &(sum, count)): (usize, &(u64, u64))| match count {
            _ if self.is_calendar(rank) => band as u64,
            0 => 0,
            count => sum / count,
        };
        sums.iter().enumerate().map(mean).collect()
    }

    /// Puts the boxes of each band together, where the first of them stands.
    fn keep_bands(&mut self, rank: usize) {
        let mut seen: Vec<usize> = Vec::new();
        let mut keyed = Vec::new();
        for (place, &at) in self.order[rank].iter().enumerate() {
            let group = match self.band[at] {
                Some(band) if self.is_calendar(rank) => band,
                Some(band) => match seen.iter().position(|&known| known == band) {
                    Some(first) => first,
                    None => {
                        seen.push(band);
                        seen.len() - 1
                    }
                },
                None => {
                    seen.push(usize::MAX);
                    seen.len() - 1
                }
            };
            keyed.push((group, place, at));
        }
        keyed.sort_unstable();
        self.order[rank] = keyed.into_iter().map(|(_, _, at)| at).collect();
        self.place(rank);
    }

    fn place(&mut self, rank: usize) {
        let count = self.order[rank].len().max(1) as u64;
        for (place, &at) in self.order[rank].iter().enumerate() {
            self.at[at] = (2 * place as u64 + 1) * UNIT / (2 * count);
        }
    }

    /// Swaps neighbours of one band as long as that uncrosses lines.
    fn swap(&mut self, rank: usize) {
        if self.order.is_empty() {
            return;
        }
        let ends = |columns: &Self, at: usize| {
            let places = |sides: &[usize]| {
                let mut places: Vec<_> = sides.iter().map(|&end| columns.at[end]).collect();
                places.sort_unstable();
                places
            };
            (places(&columns.left[at]), places(&columns.right[at]))
        };
        let mut column: Vec<_> = self.order[rank]
            .iter()
            .map(|&at| (at, ends(self, at)))
            .collect();
        for _ in 0..SWAPS {
            let mut better = false;
            for upper in 1..column.len() {
                let (a, b) = (&column[upper - 1], &column[upper]);
                if self.band[a.0] != self.band[b.0] {
                    continue;
                }
                let now = inversions(&a.1.0, &b.1.0) + inversions(&a.1.1, &b.1.1);
                let then = inversions(&b.1.0, &a.1.0) + inversions(&b.1.1, &a.1.1);
                if then < now {
                    column.swap(upper - 1, upper);
                    better = true;
                }
            }
            if !better {
                break;
            }
        }
        self.order[rank] = column.into_iter().map(|(at, _)| at).collect();
        self.place(rank);
    }

    /// Counts the pairs of lines that cross.
    fn crossings(&self) -> u64 {
        let mut lines: Vec<(u64, u64)> = Vec::new();
        for (from, ends) in self.right.iter().enumerate() {
            lines.extend(ends.iter().map(|&to| (self.at[from], self.at[to])));
        }
        lines.sort_unstable();
        let mut ends: Vec<u64> = lines.iter().map(|&(_, to)| to).collect();
        ends.sort_unstable();
        ends.dedup();
        // A Fenwick tree over the right ends seen so far.
        let mut tree = vec![0_u64; ends.len() + 1];
        let mut crossings = 0;
        for (count, &(_, to)) in lines.iter().enumerate() {
            let rank = ends.partition_point(|&end| end < to) + 1;
            let mut at = rank;
            let mut above = 0;
            while at > 0 {
                above += tree[at];
                at &= at - 1;
            }
            crossings += count as u64 - above;
            let mut at = rank;
            while at < tree.len() {
                tree[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
        crossings
    }
}

/// Counts the pairs of ends, both sorted, where the upper box's is lower.
fn inversions(upper: &[u64], lower: &[u64]) -> usize {
    let mut below = 0;
    let mut count = 0;
    for &end in upper {
        while below < lower.len() && lower[below] < end {
            below += 1;
        }
        count += below;
    }
    count
}
