//! The whole way to statements: frames beside the models, joined as `export` joins them.

use crate::corpus::Gold;
use crate::report::packed;
use crate::score::{self, Packed, Scores, Words};
use crate::stages::{FOLDS, Page};
use dixit::extract::attribution::attributed;
use dixit::extract::calibration::Calibration;
use dixit::extract::lexicon::Lexicon;
use dixit::extract::merge::{FLOOR, Least};
use dixit::extract::rate::Rates;
use dixit::extract::scene::Scene;
use dixit::extract::{nest, statements};
use std::ops::Range;

/// A shape that a lemma was seen in less often tells nothing.
const RARE: u32 = 3;

/// Finds every page's frames, each with the rate that other articles give it.
pub fn frames(pages: &mut [Page<'_>], split: usize, lexicon: &Lexicon) -> Rates {
    let none = Rates::default();
    let mut rates = vec![Rates::default(); FOLDS + 1];
    for (n, page) in pages.iter_mut().enumerate() {
        page.frames = statements::frames(&page.reading, &scenes(page), lexicon, &none);
        if n >= split {
            continue;
        }
        let around = nest::around(&page.frames);
        // The annotators mark no attribution inside another.
        for (frame, _) in page.frames.iter().zip(around).filter(|(_, a)| a.is_none()) {
            let hit = page.gold.iter().any(|g| {
                g.cue
                    .iter()
                    .any(|t| frame.cue.iter().any(|r| r.contains(t)))
            });
            for (fold, rates) in rates.iter_mut().enumerate() {
                if fold != page.fold {
                    rates.count(frame, hit);
                }
            }
        }
    }
    let rates: Vec<Rates> = rates.into_iter().map(|r| r.without_rare(RARE)).collect();
    for page in pages.iter_mut() {
        let rates = &rates[page.fold];
        let mut frames = std::mem::take(&mut page.frames);
        statements::rate(&scenes(page), lexicon, rates, &mut frames);
        page.frames = frames;
    }
    rates.into_iter().next_back().unwrap()
}

fn scenes<'p>(page: &'p Page<'_>) -> Vec<Scene<'p, 'p>> {
    let sentences = page.reading.sentences.iter();
    sentences.map(|s| Scene::new(&page.reading, s)).collect()
}

/// A statement as the scorer sees it.
pub struct Found {
    pub spans: Gold,
    pub confidence: f32,
    /// Whether cue, source and content overlap with one that is marked.
    pub right: bool,
}

/// The statements of a page that no other conveys.
pub fn found(
    page: &Page<'_>,
    lexicon: &Lexicon,
    calibration: &Calibration,
    least: Least,
) -> Vec<Found> {
    let models = attributed(&page.reading, &page.ranked, calibration, FLOOR);
    let joined = (&models[..], page.frames.clone());
    let drafts = statements::statements(&page.reading, &scenes(page), lexicon, joined, least, 0.0);
    let parents = nest::parents(&drafts);
    let bytes = |runs: &[Range<usize>]| -> Vec<Range<usize>> {
        let bytes = runs.iter().map(|r| page.reading.bytes(r.clone()));
        bytes.filter(|b| !b.is_empty()).collect()
    };
    let words = Words::new(&page.article.text);
    let gold = packed(page.article, &words, &page.article.gold);
    let outer = drafts.iter().zip(parents).filter(|(_, up)| up.is_none());
    outer
        .map(|(d, _)| {
            let spans = Gold {
                source: bytes(&d.source),
                cue: bytes(&d.cue),
                content: bytes(&d.content),
            };
            let found = Packed::new(&words, &page.article.text, &spans);
            Found {
                spans,
                confidence: d.confidence,
                right: gold.iter().any(|g| score::full(g, &found)),
            }
        })
        .collect()
}

pub fn all(
    pages: &[Page<'_>],
    lexicon: &Lexicon,
    calibration: &Calibration,
    least: Least,
) -> Vec<Vec<Found>> {
    pages
        .iter()
        .map(|p| found(p, lexicon, calibration, least))
        .collect()
}

pub fn scores<'p, 'a: 'p>(
    pages: impl Iterator<Item = (&'p Page<'a>, &'p Vec<Found>)>,
    least: f32,
) -> Scores {
    let mut scores = Scores::default();
    for (page, found) in pages {
        let words = Words::new(&page.article.text);
        let kept = found.iter().filter(|f| f.confidence >= least);
        let kept: Vec<Gold> = kept.map(|f| f.spans.clone()).collect();
        scores.article(
            &packed(page.article, &words, &page.article.gold),
            &packed(page.article, &words, &kept),
        );
    }
    scores
}

pub fn report(title: &str, pages: &[Page<'_>], found: &[Vec<Found>]) -> Scores {
    let scores = scores(pages.iter().zip(found), 0.0);
    scores.show(title);
    scores
}

/// Sum of confidences, right ones and all, in ten steps of confidence.
pub type Bins = [(f64, usize, usize); 10];

pub fn bins(found: &[Vec<Found>]) -> Bins {
    let mut bins = Bins::default();
    for f in found.iter().flatten() {
        let bin = &mut bins[((f.confidence * 10.0) as usize).min(9)];
        bin.0 += f64::from(f.confidence);
        bin.1 += usize::from(f.right);
        bin.2 += 1;
    }
    bins
}

/// The expected calibration error.
pub fn error(bins: &Bins) -> f64 {
    let all: usize = bins.iter().map(|b| b.2).sum();
    let off = bins.iter().map(|b| (b.0 - b.1 as f64).abs());
    off.sum::<f64>() / all.max(1) as f64
}
