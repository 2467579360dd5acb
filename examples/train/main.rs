//! Trains the extraction models: `cargo run --release --example train -- CORPUS`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    unreachable_pub,
    missing_docs
)]

mod boost;
mod corpus;
mod perceptron;
mod random;
mod score;
mod stages;
mod tagger;

use corpus::{Article, Gold};
use dixit::extract::calibration::Calibration;
use dixit::extract::span::Proposal;
use perceptron::Plan;
use score::{Packed, Scores, Words};
use stages::{FOLDS, Page};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = std::path::PathBuf::from(
        args.iter()
            .find(|a| !a.starts_with("--"))
            .expect("usage: train CORPUS"),
    );
    if let Some(part) = args.iter().find_map(|a| a.strip_prefix("--score=")) {
        return predict(&corpus::read(&folder, part));
    }
    let began = std::time::Instant::now();
    let clock = |what: &str| eprintln!("{:6.1} s {what}", began.elapsed().as_secs_f32());
    let train = corpus::read(&folder, "train");
    let dev = corpus::read(&folder, "dev");
    clock("read");
    let taggers = tagger::folds(&train);
    clock(&format!(
        "tagger, dev {:.2} %",
        100.0 * tagger::score(&taggers[2], &dev)
    ));
    let mut pages: Vec<Page<'_>> = train
        .iter()
        .enumerate()
        .map(|(i, a)| Page::new(a, i % FOLDS, &taggers[i % 2]))
        .collect();
    pages.extend(dev.iter().map(|a| Page::new(a, FOLDS, &taggers[2])));
    clock("pages");
    let plan = Plan {
        bits: [
            std::env::var("BITS")
                .ok()
                .and_then(|c| c.parse().ok())
                .unwrap_or(18),
            16,
        ],
        epochs: 6,
        cost: 1,
        seeds: 0..std::env::var("SEEDS")
            .ok()
            .and_then(|c| c.parse().ok())
            .unwrap_or(1),
        least: std::env::var("LEAST")
            .ok()
            .and_then(|c| c.parse().ok())
            .unwrap_or(80),
    };
    let plan = Plan {
        cost: std::env::var("COST")
            .ok()
            .and_then(|c| c.parse().ok())
            .unwrap_or(8),
        epochs: std::env::var("EPOCHS")
            .ok()
            .and_then(|c| c.parse().ok())
            .unwrap_or(6),
        ..plan
    };
    let split = train.len();
    let problem = stages::content_problem(&pages[..split]);
    let content = stages::chains(&problem, &plan);
    drop(problem);
    for p in &mut pages {
        p.guesses =
            dixit::extract::content::guesses(&content[p.fold], &p.contexts, &p.reading.sentences);
    }
    clock("content");
    let keep = stages::keep(&pages[..split]);
    let problem = stages::cue_problem(&pages[..split]);
    let cue = stages::chains(&problem, &plan);
    drop(problem);
    for p in &mut pages {
        p.cues = dixit::extract::cue::candidates(
            &cue[p.fold],
            &keep,
            &p.contexts,
            &p.guesses,
            &p.reading.sentences,
            dixit::extract::cue::LEAST,
        );
    }
    clock("cue");
    margins(&pages[..split]);
    let problem = stages::span_problem(&pages[..split], -100);
    clock(&format!("{} span examples", problem.examples.len()));
    let span = stages::chains(&problem, &plan);
    drop(problem);
    clock("span");
    for p in &mut pages {
        p.proposals = stages::propose(p, &span[p.fold]);
    }
    clock("proposals");
    let trees = rank(&mut pages, split);
    clock("rank");
    let mut calibration = calibrate(&pages[..split]);
    let mut best = (0.0, 0.0);
    for least in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45] {
        let scores = report(&format!("cv {least}"), &pages[..split], &|p| {
            above(p, &calibration, least)
        });
        report(&format!("dev {least}"), &pages[split..], &|p| {
            above(p, &calibration, least)
        });
        if scores.f1("full") > best.0 {
            best = (scores.f1("full"), least);
        }
    }
    calibration.threshold = best.1;
    let last = |mut all: Vec<dixit::extract::chain::Chain>| all.pop().unwrap();
    let models = dixit::extract::models::Models {
        tagger: taggers.into_iter().next_back().unwrap(),
        keep,
        content: last(content),
        cue: last(cue),
        span: last(span),
        rank: trees,
        calibration,
    };
    let bytes = models.write();
    clock(&format!("{} bytes", bytes.len()));
    std::fs::write("src/extract/model.bin", bytes).unwrap();
}

/// Ranks every proposal by trees that have not seen its article.
fn rank(pages: &mut [Page<'_>], split: usize) -> dixit::extract::rank::Trees {
    let env = |n: &str, d: f64| {
        std::env::var(n)
            .ok()
            .and_then(|c| c.parse().ok())
            .unwrap_or(d)
    };
    let mut table = boost::Table {
        rows: Vec::new(),
        right: Vec::new(),
        weight: Vec::new(),
        fold: Vec::new(),
    };
    for p in pages[..split].iter() {
        let words = Words::new(&p.article.text);
        let gold = packed(p.article, &words, &p.article.gold);
        let marks = dixit::extract::span::marks(p.contexts.len(), &p.cues);
        let scene = stages::scene(p, &marks);
        for (i, c) in p.proposals.iter().enumerate() {
            for (j, q) in c.iter().enumerate() {
                dixit::extract::rank::features(scene, &p.proposals, i, j, &mut table.rows);
                let found = Packed::new(&words, &p.article.text, &spans(p, q));
                let grade = |g: &Packed| match (score::full(g, &found), score::exact(g, &found)) {
                    (true, true) => 1.0,
                    (true, false) => 0.7,
                    _ => 0.0,
                };
                table.right.push(gold.iter().map(grade).fold(0.0, f64::max));
                table.weight.push(if j == 0 { 1.0 } else { env("W", 0.5) });
                table.fold.push(p.fold);
            }
        }
    }
    let plan = boost::Plan {
        trees: env("TREES", 150.0) as usize,
        leaves: env("LEAVES", 24.0) as usize,
        rate: env("RATE", 0.1),
        least: 40,
        ridge: 5.0,
    };
    let bounds = boost::bounds(&table);
    let bins = boost::bins(&table, &bounds);
    let trees = stages::jobs(FOLDS + 1, |fold| {
        boost::train(&table, &bins, &bounds, &plan, fold)
    });
    for p in pages.iter_mut() {
        let marks = dixit::extract::span::marks(p.contexts.len(), &p.cues);
        p.ranked = dixit::extract::rank::choose(
            &p.proposals,
            &dixit::extract::rank::scores(&trees[p.fold], stages::scene(p, &marks), &p.proposals),
        );
    }
    trees.into_iter().next_back().unwrap()
}

/// Learns what scores are worth from articles that the trees have not seen.
fn calibrate(pages: &[Page<'_>]) -> Calibration {
    let mut all: Vec<(i32, bool)> = Vec::new();
    for p in pages {
        let words = Words::new(&p.article.text);
        let gold = packed(p.article, &words, &p.article.gold);
        for r in &p.ranked {
            let found = Packed::new(&words, &p.article.text, &spans(p, &r.proposal));
            all.push((r.score, gold.iter().any(|g| score::full(g, &found))));
        }
    }
    all.sort();
    // Neighbouring blocks are joined until the shares rise.
    let mut blocks: Vec<(i64, usize, usize)> = Vec::new();
    for chunk in all.chunks(all.len().div_ceil(40)) {
        blocks.push((
            chunk.iter().map(|c| i64::from(c.0)).sum(),
            chunk.iter().filter(|c| c.1).count(),
            chunk.len(),
        ));
        while let [.., a, b] = blocks[..] {
            if a.1 * b.2 < b.1 * a.2 {
                break;
            }
            blocks.truncate(blocks.len() - 2);
            blocks.push((a.0 + b.0, a.1 + b.1, a.2 + b.2));
        }
    }
    let knots = blocks
        .iter()
        .map(|b| ((b.0 / b.2 as i64) as i32, (b.1 * 10_000 / b.2) as u16))
        .collect();
    Calibration {
        knots,
        threshold: 0.0,
    }
}

fn above(p: &Page<'_>, calibration: &Calibration, least: f32) -> Vec<Proposal> {
    p.ranked
        .iter()
        .filter(|r| calibration.confidence(r.score) >= least)
        .map(|r| r.proposal.clone())
        .collect()
}

fn margins(pages: &[Page<'_>]) {
    for least in [-4000, -3000, -2000, -1500, -1000, -500, 0] {
        let (mut found, mut right, mut gold) = (0, 0, 0);
        for p in pages {
            let mut hit = vec![false; p.gold.len()];
            for c in p.cues.iter().filter(|c| c.margin >= least) {
                found += 1;
                if let Some(g) = stages::partner(p, &c.tokens) {
                    hit[g] = true;
                }
            }
            gold += hit.len();
            right += hit.iter().filter(|h| **h).count();
        }
        println!(
            "margin {least}: {found} candidates reach {:.1} % of {gold}",
            100.0 * right as f64 / gold as f64
        );
    }
}

/// A proposal as spans of bytes.
pub fn spans(page: &Page<'_>, p: &Proposal) -> Gold {
    let bytes = |runs: &[std::ops::Range<usize>]| {
        runs.iter().map(|r| page.reading.bytes(r.clone())).collect()
    };
    Gold {
        source: bytes(&p.source),
        cue: bytes(std::slice::from_ref(&p.cue.tokens)),
        content: bytes(&p.content),
    }
}

pub fn packed(article: &Article, words: &Words, all: &[Gold]) -> Vec<Packed> {
    all.iter()
        .map(|g| Packed::new(words, &article.text, g))
        .collect()
}

fn report(title: &str, pages: &[Page<'_>], choose: &dyn Fn(&Page<'_>) -> Vec<Proposal>) -> Scores {
    let mut scores = Scores::default();
    for p in pages {
        let words = Words::new(&p.article.text);
        let found: Vec<Gold> = choose(p).iter().map(|c| spans(p, c)).collect();
        scores.article(
            &packed(p.article, &words, &p.article.gold),
            &packed(p.article, &words, &found),
        );
    }
    scores.show(title);
    scores
}

#[allow(dead_code)]
fn show(pages: &[Page<'_>]) {
    for p in pages.iter().take(3) {
        for c in p.proposals.iter().filter_map(|c| c.first()) {
            let g = spans(p, c);
            let t = |s: &[std::ops::Range<usize>]| {
                s.iter()
                    .map(|r| &p.article.text[r.clone()])
                    .collect::<Vec<_>>()
                    .join(" | ")
            };
            println!(
                "{} cue[{}] S[{}] C[{}]",
                c.cue.margin,
                t(&g.cue),
                t(&g.source),
                t(&g.content)
            );
            if let Some(i) = stages::partner(p, &c.cue.tokens) {
                let g = &p.article.gold[i];
                println!(
                    "      gold [{}] S[{}] C[{}]",
                    t(&g.cue),
                    t(&g.source),
                    t(&g.content)
                );
            }
        }
    }
    let mut m: Vec<i32> = pages
        .iter()
        .flat_map(|p| p.cues.iter().map(|c| c.margin))
        .collect();
    m.sort();
    println!(
        "margins {:?}",
        (0..20).map(|i| m[i * m.len() / 20]).collect::<Vec<_>>()
    );
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
