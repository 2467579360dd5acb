//! Adjectives that are cues: "not so sure", "sceptical that".

use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon as l;
use super::phrase::Form;
use super::subject::subject;

/// "Other researchers are not so sure", "she was sceptical that it would work".
pub(super) fn adjective(extent: &Extent<'_, '_, '_>, at: usize) -> Option<Draft> {
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
    let scene = extent.scene;
    let group = scene.verb(at)?;
    let head = scene.phrases[at].tokens.end - 1;
    let word = |t: usize| scene.reading.word(t).to_lowercase();
    // "was persuaded" is one verb group, "is unconvinced" two phrases.
    let mut next = at + 1;
    let mut token = head;
    if matches!(group.lemma.as_str(), "be" | "remain" | "seem") {
        while scene.is_adverb(next) || scene.is(next, &["so", "entirely", "less", "equally"]) {
            next += 1;
        }
        token = scene.get(next)?.tokens.start;
        next += 1;
    }
    let adjective = word(token);
    let denied = group.negated
        || (at + 1..next).any(|i| scene.is(i, &["not", "less", "hardly", "n't", "n’t"]));
    let relation = match adjective.as_str() {
        a if DOUBT.contains(&a) && !denied => "doubted",
        a if SURE.contains(&a) && denied => "doubted",
        a if FIRM.contains(&a) && !denied => "insisted",
        _ => return None,
    };
    if group.form != Form::Finite || group.modal {
        return None;
    }
    let subject = subject(scene, at).filter(|s| !s.inverted && !s.what)?;
    let of = scene.is(next, &["about", "by", "of", "that", "whether"]);
    let content = match scene.is(next, &["that"]) {
        true => scene.trimmed(scene.tokens_of(next + 1, extent.clause(next + 1, at))),
        false if scene.is(next, &["whether"]) => {
            scene.trimmed(scene.tokens_of(next, extent.clause(next, at)))
        }
        false => scene.trimmed(scene.tokens_of(next + 1, extent.noun_end(next + 1, at))),
    };
    Some(Draft {
        source: vec![scene.tokens_of(subject.phrases.start, subject.phrases.end)],
        cue: std::iter::once(token..token + 1).collect(),
        content: std::iter::once(content)
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
