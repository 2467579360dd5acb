//! The same thing said twice.

use super::Found;
use super::ground::{BACK, Ground};
use crate::article::LinkKind;

/// Links every statement to the last one before it that says the same.
pub(super) fn links(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    for at in 0..ground.drafts.len() {
        if ground.stance(at) == "denies" {
            continue;
        }
        let said =
            (at.saturating_sub(BACK)..at).find_map(|to| Some((to, likeness(ground, at, to)?)));
        out.extend(said.map(|(to, likeness)| Found {
            from: at,
            kind: LinkKind::Restates,
            to,
            confidence: 0.5 + 0.4 * (likeness - 0.6),
        }));
    }
}

/// The share of the words that two contents have in common, where it is enough.
fn likeness(ground: &Ground<'_, '_>, at: usize, to: usize) -> Option<f64> {
    let (a, b) = (&ground.views[at].words, &ground.views[to].words);
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    let union = a.len() + b.len() - shared;
    let same = shared >= 3 && shared * 10 >= union * 6;
    let apart = !ground.nested(at, to) && ground.drafts[at].content != ground.drafts[to].content;
    (same && apart).then(|| shared as f64 / union as f64)
}
