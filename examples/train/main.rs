//! Trains the extraction models: `cargo run --release --example train -- CORPUS`.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, unreachable_pub, missing_docs)]

mod corpus;
mod perceptron;
mod random;
mod score;
mod stages;
mod tagger;

use corpus::{Article, Gold};
use dixit::extract::span::Proposal;
use perceptron::Plan;
use score::{Packed, Scores, Words};
use stages::{FOLDS, Page};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = std::path::PathBuf::from(args.iter().find(|a| !a.starts_with("--")).expect("usage: train CORPUS"));
    let began = std::time::Instant::now();
    let clock = |what: &str| eprintln!("{:6.1} s {what}", began.elapsed().as_secs_f32());
    let train = corpus::read(&folder, "train");
    let dev = corpus::read(&folder, "dev");
    clock("read");
    let taggers = tagger::folds(&train);
    clock(&format!("tagger, dev {:.2} %", 100.0 * tagger::score(&taggers[2], &dev)));
    let mut pages: Vec<Page<'_>> = train.iter().enumerate().map(|(i, a)| Page::new(a, i % FOLDS, &taggers[i % 2])).collect();
    pages.extend(dev.iter().map(|a| Page::new(a, FOLDS, &taggers[2])));
    clock("pages");
    let plan = Plan { bits: [std::env::var("BITS").ok().and_then(|c| c.parse().ok()).unwrap_or(18), 16], epochs: 6, cost: 1, seeds: 0..1, least: 4 };
    let plan = Plan { cost: std::env::var("COST").ok().and_then(|c| c.parse().ok()).unwrap_or(1), epochs: std::env::var("EPOCHS").ok().and_then(|c| c.parse().ok()).unwrap_or(6), ..plan };
    let split = train.len();
    let problem = stages::content_problem(&pages[..split]);
    let content = stages::chains(&problem, &plan);
    drop(problem);
    for p in &mut pages {
        p.guesses = dixit::extract::content::guesses(&content[p.fold], &p.contexts, &p.reading.sentences);
    }
    clock("content");
    let problem = stages::cue_problem(&pages[..split]);
    let cue = stages::chains(&problem, &plan);
    drop(problem);
    for p in &mut pages {
        p.cues = dixit::extract::cue::candidates(&cue[p.fold], &p.contexts, &p.guesses, &p.reading.sentences, -4000);
    }
    clock("cue");
    margins(&pages[..split]);
    let problem = stages::span_problem(&pages[..split], -100);
    clock(&format!("{} span examples", problem.examples.len()));
    let span = stages::chains(&problem, &plan);
    drop(problem);
    clock("span");
    for p in &mut pages {
        p.proposals = stages::propose(p, &span[p.fold], 4);
    }
    clock("proposals");
    //show(&pages[split..]);
    for least in [-200, 0] {
        let choose = |p: &Page<'_>| p.proposals.iter().filter_map(|c| c.first()).filter(|c| c.cue.margin > least).cloned().collect::<Vec<_>>();
        report(&format!("cv {least}"), &pages[..split], &choose);
        report(&format!("dev {least}"), &pages[split..], &choose);
    }
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
        println!("margin {least}: {found} candidates reach {:.1} % of {gold}", 100.0 * right as f64 / gold as f64);
    }
}

/// A proposal as spans of bytes.
pub fn spans(page: &Page<'_>, p: &Proposal) -> Gold {
    let bytes = |runs: &[std::ops::Range<usize>]| runs.iter().map(|r| page.reading.bytes(r.clone())).collect();
    Gold { source: bytes(&p.source), cue: bytes(std::slice::from_ref(&p.cue.tokens)), content: bytes(&p.content) }
}

pub fn packed(article: &Article, words: &Words, all: &[Gold]) -> Vec<Packed> {
    all.iter().map(|g| Packed::new(words, &article.text, g)).collect()
}

fn report(title: &str, pages: &[Page<'_>], choose: &dyn Fn(&Page<'_>) -> Vec<Proposal>) -> Scores {
    let mut scores = Scores::default();
    for p in pages {
        let words = Words::new(&p.article.text);
        let found: Vec<Gold> = choose(p).iter().map(|c| spans(p, c)).collect();
        scores.article(&packed(p.article, &words, &p.article.gold), &packed(p.article, &words, &found));
    }
    scores.show(title);
    scores
}

#[allow(dead_code)]
fn show(pages: &[Page<'_>]) {
    for p in pages.iter().take(3) {
        for c in p.proposals.iter().filter_map(|c| c.first()) {
            let g = spans(p, c);
            let t = |s: &[std::ops::Range<usize>]| s.iter().map(|r| &p.article.text[r.clone()]).collect::<Vec<_>>().join(" | ");
            println!("{} cue[{}] S[{}] C[{}]", c.cue.margin, t(&g.cue), t(&g.source), t(&g.content));
            if let Some(i) = stages::partner(p, &c.cue.tokens) {
                let g = &p.article.gold[i];
                println!("      gold [{}] S[{}] C[{}]", t(&g.cue), t(&g.source), t(&g.content));
            }
        }
    }
    let mut m: Vec<i32> = pages.iter().flat_map(|p| p.cues.iter().map(|c| c.margin)).collect();
    m.sort();
    println!("margins {:?}", (0..20).map(|i| m[i * m.len() / 20]).collect::<Vec<_>>());
}
