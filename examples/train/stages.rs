//! The stages, each learning from what the ones before say of articles they have not seen.

use crate::corpus::Article;
use crate::perceptron::{Example, Plan, Problem, train};
use dixit::extract::chain::Chain;
use dixit::extract::content::{self, Guess};
use dixit::extract::context::{Context, contexts};
use dixit::extract::cue::{self, Candidate};
use dixit::extract::draft::Draft;
use dixit::extract::lattice::{BEGUN, FREE, Lattice, ONCE};
use dixit::extract::rank::Ranked;
use dixit::extract::span::{self, Anchor, Proposal, Scene};
use dixit::extract::window::Window;
use dixit::extract::{Reading, Tagger, table::Table};
use std::ops::Range;

pub const FOLDS: usize = 3;

/// An article with all that is known of it so far.
pub struct Page<'a> {
    pub article: &'a Article,
    pub fold: usize,
    pub reading: Reading<'a>,
    pub contexts: Vec<Context>,
    /// Gold attributions as tokens.
    pub gold: Vec<Marked>,
    pub guesses: Vec<Guess>,
    pub cues: Vec<Candidate>,
    pub proposals: Vec<Vec<Proposal>>,
    pub frames: Vec<Draft>,
    pub ranked: Vec<Ranked>,
}

/// A gold attribution as own tokens.
#[derive(Clone, Default)]
pub struct Marked {
    pub source: Vec<usize>,
    pub cue: Vec<usize>,
    pub content: Vec<usize>,
    /// The longest run of the cue.
    pub anchor: Range<usize>,
}

impl<'a> Page<'a> {
    pub fn new(article: &'a Article, fold: usize, tagger: &Tagger) -> Self {
        let reading = Reading::with_tagger(&article.text, tagger);
        let contexts = contexts(&reading);
        let gold = article.gold.iter().map(|g| mark(&reading, g)).collect();
        Self {
            article,
            fold,
            reading,
            contexts,
            gold,
            guesses: Vec::new(),
            cues: Vec::new(),
            proposals: Vec::new(),
            frames: Vec::new(),
            ranked: Vec::new(),
        }
    }
}

fn mark(reading: &Reading<'_>, gold: &crate::corpus::Gold) -> Marked {
    let tokens = |spans: &[Range<usize>]| {
        let mut out: Vec<usize> = Vec::new();
        for s in spans {
            let from = reading
                .tokens
                .partition_point(|t| t.end as usize <= s.start);
            out.extend(
                (from..reading.tokens.len())
                    .take_while(|&i| (reading.tokens[i].start as usize) < s.end),
            );
        }
        out.sort_unstable();
        out.dedup();
        out
    };
    let cue = tokens(&gold.cue);
    Marked {
        source: tokens(&gold.source),
        content: tokens(&gold.content),
        anchor: longest_run(&cue),
        cue,
    }
}

fn longest_run(tokens: &[usize]) -> Range<usize> {
    let mut best = 0..0;
    let mut i = 0;
    while i < tokens.len() {
        let mut j = i + 1;
        while j < tokens.len() && tokens[j] == tokens[j - 1] + 1 {
            j += 1;
        }
        if j - i >= best.len() {
            best = tokens[i]..tokens[i] + (j - i);
        }
        i = j;
    }
    best
}

/// Trains one chain a fold, each without that fold, and one on everything; two at a time.
pub fn chains(problem: &Problem, plan: &Plan) -> Vec<Chain> {
    jobs(FOLDS + 1, |fold| train(problem, plan, fold))
}

/// Runs numbered jobs on two threads; the answers come in order.
pub fn jobs<T: Send>(count: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let mut out: Vec<Option<T>> = (0..count).map(|_| None).collect();
    std::thread::scope(|scope| {
        for (half, chunk) in out.chunks_mut(count.div_ceil(2)).enumerate() {
            let job = &job;
            scope.spawn(move || {
                for (n, place) in chunk.iter_mut().enumerate() {
                    *place = Some(job(half * count.div_ceil(2) + n));
                }
            });
        }
    });
    out.into_iter().flatten().collect()
}

/// What the content stage learns from.
pub fn content_problem(pages: &[Page<'_>]) -> Problem {
    let mut problem = Problem::new(FREE);
    let mut base = 0;
    for page in pages {
        let mut labels = vec![0u8; page.contexts.len()];
        for gold in &page.gold {
            gold.source.iter().for_each(|&t| labels[t] = span::SOURCE);
        }
        for gold in &page.gold {
            gold.content.iter().for_each(|&t| labels[t] = span::CONTENT);
        }
        share(page, &mut problem, content::features, content::joins);
        for run in content::runs(&page.reading.sentences) {
            problem.examples.push(Example {
                fold: page.fold,
                token: base + run.start,
                own: 0,
                labels: labels[run].to_vec(),
            });
        }
        base += page.contexts.len();
    }
    problem
}

fn share(
    page: &Page<'_>,
    problem: &mut Problem,
    features: fn(Window<'_>, &mut Vec<u32>),
    joins: fn(Window<'_>, &mut Vec<u32>),
) {
    for at in 0..page.contexts.len() {
        let w = Window {
            all: &page.contexts,
            at,
        };
        problem.shared[0].push(|out| features(w, out));
        problem.shared[1].push(|out| joins(w, out));
    }
}

/// What the cue stage learns from.
pub fn cue_problem(pages: &[Page<'_>]) -> Problem {
    let mut problem = Problem::new(BEGUN);
    let mut base = 0;
    for page in pages {
        let mut labels = vec![0u8; page.contexts.len()];
        for gold in &page.gold {
            for t in gold.anchor.clone() {
                labels[t] = if t == gold.anchor.start { 1 } else { 2 };
            }
        }
        for at in 0..page.contexts.len() {
            let w = Window {
                all: &page.contexts,
                at,
            };
            let guess = |d: isize| {
                at.checked_add_signed(d)
                    .and_then(|i| page.guesses.get(i))
                    .map_or(63, |g| g.code())
            };
            problem.shared[0].push(|out| cue::features(w, &guess, out));
            problem.shared[1].push(|out| cue::joins(w, out));
        }
        for s in &page.reading.sentences {
            let mut labels = labels[s.tokens.clone()].to_vec();
            // A cue cut by a sentence's end begins again; one written over by another too.
            for i in 0..labels.len() {
                if labels[i] == 2 && (i == 0 || labels[i - 1] == 0) {
                    labels[i] = 1;
                }
            }
            problem.examples.push(Example {
                fold: page.fold,
                token: base + s.tokens.start,
                own: 0,
                labels,
            });
        }
        base += page.contexts.len();
    }
    problem
}

/// The scene of a page, its marks made by `span::marks`.
pub fn scene<'s>(page: &'s Page<'_>, marks: &'s (Vec<u32>, Vec<bool>)) -> Scene<'s> {
    Scene {
        contexts: &page.contexts,
        guesses: &page.guesses,
        sentences: &page.reading.sentences,
        begun: &marks.0,
        cued: &marks.1,
    }
}

/// The gold attribution that a cue stands for: the one it shares most tokens with.
pub fn partner(page: &Page<'_>, cue: &Range<usize>) -> Option<usize> {
    let overlap = |g: &Marked| g.cue.iter().filter(|t| cue.contains(t)).count();
    let best =
        (0..page.gold.len()).max_by_key(|&i| (overlap(&page.gold[i]), page.gold.len() - i))?;
    (overlap(&page.gold[best]) > 0).then_some(best)
}

/// What the span stage learns from: the cues found, and the gold ones missed.
pub fn span_problem(pages: &[Page<'_>], least: i32) -> Problem {
    let mut problem = Problem::new(ONCE);
    let mut base = 0;
    for page in pages {
        share(page, &mut problem, content::features, content::joins);
        let marks = span::marks(page.contexts.len(), &page.cues);
        let scene = scene(page, &marks);
        let mut missed = vec![true; page.gold.len()];
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for cue in page.cues.iter().filter(|c| c.margin > least) {
            if let Some(gold) = partner(page, &cue.tokens) {
                missed[gold] = false;
                found.push((cue.tokens.clone(), gold));
            }
        }
        found.extend(
            (0..page.gold.len())
                .filter(|&g| missed[g] && !page.gold[g].anchor.is_empty())
                .map(|g| (page.gold[g].anchor.clone(), g)),
        );
        for (cue, gold) in found {
            add_span(&mut problem, page, scene, &cue, &page.gold[gold], base);
        }
        base += page.contexts.len();
    }
    problem
}

fn add_span(
    problem: &mut Problem,
    page: &Page<'_>,
    scene: Scene<'_>,
    cue: &Range<usize>,
    gold: &Marked,
    base: usize,
) {
    let anchor = Anchor::new(scene, cue);
    let window = anchor.window.clone();
    let own = problem.own[0].rows.len() / problem.own[0].width.max(1);
    for at in window.clone() {
        problem.own[0].push(|out| span::features(scene, &anchor, at, out));
        problem.own[1].push(|out| span::joins(scene, &anchor, at, out));
    }
    let mut labels = vec![0; window.len()];
    let source: Vec<usize> = longest_run(&gold.source).collect();
    for (tokens, label) in [(&gold.content, span::CONTENT), (&source, span::SOURCE)] {
        tokens
            .iter()
            .filter(|t| window.contains(t))
            .for_each(|t| labels[t - window.start] = label);
    }
    problem.examples.push(Example {
        fold: page.fold,
        token: base + window.start,
        own,
        labels,
    });
}

/// Proposals for every cue of a page.
pub fn propose(page: &Page<'_>, chain: &Chain) -> Vec<Vec<Proposal>> {
    let marks = span::marks(page.contexts.len(), &page.cues);
    let scene = scene(page, &marks);
    let bases: Vec<_> = (0..page.contexts.len())
        .map(|at| content::scores(chain, &page.contexts, at))
        .collect();
    let mut lattice = Lattice::default();
    page.cues
        .iter()
        .map(|c| span::proposals(chain, &bases, scene, c, &mut lattice))
        .collect()
}

/// Lemmas of which at least one in sixty stands in a cue, and three in all.
pub fn keep(pages: &[Page<'_>]) -> Table {
    let mut counts: std::collections::BTreeMap<u32, [usize; 2]> = Default::default();
    for page in pages {
        page.contexts
            .iter()
            .for_each(|c| counts.entry(c.lemma).or_default()[1] += 1);
        page.gold
            .iter()
            .flat_map(|g| g.anchor.clone())
            .for_each(|t| counts.entry(page.contexts[t].lemma).or_default()[0] += 1);
    }
    let kept: Vec<(u32, u8)> = counts
        .iter()
        .filter(|(_, [cue, all])| *cue >= 3 && cue * 60 >= *all)
        .map(|(l, _)| (*l, 1))
        .collect();
    let tokens: usize = counts.values().map(|c| c[1]).sum();
    let left: usize = kept.iter().map(|(l, _)| counts[l][1]).sum();
    eprintln!(
        "{} lemmas kept, {:.1} % of tokens",
        kept.len(),
        100.0 * left as f64 / tokens as f64
    );
    Table::new(&kept)
}
