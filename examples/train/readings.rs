//! The readings of `tests/quality`, marked as the corpus marks its articles.

use crate::corpus::{Article, Gold};
use crate::given;
use dixit::Offsets;
use serde_json::Value;
use std::ops::Range;

/// The readings that are learned from; never those of `blind`, nor the sixteen by which choices are made.
const FOLDERS: [&str; 2] = ["disputes", "lessons"];

/// How often each is learned from: they are few beside the corpus, and more like
/// what readers bring. Chosen on the sixteen and on the corpus's dev part.
const TIMES: usize = 2;

/// What stands between a content and what belongs to it may have so many characters: "of", "for".
const NEAR: usize = 15;

/// The readings, each as often as it is learned from, always in one fold.
pub fn articles(folds: usize) -> Vec<Article> {
    let readings = given::readings(&FOLDERS);
    let all = readings.iter().enumerate();
    all.flat_map(|(n, (name, gold, text))| {
        (0..TIMES).map(move |_| article(name, gold, text, n % folds))
    })
    .collect()
}

fn article(name: &str, reading: &Value, text: &str, fold: usize) -> Article {
    let offsets = Offsets::new(text);
    let spans = |a: &Value, key: &str| -> Vec<Range<usize>> {
        let spans = a[key].as_array().into_iter().flatten();
        let byte = |s: &Value, key: &str| offsets.byte(s[key].as_u64()? as usize);
        spans
            .filter_map(|s| Some(byte(s, "start")?..byte(s, "end")?))
            .collect()
    };
    let all = reading["attributions"].as_array().into_iter().flatten();
    // The corpus marks no attribution inside another, and none without words.
    let outer = all.filter(|a| a["parent"].is_null() && a["inside"].is_null());
    let gold = outer.map(|a| Gold {
        source: spans(a, "source_spans"),
        cue: spans(a, "cue"),
        content: widened(
            text,
            &spans(a, "cue"),
            &spans(a, "target_spans"),
            spans(a, "content"),
        ),
    });
    Article {
        id: name.to_owned(),
        publisher: "readings".to_owned(),
        text: text.to_owned(),
        gold: gold
            .filter(|g| !g.cue.is_empty() && !g.content.is_empty())
            .collect(),
        silver: Vec::new(),
        sentences: Vec::new(),
        fold,
    }
}

/// The corpus counts quote marks, "that" and whom a charge is about as content; readings do not.
fn widened(
    text: &str,
    cue: &[Range<usize>],
    targets: &[Range<usize>],
    mut content: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    if let (Some(first), Some(cue)) = (content.first_mut(), cue.last()) {
        let between = |t: &&Range<usize>| {
            cue.end <= t.start && t.end <= first.start && first.start - t.end < NEAR
        };
        if let Some(target) = targets.iter().find(between) {
            first.start = target.start;
        }
    }
    for range in &mut content {
        quotes(text, range);
        let before = &text.as_bytes()[..range.start];
        if before.to_ascii_lowercase().ends_with(b" that ") {
            range.start -= "that ".len();
        }
    }
    content
}

/// Takes the quote marks around a content in, and the comma or stop before the last.
fn quotes(text: &str, range: &mut Range<usize>) {
    const OPEN: [char; 4] = ['“', '‘', '"', '\''];
    const CLOSE: [char; 4] = ['”', '’', '"', '\''];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let Some(open) = before.chars().next_back().filter(|c| OPEN.contains(c)) else {
        return;
    };
    range.start -= open.len_utf8();
    let stop = after.chars().next().filter(|c| ",.?!".contains(*c));
    let stop = stop.map_or(0, char::len_utf8);
    if let Some(close) = after[stop..].chars().next().filter(|c| CLOSE.contains(c)) {
        range.end += stop + close.len_utf8();
    }
}
