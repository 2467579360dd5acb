//! A maximum entropy model over the candidates of each statement and "none", by Newton's method.

use dixit::extract::link::{self, Candidate, Weights};

/// How strongly weights are drawn to nothing.
const RIDGE: f64 = 1.0;
/// Newton's method is done after so few steps.
const STEPS: usize = 12;

/// A statement's candidates, and which it speaks against.
pub struct Choice {
    pub candidates: Vec<Candidate>,
    pub right: Vec<bool>,
}

impl Choice {
    /// Whether the statement speaks against any.
    pub fn links(&self) -> bool {
        self.right.contains(&true)
    }

    /// How much of its one probability each candidate should have.
    fn wanted(&self, candidate: usize) -> f64 {
        let all = self.right.iter().filter(|r| **r).count();
        f64::from(u8::from(self.right[candidate])) / all.max(1) as f64
    }
}

/// Learns the weights.
pub fn fit(choices: &[&Choice]) -> Weights {
    let size = link::columns().count();
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let (slope, bend) = slope_and_bend(choices, &weights, size);
        weights = downhill(choices, &weights, &solve(bend, slope));
    }
    Weights::new(weights)
}

/// Goes the step, or the part of it that makes the loss less.
fn downhill(choices: &[&Choice], weights: &[f64], step: &[f64]) -> Vec<f64> {
    let whole = |weights: &[f64]| -> f64 {
        let model = Weights::new(weights.to_vec());
        let drawn: f64 = weights.iter().map(|w| RIDGE / 2.0 * w * w).sum();
        drawn + choices.iter().map(|c| loss(&model, c)).sum::<f64>()
    };
    let now = whole(weights);
    let halves = (0..20).map(|half| 0.5_f64.powi(half));
    let mut tried = halves.map(|part| {
        weights
            .iter()
            .zip(step)
            .map(|(w, s)| w - part * s)
            .collect()
    });
    tried
        .find(|next: &Vec<f64>| whole(next) < now)
        .unwrap_or_else(|| weights.to_vec())
}

/// How improbable the weights make what is right.
pub fn loss(weights: &Weights, choice: &Choice) -> f64 {
    let shares = weights.shares(&choice.candidates);
    let none = 1.0 - shares.iter().sum::<f64>();
    let likely = |p: f64| p.max(1e-9).ln();
    if !choice.links() {
        return -likely(none);
    }
    let all = shares.iter().enumerate();
    -all.map(|(i, p)| choice.wanted(i) * likely(*p)).sum::<f64>()
}

/// The first and second derivatives of the loss.
fn slope_and_bend(choices: &[&Choice], weights: &[f64], size: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut slope: Vec<f64> = weights.iter().map(|w| RIDGE * w).collect();
    let mut bend = vec![vec![0.0; size]; size];
    for (i, row) in bend.iter_mut().enumerate() {
        row[i] = RIDGE;
    }
    let model = Weights::new(weights.to_vec());
    for choice in choices {
        let shares = model.shares(&choice.candidates);
        let mut mean = vec![0.0; size];
        for (i, (candidate, share)) in choice.candidates.iter().zip(&shares).enumerate() {
            let too_much = share - choice.wanted(i);
            for &a in &candidate.seen {
                slope[usize::from(a)] += too_much;
                mean[usize::from(a)] += share;
                for &b in &candidate.seen {
                    bend[usize::from(a)][usize::from(b)] += share;
                }
            }
        }
        for (row, a) in bend.iter_mut().zip(&mean) {
            row.iter_mut()
                .zip(&mean)
                .for_each(|(cell, b)| *cell -= a * b);
        }
    }
    (slope, bend)
}

/// Solves `matrix · x = right` for a positive definite matrix, by Gauss's elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        let (above, below) = matrix.split_at_mut(i + 1);
        let pivot = &above[i];
        for (k, row) in below.iter_mut().enumerate() {
            let factor = row[i] / pivot[i];
            row.iter_mut()
                .zip(pivot)
                .skip(i)
                .for_each(|(c, p)| *c -= factor * p);
            right[i + 1 + k] -= factor * right[i];
        }
    }
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|j| matrix[i][j] * right[j]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right
}
