//! "citing X", "quoted X as saying": whose words a source passes on.

use super::Tag;
use super::draft::{Draft, How};
use super::extent::Extent;
use super::finder::head_word;
use super::lexicon::Lexicon;
use super::noun::is_person;
use super::scene::{self, Scene};
use std::ops::Range;

/// Gives those who are cited and quoted statements of their own.
pub fn cite(scenes: &[Scene<'_, '_>], lexicon: &Lexicon, mut drafts: Vec<Draft>) -> Vec<Draft> {
    if scenes.is_empty() {
        return drafts;
    }
    cite_sources(scenes, lexicon, &mut drafts);
    quote_sources(scenes, lexicon, drafts)
}

/// "S said C, citing X": X says what S does.
fn cite_sources(scenes: &[Scene<'_, '_>], lexicon: &Lexicon, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        if drafts[at].lemma == "cite"
            && drafts[at].how == How::Participle
            && let Some(carrier) = cited(scene::nearest(scenes, drafts[at].at()), drafts, at)
        {
            let from = drafts[at].at();
            // Whom it cites is no part of what it says.
            let end = drafts[at].content.last().map_or(from, |c| c.end);
            let said = &mut drafts[carrier].content;
            if said.len() > 1 {
                said.retain(|c| c.end <= from || end <= c.start);
            }
            let content = said.clone();
            let draft = &mut drafts[at];
            draft.source = std::mem::replace(&mut draft.content, content);
            draft.relation = lexicon.by_name("said").unwrap_or(draft.relation);
        }
    }
}

/// "quoted X as saying": X has a statement of its own beside the one that quotes.
fn quote_sources(scenes: &[Scene<'_, '_>], lexicon: &Lexicon, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    // "quoted S as warning": S is who warns.
    let mut warns: Option<(usize, Range<usize>)> = None;
    for mut draft in drafts {
        let scene = scene::nearest(scenes, draft.at());
        if let Some((_, source)) = warns.take_if(|(token, _)| *token == draft.at()) {
            draft.source = vec![source];
        }
        // Whom it quotes is no part of what is said.
        if matches!(draft.lemma.as_str(), "quote" | "cite") && !draft.label.is_empty() {
            draft.content = std::mem::take(&mut draft.label);
        }
        if let Some(token) = doing(scene, lexicon, &draft) {
            warns = draft.target.first().map(|t| (token, t.clone()));
            draft.relation = lexicon.by_name("reported").unwrap_or(draft.relation);
            draft.target.clear();
        }
        let (first, second) = quoted(scene, lexicon, draft);
        let token = |d: &Draft| d.lemma == "quote as" && d.how == How::Participle;
        if let Some(inner) = &second {
            out.retain(|d| d.at() != inner.at());
        } else if out.last().is_some_and(|d| token(d) && d.at() == first.at()) {
            continue;
        }
        out.push(first);
        out.extend(second);
    }
    out
}

/// The verb of "quoted S as warning that", where it is a cue of its own.
fn doing(scene: &Scene<'_, '_>, lexicon: &Lexicon, draft: &Draft) -> Option<usize> {
    let token = draft.content.first()?.start;
    let quotes = matches!(draft.lemma.as_str(), "quote" | "cite") && !draft.target.is_empty();
    let extent = Extent { scene, lexicon };
    let other = !matches!(scene.reading.word(token), "saying" | "telling");
    let speaks =
        scene.reading.tokens[token].tag == Tag::Vbg && extent.speaks(scene.phrase_of(token));
    (quotes && other && speaks).then_some(token)
}

/// The statement of the one who cites, in the same sentence: what it says the cited person states.
fn cited(scene: &Scene<'_, '_>, drafts: &[Draft], at: usize) -> Option<usize> {
    let draft = &drafts[at];
    let person = draft.content.first().is_some_and(|c| {
        c.clone().any(|t| scene.reading.tokens[t].tag.is_name()) || speaks(scene, c.start)
    });
    let own = draft.source.first()?;
    let shares = |d: &Draft| {
        let other = d.source.first();
        other.is_some_and(|o| o.start < own.end && own.start < o.end)
    };
    let near = at.saturating_sub(4)..(at + 4).min(drafts.len());
    let carrier = near
        .filter(|&i| i != at && scene.tokens.contains(&drafts[i].at()))
        .filter(|&i| !drafts[i].content.is_empty() && drafts[i].lemma != "cite")
        .filter(|&i| shares(&drafts[i]))
        .min_by_key(|&i| i.abs_diff(at))?;
    person.then_some(carrier)
}

/// "quoted X as saying that C", and “C,” X was quoted as saying: the outer and the inner statement.
fn quoted(scene: &Scene<'_, '_>, lexicon: &Lexicon, mut draft: Draft) -> (Draft, Option<Draft>) {
    let reading = scene.reading;
    let saying = draft.content.first().map(|c| c.start).filter(|&t| {
        matches!(reading.word(t), "saying" | "telling") && reading.tokens[t].tag == Tag::Vbg
    });
    let Some(token) = saying
        .filter(|_| !draft.target.is_empty() && matches!(draft.lemma.as_str(), "quote" | "cite"))
    else {
        return (draft, None);
    };
    let content = passed_on(scene, lexicon, &mut draft, token);
    let inner = Draft {
        source: std::mem::take(&mut draft.target),
        cue: std::iter::once(token..token + 1).collect(),
        content: content.clone(),
        relation: lexicon.by_name("said").unwrap_or(draft.relation),
        lemma: "quote as".to_owned(),
        how: How::Participle,
        ..draft.clone()
    };
    draft.content = content;
    draft.relation = lexicon.by_name("reported").unwrap_or(draft.relation);
    (draft, Some(inner))
}

/// What stands behind "saying", or the quotation before it; notes S of "was quoted by S as saying".
fn passed_on(
    scene: &Scene<'_, '_>,
    lexicon: &Lexicon,
    draft: &mut Draft,
    saying: usize,
) -> Vec<Range<usize>> {
    let reading = scene.reading;
    let mut content = draft.content.clone();
    let mut next = saying + 1;
    if draft.how == How::Passive && reading.word(next) == "by" {
        let agent = scene.phrase_of(next) + 1;
        if scene.is_noun(agent) {
            let end = scene.with_of(agent);
            draft.source = vec![scene.tokens_of(agent, end)];
            next = scene.tokens_of(agent, end).end;
        }
    }
    next += usize::from(reading.word(next) == "that");
    content[0].start = next.min(content[0].end);
    content[0] = scene.trimmed(content[0].clone());
    let clause = content[0]
        .clone()
        .any(|t| reading.tokens[t].tag.is_finite());
    if !clause && draft.how == How::Passive {
        let block = scene.phrase_of(draft.target[0].start);
        let before = Extent { scene, lexicon }.preceding(block);
        if let Some((words, quotation)) = before.filter(|(_, quotation)| *quotation) {
            content = vec![words];
            draft.quoted = quotation;
        }
    }
    content
}

fn speaks(scene: &Scene<'_, '_>, token: usize) -> bool {
    let phrase = scene.phrase_of(token);
    let head = head_word(scene, scene.tokens_of(phrase, phrase + 1));
    is_person(head.strip_suffix('s').unwrap_or(&head))
}
