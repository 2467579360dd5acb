//! Quotations that go on without a new cue.

use super::draft::{Draft, How};
use super::extent::Extent;
use super::lexicon::Lexicon;
use super::scene::{self, Scene};
use super::{Reading, Tag};
use std::collections::BTreeSet;
use std::ops::Range;

/// Gives quotations that nobody claims to the speaker before them.
///
/// “A,” she said. “B.” is one statement; so is a quotation over two paragraphs.
pub fn go_on(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], drafts: &mut [Draft]) {
    let mut by_cue: Vec<usize> = (0..drafts.len())
        .filter(|&i| drafts[i].quoted && matches!(drafts[i].how, How::Verb | How::Mark))
        .collect();
    by_cue.sort_by_key(|&i| drafts[i].content.last().map_or(0, |c| c.end));
    let claimed = claimed(reading, drafts);
    let mut ends = ends(drafts, &by_cue);
    for (number, quote) in reading.quotes.pairs.iter().enumerate() {
        let inside = quote.open + 1..quote.close;
        if inside.is_empty() || number == 0 || claimed[number] {
            continue;
        }
        let Some(here) = scene::at(scenes, quote.open) else {
            continue;
        };
        let alone = quote.open == here.tokens.start && stands_alone(reading, scenes, quote.close);
        if !alone {
            continue;
        }
        // The statement whose words or cue stand last before the mark.
        let Some(&(last, place)) = ends.range(..=(quote.open + 1, usize::MAX)).next_back() else {
            continue;
        };
        let before = by_cue[place];
        let there = scene::nearest(scenes, last.saturating_sub(1));
        let open_end = !reading.quotes.pairs[number - 1].closed
            && drafts[before].says(reading.quotes.pairs[number - 1].close);
        let same = here.paragraph == there.paragraph && scenes_between(scenes, there, here) <= 1;
        if same || open_end {
            let words = here.quoted(quote);
            if !words.is_empty() {
                ends.insert((words.end, place));
                drafts[before].content.push(words);
            }
        }
    }
}

/// "The plan was a joint one, she said, and her deputy had seen it": what goes on behind the cue.
pub fn resume(scenes: &[Scene<'_, '_>], lexicon: &Lexicon, drafts: &mut [Draft]) {
    for draft in drafts
        .iter_mut()
        .filter(|d| !d.quoted && d.how == How::Verb)
    {
        let Some(scene) = scene::at(scenes, draft.at()) else {
            continue;
        };
        if let Some(more) = behind(scene, lexicon, draft) {
            draft.content.push(more);
        }
    }
}

/// The clause that ends a sentence behind "C, S said", where a conjunction joins it to C.
fn behind(scene: &Scene<'_, '_>, lexicon: &Lexicon, draft: &Draft) -> Option<Range<usize>> {
    let [before] = draft.content.as_slice() else {
        return None;
    };
    let cue = draft.cue.last()?;
    let from = scene.phrase_of(cue.end.max(draft.source.first()?.end));
    let ahead = scene.tokens.contains(&before.start) && before.end <= draft.at();
    let extent = Extent { scene, lexicon };
    let inside = |t: usize| scene.reading.quotes.around(t).is_some();
    // A quotation has its own end.
    if inside(before.start) || inside(before.end - 1) {
        return None;
    }
    if !ahead || scene.quote(from).is_some() || !extent.speaks(scene.phrase_of(cue.end - 1)) {
        return None;
    }
    let joins = |i: &usize| scene.is_comma(*i) && scene.is(i + 1, &["and", "but"]);
    let mark = (from..scene.phrases.len().min(from + 6)).find(joins)?;
    let plain = (from..mark).all(|i| scene.verb(i).is_none() && scene.quote(i).is_none());
    let subject = mark + 2;
    let clause = scene.is_noun(subject) && (subject + 1..subject + 5).any(|i| scene.is_finite(i));
    let rest = subject..scene.phrases.len();
    let other = rest.clone().any(|i| {
        scene.is_finite(i) && extent.speaks(i)
            || scene.quote(i).is_some()
            || scene.is(i, &["according"])
    });
    let words = scene.trimmed(scene.tokens_of(mark + 1, rest.end));
    (plain && clause && !other && !words.is_empty()).then_some(words)
}

/// Where words and cues end, and whose those are, by their places in a list of drafts.
fn ends(drafts: &[Draft], list: &[usize]) -> BTreeSet<(usize, usize)> {
    let mut ends = BTreeSet::new();
    for (place, &at) in list.iter().enumerate() {
        let ranges = drafts[at].content.iter().chain(&drafts[at].cue);
        ends.extend(ranges.map(|r| (r.end, place)));
    }
    ends
}

/// Which quotations a statement's words lie in; what is said inside one claims none of it.
fn claimed(reading: &Reading<'_>, drafts: &[Draft]) -> Vec<bool> {
    let quotes = &reading.quotes.pairs;
    let mut out = vec![false; quotes.len()];
    for draft in drafts {
        for content in &draft.content {
            // Quotations follow one another, so those touched are a run.
            let first = quotes.partition_point(|q| q.close <= content.start);
            for (number, quote) in quotes.iter().enumerate().skip(first) {
                let inside = quote.open + 1..quote.close;
                if inside.start >= content.end {
                    break;
                }
                out[number] |= !inside.contains(&draft.at());
            }
        }
    }
    out
}

fn scenes_between(scenes: &[Scene<'_, '_>], from: &Scene<'_, '_>, to: &Scene<'_, '_>) -> usize {
    let number = |s: &Scene<'_, '_>| scenes.partition_point(|o| o.tokens.start < s.tokens.start);
    number(to).saturating_sub(number(from))
}

/// Whether nothing of a sentence follows a closing mark.
fn stands_alone(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], close: usize) -> bool {
    let end = scene::nearest(scenes, close);
    let rest = close + 1..end.tokens.end.max(close + 1);
    rest.into_iter()
        .all(|t| matches!(reading.tokens[t].tag, Tag::Stop | Tag::CloseQuote))
}
