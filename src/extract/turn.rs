//! "SOURCE: CLAIM": headlines, and the turns of a transcript.

use super::cast::Being;
use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon::{self as l, Lexicon};
use super::phrase::Form;
use super::resolve::Resolver;
use super::scene::Scene;
use super::subject::subject;
use super::{Kind, Reading, Tag};
use crate::article::{EntityKind, MentionForm};
use std::collections::BTreeMap;
use std::ops::Range;

/// The lemma of a colon in a heading, as the rates know it; a colon elsewhere is ":".
pub const HEADING: &str = "headline:";

/// The lemma of a colon behind the label of a turn.
pub const TURN: &str = "turn:";

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
fn is_heading(scene: &Scene<'_, '_>) -> bool {
    let last = scene.tokens.end - 1;
    let reading = scene.reading;
    let ends = last + 1 >= reading.tokens.len() || begins_line(reading, last + 1);
    // A quotation's full stop ends a sentence, too.
    let closed = reading.tokens[last].tag == Tag::CloseQuote && last > scene.tokens.start;
    let mark = last - usize::from(closed);
    let stops = reading.tokens[mark].tag == Tag::Stop;
    ends && (!stops || !closed && reading.word(last) == "?")
}

fn begins_line(reading: &Reading<'_>, token: usize) -> bool {
    let before = token
        .checked_sub(1)
        .map_or(0, |i| reading.tokens[i].end as usize);
    let gap = reading
        .text
        .get(before..reading.tokens[token].start as usize);
    token == 0 || gap.is_some_and(|g| g.contains('\n'))
}

fn colon_draft(extent: &Extent<'_, '_, '_>, colon: usize, source: Range<usize>) -> Draft {
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
fn speaker_first(extent: &Extent<'_, '_, '_>, colon: usize) -> Option<Draft> {
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
fn labels(extent: &Extent<'_, '_, '_>, colon: usize, line: &Draft) -> Option<Draft> {
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
fn until(scene: &Scene<'_, '_>, mut line: Draft, label: usize) -> Draft {
    for content in &mut line.content {
        *content = scene.trimmed(content.start..label);
    }
    line
}

/// "Mayor lied to council: court".
fn speaker_last(extent: &Extent<'_, '_, '_>, colon: usize) -> Option<Draft> {
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
fn own_words(extent: &Extent<'_, '_, '_>, colon: usize) -> Option<Draft> {
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

/// Words before a colon that name no speaker.
const LABELS: &[&str] = &[
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
const TOPICS: &[&str] = &[
    "accident", "attack", "ban", "case", "crash", "crisis", "deal", "debate", "election", "fire",
    "flood", "floods", "inquiry", "law", "note", "plan", "protest", "protests", "quake", "race",
    "row", "scandal", "shooting", "strike", "talks", "trial", "vote", "war",
];

/// Labels of those who ask.
const ASKERS: &[&str] = &[
    "q",
    "question",
    "interviewer",
    "reporter",
    "moderator",
    "host",
];

/// Finds the turns of a transcript: paragraphs that begin with a label and a colon.
///
/// There are none unless several do and one label comes again.
pub fn turns(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], lexicon: &Lexicon) -> Vec<Draft> {
    let mut found: Vec<(String, Draft)> = Vec::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (number, scene) in scenes.iter().enumerate() {
        let first = number == 0 || scenes[number - 1].paragraph != scene.paragraph;
        if !first {
            continue;
        }
        let rest = &scenes[number..];
        let end = rest
            .iter()
            .take_while(|s| s.paragraph == scene.paragraph)
            .last()
            .map_or(scene.tokens.end, |s| s.tokens.end);
        if let Some((name, draft)) = turn(reading, scene, end, lexicon) {
            *times.entry(name.clone()).or_default() += 1;
            found.push((name, draft));
        }
    }
    let again = times.values().any(|&n| n > 1) || times.contains_key("q");
    if found.len() < 3 && !times.contains_key("q") || !again {
        return Vec::new();
    }
    found.into_iter().map(|(_, draft)| draft).collect()
}

/// "SMITH (through a translator): We were asleep."
fn turn(
    reading: &Reading<'_>,
    scene: &Scene<'_, '_>,
    end: usize,
    lexicon: &Lexicon,
) -> Option<(String, Draft)> {
    let start = scene.tokens.start;
    let colon = (start + 1..end.min(start + 12)).find(|&i| reading.word(i) == ":")?;
    let open = (start..colon).find(|&i| reading.tokens[i].tag == Tag::Open);
    let label = start..open.unwrap_or(colon);
    let capital = |i: usize| reading.word(i).starts_with(char::is_uppercase);
    let text = reading.text.get(reading.bytes(label.clone()))?;
    let plain = label
        .clone()
        .all(|i| capital(i) || matches!(reading.word(i), "." | "of" | "the" | "-"));
    if label.is_empty() || label.len() > 5 || !plain {
        return None;
    }
    let name = text.to_lowercase();
    let content = scene.trimmed(colon + 1..end);
    let link = reading.tokens.get(colon + 1)?.kind == Kind::Link;
    if content.is_empty() || link || LABELS.contains(&name.as_str()) {
        return None;
    }
    let asks = ASKERS.contains(&name.as_str()) || reading.word(end - 1) == "?";
    let relation = lexicon.by_name(if asks { "asked" } else { "said" })?;
    let draft = Draft {
        source: vec![label],
        cue: std::iter::once(colon..colon + 1).collect(),
        content: vec![content],
        relation,
        confidence: 0.95,
        lemma: TURN.to_owned(),
        frame: l::Q,
        how: How::Mark,
        ..Draft::default()
    };
    Some((name, draft))
}

/// Who speaks under which label.
#[derive(Default)]
pub struct Speakers(BTreeMap<String, usize>);

impl Speakers {
    /// Finds who speaks a turn: under one label always the same.
    ///
    /// "A" answers for the first person who is named before the turns.
    pub fn of(&mut self, resolver: &mut Resolver<'_, '_, '_>, label: &Range<usize>) -> Vec<usize> {
        let reading = resolver.reading();
        let name = reading
            .text
            .get(reading.bytes(label.clone()))
            .unwrap_or_default()
            .to_lowercase();
        let known = self.0.get(&name).copied().or_else(|| {
            let guest = matches!(name.as_str(), "a" | "answer") && self.0.len() < 2;
            guest
                .then(|| first_person(resolver, label.start))
                .flatten()
                .filter(|being| !self.0.values().any(|b| b == being))
        });
        if let Some(being) = known {
            self.0.insert(name, being);
            let mention = (label.clone(), MentionForm::Nominal);
            let mentions = &mut resolver.cast.beings[being].mentions;
            if !mentions.iter().any(|(r, _)| r.start == label.start) {
                mentions.push(mention);
            }
            return vec![being];
        }
        let found = resolver.resolve(label, &[]);
        if let Some(&being) = found.first() {
            let one = &mut resolver.cast.beings[being];
            if one.kind == EntityKind::Thing {
                one.kind = EntityKind::Person;
            }
            self.0.insert(name, being);
        }
        found
    }
}

/// The person whom the text names first, before a token.
fn first_person(resolver: &Resolver<'_, '_, '_>, before: usize) -> Option<usize> {
    let beings = resolver.cast.beings.iter().enumerate();
    let first = |b: &Being| {
        let starts = b.mentions.iter().map(|(r, _)| r.start);
        starts.min().filter(|&start| start < before)
    };
    beings
        .filter(|(_, b)| b.named && b.kind == EntityKind::Person)
        .filter_map(|(i, b)| Some((first(b)?, i)))
        .min()
        .map(|(_, i)| i)
}

/// Puts the turns back whole where the models have cut them.
pub fn restore(drafts: &mut Vec<Draft>, turns: Vec<Draft>) {
    for turn in turns {
        let colon = turn.at();
        let label = turn.source[0].start;
        let sure = drafts
            .iter()
            .find(|d| d.cue == turn.cue)
            .map_or(0.0, |d| d.confidence);
        drafts.retain(|d| !(label..=colon).contains(&d.at()));
        drafts.push(Draft {
            confidence: turn.confidence.max(sure),
            ..turn
        });
    }
    drafts.sort_by_key(Draft::at);
}
