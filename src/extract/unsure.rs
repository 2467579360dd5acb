//! Adjectives that are cues: "not so sure", "sceptical that".

use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon as l;
use super::phrase::{Form, VerbGroup};
use super::scene::Scene;
use super::subject::subject;
use std::ops::Range;

const DOUBT: &[&str] = &[
    "doubtful",
    "dubious",
    "sceptical",
    "skeptical",
    "unconvinced",
    "unimpressed",
    "unpersuaded",
    "unsure",
];
const SURE: &[&str] = &["certain", "convinced", "persuaded", "sure"];
const FIRM: &[&str] = &["adamant"];

/// "Other researchers are not so sure", "she was sceptical that it would work".
pub(super) fn adjective(extent: &Extent<'_, '_, '_>, at: usize) -> Option<Draft> {
    let scene = extent.scene;
    let group = scene.verb(at)?;
    let (token, next) = predicate(scene, group, at)?;
    let adjective = scene.reading.word(token).to_lowercase();
    let denied = group.negated
        || (at + 1..next).any(|i| scene.is(i, &["not", "less", "hardly", "n't", "n’t"]));
    let relation = relation(&adjective, denied)?;
    if group.form != Form::Finite || group.modal {
        return None;
    }
    let subject = subject(scene, at).filter(|s| !s.inverted && !s.what)?;
    let of = scene.is(next, &["about", "by", "of", "that", "whether"]);
    Some(Draft {
        source: vec![scene.tokens_of(subject.phrases.start, subject.phrases.end)],
        cue: std::iter::once(token..token + 1).collect(),
        content: std::iter::once(content(extent, next, at))
            .filter(|c| of && !c.is_empty())
            .collect(),
        relation: extent.lexicon.by_name(relation)?,
        confidence: 0.5,
        lemma: adjective,
        frame: l::ADJ,
        how: How::Verb,
        ..Draft::default()
    })
}

/// The token of the adjective and the phrase behind it.
///
/// "was persuaded" is one verb group, "is unconvinced" two phrases.
fn predicate(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> Option<(usize, usize)> {
    let mut next = at + 1;
    if !matches!(group.lemma.as_str(), "be" | "remain" | "seem") {
        return Some((scene.phrases[at].tokens.end - 1, next));
    }
    while scene.is_adverb(next) || scene.is(next, &["so", "entirely", "less", "equally"]) {
        next += 1;
    }
    Some((scene.get(next)?.tokens.start, next + 1))
}

/// What an adjective says of its subject.
fn relation(adjective: &str, denied: bool) -> Option<&'static str> {
    match adjective {
        a if DOUBT.contains(&a) && !denied => Some("doubted"),
        a if SURE.contains(&a) && denied => Some("doubted"),
        a if FIRM.contains(&a) && !denied => Some("insisted"),
        _ => None,
    }
}

/// The clause or noun behind an adjective.
fn content(extent: &Extent<'_, '_, '_>, next: usize, at: usize) -> Range<usize> {
    let scene = extent.scene;
    match scene.is(next, &["that"]) {
        true => scene.trimmed(scene.tokens_of(next + 1, extent.clause(next + 1, at))),
        false if scene.is(next, &["whether"]) => {
            scene.trimmed(scene.tokens_of(next, extent.clause(next, at)))
        }
        false => scene.trimmed(scene.tokens_of(next + 1, extent.noun_end(next + 1, at))),
    }
}
