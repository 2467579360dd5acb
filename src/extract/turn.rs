//! "SOURCE: CLAIM": headlines, and the turns of a transcript.

use super::cast::Being;
use super::draft::{Draft, How};
use super::lexicon::{self as l, Lexicon};
use super::line::LABELS;
use super::resolve::Resolver;
use super::scene::Scene;
use super::{Kind, Reading, Tag};
use crate::article::{EntityKind, MentionForm};
use std::collections::BTreeMap;
use std::ops::Range;

/// The lemma of a colon behind the label of a turn.
pub const TURN: &str = "turn:";

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
        let reading = resolver.reading;
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
            // A name that begins here is a mention already.
            if resolver.cast.owner.get(&label.start) != Some(&being) {
                let mention = (label.clone(), MentionForm::Nominal);
                resolver.cast.beings[being].mentions.push(mention);
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
///
/// Drafts and turns are in the order of their cues; no turn begins in another one.
pub fn restore(drafts: &mut Vec<Draft>, turns: Vec<Draft>) {
    let mut whole = Vec::with_capacity(turns.len());
    let mut cut = vec![false; drafts.len()];
    for turn in turns {
        let colon = turn.at();
        let label = turn.source.first().map_or(colon, |s| s.start);
        let said = turn.content.last().map_or(colon, |c| c.end);
        let first = drafts.partition_point(|d| d.at() < label);
        let mut sure = turn.confidence;
        for at in first..drafts.len() {
            let draft = &mut drafts[at];
            if draft.at() > colon.max(said) {
                break;
            }
            if draft.at() <= colon {
                cut[at] = true;
                if draft.cue == turn.cue {
                    sure = sure.max(draft.confidence);
                }
            } else if turn.says(draft.at()) {
                // Nobody's words go on in the next one's turn.
                draft.content.retain(|c| turn.says(c.start));
            }
        }
        whole.push(Draft {
            confidence: sure,
            ..turn
        });
    }
    let mut cut = cut.into_iter();
    drafts.retain(|_| cut.next() != Some(true));
    drafts.extend(whole);
    drafts.sort_by_key(Draft::at);
}
