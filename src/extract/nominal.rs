//! Cues that are no verbs: "according to", nouns, colons, "such as".

use super::according::{according, said, seen};
use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon as l;
use super::phrase::{Form, PhraseKind};
use super::subject::subject;
use super::unsure::adjective;
use super::{Tag, lemma::lemma, line};
use std::ops::Range;

/// Finds the attributions of a sentence whose cue is no verb.
pub fn find(extent: &Extent<'_, '_, '_>, verbs: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    out.extend(line::lines(extent));
    for at in 0..extent.scene.phrases.len() {
        out.extend(according(extent, at));
        out.extend(seen(extent, at));
        out.extend(adjective(extent, at));
        out.extend(noun(extent, at));
        out.extend(examples(extent, at, verbs));
    }
    out
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
    if extent.lexicon.noun(&lemma).is_empty() {
        return None;
    }
    let filled = noun_content(extent, at)?;
    let owner = owner(extent, tokens.start, head);
    let owned = owner.is_some();
    let source = owner
        .or(filled.by)
        .or_else(|| lent(extent, at, filled.frame == l::Q));
    let bare = filled.content.is_none() && !(owned && STRONG.contains(&lemma.as_str()));
    if bare || source.is_none() && (filled.frame != l::THAT || filled.predicated) {
        return None;
    }
    let relation = marked(extent, &lemma, filled.frame)?;
    Some(Draft {
        source: source.into_iter().collect(),
        cue: std::iter::once(head..head + 1).collect(),
        content: filled.content.into_iter().collect(),
        relation,
        quoted: filled.quoted,
        confidence: 0.5,
        lemma,
        frame: filled.frame,
        how: if owned { How::Noun } else { How::Lent },
        ..Draft::default()
    })
}

/// The relation that a noun marks: a question where its words can be one.
fn marked(extent: &Extent<'_, '_, '_>, lemma: &str, frame: l::Frames) -> Option<usize> {
    let relations = extent.lexicon.noun(lemma);
    let asked = extent
        .lexicon
        .by_name("asked")
        .filter(|r| relations.contains(r) && matches!(frame, l::Q | l::WH));
    asked.or_else(|| extent.lexicon.noun_relation(lemma))
}

/// The possessor before a noun, its mark left out.
pub(super) fn owner(
    extent: &Extent<'_, '_, '_>,
    start: usize,
    head: usize,
) -> Option<Range<usize>> {
    let reading = extent.scene.reading;
    let tag = |i: usize| reading.tokens[i].tag;
    if let Some(mark) = (start + 1..head).rev().find(|&i| tag(i) == Tag::Pos) {
        return Some(start..mark);
    }
    (tag(start) == Tag::PrpS).then_some(start..start + 1)
}

/// The subject of a light verb before a noun, or of any verb before it where a quotation follows.
fn lent(extent: &Extent<'_, '_, '_>, at: usize, quotes: bool) -> Option<Range<usize>> {
    let scene = extent.scene;
    let verb = match at.checked_sub(1)? {
        verb if quotes => (0..=verb).rev().find(|&i| scene.is_finite(i))?,
        verb => verb,
    };
    let group = scene.verb(verb)?;
    let light = quotes || LIGHT.contains(&group.lemma.as_str());
    if group.passive || group.negated || !light || group.form == Form::Infinitive {
        return None;
    }
    let subject = subject(scene, verb).filter(|s| !s.inverted)?;
    Some(scene.tokens_of(subject.phrases.start, subject.phrases.end))
}

/// What stands behind a noun.
#[derive(Default)]
struct NounContent {
    content: Option<Range<usize>>,
    frame: l::Frames,
    quoted: bool,
    by: Option<Range<usize>>,
    /// Whether a form of "be" joins the words to the noun.
    predicated: bool,
}

/// Reads what stands behind a noun.
fn noun_content(extent: &Extent<'_, '_, '_>, at: usize) -> Option<NounContent> {
    let scene = extent.scene;
    let (by, mut next) = made_by(extent, at + 1);
    // "questions like this one: “...”"
    if scene.is(next, &["like"]) && scene.is_noun(next + 1) {
        next += 2;
    }
    if scene.is_comma(next) && scene.is(next + 1, &["that"]) {
        next += 1;
    }
    if let Some(content) = predicate(extent, next) {
        return Some(NounContent {
            content: Some(content),
            frame: l::THAT,
            by,
            predicated: true,
            ..NounContent::default()
        });
    }
    if scene.is(next, &["that"]) && (next + 1..scene.phrases.len()).any(|i| scene.is_finite(i)) {
        // "a claim that he rejected" has no words of its own.
        let own = !scene.is_finite(next + 1) || scene.is_comma(next - 1);
        return own.then(|| NounContent {
            content: Some(clause_of(extent, next + 1, at)),
            frame: l::THAT,
            by,
            ..NounContent::default()
        });
    }
    let rest = complement(extent, next, at);
    Some(NounContent {
        content: rest.content.filter(|c| !c.is_empty()),
        by,
        ..rest
    })
}

/// "the accusation, made by her brother, that": whose words a noun holds, and the phrase behind.
fn made_by(extent: &Extent<'_, '_, '_>, next: usize) -> (Option<Range<usize>>, usize) {
    const BY: &[&str] = &["by", "from", "among"];
    let scene = extent.scene;
    let made = usize::from(scene.is_comma(next))
        + usize::from(scene.is(next + 1, &["made"]) || scene.is(next, &["made"]));
    let by = if scene.is(next + made, BY) {
        next + made
    } else {
        next
    };
    if !scene.is(by, BY) || !scene.is_noun(by + 1) {
        return (None, next);
    }
    let end = scene.with_of(by + 1);
    (Some(scene.tokens_of(by + 1, end)), end)
}

/// "his reply was that", "her explanation is that": what a form of "be" joins to a noun.
fn predicate(extent: &Extent<'_, '_, '_>, next: usize) -> Option<Range<usize>> {
    let scene = extent.scene;
    let is = scene.is_finite(next) && scene.verb(next).is_some_and(|v| v.lemma == "be");
    let that = is && scene.is(next + 1, &["that"]);
    if !that || !(next + 2..scene.phrases.len()).any(|i| scene.is_finite(i)) {
        return None;
    }
    let end = extent.clause(next + 2, next);
    Some(scene.trimmed(scene.tokens_of(next + 2, end)))
}

/// What a noun says without "that": "his offer to go", "a denial of guilt", a quotation.
fn complement(extent: &Extent<'_, '_, '_>, next: usize, at: usize) -> NounContent {
    let scene = extent.scene;
    let mut out = NounContent::default();
    let not = scene.is(next, &["not"]) && scene.is(next + 1, &["to"]);
    if not && scene.verb(next + 1).is_some() {
        out.content = Some(clause_of(extent, next, at));
        out.frame = l::INF;
    } else if scene.verb(next).is_some_and(|v| v.form == Form::Infinitive)
        && scene.is(next, &["to"])
    {
        let rest = clause_of(extent, next, at);
        out.content = Some(rest.start + 1..rest.end.max(rest.start + 1));
        out.frame = l::INF;
    } else if scene.is(next, &[":"])
        && let Some(quote) = scene.opened(next + 1)
    {
        out.content = Some(scene.quoted(quote));
        out.frame = l::Q;
        out.quoted = true;
    } else if scene.is(next, &["of", "about", "for", "over", "against"]) && scene.is_noun(next + 1)
    {
        out.content = Some(scene.trimmed(scene.tokens_of(next + 1, extent.noun_end(next + 1, at))));
        out.frame = l::ABOUT;
    } else {
        out.frame = l::N;
    }
    out
}

/// The tokens of the clause that begins at a phrase behind a noun.
fn clause_of(extent: &Extent<'_, '_, '_>, from: usize, at: usize) -> Range<usize> {
    let scene = extent.scene;
    scene.trimmed(scene.tokens_of(from, noun_clause(extent, from, at)))
}

/// One past the clause of a noun: up to a comma, or to the verb that the noun is the subject of.
fn noun_clause(extent: &Extent<'_, '_, '_>, from: usize, at: usize) -> usize {
    let scene = extent.scene;
    let end = extent.clause(from, at);
    let inside = scene.quote(at);
    let comma = (from..end)
        .find(|&i| scene.is_comma(i) && scene.quote(i) == inside)
        .unwrap_or(end);
    // The noun is a subject where no verb stands before it.
    let governs = |i: usize| scene.is_finite(i) && scene.quote(i) == inside;
    let told = at > 0 && governs(at - 1) && extent.speaks(at - 1);
    let subject = told || !(0..at).any(governs);
    let finite: Vec<usize> = (from..comma)
        .filter(|&i| scene.is_finite(i) && scene.quote(i) == inside)
        .collect();
    let not = usize::from(scene.is(from, &["not"]));
    let infinitive = scene
        .verb(from + not)
        .is_some_and(|v| v.form == Form::Infinitive);
    let main = finite.get(usize::from(!infinitive)).copied().filter(|&i| {
        let joined = scene.is_noun(i - 1)
            && i >= 2
            && (scene.verb(i - 2).is_some_and(|_| extent.speaks(i - 2))
                || scene.tag(i - 2) == Tag::Cc
                || scene.is(i - 2, &["that", "which", "who", "what", "if", "when"]));
        !joined && !scene.is(i - 1, &["that", "which", "who", "and", "or", "but"])
    });
    match main {
        Some(main) if subject => main,
        _ => comma,
    }
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
