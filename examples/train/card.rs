//! The tables of the model card.

use crate::joint::{self, Found};
use crate::pipeline::Trained;
use crate::report;
use crate::score::Scores;
use crate::stages::Page;
use dixit::extract::calibration::Calibration;
use std::collections::BTreeSet;

/// What `export` writes for the pages, and the pages; train first, then dev.
type Part<'p, 'a> = (&'p [Page<'a>], &'p [Vec<Found>]);

pub fn print(trained: &Trained<'_>, whole: &[Vec<Found>], split: usize) {
    let calibration = &trained.models.calibration;
    let (train, dev) = trained.pages.split_at(split);
    let (cv, held_out) = whole.split_at(split);
    by_publisher((train, cv), (dev, held_out));
    models_alone(train, dev, calibration);
    whole_curve((train, cv), (dev, held_out));
    curve(train, dev, calibration);
    reliability(held_out);
}

fn head(first: &str) {
    println!(
        "\n| {first} | full soft | quoted | indirect | cue | cue + source | content soft | content exact |"
    );
    println!("|---|---|---|---|---|---|---|---|");
}

fn row(title: &str, s: &Scores) {
    let names = [
        "full",
        "quoted",
        "indirect",
        "cue",
        "cue+source",
        "span soft",
        "span exact",
    ];
    let cells: Vec<String> = names.iter().map(|n| format!("{:.1}", s.f1(n))).collect();
    println!("| {title} | {} |", cells.join(" | "));
}

fn by_publisher(train: Part<'_, '_>, dev: Part<'_, '_>) {
    head("end to end");
    let all = |(pages, found): Part<'_, '_>| joint::scores(pages.iter().zip(found), 0.0);
    row("dev", &all(dev));
    row("train, cross-validated", &all(train));
    let publishers: BTreeSet<&str> = (train.0.iter())
        .map(|p| p.article.publisher.as_str())
        .collect();
    for name in publishers {
        let of = train.0.iter().zip(train.1);
        let of = of.filter(|(p, _)| p.article.publisher == name);
        row(name, &joint::scores(of, 0.0));
    }
}

fn models_alone(train: &[Page<'_>], dev: &[Page<'_>], calibration: &Calibration) {
    head("models alone");
    for (title, pages) in [("dev", dev), ("train, cross-validated", train)] {
        row(
            title,
            &report::scores(pages, calibration, calibration.threshold),
        );
    }
}

fn curve_row(title: &str, dev: &Scores, cv: &Scores) {
    let of = |s: &Scores| {
        let (p, r) = s.pr("full");
        format!("{p:.1} | {r:.1} | {:.1}", s.f1("full"))
    };
    println!("| {title} | {} | {} |", of(dev), of(cv));
}

fn curve_head(first: &str) {
    println!("\n| {first} | dev P | dev R | dev F1 | cv P | cv R | cv F1 |");
    println!("|---|---|---|---|---|---|---|");
}

fn whole_curve(train: Part<'_, '_>, dev: Part<'_, '_>) {
    curve_head("`--min-confidence`");
    for least in [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let of = |(pages, found): Part<'_, '_>| joint::scores(pages.iter().zip(found), least);
        let title = if least > 0.0 {
            least.to_string()
        } else {
            "none given".to_owned()
        };
        curve_row(&title, &of(dev), &of(train));
    }
}

fn curve(train: &[Page<'_>], dev: &[Page<'_>], calibration: &Calibration) {
    curve_head("`attributions_above`");
    for least in [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let of = |pages: &[Page<'_>]| report::scores(pages, calibration, least);
        curve_row(&least.to_string(), &of(dev), &of(train));
    }
}

fn reliability(dev: &[Vec<Found>]) {
    let bins = joint::bins(dev);
    println!("\n| confidence | attributions | mean confidence | right |\n|---|---|---|---|");
    for (n, (sum, right, all)) in bins.iter().enumerate() {
        let of = |x: f64| x / (*all).max(1) as f64;
        println!(
            "| {:.1} to {:.1} | {all} | {:.2} | {:.2} |",
            n as f64 / 10.0,
            (n + 1) as f64 / 10.0,
            of(*sum),
            of(*right as f64)
        );
    }
    println!(
        "\nExpected calibration error on dev, end to end: {:.3}.",
        joint::error(&bins)
    );
}
