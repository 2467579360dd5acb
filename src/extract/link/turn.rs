//! Who speaks against whoever spoke before: "critics said", "but X said", "countered that".

use super::Found;
use super::ground::Ground;
use super::retort::{open, speaks};
use crate::article::LinkKind;

/// "countered that", "hit back"; "insisted" after an accusation.
pub(super) fn struck_back(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    let to = ground.previous(at, 3)?;
    let strikes = matches!(
        ground.drafts[at].lemma.as_str(),
        "counter" | "retort" | "hit back" | "rebut" | "fire back" | "shoot back"
    );
    let holds = matches!(ground.name(at), "insisted" | "replied") && ground.aims_at(to, at);
    (strikes || holds).then(|| Found::new(at, LinkKind::Disputes, to, 0.8))
}

/// "Critics said ...", "The opposition said ...", but not "opponents of the drug war".
pub(super) fn camp(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    let mut source = ground.drafts[at].source.iter().cloned().flatten().take(5);
    let against = source.any(|t| {
        CAMP.contains(&ground.word(t).as_str())
            && !matches!(ground.word(t + 1).as_str(), "of" | "to")
    });
    let to = (against && speaks(ground, at))
        .then(|| ground.previous(at, 2))
        .flatten()?;
    Some(Found::new(
        at,
        LinkKind::Disputes,
        ground.head_of_run(to),
        0.8,
    ))
}

/// Those who speak against whoever spoke before.
pub(super) const CAMP: &[&str] = &[
    "opposition",
    "critic",
    "critics",
    "opponent",
    "opponents",
    "sceptics",
    "skeptics",
    "detractors",
];

/// "But X said ...": of what was said before.
pub(super) fn turned(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    let sentence = ground.reading.sentences.get(ground.views[at].sentence)?;
    let mut start = sentence.tokens.clone().take(2).map(|t| ground.word(t));
    let turns = start.any(|w| matches!(w.as_str(), "but" | "however" | "yet"));
    if !turns || !speaks(ground, at) || ground.is_inner(at) {
        return None;
    }
    let to = ground.previous(at, 2)?;
    let other = ground.views[to].sentence != ground.views[at].sentence;
    let near = other && (ground.shared(at, to) >= 0.7 || ground.aims_at(to, at));
    near.then(|| Found::new(at, LinkKind::Disputes, to, 0.7))
}

/// "Others were more sceptical. X said ...".
pub(super) fn introduced(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    let sentence = ground.views[at].sentence.checked_sub(1)?;
    let before = ground.reading.sentences.get(sentence)?;
    let turns = |t: usize| TURN.contains(&ground.word(t).as_str());
    if !speaks(ground, at)
        || before.paragraph != ground.views[at].paragraph
        || !before.tokens.clone().any(turns)
    {
        return None;
    }
    let matter = |to: &usize| ground.shared(at, *to);
    let fits = |&to: &usize| to < at && open(ground, at, to) && ground.stance(to) == "asserts";
    let to = ground
        .candidates(at)
        .filter(fits)
        .max_by(|a, b| matter(a).total_cmp(&matter(b)))?;
    (matter(&to) >= 0.7).then(|| Found::new(at, LinkKind::Disputes, to, 1.0))
}

/// Words by which the narrator says that the next voice is of another mind.
const TURN: &[&str] = &[
    "sceptical",
    "skeptical",
    "sceptics",
    "skeptics",
    "unconvinced",
    "disagree",
    "disagreed",
    "disagrees",
    "critics",
    "doubtful",
    "unimpressed",
    "unpersuaded",
];

/// “How could drones get into the capital?”: a question that takes a claim's own words up.
pub(super) fn challenged(ground: &Ground<'_, '_>, at: usize, _: &[Found]) -> Option<Found> {
    let asks = ground.name(at) == "asked" && ground.drafts[at].quoted;
    if !asks || !ground.begins_with_any(at, 1, &["how", "why"]) {
        return None;
    }
    let fits = |&to: &usize| to < at && open(ground, at, to) && ground.group(to) == "stated";
    let matter = |to: &usize| ground.shared(at, *to);
    let to = ground
        .candidates(at)
        .filter(fits)
        .max_by(|a, b| matter(a).total_cmp(&matter(b)))?;
    (matter(&to) >= 1.0).then(|| Found::new(at, LinkKind::Disputes, to, 0.6))
}
