//! Trains boosted trees: logistic loss, histograms, best leaf first.

use dixit::extract::rank::{FEATURES, LEAF, Node, Trees};

const BINS: usize = 64;

/// What the trees learn from: `FEATURES` numbers a row.
pub struct Table {
    pub rows: Vec<i32>,
    /// How right a row is, 0 to 1.
    pub right: Vec<f64>,
    pub weight: Vec<f64>,
    pub fold: Vec<usize>,
}

pub struct Plan {
    pub trees: usize,
    pub leaves: usize,
    pub rate: f64,
    /// Rows that a leaf has at least.
    pub least: usize,
    pub ridge: f64,
}

/// Upper bounds of each feature's bins, from all rows.
pub fn bounds(table: &Table) -> Vec<Vec<i32>> {
    let count = table.right.len();
    (0..FEATURES)
        .map(|f| {
            let mut values: Vec<i32> = (0..count)
                .step_by(1 + count / 40_000)
                .map(|r| table.rows[r * FEATURES + f])
                .collect();
            values.sort_unstable();
            let mut distinct = values.clone();
            distinct.dedup();
            if distinct.len() > BINS {
                distinct = (1..=BINS)
                    .map(|b| values[b * (values.len() - 1) / BINS])
                    .collect();
                distinct.dedup();
            }
            distinct.pop();
            distinct
        })
        .collect()
}

/// Every row's bins.
pub fn bins(table: &Table, bounds: &[Vec<i32>]) -> Vec<u8> {
    table
        .rows
        .iter()
        .enumerate()
        .map(|(i, v)| bounds[i % FEATURES].partition_point(|b| b < v) as u8)
        .collect()
}

/// e to a power, by arithmetic that is the same on every machine.
fn exp(x: f64) -> f64 {
    let x = x.clamp(-30.0, 30.0) / 1024.0;
    let mut y = 1.0 + x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x / 24.0)));
    for _ in 0..10 {
        y *= y;
    }
    y
}

pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

type Histogram = Vec<[f64; 3]>;

struct Leaf {
    rows: Vec<u32>,
    histogram: Histogram,
    node: usize,
    /// Gain, feature, bin.
    split: Option<(f64, usize, usize)>,
    sums: [f64; 3],
}

struct Grower<'t> {
    bins: &'t [u8],
    bounds: &'t [Vec<i32>],
    plan: &'t Plan,
    gradient: Vec<[f64; 2]>,
}

/// Learns from the rows of every fold but one.
pub fn train(
    table: &Table,
    bins: &[u8],
    bounds: &[Vec<i32>],
    plan: &Plan,
    without: usize,
) -> Trees {
    let rows: Vec<u32> = (0..table.right.len() as u32)
        .filter(|&r| table.fold[r as usize] != without)
        .collect();
    let mut scores = vec![0.0f64; table.right.len()];
    let mut grower = Grower {
        bins,
        bounds,
        plan,
        gradient: vec![[0.0; 2]; table.right.len()],
    };
    let mut trees = Trees::default();
    for _ in 0..plan.trees {
        for &r in &rows {
            let r = r as usize;
            let p = sigmoid(scores[r]);
            grower.gradient[r] = [
                (table.right[r] - p) * table.weight[r],
                (p * (1.0 - p)).max(1e-6) * table.weight[r],
            ];
        }
        let root = trees.nodes.len();
        trees.roots.push(root as u32);
        for (leaf, value) in grower.tree(rows.clone(), &mut trees.nodes) {
            leaf.rows.iter().for_each(|&r| scores[r as usize] += value);
        }
    }
    trees
}

impl Grower<'_> {
    fn histogram(&self, rows: &[u32]) -> Histogram {
        let mut out = vec![[0.0; 3]; FEATURES * BINS];
        for &r in rows {
            let [g, h] = self.gradient[r as usize];
            let bins = &self.bins[r as usize * FEATURES..(r as usize + 1) * FEATURES];
            for (f, &b) in bins.iter().enumerate() {
                let cell = &mut out[f * BINS + b as usize];
                cell[0] += g;
                cell[1] += h;
                cell[2] += 1.0;
            }
        }
        out
    }

    fn leaf(&self, rows: Vec<u32>, histogram: Histogram, node: usize) -> Leaf {
        let mut sums = [0.0; 3];
        histogram[..BINS]
            .iter()
            .for_each(|c| (0..3).for_each(|n| sums[n] += c[n]));
        let mut leaf = Leaf {
            rows,
            histogram,
            node,
            split: None,
            sums,
        };
        let value = |g: f64, h: f64| g * g / (h + self.plan.ridge);
        let whole = value(sums[0], sums[1]);
        for f in 0..FEATURES {
            let mut left = [0.0; 3];
            for b in 0..self.bounds[f].len() {
                let cell = &leaf.histogram[f * BINS + b];
                (0..3).for_each(|n| left[n] += cell[n]);
                let least = self.plan.least as f64;
                if left[2] < least || sums[2] - left[2] < least {
                    continue;
                }
                let gain =
                    value(left[0], left[1]) + value(sums[0] - left[0], sums[1] - left[1]) - whole;
                if gain > 1e-6 && leaf.split.is_none_or(|(best, ..)| gain > best) {
                    leaf.split = Some((gain, f, b));
                }
            }
        }
        leaf
    }

    /// Grows a tree and gives its leaves with their values.
    fn tree(&self, rows: Vec<u32>, nodes: &mut Vec<Node>) -> Vec<(Leaf, f64)> {
        let histogram = self.histogram(&rows);
        nodes.push(Node::default());
        let mut leaves = vec![self.leaf(rows, histogram, nodes.len() - 1)];
        while leaves.len() < self.plan.leaves {
            let gain = |l: &Leaf| l.split.map_or(0.0, |s| s.0);
            let Some(best) = (0..leaves.len()).max_by(|&a, &b| {
                gain(&leaves[a])
                    .total_cmp(&gain(&leaves[b]))
                    .then(b.cmp(&a))
            }) else {
                break;
            };
            let Some((_, feature, bin)) = leaves[best].split else {
                break;
            };
            let parent = leaves.swap_remove(best);
            let (left, right) = self.split(parent, feature, bin, nodes);
            leaves.push(left);
            leaves.push(right);
        }
        leaves
            .into_iter()
            .map(|l| {
                let value = l.sums[0] / (l.sums[1] + self.plan.ridge) * self.plan.rate;
                let stored = (value * 1024.0).round();
                nodes[l.node] = Node {
                    feature: LEAF,
                    value: stored as i32,
                    left: 1,
                    right: 1,
                };
                (l, stored / 1024.0)
            })
            .collect()
    }

    fn split(
        &self,
        parent: Leaf,
        feature: usize,
        bin: usize,
        nodes: &mut Vec<Node>,
    ) -> (Leaf, Leaf) {
        let goes_left = |r: &u32| self.bins[*r as usize * FEATURES + feature] as usize <= bin;
        let (left, right): (Vec<u32>, Vec<u32>) = parent.rows.iter().partition(|r| goes_left(r));
        let small = self.histogram(if left.len() <= right.len() {
            &left
        } else {
            &right
        });
        let mut large = parent.histogram;
        for (l, s) in large.iter_mut().zip(&small) {
            (0..3).for_each(|n| l[n] -= s[n]);
        }
        let (lh, rh) = if left.len() <= right.len() {
            (small, large)
        } else {
            (large, small)
        };
        nodes.extend([Node::default(); 2]);
        let (l, r) = (nodes.len() - 2, nodes.len() - 1);
        nodes[parent.node] = Node {
            feature: feature as u8,
            value: self.bounds[feature][bin],
            left: (l - parent.node) as u16,
            right: (r - parent.node) as u16,
        };
        (self.leaf(left, lh, l), self.leaf(right, rh, r))
    }
}
