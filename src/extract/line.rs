//! Lines of the form "SOURCE: CLAIM" and "CLAIM: SOURCE", as headlines have them.

use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon as l;
use super::phrase::Form;
use super::scene::Scene;
use super::subject::subject;
use super::{Kind, Reading, Tag};
use std::ops::Range;

/// The lemma of a colon in a heading, as the rates know it; a colon elsewhere is ":".
pub const HEADING: &str = "headline:";

/// Words before a colon that name no speaker.
pub(super) const LABELS: &[&str] = &[
    "editor",
    "editor's",
    "editor’s",
    "image",
    "photo",
    "photos",
    "picture",
    "video",
    "source",
    "sources",
    "credit",
    "updated",
    "published",
    "by",
    "read",
    "related",
    "note",
    "topics",
    "tags",
    "location",
    "date",
    "correction",
    "opinion",
    "analysis",
    "watch",
    "listen",
    "more",
];

/// Last words of a label that is a topic: "Harbour fire: three hurt".
pub(super) const TOPICS: &[&str] = &[
    "accident", "attack", "ban", "case", "crash", "crisis", "deal", "debate", "election", "fire",
    "flood", "floods", "inquiry", "law", "note", "plan", "protest", "protests", "quake", "race",
    "row", "scandal", "shooting", "strike", "talks", "trial", "vote", "war",
];

/// Finds what a line of the form "SOURCE: CLAIM" or "CLAIM: SOURCE" says.
pub fn lines(extent: &Extent<'_, '_, '_>) -> Vec<Draft> {
    let scene = extent.scene;
    let begins = scene.tokens.start == 0 || begins_line(scene.reading, scene.tokens.start);
    let colon = (1..scene.phrases.len()).find(|&i| scene.is(i, &[":"]));
    let (Some(colon), true) = (colon, begins) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    if let Some(draft) = speaker_first(extent, colon) {
        let label = labels(extent, colon, &draft);
        out.push(match &label {
            Some(label) => until(scene, draft, label.at()),
            None => draft,
        });
        out.extend(label);
    } else if is_heading(scene) {
        out.extend(speaker_last(extent, colon).or_else(|| own_words(extent, colon)));
    }
    out
}

/// Whether a sentence is a line of its own without a full stop.
pub(super) fn is_heading(scene: &Scene<'_, '_>) -> bool {
    let last = scene.tokens.end - 1;
    let reading = scene.reading;
    let ends = last + 1 >= reading.tokens.len() || begins_line(reading, last + 1);
    // A quotation's full stop ends a sentence, too.
    let closed = reading.tokens[last].tag == Tag::CloseQuote && last > scene.tokens.start;
    let mark = last - usize::from(closed);
    let stops = reading.tokens[mark].tag == Tag::Stop;
    ends && (!stops || !closed && reading.word(last) == "?")
}

pub(super) fn begins_line(reading: &Reading<'_>, token: usize) -> bool {
    let before = token
        .checked_sub(1)
        .map_or(0, |i| reading.tokens[i].end as usize);
    let gap = reading
        .text
        .get(before..reading.tokens[token].start as usize);
    token == 0 || gap.is_some_and(|g| g.contains('\n'))
}

pub(super) fn colon_draft(
    extent: &Extent<'_, '_, '_>,
    colon: usize,
    source: Range<usize>,
) -> Draft {
    let heading = is_heading(extent.scene);
    Draft {
        source: vec![source],
        cue: vec![extent.scene.tokens_of(colon, colon + 1)],
        relation: extent.lexicon.by_name("said").unwrap_or(0),
        confidence: 0.6,
        lemma: if heading { HEADING } else { ":" }.to_owned(),
        frame: l::Q,
        how: How::Mark,
        ..Draft::default()
    }
}

/// "Russia: two drones shot down".
pub(super) fn speaker_first(extent: &Extent<'_, '_, '_>, colon: usize) -> Option<Draft> {
    let scene = extent.scene;
    let source = scene.trimmed(scene.tokens_of(0, colon));
    let reading = scene.reading;
    let named = colon < 8
        && scene.is_noun(0)
        && source.clone().any(|i| reading.tokens[i].tag.is_name())
        && source.clone().all(|i| {
            let tag = reading.tokens[i].tag;
            tag.is_noun()
                || matches!(
                    tag,
                    Tag::Dt | Tag::Jj | Tag::Pos | Tag::In | Tag::Comma | Tag::Open | Tag::Close
                )
        });
    let rest = scene.trimmed(scene.tokens_of(colon + 1, scene.phrases.len()));
    let link = reading
        .tokens
        .get(rest.start)
        .is_some_and(|t| t.kind == Kind::Link);
    let label = LABELS.contains(&reading.word(source.start).to_lowercase().as_str())
        || TOPICS.contains(
            &reading
                .word(source.end.saturating_sub(1))
                .to_lowercase()
                .as_str(),
        );
    let topic = is_heading(scene) && scene.is(colon + 1, &["what", "how", "why", "where", "who"]);
    (named && rest.len() > 2 && !link && !label && !topic).then(|| Draft {
        content: vec![rest],
        quoted: scene.opened(colon + 1).is_some(),
        ..colon_draft(extent, colon, source)
    })
}

/// "Russia: drones shot down, deemed an attack": the speaker's name for it.
pub(super) fn labels(extent: &Extent<'_, '_, '_>, colon: usize, line: &Draft) -> Option<Draft> {
    let scene = extent.scene;
    let (at, sense) = (colon + 2..scene.phrases.len()).find_map(|at| {
        let group = scene.verb(at).filter(|_| scene.is_comma(at - 1))?;
        let past = matches!(
            scene.reading.tokens[group.head].tag,
            Tag::Vbn | Tag::Vbd | Tag::Nnp
        );
        let lemma = extent.lexicon.canonical(&group.lemma);
        let sense = extent
            .lexicon
            .verb(&lemma)
            .iter()
            .find(|s| s.frames & (l::TC | l::T_AS) != 0)?;
        (past && group.form != Form::Infinitive).then_some((at, *sense))
    })?;
    let from = at + 1 + usize::from(scene.is(at + 1, &["as"]));
    let content = scene.trimmed(scene.tokens_of(from, scene.phrases.len()));
    (!content.is_empty()).then(|| Draft {
        cue: vec![scene.tokens_of(at, at + 1)],
        content: vec![content],
        relation: sense.relation,
        frame: l::TC,
        quoted: false,
        ..line.clone()
    })
}

/// A line's claim up to the label behind it.
pub(super) fn until(scene: &Scene<'_, '_>, mut line: Draft, label: usize) -> Draft {
    for content in &mut line.content {
        *content = scene.trimmed(content.start..label);
    }
    line
}

/// "Mayor lied to council: court".
pub(super) fn speaker_last(extent: &Extent<'_, '_, '_>, colon: usize) -> Option<Draft> {
    let scene = extent.scene;
    let last = scene.phrases.len();
    let source = scene.trimmed(scene.tokens_of(colon + 1, last));
    let claim = scene.trimmed(scene.tokens_of(0, colon));
    let verb = (0..colon).any(|i| {
        scene
            .verb(i)
            .is_some_and(|v| matches!(v.form, Form::Finite | Form::Participle))
    });
    // "“No”: the minister answers" has a verb of its own.
    let reading = scene.reading;
    let answers = source.len() > 1
        && reading.tokens[source.end - 1].tag == Tag::Nns
        && reading.tokens[source.start].tag == Tag::Dt;
    let noun = scene.is_noun(colon + 1)
        && scene.with_of(colon + 1) == last
        && source.len() < 5
        && (source.len() < 3
            || reading.tokens[source.start].tag == Tag::Dt
            || source.clone().any(|t| reading.tokens[t].tag.is_name()))
        && !answers;
    (verb && noun && claim.len() > 2).then(|| Draft {
        content: vec![claim],
        ..colon_draft(extent, colon, source)
    })
}

/// "Pell denies bribe: “I never met him”": the subject's own words.
pub(super) fn own_words(extent: &Extent<'_, '_, '_>, colon: usize) -> Option<Draft> {
    let scene = extent.scene;
    let quote = scene.opened(colon + 1)?;
    let verb = (0..colon).find(|&i| scene.is_finite(i))?;
    if (0..colon).any(|i| extent.speaks(i) && extent.clause(i + 1, i) >= colon) {
        return None;
    }
    let speaker = subject(scene, verb).filter(|s| !s.inverted)?;
    let source = scene.tokens_of(speaker.phrases.start, speaker.phrases.end);
    Some(Draft {
        content: vec![scene.quoted(quote)],
        quoted: true,
        ..colon_draft(extent, colon, source)
    })
}
