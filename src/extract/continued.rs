//! Quotations that go on without a new cue.

use super::draft::{Draft, How};
use super::scene::Scene;
use super::{Reading, Tag};

/// Gives quotations that nobody claims to the speaker before them.
///
/// “A,” she said. “B.” is one statement; so is a quotation over two paragraphs.
pub fn go_on(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], drafts: &mut [Draft]) {
    let mut by_cue: Vec<usize> = (0..drafts.len())
        .filter(|&i| drafts[i].quoted && matches!(drafts[i].how, How::Verb | How::Mark))
        .collect();
    by_cue.sort_by_key(|&i| drafts[i].content.last().map_or(0, |c| c.end));
    for (number, quote) in reading.quotes.pairs.iter().enumerate() {
        let inside = quote.open + 1..quote.close;
        // What is said inside the quotation claims none of it.
        let claimed = drafts.iter().any(|d| {
            !inside.contains(&d.at())
                && d.content
                    .iter()
                    .any(|c| c.start < inside.end && inside.start < c.end)
        });
        if claimed || inside.is_empty() || number == 0 {
            continue;
        }
        let Some(here) = scenes.get(scenes.partition_point(|s| s.tokens.end <= quote.open)) else {
            continue;
        };
        let alone = quote.open == here.tokens.start && stands_alone(reading, scenes, quote.close);
        if !alone {
            continue;
        }
        // The statement whose words or cue stand last before the mark.
        let reach = |d: &Draft| {
            d.content
                .iter()
                .chain(&d.cue)
                .map(|r| r.end)
                .filter(|&e| e <= quote.open + 1)
                .max()
        };
        let before = by_cue
            .iter()
            .copied()
            .filter(|&i| reach(&drafts[i]).is_some())
            .max_by_key(|&i| reach(&drafts[i]));
        let Some(before) = before else { continue };
        let last = reach(&drafts[before]).unwrap_or(0);
        let there = &scenes[scenes
            .partition_point(|s| s.tokens.end <= last.saturating_sub(1))
            .min(scenes.len() - 1)];
        let open_end = !reading.quotes.pairs[number - 1].closed
            && drafts[before].says(reading.quotes.pairs[number - 1].close);
        let same = here.paragraph == there.paragraph && scenes_between(scenes, there, here) <= 1;
        if same || open_end {
            let words = here.quoted(quote);
            if !words.is_empty() {
                drafts[before].content.push(words);
            }
        }
    }
}

fn scenes_between(scenes: &[Scene<'_, '_>], from: &Scene<'_, '_>, to: &Scene<'_, '_>) -> usize {
    let number = |s: &Scene<'_, '_>| scenes.partition_point(|o| o.tokens.start < s.tokens.start);
    number(to).saturating_sub(number(from))
}

/// Whether nothing of a sentence follows a closing mark.
fn stands_alone(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], close: usize) -> bool {
    let end = &scenes[scenes
        .partition_point(|s| s.tokens.end <= close)
        .min(scenes.len() - 1)];
    let rest = close + 1..end.tokens.end.max(close + 1);
    rest.into_iter()
        .all(|t| matches!(reading.tokens[t].tag, Tag::Stop | Tag::CloseQuote))
}
