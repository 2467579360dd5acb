//! Learns which statements speak against one another, from the readings in `tests/quality`.
//!
//! `cargo run --release --example linker -- [--cv | --check]`
//!
//! Without an option the weights are written; `--cv` only prints how well weights do on
//! readings they were not learned on, `--check` compares with the file compiled in.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    reason = "a program of this repository"
)]

mod fit;
#[path = "../../tests/given/mod.rs"]
mod given;

use dixit::{
    Relations,
    extract::{
        Reading,
        lexicon::Lexicon,
        link::{self, Candidate, Weights},
    },
};
use fit::{Choice, fit};
use std::{collections::BTreeSet, fs, process::ExitCode};

/// Where the weights lie in the repository.
const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/extract/data/links.txt");

/// The readings that are learned from; never those of `blind`.
const FOLDERS: [&str; 3] = ["", "disputes", "lessons"];

/// How many parts the readings are cut into for cross-validation.
const PARTS: usize = 8;

const AGAINST: [&str; 4] = ["denies", "disputes", "undermines", "questions"];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = args.first().map_or("", String::as_str);
    if args.len() > 1 || !["", "--cv", "--check"].contains(&option) {
        eprintln!("usage: linker [--cv | --check]");
        return ExitCode::from(2);
    }
    let readings: Vec<Vec<Choice>> = given::readings(&FOLDERS).iter().map(choices).collect();
    cross_validate(&readings);
    let all: Vec<&Choice> = readings.iter().flatten().collect();
    let written = fit(&all).write();
    match option {
        "--cv" => ExitCode::SUCCESS,
        "--check" => {
            let same = fs::read_to_string(WEIGHTS).is_ok_and(|old| old == written);
            println!("the weights are what training makes: {same}");
            ExitCode::from(u8::from(!same))
        }
        _ => match fs::write(WEIGHTS, written) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{WEIGHTS}: {error}");
                ExitCode::FAILURE
            }
        },
    }
}

/// What each statement of a reading may speak against, and what it does.
fn choices((_, gold, text): &given::Read) -> Vec<Choice> {
    let lexicon = Lexicon::new(Relations::builtin());
    let reading = Reading::new(text);
    let given = given::given(gold, &reading);
    let (mut sure, mut unsure) = (BTreeSet::new(), BTreeSet::new());
    for link in gold["links"].as_array().into_iter().flatten() {
        let number = |key: &str| given.ids.iter().position(|id| link[key] == *id.as_str());
        let (Some(from), Some(to)) = (number("from"), number("to")) else {
            continue;
        };
        if link["optional"] == true {
            unsure.insert((from, to));
        } else if AGAINST.iter().any(|kind| link["type"] == *kind) {
            sure.insert((from, to));
        }
    }
    let candidates = link::candidates(&reading, &lexicon, &given.drafts, &given.roles);
    let choice = |(at, mut all): (usize, Vec<Candidate>)| {
        all.retain(|c| !unsure.contains(&(at, c.to)));
        let right = all.iter().map(|c| sure.contains(&(at, c.to))).collect();
        Choice {
            candidates: all,
            right,
        }
    };
    candidates.into_iter().enumerate().map(choice).collect()
}

/// Prints how probable unseen readings' own links are, beside what knowing nothing would give.
fn cross_validate(readings: &[Vec<Choice>]) {
    let (mut first, mut linked, mut loss, mut blank) = (0, 0, 0.0, 0.0);
    for part in 0..PARTS {
        let (mut train, mut test) = (Vec::new(), Vec::new());
        for (i, reading) in readings.iter().enumerate() {
            let side = if i % PARTS == part {
                &mut test
            } else {
                &mut train
            };
            side.extend(reading);
        }
        let weights = fit(&train);
        let share = train.iter().filter(|c| c.links()).count() as f64 / train.len() as f64;
        for choice in test {
            loss += fit::loss(&weights, choice);
            let count = choice.candidates.len().max(1) as f64;
            blank -= if choice.links() {
                (share / count).ln()
            } else {
                (1.0 - share).ln()
            };
            if choice.links() {
                linked += 1;
                first += usize::from(is_first(&weights, choice));
            }
        }
    }
    println!(
        "cross-validation over {} readings in {PARTS} parts:",
        readings.len()
    );
    println!(
        "  the likeliest of the candidates is right for {first} of {linked} statements that speak against another"
    );
    println!(
        "  log-loss {:.0}, knowing only how many there are {:.0}",
        loss, blank
    );
}

fn is_first(weights: &Weights, choice: &Choice) -> bool {
    let shares = weights.shares(&choice.candidates);
    let best = shares.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    best.is_some_and(|(i, _)| choice.right[i])
}
