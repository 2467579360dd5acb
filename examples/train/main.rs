//! Trains the extraction models and tells how good they are.
//!
//! `cargo run --release --example train -- [--cv | --check | --card | --score=PART] CORPUS`
//!
//! It learns from the corpus and from readings of this repository (`readings.rs`).
//!
//! Without an option the model file is written; `--cv` only prints the scores,
//! `--card` also writes the tables of the model card, `--check` compares files and
//! tables with what training makes and holds the floors, and `--score=dev` prints
//! what the models compiled in find, in the scorer's form.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    unreachable_pub,
    missing_docs
)]

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../../tests/given/mod.rs"]
mod given;

mod boost;
mod card;
mod corpus;
mod joint;
mod perceptron;
mod pipeline;
mod random;
mod readings;
mod report;
mod score;
mod stages;
mod tagger;

use corpus::Article;
use dixit::extract::merge::LEAST;
use dixit::extract::rate::Rates;
use joint::Found;
use pipeline::Trained;
use score::Scores;
use stages::Page;
use std::path::Path;
use std::process::ExitCode;

/// Where the model file lies in the repository.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/extract/model.bin");

/// Where the model card lies.
const CARD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/extract/MODEL.md");

/// Where the rates lie.
const RATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/extract/data/rates.txt");

/// Full soft F1 by cross-validation on train, and on dev; of the models alone, and
/// end to end: none may fall below.
const FLOORS: [f64; 4] = [65.2, 68.0, 64.0, 66.5];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |option: &str| args.iter().any(|a| a == option);
    let Some(folder) = args.iter().find(|a| !a.starts_with("--")).map(Path::new) else {
        eprintln!("usage: train [--cv | --check | --card | --score=PART] CORPUS");
        return ExitCode::from(2);
    };
    if let Some(part) = args.iter().find_map(|a| a.strip_prefix("--score=")) {
        predict(&corpus::read(folder, part));
        return ExitCode::SUCCESS;
    }
    let (mut train, dev) = (corpus::read(folder, "train"), corpus::read(folder, "dev"));
    let split = train.len();
    train.extend(readings::articles(stages::FOLDS));
    let mut trained = pipeline::train(&train, &dev);
    // What is told of the models is told of the corpus.
    let read = trained.pages.drain(split..train.len()).collect::<Vec<_>>();
    let (scores, whole) = told(&trained, &read, split);
    let card = std::fs::read_to_string(CARD).unwrap();
    let new_card = card::written(&card, &trained, &whole, split);
    let bytes = trained.models.write();
    eprintln!("{} bytes", bytes.len());
    if has("--check") {
        return check(&bytes, &trained.rates, &scores, card == new_card);
    }
    if has("--card") {
        std::fs::write(CARD, new_card).unwrap();
    }
    if !has("--cv") {
        std::fs::write(MODEL, bytes).unwrap();
        std::fs::write(RATES, trained.rates.write()).unwrap();
    }
    ExitCode::SUCCESS
}

/// Tells how good the models are, alone and end to end; gives the scores and what was found.
fn told(
    trained: &Trained<'_>,
    read: &[Page<'_>],
    split: usize,
) -> ([[Scores; 2]; 2], Vec<Vec<Found>>) {
    let (cv, held_out) = trained.pages.split_at(split);
    let calibration = &trained.models.calibration;
    let parts = [("models alone, cv", cv), ("models alone, dev", held_out)];
    let alone = parts
        .map(|(title, pages)| report::report(title, pages, calibration, calibration.threshold));
    let whole = joint::all(&trained.pages, &trained.lexicon, calibration, LEAST);
    let (whole_cv, whole_dev) = whole.split_at(split);
    let parts = [
        ("end to end, cv", cv, whole_cv),
        ("end to end, dev", held_out, whole_dev),
    ];
    let joined = parts.map(|(title, pages, found)| joint::report(title, pages, found));
    let whole_read = joint::all(read, &trained.lexicon, calibration, LEAST);
    joint::report("end to end, readings, cv", read, &whole_read);
    ([alone, joined], whole)
}

/// Compares files and tables with what training made, and holds the floors.
fn check(bytes: &[u8], rates: &Rates, scores: &[[Scores; 2]; 2], same_card: bool) -> ExitCode {
    let same = std::fs::read(MODEL).is_ok_and(|old| old == bytes)
        && std::fs::read_to_string(RATES).is_ok_and(|old| old == rates.write());
    let held = (scores.iter().flatten())
        .zip(FLOORS)
        .all(|(s, floor)| s.f1("full") >= floor);
    println!("model and rates are what training makes: {same}; floors {FLOORS:?} held: {held}");
    println!("the card's tables are these scores: {same_card}");
    if same && held && same_card {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints what the compiled models find, in the scorer's form.
fn predict(articles: &[Article]) {
    let (mut bytes, mut seconds) = (0, 0.0);
    for a in articles {
        let began = std::time::Instant::now();
        let reading = dixit::extract::Reading::new(&a.text);
        let found = dixit::extract::attributions(&reading);
        seconds += began.elapsed().as_secs_f64();
        bytes += a.text.len();
        let point = |b: usize| a.text[..b].chars().count();
        let spans = |r: &[std::ops::Range<usize>]| {
            r.iter()
                .map(|r| vec![point(r.start), point(r.end)])
                .collect::<Vec<_>>()
        };
        let found: Vec<_> = found
            .iter()
            .map(|f| serde_json::json!({"source": spans(&f.source), "cue": spans(&f.cue), "content": spans(&f.content), "confidence": f.confidence}))
            .collect();
        println!("{}", serde_json::json!({"id": a.id, "attributions": found}));
    }
    eprintln!("{:.2} MB/s", bytes as f64 / 1e6 / seconds);
}
