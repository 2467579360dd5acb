//! The tables of the model card.

use crate::pipeline::Trained;
use crate::report::{judged, scores};
use crate::stages::Page;
use dixit::extract::calibration::Calibration;
use std::collections::BTreeSet;

pub fn print(trained: &Trained<'_>, split: usize) {
    let calibration = &trained.models.calibration;
    let (train, dev) = trained.pages.split_at(split);
    by_publisher(train, dev, calibration);
    curve(train, dev, calibration);
    reliability(dev, calibration);
}

fn by_publisher(train: &[Page<'_>], dev: &[Page<'_>], calibration: &Calibration) {
    println!(
        "\n| articles | full soft | quoted | indirect | cue | cue + source | content soft | content exact |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let row = |title: &str, pages: Vec<&Page<'_>>| {
        let s = scores(pages, calibration, calibration.threshold);
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
    };
    row("dev", dev.iter().collect());
    row("train, cross-validated", train.iter().collect());
    let publishers: BTreeSet<&str> = train.iter().map(|p| p.article.publisher.as_str()).collect();
    for name in publishers {
        row(
            name,
            train
                .iter()
                .filter(|p| p.article.publisher == name)
                .collect(),
        );
    }
}

fn curve(train: &[Page<'_>], dev: &[Page<'_>], calibration: &Calibration) {
    println!(
        "\n| least confidence | dev P | dev R | dev F1 | cv P | cv R | cv F1 |\n|---|---|---|---|---|---|---|"
    );
    for least in [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let of = |pages: &[Page<'_>]| {
            let s = scores(pages, calibration, least);
            let (p, r) = s.pr("full");
            format!("{p:.1} | {r:.1} | {:.1}", s.f1("full"))
        };
        println!("| {least} | {} | {} |", of(dev), of(train));
    }
}

fn reliability(dev: &[Page<'_>], calibration: &Calibration) {
    let mut bins = [(0.0f64, 0usize, 0usize); 10];
    for p in dev {
        for (r, right) in judged(p) {
            let confidence = calibration.confidence(r.score);
            let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
            bin.0 += f64::from(confidence);
            bin.1 += usize::from(right);
            bin.2 += 1;
        }
    }
    println!("\n| confidence | attributions | mean confidence | right |\n|---|---|---|---|");
    let error = |from: usize| {
        let all: usize = bins[from..].iter().map(|b| b.2).sum();
        bins[from..]
            .iter()
            .map(|b| (b.0 - b.1 as f64).abs())
            .sum::<f64>()
            / all.max(1) as f64
    };
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
        "\nExpected calibration error on dev: {:.3} over all candidates, {:.3} from 0.3 up.",
        error(0),
        error(3)
    );
}
