//! Scores of what was found in articles that the models had not seen.

use crate::corpus::{Article, Gold};
use crate::score::{self, Packed, Scores, Words};
use crate::stages::Page;
use dixit::extract::calibration::Calibration;
use dixit::extract::rank::Ranked;
use dixit::extract::span::Proposal;

/// A proposal as spans of bytes.
pub fn spans(page: &Page<'_>, p: &Proposal) -> Gold {
    let bytes = |runs: &[std::ops::Range<usize>]| {
        runs.iter().map(|r| page.reading.bytes(r.clone())).collect()
    };
    Gold {
        source: bytes(&p.source),
        cue: bytes(std::slice::from_ref(&p.cue.tokens)),
        content: bytes(&p.content),
    }
}

pub fn packed(article: &Article, words: &Words, all: &[Gold]) -> Vec<Packed> {
    all.iter()
        .map(|g| Packed::new(words, &article.text, g))
        .collect()
}

/// What was found in a page, and whether it is right: cue, source and content overlap with one that is marked.
pub fn judged<'p>(page: &'p Page<'_>) -> Vec<(&'p Ranked, bool)> {
    let words = Words::new(&page.article.text);
    let gold = packed(page.article, &words, &page.article.gold);
    let right = |r: &Ranked| {
        let found = Packed::new(&words, &page.article.text, &spans(page, &r.proposal));
        gold.iter().any(|g| score::full(g, &found))
    };
    page.ranked.iter().map(|r| (r, right(r))).collect()
}

/// The scores of what is at least so probable.
pub fn scores<'p, 'a: 'p>(
    pages: impl IntoIterator<Item = &'p Page<'a>>,
    calibration: &Calibration,
    least: f32,
) -> Scores {
    let mut scores = Scores::default();
    for p in pages {
        let words = Words::new(&p.article.text);
        let kept = p
            .ranked
            .iter()
            .filter(|r| calibration.confidence(r.score) >= least);
        let found: Vec<Gold> = kept.map(|r| spans(p, &r.proposal)).collect();
        scores.article(
            &packed(p.article, &words, &p.article.gold),
            &packed(p.article, &words, &found),
        );
    }
    scores
}

pub fn report(title: &str, pages: &[Page<'_>], calibration: &Calibration, least: f32) -> Scores {
    let scores = scores(pages, calibration, least);
    scores.show(&format!("{title} from {least:.2}"));
    scores
}
