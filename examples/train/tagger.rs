//! Trains the part-of-speech tagger: averaged perceptron over own tokens.

use crate::corpus::Article;
use dixit::extract::feature::Lexeme;
use dixit::extract::model::{CLASSES, Sparse};
use dixit::extract::table::Table;
use dixit::extract::{Reading, Tag, Tagger, tag};
use std::collections::BTreeMap;

const BITS: u32 = 17;
const EPOCHS: usize = 8;
/// Weights are averages in steps of 1/64; below the least they are dropped.
const SCALE: i64 = 64;
const LEAST: i64 = 70;

/// Own tokens with the silver tag where a silver token has the same place.
fn example(article: &Article) -> (Reading<'_>, Vec<Tag>) {
    let reading = Reading::untagged(&article.text);
    let mut silver = article.silver.iter().peekable();
    let tags = reading.tokens.iter().map(|t| {
        while silver
            .next_if(|(r, _)| r.start < t.start as usize)
            .is_some()
        {}
        silver
            .peek()
            .filter(|(r, _)| *r == t.range())
            .map_or(Tag::Unknown, |(_, tag)| *tag)
    });
    let tags = tags.collect();
    (reading, tags)
}

/// Trains on some articles.
pub fn train(articles: &[&Article]) -> Tagger {
    let examples: Vec<_> = articles
        .iter()
        .filter(|a| !a.silver.is_empty())
        .map(|a| example(a))
        .collect();
    let rows = 1usize << BITS;
    let mut weights = vec![0i32; rows * CLASSES];
    let mut totals = vec![0i64; rows * CLASSES];
    let mut step = 0i64;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = crate::random::Random::new(7);
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &n in &order {
            let (reading, tags) = &examples[n];
            for sentence in &reading.sentences {
                let words = disguised(&reading.lexemes[sentence.tokens.clone()], random.below(16));
                learn(
                    &words,
                    &tags[sentence.tokens.clone()],
                    &mut weights,
                    &mut totals,
                    &mut step,
                );
            }
        }
    }
    let average = |i: usize| ((i64::from(weights[i]) * step - totals[i]) * SCALE) / step;
    let rows: Vec<Vec<(u8, i16)>> = (0..rows)
        .map(|r| {
            (0..CLASSES)
                .map(|c| (c as u8, average(r * CLASSES + c)))
                .filter(|(_, w)| w.abs() >= LEAST)
                .map(|(c, w)| (c, w.clamp(-32000, 32000) as i16))
                .collect()
        })
        .collect();
    Tagger {
        words: known(&examples),
        weights: Sparse::from_rows(&rows),
    }
}

/// Words that have one tag in all but one of 300 cases.
fn known(examples: &[(Reading<'_>, Vec<Tag>)]) -> Table {
    let mut counts: BTreeMap<u32, BTreeMap<Tag, usize>> = BTreeMap::new();
    for (reading, tags) in examples {
        for (word, tag) in reading
            .lexemes
            .iter()
            .zip(tags)
            .filter(|(w, t)| w.fixed == 0 && **t != Tag::Unknown)
        {
            *counts
                .entry(tag::key(word))
                .or_default()
                .entry(*tag)
                .or_default() += 1;
        }
    }
    let known = counts.iter().filter_map(|(word, tags)| {
        let (tag, count) = tags.iter().max_by_key(|(_, n)| **n)?;
        let all: usize = tags.values().sum();
        (*count >= 30 && (all - count) * 300 <= all).then_some((*word, *tag as u8))
    });
    Table::new(&known.collect::<Vec<_>>())
}

/// One sentence in sixteen as a headline has it, one in capitals, one in small letters.
fn disguised(words: &[Lexeme], lot: usize) -> Vec<Lexeme> {
    let shape = |w: &Lexeme| match (lot, w.fixed) {
        (0, 0) if w.shape & 7 < 6 => w.shape & !7 | 2,
        (1, 0) if w.shape & 7 < 6 => w.shape & !7 | 3,
        (2, 0) if w.shape & 7 < 6 => w.shape & !7,
        _ => w.shape,
    };
    words
        .iter()
        .map(|w| Lexeme {
            shape: shape(w),
            ..*w
        })
        .collect()
}

fn learn(words: &[Lexeme], tags: &[Tag], weights: &mut [i32], totals: &mut [i64], step: &mut i64) {
    let mut before = [0u8; 2];
    let mut hashes = [0u32; tag::FEATURES];
    for at in 0..words.len() {
        let gold = tags[at] as u8;
        let mut class = words[at].fixed;
        if class == 0 {
            tag::features(words, at, before, &mut hashes);
            let mut scores = [0i32; CLASSES];
            for h in hashes {
                let row = (h as usize & ((1 << BITS) - 1)) * CLASSES;
                scores
                    .iter_mut()
                    .zip(&weights[row..row + CLASSES])
                    .for_each(|(s, w)| *s += w);
            }
            class = (1..CLASSES)
                .max_by_key(|&c| (scores[c], std::cmp::Reverse(c)))
                .unwrap_or(1) as u8;
            *step += 1;
            if gold != 0 && class != gold {
                for h in hashes {
                    let row = (h as usize & ((1 << BITS) - 1)) * CLASSES;
                    for (c, d) in [(gold, 1), (class, -1)] {
                        weights[row + c as usize] += d;
                        totals[row + c as usize] += i64::from(d) * *step;
                    }
                }
            }
        }
        before = [before[1], class];
    }
}

/// The share of own tokens that get the silver tag, of those that silver tokens match.
pub fn score(model: &Tagger, articles: &[Article]) -> f32 {
    let (mut right, mut all, mut own) = (0usize, 0usize, 0usize);
    for article in articles {
        let (_, gold) = example(article);
        let reading = Reading::with_tagger(&article.text, model);
        own += gold.len();
        for (t, g) in reading
            .tokens
            .iter()
            .zip(gold)
            .filter(|(_, g)| *g != Tag::Unknown)
        {
            all += 1;
            right += usize::from(t.tag == g);
        }
    }
    eprintln!(
        "tokens: own {own}, silver {}, matched {all}",
        articles.iter().map(|a| a.silver.len()).sum::<usize>()
    );
    right as f32 / all as f32
}

/// F1 of own sentences against the silver ones, both ends right to a token.
pub fn sentences(articles: &[Article]) -> f32 {
    let (mut right, mut own, mut silver) = (0usize, 0usize, 0usize);
    for article in articles.iter().filter(|a| !a.silver.is_empty()) {
        let reading = Reading::untagged(&article.text);
        let found: Vec<_> = reading
            .sentences
            .iter()
            .map(|s| reading.bytes(s.tokens.clone()))
            .collect();
        own += found.len();
        silver += article.sentences.len();
        right += found
            .iter()
            .filter(|f| article.sentences.contains(f))
            .count();
        if std::env::var("SHOW").is_ok() {
            for f in found
                .iter()
                .filter(|f| !article.sentences.contains(f))
                .take(3)
            {
                println!("OWN {:?}", &article.text[f.clone()]);
                for s in article
                    .sentences
                    .iter()
                    .filter(|s| s.start < f.end && f.start < s.end)
                {
                    println!("    {:?}", &article.text[s.clone()]);
                }
            }
        }
    }
    2.0 * right as f32 / (own + silver) as f32
}

/// A tagger for the even articles, one for the odd ones, neither of which has seen them, and one of all.
pub fn folds(articles: &[Article]) -> Vec<Tagger> {
    let part = |rest: usize| {
        articles
            .iter()
            .enumerate()
            .filter(|(i, _)| i % 2 != rest)
            .map(|(_, a)| a)
            .collect::<Vec<_>>()
    };
    crate::stages::jobs(3, |n| train(&part(n)))
}
