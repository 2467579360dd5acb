//! Path data: how lines, corners and arrows are written.

use std::fmt::Write;

/// Length of an arrow head.
pub(super) const ARROW: f32 = 8.0;

/// Returns an arrow head whose tip is at a point and which comes from one side.
pub(super) fn arrow_at(x: f32, y: f32, side: f32) -> String {
    let back = n(x + side * ARROW);
    format!("M{} {}L{back} {}V{}Z", n(x), n(y), n(y - 3.8), n(y + 3.8))
}

/// Writes path data.
#[derive(Default)]
pub(super) struct Pen {
    pub(super) d: String,
    x: f32,
    y: f32,
}

impl Pen {
    pub(super) fn at((x, y): (f32, f32)) -> Self {
        let mut pen = Self::default();
        pen.jump(x, y);
        pen
    }

    pub(super) fn jump(&mut self, x: f32, y: f32) {
        let _ = write!(self.d, "M{} {}", n(x), n(y));
        (self.x, self.y) = (x, y);
    }

    /// Leaves and arrives level.
    pub(super) fn curve(&mut self, x: f32, y: f32) {
        let middle = n((self.x + x) / 2.0);
        let (from, to) = (n(self.y), n(y));
        let _ = write!(self.d, "C{middle} {from} {middle} {to} {} {to}", n(x));
        (self.x, self.y) = (x, y);
    }

    pub(super) fn across(&mut self, x: f32) {
        let _ = write!(self.d, "H{}", n(x));
        self.x = x;
    }

    pub(super) fn down(&mut self, y: f32) {
        let _ = write!(self.d, "V{}", n(y));
        self.y = y;
    }

    pub(super) fn corner(&mut self, x: f32, y: f32, to_x: f32, to_y: f32) {
        let _ = write!(self.d, "Q{} {} {} {}", n(x), n(y), n(to_x), n(to_y));
        (self.x, self.y) = (to_x, to_y);
    }
}

/// Returns a number with one decimal at most.
pub(super) fn n(value: f32) -> String {
    let tenths = (value * 10.0).round() as i64;
    match tenths % 10 {
        0 => format!("{}", tenths / 10),
        _ => {
            let sign = if tenths < 0 { "-" } else { "" };
            format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
        }
    }
}
