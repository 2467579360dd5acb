//! Trees: many small ones, each correcting those before.

use super::model::{Input, ModelError};

/// Boosted trees: whole numbers in, log odds in steps of 1/1024 out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trees {
    /// All trees' nodes, one tree after the other.
    pub nodes: Vec<Node>,
    /// Where each tree begins.
    pub roots: Vec<u32>,
    /// What is added to every sum.
    pub bias: i32,
}

/// A node: a test, or a leaf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The number that is tested; [`LEAF`] for a leaf.
    pub feature: u8,
    /// Goes left when the number is at most this; a leaf's value.
    pub value: i32,
    /// The left child, counted from this node; the right one follows at `right`.
    pub left: u16,
    /// The right child, counted from this node.
    pub right: u16,
}

/// Marks a leaf.
pub const LEAF: u8 = u8::MAX;

/// Trees that are walked at once.
const TOGETHER: usize = 6;

/// Where a walk stands that has no tree.
const NOWHERE: Node = Node {
    feature: LEAF,
    value: 0,
    left: 1,
    right: 1,
};

impl Trees {
    /// The sum over all trees.
    pub fn score(&self, features: &[i32]) -> i32 {
        // A feature that is not there is more than every bound.
        let mut numbers = [i32::MAX; 256];
        let known = features.len().min(numbers.len());
        numbers[..known].copy_from_slice(&features[..known]);
        let several = self.roots.chunks(TOGETHER);
        self.bias + several.map(|r| self.leaves(r, &numbers)).sum::<i32>()
    }

    /// Walks a few trees side by side: a step waits for what the one before it has loaded.
    fn leaves(&self, roots: &[u32], numbers: &[i32; 256]) -> i32 {
        let mut at = [usize::MAX; TOGETHER];
        for (at, root) in at.iter_mut().zip(roots) {
            *at = *root as usize;
        }
        loop {
            let mut moved = 0;
            for at in &mut at {
                let node = self.nodes.get(*at).unwrap_or(&NOWHERE);
                let left = numbers[node.feature as usize] <= node.value;
                let child = usize::from(if left { node.left } else { node.right });
                let step = if node.feature == LEAF { 0 } else { child };
                *at = at.wrapping_add(step);
                moved |= step;
            }
            if moved == 0 {
                break;
            }
        }
        let leaf = |at: &usize| self.nodes.get(*at).map_or(0, |node| node.value);
        at.iter().map(leaf).sum()
    }

    /// Reads a section.
    pub fn read(mut input: Input<'_>) -> Result<Self, ModelError> {
        let bias = input.u32()? as i32;
        let roots = (0..input.u32()?)
            .map(|_| input.u32())
            .collect::<Result<_, _>>()?;
        let count = input.u32()?;
        let node = |input: &mut Input<'_>| {
            // A child stands after its node, so that no walk goes round.
            let (feature, value, children) = (input.u8()?, input.u32()? as i32, input.u32()?);
            let (left, right) = ((children as u16).max(1), ((children >> 16) as u16).max(1));
            Ok(Node {
                feature,
                value,
                left,
                right,
            })
        };
        let nodes = (0..count)
            .map(|_| node(&mut input))
            .collect::<Result<_, _>>()?;
        Ok(Self { nodes, roots, bias })
    }

    /// Writes a section.
    pub fn write(&self) -> Vec<u8> {
        let mut out = self.bias.to_le_bytes().to_vec();
        out.extend((self.roots.len() as u32).to_le_bytes());
        self.roots.iter().for_each(|r| out.extend(r.to_le_bytes()));
        out.extend((self.nodes.len() as u32).to_le_bytes());
        for n in &self.nodes {
            out.push(n.feature);
            out.extend(n.value.to_le_bytes());
            out.extend((u32::from(n.left.max(1)) | u32::from(n.right.max(1)) << 16).to_le_bytes());
        }
        out
    }
}
