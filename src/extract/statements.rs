//! The statements of a text: what models and frames found, joined.

use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon::{self, Lexicon};
use super::line::HEADING;
use super::merge::{Least, merge};
use super::rate::Rates;
use super::scene::{self, Scene};
use super::weigh::weigh;
use super::{Attribution, Reading, Tag, cite, continued, duplicate, finder, polarity, turn};
use std::ops::Range;

/// Finds what cues and frames tell, in the order of the cues, each with its weight.
pub fn frames(
    reading: &Reading<'_>,
    scenes: &[Scene<'_, '_>],
    lexicon: &Lexicon,
    rates: &Rates,
) -> Vec<Draft> {
    let mut found: Vec<Draft> = scenes
        .iter()
        .flat_map(|scene| finder::find(scene, lexicon))
        .collect();
    rate(scenes, lexicon, rates, &mut found);
    let turns = turn::turns(reading, scenes, lexicon);
    found.retain(|d| d.how != How::Mark || turns.iter().all(|t| t.cue != d.cue));
    found.extend(turns);
    found.sort_by_key(Draft::at);
    found
}

/// Weighs frames; turns of a transcript keep the weight that they have.
pub fn rate(scenes: &[Scene<'_, '_>], lexicon: &Lexicon, rates: &Rates, frames: &mut [Draft]) {
    for draft in frames.iter_mut().filter(|d| d.lemma != turn::TURN) {
        if let Some(scene) = scene::at(scenes, draft.at()) {
            draft.confidence = weigh(scene, lexicon, rates, draft);
        }
    }
}

/// Joins both, and leaves out what stands twice or is less probable than `min`.
pub fn statements(
    reading: &Reading<'_>,
    scenes: &[Scene<'_, '_>],
    lexicon: &Lexicon,
    (models, frames): (&[Attribution], Vec<Draft>),
    least: Least,
    min: f64,
) -> Vec<Draft> {
    let turns: Vec<Draft> = frames
        .iter()
        .filter(|d| d.lemma == turn::TURN)
        .cloned()
        .collect();
    let mut found = merge(reading, lexicon, models, frames, least);
    turn::restore(&mut found, turns);
    duplicate::once(&mut found);
    cut(scenes, lexicon, &mut found);
    found.iter_mut().for_each(|d| told(reading, lexicon, d));
    trailed(reading, scenes, &mut found);
    headed(reading, scenes, &mut found);
    let twice = duplicate::repeated(reading, scenes);
    let mut drafts = cite::cite(scenes, lexicon, found);
    drafts.retain(|d| !twice[scene::number(scenes, d.at()).min(twice.len() - 1)]);
    drafts.retain(|d| f64::from(d.confidence) >= min);
    continued::resume(scenes, lexicon, &mut drafts);
    continued::go_on(reading, scenes, &mut drafts);
    polarity::negate(reading, scenes, lexicon, &mut drafts);
    drafts.sort_by_key(Draft::at);
    drafts
}

/// "Velmora: Two Ferries Sunk, Branded Act Of War": who brands it stands before the colon.
fn headed(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], drafts: &mut Vec<Draft>) {
    let sentence = |d: &Draft| scene::number(scenes, d.at());
    let heads: Vec<(usize, Draft)> = drafts
        .iter()
        .filter(|d| d.lemma == HEADING)
        .map(|d| (sentence(d), d.clone()))
        .collect();
    // No words reach over the colon.
    let over = |words: &Range<usize>| {
        let next = heads.partition_point(|(_, h)| h.at() < words.start);
        heads.get(next).is_some_and(|(_, h)| h.at() < words.end)
    };
    drafts.retain(|d| d.lemma == HEADING || !d.content.iter().any(over));
    for draft in drafts.iter_mut().filter(|d| d.frame == lexicon::TC) {
        let here = sentence(draft);
        let first = heads.partition_point(|(at, _)| *at < here);
        let Some((_, head)) = heads
            .get(first)
            .filter(|(at, h)| *at == here && h.at() < draft.at())
        else {
            continue;
        };
        let before = draft.at().checked_sub(1).map(|t| reading.tokens[t].tag);
        let capital = reading.word(draft.at()).starts_with(char::is_uppercase);
        if before == Some(Tag::Comma) && capital {
            draft.source = head.source.clone();
        }
    }
}

/// "X said the firm had lied, blaming its owners": X blames, not the firm.
fn trailed(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let draft = &mut rest[0];
        let cue = draft.at();
        let comma = cue.checked_sub(1).map(|t| reading.tokens[t].tag) == Some(Tag::Comma);
        let Some(scene) = scene::at(scenes, cue).filter(|_| comma && draft.how == How::Participle)
        else {
            continue;
        };
        let inner = |d: &Draft| draft.source.first().is_some_and(|s| d.says(s.start));
        let sayer = before.iter().rev().take(8).find(|d| {
            d.lemma == "say"
                && !d.quoted
                && scene.tokens.contains(&d.at())
                && !d.says(cue)
                && inner(d)
        });
        if let Some(sayer) = sayer {
            draft.source = sayer.source.clone();
        }
    }
}

/// "told the board of the crack", "asked her about it": the object of these is who hears it.
fn told(reading: &Reading<'_>, lexicon: &Lexicon, draft: &mut Draft) {
    let hears = draft.frame == lexicon::A_OF && lexicon.relations[draft.relation].is_told;
    if !hears || !draft.addressee.is_empty() {
        return;
    }
    draft.addressee = std::mem::take(&mut draft.target);
    let (Some(content), Some(hears)) = (draft.content.first_mut(), draft.addressee.first()) else {
        return;
    };
    // "a crowd of supporters", "the secretary of state": there "of" is a part of who hears it.
    let apart = hears.end + 1 < content.end
        && match reading.word(hears.end) {
            "about" => true,
            "of" => draft.lemma != "ask" && draft.lemma != "tell",
            _ => false,
        };
    if apart && content.start == hears.start {
        content.start = hears.end + 1;
    }
}

/// Gives back to the narrator what the models took for the end of a content.
fn cut(scenes: &[Scene<'_, '_>], lexicon: &Lexicon, drafts: &mut [Draft]) {
    for draft in drafts
        .iter_mut()
        .filter(|d| !d.quoted && d.how == How::Verb)
    {
        let Some(scene) = scene::at(scenes, draft.at()) else {
            continue;
        };
        let cue = draft.at();
        for content in &mut draft.content {
            if content.start > cue
                && scene.tokens.contains(&content.start)
                && content.end <= scene.tokens.end
            {
                *content = Extent { scene, lexicon }.cut(content, cue, draft.frame == lexicon::NP);
            }
        }
        draft.content.retain(|c| !c.is_empty());
    }
}
