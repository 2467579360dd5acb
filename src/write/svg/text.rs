//! How wide words are, measured with the widths of a common sans.

use super::widths::{BOLD, REGULAR, STARTS};

/// A size and weight of words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Face {
    pub(super) size: f32,
    pub(super) bold: bool,
}

impl Face {
    pub(super) const fn plain(size: f32) -> Self {
        Self { size, bold: false }
    }

    pub(super) const fn bold(size: f32) -> Self {
        Self { size, bold: true }
    }

    /// Returns the width of words in pixels.
    pub(super) fn width(self, text: &str) -> f32 {
        let thousandths: u32 = text.chars().map(|c| advance(c, self.bold)).sum();
        thousandths as f32 * self.size / 1000.0
    }
}

fn advance(c: char, bold: bool) -> u32 {
    let code = u32::from(c);
    let table = if bold { &BOLD } else { &REGULAR };
    let row = STARTS.partition_point(|&start| start <= code);
    if row > 0
        && let Some(&width) = table[row - 1].get((code - STARTS[row - 1]) as usize)
        && width > 0
    {
        return u32::from(width);
    }
    match code {
        // Combining and joining marks take no room.
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        // The scripts whose characters fill a square, and pictographs.
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 => 1000,
        0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0x20000..=0x3ffff => 1000,
        0x1f000..=0x1faff | 0x2600..=0x27bf => 1300,
        _ => 680,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_wide_as_the_face_has_them() {
        // Liberation Sans at 1000 pixels, as FreeType measures it.
        assert_eq!(Face::plain(1000.0).width("denied"), 3002.0);
        assert!(Face::bold(10.0).width("denied") > Face::plain(10.0).width("denied"));
        assert_eq!(Face::plain(10.0).width("漢e\u{301}"), 15.56);
    }
}
