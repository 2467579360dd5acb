//! Trains a chain: averaged structured perceptron, in whole numbers.

use crate::random::Random;
use dixit::extract::chain::{Chain, LABELS, Lattice, Machine};
use std::ops::Range;

/// What a chain learns from; rows are hashes already cut to the tables' size.
pub struct Problem {
    /// Emission and transition rows of every token, whatever the example.
    pub shared: [Rows; 2],
    /// Emission and transition rows of every example's tokens.
    pub own: [Rows; 2],
    pub examples: Vec<Example>,
    pub machine: Machine,
}

impl Problem {
    pub fn new(machine: Machine) -> Self {
        Self {
            shared: Default::default(),
            own: Default::default(),
            examples: Vec::new(),
            machine,
        }
    }
}

/// Rows, a fixed number for each token.
#[derive(Default)]
pub struct Rows {
    pub width: usize,
    pub rows: Vec<u32>,
}

impl Rows {
    pub fn push(&mut self, fill: impl FnOnce(&mut Vec<u32>)) {
        let before = self.rows.len();
        fill(&mut self.rows);
        self.width = self.rows.len() - before;
    }

    fn of(&self, token: usize) -> &[u32] {
        &self.rows[token * self.width..(token + 1) * self.width]
    }
}

pub struct Example {
    pub fold: usize,
    /// The first token's place in `shared`.
    pub token: usize,
    /// The first token's place in `own`.
    pub own: usize,
    pub labels: Vec<u8>,
}

/// How to learn.
#[derive(Clone)]
pub struct Plan {
    pub bits: [u32; 2],
    pub epochs: usize,
    /// What a wrong label costs, in updates.
    pub cost: i32,
    pub seeds: Range<u64>,
    /// Rows whose largest weight stays below are dropped; 32 is one update.
    pub least: i16,
}

struct Weights<const N: usize> {
    now: Vec<[i32; N]>,
    total: Vec<[i64; N]>,
}

impl<const N: usize> Weights<N> {
    fn new(bits: u32) -> Self {
        Self {
            now: vec![[0; N]; 1 << bits],
            total: vec![[0; N]; 1 << bits],
        }
    }

    #[inline]
    fn add(&mut self, row: u32, class: usize, delta: i32, step: i64) {
        let row = row as usize & (self.now.len() - 1);
        self.now[row][class] += delta;
        self.total[row][class] += i64::from(delta) * step;
    }

    #[inline]
    fn sum(&self, rows: &[u32], out: &mut [i32; N]) {
        for &r in rows {
            let w = &self.now[r as usize & (self.now.len() - 1)];
            for (o, w) in out.iter_mut().zip(w) {
                *o += w;
            }
        }
    }

    /// Adds the average over all steps to a sum of averages.
    fn average(&self, steps: i64, sum: &mut [[i64; N]]) {
        for (s, (now, total)) in sum.iter_mut().zip(self.now.iter().zip(&self.total)) {
            for n in 0..N {
                s[n] += (i64::from(now[n]) * steps - total[n]) * 32 / steps;
            }
        }
    }
}

/// Learns from the examples of every fold but one (none when it is past the last).
pub fn train(problem: &Problem, plan: &Plan, without: usize) -> Chain {
    let mut emission = vec![[0i64; 4]; 1 << plan.bits[0]];
    let mut transition = vec![[0i64; 9]; 1 << plan.bits[1]];
    for seed in plan.seeds.clone() {
        let (e, t, steps) = learn(problem, plan, without, seed);
        e.average(steps, &mut emission);
        t.average(steps, &mut transition);
    }
    let seeds = (plan.seeds.end - plan.seeds.start) as i64;
    Chain {
        emission: rounded(
            &emission
                .iter()
                .map(|s| [s[1] - s[0], s[2] - s[0]])
                .collect::<Vec<_>>(),
            seeds,
            plan.least,
        ),
        transition: rounded(&transition, seeds, plan.least),
    }
}

fn rounded<const N: usize>(sums: &[[i64; N]], seeds: i64, least: i16) -> Vec<[i16; N]> {
    let round = |s: &[i64; N]| s.map(|w| (w / seeds).clamp(-32000, 32000) as i16);
    let kept = |r: [i16; N]| {
        if r.iter().all(|w| w.abs() < least) {
            [0; N]
        } else {
            r
        }
    };
    sums.iter().map(|s| kept(round(s))).collect()
}

fn learn(
    problem: &Problem,
    plan: &Plan,
    without: usize,
    seed: u64,
) -> (Weights<4>, Weights<9>, i64) {
    let (mut e, mut t) = (
        Weights::<4>::new(plan.bits[0]),
        Weights::<9>::new(plan.bits[1]),
    );
    let mut order: Vec<usize> = (0..problem.examples.len())
        .filter(|&i| problem.examples[i].fold != without)
        .collect();
    let mut random = Random::new(seed);
    let (mut lattice, mut found, mut step) = (Lattice::default(), Vec::new(), 1i64);
    for _ in 0..plan.epochs {
        random.shuffle(&mut order);
        for &n in &order {
            let example = &problem.examples[n];
            fill(problem, example, plan.cost, &e, &t, &mut lattice);
            lattice.best(&problem.machine, &mut found);
            if found != example.labels {
                update(problem, example, &found, &mut e, &mut t, step);
            }
            step += 1;
        }
    }
    (e, t, step)
}

fn fill(
    problem: &Problem,
    example: &Example,
    cost: i32,
    e: &Weights<4>,
    t: &Weights<9>,
    lattice: &mut Lattice,
) {
    lattice.clear();
    for (i, &gold) in example.labels.iter().enumerate() {
        let (mut emission, mut transition) = ([cost; 4], [0; 9]);
        emission[gold as usize] = 0;
        e.sum(problem.shared[0].of(example.token + i), &mut emission);
        t.sum(problem.shared[1].of(example.token + i), &mut transition);
        if problem.own[0].width > 0 {
            e.sum(problem.own[0].of(example.own + i), &mut emission);
            t.sum(problem.own[1].of(example.own + i), &mut transition);
        }
        lattice
            .emission
            .push([emission[0], emission[1], emission[2]]);
        lattice.transition.push(transition);
    }
}

fn update(
    problem: &Problem,
    example: &Example,
    found: &[u8],
    e: &mut Weights<4>,
    t: &mut Weights<9>,
    step: i64,
) {
    let (mut gold_before, mut found_before) = (0, 0);
    for (i, (&gold, &found)) in example.labels.iter().zip(found).enumerate() {
        let (gold, found) = (gold as usize, found as usize);
        let (gold_pair, found_pair) = (gold_before * LABELS + gold, found_before * LABELS + found);
        let both = |n: usize| {
            let own: &[u32] = if problem.own[n].width > 0 {
                problem.own[n].of(example.own + i)
            } else {
                &[]
            };
            (problem.shared[n].of(example.token + i), own)
        };
        if gold != found {
            let (shared, own) = both(0);
            for &r in shared.iter().chain(own) {
                e.add(r, gold, 1, step);
                e.add(r, found, -1, step);
            }
        }
        if gold_pair != found_pair {
            let (shared, own) = both(1);
            for &r in shared.iter().chain(own) {
                t.add(r, gold_pair, 1, step);
                t.add(r, found_pair, -1, step);
            }
        }
        (gold_before, found_before) = (gold, found);
    }
}
