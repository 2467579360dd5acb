//! How long a large diagram takes, with the own layout and with Graphviz.
//!
//! `cargo bench --bench diagram`; Graphviz is timed where it is installed.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../tests/many/mod.rs"]
mod many;

use dixit::{
    graph::KnowledgeGraph,
    write::{dot, html, picture::Options, svg},
};
use std::{
    io,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const ROUNDS: usize = 5;

fn main() {
    for (articles, statements) in [(1, 60), (1, 200), (1, 2000), (100, 20)] {
        let mut graph = KnowledgeGraph::new();
        for article in many::articles(articles, statements) {
            graph.add_article(&article);
        }
        let options = Options {
            top: Some(usize::MAX),
            ..Options::default()
        };
        println!("{articles} × {statements} statements, all drawn:");
        let mut file = Vec::new();
        time("  svg, own layout", || {
            svg::write(&graph, &options, &mut file)
        });
        println!("    {} bytes", file.len() / ROUNDS);
        let mut file = Vec::new();
        time("  dot, written only", || {
            dot::write(&graph, &options, &mut file)
        });
        let mut page = Vec::new();
        time("  html, the drawing cut", || {
            html::write(&graph, &Options::default(), &mut page)
        });
        println!("    {} bytes", page.len() / ROUNDS);
        graphviz(&file[..file.len() / ROUNDS]);
    }
}

fn time(name: &str, mut work: impl FnMut() -> io::Result<()>) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work().expect("memory takes all");
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{name}: {:.1} ms", times[ROUNDS / 2].as_secs_f64() * 1e3);
}

/// Gives up after a minute.
fn graphviz(dot: &[u8]) {
    let path = std::env::temp_dir().join(format!("dixit-bench-{}.dot", std::process::id()));
    if std::fs::write(&path, dot).is_err() {
        return;
    }
    for layout in ["dot", "sfdp"] {
        let start = Instant::now();
        let run = Command::new("timeout")
            .args(["60", "dot", "-Tsvg"])
            .arg(format!("-K{layout}"))
            .arg(&path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let seconds = start.elapsed().as_secs_f64();
        match run {
            Ok(status) if status.success() => println!("  graphviz {layout}: {seconds:.2} s"),
            Ok(_) => println!("  graphviz {layout}: given up after {seconds:.0} s"),
            Err(_) => println!("  graphviz is not installed"),
        }
    }
    let _ = std::fs::remove_file(&path);
}
