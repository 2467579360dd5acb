//! Heading, legend and credits: words above and below the drawing.

use super::{measure::NOTE, route::n, text::Face, xml::Xml};
use crate::write::picture::{Picture, ShapeKind, Tone, wrap};
use std::io::{self, Write};

const TITLE: Face = Face::bold(20.0);
const TITLE_STEP: f32 = 26.0;
const ROW: f32 = 20.0;
const SAMPLE: f32 = 26.0;
const APART: f32 = 18.0;

/// The rows above the drawing.
pub(super) struct Header {
    title: Vec<String>,
    entries: Vec<Entry>,
    pub(super) height: f32,
}

struct Entry {
    tone: Option<Tone>,
    text: &'static str,
    x: f32,
    y: f32,
}

impl Header {
    pub(super) fn new(picture: &Picture, width: f32, titled: bool) -> Self {
        let mut title = Vec::new();
        if titled {
            title = wrap(&picture.title, width, 3, |words| TITLE.width(words));
        }
        let top = title.len() as f32 * TITLE_STEP;
        let mut entries = Vec::new();
        let (mut x, mut y) = (0.0, top + 12.0);
        let carriers = picture.boxes.iter().any(|b| b.kind == ShapeKind::Carrier);
        let tones = picture
            .tones()
            .into_iter()
            .map(|tone| (Some(tone), tone.legend()));
        let carrier = carriers.then_some((None, "passes on another’s words"));
        for (tone, text) in tones.chain(carrier) {
            let needed = SAMPLE + 6.0 + NOTE.width(text);
            if x > 0.0 && x + needed > width {
                (x, y) = (0.0, y + ROW);
            }
            entries.push(Entry { tone, text, x, y });
            x += needed + APART;
        }
        let height = if entries.is_empty() { top } else { y + ROW };
        Self {
            title,
            entries,
            height,
        }
    }

    pub(super) fn write(&self, x: f32, y: f32, xml: &mut Xml<'_, impl Write>) -> io::Result<()> {
        for (row, line) in self.title.iter().enumerate() {
            let at = y + row as f32 * TITLE_STEP + 20.0;
            xml.text("title", TITLE, x, at, line)?;
        }
        for entry in &self.entries {
            let (left, middle) = (x + entry.x, y + entry.y);
            match entry.tone {
                Some(tone) => writeln!(
                    xml.out,
                    "<g class=\"{}\"><path class=\"stroke\" stroke-width=\"{}\" d=\"M{} {}h{}\"/></g>",
                    tone.name(),
                    n(tone.width() + 0.4),
                    n(left),
                    n(middle),
                    n(SAMPLE - 2.0)
                )?,
                None => writeln!(
                    xml.out,
                    "<g class=\"box carrier\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"12\"/></g>",
                    n(left),
                    n(middle - 6.0),
                    n(SAMPLE - 2.0)
                )?,
            }
            xml.text("small", NOTE, left + SAMPLE + 4.0, middle + 4.0, entry.text)?;
        }
        Ok(())
    }
}

/// The rows below the drawing: what was left out, and where it is from.
pub(super) struct Footer(Vec<String>);

impl Footer {
    pub(super) fn new(picture: &Picture, width: f32, credited: bool) -> Self {
        let left_out = picture.left_out.iter().map(|left_out| left_out.sentence());
        let credits = picture.credits.iter().filter(|_| credited).cloned();
        let mut rows = Vec::new();
        for words in left_out.chain(credits) {
            rows.extend(wrap(&words, width, 4, |words| NOTE.width(words)));
        }
        Self(rows)
    }

    pub(super) fn height(&self) -> f32 {
        self.0.len() as f32 * 16.0
    }

    pub(super) fn write(&self, x: f32, y: f32, xml: &mut Xml<'_, impl Write>) -> io::Result<()> {
        for (row, line) in self.0.iter().enumerate() {
            xml.text("small", NOTE, x, y + row as f32 * 16.0 + 12.0, line)?;
        }
        Ok(())
    }
}
