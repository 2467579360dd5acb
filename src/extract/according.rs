//! Whose words or whose view it is: "according to S", "in S's view".

use super::Tag;
use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon as l;
use super::nominal::owner;
use super::phrase::PhraseKind;
use std::ops::Range;

/// Nouns of somebody's view or account, and what their owner does.
const VIEWS: &[(&str, &str)] = &[
    ("view", "believed"),
    ("opinion", "believed"),
    ("eyes", "believed"),
    ("estimation", "believed"),
    ("reckoning", "believed"),
    ("account", "said"),
    ("telling", "said"),
    ("admission", "admitted"),
];

/// "C, according to S" and "According to S, C".
pub(super) fn according(extent: &Extent<'_, '_, '_>, at: usize) -> Option<Draft> {
    let scene = extent.scene;
    let long = scene.is(at, &["according"]) && scene.is(at + 1, &["to"]);
    let short = scene.is(at, &["per"]) && at > 0 && scene.is_comma(at - 1);
    let words =
        scene.is(at, &["in"]) && scene.reading.word(scene.phrases[at].tokens.start + 2) == "words";
    if !long && !short && !words {
        return None;
    }
    // "in the words of": preposition, noun phrase, preposition.
    let first = at + 1 + usize::from(long) + 2 * usize::from(words);
    if !scene.is_noun(first) {
        return None;
    }
    let mut end = scene.extended(first);
    while scene.is(end, &["and", "from"]) && scene.is_noun(end + 1) && !scene.is_finite(end + 2) {
        end = scene.extended(end + 1);
    }
    let source = scene.tokens_of(first, end);
    let content = held(extent, at, end, words)?;
    let quoted = scene.reading.quotes.side(content.start.saturating_sub(1)) > 0;
    (!content.is_empty()).then(|| Draft {
        source: vec![source],
        cue: vec![scene.tokens_of(at, first)],
        content: vec![content],
        relation: said(extent),
        confidence: 0.8,
        lemma: "according to".to_owned(),
        frame: l::ACC,
        how: How::According,
        quoted,
        ..Draft::default()
    })
}

/// "C, in S's view", "by S's account, C".
pub(super) fn seen(extent: &Extent<'_, '_, '_>, at: usize) -> Option<Draft> {
    let scene = extent.scene;
    if !scene.is(at, &["in", "by", "on"]) || !scene.is_noun(at + 1) {
        return None;
    }
    let PhraseKind::Noun(head) = scene.get(at + 1)?.kind else {
        return None;
    };
    let word = scene.reading.word(head).to_lowercase();
    let (_, relation) = VIEWS.iter().find(|(noun, _)| *noun == word)?;
    let tokens = scene.get(at + 1)?.tokens.clone();
    let source = owner(extent, tokens.start, head)?;
    let end = at + 2;
    let ahead = at <= extent.opening(at + 1);
    let closed = scene.is_comma(end) || scene.get(end).is_none() || scene.tag(end) == Tag::Stop;
    let parted = ahead || at > 1 && scene.is_comma(at - 1);
    if !closed || !parted {
        return None;
    }
    let content = if ahead {
        scene.trimmed(scene.tokens_of(end + 1, extent.clause(end + 1, at)))
    } else {
        extent.preceding(at - 1)?.0
    };
    (!content.is_empty()).then(|| Draft {
        source: vec![source],
        cue: std::iter::once(head..head + 1).collect(),
        content: vec![content],
        relation: extent.lexicon.by_name(relation).unwrap_or(said(extent)),
        confidence: 0.8,
        lemma: "according to".to_owned(),
        frame: l::ACC,
        how: How::According,
        ..Draft::default()
    })
}

pub(super) fn said(extent: &Extent<'_, '_, '_>) -> usize {
    extent.lexicon.by_name("said").unwrap_or(0)
}

/// What S holds: behind "according to S" at the sentence's head, else before it.
fn held(extent: &Extent<'_, '_, '_>, at: usize, end: usize, words: bool) -> Option<Range<usize>> {
    let scene = extent.scene;
    let ahead = at <= extent.opening(at + 1);
    let next = end + usize::from(scene.is_comma(end));
    let content = if words && let Some(quote) = scene.opened(next) {
        // "in the words of a critic, “a foghorn”"
        scene.quoted(quote)
    } else if ahead {
        let mut from = end;
        while from < scene.phrases.len() && !scene.is_comma(from) {
            from += 1;
        }
        scene.trimmed(scene.tokens_of(from + 1, extent.clause(from + 1, at)))
    } else {
        let last = at - usize::from(scene.is_comma(at - 1) && at > 1);
        extent.preceding(last)?.0
    };
    Some(content)
}
