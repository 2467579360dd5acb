//! Paragraphs that stand twice: headlines that pages repeat.

use super::Reading;
use super::scene::Scene;
use std::collections::BTreeSet;

/// Returns, for every sentence, whether its whole paragraph has stood before.
pub fn repeated(reading: &Reading<'_>, scenes: &[Scene<'_, '_>]) -> Vec<bool> {
    let mut out = vec![false; scenes.len()];
    let mut seen = BTreeSet::new();
    let mut from = 0;
    while from < scenes.len() {
        let to = scenes[from..]
            .iter()
            .position(|s| s.paragraph != scenes[from].paragraph)
            .map_or(scenes.len(), |n| from + n);
        let bytes = reading.bytes(scenes[from].tokens.start..scenes[to - 1].tokens.end);
        let again = !seen.insert(reading.text.get(bytes).unwrap_or_default());
        out[from..to].fill(again);
        from = to;
    }
    out
}
