//! The statements of a text: what models and frames found, joined.

use super::draft::Draft;
use super::lexicon::Lexicon;
use super::merge::{Least, merge};
use super::rate::Rates;
use super::scene::Scene;
use super::{Attribution, Reading, continued, duplicate, finder, nest};

/// Finds what cues and frames tell, in the order of the cues, each with its rate.
pub fn frames(scenes: &[Scene<'_, '_>], lexicon: &Lexicon, rates: &Rates) -> Vec<Draft> {
    let mut found: Vec<Draft> = scenes
        .iter()
        .flat_map(|scene| finder::find(scene, lexicon))
        .collect();
    found
        .iter_mut()
        .for_each(|draft| draft.confidence = rates.of(draft));
    found.sort_by_key(Draft::at);
    found
}

/// Joins both, and leaves out what stands twice or is less probable than `min`.
pub fn statements(
    reading: &Reading<'_>,
    scenes: &[Scene<'_, '_>],
    lexicon: &Lexicon,
    (models, frames): (&[Attribution], Vec<Draft>),
    least: Least,
    min: f64,
) -> Vec<Draft> {
    let found = merge(reading, lexicon, models, frames, least);
    let twice = duplicate::repeated(reading, scenes);
    let mut drafts = nest::cite(scenes, lexicon, found);
    drafts.retain(|d| {
        !twice[scenes
            .partition_point(|s| s.tokens.end <= d.at())
            .min(twice.len() - 1)]
    });
    drafts.retain(|d| f64::from(d.confidence) >= min);
    continued::go_on(reading, scenes, &mut drafts);
    drafts.sort_by_key(Draft::at);
    drafts
}
