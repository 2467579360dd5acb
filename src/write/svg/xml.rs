//! The few pieces of XML that a drawing is made of.

use super::super::xml::escape;
use super::{pen::n, route::Rect, text::Face};
use std::io::{self, Write};

/// Writes elements; every word goes through [`escape`].
pub(super) struct Xml<'o, W: Write> {
    pub(super) out: &'o mut W,
}

impl<W: Write> Xml<'_, W> {
    /// Writes words that are exactly as wide as they were measured.
    pub(super) fn text(
        &mut self,
        class: &str,
        face: Face,
        x: f32,
        y: f32,
        words: &str,
    ) -> io::Result<()> {
        writeln!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            n(x),
            n(y),
            n(face.width(words)),
            escape(words)
        )
    }

    /// Writes a sheet with a folded corner.
    pub(super) fn note(&mut self, rect: Rect) -> io::Result<()> {
        const FOLD: f32 = 10.0;
        let (x, y) = (n(rect.x), n(rect.y));
        let (width, height) = (n(rect.width - FOLD), n(rect.height - FOLD));
        let fold = n(FOLD);
        writeln!(
            self.out,
            "<path d=\"M{x} {y}h{width}l{fold} {fold}v{height}H{x}ZM{} {y}v{fold}h{fold}\"/>",
            n(rect.x + rect.width - FOLD)
        )
    }
}
