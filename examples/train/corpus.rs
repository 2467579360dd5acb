//! The corpus, its offsets made bytes.

use crate::stages::FOLDS;
use dixit::extract::Tag;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// One article with what people and programs marked in it.
#[allow(dead_code)]
pub struct Article {
    pub id: String,
    pub publisher: String,
    pub text: String,
    pub gold: Vec<Gold>,
    /// Silver tokens with their parts of speech.
    pub silver: Vec<(Range<usize>, Tag)>,
    /// Silver sentences, as bytes.
    pub sentences: Vec<Range<usize>>,
    /// Which models never see it.
    pub fold: usize,
}

/// One attribution marked by a person.
#[derive(Clone, Debug)]
#[allow(dead_code)]
pub struct Gold {
    pub source: Vec<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    publisher: String,
    text: String,
    attributions: Vec<Spans>,
}

#[derive(Deserialize)]
struct Spans {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct Layers {
    id: String,
    sentences: Vec<[usize; 2]>,
    tokens: Vec<(usize, usize, String, String, String)>,
}

/// Reads a part of the corpus in the file's order.
pub fn read(folder: &Path, part: &str) -> Vec<Article> {
    let lines = |name: &str| {
        std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    let mut layers: BTreeMap<String, Layers> = lines(&format!("{part}-layers.jsonl"))
        .lines()
        .map(|l| serde_json::from_str::<Layers>(l).expect("a line of layers"))
        .map(|l| (l.id.clone(), l))
        .collect();
    lines(&format!("{part}.jsonl"))
        .lines()
        .enumerate()
        .map(|(n, l)| {
            let line: Line = serde_json::from_str(l).expect("a line of the corpus");
            let layers = layers.remove(&line.id);
            article(line, layers, n % FOLDS)
        })
        .collect()
}

fn article(line: Line, layers: Option<Layers>, fold: usize) -> Article {
    let mut bytes: Vec<usize> = line.text.char_indices().map(|(i, _)| i).collect();
    bytes.push(line.text.len());
    let spans = |s: &[[usize; 2]]| {
        s.iter()
            .map(|&[a, b]| bytes[a]..bytes[b])
            .collect::<Vec<_>>()
    };
    let gold = line.attributions.iter();
    let gold = gold
        .map(|a| Gold {
            source: spans(&a.source),
            cue: spans(&a.cue),
            content: spans(&a.content),
        })
        .collect();
    let silver = layers.as_ref().map(|l| silver(l, &bytes));
    let silver = silver.unwrap_or_default();
    let sentences = layers.map(|l| sentences(&l, &silver));
    Article {
        id: line.id,
        publisher: line.publisher,
        text: line.text,
        gold,
        silver,
        sentences: sentences.unwrap_or_default(),
        fold,
    }
}

/// The tokens with their parts of speech.
fn silver(layers: &Layers, bytes: &[usize]) -> Vec<(Range<usize>, Tag)> {
    layers
        .tokens
        .iter()
        .map(|t| {
            (
                bytes[t.0]..bytes[t.1],
                Tag::from_penn(&t.2).unwrap_or(Tag::Unknown),
            )
        })
        .collect()
}

/// The sentences that are not empty, as bytes.
fn sentences(layers: &Layers, silver: &[(Range<usize>, Tag)]) -> Vec<Range<usize>> {
    layers
        .sentences
        .iter()
        .filter(|s| s[0] < s[1])
        .map(|s| silver[s[0]].0.start..silver[s[1] - 1].0.end)
        .collect()
}
