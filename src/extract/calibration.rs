//! Calibration: what a rank's score is worth as a probability.

use super::model::{Input, ModelError};

/// Scores and the share of right attributions that goes with each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// Rising scores with rising probabilities, in steps of 1/10000.
    pub knots: Vec<(i32, u16)>,
    /// The probability from which attributions are given by default.
    pub threshold: f32,
}

impl Calibration {
    /// The probability that goes with a score: a straight line between two knots.
    pub fn confidence(&self, score: i32) -> f32 {
        let after = self.knots.partition_point(|k| k.0 <= score);
        let of = |n: usize| {
            self.knots
                .get(n)
                .map(|k| (k.0 as f32, f32::from(k.1) / 10_000.0))
        };
        match (after.checked_sub(1).and_then(of), of(after)) {
            (Some((x, p)), Some((y, q))) => p + (q - p) * (score as f32 - x) / (y - x),
            (Some((_, p)), None) | (None, Some((_, p))) => p,
            (None, None) => 0.0,
        }
    }

    /// Reads a section.
    pub fn read(mut input: Input<'_>) -> Result<Self, ModelError> {
        let threshold = input.u32()? as f32 / 10_000.0;
        let count = input.u32()?;
        let knot =
            |input: &mut Input<'_>| Ok((input.u32()? as i32, input.u32()?.min(10_000) as u16));
        let knots = (0..count)
            .map(|_| knot(&mut input))
            .collect::<Result<_, _>>()?;
        Ok(Self { knots, threshold })
    }

    /// Writes a section.
    pub fn write(&self) -> Vec<u8> {
        let mut out = ((self.threshold * 10_000.0).round() as u32)
            .to_le_bytes()
            .to_vec();
        out.extend((self.knots.len() as u32).to_le_bytes());
        for (score, share) in &self.knots {
            out.extend(score.to_le_bytes());
            out.extend(u32::from(*share).to_le_bytes());
        }
        out
    }
}
