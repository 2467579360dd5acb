//! Extraction keeps its floor on the articles with a full reading.
//!
//! The scores are means of F1 over the articles of `tests/quality`; how each is
//! counted stands in `tests/quality/README.md`. Lowering a floor is a commit of
//! its own, with the reason.

mod score;

use dixit::{Article, extract::Extractor};
use score::{MEASURES, Scores};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// The least mean that each measure may have.
const FLOORS: [(&str, f64); 10] = [
    ("found", 0.925),
    ("relation", 0.90),
    ("group", 0.91),
    ("source", 0.87),
    ("content", 0.86),
    ("target", 0.88),
    ("all", 0.81),
    ("nesting", 0.48),
    ("links against", 0.38),
    ("entities", 0.88),
];

fn articles() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/quality");
    let mut texts: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of articles")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    texts
}

fn scores(text: &PathBuf) -> Scores {
    let words = fs::read_to_string(text).expect("an article");
    let gold = fs::read_to_string(text.with_extension("json")).expect("its reading");
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("a reading in JSON");
    let mut article = Article::from_text("quality", words);
    Extractor::new().extract(&mut article);
    score::score(&gold, &article)
}

#[test]
fn means_stay_above_their_floors() {
    let mut sums: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for text in articles() {
        let scores = scores(&text);
        for name in MEASURES {
            // An article without nesting, say, tells nothing of it.
            if let Some(score) = scores.get(name).filter(|s| s.gold > 0) {
                let sum = sums.entry(name).or_default();
                sum.0 += score.f1();
                sum.1 += 1;
            }
        }
    }
    let mut fallen = Vec::new();
    for (name, floor) in FLOORS {
        let (sum, count) = sums[name];
        let mean = sum / count as f64;
        if mean < floor {
            fallen.push(format!("{name}: {mean:.3}, floor {floor:.3}"));
        }
    }
    assert!(fallen.is_empty(), "{fallen:#?}");
}

#[test]
fn a_reading_scored_against_itself_is_whole() {
    for text in articles() {
        let words = fs::read_to_string(&text).expect("an article");
        let gold = fs::read_to_string(text.with_extension("json")).expect("its reading");
        let gold: serde_json::Value = serde_json::from_str(&gold).expect("a reading in JSON");
        let own = score::as_record(&gold, &words);
        let scores = score::score(&gold, &own);
        for name in [
            "found",
            "relation",
            "content",
            "target",
            "nesting",
            "links against",
        ] {
            let score = scores[name];
            assert!(
                score.gold == 0 || score.f1() > 0.999,
                "{name} of {}: {score:?}",
                text.display()
            );
        }
    }
}
