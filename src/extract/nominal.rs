//! Cues that are no verbs: "according to", nouns, colons, "such as".

use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon as l;
use super::phrase::{Form, PhraseKind};
use super::subject::subject;
use super::{Kind, Tag, lemma::lemma};
use std::ops::Range;

/// Finds the attributions of a sentence whose cue is no verb.
pub fn find(extent: &Extent<'_, '_, '_>, verbs: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    out.extend(headline(extent));
    for at in 0..extent.scene.phrases.len() {
        out.extend(according(extent, at));
        out.extend(noun(extent, at));
        out.extend(examples(extent, at, verbs));
    }
    out
}

fn said(extent: &Extent<'_, '_, '_>) -> usize {
    extent.lexicon.by_name("said").unwrap_or(0)
}

/// "C, according to S" and "According to S, C".
fn according(extent: &Extent<'_, '_, '_>, at: usize) -> Option<Draft> {
    let scene = extent.scene;
    let long = scene.is(at, &["according"]) && scene.is(at + 1, &["to"]);
    let short = scene.is(at, &["per"]) && at > 0 && scene.is_comma(at - 1);
    if !long && !short {
        return None;
    }
    let first = at + 1 + usize::from(long);
    if !scene.is_noun(first) {
        return None;
    }
    let mut end = scene.extended(first);
    while scene.is(end, &["and", "from"]) && scene.is_noun(end + 1) && !scene.is_finite(end + 2) {
        end = scene.extended(end + 1);
    }
    let source = scene.tokens_of(first, end);
    let ahead = at <= extent.opening(at + 1);
    let content = if ahead {
        let mut from = end;
        while from < scene.phrases.len() && !scene.is_comma(from) {
            from += 1;
        }
        scene.trimmed(scene.tokens_of(from + 1, extent.clause(from + 1, at)))
    } else {
        let last = at - usize::from(scene.is_comma(at - 1) && at > 1);
        extent.preceding(last)?.0
    };
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

/// Nouns that make a statement even without words of their own.
const STRONG: &[&str] = &["claim", "allegation", "accusation", "denial", "assertion"];

/// Verbs that lend a noun their subject: "made a claim".
const LIGHT: &[&str] = &[
    "have", "make", "issue", "give", "raise", "pose", "offer", "deliver", "release", "send",
    "express", "voice", "publish", "file", "put",
];

/// "her claim that", "the Kremlin's denial of", "made an offer to".
fn noun(extent: &Extent<'_, '_, '_>, at: usize) -> Option<Draft> {
    let scene = extent.scene;
    let PhraseKind::Noun(head) = scene.get(at)?.kind else {
        return None;
    };
    let tokens = scene.get(at)?.tokens.clone();
    if !scene.reading.tokens[head].tag.is_noun() || scene.reading.tokens[head].tag.is_name() {
        return None;
    }
    let (lower, mut buffer) = (scene.reading.word(head).to_lowercase(), String::new());
    let lemma = lemma(&lower, scene.reading.tokens[head].tag, &mut buffer).to_owned();
    let relation = *extent.lexicon.noun(&lemma).first()?;
    let owner = owner(extent, tokens.start, head);
    let lent = owner.is_none().then(|| lent(extent, at)).flatten();
    let (content, frame, quoted, end) = noun_content(extent, at)?;
    let by = scene.is(at + 1, &["by", "from"]) && scene.is_noun(at + 2) && end == at;
    let source = match (owner, lent) {
        (Some(o), _) | (None, Some(o)) => Some(o),
        _ if by => Some(scene.tokens_of(at + 2, scene.with_of(at + 2))),
        _ => None,
    };
    if source.is_none() || content.is_none() && !STRONG.contains(&lemma.as_str()) {
        return None;
    }
    Some(Draft {
        source: source.into_iter().collect(),
        cue: vec![head..head + 1],
        content: content.into_iter().collect(),
        relation,
        quoted,
        confidence: 0.5,
        lemma,
        frame,
        how: How::Noun,
        ..Draft::default()
    })
}

/// The possessor before a noun, its mark left out.
fn owner(extent: &Extent<'_, '_, '_>, start: usize, head: usize) -> Option<Range<usize>> {
    let reading = extent.scene.reading;
    let tag = |i: usize| reading.tokens[i].tag;
    if tag(start) == Tag::PrpS {
        return Some(start..start + 1);
    }
    let mark = (start..head).rev().find(|&i| tag(i) == Tag::Pos)?;
    (mark > start).then_some(start..mark)
}

/// The subject of a light verb before a noun.
fn lent(extent: &Extent<'_, '_, '_>, at: usize) -> Option<Range<usize>> {
    let scene = extent.scene;
    let verb = at.checked_sub(1)?;
    let group = scene.verb(verb)?;
    if group.passive
        || group.negated
        || !LIGHT.contains(&group.lemma.as_str())
        || group.form == Form::Infinitive
    {
        return None;
    }
    let subject = subject(scene, verb).filter(|s| !s.inverted)?;
    Some(scene.tokens_of(subject.phrases.start, subject.phrases.end))
}

type NounContent = (Option<Range<usize>>, l::Frames, bool, usize);

fn noun_content(extent: &Extent<'_, '_, '_>, at: usize) -> Option<NounContent> {
    let scene = extent.scene;
    let clause = |from: usize| scene.trimmed(scene.tokens_of(from, extent.clause(from, at)));
    let mut next = at + 1;
    let by = scene.is(next, &["by", "from"]) && scene.is_noun(next + 1);
    if by {
        next = scene.with_of(next + 1);
    }
    // "questions like this one: “...”"
    if scene.is(next, &["like"]) && scene.is_noun(next + 1) {
        next += 2;
    }
    let end = if by { at } else { next };
    if scene.is(next, &["that"]) {
        return Some((Some(clause(next + 1)), l::THAT, false, end));
    }
    if scene.verb(next).is_some_and(|v| v.form == Form::Infinitive) && scene.is(next, &["to"]) {
        let rest = clause(next);
        return Some((Some(rest.start + 1..rest.end), l::INF, false, end));
    }
    if scene.is(next, &[":"])
        && let Some(quote) = scene.opened(next + 1)
    {
        return Some((Some(scene.quoted(quote)), l::Q, true, end));
    }
    if scene.is(next, &["of", "about", "for", "over", "against"]) && scene.is_noun(next + 1) {
        return Some((
            Some(scene.trimmed(scene.tokens_of(next + 1, extent.noun_end(next + 1, at)))),
            l::ABOUT,
            false,
            end,
        ));
    }
    Some((None, l::N, false, end))
}

/// "SOURCE: CLAIM", as headlines and transcripts have it, and "CLAIM: SOURCE".
fn headline(extent: &Extent<'_, '_, '_>) -> Option<Draft> {
    let scene = extent.scene;
    let colon = (1..scene.phrases.len().min(8)).find(|&i| scene.is(i, &[":"]))?;
    let source = scene.trimmed(scene.tokens_of(0, colon));
    let reading = scene.reading;
    let named = scene.is_noun(0)
        && source.clone().any(|i| reading.tokens[i].tag.is_name())
        && source.clone().all(|i| {
            let tag = reading.tokens[i].tag;
            tag.is_noun()
                || matches!(
                    tag,
                    Tag::Dt | Tag::Jj | Tag::Pos | Tag::In | Tag::Comma | Tag::Open | Tag::Close
                )
        });
    let begins = scene.tokens.start == 0 || gap_has_line(extent, scene.tokens.start);
    let rest = scene.trimmed(scene.tokens_of(colon + 1, scene.phrases.len()));
    let link = reading
        .tokens
        .get(rest.start)
        .is_some_and(|t| t.kind == Kind::Link || t.kind == Kind::Number);
    if !named
        || !begins
        || rest.len() < 3
        || link
        || LABELS.contains(&reading.word(source.start).to_lowercase().as_str())
    {
        return None;
    }
    let quoted = scene.opened(colon + 1).is_some();
    Some(Draft {
        source: vec![source],
        cue: vec![scene.tokens_of(colon, colon + 1)],
        content: vec![rest],
        relation: said(extent),
        quoted,
        confidence: 0.6,
        lemma: ":".to_owned(),
        frame: l::Q,
        how: How::Mark,
        ..Draft::default()
    })
}

/// Words before a colon that name no speaker.
const LABELS: &[&str] = &[
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

/// Whether a line begins at a token.
fn gap_has_line(extent: &Extent<'_, '_, '_>, token: usize) -> bool {
    let reading = extent.scene.reading;
    let before = token
        .checked_sub(1)
        .map_or(0, |i| reading.tokens[i].end as usize);
    let gap = reading
        .text
        .get(before..reading.tokens[token].start as usize);
    gap.is_some_and(|g| g.contains('\n'))
}

/// "such as: “...” and “...”" behind an attribution.
fn examples(extent: &Extent<'_, '_, '_>, at: usize, verbs: &[Draft]) -> Vec<Draft> {
    let scene = extent.scene;
    if !(scene.is(at, &["such"]) && scene.is(at + 1, &["as"]) || scene.is(at, &["including"])) {
        return Vec::new();
    }
    let mut next = at + if scene.is(at, &["such"]) { 2 } else { 1 };
    let cue = scene.tokens_of(at, next);
    let Some(before) = verbs.iter().rfind(|d| d.at() < cue.start) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    while let Some(phrase) = scene.get(next) {
        if let Some(quote) = scene.opened(next) {
            out.push(Draft {
                source: before.source.clone(),
                cue: vec![cue.clone()],
                content: vec![scene.quoted(quote)],
                relation: said(extent),
                quoted: true,
                confidence: before.confidence.min(0.5),
                lemma: "such as".to_owned(),
                frame: l::Q,
                how: How::Example,
                ..Draft::default()
            });
            next = scene.phrase_of(quote.close + 1).max(next + 1);
        } else if matches!(scene.tag(next), Tag::Comma | Tag::Cc | Tag::Colon)
            && phrase.kind == PhraseKind::Word
        {
            next += 1;
        } else {
            break;
        }
    }
    out
}
