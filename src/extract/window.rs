//! Windows: a token's neighbours, with a blank one past either end.

use super::context::Context;
use super::feature::mix;

/// Every token's context, asked for by distance.
#[derive(Clone, Copy)]
pub struct Window<'c> {
    /// All contexts.
    pub all: &'c [Context],
    /// The token in the middle.
    pub at: usize,
}

static BLANK: Context = blank();

const fn blank() -> Context {
    Context {
        word: 1,
        lemma: 1,
        suffix: 1,
        tag: 0,
        shape: 7,
        quote: 0,
        entry: super::hint::Entry {
            group: 0,
            frames: 0,
        },
        clause: 0,
        finite: 0,
        phrase: 0,
        head: 0,
        head_kind: 0,
        place: 8,
        sentence: u32::MAX,
        paragraph: u32::MAX,
        quotation: 0,
        quote_length: 0,
        left: (0, 0),
        right: (0, 0),
        opening: 0,
        holds: 0,
        count: super::context::Counts {
            finite: 0,
            comma: 0,
            phrase: 0,
            clause: 0,
            mark: 0,
        },
    }
}

impl<'c> Window<'c> {
    /// The token at a distance.
    #[inline]
    pub fn get(&self, distance: isize) -> &'c Context {
        self.at
            .checked_add_signed(distance)
            .and_then(|i| self.all.get(i))
            .unwrap_or(&BLANK)
    }

    /// The lemma's hash at a distance.
    #[inline]
    pub fn lemma(&self, distance: isize) -> u32 {
        self.get(distance).lemma
    }

    /// The tag at a distance.
    #[inline]
    pub fn tag(&self, distance: isize) -> u32 {
        u32::from(self.get(distance).tag)
    }

    /// Tags of neighbours, joined.
    #[inline]
    pub fn tags<const N: usize>(&self, distances: [isize; N]) -> u32 {
        distances.iter().fold(0, |sum, &d| sum << 6 | self.tag(d))
    }

    /// Two lemmas joined.
    #[inline]
    pub fn pair(&self, a: isize, b: isize) -> u32 {
        mix(77, self.lemma(a), self.lemma(b))
    }
}

/// A distance in few steps.
pub fn bucket(n: usize) -> u32 {
    match n {
        0..=4 => n as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=39 => 9,
        _ => 10,
    }
}
