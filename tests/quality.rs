//! Extraction keeps its floor on the articles with a full reading.
//!
//! The scores are means of F1 over the articles of `tests/quality`, and apart from
//! them over those of `tests/quality/blind`, whose errors nobody looks at; how each
//! is counted stands in `tests/quality/README.md`. Lowering a floor is a commit of
//! its own, with the reason.

mod score;

use dixit::{Article, extract::Extractor};
use score::{MEASURES, Scores};
use std::{collections::BTreeMap, fs, path::PathBuf};

type Floors = [(&'static str, f64); 10];

/// The least mean that each measure may have.
const FLOORS: Floors = [
    ("found", 0.93),
    ("relation", 0.92),
    ("group", 0.92),
    ("source", 0.88),
    ("content", 0.87),
    ("target", 0.90),
    ("all", 0.82),
    ("nesting", 0.53),
    ("links against", 0.35),
    ("entities", 0.90),
];

/// The same, of the articles that nothing was tuned on.
const BLIND: Floors = [
    ("found", 0.91),
    ("relation", 0.875),
    ("group", 0.89),
    ("source", 0.81),
    ("content", 0.825),
    ("target", 0.88),
    ("all", 0.705),
    ("nesting", 0.42),
    ("links against", 0.22),
    ("entities", 0.86),
];

/// The same, of the articles on disputes, which teach the models and the linker.
const DISPUTES: Floors = [
    ("found", 0.94),
    ("relation", 0.89),
    ("group", 0.90),
    ("source", 0.87),
    ("content", 0.90),
    ("target", 0.90),
    ("all", 0.80),
    ("nesting", 0.57),
    ("links against", 0.33),
    ("entities", 0.87),
];

/// The same, of the lessons, which teach both, too.
const LESSONS: Floors = [
    ("found", 0.925),
    ("relation", 0.875),
    ("group", 0.885),
    ("source", 0.81),
    ("content", 0.87),
    ("target", 0.885),
    ("all", 0.735),
    ("nesting", 0.55),
    ("links against", 0.24),
    ("entities", 0.825),
];

const FOLDERS: [(&str, Floors); 4] = [
    ("tests/quality", FLOORS),
    ("tests/quality/disputes", DISPUTES),
    ("tests/quality/lessons", LESSONS),
    ("tests/quality/blind", BLIND),
];

fn articles(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
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
    let fallen: Vec<String> = FOLDERS
        .into_iter()
        .flat_map(|(folder, floors)| fallen(folder, floors))
        .collect();
    assert!(fallen.is_empty(), "{fallen:#?}");
}

/// The measures of a folder that lie under their floors.
fn fallen(folder: &str, floors: Floors) -> Vec<String> {
    let mut sums: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for text in articles(folder) {
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
    let means = floors.into_iter().map(|(name, floor)| {
        let (sum, count) = sums[name];
        (name, floor, sum / count as f64)
    });
    means
        .filter(|(_, floor, mean)| mean < floor)
        .map(|(name, floor, mean)| format!("{folder}: {name}: {mean:.3}, floor {floor:.3}"))
        .collect()
}

#[test]
fn a_reading_scored_against_itself_is_whole() {
    for text in FOLDERS.into_iter().flat_map(|(folder, _)| articles(folder)) {
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
