//! The linker alone: given the statements of a reading, it finds the reading's links.

mod given;
mod score;

use dixit::{
    Article, Relations,
    extract::{Reading, lexicon::Lexicon, link},
};
use given::{given, readings};
use serde_json::Value;

/// The reading as a record, with the links that the linker finds.
fn linked(gold: &Value, text: &str) -> Article {
    let lexicon = Lexicon::new(Relations::builtin());
    let reading = Reading::new(text);
    let given = given(gold, &reading);
    let mut record = score::as_record(gold, text);
    let links = link::links(&reading, &lexicon, &given.drafts, &given.roles);
    record.links = links
        .iter()
        .map(|l| dixit::Link {
            from: given.ids[l.from].clone(),
            kind: l.kind,
            to: given.ids[l.to].clone(),
            confidence: Some(l.confidence),
        })
        .collect();
    record
}

/// The least means of F1 over the readings of a folder, for links that deny, dispute or question.
const FLOORS: [(&str, f64); 4] = [
    ("", 0.47),
    ("lessons", 0.3),
    ("disputes", 0.42),
    ("blind", 0.32),
];

#[test]
fn the_linker_keeps_its_floors_on_the_readings() {
    let mean = |folder: &str| {
        let readings = readings(&[folder]);
        let scores = readings
            .iter()
            .map(|(_, gold, text)| score::score(gold, &linked(gold, text))["links against"])
            .filter(|score| score.gold > 0)
            .map(|score| score.f1());
        let (count, sum) = scores.fold((0, 0.0), |(n, sum), f1| (n + 1, sum + f1));
        sum / f64::from(count)
    };
    let means = FLOORS.map(|(folder, floor)| (folder, floor, mean(folder)));
    let fallen = means.iter().any(|(_, floor, mean)| mean < floor);
    assert!(!fallen, "folder, floor, mean: {means:.3?}");
}
