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

/// The model card, with these tables in it.
pub fn written(old: &str, trained: &Trained<'_>, whole: &[Vec<Found>], split: usize) -> String {
    let calibration = &trained.models.calibration;
    let (train, dev) = trained.pages.split_at(split);
    let (cv, held_out) = whole.split_at(split);
    let (cv, held_out) = ((train, cv), (dev, held_out));
    let tables = [
        (
            "scores",
            by_publisher(cv, held_out) + "\n" + &models_alone(train, dev, calibration),
        ),
        (
            "curve",
            whole_curve(cv, held_out) + "\n" + &curve(train, dev, calibration),
        ),
        ("reliability", reliability(held_out.1)),
    ];
    tables.iter().fold(old.to_owned(), |card, (name, table)| {
        between(&card, name, table)
    })
}

/// Puts a table between its comment and the next `<!-- end -->`.
fn between(card: &str, name: &str, table: &str) -> String {
    let (before, rest) = card
        .split_once(&format!("<!-- {name} -->\n"))
        .expect("the table's place");
    let (_, after) = rest.split_once("<!-- end -->").expect("the table's end");
    format!("{before}<!-- {name} -->\n{table}<!-- end -->{after}")
}

/// The head of a table, with a line below it.
fn head(columns: &[&str]) -> String {
    format!(
        "| {} |\n|{}\n",
        columns.join(" | "),
        "---|".repeat(columns.len())
    )
}

fn scores_head(first: &str) -> String {
    head(&[
        first,
        "full soft",
        "quoted",
        "indirect",
        "cue",
        "cue + source",
        "content soft",
        "content exact",
    ])
}

fn row(title: &str, s: &Scores) -> String {
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
    format!("| {title} | {} |\n", cells.join(" | "))
}

fn by_publisher(train: Part<'_, '_>, dev: Part<'_, '_>) -> String {
    let all = |(pages, found): Part<'_, '_>| joint::scores(pages.iter().zip(found), 0.0);
    let mut table = scores_head("end to end") + &row("dev", &all(dev));
    table += &row("train, cross-validated", &all(train));
    let publishers = train.0.iter().map(|p| p.article.publisher.as_str());
    for name in publishers.collect::<BTreeSet<&str>>() {
        let of = train.0.iter().zip(train.1);
        let of = of.filter(|(p, _)| p.article.publisher == name);
        table += &row(name, &joint::scores(of, 0.0));
    }
    table
}

fn models_alone(train: &[Page<'_>], dev: &[Page<'_>], calibration: &Calibration) -> String {
    let of = |pages| report::scores(pages, calibration, calibration.threshold);
    scores_head("models alone") + &row("dev", &of(dev)) + &row("train, cross-validated", &of(train))
}

fn curve_row(title: &str, dev: &Scores, cv: &Scores) -> String {
    let of = |s: &Scores| {
        let (p, r) = s.pr("full");
        format!("{p:.1} | {r:.1} | {:.1}", s.f1("full"))
    };
    format!("| {title} | {} | {} |\n", of(dev), of(cv))
}

fn curve_head(first: &str) -> String {
    head(&[first, "dev P", "dev R", "dev F1", "cv P", "cv R", "cv F1"])
}

fn whole_curve(train: Part<'_, '_>, dev: Part<'_, '_>) -> String {
    let of = |(pages, found): Part<'_, '_>, least| joint::scores(pages.iter().zip(found), least);
    let rows = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(|least| {
        let title = match least > 0.0 {
            true => least.to_string(),
            false => "none given".to_owned(),
        };
        curve_row(&title, &of(dev, least), &of(train, least))
    });
    curve_head("`--min-confidence`") + &rows.concat()
}

fn curve(train: &[Page<'_>], dev: &[Page<'_>], calibration: &Calibration) -> String {
    let rows = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(|least| {
        let of = |pages: &[Page<'_>]| report::scores(pages, calibration, least);
        curve_row(&least.to_string(), &of(dev), &of(train))
    });
    curve_head("`attributions_above`") + &rows.concat()
}

fn reliability(dev: &[Vec<Found>]) -> String {
    let bins = joint::bins(dev);
    let mut table = head(&["confidence", "attributions", "mean confidence", "right"]);
    for (n, (sum, right, all)) in bins.iter().enumerate() {
        let (from, to) = (n as f64 / 10.0, (n + 1) as f64 / 10.0);
        let of = |x: f64| x / (*all).max(1) as f64;
        let (mean, right) = (of(*sum), of(*right as f64));
        table += &format!("| {from:.1} to {to:.1} | {all} | {mean:.2} | {right:.2} |\n");
    }
    let error = joint::error(&bins);
    table + &format!("\nExpected calibration error on dev, end to end: {error:.3}.\n")
}
