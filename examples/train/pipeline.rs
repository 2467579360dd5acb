//! The way of the training: every stage sees of the ones before only what they say of unseen articles.

use crate::corpus::Article;
use crate::perceptron::Plan;
use crate::report::{packed, spans};
use crate::score::{self, Packed, Words};
use crate::stages::{self, FOLDS, Page};
use crate::tagger;
use crate::{boost, joint};
use dixit::Relations;
use dixit::extract::calibration::Calibration;
use dixit::extract::chain::Chain;
use dixit::extract::lexicon::Lexicon;
use dixit::extract::models::Models;
use dixit::extract::rate::Rates;
use dixit::extract::table::Table;
use dixit::extract::tree::Trees;
use dixit::extract::{Tagger, content, cue, framed, rank, span};

/// How the chains learn; chosen by cross-validation on train.
const CHAIN: Plan = Plan {
    bits: dixit::extract::chain::BITS,
    epochs: 6,
    cost: 8,
    seeds: 0..3,
    least: 100,
};

/// How the trees grow; chosen by cross-validation on train.
const TREES: boost::Plan = boost::Plan {
    trees: 300,
    leaves: 31,
    rate: 0.07,
    least: 30,
    ridge: 10.0,
};

/// The margin from which a cue serves to learn spans from.
const LEARNT_FROM: i32 = -100;

/// What training made: the models, and every article with what models found that had not seen it.
pub struct Trained<'a> {
    pub models: Models,
    pub rates: Rates,
    pub lexicon: Lexicon,
    pub pages: Vec<Page<'a>>,
}

pub fn train<'a>(train: &'a [Article], dev: &'a [Article]) -> Trained<'a> {
    let began = std::time::Instant::now();
    let clock = |what: &str| eprintln!("{:6.1} s {what}", began.elapsed().as_secs_f32());
    let mut taggers = tagger::folds(train);
    clock(&format!(
        "tagger, {:.2} % of dev right",
        100.0 * tagger::score(&taggers[2], dev)
    ));
    let split = train.len();
    let mut pages = pages(train, dev, &taggers);
    let content = contents(&mut pages, split);
    clock("first guesses");
    let keep = stages::keep(&pages[..split]);
    let cue = cues(&mut pages, split, &keep);
    clock("cues");
    let span = proposals(&mut pages, split);
    clock("spans");
    let lexicon = Lexicon::new(Relations::builtin());
    let rates = frames(&mut pages, split, &lexicon);
    clock("frames");
    let rank = ranks(&mut pages, split);
    let calibration = calibrate(&pages[..split]);
    clock("ranks");
    let models = Models {
        tagger: taggers.pop().unwrap(),
        keep,
        content,
        cue,
        span,
        rank,
        calibration,
    };
    Trained {
        models,
        rates,
        lexicon,
        pages,
    }
}

/// Reads every article with a tagger that has not seen it.
fn pages<'a>(train: &'a [Article], dev: &'a [Article], taggers: &[Tagger]) -> Vec<Page<'a>> {
    // Readings have no parts of speech that a tagger could have learned from.
    let tagger = |i: usize, a: &Article| if a.silver.is_empty() { 2 } else { i % 2 };
    let folded = train
        .iter()
        .enumerate()
        .map(|(i, a)| Page::new(a, a.fold, &taggers[tagger(i, a)]));
    folded
        .chain(dev.iter().map(|a| Page::new(a, FOLDS, &taggers[2])))
        .collect()
}

/// Guesses what is said by chains that have not seen the article, and gives the one that saw all.
fn contents(pages: &mut [Page<'_>], split: usize) -> Chain {
    let mut chains = stages::chains(&stages::content_problem(&pages[..split]), &CHAIN);
    for p in pages {
        p.guesses = content::guesses(&p.reading.sentences, |at| {
            content::scores(&chains[p.fold], &p.contexts, at)
        });
    }
    chains.pop().unwrap()
}

/// Finds the cues in the same way.
fn cues(pages: &mut [Page<'_>], split: usize, keep: &Table) -> Chain {
    let mut chains = stages::chains(&stages::cue_problem(&pages[..split]), &CHAIN);
    for p in pages {
        p.cues = cue::candidates(
            &chains[p.fold],
            keep,
            &p.contexts,
            &p.guesses,
            &p.reading.sentences,
            cue::LEAST,
        );
    }
    chains.pop().unwrap()
}

/// Proposes spans for every cue in the same way.
fn proposals(pages: &mut [Page<'_>], split: usize) -> Chain {
    let mut chains = stages::chains(&stages::span_problem(&pages[..split], LEARNT_FROM), &CHAIN);
    for p in pages {
        p.proposals = stages::propose(p, &chains[p.fold]);
    }
    chains.pop().unwrap()
}

/// Adds what frames propose, and gives their rates.
fn frames(pages: &mut [Page<'_>], split: usize, lexicon: &Lexicon) -> Rates {
    let rates = joint::frames(pages, split, lexicon);
    for p in pages {
        let marks = span::marks(p.contexts.len(), &p.cues);
        let mut proposals = std::mem::take(&mut p.proposals);
        framed::add(stages::scene(p, &marks), &p.frames, &mut proposals);
        p.proposals = proposals;
    }
    rates
}

/// Ranks every proposal by trees that have not seen its article, and gives those that saw all.
fn ranks(pages: &mut [Page<'_>], split: usize) -> Trees {
    let table = table(&pages[..split]);
    let bounds = boost::bounds(&table);
    let bins = boost::bins(&table, &bounds);
    let mut trees = stages::jobs(FOLDS + 1, |fold| {
        boost::train(&table, &bins, &bounds, &TREES, fold)
    });
    for p in pages.iter_mut() {
        let marks = span::marks(p.contexts.len(), &p.cues);
        p.ranked = rank::choose(
            &p.proposals,
            &rank::scores(&trees[p.fold], sight(p, &marks)),
        );
    }
    trees.pop().unwrap()
}

fn sight<'s>(page: &'s Page<'_>, marks: &'s (Vec<u32>, Vec<bool>)) -> rank::Sight<'s> {
    rank::Sight {
        scene: stages::scene(page, marks),
        all: &page.proposals,
        frames: &page.frames,
    }
}

fn table(pages: &[Page<'_>]) -> boost::Table {
    let mut table = boost::Table::default();
    for p in pages {
        let words = Words::new(&p.article.text);
        let gold = packed(p.article, &words, &p.article.gold);
        let marks = span::marks(p.contexts.len(), &p.cues);
        let sight = sight(p, &marks);
        for (i, c) in p.proposals.iter().enumerate() {
            for (j, q) in c.iter().enumerate() {
                rank::features(sight, i, j, &mut table.rows);
                let found = Packed::new(&words, &p.article.text, &spans(p, q));
                table
                    .right
                    .push(gold.iter().map(|g| grade(g, &found)).fold(0.0, f64::max));
                table.weight.push(if j == 0 { 1.0 } else { 0.5 });
                table.fold.push(p.fold);
            }
        }
    }
    table
}

/// How right a proposal is: a content right to the word counts more than one that overlaps.
fn grade(gold: &Packed, found: &Packed) -> f64 {
    match (score::full(gold, found), score::exact(gold, found)) {
        (true, true) => 1.0,
        (true, false) => 0.7,
        _ => 0.0,
    }
}

/// Learns what scores are worth from articles that the models have not seen.
fn calibrate(pages: &[Page<'_>]) -> Calibration {
    let mut all: Vec<(i32, bool)> = Vec::new();
    for p in pages {
        all.extend(
            crate::report::judged(p)
                .into_iter()
                .map(|(r, right)| (r.score, right)),
        );
    }
    all.sort_unstable();
    // Neighbouring blocks are joined until the shares rise.
    let mut blocks: Vec<(i64, usize, usize)> = Vec::new();
    for chunk in all.chunks(all.len().div_ceil(40).max(1)) {
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
    let mut out = Calibration {
        knots,
        threshold: 0.0,
    };
    out.threshold = threshold(pages, &out);
    out
}

/// The threshold, in steps of a fiftieth, that gives the best F1.
fn threshold(pages: &[Page<'_>], calibration: &Calibration) -> f32 {
    let f1 = |least: f32| crate::report::scores(pages, calibration, least).f1("full");
    let steps = (10..25).map(|n| n as f32 / 50.0);
    steps
        .map(|l| (f1(l), l))
        .fold((0.0, 0.0), |best, x| if x.0 > best.0 { x } else { best })
        .1
}
