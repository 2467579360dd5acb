//! Where lines leave and enter boxes.

use super::{
    measure::PORT_GAP,
    route::{Rect, Router},
};

/// Per line the side's x and the place on it.
pub(super) type Ports = Vec<(f32, f32)>;

/// The ends of lines at one side of a box: how high the other end is, the line,
/// and whether it begins here.
type Side = Vec<(f32, usize, bool)>;

/// Spreads the ends of lines over the sides of their boxes, in the order
/// in which they come and go, so that no two cross at the box.
pub(super) fn ports(router: &Router<'_>, boxes: &[Rect]) -> (Ports, Ports) {
    let count = router.picture.lines.len();
    let (mut right, mut left) = sides(router, boxes.len());
    let mut starts = vec![(0.0, 0.0); count];
    let mut ends = vec![(0.0, 0.0); count];
    for (rect, (right, left)) in boxes.iter().zip(right.iter_mut().zip(&mut left)) {
        for (side, x) in [(right, rect.right()), (left, rect.x)] {
            side.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let gaps = side.len().max(1) - 1;
            let room = (rect.height - 12.0) / gaps.max(1) as f32;
            let step = room.clamp(0.0, 2.0 * PORT_GAP);
            for (place, &(_, at, start)) in side.iter().enumerate() {
                let y = rect.middle() + (place as f32 - gaps as f32 / 2.0) * step;
                let ports = if start { &mut starts } else { &mut ends };
                ports[at] = (x, y);
            }
        }
    }
    (starts, ends)
}

/// Collects what leaves each box on its right and enters on its left.
fn sides(router: &Router<'_>, boxes: usize) -> (Vec<Side>, Vec<Side>) {
    let mut right = vec![Side::new(); boxes];
    let mut left = vec![Side::new(); boxes];
    let lines = router.picture.lines.iter().zip(&router.columns.ways);
    for (at, (line, way)) in lines.enumerate() {
        if let (Some(first), Some(last)) = (way.first(), way.last()) {
            right[line.from].push((first.1, at, true));
            left[line.to].push((last.1, at, false));
        }
    }
    for group in &router.lanes.groups {
        for &(at, y) in &group.links {
            right[router.picture.lines[at].from].push((y - router.shift, at, true));
        }
        let first = group.links[0].0;
        right[group.to].push((group.back - router.shift, first, false));
    }
    (right, left)
}
