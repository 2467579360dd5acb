//! What stands twice: headlines that pages repeat, and contents that two cues claim.

use super::Reading;
use super::draft::{Draft, How};
use super::scene::Scene;
use std::collections::BTreeSet;
use std::ops::Range;

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

/// How far apart two cues of one content can stand, in tokens.
const REACH: usize = 24;

/// Leaves one of two statements with one content: "had questions: “...”" asks once.
///
/// The drafts are in the order of their cues.
pub fn once(drafts: &mut Vec<Draft>) {
    let mut worse = vec![false; drafts.len()];
    for later in 1..drafts.len() {
        for earlier in (0..later).rev() {
            let (a, b) = (&drafts[earlier], &drafts[later]);
            if a.at() + REACH < b.at() {
                break;
            }
            if !worse[earlier] && !worse[later] && same(a, b) {
                let loser = if worth(a) < worth(b) { earlier } else { later };
                worse[loser] = true;
            }
        }
    }
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        !worse[at - 1]
    });
}

/// How well a cue is known: one that only the models saw least, then a noun's helper, then the rest.
fn worth(draft: &Draft) -> u8 {
    match (draft.lemma.as_str(), draft.how) {
        ("", _) => 0,
        ("have" | "give" | "make" | "put" | "raise", _) => 1,
        (_, How::Noun | How::Lent) => 2,
        _ => 3,
    }
}

/// Whether two contents are nearly the same words, without one carrying the other.
fn same(a: &Draft, b: &Draft) -> bool {
    let carries = |d: &Draft| matches!(d.lemma.as_str(), "cite" | "quote" | "quote as");
    let size = |d: &Draft| d.content.iter().map(Range::len).sum::<usize>();
    let shared: usize = a
        .content
        .iter()
        .flat_map(|x| b.content.iter().map(move |y| overlap(x, y)))
        .sum();
    let all = size(a) + size(b) - shared;
    shared > 2 && shared * 5 >= all * 4 && !carries(a) && !carries(b) && worth(a) != worth(b)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
